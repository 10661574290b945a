"""Long words of which nobody knows where they may be parted: a line may end within them, without a hyphen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from .conventions import Folders
from .hyphenation import hyphenator
from .markup import Run
from .typography import ZERO, is_joined

LONGEST = 24
"""Letters for which there is room in every column."""

_PIECE = 8
_STRETCH = re.compile(rf"[^\s\u00ad{ZERO}–—-]{{{LONGEST + 1},}}")


def opened(runs: Iterable[Run], language: str, folders: Folders = ()) -> list[Run]:
    """Runs of a text in a language, in whose long words a line may end wherever no pattern parts them.

    Letters that join, as in Arabic, would have other forms there, and are left together.
    """
    return [replace(run, text=_opened(run.text, run.language or language, folders)) for run in runs]


def _opened(text: str, language: str, folders: Folders) -> str:
    if len(text) <= LONGEST:
        return text
    return _STRETCH.sub(lambda found: _parted(found[0], language, folders), text)


def _parted(word: str, language: str, folders: Folders) -> str:
    if is_joined(word):
        return word
    patterns = hyphenator(language, folders)
    edges = [0, *(patterns.positions(word) if patterns else ()), len(word)]
    places = {
        place for start, end in pairwise(edges) if end - start > LONGEST for place in range(start + _PIECE, end, _PIECE)
    }
    return "".join(
        f"{ZERO}{letter}" if place in places and not unicodedata.category(letter).startswith("M") else letter
        for place, letter in enumerate(word)
    )
