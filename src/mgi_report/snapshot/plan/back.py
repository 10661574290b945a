"""How many pages the last part needs: themes, the framework in brief, dates, source and imprint.

It is made for one page and goes onto two where the themes are many, or where the page count of the whole asks for it.
Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import Any, Literal

from ...design.measures import Measure, Measures
from .pages import Typist
from .themes import ThemePage, fill

_ROOMY = 1.5
"""How much higher the last words are in the larger type that they have on a page of their own."""
_CLOSING = 1.1
"""How much higher than the framework in brief the last words of a short profile are, which have headings."""
_SURE = 0.97
"""So much of a page the themes may be planned to fill: a paragraph takes a line more than is counted here and there."""
_UNLEVEL = 1.25
"""How much higher than level columns those with whole domains may be."""


@dataclass(frozen=True)
class Block:
    """The themes of a domain in words: the head, what the domain is about, and at least one paragraph of entries."""

    head: str
    scope: str
    entries: Sequence[str]


@dataclass(frozen=True)
class BackMatter:
    """The words of the last part, as paragraphs: ``dates`` are their years and names, and the imprint begins with the
    source and how to cite. ``contact`` are the lines of the box of who publishes, with a ``logo`` or without. ``quote``
    stands here where the first page has no room for it. ``own`` is the height of what a workspace's own templates add,
    as far as it is known; with ``whole`` domains none goes on in another column of the themes. Where it is ``large``,
    themes, dates and definitions have the type of the text, these in rows, and the last words a larger one.
    """

    typist: Typist
    blocks: Sequence[Block]
    definitions: Sequence[str]
    about: Sequence[str]
    caveat: str
    dates: Sequence[str]
    imprint: Sequence[str]
    quote: Sequence[str] = ()
    contact: Sequence[str] = ()
    logo: bool = False
    own: float = 0.0
    whole: bool = False
    large: bool = False

    @property
    def settled(self) -> BackMatter:
        """The same with each domain whole in its column, where that costs the page nothing that it would hold."""
        whole = replace(self, whole=True)
        higher = whole.themes[0].height > _UNLEVEL * self.themes[0].height
        kept = whole.fits and (whole.explained(1), whole.dated(1)) == (self.explained(1), self.dated(1))
        return whole if kept and not higher else self

    def enlarged(self, pages: int) -> BackMatter:
        """The same in larger type, where that many pages hold it and would be half empty otherwise."""
        if self.own or pages != self._apart or self.explained(pages) != "themes":
            return self
        larger = replace(self, large=True)
        fits = larger._apart == pages and larger.explained(pages) == "themes" and larger.free(pages) > 0
        return larger if fits else self

    @property
    def _type(self) -> Measure:
        """The type of themes and dates."""
        return self._m.running_text if self.large else self._m.caption

    @property
    def _m(self) -> Measures:
        return self.typist.measures

    @property
    def fits(self) -> bool:
        """Whether one page holds it, if need be without the dates."""
        return len(self.themes) == 1 and self._least <= self._m.room

    @property
    def pages(self) -> int:
        """The least number of pages where one is too few: themes and dates, and then the rest, below them if it can."""
        return self._apart - self._joins

    @property
    def _apart(self) -> int:
        """How many it takes with the last words on a page of their own."""
        return len(self.themes) + (self._last + self._dates > self._m.room) + 1 + self._more

    @property
    def _joins(self) -> bool:
        """Whether the last words have room below the end of themes that go on from page to page."""
        return len(self.themes) > 1 and self._last + self._dates + self._roomy + self.own <= self._m.room

    def joined(self, pages: int) -> bool:
        """Whether the last words stand below the themes when the last part has so many pages."""
        return 1 < pages < self._apart

    def placed(self, pages: int) -> dict[str, Any]:
        """How it stands on so many pages, as a plan says it."""
        names = ("explained", "dated", "joined", "free")
        return {"themes": self.themes, "large": self.large, **{name: getattr(self, name)(pages) for name in names}}

    @property
    def _more(self) -> int:
        """How many pages the last words need beyond one, for what is added to them."""
        room = self._m.room
        return max(ceil((self._roomy + self.own - room) / room), 0) if self.own else 0

    def dated(self, pages: int) -> bool:
        """Whether the dates, which findings tell as well, find room when the last part has so many pages."""
        return pages > 1 or self._least + self._dates <= self._m.room

    def free(self, pages: int) -> float:
        """What the plan believes to be free on the page on which the last words begin, or the pages where it grew."""
        m, explained = self._m, self.explained(pages)
        if pages == 1:
            dates = self._dates if self.dated(pages) else 0.0
            return m.room - self._least - (self._definitions - self._dates + dates if explained else dates)
        if self.joined(pages):
            return m.room - self._last - self._roomy - self.own - (self._definitions if explained else self._dates)
        words = self._definitions - self._dates if explained == "words" else 0.0
        return m.room * (1 + self._more) - self._roomy - self.own - words

    @property
    def _least(self) -> float:
        return self._last + self._words + self._colophon + self.own

    @property
    def _roomy(self) -> float:
        """About what the last words take where they have a page for themselves."""
        closing = sum(self._paragraphs(self.about, self._m.words_text, self._m.closing)) if self.large else 0.0
        return max(_CLOSING * closing, _ROOMY * self._words) + self._colophon

    @property
    def _definitions(self) -> float:
        """The dates and the definitions of the domains."""
        m = self._m
        if self.large:
            rows = sum(self._paragraphs(self.definitions, m.explained_text, m.running_text))
            tall = rows + len(self.definitions) * (m.explained_above + m.explained_rule)
        else:
            tall = sum(self._paragraphs(self.definitions, m.column)) / 3 + 4 * m.caption_line
        return tall + self._dates + m.back_above + m.running_text_line

    def explained(self, pages: int) -> Literal["", "themes", "apart", "words"]:
        """Where the definitions of the domains stand when the last part has so many pages."""
        tall, room = self._definitions, self._m.room
        if pages == 1:
            return "themes" if tall + self._least <= room else ""
        if self.joined(pages):
            return "themes" if tall + self._last + self._roomy + self.own <= room else ""
        if pages > self._apart:
            return "apart"
        if tall + self._last <= room:
            return "themes"
        return "words" if not self.own or self._roomy + tall + self.own <= room else ""

    @cached_property
    def themes(self) -> tuple[ThemePage, ...]:
        """The table of themes, page by page."""
        m = self._m
        heights = [self._heights(block) for block in self.blocks]
        room = _SURE * (m.room - m.heading_line - m.back_heading_below)
        return fill(heights, room, whole=self.whole)

    @property
    def _last(self) -> float:
        """What the themes take of their last page."""
        m = self._m
        head = m.heading_line + m.back_heading_below if len(self.themes) == 1 else 0.0
        return head + self.themes[-1].height + self._type.line / 2

    def _heights(self, block: Block) -> list[float]:
        """The heights of the entries of a domain, its head with the first one."""
        m, height = self._m, self.typist.height
        entries = [height(self._type, words, m.entry_text) + m.entry_below for words in block.entries]
        head = height(self._type, block.head, m.block_text, bold=True) + 2 * m.block_padding + m.scope_below
        entries[0] += head + height(self._type, block.scope, m.column) + m.scope_below
        entries[-1] += m.block_below
        return entries

    @property
    def _dates(self) -> float:
        """The strip of dates."""
        if not self.dates:
            return 0.0
        m, strip = self._m, "   ".join(self.dates)
        return m.back_above + m.running_text_line + self.typist.height(self._type, strip, m.measure) + m.back_below

    @property
    def _words(self) -> float:
        """The framework in brief, beside the caveat and a quotation."""
        m = self._m
        about = sum(self._paragraphs(self.about, m.words_text)) + m.running_text_line
        beside = self.typist.height(m.caption, self.caveat, m.caveat_text) + m.running_text_line + 2 * m.caveat_padding
        beside += sum(self._paragraphs(self.quote, m.caveat - m.quote_side)) + m.lead_gap * bool(self.quote)
        return max(about, beside) + m.back_above

    @property
    def _colophon(self) -> float:
        m = self._m
        lines = sum(self._paragraphs(self.imprint, m.imprint_text))
        return m.back_above + 2 * m.colophon_padding + max(lines, m.qr) + self._contact

    @property
    def _contact(self) -> float:
        """The box of who publishes."""
        if not self.contact:
            return 0.0
        m = self._m
        measure = m.contact_text - (m.logo + m.qr_gap) * self.logo
        lines = sum(self.typist.height(m.caption, words, measure) for words in self.contact)
        return m.contact_above + 2 * m.contact_padding + max(lines, m.logo_height * self.logo)

    def _paragraphs(self, paragraphs: Sequence[str], measure: float, type_: Measure | None = None) -> list[float]:
        m = self._m
        return [self.typist.height(type_ or m.caption, words, measure) + m.back_below for words in paragraphs]
