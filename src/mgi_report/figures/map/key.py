"""The key of a map on which the names find no room: numbers and names in the neutral order, under their countries.

A number only leads from a dot to a name. Numbers count through the key from its beginning, so they follow the order in
which the places stand everywhere. Lengths are millimetres, type sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...text.units import MM_PER_POINT
from ..frame import Type
from ..shapes import Shape, Words

_LEADING, _BETWEEN, _INDENT = 1.32, 6.0, 1.6
_WIDEST, _NARROWEST = 24.0, 10.0  # type sizes that a name may be wide; longer ones are broken
_NARROWER = 2  # how many columns more than the names have room for on one line, where they are to be broken
_GAP = 0.6  # lines between the note and the columns


@dataclass(frozen=True)
class Entry:
    """A place in the key."""

    identity: str
    name: str
    country: str


@dataclass(frozen=True)
class _Line:
    """A line of the key: a country, or a name with its number; the lines after the first of a name have none."""

    text: str
    number: str = ""
    identity: str = ""
    country: bool = False


@dataclass(frozen=True)
class Key:
    """A key that is set: its columns of lines, the note above them, its type size and what it takes up in mm."""

    columns: tuple[tuple[_Line, ...], ...]
    note: tuple[str, ...]
    size: float
    step: float
    indent: float
    width: float

    @property
    def height(self) -> float:
        """The height with the note."""
        return self.leading * (max(map(len, self.columns)) + len(self.note) + _GAP)

    @property
    def leading(self) -> float:
        """The distance of two lines."""
        return self.size * MM_PER_POINT * _LEADING

    def shapes(self, left: float, top: float, colours: Mapping[str, str]) -> Iterator[Shape]:
        """The key with its upper left corner at a point."""
        baseline = top + self.size * MM_PER_POINT
        for said in self.note:
            yield Words(left, baseline, said, self.size, colours["ink"])
            baseline += self.leading
        baseline += _GAP * self.leading
        for number, column in enumerate(self.columns):
            x = left + number * self.step
            for row, line in enumerate(column):
                yield from self._line(line, x, baseline + row * self.leading, colours)

    def _line(self, line: _Line, x: float, y: float, colours: Mapping[str, str]) -> Iterator[Shape]:
        if line.country:
            yield Words(x, y, line.text, self.size, colours["soft"])
            return
        if line.number:
            end = x + self.indent - _INDENT
            name = f"key-{line.identity}"
            yield Words(end, y, line.number, self.size, colours["label"], True, "right", name=name)
        name = f"place-{line.identity}" if line.number else ""
        yield Words(x + self.indent, y, line.text, self.size, colours["label"], name=name)


def set_key(
    entries: Sequence[Entry], note: str, type_: Type, size: float, width: float, height: float, *, broken: bool = False
) -> Key | None:
    """The key of places in their order at a type size, at most so wide and high; None where it does not fit.

    Its columns are as equal as they can be: none ends with the name of a country, no name is in two of them, and where
    a country goes on in the next one it is named there again. With ``broken`` it has more columns and breaks
    names.
    """
    indent = type_.width(str(len(entries)), size, bold=True) + _INDENT
    widest = max(type_.width(text, size) for entry in entries for text in (entry.name, entry.country))
    said = tuple(type_.wrap(note, size, width))
    room = int(height / (size * MM_PER_POINT * _LEADING) - len(said) - _GAP)
    many = max(1, int((width + _BETWEEN) / (indent + min(widest, _WIDEST * size * MM_PER_POINT) + _BETWEEN)))
    for number in range(many + 1, many + 1 + _NARROWER) if broken else (many,):
        step = (width + _BETWEEN) / number
        measure = min(step - _BETWEEN - indent, widest)
        blocks = list(_blocks(entries, type_, size, measure))
        for rows in range(max(len(block) for block in blocks) + 1, room + 1):
            columns = _columns(blocks, rows)
            if len(columns) <= number and (number == many or measure >= _NARROWEST * size * MM_PER_POINT):
                step = indent + measure + _BETWEEN
                lines = (type_.width(line, size) for line in said)
                return Key(columns, said, size, step, indent, max(len(columns) * step - _BETWEEN, *lines))
    return None


def _blocks(entries: Sequence[Entry], type_: Type, size: float, measure: float) -> Iterator[list[_Line]]:
    """Lines that stay together: those of a name, before them its country where it is the first of it."""
    before = ""
    for number, entry in enumerate(entries, 1):
        first, *more = type_.wrap(entry.name, size, measure)
        head = [_Line(entry.country, country=True)] if entry.country != before else []
        yield [*head, _Line(first, str(number), entry.identity), *(_Line(line) for line in more)]
        before = entry.country


def _columns(blocks: Sequence[Sequence[_Line]], rows: int) -> tuple[tuple[_Line, ...], ...]:
    """Blocks in columns of at most so many rows."""
    columns: list[list[_Line]] = [[]]
    country = blocks[0][0]
    for block in blocks:
        if len(columns[-1]) + len(block) > rows:
            columns.append([] if block[0].country else [country])
        columns[-1] += block
        country = block[0] if block[0].country else country
    return tuple(tuple(column) for column in columns)
