"""The lines of one list → its findings: bullets, numbers or none, wrapped or not, nested or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import Problem
from ..text.bullets import DASHES, LETTER
from .lines import Line, doubt
from .wrapping import runs_on

_WITHIN = (*DASHES, LETTER)  # marks that stand within sentences too
_NOTE = re.compile(r"\[\d{1,3}\]\s")
_FEW_WORDS = 5
_FRAGMENT = 60


@dataclass
class Item:
    """One finding as it stands on the page."""

    words: str
    first: int
    last: int
    lines: list[Line] = field(default_factory=list)


@dataclass
class Listed:
    """What a list holds.

    ``aside`` are lines between its items that are none of them; ``after`` are the lines behind the last list of a
    page.
    """

    items: list[Item] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Habits:
    """How a page is set, as far as single lines do not tell.

    ``width`` of its lines (0: whole paragraphs); ``divided``: blank lines stand between unmarked findings;
    ``full_stops``: findings end with one; ``bullets`` that it uses; ``ruled``, ``split``: lists are parted by rules, or
    are several lists of HTML.
    """

    width: int = 0
    divided: bool = False
    full_stops: bool = True
    bullets: frozenset[str] = frozenset()
    ruled: bool = False
    split: bool = False


def read_items(lines: Sequence[Line], habits: Habits, file: str, *, final: bool = False) -> Listed:
    """Cut a list into its findings; ``final`` says that the rest of the page may follow behind it."""
    return _Reader(lines, habits, file, final).read()


def bullets_of(lines: Sequence[Line]) -> Iterator[str]:
    """The bullets of a list that are none but bullets: at its beginning, behind a full stop, below a blank line."""
    for before, line in zip([None, *lines], lines, strict=False):
        if line.mark and not line.count and (before is None or before.ends_sentence or line.gap):
            yield line.mark


def is_sentence(line: Line) -> bool:
    """Whether a line reads like text, not like a button or a heading."""
    return line.ends_sentence and not is_short(line)


def is_short(line: Line) -> bool:
    """Whether a line has as few words as buttons have."""
    return len(line.words.split()) < _FEW_WORDS


class _Reader:
    def __init__(self, lines: Sequence[Line], habits: Habits, file: str, final: bool) -> None:
        self.lines, self.habits, self.file, self.final = lines, habits, file, final
        self.found = Listed()
        self.sign = self._sign()
        marked = [line for line in lines if line.mark]
        self.indent = marked[0].indent if marked else 0
        self.group = marked[0].group if marked else 0
        self.before: Line | None = None
        self.inner = ""  # the sign of the list within the finding that is being read

    def _sign(self) -> str:
        """The sign before each item: a bullet, “1” for numbers, nothing for unmarked paragraphs."""
        marked = [line for line in self.lines if line.mark and not line.count]
        if self.lines and self.lines[0].count and not [line for line in marked if line.mark not in DASHES]:
            counts = [line.count for line in self.lines if line.count]
            if counts[0] == 1 or (len(counts) > 1 and counts[1] == counts[0] + 1):
                return "1"
        if not marked or (not self.lines[0].mark and 2 * len(marked) <= len(self.lines)):
            return ""
        return marked[0].mark if self.lines[0].mark or marked[0].mark not in DASHES else ""

    def read(self) -> Listed:
        for position, line in enumerate(self.lines):
            below = self.final and line.ruled and self.found.items and not self.habits.ruled
            if below or not (self._take_marked(line) if self.sign else self._take_unmarked(line)):
                self.found.after = list(self.lines[position:])
                break
            self.before = line
        if self.final and not self.sign:
            self._cut_fragments()
        for item in [item for item in self.found.items if not item.words]:
            self._doubt(item.lines[0], "a bullet without words")
            self.found.items.remove(item)
            self.found.aside += item.lines
        return self.found

    def _doubt(self, line: Line, message: str, hint: str = "") -> None:
        self.found.doubts.append(doubt(self.file, line.number, message, line.text, hint))

    def _new(self, line: Line, words: str) -> None:
        self.found.items.append(Item(words, line.number, line.last, [line]))
        self.inner = ""

    def _more(self, line: Line, words: str) -> None:
        item = self.found.items[-1]
        item.words = f"{item.words} {words}".strip()
        item.last = line.last
        item.lines.append(line)

    def _take_marked(self, line: Line) -> bool:
        """Add a line of a marked list; false when the list ended before it."""
        items = self.found.items
        if line.bound and items:
            self._more(line, line.text)
        elif not self._is_marked(line):
            return self._take_plain(line)
        elif not items:
            self._new(line, line.words)
        elif line.mark != self.inner and self._goes_on_with_dash(line):
            self._more(line, line.text)
        elif self.final and line.linked and line.group != self.group:
            return False
        elif self._is_nested(line):
            self._more(line, line.words)
            if not self.inner:
                self._doubt(line, "a list within a finding was joined to it")
            self.inner = line.mark
        else:
            if self.final and line.group != items[-1].lines[0].group and not self.habits.split:
                self._doubt(line, "another list begins here; taken for findings all the same")
            if line.mark != self._own(line):
                self._doubt(line, "another bullet than before; taken for a finding of its own")
            self._new(line, line.words)
        return True

    def _is_nested(self, line: Line) -> bool:
        if line.indent >= self.indent + 2:
            return bool(line.group) == bool(self.group)
        return line.mark == self.inner != self._own(line) or (
            line.mark != self._own(line) and self.found.items[-1].words.endswith(":")
        )

    def _own(self, line: Line) -> str:
        return line.mark if self.sign == "1" and line.count else self.sign

    def _is_marked(self, line: Line) -> bool:
        if not line.count:
            return bool(line.mark)
        numbered = [item.lines[0] for item in self.found.items if item.lines[0].count]
        if self.sign == "1" and not numbered:
            return True
        if line.indent >= self.indent + 2:
            return False
        last = numbered[-1] if self.sign == "1" else None
        alike = last and line.mark.strip("0123456789") == last.mark.strip("0123456789")
        return bool(alike and last and line.count == last.count + 1) or self._is_in_place(line)

    def _is_in_place(self, line: Line) -> bool:
        """Whether a number is that of the next item, where items have all kinds of marks."""
        items = self.found.items
        if line.count != len(items) + 1 or any(inner.count for item in items[-1:] for inner in item.lines[1:]):
            return False
        divided = line.gap or not self.habits.full_stops
        return divided or self.before is None or self.before.ends_sentence

    def _goes_on_with_dash(self, line: Line) -> bool:
        """A dash or a letter inside a sentence that came to stand at the beginning of a broken line."""
        if line.mark not in _WITHIN or line.gap or self.before is None or self.before.ends_sentence:
            return False
        if self.before.text.endswith(":") or 0 < self.indent == line.indent:
            return False
        full = runs_on(self.before, line, self.habits.width)
        if line.mark == self.sign and line.indent <= self.indent:
            return full
        is_aside = line.starts_small or f" {line.mark} " in line.words
        return full or (is_aside and self.habits.full_stops and line.mark not in self.habits.bullets)

    def _take_plain(self, line: Line) -> bool:
        """A line without a sign in a list that has them."""
        items, before = self.found.items, self.before
        if items and before and (not items[-1].words or (not line.gap and self._continues(line, before))):
            self._more(line, line.text)
        elif self.final and items:
            return False
        elif is_sentence(line) or not (self.habits.full_stops or is_short(line)):
            self._doubt(line, "a paragraph without a bullet; taken for a finding of its own")
            self._new(line, line.text)
        else:
            self._doubt(line, "neither a finding nor a heading; not taken over")
            self.found.aside.append(line)
        return True

    def _continues(self, line: Line, before: Line) -> bool:
        hanging = line.indent > self.indent
        if hanging or runs_on(before, line, self.habits.width) or (line.starts_small and not before.ends_sentence):
            return True
        if before.ends_sentence:
            return False
        self._doubt(line, "taken for the rest of the finding above")
        return True

    def _take_unmarked(self, line: Line) -> bool:
        before = self.before
        begins = before is None or line.gap or before.ends_sentence or line.mark not in _WITHIN
        words = line.words if line.mark and not line.count and begins else line.text
        is_other = (line.mark and line.count < 2) or _NOTE.match(line.text)
        if self.final and before and is_other and (line.gap or before.ends_sentence):
            if is_sentence(line):
                self._doubt(line, "a bullet or number behind the last list, which has none; not taken over")
            return False
        if words is not line.text:
            self._doubt(line, "a bullet in a list that has none; taken for a finding of its own")
            self._new(line, words)
        elif before is None or line.gap or not self.found.items:
            self._new(line, words)
        elif line.bound or (line.starts_small and not before.ends_sentence):
            self._more(line, words)
        elif runs_on(before, line, self.habits.width):
            if before.ends_sentence and not self.habits.divided:
                self._doubt(line, "taken for a new finding; it might be the rest of the one above")
                self._new(line, words)
            else:
                self._more(line, words)
        elif self.habits.full_stops and not before.ends_sentence:
            self._doubt(line, "taken for the rest of the finding above")
            self._more(line, words)
        else:
            self._new(line, words)
        return True

    def _cut_fragments(self) -> None:
        """Buttons and the like behind the last unmarked list of a page are no findings."""
        items = self.found.items
        while len(items) > 1 and self.habits.full_stops:
            line = items[-1].lines[0]
            if is_sentence(line) or len(items[-1].words) > _FRAGMENT:
                break
            self._doubt(line, "taken for the furniture of the page, not for a finding")
            self.found.after = [*items.pop().lines, *self.found.after]
