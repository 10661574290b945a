"""Widths of words in a font, and the lines that they fill: how the engine will break a text, without the engine.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, pairwise
from math import inf
from pathlib import Path

from PIL import ImageFont

from .conventions import Folders
from .hyphenation import hyphenator
from .typography import NBSP, WHOLE, ZERO, unmarked

_REFERENCE = 1000
_SHORTEST, _BEFORE, _AFTER = 7, 3, 4  # hyphenate-limit-chars of the style sheet
_ZONE = 0.12  # hyphenate-limit-zone of the style sheet: less white than that at the end of a line is left
_LONGEST_HEADING, _SMALL = 14, 3  # words of a heading that are tried; letters of a word that should not end a line
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AFTER_DASH = re.compile(rf"[-–—](?=\w)|{ZERO}(?=.)")
_BREAKING = f"-–—{ZERO}"


class Metrics:
    """Widths of words in one font file, and the lines that they fill in one language."""

    def __init__(self, font: Path, language: str = "", folders: Folders = ()) -> None:
        self._file, self._language, self._folders = font, language, folders
        self._font = ImageFont.truetype(str(font), _REFERENCE, layout_engine=ImageFont.Layout.BASIC)
        self._widths: dict[str, float] = {}
        self._parts: dict[str, list[int]] = {}
        self._hyphenation = hyphenator(language, folders)

    def speaking(self, language: str) -> Metrics:
        """The metrics of the same font for words in another language."""
        return metrics(self._file, language, self._folders) if language not in ("", self._language) else self

    def width(self, word: str, size: float) -> float:
        """The width of a word at a type size."""
        if word not in self._widths:
            self._widths[word] = self._font.getlength(unmarked(word))
        return self._widths[word] * size / _REFERENCE

    def lines(self, text: str, size: float, measure: float) -> int:
        """How many lines a text takes in a column ``measure`` points wide, set ragged and hyphenated like the pages."""
        return len(self.broken(text, size, measure))

    def broken(self, text: str, size: float, measure: float) -> list[str]:
        """The lines of a text, without the hyphens that breaking adds."""
        space = self.width(" ", size)
        lines, line, filled = [], "", 0.0
        for word in text.split(" "):
            width = self.width(word, size)
            if line and filled + space + width > measure:
                worth = measure - filled > _ZONE * measure
                head = self._head(word, size, measure - filled - space, hyphenate=worth)
                lines.append(f"{line} {head}" if head else line)
                word, line, filled = word[len(head) :], "", 0.0
                width = self.width(word, size)
            while width > measure and len(word) > 1:
                head = self._head(word, size, measure) or self._forced(word, size, measure)
                lines.append(head)
                word = word[len(head) :]
                width = self.width(word, size)
            line, filled = (f"{line} {word}", filled + space + width) if line else (word, width)
        return [*lines, line]

    def balanced(self, text: str, size: float, measure: float) -> str:
        """A heading whose lines are about equally long: no-break spaces leave only the spaces at which to break.

        It takes no more lines than it would otherwise, and a short word does not end one where that can be helped.
        """
        words = text.split(" ")
        count = self.lines(text, size, measure)
        if not 1 < count < len(words) <= _LONGEST_HEADING:
            return text

        def weight(cuts: tuple[int, ...]) -> float:
            lines = [words[start:end] for start, end in pairwise((0, *cuts, len(words)))]
            widths = [self.width(" ".join(line), size) for line in lines]
            if max(widths) > measure:
                return inf
            return max(widths) - min(widths) + sum(measure / 4 for line in lines[:-1] if len(line[-1]) <= _SMALL)

        cuts = min(combinations(range(1, len(words)), count - 1), key=weight)
        if weight(cuts) == inf:
            return text
        return " ".join(NBSP.join(words[start:end]) for start, end in pairwise((0, *cuts, len(words))))

    def _head(self, word: str, size: float, room: float, *, hyphenate: bool = True) -> str:
        """As much of a word as can stay in ``room`` points, at a dash or hyphenated."""
        if room <= 0:
            return ""
        for at in self._break_points(word):
            head = word[:at]
            if not hyphenate and head[-1] not in _BREAKING:
                continue
            if self.width(head if head[-1] in _BREAKING else f"{head}-", size) <= room:
                return head
        return ""

    def _break_points(self, word: str) -> list[int]:
        if word not in self._parts:
            found = {match.end() for match in _AFTER_DASH.finditer(word)}
            if self._hyphenation and WHOLE not in word:
                for match in _WORD.finditer(word):
                    length = len(match[0])
                    if length >= _SHORTEST:
                        at = self._hyphenation.positions(match[0])
                        found |= {match.start() + i for i in at if _BEFORE <= i <= length - _AFTER}
            self._parts[word] = sorted(found, reverse=True)
        return self._parts[word]

    def _forced(self, word: str, size: float, room: float) -> str:
        """As many letters of a word without any break point as fit, at least one."""
        fitting, taken = 0, 0.0
        for letter in word:
            taken += self.width(letter, size)
            if fitting and taken > room:
                break
            fitting += 1
        return word[:fitting]


@lru_cache(maxsize=8)
def metrics(font: Path, language: str = "", folders: Folders = ()) -> Metrics:
    """The metrics of a font file; read once. With a language words are hyphenated.

    ``folders`` hold what a workspace knows of languages (:mod:`.conventions`).
    """
    return Metrics(font, language, folders)
