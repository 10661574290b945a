"""Insets: places that lie so close that their dots or names would meet, shown from nearby at an edge of the map.

A thin line leads from each inset to the frame of what it shows. Lengths are millimetres, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import dist

from ...text.units import MM_PER_POINT
from ..shapes import Box, Shape, Stroke, Words
from .ground import ground
from .labels import Label, Point, Rect
from .view import Look, Spot, View, view_of

BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Kilometres that the bar of an inset may be long."""
GROWTHS = (1.0, 1.25, 1.55, 1.9)
"""How large insets may be, the best first."""
_MOST = 4  # insets on a map
_MEMBERS = 9  # how many places an inset shows
_LARGEST = 0.46  # of the width and height of the map
_NEARER = 2.0  # how much larger an inset shows its places at least
_LEAST, _MARGIN = 0.3, 1.7  # degrees, and how much more than its places it shows
_SAME = 0.02  # degrees; what is nearer is the same place, from nearby as well
_STEP, _EDGE, _CLEAR = 4.0, 2.5, 3.0  # mm between places tried, to the edge of the map, to all else
_PAD, _LINE = 1.5, 0.25  # mm around the dots in a frame; the width of a frame
_KM = 111.2  # in a degree of latitude
_BAR = 0.36  # of the width, the longest bar
_CORNER = 1.8  # mm from a bar to the edges


@dataclass(frozen=True)
class Inset:
    """Some places from nearby: which, where on the map, and the frame around them that a line leads to."""

    members: tuple[int, ...]
    box: Rect
    view: View
    frame: Rect
    line: tuple[Point, Point]

    @property
    def taken(self) -> tuple[Label, Label]:
        """What it takes up on the map."""
        return Label(self.box, self.line), Label(self.frame, None)

    def shapes(self, look: Look) -> Iterator[Shape]:
        """All but dots and names."""
        colour = look.colours["label"]
        yield Stroke(*self.line, colour, _LINE)
        yield from _outline(self.frame, colour)
        rim, box = 0.6, self.box
        yield Box(box.left - rim, box.top - rim, _width(box) + 2 * rim, _height(box) + 2 * rim, look.colours["paper"])
        yield from ground(self.view, box, look, lines=False)
        yield from _outline(box, colour)
        start, end, words, _ = self.bar(look)
        yield Stroke(start, end, colour, 0.35)
        yield words

    def bar(self, look: Look) -> tuple[Point, Point, Words, Rect]:
        """The bar that tells the scale: its ends, its words, and what both take up."""
        scale = _height(self.box) / self.view.degrees / _KM
        length = max((km for km in BARS if km * scale <= _BAR * _width(self.box)), default=BARS[0])
        size, left, low = look.sizes[-1], self.box.left + _CORNER, self.box.bottom - _CORNER
        text = look.kilometres(length)
        words = Words(left, low - 0.9, text, size, look.colours["label"])
        right = left + max(length * scale, look.type.width(text, size))
        return (left, low), (left + length * scale, low), words, Rect(left, low - 0.9 - size * MM_PER_POINT, right, low)


def insets_for(
    spots: Sequence[Spot], true: Sequence[Point], box: Rect, whole: View, look: Look, reach: float, growth: float
) -> list[Inset] | None:
    """Insets for all places nearer to each other than ``reach`` mm; None where they find no room.

    ``growth`` is one of :data:`GROWTHS`, how large they are. Places that are the same are no matter of scale.
    """
    groups = [group for group in _groups(true, reach) if _differ([spots[index] for index in group])]
    if len(groups) > _MOST or any(len(group) > _MEMBERS for group in groups):
        return None
    members = {index for group in groups for index in group}
    frames = [_frame([true[index] for index in group]) for group in groups]
    blocked = [Rect(x, y, x, y) for index, (x, y) in enumerate(true) if index not in members]
    placed: list[Inset] = []
    for group, frame in zip(groups, frames, strict=True):
        own = [spots[index] for index in group]
        size = _size(own, box, look, growth)
        view = view_of([spot.coordinates for spot in own], size, _LEAST, _MARGIN)
        if size[1] / view.degrees < _NEARER * _height(box) / whole.degrees:
            return None
        others = [*blocked, *(other for other in frames if other is not frame)]
        found = _place(size, frame, box, others, placed)
        if found is None:
            return None
        placed.append(Inset(group, found, view, frame, _line(found, frame)))
    return placed


