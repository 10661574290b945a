"""Markdown as a terminal shows it: as Rich sets it, but no word of a table is cut or parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.markdown import Markdown, TableElement
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

_BETWEEN = 2
"""Characters between columns, and beside the outer ones."""
_APART = Text("  ·  ")


class _Table(TableElement):
    """A table whose columns have room for their longest words, or else, row by row, its cells one after the other."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        for table in super().__rich_console__(console, options):
            assert isinstance(table, Table)
            if widths := _widths(table.columns, options.max_width):
                for column, width in zip(table.columns, widths, strict=True):
                    column.width = width
                yield table
            else:
                cells = [(column.header, *column.cells) for column in table.columns]
                yield from (Padding(_in_a_row(row), (0, 0, 0, 1)) for row in zip(*cells, strict=True))


class WholeWords(Markdown):
    """Markdown with such tables."""

    elements: ClassVar[dict[str, Any]] = {**Markdown.elements, "table_open": _Table}


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """How wide columns are: their longest word, and of the room that is left what they need; nothing where words have
    none."""
    cells = [[str(cell) for cell in (column.header, *column.cells)] for column in columns]
    least = [max(cell_len(word) for cell in told for word in cell.split() or [""]) for told in cells]
    more = [max(map(cell_len, told)) - low for told, low in zip(cells, least, strict=True)]
    left = room - sum(least) - _BETWEEN * (len(columns) + 1)
    if left < 0:
        return []
    share = min(left / sum(more), 1) if any(more) else 0
    return [low + int(wanted * share) for low, wanted in zip(least, more, strict=True)]


def _in_a_row(cells: Sequence[RenderableType]) -> Text:
    return _APART.join(cell for cell in cells if isinstance(cell, Text) and cell.plain.strip())
