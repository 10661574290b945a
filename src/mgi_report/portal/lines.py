"""A line of a page: its words as they will stand in the profile, the sign before them, and its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..errors import Kind, Problem, Severity, excerpt
from ..text.bullets import split_mark

# Marks that no reader sees: soft hyphens, zero-width spaces and joiners of words, byte order marks.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060\ufeff]")
# What a profile may not hold: controls, and the marks that turn the direction of a text around.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")

_SENTENCE_END = re.compile(r"[.!?…؟。]['\")\]”’»]*$")

MAX_LINES = 20_000
"""A saved page has a few hundred lines."""

LIST_SIGN = "•"
"""The sign that stands for an item of an HTML list."""


@dataclass(frozen=True, eq=False)
class Line:
    """One line of a page that is not blank.

    ``text`` is the whole line in Unicode NFC with single spaces; ``mark`` is the bullet or number before its
    ``words``. ``number`` and ``last`` are the lines of the file where it begins and ends, counted from 1. ``gap``: a
    blank line or the border of a paragraph stands before it. In HTML ``bound`` lines go on with the list item of the
    line before, ``group`` tells lists apart, ``linked`` lines are links as a whole, and ``furniture`` lines stand in
    navigation, footers and the like. No line equals another, whatever its words.
    """

    number: int
    text: str
    words: str
    mark: str = ""
    last: int = 0
    indent: int = 0
    width: int = 0
    gap: bool = False
    bound: bool = False
    group: int = 0
    heading: bool = False
    linked: bool = False
    furniture: bool = False
    links: tuple[str, ...] = field(default=())

    @property
    def count(self) -> int:
        """The number before the words, or 0."""
        digits = self.mark.strip("(.)")
        return int(digits) if digits.isdigit() else 0

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or its like stands at the end."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def starts_small(self) -> bool:
        """Whether the words begin with a small letter, as only the rest of a sentence does."""
        return self.words[:1].islower()

    def joined(self, other: Line) -> Line:
        """This line and the one that goes on with it, as one."""
        return replace(
            self,
            text=f"{self.text} {other.text}".strip(),
            words=f"{self.words} {other.text}".strip(),
            last=other.last,
            width=other.width,
            links=self.links + other.links,
        )


def clean(text: str) -> str:
    """Text as a profile holds it: Unicode NFC, white space normalised, without what nobody can see. No word changes."""
    for unseen in (_INVISIBLE, CONTROLS, DIRECTIONS):
        text = unseen.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_line(number: int, raw: str, *, gap: bool = False) -> Line | None:
    """One line of a plain text; none if it is blank."""
    text = clean(raw)
    if not text:
        return None
    expanded = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).replace("\u00a0", " ").expandtabs(4).rstrip()
    indent = len(expanded) - len(expanded.lstrip())
    mark, words = split_mark(text)
    return Line(number, text, words, mark, number, indent, len(expanded), gap)


class TooManyLines(Exception):  # noqa: N818
    """A text that is no page: nobody has that much to say."""


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a plain text that are not blank.

    Raises :class:`TooManyLines`.
    """
    gap = True
    if text.count("\n") > MAX_LINES:
        raise TooManyLines
    for number, raw in enumerate(text.split("\n"), start=1):
        line = read_line(number, raw, gap=gap)
        if line:
            yield line
        gap = line is None


def doubt(file: str, line: int, message: str, value: str = "", hint: str = "") -> Problem:
    """Something on a page that a person should look at; nothing is stopped by it."""
    shown, told = excerpt(value) if value else "", Severity.WARNING
    return Problem(file, line, 0, message, hint=hint, value=shown, severity=told, kind=Kind.PAGE_DOUBT)


def fault(file: str, line: int, message: str, value: str = "", hint: str = "") -> Problem:
    """Something for which a page cannot be taken over."""
    shown = excerpt(value) if value else ""
    return Problem(file, line, 0, message, hint=hint, value=shown, kind=Kind.PAGE_FAULT)
