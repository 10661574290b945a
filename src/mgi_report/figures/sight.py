"""What a locator map shows: its size and scale, and which other places lie on it."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians

from ..text.languages import mark

UNMAPPED = mark("Not on the map, as the profile gives no coordinates: %(cities)s.")

MAP_SIZE = (40.0, 28.0)
"""Width and height of the locator map in millimetres."""
HEIGHT_DEGREES = 34.0
"""How many degrees of latitude it shows."""

_SAME = 0.02  # degrees; what is nearer is the same place
_EDGE = 0.04  # of the width or height; nearer to the edge no mark stands whole


def squeezed(latitude: float) -> float:
    """How long a degree of longitude is beside one of latitude; not too short near the poles."""
    return max(cos(radians(latitude)), 0.2)


def apart(place: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """How far another place lies north and east of one, in degrees of latitude."""
    east = (other[1] - place[1] + 180) % 360 - 180
    return other[0] - place[0], east * squeezed(place[0])


def narrowest(longitudes: Iterable[float]) -> tuple[float, float]:
    """The western end and the width of the narrowest stretch that holds all longitudes."""
    ordered = sorted({lon % 360 for lon in longitudes})
    gaps = [(after - before) % 360 for before, after in zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True)]
    if len(ordered) == 1:
        return ordered[0], 0.0
    widest = max(range(len(gaps)), key=lambda index: gaps[index])
    west = ordered[(widest + 1) % len(ordered)]
    return west, 360 - gaps[widest]


def in_sight(place: tuple[float, float], others: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The other places that lie on the locator map of a place."""
    (width, height), half = MAP_SIZE, HEIGHT_DEGREES * (0.5 - _EDGE)
    return tuple(
        other
        for other, (north, east) in ((other, apart(place, other)) for other in others)
        if abs(north) < half and abs(east) < half * width / height and max(abs(north), abs(east)) > _SAME
    )
