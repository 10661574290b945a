"""What is taken from Jinja2, in the one place that imports it."""

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment as Environment
from jinja2.utils import missing

__all__ = [
    "BaseLoader",
    "BytecodeCache",
    "ChoiceLoader",
    "Environment",
    "FileSystemLoader",
    "PrefixLoader",
    "StrictUndefined",
    "TemplateError",
    "TemplateNotFound",
    "TemplateSyntaxError",
    "UndefinedError",
    "missing",
    "nodes",
    "split_template_path",
]
