"""The tables of a chapter: themes by cities, on the opener and, in a large region, on pages after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...design.measures import Measures, Setting
from ...text.units import POINTS_PER_MM
from ..view import ChapterView, MatrixRow, MatrixTable
from .flow import Block, flow

THEME_WIDTH = 52.0
"""Least width of the column of themes, in mm; with few cities it takes what they leave."""
_BELOW, _WORTH = 9 * POINTS_PER_MM, 95 * POINTS_PER_MM
"""What stands below tables where themes begin there, and how much room is worth that."""
_MOST_PADDING = 1.9 * POINTS_PER_MM


@dataclass(frozen=True)
class ChapterTables:
    """The tables of a chapter as its plan needs them; widths are millimetres, all other lengths points."""

    chapter: ChapterView
    setting: Setting

    @property
    def measures(self) -> Measures:
        """The measures of the volume."""
        return self.setting.measures

    @property
    def width(self) -> float:
        """The width of a city's column: the same in all tables, and no wider than reads well."""
        return min(
            (self.measures.measure / POINTS_PER_MM - THEME_WIDTH) / self._most_cities, 30 + 30 / self._most_cities
        )

    @property
    def theme(self) -> float:
        """The width of the column of themes."""
        return self.measures.measure / POINTS_PER_MM - self.width * self._most_cities

    @property
    def _most_cities(self) -> int:
        return max((len(table.places) for table in self.chapter.tables), default=1) or 1

    @cached_property
    def pages(self) -> tuple[tuple[MatrixTable, ...], ...]:
        """The tables of the opener and of the pages after it."""
        blocks = [Block(table, self._height(table), above=self.measures.matrix_below) for table in self.chapter.tables]
        pages, _ = flow(blocks, self._opener, self.measures.tables_following)
        return tuple(tuple(block.item for block in page) for page in pages)

    @property
    def taken(self) -> float:
        """What tables take of the page on which themes begin; nothing where these have a page of their own."""
        _, *more = self.pages
        taken = self._heights(more[-1]) + self.measures.matrix_below + _BELOW if more else 0.0
        return taken if taken <= self.measures.tables_following - _WORTH else 0.0

    @property
    def padding(self) -> float:
        """What every row of the opener gets above and below, so that the tables fill it."""
        rows = sum(len(table.rows) for table in self.pages[0])
        white = self._opener - self._heights(self.pages[0])
        return min(max(white, 0) / max(2 * rows, 1), _MOST_PADDING)

    @property
    def _opener(self) -> float:
        m = self.measures
        return m.tables_room - (m.tables_key if self.chapter.foreign else 0)

    def _heights(self, tables: Sequence[MatrixTable]) -> float:
        return sum(map(self._height, tables)) + self.measures.matrix_below * (len(tables) - 1)

    def _height(self, table: MatrixTable) -> float:
        m, line = self.measures, round(self.measures.matrix_line / POINTS_PER_MM, 1) * POINTS_PER_MM
        return m.table_head + sum(self._lines(row) * line + m.table_row for row in table.rows)

    def _lines(self, row: MatrixRow) -> int:
        m, lines = self.measures, self.setting.text.lines
        name = lines(row.name, m.matrix_theme, THEME_WIDTH * POINTS_PER_MM - m.matrix_theme_end)
        cells = [
            sum(lines(_listed(list_), m.matrix, self.width * POINTS_PER_MM - m.table_cell) for list_ in lists if list_)
            for lists in ((cell.developed, cell.potential) for cell in row.cells)
        ]
        return max(name, *cells, 1)


def _listed(references: Sequence[object]) -> str:
    return ", ".join(getattr(reference, "local", "") for reference in references)
