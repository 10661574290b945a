"""Copyfitting of the index of names: blocks with their heights, in columns.

Columns are planned from the widths of words, since balancing them is slow in the engine. They are filled from the first
to the last; on the last page they end at about the same height. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...design.measures import Setting
from ...text.typography import NBSP
from ...text.units import POINTS_PER_MM
from ..numbers import PageNumbers
from ..view import NameIndexEntry, VolumeView
from .flow import CLOSE, Block, Columns, fill_columns, kept, pieces

_SETTINGS = ((7.8, 0.9), (8.0, 1.3), (8.4, 1.8), (7.6, 0.7))
"""Type size in points, and the space in mm below an entry; the usual setting first."""
_COLUMNS = 3
_ABREAST = 6
"""So many pages of one city at most stay on one line with its code."""
_CAUTION = 0.95
"""So much of the measure of a line is counted on."""


@dataclass(frozen=True)
class NameBlock:
    """Entries that stay together: the first two of a kind, the last two, or one between them.

    ``title`` is the name of their kind; it stands above the ``first`` of them, and again where a column begins.
    """

    entries: tuple[NameIndexEntry, ...]
    title: str
    first: bool


@dataclass(frozen=True)
class IndexPlan:
    """The index page by page: ``size`` in points, ``name``, the space below an entry, in mm, and how many pages of one
    city stay on one line.
    """

    pages: tuple[Columns[NameBlock], ...]
    size: float = _SETTINGS[0][0]
    name: float = _SETTINGS[0][1]
    abreast: int = _ABREAST

    @property
    def total(self) -> int:
        """All pages."""
        return max(len(self.pages), 1)

    @property
    def pieces(self) -> frozenset[int]:
        """The pages, counted from 0, on which a piece begins that is typeset by itself."""
        return pieces(self.total)


@dataclass(frozen=True)
class _Sizes:
    """What heights depend on: the setting, page numbers, type size, and the space below entries in mm."""

    setting: Setting
    numbers: PageNumbers
    size: float
    name: float


def plan_index(volume: VolumeView, setting: Setting, numbers: PageNumbers) -> IndexPlan:
    """Plan the pages of the index: a well filled last one, where a setting gives that."""
    found = []
    for rank, sizes in enumerate(_SETTINGS):
        plan, left = _planned(volume, _Sizes(setting, numbers, *sizes))
        found.append((left + 0.12 * rank + 0.3 * plan.total, plan))
    return min(found, key=lambda item: item[0])[1]


def _planned(volume: VolumeView, sizes: _Sizes) -> tuple[IndexPlan, float]:
    """The pages in one setting, and the part of the last one that stays white."""
    m = sizes.setting.measures
    page = m.room - CLOSE
    first = page - m.title_frame - m.intro_frame
    names, tall = fill_columns(_blocks(volume, sizes), _COLUMNS, first, page)
    left = (first if len(names) < 2 else page) - tall
    return IndexPlan(tuple(names), sizes.size, sizes.name), left / page


def _blocks(volume: VolumeView, sizes: _Sizes) -> list[Block[NameBlock]]:
    continued, blocks = volume.say("(continued)"), []
    for title, entries in volume.name_index:
        once, again = (_title_height(words, sizes) for words in (title, f"{title} {continued}"))
        for number, listed in enumerate(kept(entries)):
            height = sum(_name_height(entry, sizes) for entry in listed) + (0 if number else once)
            blocks.append(Block(NameBlock(listed, title, number == 0), height, top=again if number else 0.0))
    return blocks


def _name_height(entry: NameIndexEntry, sizes: _Sizes) -> float:
    m = sizes.setting.measures
    where = ", ".join(
        f"{code}{NBSP}{(f',{NBSP}' if len(pages) <= _ABREAST else ', ').join(page for page, _ in pages)}"
        for code, pages in sizes.numbers.by_city(entry.references)
    )
    lines = sizes.setting.text.lines(f"{entry.name} {where}", sizes.size, m.name_text * _CAUTION)
    return lines * sizes.size * m.name_leading + sizes.name * POINTS_PER_MM


def _title_height(title: str, sizes: _Sizes) -> float:
    m = sizes.setting.measures
    return m.kind.height(sizes.setting.bold, title, m.index_column * _CAUTION) + m.kind_frame
