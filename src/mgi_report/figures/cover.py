"""The map on the first page of a snapshot: the coast and the land of one place, in few tones, without names or borders.

Every place gets the scale at which its own coast shows most; inland it is land alone. The mark of the place stands
clear of the name and of the wheel that the page sets on the map. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import ceil, floor
from pathlib import Path
from zlib import crc32

from . import canvas
from .land import Ring, land_in_view
from .shapes import Area, Box, Disc, Rim, Shape, Sheet, Stroke
from .sight import squeezed

SIZE = (216.0, 119.0)
"""Width and height: that of the band on the page and 3 mm of bleed above, left and right of it."""
_FINE, _ISLET, _COARSE = 0.28, 0.8, 1.4
"""What is left out of the coast, what is too small for waters, and what no water shows: every file sets it anew."""
_WATERS = (("shelf", 20.0, 3.0), ("shallows", 12.0, 2.0), ("shore", 5.0, _COARSE))
"""How far each water reaches from the coast, and how near to each other points of the coast need not be for it."""
_SCALES = (1.9, 2.7, 3.8, 5.4, 7.6, 10.8, 15.2, 21.5, 30.0)
"""Degrees of latitude over the height."""
_OFF_SHORE = 4
"""How many of them, from the nearest on, show a place around which there is hardly any land."""
_INLAND = 15.2
_SHOWING = (0.12, 0.88)
"""Which part of the map is land where a coast shows."""
_MARKS = ((152.0, 34.0), (126.0, 44.0), (174.0, 56.0), (96.0, 38.0), (188.0, 30.0))
_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_WIDEST = 44.0
"""The most between two lines of the graticule."""


def draw_cover(
    coordinates: tuple[float, float], identity: str, land: Path, colours: Mapping[str, str], suffix: str = "svg"
) -> bytes:
    """Draw the map of a place; ``colours`` holds the tones of the theme, mark and paper.

    ``identity`` is the city's: by it neighbours, who share a coast, get views that differ.
    """
    chance = crc32(identity.encode())
    mark = _MARKS[chance % len(_MARKS)]
    degrees = _scale(coordinates, mark, land, chance // len(_MARKS) % 2)
    shapes = [*_ground(coordinates, mark, degrees, land, colours), *_mark(mark, colours)]
    return canvas.draw(Sheet(*SIZE, tuple(shapes), ""), None, suffix)


def _scale(place: tuple[float, float], mark: tuple[float, float], land: Path, rank: int) -> float:
    """Of the nearest four scales that show a coast the one that parts land and water best, or the second best.

    An islet is seen from nearby, as from afar there were other coasts alone, and a place deep in the land from afar.
    """
    low, high = _SHOWING
    nearest = _share(place, mark, _SCALES[0], land)
    scales = _SCALES if nearest >= low else _SCALES[:_OFF_SHORE]
    shares = ((_share(place, mark, degrees, land), degrees) for degrees in scales)
    shown = islice(((abs(share - 0.5), degrees) for share, degrees in shares if low <= share <= high), 4)
    best = sorted(shown)[:2]
    if best:
        return best[rank % len(best)][1]
    return _INLAND if nearest > sum(_SHOWING) / 2 else _SCALES[0]


def _share(place: tuple[float, float], mark: tuple[float, float], degrees: float, land: Path) -> float:
    """Which part of the map is land."""
    polygons = land_in_view(_centre(place, mark, degrees), land, SIZE, degrees, _COARSE)
    return abs(sum(_area(ring) for polygon in polygons for ring in polygon)) / (SIZE[0] * SIZE[1])


def _area(ring: Ring) -> float:
    """The area of a ring; that of a hole, which runs the other way around, has the other sign."""
    return sum(x * below - left * y for (x, y), (left, below) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _centre(place: tuple[float, float], mark: tuple[float, float], degrees: float) -> tuple[float, float]:
    """The middle of a map on which a place lies at its mark: latitude and longitude."""
    scale = SIZE[1] / degrees
    latitude = place[0] + (mark[1] - SIZE[1] / 2) / scale
    return latitude, place[1] - (mark[0] - SIZE[0] / 2) / scale / squeezed(latitude)


def _ground(
    place: tuple[float, float], mark: tuple[float, float], degrees: float, land: Path, colours: Mapping[str, str]
) -> Iterator[Shape]:
    """Waters, land and graticule."""
    centre = _centre(place, mark, degrees)
    yield Box(0, 0, *SIZE, colours["deep"])
    shores = land_in_view(centre, land, SIZE, degrees, _ISLET, _WATERS[0][1] + 1)
    coast = [ring for polygon in shores for ring in polygon]
    for tone, reach, finest in _WATERS if coast else ():
        yield Rim(tuple(_thinned(ring, finest) for ring in coast), colours[tone], 2 * reach)
    for polygon in land_in_view(centre, land, SIZE, degrees, _FINE):
        yield Area(tuple(polygon), colours["ground"])
    yield from _graticule(centre, degrees, colours["grid"])


def _thinned(ring: Ring, finest: float) -> Ring:
    """A ring without what no wide line shows; of a small island two points at least."""
    cells = [(round(x / finest), round(y / finest)) for x, y in ring]
    kept = [point for point, cell, before in zip(ring, cells, cells[-1:] + cells, strict=False) if cell != before]
    return kept if len(kept) > 1 else ring[:2]


def _graticule(centre: tuple[float, float], degrees: float, colour: str) -> Iterator[Shape]:
    (width, height), scale = SIZE, SIZE[1] / degrees
    for x in _lines(centre[1], width, scale * squeezed(centre[0])):
        yield Stroke((x, 0), (x, height), colour, 0.18)
    for y in _lines(-centre[0], height, scale):
        yield Stroke((0, y), (width, y), colour, 0.18)


def _lines(middle: float, extent: float, scale: float) -> Sequence[float]:
    """Where the graticule cuts an axis whose middle is given in degrees, with ``scale`` mm for a degree."""
    step, half = max(step for step in _STEPS if step * scale <= _WIDEST), extent / 2 / scale
    first, last = ceil((middle - half) / step), floor((middle + half) / step)
    return [extent / 2 + (number * step - middle) * scale for number in range(first, last + 1)]


def _mark(mark: tuple[float, float], colours: Mapping[str, str]) -> Iterator[Shape]:
    for radius, colour in ((2.7, colours["paper"]), (1.9, colours["mark"])):
        yield Disc(*mark, radius, colour)
