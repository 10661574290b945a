"""Words that would rank places, by language, and where they stand in a text.

The lists are data (``assets/wording/<language>.yaml``); a workspace adds to them. A phrase that says that nothing is
ranked is allowed by name, so that every exception can be read in one place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from ..data.explain import read_as
from ..data.fields import Plain
from ..data.yaml_tree import read_tree
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..text.typography import ADDRESS

WHY = "publications never rank places"
"""The first editorial rule, for every problem that follows from it: findings are examples, and neither their number nor
an order says anything of a place."""

ORDER = "places stand by country, then by name, as the comparison has them; loop over it as it is"
INSTEAD = "say who lists what, city by city; what is right all the same goes into assets/wording, under “allowed”"

SCORELIKE = re.compile(r"(?<![\w\0/])[\d\0]+\s+/\s+[\d\0]+(?![\w/])|\A\s*(?P<dash>[-–—])\s*\Z")
"""What reads as a score: “2 / 4”; or as nothing: a dash that stands alone. NUL stands for what a template fills in."""

_MOST_KNOWN = 20_000  # texts

MAX_WORDS = 2_000
"""Of one list: every word is looked for in every text."""

_PLACEHOLDER = re.compile(r"%\(\w+\)s")
_MARKS = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u00ad": "\u200b"})


@dataclass(frozen=True)
class Wording:
    """The lists of one language; ``progress`` are words that judge between two editions of a place."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}  # unknown keys of files are refused

    words: Annotated[tuple[Plain, ...], Field(max_length=MAX_WORDS)]
    allowed: Annotated[tuple[Plain, ...], Field(max_length=MAX_WORDS)] = ()
    progress: Annotated[tuple[Plain, ...], Field(max_length=MAX_WORDS)] = ()

    def find(self, text: str) -> Sequence[tuple[int, str]]:
        """Where words that rank stand in a text, and which, outside the phrases that are allowed."""
        if text not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[text] = tuple(self._find(text))
        return self._known[text]

    @cached_property
    def _known(self) -> dict[str, Sequence[tuple[int, str]]]:
        return {}

    def _find(self, text: str) -> Iterator[tuple[int, str]]:
        plain = _flat(text)
        for silent in (_PLACEHOLDER, ADDRESS):
            plain = silent.sub(lambda found: "\0" * len(found[0]), plain)
        if self.allowed:
            plain = self._exceptions.sub(lambda found: "\0" * len(found[0]), plain)
        for found in self._pattern.finditer(plain):
            yield found.start(), text[found.start() : found.end()]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self.words)

    @cached_property
    def _exceptions(self) -> re.Pattern[str]:
        return _pattern(self.allowed)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    # Those that begin with a letter first, under one condition: the engine looks at their first letters together.
    words: list[str] = []
    signs: list[str] = []
    for phrase in sorted(map(_flat, phrases), key=len, reverse=True):
        stem = r"\s+".join(map(re.escape, phrase.removesuffix("*").split()))
        ending = r"\w*" if phrase.endswith("*") else ""
        after = r"(?!\w)" if phrase[-1:].isalnum() or ending else ""
        (words if phrase[:1].isalnum() else signs).append(f"{stem}{ending}{after}")
    forms = [rf"(?<!\w)(?:{'|'.join(words)})"] if words else []
    return re.compile("|".join([*forms, *signs]) or r"(?!)")


def _flat(text: str) -> str:
    # One character for one, so that places in the result are places in the text.
    composed = unicodedata.normalize("NFC", text)
    text = composed if len(composed) == len(text) else text
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_MARKS)


Wordings = Mapping[str, Wording]
"""Language → its lists."""


def load_wordings(folders: Iterable[Path]) -> Wordings:
    """Language → its lists, from all folders together.

    Raises :class:`ReportError` (template) with file and line for a file that is no such list.
    """
    found: dict[str, Wording] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            tree = read_tree(file)
            if (own := read_as(Wording, tree)) is None:
                raise ReportError(tree.problems, ExitCode.TEMPLATE)
            known = found.get(file.stem, Wording(()))
            lists = ((*known.words, *own.words), (*known.allowed, *own.allowed), (*known.progress, *own.progress))
            found[file.stem] = Wording(*(tuple(dict.fromkeys(words)) for words in lists))
    return found


def of_editions(wordings: Wordings) -> Wordings:
    """The lists for pages that put two editions of a place side by side: there words of progress and regress rank too.

    Elsewhere they are words like others: a plan may improve access to services.
    """
    return {code: replace(own, words=(*own.words, *own.progress)) for code, own in wordings.items()}


def wording_of(wordings: Wordings, language: str) -> Wording:
    """The lists of a language, by its full or its primary code; empty ones where there are none."""
    return wordings.get(language) or wordings.get(language.split("-")[0]) or Wording(())


def ranking(file: str, line: int, column: int, word: str, text: str, path: str = "") -> Problem:
    """The problem of a word that ranks."""
    message, hint, value = f"{excerpt(word)} ranks", f"{WHY}; {INSTEAD}", excerpt(_around(text, word))
    return Problem(file, line, column, message, path, hint, value, kind=Kind.RANKS)


def scorelike(file: str, line: int, column: int, found: re.Match[str], path: str = "") -> Problem:
    """The problem of a sign that reads as a score or as nothing."""
    if found["dash"]:
        message = "a dash alone reads as nothing"
        hint = "what a profile does not mention may exist: say “not mentioned”, or set a light dot and explain it"
    else:
        message, hint = "a number of numbers reads as a score", "write a page or a number alone"
    return Problem(file, line, column, message, path, f"{WHY}; {hint}", excerpt(found[0].strip()), kind=Kind.RANKS)


def _around(text: str, word: str, reach: int = 28) -> str:
    start = text.find(word)
    left, right = max(start - reach, 0), start + len(word) + reach
    return f"{'…' if left else ''}{' '.join(text[left:right].split())}{'…' if right < len(text) else ''}"
