"""Copyfitting of the indexes: blocks with their heights, in columns.

Columns are planned from the widths of words, since balancing them is slow in the engine. They are filled from the first
to the last; on the last page they end at about the same height. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from ...design.measures import Setting
from ...text.typography import NBSP
from ...text.units import POINTS_PER_MM
from ..view import NameIndexEntry, Reference, ThemeIndexEntry, VolumeView
from .flow import Block, flow

_SHARED = 40 * POINTS_PER_MM
"""So much room below the themes is worth beginning the names there."""
_CLOSE = 4.0
"""How exactly columns are balanced."""
_LARGER = 0.8
"""How much larger the names of themes are set than what stands below them."""
_SETTINGS = ((7.8, 2.4, 0.9), (8.0, 3.4, 1.3), (8.2, 4.4, 1.8), (7.6, 1.8, 0.7), (7.4, 1.4, 0.5), (8.6, 5.0, 2.4))
"""Type size in points, and the space in mm below an entry of the themes and of the names; the usual setting first."""

_TOGETHER = 2
"""So many entries of the names at least stand together at the top and at the foot of a column."""

T = TypeVar("T")

Columns = tuple[tuple[T, ...], ...]
"""The columns of one page, each with its blocks."""

PageOf = Callable[[Reference], str]


@dataclass(frozen=True)
class NameBlock:
    """Entries of the index of names that stay together: the first two of a kind, the last two, or one between them.

    ``title`` is the name of their kind; it stands above the ``first`` of them, and again where a column begins.
    """

    entries: tuple[NameIndexEntry, ...]
    title: str
    first: bool


@dataclass(frozen=True)
class IndexPlan:
    """Both indexes page by page; the names begin on the last page of the themes where there is room for a good part.

    ``size`` is in points; ``entry`` and ``name`` are the space below an entry of the themes and of the names, in mm.
    """

    themes: tuple[Columns[ThemeIndexEntry], ...]
    names: tuple[Columns[NameBlock], ...]
    shared: bool
    size: float = _SETTINGS[0][0]
    entry: float = _SETTINGS[0][1]
    name: float = _SETTINGS[0][2]

    @property
    def term(self) -> float:
        """The type size of the names of themes."""
        return self.size + _LARGER

    @property
    def total(self) -> int:
        """All pages."""
        return max(len(self.themes) + len(self.names) - self.shared, 1)


@dataclass(frozen=True)
class _Sizes:
    """What heights depend on: the setting, page numbers, type size, and the space below entries in mm."""

    setting: Setting
    page_of: PageOf
    caution: float
    size: float
    entry: float
    name: float


def plan_indexes(volume: VolumeView, setting: Setting, page_of: PageOf, caution: float = 0.95) -> IndexPlan:
    """Plan the pages of the indexes: an even number of them and a well filled last one, where a setting gives that.

    ``caution`` is how much of the measure of a line is counted on.
    """
    found = []
    for number, sizes in enumerate(_SETTINGS):
        plan, left = _planned(volume, _Sizes(setting, page_of, caution, *sizes))
        found.append((0.6 * (plan.total % 2) + left + 0.08 * number + 0.05 * plan.total, plan))
    return min(found, key=lambda item: item[0])[1]


def _planned(volume: VolumeView, sizes: _Sizes) -> tuple[IndexPlan, float]:
    """The pages in one setting, and the part of the last one that stays white."""
    m = sizes.setting.measures
    page, first, head = m.index_room, m.index_opener, m.index_head
    continued = volume.say("(continued)")
    entries = [_theme_block(piece, continued, sizes) for entry in volume.theme_index for piece in entry.pieces]
    themes, tall = fill_columns(entries, 2, first, page)
    room = (first if len(themes) == 1 else page) - tall - head
    shared = room > _SHARED
    names, tall = fill_columns(_name_blocks(volume, sizes), 3, room if shared else page - head, page)
    left = (room if len(names) == 1 and shared else page) - tall if names else room
    shared = shared and bool(names)
    return IndexPlan(tuple(themes), tuple(names), shared, sizes.size, sizes.entry, sizes.name), left / page


def _theme_block(entry: ThemeIndexEntry, continued: str, sizes: _Sizes) -> Block[ThemeIndexEntry]:
    m, size = sizes.setting.measures, sizes.size
    where = "; ".join(
        f"{place.whole}{NBSP}" + ", ".join(f"{item.local}{NBSP}{sizes.page_of(item)}" for item in items)
        for place, items in entry.groups
    )
    lines = sizes.setting.text.lines(where or "–", size, m.where_text * sizes.caution)
    name = f"{entry.name} {continued}" if entry.continued else entry.name
    head = sizes.setting.bold.lines(name, size + _LARGER, m.term_text * sizes.caution)
    said, rest = lines * size * m.where_leading, head * m.term_line + sizes.entry * POINTS_PER_MM
    return Block(entry, said, top=rest) if entry.continued else Block(entry, said + rest)


def _name_blocks(volume: VolumeView, sizes: _Sizes) -> list[Block[NameBlock]]:
    continued, blocks = volume.say("(continued)"), []
    for title, entries in volume.name_index:
        once, again = (_title_height(words, sizes) for words in (title, f"{title} {continued}"))
        for number, kept in enumerate(_kept(entries)):
            height = sum(_name_height(entry, sizes) for entry in kept) + (0 if number else once)
            blocks.append(Block(NameBlock(kept, title, number == 0), height, top=again if number else 0.0))
    return blocks


def _kept(entries: Sequence[NameIndexEntry]) -> Iterator[tuple[NameIndexEntry, ...]]:
    """Entries of a kind so that no column begins or ends with a single one of them."""
    if len(entries) < 2 * _TOGETHER:
        yield tuple(entries)
        return
    yield tuple(entries[:_TOGETHER])
    for entry in entries[_TOGETHER:-_TOGETHER]:
        yield (entry,)
    yield tuple(entries[-_TOGETHER:])


def _name_height(entry: NameIndexEntry, sizes: _Sizes) -> float:
    m, pages = sizes.setting.measures, ", ".join(dict.fromkeys(map(sizes.page_of, entry.references)))
    lines = sizes.setting.text.lines(f"{entry.name} {pages}", sizes.size, m.name_text * sizes.caution)
    return lines * sizes.size * m.name_leading + sizes.name * POINTS_PER_MM


def _title_height(title: str, sizes: _Sizes) -> float:
    m = sizes.setting.measures
    return m.kind.height(sizes.setting.bold, title, m.index_names_column * sizes.caution) + m.kind_frame


def fill_columns(
    blocks: Sequence[Block[T]], count: int, first: float, following: float
) -> tuple[list[Columns[T]], float]:
    """Set blocks into ``count`` columns a page; ``first`` and ``following`` are page heights.

    Returns the pages, and the height of the tallest column of the last one.
    """
    pages: list[list[list[Block[T]]]] = []
    rest, room = list(blocks), first
    while rest:
        columns = _filled(rest, count, room)
        filled = sum(map(len, columns))
        if filled == len(rest):
            columns = _balanced(rest, count, room)
        elif not filled:  # not even one block fits: a page of its own takes it
            columns, filled = [rest[:1]], 1
        pages.append(columns)
        rest, room = rest[filled:], following
    columns = [column for page in pages[-1:] for column in page if column]
    tall = max((column[0].top + sum(block.height for block in column) for column in columns), default=0.0)
    return [tuple(tuple(block.item for block in column) for column in page) for page in pages], tall


def _filled(blocks: Sequence[Block[T]], count: int, room: float) -> list[list[Block[T]]]:
    """The columns of one page, up to a block that is taller than they are."""
    columns, _ = flow(blocks, room, room)
    fitting = list(takewhile(lambda column: column[0].top + column[0].height <= room, columns[:count]))
    return fitting + [[]] * (count - len(fitting))


def _balanced(blocks: Sequence[Block[T]], count: int, room: float) -> list[list[Block[T]]]:
    low, high = sum(block.height for block in blocks) / count, room
    best = _filled(blocks, count, room)
    while high - low > _CLOSE:
        middle = (low + high) / 2
        columns = _filled(blocks, count, middle)
        if sum(map(len, columns)) < len(blocks):
            low = middle
        else:
            best, high = columns, middle
    return best
