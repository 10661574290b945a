"""The cover of a volume: the land and waters of its region, on one sheet that runs from the back over the spine.

All places lie on the front, between the title above and the list of places below. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from . import canvas
from .ground import REACH, graticule, ground, share_of_land
from .land import Ring, cut
from .map.labels import Rect, apart
from .map.view import View
from .shapes import Area, Box, Disc, Rim, Shape, Sheet, Stroke
from .sight import narrowest, squeezed

_ZONE = (0.1, 0.39, 0.9, 0.77)
"""Where places may lie, in widths and heights of the page: left, top, right, bottom."""
_NEAREST, _STEP = 10.0, 1.04
"""Degrees of latitude over the height of a page whose places are close, and how the scale is sought from there."""
_WIDER = (1.0, 1.3, 1.7, 2.2, 2.9, 3.8)
"""How much more is shown where otherwise the page were land or water alone."""
_FARTHEST = 120.0
_SHOWING = (0.15, 0.85)
"""Which part of the page is land where a coast shows."""
_DOTS = ((24, 1.9, 1.35), (10_000, 1.45, 1.0))
"""To how many places, the radius of a dot with its rim and without."""

Place = tuple[float, float]
Size = tuple[float, float]


def draw_volume_covers(
    places: Sequence[Place],
    page: tuple[float, float],
    bleed: float,
    land: Path,
    colours: Mapping[str, str],
    suffix: str = "svg",
) -> tuple[bytes, bytes]:
    """Draw the back and the front cover of a volume, two pages with bleed on all sides of each.

    Coast and graticule of one go on in the other. ``colours`` holds the tones of the theme, mark and paper. Without
    places there is the graticule alone.
    """
    size = (page[0] + 2 * bleed, page[1] + 2 * bleed)
    if not places:
        plain = [Box(0, 0, *size, colours["deep"]), *graticule((0.0, 0.0), 24.0, size, colours["grid"])]
        drawn = canvas.draw(Sheet(*size, tuple(plain), ""), None, suffix)
        return drawn, drawn
    view = _view(places, page, bleed, size, land)
    wide = list(_wide(view, page[0], size, land, colours))
    back = _part(wide, 0.0, size)
    points = [view.point(place, Rect(0.0, 0.0, *size)) for place in places]
    front = [*_part(wide, page[0], size), *_marks(points, colours)]
    sheets = [Sheet(*size, tuple(shapes), "") for shapes in (back, front)]
    return canvas.draw(sheets[0], None, suffix), canvas.draw(sheets[1], None, suffix)


def _view(places: Sequence[Place], page: Size, bleed: float, size: Size, land: Path) -> View:
    """The nearest view that has all places in their zone, or one somewhat wider where that has no coast."""
    degrees = _NEAREST
    while (view := _fitted(places, page, bleed, size, degrees)) is None:
        degrees *= _STEP
    low, high = _SHOWING
    for factor in _WIDER:
        wider = _fitted(places, page, bleed, size, degrees * factor)
        if wider is None or wider.degrees > _FARTHEST:
            break
        if low <= share_of_land(wider.centre, wider.degrees, size, land) <= high:
            return wider
    return view


def _fitted(places: Sequence[Place], page: Size, bleed: float, size: Size, degrees: float) -> View | None:
    """The view at a scale with the places in the middle of their zone; None where they do not fit."""
    left, top, right, bottom = (share * page[axis % 2] + bleed for axis, share in enumerate(_ZONE))
    scale = size[1] / degrees
    south, north = min(lat for lat, _ in places), max(lat for lat, _ in places)
    west, span = narrowest(lon for _, lon in places)
    latitude = (south + north) / 2 + ((top + bottom) / 2 - size[1] / 2) / scale
    if (north - south) * scale > bottom - top or span * squeezed(latitude) * scale > right - left:
        return None
    return View((latitude, (west + span / 2 + 180) % 360 - 180), degrees)


def _wide(view: View, page: float, front: Size, land: Path, colours: Mapping[str, str]) -> Iterator[Shape]:
    """Both pages side by side; beyond the poles there is nothing."""
    size, scale = (front[0] + page, front[1]), front[1] / view.degrees
    east = view.centre[1] - page / 2 / scale / squeezed(view.centre[0])
    yield from ground((view.centre[0], east), view.degrees, size, land, colours)
    north, south = (size[1] / 2 + (view.centre[0] - pole) * scale for pole in (90, -90))
    if north > 0:
        yield Box(0, 0, size[0], north, colours["deep"])
    if south < size[1]:
        yield Box(0, south, size[0], size[1] - south, colours["deep"])


def _part(shapes: Sequence[Shape], left: float, size: tuple[float, float]) -> list[Shape]:
    """What of the shapes is seen in a page that begins at ``left``, moved into it."""
    return [part for shape in shapes if (part := _cut(shape, left, size[0]))]


def _cut(shape: Shape, left: float, width: float) -> Shape | None:
    match shape:
        case Area() | Rim():
            rings = _rings(shape.rings, left, width, REACH if isinstance(shape, Rim) else 0.0)
            return replace(shape, rings=rings) if rings else None
        case Stroke((x, top), (end, bottom)):
            if x == end:
                return replace(shape, start=(x - left, top), end=(x - left, bottom)) if 0 < x - left < width else None
            return replace(shape, start=(0.0, top), end=(width, bottom))
        case Box():
            return replace(shape, width=width)
    return shape


def _rings(rings: Sequence[Ring], left: float, width: float, reach: float) -> tuple[Ring, ...]:
    found = (cut(ring, left - reach, left + width + reach) for ring in rings)
    return tuple([(x - left, y) for x, y in ring] for ring in found if len(ring) > 1)


def _marks(points: Sequence[tuple[float, float]], colours: Mapping[str, str]) -> Iterator[Shape]:
    """Dots of one size, each to be seen."""
    rim, radius = next((rim, radius) for most, rim, radius in _DOTS if len(points) <= most)
    dots = apart(points, 1.9 * radius)
    for reach, colour in ((rim, "paper"), (radius, "mark")):
        for x, y in dots:
            yield Disc(x, y, reach, colours[colour])
