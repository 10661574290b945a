"""The signs of the matrix, told by shape: a square, a plate, both side by side or a dot; and their legend.

Lengths are millimetres from the top left corner, type sizes points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...data.comparison import State
from ...data.model import Kind
from ...text.units import MM_PER_POINT
from ..frame import Frame
from ..marks import WIDTHS, outline
from ..shapes import Area, Disc, Shape, Words

_BETWEEN = 0.35  # white between both signs side by side, in heights
_DOT = 0.13  # radius of the dot, in heights
_EDGE = 0.86  # edge of a sign in the legend, in type sizes
_GAP, _WIDE_GAP = 4.0, 7.0
_SIZE, _SMALLEST = 0.92, 0.8  # of the type of the rows

_KINDS: Mapping[State, tuple[Kind, ...]] = {
    State.DEVELOPED: ("developed",),
    State.POTENTIAL: ("potential",),
    State.BOTH: ("developed", "potential"),
    State.NOT_MENTIONED: (),
}


def sign_width(state: State, edge: float) -> float:
    """The width of a sign whose square has an edge."""
    kinds = _KINDS[state]
    return edge * (sum(WIDTHS[kind] for kind in kinds) + _BETWEEN * (len(kinds) - 1) if kinds else 1)


def sign(state: State, left: float, middle: float, edge: float, colours: Mapping[str, str]) -> list[Shape]:
    """The sign of a state, all of the same height and weight, whatever is listed."""
    if state is State.NOT_MENTIONED:
        return [Disc(left + edge / 2, middle, edge * _DOT, colours["soft"])]
    shapes: list[Shape] = []
    for kind in _KINDS[state]:
        shapes.append(Area((outline(kind, left, middle - edge / 2, edge),), colours["deep"]))
        left += edge * (WIDTHS[kind] + _BETWEEN)
    return shapes


@dataclass(frozen=True)
class Legend:
    """What the signs say, in as few lines as they fill."""

    frame: Frame
    words: Mapping[State, str]

    @property
    def height(self) -> float:
        """The height that it takes, with the space around it."""
        return self._step * (len(self._lines) + 0.8)

    def shapes(self, top: float) -> list[Shape]:
        """Signs and words from ``top`` downwards."""
        size = self._size
        edge = size * MM_PER_POINT * _EDGE
        shapes: list[Shape] = []
        for number, line in enumerate(self._lines, start=1):
            y = top + self._step * (number + 0.25)
            for state, x in line:
                shapes += sign(state, x, y - size * MM_PER_POINT * 0.36, edge, self.frame.colours)
                x += sign_width(state, edge) + size * MM_PER_POINT * 0.5
                shapes.append(Words(x, y, self.words[state], size, self.frame.colours["ink"]))
        return shapes

    @property
    def _step(self) -> float:
        return self.frame.form.text * MM_PER_POINT * 1.6

    @cached_property
    def _size(self) -> float:
        """The type size at which everything stands in one line, if it is not too small to read."""
        text = self.frame.form.text
        room = self.frame.right - self.frame.left - (len(self.words) - 1) * _GAP
        scale = min(_SIZE, room / sum(self._width(state, text) for state in self.words))
        return text * (scale if scale > _SMALLEST else _SIZE)

    def _width(self, state: State, size: float) -> float:
        return (
            sign_width(state, size * MM_PER_POINT * _EDGE)
            + size * MM_PER_POINT * 0.5
            + self.frame.type.width(self.words[state], size)
        )

    @cached_property
    def _lines(self) -> list[list[tuple[State, float]]]:
        """The signs, each with the place where it begins, line by line."""
        room = self.frame.right - self.frame.left
        widths = {state: self._width(state, self._size) for state in self.words}
        gap = min(_WIDE_GAP, max(_GAP, (room - sum(widths.values())) / max(len(widths) - 1, 1)))
        lines: list[list[tuple[State, float]]] = [[]]
        x = self.frame.left
        for state, width in widths.items():
            if lines[-1] and x + width > self.frame.right + 0.01:
                lines.append([])
                x = self.frame.left
            lines[-1].append((state, x))
            x += width + gap
        return lines
