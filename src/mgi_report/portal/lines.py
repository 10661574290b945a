"""A line of a page: its words as they will stand in the profile, the sign before them, and its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..errors import Kind, Problem, Severity, excerpt
from ..text.bullets import kind_of, split_mark
from ..text.printable import visible
from .notes import read_marks

# What no reader sees and no word needs (Default_Ignorable_Code_Point of Unicode, but for the joiners and marks of
# direction that scripts are written with): soft hyphens, zero-width spaces, variation selectors, fillers, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The hyphens of Word and of pedants, which most fonts lack: U+2010, and U+2011, at which no line breaks.
_HYPHENS = str.maketrans("\u2010\u2011", "--")
# What a profile may not hold: controls, and the marks that turn the direction of a text around.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


_RULE = re.compile(r"\s*(?:[_*=~–—-]\s*){3,}")
_SENTENCE_END = re.compile(r"[.!?…؟。]['\")\]”’»]*$")

MAX_LINES, MAX_TEXT, MAX_TAGS = 20_000, 1_000_000, 100_000
"""A saved page has a few hundred lines, some 15,000 characters of text and a few thousand elements."""

LIST_SIGN = "•"
"""The sign that stands for an item of an HTML list."""


class Apart(StrEnum):
    """Why a line is no text of the page."""

    NAVIGATION = "navigation"
    NOTE = "footnotes"
    HIDDEN = "hidden by the page"


class Left(StrEnum):
    """What became of some words of a line that are told."""

    NOTE = "a raised mark was left out"
    UNCLEAR = "a raised mark stays as it is; it may be that of a footnote"
    STRUCK = "words that are struck out were left out"
    HIDDEN = "words that the page hides were left out"
    HYPHEN = "hyphens of Word (U+2010, U+2011) became “-”"


@dataclass(frozen=True, eq=False)
class Line:
    """One line of a page that is not blank.

    ``text`` is the whole line in Unicode NFC with single spaces; ``mark`` is the bullet or number before its
    ``words``. ``number`` and ``last`` are the lines of the file where it begins and ends, counted from 1. ``gap``: a
    blank line or the border of a paragraph stands before it. In HTML ``bound`` lines go on with the list item of the
    line before, ``group`` tells lists apart, and ``linked`` lines are links as a whole. A rule stands above ``ruled``
    lines. ``apart`` lines are no text of
    the page. ``left`` is what became of some of its words. No line equals another, whatever its words.
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
    ruled: bool = False
    apart: str = ""
    links: tuple[str, ...] = field(default=())
    left: tuple[tuple[Left, str], ...] = field(default=())

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
            left=self.left + other.left,
        )


def clean(text: str) -> str:
    """Text as a profile holds it: Unicode NFC, white space normalised, without what nobody can see. No word changes."""
    for unseen in (_INVISIBLE, CONTROLS, DIRECTIONS):
        text = unseen.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).translate(_HYPHENS).split())


def read_line(number: int, raw: str, *, gap: bool = False) -> Line | None:
    """One line of a page; none if it is blank."""
    read = read_marks(raw)
    text = clean(read.text)
    if not text:
        return None
    expanded = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).replace("\u00a0", " ").expandtabs(4).rstrip()
    indent = len(expanded) - len(expanded.lstrip())
    mark, words = split_mark(text)
    mark = kind_of(mark)
    left = [(Left.NOTE, shown) for shown in read.notes] + [(Left.UNCLEAR, shown) for shown in read.unclear]
    if hyphen := re.search(r"[\u2010\u2011]", read.text):
        left.append((Left.HYPHEN, read.text[max(hyphen.start() - 20, 0) : hyphen.end() + 20]))
    apart = Apart.NOTE if read.is_note else ""
    return Line(number, text, words, mark, number, indent, len(expanded), gap, apart=apart, left=tuple(left))


class TooMuch(Exception):  # noqa: N818
    """A text that is no page: nobody has that much to say."""

    def __init__(self, most: int, what: str) -> None:
        super().__init__(f"{most:,} {what}")


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a plain text that are not blank.

    Raises :class:`TooMuch`.
    """
    gap, ruled = True, False
    if text.count("\n") > MAX_LINES:
        raise TooMuch(MAX_LINES, "lines")
    if len(text) > MAX_TEXT:
        raise TooMuch(MAX_TEXT, "characters of text")
    for number, raw in enumerate(text.split("\n"), start=1):
        is_rule = bool(_RULE.fullmatch(raw))
        line = None if is_rule else read_line(number, raw, gap=gap)
        if line:
            yield replace(line, ruled=ruled)
        gap, ruled = line is None, is_rule or (ruled and line is None)


def doubt(file: str, line: int, message: str, value: str = "", hint: str = "") -> Problem:
    """Something on a page that a person should look at; nothing is stopped by it."""
    doubted = fault(file, line, message, value, hint)
    return replace(doubted, severity=Severity.WARNING, kind=Kind.PAGE_DOUBT)


def fault(file: str, line: int, message: str, value: str = "", hint: str = "") -> Problem:
    """Something for which a page cannot be taken over."""
    shown, kind = visible(excerpt(value)) if value else "", Kind.PAGE_FAULT
    return Problem(visible(file), line, 0, visible(message), hint=visible(hint), value=shown, kind=kind)
