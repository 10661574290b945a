"""What lies under the dots and names of a map: sea, land, the graticule and its degrees at the edges.

Lines are grey on water and white on land, so that they are seen on both and heavy on neither. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

from ...text.units import MM_PER_POINT
from ..land import Ring, land_in_view, simplified
from ..shapes import Area, Box, Shape, Stroke, Words
from ..sight import squeezed
from .labels import Rect
from .view import Look, View

_STEPS = (1, 2, 5, 10, 15, 20, 30)
_WIDEST = 40.0  # mm between two lines
_LINE, _WHITE = 0.18, 0.3
_SMALLEST = 60.0  # mm; a map that is less wide or high bears no degrees
_INSET = 1.2  # mm between a degree and the edge


def ground(view: View, box: Rect, look: Look, *, lines: bool = True) -> Iterator[Shape]:
    """Sea, land and, where asked for, the graticule."""
    extent = (box.right - box.left, box.bottom - box.top)
    yield Box(box.left, box.top, *extent, look.colours["sea"])
    found = land_in_view(view.centre, look.land, extent, view.degrees)
    land = [[[(x + box.left, y + box.top) for x, y in simplified(ring)] for ring in polygon] for polygon in found]
    across, along = ([at for at, _ in _lines(view, box, axis)] if lines else [] for axis in (0, 1))
    for x in across:
        yield Stroke((x, box.top), (x, box.bottom), look.colours["rule"], _LINE)
    for y in along:
        yield Stroke((box.left, y), (box.right, y), look.colours["rule"], _LINE)
    for polygon in land:
        yield Area(tuple(polygon), look.colours["land"])
    rings = [ring for polygon in land for ring in polygon]
    for x in across:
        for start, end in _on_land(rings, 0, x):
            yield Stroke((x, start), (x, end), look.colours["paper"], _WHITE)
    for y in along:
        for start, end in _on_land(rings, 1, y):
            yield Stroke((start, y), (end, y), look.colours["paper"], _WHITE)


def degrees(view: View, box: Rect, look: Look) -> Iterator[tuple[Words, Rect]]:
    """The degrees at the lower and the left edge, each with what it takes up; none on small maps."""
    if min(box.right - box.left, box.bottom - box.top) < _SMALLEST:
        return
    size = look.sizes[-1]
    high = size * MM_PER_POINT
    for axis, write in ((0, look.meridian), (1, look.parallel)):
        for at, degree in _lines(view, box, axis):
            text = write(degree)
            left, baseline = (at + 0.7, box.bottom - _INSET) if axis == 0 else (box.left + _INSET, at - 0.8)
            taken = Rect(left, baseline - 0.8 * high, left + look.type.width(text, size), baseline + 0.1 * high)
            above = box.bottom - (2 * _INSET + high if axis else 0)  # degrees of latitude end above those of longitude
            if taken.within(Rect(box.left, box.top, box.right, above)):
                yield Words(left, baseline, text, size, look.colours["label"]), taken


def _lines(view: View, box: Rect, axis: int) -> list[tuple[float, int]]:
    """The meridians (axis 0) or parallels (axis 1) on a map, with where they lie and their degree."""
    scale = (box.bottom - box.top) / view.degrees * (squeezed(view.centre[0]) if axis == 0 else 1)
    step = max((step for step in _STEPS if step * scale <= _WIDEST), default=_STEPS[0])
    start, end = ((box.left, box.right), (box.top, box.bottom))[axis]
    middle, half = view.centre[1 - axis], (end - start) / 2 / scale
    sign = 1 if axis == 0 else -1
    found = []
    for number in range(ceil((middle - half) / step), floor((middle + half) / step) + 1):
        degree = number * step
        if axis == 0 or abs(degree) < 90:
            turned = (degree + 180) % 360 - 180 if axis == 0 else degree
            found.append(((start + end) / 2 + sign * (degree - middle) * scale, turned))
    return found


def _on_land(rings: Sequence[Ring], axis: int, at: float) -> Iterator[tuple[float, float]]:
    """The parts of a line that lie within rings, by the even-odd rule."""
    crossed = []
    for ring in rings:
        for one, other in pairwise((*ring, ring[0])):
            if (one[axis] <= at) != (other[axis] <= at):
                share = (at - one[axis]) / (other[axis] - one[axis])
                crossed.append(one[1 - axis] + share * (other[1 - axis] - one[1 - axis]))
    crossed.sort()
    yield from zip(crossed[::2], crossed[1::2], strict=False)
