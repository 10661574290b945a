"""Copyfitting of the indexes: blocks with their heights, in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...snapshot.plan.pages import MM
from ...text.typography import NBSP
from ...text.widths import Metrics
from ..view import NameIndexEntry, Reference, ThemeIndexEntry, VolumeView
from .columnfit import Columns, fill_columns, used

_PAGE = 249 * MM
_OPENER = 186 * MM
"""Room under the band, the heading and the note on the first page."""
_HEAD = 24 * MM
"""A heading with its note inside a page."""
_THEME_COLUMN, _NAME_COLUMN = 86 * MM, 56 * MM
_SETTINGS = ((7.8, 2.4, 0.9), (8.0, 3.4, 1.3), (8.2, 4.4, 1.8), (7.6, 1.8, 0.7), (7.4, 1.4, 0.5), (8.6, 5.0, 2.4))
"""Type size in points, and the space in mm below an entry of the themes and of the names; the usual setting first."""

_TOGETHER = 2
"""So many entries of the names at least stand together at the top and at the foot of a column."""

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
    def total(self) -> int:
        """All pages."""
        return max(len(self.themes) + len(self.names) - self.shared, 1)


@dataclass(frozen=True)
class _Measures:
    """What heights depend on: fonts, page numbers and the setting."""

    text: Metrics
    bold: Metrics
    page_of: PageOf
    size: float
    entry: float
    name: float
    caution: float
    continued: str


def plan_indexes(volume: VolumeView, text: Metrics, bold: Metrics, page_of: PageOf, caution: float = 0.95) -> IndexPlan:
    """Plan the pages of the indexes: an even number of them and a well filled last one, where a setting gives that.

    ``caution`` is how much of the measure of a line is counted on.
    """
    continued = volume.say("(continued)")
    found = []
    for number, setting in enumerate(_SETTINGS):
        plan, left = _planned(volume, _Measures(text, bold, page_of, *setting, caution, continued))
        found.append((0.6 * (plan.total % 2) + left / _PAGE + 0.08 * number + 0.05 * plan.total, plan))
    return min(found, key=lambda item: item[0])[1]


def _planned(volume: VolumeView, measures: _Measures) -> tuple[IndexPlan, float]:
    """The pages in one setting, and the white of the last one."""
    entries = [(entry, _theme_height(entry, measures)) for entry in volume.theme_index]
    themes = fill_columns(entries, 2, _OPENER, _PAGE)
    room = (_OPENER if len(themes) == 1 else _PAGE) - (used(entries, themes[-1]) if themes else 0) - _HEAD
    shared = room > 40 * MM
    blocks = _name_blocks(volume, measures)

    def again(block: NameBlock) -> float:
        return 0.0 if block.first else _title_height(f"{block.title} {measures.continued}", measures)

    names = fill_columns(blocks, 3, room if shared else _PAGE - _HEAD, _PAGE, again)
    left = room
    if names:
        left = (room if len(names) == 1 and shared else _PAGE) - used(blocks, names[-1], again)
    plan = IndexPlan(tuple(themes), tuple(names), shared and bool(names), measures.size, measures.entry, measures.name)
    return plan, left


def _theme_height(entry: ThemeIndexEntry, measures: _Measures) -> float:
    where = "; ".join(
        f"{place.whole}{NBSP}" + ", ".join(f"{item.local}{NBSP}{measures.page_of(item)}" for item in items)
        for place, items in entry.groups
    )
    lines = measures.text.lines(where or "–", measures.size, (_THEME_COLUMN - 6 * MM) * measures.caution)
    head = measures.bold.lines(entry.name, measures.size + 0.8, (_THEME_COLUMN - 7 * MM) * measures.caution)
    return head * 4.6 * MM + lines * measures.size * 1.38 + measures.entry * MM


def _name_blocks(volume: VolumeView, measures: _Measures) -> list[tuple[NameBlock, float]]:
    blocks = []
    for title, entries in volume.name_index:
        for number, kept in enumerate(_kept(entries)):
            height = sum(_name_height(entry, measures) for entry in kept)
            height += 0 if number else _title_height(title, measures)
            blocks.append((NameBlock(kept, title, number == 0), height))
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


def _name_height(entry: NameIndexEntry, measures: _Measures) -> float:
    pages = ", ".join(dict.fromkeys(map(measures.page_of, entry.references)))
    lines = measures.text.lines(f"{entry.name} {pages}", measures.size, (_NAME_COLUMN - 3 * MM) * measures.caution)
    return lines * measures.size * 1.34 + measures.name * MM


def _title_height(title: str, measures: _Measures) -> float:
    return measures.bold.lines(title, 9.6, _NAME_COLUMN * measures.caution) * 4.8 * MM + 5 * MM
