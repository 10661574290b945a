"""The map on the first page of a snapshot: the coast and the land of one place, in few tones, without names or borders.

Every place gets the scale at which its own coast shows most; inland it is land alone. The mark of the place stands
clear of the name and of the wheel that the page sets on the map. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from zlib import crc32

from . import canvas
from .ground import ground, share_of_land
from .shapes import Disc, Sheet
from .sight import squeezed

SIZE = (216.0, 119.0)
"""Width and height: that of the band on the page and 3 mm of bleed above, left and right of it."""
_SCALES = (1.9, 2.7, 3.8, 5.4, 7.6, 10.8, 15.2, 21.5, 30.0)
"""Degrees of latitude over the height."""
_OFF_SHORE = 4
"""How many of them, from the nearest on, show a place around which there is hardly any land."""
_INLAND = 15.2
_SHOWING = (0.12, 0.88)
"""Which part of the map is land where a coast shows."""
_MARKS = ((152.0, 34.0), (126.0, 44.0), (174.0, 56.0), (96.0, 38.0), (188.0, 30.0))


def draw_cover(
    coordinates: tuple[float, float], identity: str, land: Path, colours: Mapping[str, str], suffix: str = "svg"
) -> bytes:
    """Draw the map of a place; ``colours`` holds the tones of the theme, mark and paper.

    ``identity`` is the city's: by it neighbours, who share a coast, get views that differ.
    """
    chance = crc32(identity.encode())
    mark = _MARKS[chance % len(_MARKS)]
    degrees = _scale(coordinates, mark, land, chance // len(_MARKS) % 2)
    shapes = [*ground(_centre(coordinates, mark, degrees), degrees, SIZE, land, colours)]
    shapes += [Disc(*mark, 2.7, colours["paper"]), Disc(*mark, 1.9, colours["mark"])]
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
    return share_of_land(_centre(place, mark, degrees), degrees, SIZE, land)


def _centre(place: tuple[float, float], mark: tuple[float, float], degrees: float) -> tuple[float, float]:
    """The middle of a map on which a place lies at its mark: latitude and longitude."""
    scale = SIZE[1] / degrees
    latitude = place[0] + (mark[1] - SIZE[1] / 2) / scale
    return latitude, place[1] - (mark[0] - SIZE[0] / 2) / scale / squeezed(latitude)
