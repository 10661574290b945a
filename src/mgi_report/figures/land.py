"""Land around a place, as polygons ready to draw: no borders, no names.

The file holds outlines in degrees (see ``assets/maps``); the result is in millimetres, the origin at the top left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from .sight import squeezed

FINEST = 0.18
"""What is nearer to its neighbour no eye can tell, in mm."""
STRAIGHT = 0.05
"""What lies so near to a straight line, in mm, is on it to the eye."""

_THINNEST = 0.1  # mm; an islet or a strip at the edge that is thinner cannot be printed
_LONG = 5  # in the least distance between points; a longer edge is no detail of a coast
_GOES = 8
"""How often points are left out of a line."""
_GRAIN = 1000  # steps of the file in a degree

Ring = list[tuple[float, float]]
"""The points of a closed line; the last is joined to the first."""
_Points = Any
"""An array of points, a row each."""


@dataclass(frozen=True)
class _Land:
    """All rings: their points in degrees, where each begins, its polygon, and the box around it."""

    points: _Points
    starts: _Points
    polygon: _Points
    boxes: _Points


def land_in_view(
    centre: tuple[float, float],
    file: Path,
    size: tuple[float, float],
    degrees: float,
    finest: float = FINEST,
    margin: float = 0.0,
) -> list[list[Ring]]:
    """The land around a centre, cut to a map of ``size`` (width and height in mm) and ``margin`` mm around it.

    ``centre`` is latitude and longitude in degrees; ``degrees`` of latitude fill the height. An equirectangular map
    true to scale at the latitude of its centre is enough to say where a place lies. Points lie as in a page: x to the
    right and y downwards from the top left corner. What is nearer to its neighbour than ``finest`` mm is left out.
    """
    scale = size[1] / degrees
    steps = np.array((squeezed(centre[0]) * scale, -scale))
    half = (np.array(size) / 2 + margin) / np.abs(steps)
    found: dict[int, list[Ring]] = {}
    for polygon, ring in _near(_read(file), np.array(centre[::-1]), half):
        placed = _clipped(ring * steps, half * np.abs(steps), finest)
        if len(placed) > 2 and np.ptp(placed, axis=0).min() > _THINNEST:
            moved = placed + np.array(size) / 2
            found.setdefault(polygon, []).append([(float(x), float(y)) for x, y in moved])
    return list(found.values())


def cut(ring: Ring, left: float, right: float) -> Ring:
    """What of a ring on a map lies between two of its columns; nothing where it lies outside."""
    points = np.array(ring)
    for sign, limit in ((1, right), (-1, -left)):
        points = _cut(points, 0, sign, limit)
        if not len(points):
            return []
    return [(float(x), float(y)) for x, y in points]


def simplified(ring: Ring, tolerance: float = STRAIGHT, few: int = 8) -> Ring:
    """A ring without points that lie no further than the ``tolerance`` (mm) from the line that joins their neighbours;
    of neighbours only one is left out in one go, and a ring of fewer points than ``few``, an islet, keeps its form."""
    points, left = np.array(ring), [0, 0]
    for turn in range(_GOES):
        if len(points) < few or len(points) == left[-2]:
            break
        left.append(len(points))
        before, after = np.roll(points, 1, axis=0), np.roll(points, -1, axis=0)
        way, from_before = after - before, points - before
        share = (way * from_before).sum(axis=1) / np.maximum((way * way).sum(axis=1), 1e-12)
        away = np.hypot(*(from_before - np.clip(share, 0, 1)[:, None] * way).T)
        points = points[(away >= tolerance) | (np.arange(len(points)) % 2 != turn % 2)]
    return [(float(x), float(y)) for x, y in points]


def is_near_land(coordinates: tuple[float, float], file: Path, degrees: float = 1.8) -> bool:
    """Whether there is land within so many degrees of latitude (111 km each) of a place."""
    size = 200 * degrees  # 100 mm for a degree: no islet is too thin
    return bool(land_in_view(coordinates, file, (size, size), 2 * degrees))


def _near(land: _Land, middle: _Points, half: _Points) -> Iterator[tuple[int, _Points]]:
    """The rings whose boxes meet a window, each with its polygon, in degrees from the middle."""
    for turn in range(-720, 721, 360):
        low, high = middle - half - (turn, 0), middle + half - (turn, 0)
        meets = np.all((land.boxes[:, 0] <= high) & (land.boxes[:, 1] >= low), axis=1)
        for index in np.flatnonzero(meets):
            ring = land.points[land.starts[index] : land.starts[index + 1]]
            yield int(land.polygon[index]), ring - (middle - np.array((turn, 0)))


def _clipped(ring: _Points, half: _Points, finest: float) -> _Points:
    """A ring cut to a window around the origin, one edge after the other (Sutherland and Hodgman 1974).

    Its points are thinned, but not the ends of long edges: along 180°, which parts lands in the file, they must meet.
    """
    for axis, sign in ((0, 1), (0, -1), (1, 1), (1, -1)):
        ring = _cut(ring, axis, sign, half[axis])
        if not len(ring):
            return ring
    grid = np.round(ring / finest)
    before, after = (np.abs(grid - np.roll(grid, step, axis=0)).max(axis=1) for step in (1, -1))
    return ring[(before > 0) | (after > _LONG)]


def _cut(ring: _Points, axis: int, sign: int, limit: float) -> _Points:
    """What of a ring lies on this side of an edge."""
    inside = sign * ring[:, axis] <= limit
    if inside.all():
        return ring
    crossing = np.flatnonzero(inside != np.roll(inside, 1))
    before, after = ring[crossing - 1], ring[crossing]
    share = (sign * limit - before[:, axis]) / (after[:, axis] - before[:, axis])
    crossed = before + share[:, None] * (after - before)
    return np.insert(ring[inside], (np.cumsum(inside) - inside)[crossing], crossed, axis=0)


@cache
def _read(file: Path) -> _Land:
    """All land, without a leap from one edge of the world to the other."""
    with np.load(file) as kept:
        steps, lengths, counts = (kept[name] for name in ("points", "rings", "polygons"))
    points = np.cumsum(steps, axis=0) / _GRAIN
    rings = np.split(points, np.cumsum(lengths)[:-1])
    for index in np.flatnonzero(np.ptp(_boxes(points, lengths)[..., 0], axis=1) > 180):
        rings[index] = _unwrapped(rings[index])
    points, lengths = np.concatenate(rings), np.array([len(ring) for ring in rings])
    polygon = np.repeat(np.arange(len(counts)), counts)
    return _Land(points, np.cumsum([0, *lengths]), polygon, _boxes(points, lengths))


def _boxes(points: _Points, lengths: _Points) -> _Points:
    """The least and the greatest coordinates of each ring."""
    starts = np.cumsum(lengths) - lengths
    return np.stack([part.reduceat(points, starts, axis=0) for part in (np.minimum, np.maximum)], axis=1)


def _unwrapped(ring: _Points) -> _Points:
    """A ring that goes on beyond 180°; one around a pole is closed far beyond it, as maps near it show more than it."""
    turns = np.cumsum(np.round(np.diff(ring[:, 0], prepend=ring[0, 0]) / 360))
    ring = ring - np.stack((360 * turns, np.zeros(len(ring))), axis=1)
    first, last = ring[0], ring[-1]
    if abs(last[0] - first[0]) <= 180:
        return ring
    beyond = 180.0 if first[1] > 0 else -180.0
    return np.concatenate((ring, [(last[0], beyond), (first[0], beyond)]))
