"""What is taken from Jinja2, in the one place that imports it, and what templates may touch.

A workspace may come from somebody else. Its templates run in the library's sandbox, and of what they are given they
reach into plain data only: a path, a function or a module among it is a value that they can print, and no more.
"""

from datetime import date
from typing import Any

from jinja2 import BaseLoader as BaseLoader
from jinja2 import BytecodeCache as BytecodeCache
from jinja2 import ChoiceLoader as ChoiceLoader
from jinja2 import FileSystemLoader as FileSystemLoader
from jinja2 import PrefixLoader as PrefixLoader
from jinja2 import StrictUndefined as StrictUndefined
from jinja2 import TemplateError as TemplateError
from jinja2 import TemplateNotFound as TemplateNotFound
from jinja2 import TemplateSyntaxError as TemplateSyntaxError
from jinja2 import UndefinedError as UndefinedError
from jinja2 import nodes as nodes
from jinja2.exceptions import SecurityError as SecurityError
from jinja2.loaders import split_template_path as split_template_path
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing as missing

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
