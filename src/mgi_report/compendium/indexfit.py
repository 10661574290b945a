"""Copyfitting of the indexes: blocks with their heights, in columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..plans import MM
from ..widths import Metrics
from .columnfit import Columns, fill_columns, used
from .views import NameIndexEntry, Reference, ThemeIndexEntry, VolumeView

_PAGE = 249 * MM
_OPENER = 186 * MM
"""Room under the band, the heading and the note on the first page."""
_HEAD = 24 * MM
"""A heading with its note inside a page."""
_THEME_COLUMN, _NAME_COLUMN = 86 * MM, 56 * MM
_CAUTION = 0.95

PageOf = Callable[[Reference], str]


@dataclass(frozen=True)
class NameBlock:
    """An entry of the index of names; with ``title`` it is the first of its kind."""

    entry: NameIndexEntry
    title: str = ""


@dataclass(frozen=True)
class IndexPlan:
    """Both indexes page by page; the names begin on the last page of the themes where there is room for a good part."""

    themes: tuple[Columns[ThemeIndexEntry], ...]
    names: tuple[Columns[NameBlock], ...]
    shared: bool

    @property
    def total(self) -> int:
        """All pages."""
        return max(len(self.themes) + len(self.names) - self.shared, 1)


def plan_indexes(volume: VolumeView, text: Metrics, bold: Metrics, page_of: PageOf) -> IndexPlan:
    """Plan the pages of the indexes."""
    entries = [(entry, _theme_height(entry, text, bold, page_of)) for entry in volume.theme_index]
    themes = fill_columns(entries, 2, _OPENER, _PAGE)
    room = (_OPENER if len(themes) == 1 else _PAGE) - (used(entries, themes[-1]) if themes else 0) - _HEAD
    shared = room > 40 * MM
    names = fill_columns(_name_blocks(volume, text, bold, page_of), 3, room if shared else _PAGE - _HEAD, _PAGE)
    return IndexPlan(tuple(themes), tuple(names), shared and bool(names))


def _theme_height(entry: ThemeIndexEntry, text: Metrics, bold: Metrics, page_of: PageOf) -> float:
    where = "; ".join(
        f"{place.name} " + ", ".join(f"{item.local} {page_of(item)}" for item in items) for place, items in entry.groups
    )
    lines = text.lines(where or "–", 7.8, (_THEME_COLUMN - 6 * MM) * _CAUTION)
    return bold.lines(entry.name, 8.6, (_THEME_COLUMN - 7 * MM) * _CAUTION) * 4.6 * MM + lines * 7.8 * 1.38 + 2.4 * MM


def _name_blocks(volume: VolumeView, text: Metrics, bold: Metrics, page_of: PageOf) -> list[tuple[NameBlock, float]]:
    blocks = []
    for title, entries in volume.name_index:
        for index, entry in enumerate(entries):
            pages = ", ".join(dict.fromkeys(map(page_of, entry.references)))
            lines = text.lines(f"{entry.name} {pages}", 7.8, (_NAME_COLUMN - 3 * MM) * _CAUTION)
            height = lines * 7.8 * 1.34 + 0.9 * MM
            if index == 0:
                height += bold.lines(title, 9.6, _NAME_COLUMN * _CAUTION) * 4.8 * MM + 5 * MM
            blocks.append((NameBlock(entry, title if index == 0 else ""), height))
    return blocks
