"""The table of a theme: a row for each place that mentions it, both lists on one line in columns of equal width.

What does not fit on one sheet goes on on the next, with the heads repeated; a row is divided only where it is higher
than a sheet. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from ...data.model import KINDS
from ...text.units import MM_PER_POINT
from ..frame import Format, Frame, Type
from ..shapes import Box, Shape, Sheet, Stroke, Words
from .content import Content, Line, Place, Setting, bar, head

_SIDE = {True: 44.0, False: 34.0}  # the column of places, on slides and in documents
_GUTTER, _AIR = 6.0, 1.6  # mm between columns, and above and below rows
_Cells = tuple[list[Line], ...]


@dataclass(frozen=True)
class _Table:
    content: Content
    frame: Frame
    setting: Setting

    @property
    def side(self) -> float:
        return _SIDE[self.frame.form.fixed]

    @property
    def column(self) -> float:
        return (self.frame.right - self.frame.left - self.side - 2 * _GUTTER) / 2

    def left(self, cell: int) -> float:
        """Where the side head (0) or a list (1, 2) begins."""
        return self.frame.left + (self.side + _GUTTER + (cell - 1) * (self.column + _GUTTER) if cell else 0)

    def row(self, place: Place) -> _Cells:
        """The lines of a row: the side head and both lists."""
        setting = self.setting
        named = setting.wrap(place.name, self.side, bold=True)
        named[0] = Line(named[0].text, bold=True, name=f"place-{place.identity}")
        named += setting.wrap(place.country, self.side, soft=True) + setting.wrap(place.edition, self.side, soft=True)
        lists = [
            [
                line
                for number, item in enumerate(place.items[kind])
                for line in setting.item(item, self.column, text=True, before=0.5 if number else 0.0)
            ]
            for kind in KINDS
        ]
        return named, *lists

    def height(self, cells: _Cells) -> float:
        """The height of a row."""
        return max(self.setting.height(lines) for lines in cells) + 2 * _AIR

    def divided(self, cells: _Cells, room: float) -> Iterator[_Cells]:
        """A row in parts that are at most so high, each with the side head."""
        side, *lists = cells
        named = [Line(line.text, line.bold, line.soft) for line in side]
        first = True
        while first or any(lists):
            taken = [self._fitting(lines, room - 2 * _AIR) for lines in lists]
            yield (side if first else named), *taken
            lists = [lines[len(own) :] for lines, own in zip(lists, taken, strict=True)]
            first = False

    def _fitting(self, lines: list[Line], room: float) -> list[Line]:
        end = len(lines)
        while end > 1 and self.setting.height(lines[:end]) > room:
            end -= 1
        return lines[:end]

    def heads(self, top: float) -> tuple[list[Shape], float]:
        """The bar and the heads of the columns, and where they end."""
        shapes, y = bar(self.content, self.frame, top)
        form, deep = self.frame.form, self.frame.colours["deep"]
        y += form.text * MM_PER_POINT * 2.2
        for cell, kind in enumerate(KINDS, 1):
            baseline = y - form.text * MM_PER_POINT * 0.7
            shapes += head(self.content, kind, form, self.frame.type, (self.left(cell), baseline, self.column), deep)
        shapes.append(Stroke((self.frame.left, y), (self.frame.right, y), deep, 0.5))
        return shapes, y

    def sheet(self, rows: list[_Cells], said: str, closing: list[Line]) -> Sheet:
        """One sheet with some of the rows."""
        frame, form, content = self.frame, self.frame.form, self.content
        shapes, y = self.heads(frame.top)
        words: list[Words] = []
        for cells in rows:
            for cell, lines in enumerate(cells):
                words += self.setting.shapes(lines, self.left(cell), y + _AIR)
            y += self.height(cells)
            shapes.append(Stroke((frame.left, y), (frame.right, y), frame.colours["rule"], 0.18))
        words += self.setting.shapes(closing, frame.left, y + _AIR)
        y += self.setting.height(closing) + 2 * _AIR
        end = form.height if form.fixed else y + 1 + frame.under
        ground = Box(0, 0, form.width, end, frame.colours["paper"])
        title = ", ".join(filter(None, (content.title, content.subtitle, content.theme, said)))
        drawn = (ground, *frame.above(said), *shapes, *words, *frame.below(end))
        return Sheet(form.width, end, drawn, title, content.said(texts=True))


def lay_out(content: Content, form: Format, type_: Type, colours: Mapping[str, str]) -> list[Sheet]:
    """The sheets of the table; ``colours`` holds ink, soft, rule, paper and deep."""
    frame = Frame(form, type_, colours, content.title, content.subtitle, content.notes, (content.fill,))
    table = _Table(content, frame, Setting(type_, form.text * (0.92 if form.fixed else 1.0), colours))
    measure = frame.right - frame.left
    closing = table.setting.wrap(content.closing, measure) if content.closing else []
    last = table.setting.height(closing) + 2 * _AIR
    room = form.height - frame.under - table.heads(frame.top)[1] - 2
    rows = [
        part
        for place in content.places
        for cells in [table.row(place)]
        for part in ([cells] if table.height(cells) <= room - last else table.divided(cells, room - last))
    ]
    pages: list[list[_Cells]] = [[]]
    for row, after in zip_longest(rows, rows[1:]):
        needed = table.height(row) + (0 if after else last)
        if pages[-1] and sum(map(table.height, pages[-1])) + needed > room:
            pages.append([])
        pages[-1].append(row)
    parts = [
        content.parts % {"part": n, "parts": len(pages)} if len(pages) > 1 else "" for n in range(1, len(pages) + 1)
    ]
    return [
        table.sheet(page, part, closing if number == len(pages) else [])
        for number, (page, part) in enumerate(zip(pages, parts, strict=True), 1)
    ]
