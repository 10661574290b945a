"""Land around a place, as polygons ready to draw: no borders, no names.

The file holds outlines in degrees (see ``assets/maps``); the result is in millimetres, the origin at the top left.
"""

from __future__ import annotations

import json
from functools import cache
from math import cos, radians
from pathlib import Path

HEIGHT_DEGREES = 34.0
"""How many degrees of latitude a locator map shows."""

_FINEST = 0.18  # mm; what is nearer to its neighbour no eye can tell
_THINNEST = 0.1  # mm; an islet or a strip at the edge that is thinner cannot be printed

Box = tuple[float, float, float, float]
Ring = list[tuple[float, float]]
"""The points of a closed line; the last is joined to the first."""


def land_in_view(
    coordinates: tuple[float, float], file: Path, size: tuple[float, float], degrees: float = HEIGHT_DEGREES
) -> list[list[Ring]]:
    """The land around a place, cut to a map of ``size`` (width and height in mm) with the place in its middle.

    ``coordinates`` are latitude and longitude in degrees; ``degrees`` of latitude fill the height. An equirectangular
    map true to scale at the latitude of the place is enough to say where it lies. Points lie as in a page: x to the
    right and y downwards from the top left corner.
    """
    latitude, longitude = coordinates
    width, height = size
    per_degree = height / degrees
    squeeze = per_degree * squeezed(latitude)
    half_x, half_y = width / 2 / squeeze, height / 2 / per_degree
    found = []
    for polygon in _land(file):
        seen = []
        for ring, (left, bottom, right, top) in polygon:
            if top < latitude - half_y or bottom > latitude + half_y:
                continue
            for turn in (-360, 0, 360):
                west, east = longitude - turn - half_x, longitude - turn + half_x
                if right < west or left > east:
                    continue
                cut = _clip(ring, west, latitude - half_y, east, latitude + half_y)
                placed = [
                    ((x + turn - longitude) * squeeze + width / 2, (latitude - y) * per_degree + height / 2)
                    for x, y in cut
                ]
                thinned = _thinned(placed)
                if len(thinned) > 2 and _breadth(thinned) > _THINNEST:
                    seen.append(thinned)
        if seen:
            found.append(seen)
    return found


def is_near_land(coordinates: tuple[float, float], file: Path, degrees: float = 1.8) -> bool:
    """Whether there is land within so many degrees of latitude (111 km each) of a place."""
    size = 200 * degrees  # 100 mm for a degree: no islet is too thin
    return bool(land_in_view(coordinates, file, (size, size), 2 * degrees))


def squeezed(latitude: float) -> float:
    """How long a degree of longitude is beside one of latitude; not too short near the poles."""
    return max(cos(radians(latitude)), 0.2)


def _breadth(ring: Ring) -> float:
    """The lesser of width and height."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(max(xs) - min(xs), max(ys) - min(ys))


def _thinned(ring: Ring) -> Ring:
    """Drop the points of a ring, in mm, that no eye could tell from their neighbours at this size."""
    kept = ring[:1]
    for point in ring[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _FINEST:
            kept.append(point)
    return kept


def _clip(ring: Ring, west: float, south: float, east: float, north: float) -> Ring:
    """Cut a ring to a window, one edge after the other (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for index, point in enumerate(ring):
            previous = ring[index - 1]
            inside, was_inside = (sign * (p[axis] - limit) >= 0 for p in (point, previous))
            if inside != was_inside:
                share = (limit - previous[axis]) / (point[axis] - previous[axis])
                kept.append(
                    (previous[0] + share * (point[0] - previous[0]), previous[1] + share * (point[1] - previous[1]))
                )
            if inside:
                kept.append(point)
        ring = kept
        if not ring:
            break
    return ring


@cache
def _land(file: Path) -> list[list[tuple[Ring, Box]]]:
    """All land, each ring with the box around it: west, south, east and north."""
    polygons: list[list[Ring]] = json.loads(file.read_text(encoding="utf-8"))
    return [[(ring, _around(ring)) for ring in map(_unwrapped, polygon)] for polygon in polygons]


def _around(ring: Ring) -> Box:
    longitudes, latitudes = zip(*ring, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _unwrapped(ring: Ring) -> Ring:
    """A ring without a leap from one edge of the world to the other; one around a pole is closed along the pole."""
    x, y = ring[0]
    whole = [(x, y)]
    for longitude, latitude in ring[1:]:
        x = longitude + 360 * round((x - longitude) / 360)
        whole.append((x, latitude))
    if abs(x - whole[0][0]) > 180:
        pole = 90.0 if y > 0 else -90.0
        whole += [(x, pole), (whole[0][0], pole)]
    return whole
