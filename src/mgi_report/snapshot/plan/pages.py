"""What is planned before typesetting: which findings stand on which page, and in what type size.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...design.measures import Setting
from ...text.units import POINTS_PER_MM

MOST_GAP = 2.4 * POINTS_PER_MM
"""The most space between two findings."""
MOST_SPACE = 14 * POINTS_PER_MM
"""The most space to add between two domains or two lists."""


@dataclass(frozen=True)
class Words:
    """A plain typeset text. ``language`` is empty where it is the reader's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Copy:
    """The words of one domain: name, definition and the two lists.

    ``titles`` are the headings of the two lists, ``empty`` is what stands in a list without findings.
    """

    name: str
    definition: str
    developed: tuple[Words, ...]
    potential: tuple[Words, ...]
    titles: tuple[str, str] = ("", "")
    empty: Words = Words("")

    def column(self, kind: Literal["developed", "potential"]) -> tuple[Words, ...]:
        """The paragraphs of a list."""
        texts: tuple[Words, ...] = getattr(self, kind)
        return texts or (self.empty,)


@dataclass(frozen=True)
class Chunk:
    """A part of a domain that stands on one page: slices of both lists. ``continued`` is true after the first part."""

    domain: int
    developed: tuple[int, int]
    potential: tuple[int, int]
    continued: bool = False


@dataclass(frozen=True)
class Page:
    """What stands on one page of domains.

    ``space`` is what to add between the domains (wide) or between the two lists (spread). ``rows`` are the common
    heights of a spread: names, definitions, the developed list (the least one; a longer list pushes its second one
    down) and the headings of the two lists.
    """

    chunks: tuple[Chunk, ...]
    space: float
    rows: tuple[float, ...] = ()


@dataclass(frozen=True)
class Cover:
    """The first page: sizes of the name, of the lines below it and of the name in the hub, whose top is ``hub_top`` mm.

    ``running`` are the words of the running head, ``brief_size`` is the size of the introduction.
    """

    name_size: float = 42.0
    line_size: float = 12.5
    hub_size: float = 13.0
    hub_top: float = 51.5
    running: str = ""
    brief_size: float = 10.4


@dataclass(frozen=True)
class Plan:
    """A planned snapshot: layout, type size of the findings, the space between them, pages.

    ``dense`` is whether the table of themes is set smaller than usual, so that the last part stays one page.
    """

    layout: Literal["spread", "wide"]
    size: float
    gap: float
    pages: tuple[Page, ...]
    about_pages: int = 1
    cover: Cover = Cover()
    dense: bool = False

    @property
    def total(self) -> int:
        """All pages, the first one included; always even, so that a printed sheet has no blank side."""
        return 1 + len(self.pages) + self.about_pages


@dataclass(frozen=True)
class Geometry:
    """What pages are filled by, in points: their height, the width of a list's column, the least space between two
    findings, and between two domains below each other.
    """

    page: float
    column: float
    gap: float
    between: float = 0.0


@dataclass(frozen=True)
class Fitter:
    """Measures the copy of a publication with the fonts it will be set in."""

    copies: Sequence[Copy]
    setting: Setting
    geometry: Geometry
    caution: float = 1.0

    def finding(self, words: Words, size: float) -> float:
        """The height of a finding in the column of a list, with the space below it."""
        lines = self.setting.text.speaking(words.language).lines(words.text, size, self.geometry.column * self.caution)
        return lines * size * self.setting.measures.finding_leading + self.geometry.gap

    def column(self, texts: Sequence[Words], size: float) -> float:
        """The height of a list."""
        return sum(self.finding(text, size) for text in texts)

    def definition(self, text: str, measure: float) -> float:
        """The height of a definition."""
        return self.setting.measures.definition.height(self.setting.text, text, measure * self.caution)
