"""The names of places above the columns of a matrix: across where they fit, else from bottom to top.

Lines end at y = 0; whoever places the header moves it. Lengths are millimetres, type sizes points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...text.units import MM_PER_POINT
from ..frame import LEADING, Format, Type
from ..shapes import Align, Words

_SMALLER = 0.86
_TURNED = {True: 50.0, False: 46.0}  # the longest line of a turned name, on slides and in documents


@dataclass(frozen=True)
class Column:
    """A place, in the neutral order: its name, its country by name and by code, its edition as month and as year."""

    identity: str
    name: str
    country: str
    code: str
    edition: str
    year: str

    @property
    def compact(self) -> str:
        """All in one line: Quilmes (AR), 2022."""
        return f"{self.name} ({self.code}), {self.year}"

    @property
    def below(self) -> str:
        """What stands behind a turned name: Argentina, 2022."""
        return f"{self.country}, {self.year}"

    @property
    def words(self) -> tuple[str, ...]:
        """Every form in which it may be written."""
        return self.name, self.country, self.edition, self.compact, self.below


@dataclass(frozen=True)
class Head:
    """The header of some columns: its words, and how high it stands."""

    words: tuple[Words, ...]
    height: float


@dataclass(frozen=True)
class Header:
    """Makes headers for columns of one width that begin at ``start``."""

    form: Format
    type: Type
    colours: Mapping[str, str]
    start: float
    column: float
    leftward: bool
    """Whether names stand at the left edge of their column, as words do in wide ones."""

    def of(self, columns: Sequence[Column]) -> Head:
        """The header: across at full size or a little smaller, else turned."""
        for scale in (1.0, 0.92, 0.84):
            if head := self._across(columns, self.form.head * scale):
                return head
        return self._turned(columns)

    def _x(self, index: int) -> float:
        return self.start + index * self.column

    def _across(self, columns: Sequence[Column], size: float) -> Head | None:
        """Names in lines across, if every word fits its column and nothing takes more than three lines."""
        measure = self.column - (3.0 if self.leftward else 1.6)
        small = size * _SMALLER
        blocks = []
        for column in columns:
            name = self.type.wrap(column.name, size, measure, bold=True)
            below = [line for text in (column.country, column.edition) for line in self.type.wrap(text, small, measure)]
            widths = [self.type.width(line, size, bold=True) for line in name]
            widths += [self.type.width(line, small) for line in below]
            if max(widths) > measure or len(name) > 3 or len(below) > 3:
                return None
            blocks.append((name, below))
        step, small_step = size * MM_PER_POINT * LEADING, small * MM_PER_POINT * 1.3
        under = max(len(below) for _, below in blocks) * small_step
        align: Align = "left" if self.leftward else "center"
        words: list[Words] = []
        for index, (column, (name, below)) in enumerate(zip(columns, blocks, strict=True)):
            x = self._x(index) + (0 if self.leftward else self.column / 2)
            for row, line in enumerate(name):
                y = -under - (len(name) - 1 - row) * step
                identity = f"place-{column.identity}" if row == 0 else ""
                words.append(Words(x, y, line, size, self.colours["deep"], True, align, name=identity))
            for row, line in enumerate(below, start=1):
                words.append(Words(x, -under + row * small_step, line, small, self.colours["soft"], align=align))
        return Head(tuple(words), under + max(len(name) for name, _ in blocks) * step)

    def _turned(self, columns: Sequence[Column]) -> Head:
        """Names from bottom to top; country and edition behind where the column takes a second line."""
        size = min(self.form.head, self.column * 0.8 / MM_PER_POINT / LEADING)
        step = size * MM_PER_POINT * LEADING
        two = 2 * step <= self.column
        longest = _TURNED[self.form.fixed]
        words: list[Words] = []
        tallest = 0.0
        for index, column in enumerate(columns):
            lines = [(column.name, True), (column.below, False)]
            if not two:
                lines = [(column.compact, True)]
            x = self._x(index) + self.column / 2 - (len(lines) - 1) * step / 2 + size * MM_PER_POINT * 0.36
            for row, (line, bold) in enumerate(lines):
                fitted = self.type.fit(line, size if bold else size * _SMALLER, longest, bold=bold)
                colour = self.colours["deep" if bold else "soft"]
                identity = f"place-{column.identity}" if row == 0 else ""
                words.append(Words(x + row * step, -1.2, line, fitted, colour, bold, upright=True, name=identity))
                tallest = max(tallest, self.type.width(line, fitted, bold=bold))
        return Head(tuple(words), tallest + 2.4)
