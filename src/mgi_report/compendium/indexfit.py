"""Copyfitting of the indexes: blocks with their heights, in columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..plans import MM
from ..typography import NBSP
from ..widths import Metrics
from .columnfit import Columns, fill_columns, used
from .views import NameIndexEntry, Reference, ThemeIndexEntry, VolumeView

_PAGE = 249 * MM
_OPENER = 186 * MM
"""Room under the band, the heading and the note on the first page."""
_HEAD = 24 * MM
"""A heading with its note inside a page."""
_THEME_COLUMN, _NAME_COLUMN = 86 * MM, 56 * MM
_SETTINGS = ((7.8, 2.4, 0.9), (8.0, 3.4, 1.3), (8.2, 4.4, 1.8), (7.6, 1.8, 0.7), (7.4, 1.4, 0.5), (8.6, 5.0, 2.4))
"""Type size in points, and the space in mm below an entry of the themes and of the names; the usual setting first."""

PageOf = Callable[[Reference], str]


@dataclass(frozen=True)
class NameBlock:
    """An entry of the index of names; with ``title`` it is the first of its kind."""

    entry: NameIndexEntry
    title: str = ""


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


def plan_indexes(volume: VolumeView, text: Metrics, bold: Metrics, page_of: PageOf, caution: float = 0.95) -> IndexPlan:
    """Plan the pages of the indexes: an even number of them and a well filled last one, where a setting gives that.

    ``caution`` is how much of the measure of a line is counted on.
    """
    found = []
    for number, setting in enumerate(_SETTINGS):
        plan, left = _planned(volume, _Measures(text, bold, page_of, *setting, caution))
        found.append((0.6 * (plan.total % 2) + left / _PAGE + 0.08 * number + 0.05 * plan.total, plan))
    return min(found, key=lambda item: item[0])[1]


def _planned(volume: VolumeView, measures: _Measures) -> tuple[IndexPlan, float]:
    """The pages in one setting, and the white of the last one."""
    entries = [(entry, _theme_height(entry, measures)) for entry in volume.theme_index]
    themes = fill_columns(entries, 2, _OPENER, _PAGE)
    room = (_OPENER if len(themes) == 1 else _PAGE) - (used(entries, themes[-1]) if themes else 0) - _HEAD
    shared = room > 40 * MM
    blocks = _name_blocks(volume, measures)
    names = fill_columns(blocks, 3, room if shared else _PAGE - _HEAD, _PAGE)
    left = room
    if names:
        left = (room if len(names) == 1 and shared else _PAGE) - used(blocks, names[-1])
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
        for index, entry in enumerate(entries):
            pages = ", ".join(dict.fromkeys(map(measures.page_of, entry.references)))
            lines = measures.text.lines(
                f"{entry.name} {pages}", measures.size, (_NAME_COLUMN - 3 * MM) * measures.caution
            )
            height = lines * measures.size * 1.34 + measures.name * MM
            if index == 0:
                height += measures.bold.lines(title, 9.6, _NAME_COLUMN * measures.caution) * 4.8 * MM + 5 * MM
            blocks.append((NameBlock(entry, title if index == 0 else ""), height))
    return blocks
