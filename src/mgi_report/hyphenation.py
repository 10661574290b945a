"""Hyphenation patterns, read once and kept in a form that loads in a tenth of the time.

They are pyphen's, for us and for the engine, which asks pyphen too; whatever goes wrong, pyphen reads its own files.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sys
from functools import cache
from pathlib import Path

import pyphen

from . import accelerate
from .cache import write_atomically


@cache
def hyphenator(language: str) -> pyphen.Pyphen | None:
    """What knows where words of a language may be parted; nothing for a language without patterns."""
    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    if known is None:
        return None
    path, folder = Path(pyphen.LANGUAGES[known]), accelerate.folder()
    if folder and path not in pyphen.hdcache:
        with contextlib.suppress(OSError):
            _prepare(path, folder)
    return pyphen.Pyphen(lang=known)


def load_kept() -> None:
    """Have all patterns ready that are kept, whatever language a document will be in."""
    folder = accelerate.folder()
    for kept in sorted(folder.glob("hyph_*.kept")) if folder else ():
        hyphenator(kept.name.removeprefix("hyph_").rpartition("-")[0])


def _prepare(path: Path, folder: Path) -> None:
    """Put patterns where pyphen keeps those it has read; read and keep them where that was not done before."""
    content = hashlib.sha256(path.read_bytes() + sys.version.encode()).hexdigest()[:16]
    kept = folder / f"{path.stem}-{content}.kept"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        patterns, longest = marshal.loads(kept.read_bytes())  # noqa: S302
        read = pyphen.HyphDict.__new__(pyphen.HyphDict)
        read.patterns, read.maxlen, read.cache = patterns, longest, {}
        pyphen.hdcache[path] = read
        return
    read = pyphen.hdcache[path] = pyphen.HyphDict(path)
    with contextlib.suppress(ValueError):  # a language in which words are spelt otherwise when they are parted
        write_atomically(kept, marshal.dumps((read.patterns, read.maxlen)))
