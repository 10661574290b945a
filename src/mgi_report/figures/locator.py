"""The locator map: where a place lies, and which others of its series are near; land without borders or names.

Where others are so near that their marks would be one, a corner of the map shows them from nearby.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import hypot
from pathlib import Path

from . import canvas
from .land import land_in_view, simplified
from .map.labels import Rect
from .map.view import View
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
    near = [other for other in siblings if hypot(*apart(place, other)) < _NEAR]
    others = [other for other in siblings if other not in near]
    shapes = [*_map(place, others, land, colours, (0.0, 0.0, *MAP_SIZE), HEIGHT_DEGREES)]
    if near:
        left, top = _corner(place, others, land)
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
    """Sea, land and marks in a box, those of siblings on top, as they are the smaller ones."""
    left, top, width, height = box
    yield Box(*box, colours["sea"])
    for polygon in land_in_view(place, land, (width, height), degrees):
        coast = (simplified(ring) for ring in polygon)
        yield Area(tuple([(x + left, y + top) for x, y in ring] for ring in coast), colours["land"])
    yield from _mark(left + width / 2, top + height / 2, _MARK, "mark", colours)
    whole = Rect(0.0, 0.0, width, height)
    for x, y in (View(place, degrees).point(other, whole) for other in siblings):
        yield from _mark(left + x, top + y, _SIBLING, "sibling", colours)


def _mark(x: float, y: float, radii: tuple[float, float], name: str, colours: Mapping[str, str]) -> Iterator[Shape]:
    for radius, colour in zip(radii, ("paper", name), strict=True):
        yield Disc(x, y, radius, colours[colour])


def _corner(place: Place, others: Sequence[Place], land: Path) -> tuple[float, float]:
    """Left and top of the corner that hides no mark and least land, of two the right one and then the lower one."""
    width, height = MAP_SIZE
    polygons = land_in_view(place, land, MAP_SIZE, HEIGHT_DEGREES, 0.5)
    coast = [point for polygon in polygons for ring in polygon for point in ring]
    marks = [View(place, HEIGHT_DEGREES).point(other, Rect(0.0, 0.0, *MAP_SIZE)) for other in others]

    def hidden(corner: tuple[float, float]) -> tuple[int, int]:
        marked, landed = (sum(_is_within(point, corner) for point in points) for points in (marks, coast))
        return marked, landed

    return min(product((width - _CORNER, 0.0), (height - _CORNER, 0.0)), key=hidden)


def _is_within(point: tuple[float, float], corner: tuple[float, float]) -> bool:
    """Whether a mark at a point would meet the corner."""
    reach = _FRAME + _SIBLING[0]
    return all(start - reach <= at <= start + _CORNER + reach for at, start in zip(point, corner, strict=True))