def _groups(true: Sequence[Point], reach: float) -> list[tuple[int, ...]]:
    """Places that are near to each other, or to others that are."""
    groups = [{index} for index in range(len(true))]
    for one, other in combinations(range(len(true)), 2):
        if dist(true[one], true[other]) < reach:
            first, second = (next(group for group in groups if index in group) for index in (one, other))
            if first is not second:
                first |= second
                groups.remove(second)
    return sorted(tuple(sorted(group)) for group in groups if len(group) > 1)


def _differ(spots: Sequence[Spot]) -> bool:
    pairs = combinations((spot.coordinates for spot in spots), 2)
    return any(max(abs(a - b) for a, b in zip(*pair, strict=True)) > _SAME for pair in pairs)


def _size(spots: Sequence[Spot], box: Rect, look: Look, growth: float) -> tuple[float, float]:
    """Width and height that names beside dots take, within what a map has room for."""
    name = max(look.type.width(spot.name, look.size, bold=True) for spot in spots)
    line = look.size * MM_PER_POINT
    width = max(1.25 * name + 14, 38) * growth
    height = max(len(spots) * 2.2 * line + 12, 28) * growth
    return min(width, _LARGEST * _width(box)), min(height, _LARGEST * _height(box))


def _frame(points: Sequence[Point]) -> Rect:
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs) - _PAD, min(ys) - _PAD, max(xs) + _PAD, max(ys) + _PAD)


def _place(
    size: tuple[float, float], frame: Rect, box: Rect, blocked: Sequence[Rect], placed: Sequence[Inset]
) -> Rect | None:
    """The place along the edges that is nearest to the frame and hides neither a place nor another inset."""

    def is_free(rect: Rect) -> bool:
        line = _line(rect, frame)
        if rect.meets(frame, _CLEAR) or any(rect.meets(other, _CLEAR) or other.cut_by(*line) for other in blocked):
            return False
        return not any(
            rect.meets(other.box, _CLEAR)
            or rect.cut_by(*other.line)
            or other.box.cut_by(*line)
            or rect.meets(other.frame, _CLEAR)
            for other in placed
        )

    middle = _middle(frame)
    found = [rect for rect in _along(size, box) if is_free(rect)]
    return min(found, key=lambda rect: round(rect.distance(middle), 3), default=None)


def _along(size: tuple[float, float], box: Rect) -> Iterator[Rect]:
    """Places for a box along the edges of a map."""
    (width, height), low = size, _EDGE
    right, bottom = box.right - low - width, box.bottom - low - height
    left, top = box.left + low, box.top + low
    for x in _steps(left, right):
        yield from (Rect(x, y, x + width, y + height) for y in (top, bottom))
    for y in _steps(top, bottom):
        yield from (Rect(x, y, x + width, y + height) for x in (right, left))


def _steps(start: float, end: float) -> Iterator[float]:
    number = max(1, round((end - start) / _STEP))
    yield from (start + (end - start) * step / number for step in range(number + 1))


def _line(rect: Rect, frame: Rect) -> tuple[Point, Point]:
    """From the frame to the nearest point of the inset."""
    x, y = _middle(frame)
    end = (min(max(x, rect.left), rect.right), min(max(y, rect.top), rect.bottom))
    start = (min(max(end[0], frame.left), frame.right), min(max(end[1], frame.top), frame.bottom))
    return start, end


def _middle(rect: Rect) -> Point:
    return (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2


def _width(rect: Rect) -> float:
    return rect.right - rect.left


def _height(rect: Rect) -> float:
    return rect.bottom - rect.top


def _outline(rect: Rect, colour: str) -> Iterator[Shape]:
    half = _LINE / 2
    for y in (rect.top, rect.bottom):
        yield Stroke((rect.left - half, y), (rect.right + half, y), colour, _LINE)
    for x in (rect.left, rect.right):
        yield Stroke((x, rect.top), (x, rect.bottom), colour, _LINE)
