"""The lines of a page → its parts: what stands before the profile, six domains with two lists each, and the rest.

List headings are the anchors, because nothing but a profile has them. The heading of a domain is the one directly
above its first list; headings in the furniture, where the site explains its domains, have no list below them. Where
headings are missing the order of the lists decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise

from ..data.model import DOMAIN_SLUGS
from ..errors import Problem
from .items import Habits, Item, bullets_of, is_sentence, read_items
from .labels import LIST_KINDS, LONGEST_LABEL, Kind, Label, label_of, near_heading
from .lines import Apart, Line, doubt
from .page import Page
from .parts import Block, Part, Role
from .wrapping import goes_on, runs_on, wrap_width

_FULL_STOPS = 0.6
_PARAGRAPH = 6  # lines at most between the first heading and its list
_NUMBERS = (Kind.DATE, Kind.SCAFFOLD)
_PARAGRAPHS = (Kind.TITLE, Kind.WHEEL, Kind.SITE)  # known by their beginning; more lines may belong to them


@dataclass
class _Anchor:
    """The heading of a list: where it stands, where what leads up to it begins, and the domain it names."""

    at: int
    kind: Kind
    language: str
    begins: int
    slug: str = ""
    heading: Line | None = None
    last: int = 0


class Structure:
    """A page in parts. ``roles`` tells for every line what became of it.

    With ``folded`` what the page hides is read as well: parts that unfold when they are clicked.
    """

    def __init__(self, page: Page, *, folded: bool = False) -> None:
        self.page = page
        passed = {Apart.NAVIGATION, Apart.NOTE} | (set() if folded else {Apart.HIDDEN})
        lines = [line for line in page.lines if line.apart not in passed and (line.words or line.apart != Apart.HIDDEN)]
        if not any((label := self._label(line)) and label.kind in LIST_KINDS for line in lines):
            lines = [line for line in page.lines if line.apart not in passed - {Apart.NAVIGATION}]
        self.width = wrap_width(lines)
        self.lines, self.labels = self._labelled(lines)
        self.roles: dict[Line, Role] = dict.fromkeys(self.lines, Role.SITE)
        kept = set(lines)
        self.roles |= {line: Role(line.apart) for line in page.lines if line not in kept}
        self.doubts: list[Problem] = []
        self.blocks: list[Block] = []
        self.before: list[int] = list(range(len(self.lines)))
        self.ends_in_list = False
        if anchors := self._anchors():
            self._read_blocks(anchors)
        self._name_the_rest()

    def _labelled(self, lines: Sequence[Line]) -> tuple[list[Line], list[Label | None]]:
        """Lines and what they are called; a heading that was broken in two or three is one line again."""
        joined: list[Line] = []
        labels: list[Label | None] = []
        at = 0
        while at < len(lines):
            line, label, count = self._heading_at(lines, at)
            opened = labels[-1].kind if labels and labels[-1] else None
            if opened in _PARAGRAPHS and not label and goes_on(joined[-1], line, self.width):
                joined[-1] = joined[-1].joined(line)
                labels[-1] = self._label(joined[-1]) if opened is Kind.TITLE else labels[-1]
            else:
                joined.append(line)
                labels.append(label)
            at += count
        return joined, labels

    def _heading_at(self, lines: Sequence[Line], at: int) -> tuple[Line, Label | None, int]:
        """The line at a place, what it is called, and how many lines it was broken into."""
        for count in (3, 2):
            span = lines[at : at + count]
            if len(span) < count or any(line.gap or line.mark for line in span[1:]):
                continue
            whole = reduce(Line.joined, span)
            label = self._label(whole) if len(whole.text) <= LONGEST_LABEL else None
            if not label or label.kind in (Kind.WHEEL, Kind.SITE, Kind.SCAFFOLD):
                continue
            first, *others = (self._label(line) for line in span)
            full = all(runs_on(one, two, self.width) for one, two in pairwise(span))
            fitting = not any(others) or (full and all(not other or other.kind is label.kind for other in others))
            if fitting and first in (None, label):
                return whole, label, count
        return lines[at], self._label(lines[at]), 1

    @staticmethod
    def _label(line: Line) -> Label | None:
        # A bullet makes a finding, whatever its words; a number may stand before a heading.
        return None if line.mark and not line.count and line.words else label_of(line.text)

    def kind(self, at: int) -> Kind | None:
        """What the line at a place is called."""
        label = self.labels[at]
        return label.kind if label else None

    def _anchors(self) -> list[_Anchor]:
        self._accept_misspelt()
        self._refuse_ends_of_sentences()
        found: list[_Anchor] = []
        for at, label in enumerate(self.labels):
            if label is None or label.kind not in LIST_KINDS:
                continue
            between = range(found[-1].last + 1, at) if found else range(0)
            if found and found[-1].kind is label.kind and all(self.kind(i) is Kind.SCAFFOLD for i in between):
                found[-1].last = at  # The same heading twice in a row.
                continue
            found.append(_Anchor(at, label.kind, label.language, at, last=at))
            self._lead_up(found[-1], found[-2].last if len(found) > 1 else -1)
        return found

    def _accept_misspelt(self) -> None:
        """Headings but for a letter or two, where nothing else can be meant: between the lists of the profile."""
        exact = [at for at, label in enumerate(self.labels) if label and label.kind in LIST_KINDS]
        if not exact:
            return
        for at, line in enumerate(self.lines):
            if self.labels[at] or (line.mark and not line.count):
                continue
            label = near_heading(line.text)
            if label and (label.kind in LIST_KINDS or at >= exact[0] - 4):
                self.labels[at] = label
                self._doubt(line, f"taken for the heading of {_named(label)}, from which it differs")

    def _refuse_ends_of_sentences(self) -> None:
        """The last words of a broken finding are no heading and no date, even if they read like one."""
        lists = [at for at, label in enumerate(self.labels) if label and label.kind in LIST_KINDS]
        for at in range(lists[0] + 1 if lists else len(self.lines), len(self.lines)):
            line, before = self.lines[at], self.lines[at - 1]
            if line.gap or line.mark or self.labels[at - 1] or before.ends_sentence or not self.labels[at]:
                continue
            full = runs_on(before, line, self.width) or line.indent > before.indent
            ends = line.starts_small or line.ends_sentence
            if (ends or (full and self.kind(at) in _NUMBERS)) and not self._is_needed(at):
                self.labels[at] = None

    def _is_needed(self, at: int) -> bool:
        """Whether a line is the only date of the page, or the “1” before “Key findings”."""
        following = at + 1 if at + 1 < len(self.lines) else at
        if self.kind(at) is Kind.DATE:
            return [label.kind for label in self.labels if label].count(Kind.DATE) == 1
        before_words = self.kind(following) is Kind.SCAFFOLD and not re.search(r"\d", self.lines[following].text)
        return self.kind(at) is Kind.SCAFFOLD and (before_words or not self.lines[at].text.isdigit())

    def _doubt(self, line: Line, message: str, hint: str = "") -> None:
        self.doubts.append(doubt(self.page.file, line.number, message, line.text, hint))

    def _lead_up(self, anchor: _Anchor, after: int) -> None:
        """Walk back from a list to the heading of its domain, over “1”, “Key findings” and doubled headings."""
        at = anchor.at - 1
        while at > after and (self.kind(at) in (Kind.DOMAIN, Kind.SCAFFOLD) or self._is_unknown_heading(at, anchor)):
            label = self.labels[at]
            is_heading = label is None or label.kind is Kind.DOMAIN
            if is_heading and not anchor.slug:
                anchor.heading, anchor.slug = self.lines[at], label.value if label else ""
            at -= 1
        anchor.begins = at + 1
        # Text between the heading of a domain and its list; above the first the site may explain all of them.
        start = after + 1 if after >= 0 else max(0, anchor.begins - _PARAGRAPH)
        labels = ((at, self.labels[at]) for at in range(start, anchor.begins))
        above = [(at, label) for at, label in labels if label and label.kind is Kind.DOMAIN][:: 1 if after >= 0 else -1]
        if above and (after >= 0 or above[0][1].value == DOMAIN_SLUGS[0]):
            anchor.begins, anchor.slug = above[0][0], anchor.slug or above[0][1].value
            anchor.heading = self.lines[anchor.begins]

    def _is_unknown_heading(self, at: int, anchor: _Anchor) -> bool:
        """A line in the place of a domain's heading that no table knows."""
        line = self.lines[at]
        if self.labels[at] or anchor.kind is not Kind.DEVELOPED or line.mark or line.bound or line.ends_sentence:
            return False
        if len(line.text) > LONGEST_LABEL or line.text.endswith((",", ";", ":")):
            return False
        return line.heading or (at > 0 and self.kind(at - 1) is Kind.SCAFFOLD)

    def _read_blocks(self, anchors: Sequence[_Anchor]) -> None:
        self.before = list(range(anchors[0].begins))
        habits = self._habits(anchors)
        for anchor, end in self._ends(anchors):
            block = self._block_of(anchor)
            part = Part(anchor.kind, self.lines[anchor.at], anchor.language)
            block.parts[anchor.kind] = part
            for at in range(anchor.begins, anchor.last + 1):
                is_scaffold = self.kind(at) is Kind.SCAFFOLD
                is_heading = self.labels[at] is not None or self.lines[at] is anchor.heading
                role = Role.SCAFFOLD if is_scaffold else Role.HEADING if is_heading else Role.UNCLEAR
                self.roles[self.lines[at]] = role
                if role is Role.UNCLEAR:
                    self._doubt(self.lines[at], "stands between a heading and its list; not taken over")
            content = [self.lines[at] for at in range(anchor.last + 1, end) if not self._is_button(at)]
            self._fill(part, content, habits, final=anchor is anchors[-1])
        self.ends_in_list = self.roles[self.lines[-1]] in (Role.FINDING, Role.HEADING, Role.SCAFFOLD, Role.UNCLEAR)

    def _is_button(self, at: int) -> bool:
        return self.kind(at) is Kind.SCAFFOLD or (self.kind(at) is Kind.SITE and not is_sentence(self.lines[at]))

    def _block_of(self, anchor: _Anchor) -> Block:
        """The domain that a list belongs to: a new one, unless the list is the second of the one before."""
        if self.blocks:
            last = self.blocks[-1]
            same = anchor.slug == last.slug if anchor.slug else anchor.kind is Kind.POTENTIAL and not anchor.heading
            if same and anchor.kind not in last.parts:
                return last
        self.blocks.append(Block(self.lines[anchor.begins], anchor.slug, anchor.heading))
        return self.blocks[-1]

    def _ends(self, anchors: Sequence[_Anchor]) -> Iterator[tuple[_Anchor, int]]:
        """Where each list ends: the last one at the latest at a title, a date, or furniture that is known."""
        ends = (Kind.TITLE, Kind.DATE, Kind.SITE, Kind.DOMAIN, Kind.WHEEL, Kind.INTRODUCTION)
        behind = range(anchors[-1].last + 1, len(self.lines))
        last = next((at for at in behind if self.kind(at) in ends), len(self.lines))
        return zip(anchors, [*(anchor.begins for anchor in anchors[1:]), last], strict=True)

    def _habits(self, anchors: Sequence[_Anchor]) -> Habits:
        bounds = [range(anchor.last + 1, end) for anchor, end in self._ends(anchors)]
        lists = [[self.lines[at] for at in between if not self.labels[at]] for between in bounds]
        plain = [lines for lines in lists[:-1] if lines and not any(line.mark for line in lines)]
        divided = any(line.gap for lines in plain for line in lines[1:])
        everything = [line for lines in lists[:-1] for line in lines]
        stops = sum(line.ends_sentence for line in everything)
        bullets = frozenset(bullet for lines in lists for bullet in bullets_of(lines))
        full_stops = stops >= _FULL_STOPS * max(len(everything), 1)
        ruled = any(line.ruled for lines in lists[:-1] for line in lines[1:])
        split = any(len({line.group for line in lines if line.mark}) > 1 for lines in lists[:-1])
        return Habits(self.width, divided, full_stops, bullets, ruled, split)

    def _fill(self, part: Part, lines: list[Line], habits: Habits, *, final: bool) -> None:
        listed = read_items(lines, habits, self.page.file, final=final)
        part.items = listed.items
        self.doubts += listed.doubts
        for line in lines:
            self.roles[line] = Role.FINDING
        for line in listed.aside:
            self.roles[line] = Role.UNCLEAR
        for line in listed.after:
            self.roles[line] = Role.SITE

    def _name_the_rest(self) -> None:
        names = {Kind.SCAFFOLD: Role.SCAFFOLD, Kind.WHEEL: Role.WHEEL}
        for line, label in zip(self.lines, self.labels, strict=True):
            if self.roles[line] is Role.SITE and label and label.kind in names:
                self.roles[line] = names[label.kind]

    @cached_property
    def findings(self) -> list[Item]:
        """All findings, in the order of the page."""
        return [item for block in self.blocks for part in block.parts.values() for item in part.items]


def _named(label: Label) -> str:
    if label.kind is Kind.DOMAIN:
        return f"the domain {DOMAIN_SLUGS.index(label.value) + 1}, {label.value}"
    return f"the list “{label.kind}”"
