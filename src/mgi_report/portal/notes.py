"""Raised marks within words: those of footnotes are left out, powers, ordinals and fractions stay.

What a page raises does not stand in the line of the words: “since 2020¹” read as one line would name another year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

# Where HTML raises or lowers words; noncharacters, which no page may hold. SURE is what the page itself calls a note.
RAISED, SURE, LOWERED, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"

_HIGH, _LOW = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_TO_HIGH, _TO_LOW = str.maketrans("0123456789", _HIGH), str.maketrans("0123456789", _LOW)
_FROM_HIGH = str.maketrans(_HIGH, "0123456789")
_MARK = re.compile(
    f"{RAISED}(?P<raised>[^{END}]*){END}|{SURE}(?P<sure>[^{END}]*){END}|{LOWERED}(?P<lowered>[^{END}]*){END}"
    rf"|<sup>(?P<typed>[^<]{{1,20}})</sup>|(?P<high>[{_HIGH}]+(?:[,–-][{_HIGH}]+)*)"
    # As plain text and Markdown write them: (1999)[2], [^2], [\[2\]](#fn2).
    r"|(?<=[\w.,;:!?)\]”’»\"'])(?P<square>\[(?:\^[\w-]{1,20}|(?:\\?\[)?\d{1,3}(?:\\?\])?)\](?:\([^()\s]*\))?)"
)
_BRACKETED = re.compile(rf"([\[(])\s*{SURE}([^{END}]*){END}\s*([\])])")
_DEFINITION = re.compile(r"\s*\[\^[\w-]{1,20}\]:")
_ITEM = r"\d{1,3}[a-z]?"
_NUMBERS = re.compile(rf"[\[(]?{_ITEM}(?:\s*[,;–-]\s*{_ITEM})*[\])]?[.,]?")
_SYMBOLS = re.compile(r"[*†‡§¶]+")
_LETTER = re.compile(r"[\[(]?(?:[a-z]|[ivx]{1,4})[\])]?")
_CALLED = re.compile(r"\[?(?:note|nota|fn|n\.)\s*\d{1,3}\]?", re.I)
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kcdhmµ]|da)?m$")
_SHORT = re.compile(r"(?:^|\W)[^\W\d_]{1,2}$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_WHOLE_WORD = re.compile(r"(?:[^\W\d_]{5,}|\b(?:19|20)\d\d)[.,;:!?]?$|[)\]”»]$")
_ROMAN = re.compile(r"(?:^|\W)[IVXLC]+$")
_OVER = re.compile(rf"\s*[/⁄]\s*(?:\d|{LOWERED}|[{_LOW}])")
_BETWEEN = re.compile(r"[\s,;–-]*")
_SHOWN = 24  # characters before a mark that are shown
_SEEN = 80  # and that are looked at


class _Kind(Enum):
    NOTE = auto()
    WORD = auto()
    UNCLEAR = auto()  # stays raised, whatever it is


@dataclass(frozen=True)
class Read:
    """A line without the marks of footnotes.

    ``notes`` are the marks that were left out, ``unclear`` those that stayed, each with the words before it.
    ``is_note``: the line is no text but the footnote itself, for it begins with its mark.
    """

    text: str
    notes: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    is_note: bool = False


def read_marks(raw: str) -> Read:
    """A line as it stands on the page → its words."""
    if _DEFINITION.match(raw):
        return Read(raw, is_note=True)
    raw = _BRACKETED.sub(rf"{SURE}\1\2\3{END}", raw)
    words = _Words()
    notes, unclear, end = [], [], 0
    for match in _MARK.finditer(raw):
        between, mark, group = raw[end : match.start()], match[match.lastgroup or 0], match.lastgroup
        end = match.end()
        if group == "lowered":
            words.add(between + (mark.translate(_TO_LOW) if mark.strip().isdecimal() else mark))
            continue
        before = words.last + between[-_SEEN:]
        over = bool(_OVER.match(raw, end))
        kind = _Kind.NOTE if group == "square" else _kind_of(mark.strip(), before.rstrip(), over, group == "sure")
        number = mark.translate(_TO_HIGH) if group == "high" or _NUMBERS.fullmatch(mark.strip()) else mark
        if kind is _Kind.NOTE:
            if not before.strip():
                return Read(f"{mark} {raw[end:]}", is_note=True)
            words.add_before_note(between, raw[end : end + 1])
            notes.append(_shown(before, mark, number))
        else:
            unclear += [_shown(before, mark, number)] if kind is _Kind.UNCLEAR else []
            words.add(between + number)
    return Read(words.joined(raw[end:]), tuple(notes), tuple(unclear))


class _Words:
    """What was read of a line; ``last`` are the words at its end."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.last = ""
        self.after_note = False

    def add(self, words: str) -> None:
        self.parts.append(words)
        self.last = (self.last + words)[-_SEEN:]
        self.after_note = self.after_note and not words

    def add_before_note(self, words: str, after: str) -> None:
        """Add what stands before a mark that is left out, as the words behind the mark need it."""
        if self.after_note and _BETWEEN.fullmatch(words):
            words = ""  # the comma between two marks
        elif after in (".", ",", ")") and words.strip():
            words = words.rstrip()
        if after.isalnum() and (words or self.last)[-1:].isalnum():
            words += " "
        self.add(words)
        self.after_note = True

    def joined(self, rest: str) -> str:
        return "".join([*self.parts, rest])


def _shown(before: str, words: str, number: str) -> str:
    """A mark with the words before it, as a message shows it."""
    words = words.strip() if words[:1] in "[(" else f" {words.strip()}" if words == number else number
    return f"{before[-_SHOWN:].split(' ', 1)[-1].rstrip()}{words}"


def is_glued(words: str, before: str) -> bool:
    """Whether a link that is a bare number follows a word without a space, as the marks of footnotes do."""
    return bool(_NUMBERS.fullmatch(words.strip()) and _WHOLE_WORD.search(before))


def _kind_of(words: str, before: str, over: bool, sure: bool) -> _Kind:
    """What raised words are, by themselves and by what stands before them."""
    plain = words.translate(_FROM_HIGH)
    numbers, symbols, letter = (bool(form.fullmatch(plain)) for form in (_NUMBERS, _SYMBOLS, _LETTER))
    if sure:
        return _Kind.NOTE if numbers or symbols or letter or _CALLED.fullmatch(plain) else _Kind.WORD
    if numbers and not (over or _is_power(plain, before)):
        asked = _TEN.search(before) or (plain in ("2", "3") and _SHORT.search(before))
        return _Kind.UNCLEAR if asked else _Kind.NOTE
    if letter and not numbers:
        return _Kind.NOTE if _WHOLE_WORD.search(before) and not _ROMAN.search(before) else _Kind.WORD
    return _Kind.NOTE if symbols else _Kind.WORD


def _is_power(plain: str, before: str) -> bool:
    """Whether a number is the power of a unit, as in m²."""
    return plain in ("2", "3") and bool(_UNIT.search(before))
