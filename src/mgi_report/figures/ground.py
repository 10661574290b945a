"""The ground of covers: waters, land and graticule in few tones, without names or borders. Lengths are millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor
from pathlib import Path

from .land import Ring, land_in_view, simplified
from .shapes import Area, Box, Rim, Shape, Stroke
from .sight import squeezed

_FINE, _ISLET, _COARSE = 0.28, 0.8, 1.4
"""How near to each other points of a coast need not be: on land, for waters, to measure; every file sets it anew."""
_WATERS = (("shelf", 20.0, 1.0), ("shallows", 12.0, 0.6), ("shore", 5.0, 0.3))
"""How far each water reaches from the coast, and how far points may lie from the line that it follows."""
REACH = _WATERS[0][1] + 1
"""What lies so far outside a map is seen on it."""
_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_WIDEST = 44.0
"""The most between two lines of the graticule."""


def ground(
    centre: tuple[float, float], degrees: float, size: tuple[float, float], land: Path, colours: Mapping[str, str]
) -> Iterator[Shape]:
    """Waters, land and graticule of a map whose height shows ``degrees`` of latitude around its centre."""
    yield Box(0, 0, *size, colours["deep"])
    shores = land_in_view(centre, land, size, degrees, _ISLET, REACH)
    coast = [ring for polygon in shores for ring in polygon]
    for tone, reach, finest in _WATERS if coast else ():
        yield Rim(tuple(simplified(ring, finest, 4) for ring in coast), colours[tone], 2 * reach)
    for polygon in land_in_view(centre, land, size, degrees, _FINE):
        yield Area(tuple(simplified(ring) for ring in polygon), colours["ground"])
    yield from graticule(centre, degrees, size, colours["grid"])


def share_of_land(centre: tuple[float, float], degrees: float, size: tuple[float, float], land: Path) -> float:
    """Which part of a map is land."""
    polygons = land_in_view(centre, land, size, degrees, _COARSE)
    return abs(sum(_area(ring) for polygon in polygons for ring in polygon)) / (size[0] * size[1])


def _area(ring: Ring) -> float:
    """The area of a ring; that of a hole, which runs the other way around, has the other sign."""
    return sum(x * below - left * y for (x, y), (left, below) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def graticule(centre: tuple[float, float], degrees: float, size: tuple[float, float], colour: str) -> Iterator[Shape]:
    """Meridians and parallels, at most 44 mm apart."""
    (width, height), scale = size, size[1] / degrees
    for x in _lines(centre[1], width, scale * squeezed(centre[0])):
        yield Stroke((x, 0), (x, height), colour, 0.18)
    for y in _lines(-centre[0], height, scale):
        yield Stroke((0, y), (width, y), colour, 0.18)


def _lines(middle: float, extent: float, scale: float) -> Sequence[float]:
    """Where the graticule cuts an axis whose middle is given in degrees, with ``scale`` mm for a degree."""
    step, half = max(step for step in _STEPS if step * scale <= _WIDEST), extent / 2 / scale
    first, last = ceil((middle - half) / step), floor((middle + half) / step)
    return [extent / 2 + (number * step - middle) * scale for number in range(first, last + 1)]
