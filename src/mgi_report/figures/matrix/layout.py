"""The layout of the matrix, themes by places, for slides and for documents: content → sheets, nothing drawn yet.

A region of many places is split over several sheets, each with its header. Every mark has the same size and stands for
a list, never for how often it is used. Lengths are millimetres from the top left corner, type sizes points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import ceil

from ...data.comparison import State
from ...text.units import MM_PER_POINT
from ..frame import SLIDE, Format, Frame, Type
from ..shapes import Box, Shape, Sheet, Stroke, Words
from .head import Column, Head, Header
from .signs import Legend, sign, sign_width

_LABELS = {True: 96.0, False: 62.0}  # the column of themes, on slides and in documents
_NARROWEST = {True: 8.2, False: 6.6}  # the column of a place
_ROWS = {True: (5.6, 11.6), False: (5.2, 7.4)}  # least and greatest height of a row
_TIGHTEST = 0.86  # how much smaller a name may be set to stay in one line
_BAND = 1.25  # height of a domain's heading, in rows


@dataclass(frozen=True)
class Row:
    """A theme and what each place's profile lists under it."""

    name: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class Band:
    """The themes of one domain, with its accent."""

    number: int
    name: str
    fill: str
    on: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Content:
    """All that a matrix says, in words of the reader's language.

    ``legend`` has for each state a long form for the legend and a short one for cells. ``parts`` has a place for the
    number of a sheet and the number of sheets, as “%(part)s of %(parts)s”.
    """

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    legend: Mapping[State, tuple[str, str]]
    notes: tuple[tuple[str, str], ...]
    parts: str

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that may be written, but the numbers of domains and sheets."""
        named = [word for column in self.columns for word in column.words]
        named += [word for band in self.bands for word in (band.name, *(row.name for row in band.rows))]
        named += [word for words in self.legend.values() for word in words]
        return self.title, self.subtitle, *named, *(text for text, _ in self.notes)


def lay_out(content: Content, form: Format, type_: Type, colours: Mapping[str, str]) -> list[Sheet]:
    """The sheets of a matrix: as few as the places and themes need, evenly filled, places in their order.

    ``colours`` holds ink, soft, rule, paper, mist and deep.
    """
    room = form.width - 2 * form.margin - _LABELS[form.fixed]
    bounds = _even(len(content.columns), ceil(len(content.columns) / (room // _NARROWEST[form.fixed])))
    fills = tuple(band.fill for band in content.bands)
    frame = Frame(form, type_, colours, content.title, content.subtitle, content.notes, fills)
    runs = [_Run(content, frame, start, end) for start, end in pairwise(bounds)]
    head = max(run.head.height for run in runs)
    pages = _pages(content.bands, form, runs[0].room(head))
    numbered = [(page, run) for page in pages for run in runs]
    return [
        # On slides rows stay where they are from one sheet to the next.
        run.sheet(page, head if form.fixed else run.head.height, part, len(numbered))
        for part, (page, run) in enumerate(numbered, start=1)
    ]


def _even(number: int, parts: int) -> list[int]:
    """The bounds of ``parts`` runs of nearly the same length."""
    return [round(number * part / parts) for part in range(parts + 1)]


def _units(bands: Sequence[Band]) -> float:
    return sum(_BAND + len(band.rows) for band in bands)


def _pages(bands: Sequence[Band], form: Format, room: float) -> list[Sequence[Band]]:
    """Bands on as few sheets as their least row height allows, evenly filled; a band is never divided."""
    least = _ROWS[form.fixed][0]
    for count in range(1, len(bands)):
        pages = [bands[start:end] for start, end in pairwise(_even(len(bands), count))]
        if all(_units(page) * least <= room for page in pages):
            return pages
    return [[band] for band in bands]


@dataclass(frozen=True)
class _Run:
    """The sheets of one run of places, from ``start`` to ``end`` in the neutral order."""

    content: Content
    frame: Frame
    start: int
    end: int

    @property
    def form(self) -> Format:
        return self.frame.form

    @property
    def columns(self) -> Sequence[Column]:
        return self.content.columns[self.start : self.end]

    @property
    def label(self) -> float:
        return _LABELS[self.form.fixed]

    @property
    def column(self) -> float:
        return (self.frame.right - self.frame.left - self.label) / (self.end - self.start)

    @property
    def spoken(self) -> bool:
        """Whether there is room for words beside the marks."""
        return self.column >= (58 if self.form is SLIDE else 42)

    def _x(self, index: int) -> float:
        return self.frame.left + self.label + index * self.column

    @cached_property
    def head(self) -> Head:
        start = self._x(0)
        header = Header(self.form, self.frame.type, self.frame.colours, start, self.column, self.spoken)
        return header.of(self.columns)

    @cached_property
    def legend(self) -> Legend:
        return Legend(self.frame, {state: long for state, (long, _) in self.content.legend.items()})

    def room(self, head: float) -> float:
        """The height that is left for bands under a header of a height."""
        return self.form.height - self.frame.top - head - 1.6 - self.legend.height - self.frame.under

    def sheet(self, bands: Sequence[Band], head: float, part: int, parts: int) -> Sheet:
        """One sheet with some of the bands."""
        frame, colours = self.frame, self.frame.colours
        row = min(_ROWS[self.form.fixed][1], self.room(head) / _units(bands))
        said = self.content.parts % {"part": part, "parts": parts} if parts > 1 else ""
        shapes = frame.above(said)
        y = frame.top + head
        shapes += [replace(words, y=words.y + y) for words in self.head.words]
        y += 1.6
        shapes.append(Stroke((frame.left, y), (frame.right, y), colours["deep"], 0.5))
        for band in bands:
            shapes += self._band(band, y, row)
            y += _units([band]) * row
        end = self.form.height if self.form.fixed else y + self.legend.height + frame.under
        shapes += self.legend.shapes(end - frame.under - self.legend.height)
        shapes += frame.below(end)
        ground = Box(0, 0, self.form.width, end, colours["paper"])
        title = ", ".join(filter(None, (self.content.title, self.content.subtitle, said)))
        return Sheet(self.form.width, end, (ground, *shapes), title, self._description(bands))

    def _band(self, band: Band, top: float, row: float) -> list[Shape]:
        """A domain: its heading, then a row for each theme."""
        frame, type_ = self.frame, self.frame.type
        height, size = _BAND * row, min(self.form.text, row * 0.62 / MM_PER_POINT)
        middle, chip = top + height / 2, height * 0.72
        baseline = middle + size * MM_PER_POINT * 0.36
        room = frame.right - frame.left - chip - 4
        named, identity = type_.fit(band.name, size, room, bold=True), f"domain-{band.number}"
        shapes: list[Shape] = [
            Box(frame.left, top, frame.right - frame.left, height, frame.colours["mist"]),
            Box(frame.left, middle - chip / 2, chip, chip, band.fill),
            Words(frame.left + chip / 2, baseline, str(band.number), size, band.on, True, "center", name=identity),
            Words(frame.left + chip + 2, baseline, band.name, named, frame.colours["deep"], bold=True),
        ]
        for index, theme in enumerate(band.rows):
            shapes += self._row(theme, top + height + index * row, row, size)
        return shapes

    def _row(self, theme: Row, top: float, row: float, size: float) -> list[Shape]:
        frame, middle, bottom = self.frame, top + row / 2, top + row
        shapes: list[Shape] = [Stroke((frame.left, bottom), (frame.right, bottom), frame.colours["rule"], 0.15)]
        shapes += self._label(theme.name, middle, row, size)
        edge = min(row * 0.52, self.form.text * MM_PER_POINT, self.column * 0.26)
        for index, state in enumerate(theme.states[self.start : self.end]):
            if self.spoken:
                shapes += sign(state, self._x(index), middle, edge, frame.colours)
                shapes.append(self._word(state, index, middle, size, edge))
            else:
                left = self._x(index) + (self.column - sign_width(state, edge)) / 2
                shapes += sign(state, left, middle, edge, frame.colours)
        return shapes

    def _label(self, name: str, middle: float, row: float, size: float) -> list[Shape]:
        """The name of a theme; a little smaller where it is long, in two lines where it is longer still."""
        type_, room = self.frame.type, self.label - 3
        lines = [name]
        if type_.fit(name, size, room) < _TIGHTEST * size:
            size = min(size, row * 0.36 / MM_PER_POINT)
            lines = type_.wrap(name, size, room)[:1]
            lines.append(name[len(lines[0]) :].strip())
        words: list[Shape] = []
        for index, line in enumerate(lines):
            y = middle + (index - (len(lines) - 1) / 2) * size * MM_PER_POINT * 1.2 + size * MM_PER_POINT * 0.36
            fitted = type_.fit(line, size, room)
            words.append(Words(self.frame.left, y, line, fitted, self.frame.colours["ink"]))
        return words

    def _word(self, state: State, index: int, middle: float, size: float, edge: float) -> Words:
        word = self.content.legend[state][1]
        x = self._x(index) + sign_width(State.BOTH, edge) + 2
        fitted = self.frame.type.fit(word, size * 0.92, self._x(index + 1) - x - 2)
        colour = self.frame.colours["soft" if state is State.NOT_MENTIONED else "ink"]
        return Words(x, middle + size * MM_PER_POINT * 0.34, word, fitted, colour)

    def _description(self, bands: Sequence[Band]) -> str:
        """The same in words, for those who do not see it: theme by theme, which places list what."""
        sentences = []
        for band in bands:
            for theme in band.rows:
                listed = list(zip(self.columns, theme.states[self.start : self.end], strict=True))
                groups = [
                    f"{words}: {', '.join(column.name for column, own in listed if own is state)}"
                    for state, (words, _) in self.content.legend.items()
                    if any(own is state for _, own in listed)
                ]
                sentences.append(f"{band.number} {band.name}, {theme.name} – {'; '.join(groups)}.")
        return " ".join(sentences)
