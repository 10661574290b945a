"""The locator map: where a place lies, and which others of its series are near; land without borders or names.

Where others are so near that their marks would be one, a corner of the map shows them from nearby.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import hypot
from pathlib import Path

from . import canvas
from .land import Ring, land_in_view
from .shapes import Area, Box, Disc, Shape, Sheet
from .sight import HEIGHT_DEGREES, MAP_SIZE, apart

_NEAR = 0.9
"""Degrees of latitude, 100 km: what is nearer is shown in the corner as well."""
_CORNER = 13.0
_FRAME = 0.5
_MARK, _SIBLING = (1.75, 1.25), (0.85, 0.55)
"""Radii of the marks, with their rims of paper."""

Place = tuple[float, float]


def draw_locator(
    place: Place, siblings: Sequence[Place], land: Path, colours: Mapping[str, str], suffix: str = "svg"
) -> bytes:
    """Draw the map of a place. ``colours`` holds sea, land, mark, sibling and paper."""
    shapes = [*_map(place, siblings, land, colours, (0.0, 0.0, *MAP_SIZE), HEIGHT_DEGREES)]
    near = [other for other in siblings if hypot(*apart(place, other)) < _NEAR]
    if near:
        left, top = _corner(place, land)
        frame = Box(left - _FRAME, top - _FRAME, _CORNER + 2 * _FRAME, _CORNER + 2 * _FRAME, colours["paper"])
        degrees = max(2.8 * max(hypot(*apart(place, other)) for other in near), 0.3)
        shapes += [frame, *_map(place, near, land, colours, (left, top, _CORNER, _CORNER), degrees)]
    return canvas.draw(Sheet(*MAP_SIZE, tuple(shapes), ""), None, suffix)


def _map(
    place: Place,
    siblings: Sequence[Place],
    land: Path,
    colours: Mapping[str, str],
    box: tuple[float, float, float, float],
    degrees: float,
) -> Iterator[Shape]:
    """Sea, land and marks in a box."""
    left, top, width, height = box
    yield Box(*box, colours["sea"])
    for polygon in land_in_view(place, land, (width, height), degrees):
        yield Area(tuple(_moved(ring, left, top) for ring in polygon), colours["land"])
    scale = height / degrees
    for other in siblings:
        north, east = apart(place, other)
        yield from _mark(
            left + width / 2 + east * scale, top + height / 2 - north * scale, _SIBLING, "sibling", colours
        )
    yield from _mark(left + width / 2, top + height / 2, _MARK, "mark", colours)


def _mark(x: float, y: float, radii: tuple[float, float], name: str, colours: Mapping[str, str]) -> Iterator[Shape]:
    for radius, colour in zip(radii, ("paper", name), strict=True):
        yield Disc(x, y, radius, colours[colour])


def _moved(ring: Ring, left: float, top: float) -> Ring:
    return [(x + left, y + top) for x, y in ring]


def _corner(place: Place, land: Path) -> tuple[float, float]:
    """Left and top of the corner that hides least land, of two the right one and then the lower one."""
    width, height = MAP_SIZE
    points = [
        point
        for polygon in land_in_view(place, land, MAP_SIZE, HEIGHT_DEGREES, 0.5)
        for ring in polygon
        for point in ring
    ]

    def hidden(corner: tuple[float, float]) -> int:
        left, top = corner
        return sum(left <= x <= left + _CORNER and top <= y <= top + _CORNER for x, y in points)

    return min(product((width - _CORNER, 0.0), (height - _CORNER, 0.0)), key=hidden)
