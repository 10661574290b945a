"""What is planned before typesetting: which findings stand on which page, and what fills what they leave.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ...design.measures import Measure, Measures, Setting
from ...text.units import POINTS_PER_MM
from .themes import ThemePage

GAPS = tuple(tenths / 10 * POINTS_PER_MM for tenths in (30, 26, 22, 18, 14, 10))
"""The space between two findings, the widest first; the type of a series has one size, its white does not."""
CAUTIONS = (1.0, 0.97, 0.93, 0.88)
"""How long lines are taken to be, beside what the words tell, one attempt after the other."""
MOST_SPACE = 14 * POINTS_PER_MM
"""The most space to add between two domains of a long profile."""

Panel = Callable[[Sequence[int]], float]
"""Domains → the height of the names in their findings, or 0 where there are none."""


@dataclass(frozen=True)
class Words:
    """A plain typeset text. ``language`` is empty where it is the reader's."""

    text: str
    language: str = ""


class Item(NamedTuple):
    """A finding as it stands on the page: its gist, beside the reference, and its text."""

    head: Words
    text: Words


@dataclass(frozen=True)
class Copy:
    """The words of one domain: its name, what it is about in a few words, and the two lists."""

    name: str
    scope: str
    developed: tuple[Item, ...]
    potential: tuple[Item, ...]

    @property
    def lists(self) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Both lists."""
        return self.developed, self.potential


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

    ``space`` is what to add between the domains of a long profile, or between the rows of a single page; ``panel`` says
    that the names in the findings of the page stand at its foot.
    """

    chunks: tuple[Chunk, ...]
    space: float = 0.0
    panel: bool = False


@dataclass(frozen=True)
class Cover:
    """The first page: the size of the name and of the introduction, the words of the running head, and what of the
    lesser things finds room below the introduction. ``themes`` stand in the boxes of a profile without key points.
    ``excess`` is how many points introduction and figures are too tall even in their least size.
    """

    name_size: float = 46.0
    lead_size: float = 10.5
    running: str = ""
    reading: bool = False
    quote: bool = False
    themes: bool = False
    excess: float = 0.0


@dataclass(frozen=True)
class Plan:
    """A planned snapshot: layout, space between findings, pages.

    A ``spread`` has three domains on each of two pages, a ``single`` page has all six, and a ``long`` profile has as
    many pages as it needs. ``themes`` are the pages of the table of themes; ``explained`` tells where definitions of
    the domains stand: below the themes, on a page of their own, above the last words, or nowhere. ``dated`` says that
    the dates stand below the themes, ``joined`` that the last words do, ``large`` whether they have larger type.
    ``field_height`` is that of the colour fields over columns, ``free`` what is left where the last words stand,
    ``leaf`` the pages of two editions before the last part.
    """

    layout: Literal["spread", "single", "long"]
    gap: float
    pages: tuple[Page, ...]
    back_pages: int = 1
    cover: Cover = field(default_factory=Cover)
    themes: tuple[ThemePage, ...] = ()
    explained: Literal["", "themes", "apart", "words"] = ""
    joined: bool = False
    large: bool = False
    dated: bool = True
    field_height: float = 0.0
    free: float = 0.0
    leaf: int = 0

    @property
    def total(self) -> int:
        """All pages, the first one included; always even, so that a printed sheet has no blank side."""
        return 1 + len(self.pages) + self.leaf + self.back_pages


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
class Typist:
    """Heights of what stands in a snapshot; ``caution`` below 1 narrows all columns."""

    setting: Setting
    titles: tuple[str, str] = ("", "")
    empty: str = ""
    caution: float = 1.0

    @property
    def measures(self) -> Measures:
        """The measures of the publication."""
        return self.setting.measures

    def height(self, type_: Measure, words: str, measure: float, *, bold: bool = False, language: str = "") -> float:
        """The height of a paragraph."""
        metrics = self.setting.bold if bold else self.setting.text
        return type_.height(metrics.speaking(language), words, measure * self.caution)

    def item(self, item: Item, column: float) -> float:
        """The height of a finding without the space below it."""
        m, (head, text) = self.measures, item
        return self.height(m.caption, head.text, column - m.reference, bold=True, language=head.language) + self.height(
            m.running_text, text.text, column, language=text.language
        )

    def items(self, items: Sequence[Item], column: float) -> tuple[float, ...]:
        """The heights of the findings of a list; an empty list says so."""
        return tuple(self.item(item, column) for item in items) or (
            self.height(self.measures.running_text, self.empty, column),
        )

    def list_head(self, side: int, measure: float) -> float:
        """The height of the head of a list, with the space below it."""
        m = self.measures
        return self.height(m.caption, self.titles[side], measure, bold=True) + 2 * m.list_padding + m.list_below
