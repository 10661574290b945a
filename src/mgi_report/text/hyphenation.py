"""Where words may be parted: pyphen's patterns, for us and for the engine, which asks pyphen too.

They are read once and kept in a form that loads in a tenth of the time. Words that begin with a capital are left whole,
as careful typesetting has it: most of them are names, and those are not parted. In German every noun has a capital.
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
from ..workspace.cache import write_atomically
from .typography import WHOLE

_CAPITALS_SAY_NOTHING = ("de", "lb")
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


@cache
def hyphenator(language: str) -> pyphen.Pyphen | None:
    """What knows where words of a language may be parted; nothing for a language without patterns."""
    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    if known is None:
        return None
    path = Path(pyphen.LANGUAGES[known])
    if path not in pyphen.hdcache:
        kind = _Patterns if known.split("_")[0] in _CAPITALS_SAY_NOTHING else _PatternsButForNames
        pyphen.hdcache[path] = _patterns(path, kind)
    return pyphen.Pyphen(lang=known)


def prepare(html: str) -> None:
    """Have the patterns ready of all languages of a document, so that the engine finds them."""
    for language in sorted(set(_LANGUAGE.findall(html))):
        hyphenator(language)


def load_kept() -> None:
    """Have all patterns ready that are kept, whatever language a document will be in."""
    folder = kept_things.folder()
    for kept in sorted(folder.glob("hyph_*.kept")) if folder else ():
        hyphenator(kept.name.removeprefix("hyph_").rpartition("-")[0])


def _patterns(path: Path, kind: Any) -> pyphen.HyphDict:
    """Patterns as they were kept, or read from pyphen's file and kept."""
    folder = kept_things.folder()
    if folder is None:
        return kind(path)
    content = hashlib.sha256(path.read_bytes() + sys.version.encode()).hexdigest()[:16]
    kept = folder / f"{path.stem}-{content}.kept"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        patterns, longest = marshal.loads(kept.read_bytes())  # noqa: S302
        read = kind.__new__(kind)
        read.patterns, read.maxlen, read.cache = patterns, longest, {}
        return read
    read = kind(path)
    # A language in which words are spelt otherwise when they are parted cannot be kept so.
    with contextlib.suppress(OSError, ValueError):
        write_atomically(kept, marshal.dumps((read.patterns, read.maxlen)))
    return read
