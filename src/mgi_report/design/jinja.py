"""What is taken from Jinja2, in the one place that imports it, and what templates may touch.

A workspace may come from somebody else. Its templates run in the library's sandbox, and of what they are given they
reach into plain data only: a path, a function or a module among it is a value that they can print, and no more.
"""

from datetime import date
from functools import cache
from typing import Any

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
from jinja2.sandbox import SandboxedEnvironment
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

_PLAIN = (str, int, float, bool, type(None), list, tuple, dict, set, frozenset, range, date)
_ROOMS = ("mgi_report", "jinja2")


@cache
def _is_known(kind: Any) -> bool:
    return issubclass(kind, _PLAIN) or kind.__module__.partition(".")[0] in _ROOMS


class Environment(SandboxedEnvironment):
    """Where templates run."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute: of plain data, and of what we or the library made for it."""
        kind: Any = type(obj)
        return _is_known(kind) and super().is_safe_attribute(obj, attr, value)
