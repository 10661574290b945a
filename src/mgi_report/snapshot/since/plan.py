"""What of two editions stands on which page: domains one after the other, cut between findings where a page ends.

Rows are measured with the real fonts, as in the pages of a snapshot, and pages begin where the plan says so. Of all
ways that white between rows and, in a leaf, what is told of findings that stay allow, the one is chosen whose pages are
fullest; none ends with a page that is nearly empty. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...design.measures import Setting
from ..plan.pages import GAPS, Typist
from .view import Listed, SinceDomain, SinceView, StandingView

Telling = Literal["whole", "gists", "references"]
"""What is told of findings that stand in both editions in the same words: all, gist and reference, or the reference.

Documents tell all. In a leaf these findings stand on the pages before."""

_MORE_PAGES, _BLANK, _CUT = 0.15, 0.25, 0.1
_LESS_TOLD: dict[Telling, float] = {"gists": 0.0, "references": 0.06, "whole": 0.08}
"""What counts against a plan beside its emptiest page: every page, every blank one, every domain that goes on on the
next one, and in a leaf another way of telling than gists."""
_AT_THE_END = 0.7
"""White at the end of a document is less of a fault than on a page that others follow."""
_STEPS = 6
_SIGN = "MM"
"""Letters about as wide as the mark of a list."""


@dataclass(frozen=True)
class Row:
    """A row of a table: one standing, or in a leaf all those of a domain that stay as they are."""

    standings: tuple[StandingView, ...]


@dataclass(frozen=True)
class Part:
    """Rows of a domain on a page; ``continued`` says that it began on an earlier one."""

    domain: SinceDomain
    rows: tuple[Row, ...]
    continued: bool = False


@dataclass(frozen=True)
class SincePlan:
    """The parts of each page, the space between rows, how findings are told that stay as they are, and how many blank
    pages stand before the last one."""

    pages: tuple[tuple[Part, ...], ...]
    gap: float
    telling: Telling
    blanks: int = 0

    @property
    def total(self) -> int:
        """All pages."""
        return len(self.pages) + self.blanks


@dataclass(frozen=True)
class _Block:
    """A row with its height, and the domain under whose head it stands, with the height of that head."""

    domain: SinceDomain
    row: Row
    height: float
    head: float
    first: bool


@dataclass(frozen=True)
class Since:
    """Plans the pages of two editions; ``leaf`` says that they are part of a snapshot. Pages are counted ``by`` so
    many, in a leaf always, in a document by blank ones before its last page."""

    view: SinceView
    typist: Typist
    leaf: bool = False
    by: int = 1

    def plan(self) -> SincePlan:
        """The best of all ways to fill the pages."""
        ways: tuple[Telling, ...] = ("gists", "references", "whole") if self.leaf else ("whole",)
        found = [(cost, plan) for telling in ways for gap in GAPS for cost, plan in self._filled(telling, gap)]
        return min(found, key=lambda item: item[0])[1]

    def _filled(self, telling: Telling, gap: float) -> Iterator[tuple[float, SincePlan]]:
        """The ways to fill the fewest pages, from the evenest on, each with what counts against it."""
        blocks = [block for domain in self.view.domains for block in self._blocks(domain, telling, gap)]
        fewest = len(self._flow(blocks, 1.0)[0])
        whole = fewest + -fewest % self.by
        for count in {whole} if self.leaf else {fewest, whole}:
            yield from self._ways(blocks, count, telling, gap)

    def _ways(
        self, blocks: Sequence[_Block], count: int, telling: Telling, gap: float
    ) -> Iterator[tuple[float, SincePlan]]:
        """The ways to fill so many pages."""
        low, high = 0.0, 1.0
        for _ in range(12):  # the least share of all pages with which there are no more of them
            share = (low + high) / 2
            low, high = (low, share) if len(self._flow(blocks, share)[0]) <= count else (share, high)
        blanks = blanks_of(count, self.by)
        for step in range(_STEPS):
            pages, filled = self._flow(blocks, high + (1 - high) * step / (_STEPS - 1))
            while len(pages) < count:
                pages, filled = _parted(pages, filled)
            empty = [1 - used / self._room(number) for number, used in enumerate(filled, 1)]
            empty[-1] *= 1.0 if self.leaf else _AT_THE_END
            emptiest = max(empty)
            cut = sum(page[0].first is False for page in pages if page)
            cost = emptiest + _MORE_PAGES * count + _BLANK * blanks + _CUT * cut
            cost += _LESS_TOLD[telling] if self.leaf else 0.0
            yield cost, SincePlan(tuple(_parts(page) for page in pages), gap, telling, blanks)

    def _flow(self, blocks: Sequence[_Block], share: float) -> tuple[list[list[_Block]], list[float]]:
        """Pages filled one after the other up to a share of their room, and how high each is.

        The last words have a page for themselves where they find no room below the last row.
        """
        m, page, used = self.typist.measures, list[_Block](), self.opening
        pages, filled = [page], list[float]()
        for block in blocks:
            new = not page or page[-1].domain is not block.domain
            tall = block.height + (block.head + (m.since_between if page else 0.0)) * new
            if page and used + tall > share * self._room(len(pages)):
                filled.append(used)
                page, used, tall = [], 0.0, block.height + block.head
                pages.append(page)
            page.append(block)
            used += tall
        if used + self.closing > self._room(len(pages)):
            filled.append(used)
            pages.append([])
            used = 0.0
        return pages, [*filled, used + self.closing]

    def _room(self, number: int) -> float:
        m = self.typist.measures
        room: float = m.page_height - m.page_foot if number == 1 and not self.leaf else m.room
        return room

    def _blocks(self, domain: SinceDomain, telling: Telling, gap: float) -> Iterator[_Block]:
        """The rows of a domain; one without findings has a row that says so."""
        head = self._head(domain)
        kept = tuple(item for item in domain.standings if item.kept and telling != "whole")
        rows = [Row(kept)] if kept else []
        rows += [Row((item,)) for item in domain.standings if item not in kept]
        for number, row in enumerate(rows or [Row(())]):
            yield _Block(domain, row, self._height(row, telling) + gap, head, number == 0)

    def _height(self, row: Row, telling: Telling) -> float:
        m, height = self.typist.measures, self.typist.height
        if not row.standings:
            return height(m.running_text, self.view.nothing, m.measure)
        states = height(m.caption, row.standings[0].words, m.since_state_text, bold=True)
        if len(row.standings) > 1 or (row.standings[0].kept and telling != "whole"):
            said = "; ".join(f"{_SIGN} {told_of(item, telling)}" for item in row.standings)
            return max(states, height(m.running_text, said, m.since_both))
        (item,) = row.standings
        if item.once and item.newer:
            return max(states, self._cell(item.newer, m.since_both, item.references))
        cells = [
            self._cell(found, m.since_column, "") if found else m.running_text_line
            for found in (item.older, item.newer)
        ]
        return max(states, *cells)

    def _cell(self, item: Listed, measure: float, references: str) -> float:
        m, foreign = self.typist.measures, item.text.language if item.text.foreign else ""
        words = f"{_SIGN} {references or item.local} {item.text.marked}"
        return self.typist.height(m.running_text, words, measure, language=foreign)

    def _head(self, domain: SinceDomain) -> float:
        """The head of a domain and of its table, if it has one."""
        m, height = self.typist.measures, self.typist.height
        name: float = height(m.field_name, domain.name, m.since_field_text, bold=True) + 2 * m.since_padding
        return name + (m.caption_line + 2 * m.list_padding if domain.standings else 0.0)

    @property
    def opening(self) -> float:
        """What stands before the first domain: names, both editions, and beside them what they do not say."""
        m, view = self.typist.measures, self.view
        rows = [[getattr(edition, name) for edition in view.editions] for name in ("framework", "source")]
        heights = [max(self._fact(text.marked, text.language) for text in row) for row in rows]
        heights.append(self._fact(max((edition.revised for edition in view.editions), key=len), "") + m.caption_line)
        left = m.running_text_line + sum(heights) + 5 * m.since_fact_padding + m.back_below
        left += self._paragraph(" ".join(filter(None, (view.instrument, view.foreign))), m.words_text)
        left += 2 * m.caption_line
        right = sum(self._paragraph(text, m.caveat_text) for text in (view.caution, view.caution[:8], view.caveat))
        right += m.running_text_line + 2 * m.caveat_padding
        top: float = m.heading_line + m.back_heading_below if self.leaf else m.since_band + m.since_band_below
        return top + max(left, right) + m.since_between

    def _fact(self, words: str, language: str) -> float:
        m = self.typist.measures
        return self.typist.height(m.caption, words, m.since_fact, language=language) + 2 * m.since_fact_padding

    @property
    def closing(self) -> float:
        """What stands behind the last domain: sources, citation and imprint; a snapshot has them itself."""
        m, view = self.typist.measures, self.view
        if self.leaf:
            return 0.0
        sources = (f"{item.title}: {item.publisher}, {item.source.marked}. {item.url}" for item in view.editions)
        texts = [*sources, "".join(run.text for run in view.citation), *view.imprint, view.note]
        office = (view.publisher.name.plain, view.publisher.url) if view.publisher else ()
        lines = sum(self._paragraph(words, m.measure) for words in (*texts, *office))
        return lines + 2 * m.colophon_padding + m.back_above + m.caption_line

    def _paragraph(self, words: str, measure: float) -> float:
        m = self.typist.measures
        return self.typist.height(m.caption, words, measure) + m.back_below


def told_of(item: StandingView, telling: Telling) -> str:
    """A finding that stays as it is, in the words of a leaf."""
    gist = item.newer.gist if item.newer else None
    return f"{gist.marked} {item.references}" if gist and telling == "gists" else item.references


def _parted(pages: list[list[_Block]], filled: list[float]) -> tuple[list[list[_Block]], list[float]]:
    """The same on one page more: the fullest page that can be parted ends before its middle."""
    number = max((n for n, page in enumerate(pages) if len(page) > 1), key=lambda n: filled[n])
    half = len(pages[number]) // 2
    parts, share = [pages[number][:half], pages[number][half:]], filled[number] / 2
    return [*pages[:number], *parts, *pages[number + 1 :]], [*filled[:number], share, share, *filled[number + 1 :]]


def _parts(page: Sequence[_Block]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for block in page:
        if parts and parts[-1].domain is block.domain:
            last = parts.pop()
            parts.append(Part(last.domain, (*last.rows, block.row), last.continued))
        else:
            parts.append(Part(block.domain, (block.row,), not block.first))
    return tuple(parts)


def plan_since(
    view: SinceView, setting: Setting, caution: float = 1.0, *, leaf: bool = False, by: int = 1
) -> SincePlan:
    """Plan the pages of two editions from the words that will stand on them; those of a ``leaf`` count by twos."""
    return Since(view, Typist(setting, caution=caution), leaf, 2 if leaf else by).plan()


def blanks_of(pages: int, by: int) -> int:
    """How many blank pages a document of so many pages needs; one or two pages are a leaf, which needs none."""
    return -pages % by if pages > 2 else 0
