"""Where words may be parted: pyphen's patterns, for us and for the engine, which asks pyphen too.

They are read once and kept in a form that loads in a tenth of the time. Words that begin with a capital are left whole,
as careful typesetting has it: most of them are names, and those are not parted. Where every noun has a capital, as in
German, it tells nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pyphen

from ..workspace import cache as kept_things
from ..workspace.cache import seal, sealed
from .conventions import Folders, conventions_of
from .typography import WHOLE

_folders: Folders = ()
_LANGUAGE = re.compile(r"\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)")


class _Patterns(pyphen.HyphDict):  # type: ignore[misc]
    """Patterns of a language, for words that are not marked to stay whole."""

    def positions(self, word: str) -> list[int]:
        """The places where a word may be parted."""
        return [] if WHOLE in word else list(super().positions(word))


class _PatternsButForNames(_Patterns):
    """Patterns of a language in which a capital says that a word is probably a name."""

    def positions(self, word: str) -> list[int]:
        """The places where a word may be parted; none where it begins with a capital."""
        return [] if word[:1].isupper() else super().positions(word)


def follow(folders: Folders) -> None:
    """Which folders hold what the workspace knows of languages, for documents that this process typesets."""
    global _folders
    _folders = folders


@cache
def hyphenator(language: str, folders: Folders = ()) -> pyphen.Pyphen | None:
    """What knows where words of a language may be parted; nothing for a language without patterns."""
    path = _file(language)
    if path is None:
        return None
    kind = _PatternsButForNames if conventions_of(language, folders).capitals == "names" else _Patterns
    if type(pyphen.hdcache.get(path)) is not kind:
        pyphen.hdcache[path] = _patterns(path, kind)
    return pyphen.Pyphen(filename=path)


def prepare(html: str) -> None:
    """Have the patterns ready of all languages of a document, so that the engine finds them."""
    for language in sorted(set(_LANGUAGE.findall(html))):
        if found := hyphenator(language, _folders):
            pyphen.hdcache[_file(language)] = found.hd


def _file(language: str) -> Path | None:
    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return Path(pyphen.LANGUAGES[known]) if known else None


def load_kept() -> None:
    """Have all patterns ready that are kept, whatever language a document will be in."""
    folder = kept_things.folder()
    for kept in sorted(folder.glob("hyph_*.kept")) if folder else ():
        hyphenator(kept.name.removeprefix("hyph_").rpartition("-")[0].replace("_", "-"), _folders)


def _patterns(path: Path, kind: Any) -> pyphen.HyphDict:
    """Patterns as they were kept, or read from pyphen's file and kept."""
    folder = kept_things.folder()
    if folder is None:
        return kind(path)
    content = hashlib.sha256(path.read_bytes() + sys.version.encode()).hexdigest()[:16]
    kept = folder / f"{path.stem}-{content}.kept"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        patterns, longest = marshal.loads(sealed(kept) or b"")  # noqa: S302
        read = kind.__new__(kind)
        read.patterns, read.maxlen, read.cache = patterns, longest, {}
        return read
    read = kind(path)
    # A language in which words are spelt otherwise when they are parted cannot be kept so.
    with contextlib.suppress(OSError, ValueError):
        seal(kept, marshal.dumps((read.patterns, read.maxlen)))
    return read
