"""A faster start of the engine: C declarations parsed once and kept, and no library before it is needed.

WeasyPrint declares the C libraries it calls in text, which the ``cffi`` package parses at every start with a parser
written in Python; that is about half of the engine's import. ``cffi`` can write its result down as a module that loads
at once. Here that module is made at the first start, kept in the cache under a hash of the declarations and versions,
and used afterwards. Whatever goes wrong, the engine starts the ordinary way.

It also imports fontTools, a hundred modules that it uses for variable and emoji fonts only, or where the library
HarfBuzz-Subset is missing. Here they are imported at their first use.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import marshal
import re
import sys
import tempfile
import types
from collections.abc import Iterator
from functools import cache as once
from pathlib import Path
from typing import Any

from ..workspace import cache
from ..workspace.later import later

_FONT_TOOLS = ("fontTools", "fontTools.subset", "fontTools.ttLib", "fontTools.varLib.instancer")


@contextlib.contextmanager
def quick_start() -> Iterator[None]:
    """While this lasts, the engine can be imported in less time."""
    with _cffi_from_cache(), later("weasyprint", *_FONT_TOOLS):
        yield


@contextlib.contextmanager
def _cffi_from_cache() -> Iterator[None]:
    """While this lasts, ``cffi.FFI`` takes declarations from the cache instead of parsing them."""
    if cache.folder() is None or "weasyprint" in sys.modules:
        yield
        return
    import cffi

    original = cffi.FFI
    cffi.FFI = _KeptFFI
    try:
        yield
    finally:
        cffi.FFI = original


class _KeptFFI:
    """Collects declarations until a library is opened, then becomes a ready ``FFI``."""

    def __init__(self) -> None:
        self._declarations: list[str] = []
        self._ready: Any = None

    def cdef(self, declarations: str, **_: object) -> None:
        """Take declarations, as ``cffi.FFI.cdef`` does."""
        self._declarations.append(declarations)

    def __getattr__(self, name: str) -> Any:
        if self._ready is None:
            self._ready = _kept("\n".join(self._declarations))
        value = getattr(self._ready, name)
        if name != "errno":  # all else is what it is; a document asks for it some 20,000 times
            setattr(self, name, value)
        return value


def _kept(declarations: str) -> Any:
    import _cffi_backend

    folder = cache.folder()
    assert folder is not None
    key = "\n".join((declarations, _cffi_backend.__version__, sys.version))
    name = f"_mgi_declarations_{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    file = folder / f"{name}.kept"
    try:
        code = marshal.loads(cache.sealed(file) or _write(name, declarations, file))  # noqa: S302
        module = types.ModuleType(name)
        exec(code, vars(module))  # noqa: S102
    except (OSError, ValueError, EOFError, TypeError, AttributeError):
        return _parsed(declarations)
    return module.ffi


def _parsed(declarations: str) -> Any:
    from cffi.api import FFI

    ffi = FFI()
    ffi.cdef(declarations)
    return ffi


def _write(name: str, declarations: str, file: Path) -> bytes:
    """Have the declarations written as a module, and keep it compiled."""
    ffi = _parsed(declarations)
    ffi.set_source(name, None)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.py"
        with contextlib.redirect_stdout(io.StringIO()):  # it announces the file
            ffi.emit_python_code(str(source))
        code = marshal.dumps(compile(source.read_bytes(), name, "exec"))
    cache.seal(file, code)
    return code


_FOR_NOTES = re.compile(r"::(?:foot)?note-")
_NOTES = re.compile(r":\s*(?:foot)?note\b|::(?:foot)?note-|@(?:footnote|note-area)")


@once
def html_class(weasyprint: Any) -> Any:
    """The engine's class ``HTML``, with a default style sheet that says nothing of notes where a document has none.

    The five rules for calls and markers of notes match every element, so that each gets five styles for nothing.
    Should the engine no longer ask for its sheet in this way, documents are the same and only slower.
    """

    class HTML(weasyprint.HTML):  # type: ignore[misc]
        has_notes = True

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            usual: list[Any] = super()._ua_stylesheets(forms)
            return usual if self.has_notes or forms else [_sheet_without_notes(weasyprint)]

    return HTML


def has_notes(text: str) -> bool:
    """Whether a document or a style sheet sets footnotes or notes."""
    return _NOTES.search(text) is not None


@once
def _sheet_without_notes(weasyprint: Any) -> Any:
    rules = "\n".join(line for line in weasyprint.html.UA.splitlines() if not _FOR_NOTES.match(line))
    return weasyprint.CSS(string=rules, counter_style=weasyprint.css.counters.CounterStyle())
