"""What a map shows and how it looks: its places, its look, the part of the Earth, and where on it something lies.

Lengths are millimetres from the top left corner, type sizes points, coordinates latitude and longitude in degrees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..frame import Type
from ..sight import apart as distances
from ..sight import narrowest, squeezed
from .labels import Point, Rect

_SIZES = (1.0, 0.92, 0.84, 0.76)
_LEAST_TYPE = 7.0  # points; print shops take none that is smaller
LEAST = 16.0
"""Degrees of latitude; a map of one city still shows where on Earth it lies."""
_MARGIN = 1.28  # how much more than the places a map shows


@dataclass(frozen=True)
class Spot:
    """A place with its coordinates."""

    identity: str
    name: str
    coordinates: tuple[float, float]
    country: str = ""


@dataclass(frozen=True)
class Look:
    """How a map is drawn: the land, the type and its greatest size in points, the colours.

    ``colours`` holds sea, land, mark, paper, rule, label, ink and soft. ``note`` says above a key what its numbers are,
    ``parallel`` and ``meridian`` how degrees are written, and ``kilometres`` how a distance is.
    """

    land: Path
    type: Type
    size: float
    colours: Mapping[str, str]
    note: str
    parallel: Callable[[int], str]
    meridian: Callable[[int], str]
    kilometres: Callable[[int], str]

    @property
    def sizes(self) -> list[float]:
        """The type sizes that names may have, the greatest first."""
        return list(dict.fromkeys(max(self.size * scale, min(_LEAST_TYPE, self.size)) for scale in _SIZES))


@dataclass(frozen=True)
class View:
    """What a map shows: its middle, and the degrees of latitude over its height."""

    centre: tuple[float, float]
    degrees: float

    def point(self, coordinates: tuple[float, float], box: Rect) -> Point:
        """Where coordinates lie on the map in a box."""
        north, east = distances(self.centre, coordinates)
        scale = (box.bottom - box.top) / self.degrees
        return (box.left + box.right) / 2 + east * scale, (box.top + box.bottom) / 2 - north * scale


def view_of(
    places: Sequence[tuple[float, float]],
    size: tuple[float, float],
    least: float = LEAST,
    margin: float = _MARGIN,
    farthest: float = 180.0,
) -> View:
    """The view that shows all places with a margin; places on both sides of 180° stay together.

    It shows at least ``least`` and at most ``farthest`` degrees of latitude, and ``margin`` times what the places take.
    """
    south, north = min(lat for lat, _ in places), max(lat for lat, _ in places)
    west, span = narrowest([lon for _, lon in places])
    middle = (south + north) / 2
    degrees = max(north - south, span * squeezed(middle) * size[1] / size[0]) * margin
    degrees = min(max(degrees, least), farthest)
    reach = min(degrees, 180.0) / 2
    middle = min(max(middle, reach - 90), 90 - reach)
    return View((middle, (west + span / 2 + 180) % 360 - 180), degrees)
