"""Libraries that others import and hardly ever use: imported when they are first used.

Some libraries import others at their start for rare kinds of files. Whoever starts them need not wait for that, nor
give it memory.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import types
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def later(importer: str, *modules: str) -> Iterator[None]:
    """While this lasts ``importer`` can be imported without these modules; what it names of them stands for them until
    it is called or asked for something.

    ``modules`` are all that it names. Nothing happens where it, or one of them, is imported already.
    """
    if any(name in sys.modules for name in (importer, *modules)):
        yield
        return
    sys.modules.update({name: _LaterModule(name) for name in modules})
    try:
        yield
    finally:
        for name in modules:
            if isinstance(sys.modules.get(name), _LaterModule):
                del sys.modules[name]


class _LaterModule(types.ModuleType):
    """Stands for a module while others import names from it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # What an “except” clause names must be a class at once; the wider one only catches more.
        return Exception if name.endswith("Error") else _Later(self.__name__, name)


class _Later:
    """Stands for something in a module, or for a module in a package, that is imported when it is first used."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _real(self) -> Any:
        module = importlib.import_module(self._module)
        with contextlib.suppress(AttributeError):
            return getattr(module, self._name)
        return importlib.import_module(f"{self._module}.{self._name}")

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._real()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)
