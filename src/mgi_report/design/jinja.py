"""What is taken from Jinja2, in the one place that imports it, and what templates may touch.

A workspace may come from somebody else. Its templates run in the library's sandbox, and of what they are given they
reach into plain data only: a path, a function or a module among it is a value that they can print, and no more.
"""

from datetime import date
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


class Environment(SandboxedEnvironment):
    """Where templates run."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute: of plain data, and of what we or the library made for it.

        That is a matter of type and name, and is judged once.
        """
        kind = type(obj)
        if (kind, attr) not in self._judged:
            known = isinstance(obj, _PLAIN) or kind.__module__.partition(".")[0] in _ROOMS
            self._judged[kind, attr] = known and super().is_safe_attribute(obj, attr, value)
        return self._judged[kind, attr]
