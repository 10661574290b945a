"""The layout of the region map: land without any border, a dot for each place, names that never collide.

Where the names find no room, the dots are numbered and a key leads from the numbers to the names.

Lengths are millimetres from the top left corner, type sizes points, coordinates latitude and longitude in degrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from ..frame import Format, Frame
from ..shapes import Box, Shape, Sheet
from ..sight import narrowest, squeezed
from .key import Entry, Key, set_key
from .labels import Rect
from .lettering import with_dots, with_names, with_numbers
from .view import Look, Spot, view_of

_KEY_ABOVE, _KEY_BESIDE = 3.2, 7.0  # mm between map and key
_SHARES = (0.28, 0.36, 0.46)  # of the width, for a key beside the map
_FOR_KEY = (0.36, 0.44, 0.52, 0.6, 0.68)  # of the height, for a key for which the map makes room
_SHAPE = (0.55, 1.15)  # height of a map in a document, in widths
_LOWEST = 0.3  # height of a map of the whole Earth, in widths


@dataclass(frozen=True)
class Drawn:
    """A map in its place: its shapes, where it ends, and whether its dots are numbered."""

    shapes: list[Shape]
    bottom: float
    numbered: bool


def draw_places(spots: Sequence[Spot], box: Rect, look: Look, lowest: float) -> Drawn | None:
    """Land, dots and names inside a box; where the names find no room there, numbered dots and a key.

    The key goes below the box, down to ``lowest``, else the map makes room for it. None where nothing fits.
    """
    box = _filled(spots, box)
    if shapes := with_names(spots, box, look):
        return Drawn(shapes, box.bottom, False)
    small: list[Rect] = []
    for key, map_, left, top in _keyed(spots, box, look, lowest):
        if any(map_.within(other) for other in small):
            continue
        small.append(map_)
        if shapes := with_numbers(spots, map_, look, key.size):
            return Drawn([*shapes, *key.shapes(left, top, look.colours)], max(map_.bottom, top + key.height), True)
    return None


def draw_dots(spots: Sequence[Spot], box: Rect, look: Look) -> Drawn:
    """Land and dots alone, for more places than can be named; the words around it have to say which they are."""
    box = _filled(spots, box)
    return Drawn(with_dots(spots, box, look), box.bottom, False)


def _filled(spots: Sequence[Spot], box: Rect) -> Rect:
    """The box, less high where a map as wide as its places would reach beyond the poles."""
    width = box.right - box.left
    degrees = view_of([spot.coordinates for spot in spots], (width, width), farthest=1e6).degrees
    return Rect(box.left, box.top, box.right, min(box.bottom, box.top + max(width * 180 / degrees, _LOWEST * width)))


def _keyed(spots: Sequence[Spot], box: Rect, look: Look, lowest: float) -> Iterator[tuple[Key, Rect, float, float]]:
    """Keys that fit, each with the box of the map and its own upper left corner, the best first."""
    entries = [Entry(spot.identity, spot.name, spot.country) for spot in spots]
    wide, high, all_ = box.right - box.left, box.bottom - box.top, lowest - box.top
    for broken in (False, True):
        fit = partial(set_key, entries, look.note, look.type, broken=broken)
        for size in look.sizes:
            if key := fit(size, wide, lowest - box.bottom - _KEY_ABOVE):
                yield key, box, box.left, box.bottom + _KEY_ABOVE
        for share, size in product(_SHARES, look.sizes):
            if wide > high and (key := fit(size, share * wide, high)):
                beside = Rect(box.left, box.top, box.right - key.width - _KEY_BESIDE, box.bottom)
                yield key, beside, beside.right + _KEY_BESIDE, box.top
        for share, size in product(_FOR_KEY, look.sizes):
            if key := fit(size, wide, share * all_):
                bottom = min(box.bottom, lowest - key.height - _KEY_ABOVE)
                yield key, Rect(box.left, box.top, box.right, bottom), box.left, bottom + _KEY_ABOVE


def lay_out_map(
    spots: Sequence[Spot], frame: Frame, look: Look, description: str, *, bare: bool = False
) -> Sheet | None:
    """A map that stands alone, with title and notes; None where not even a key has room for so many places.

    With ``bare`` it shows dots alone. ``description`` is completed by the note where the dots are numbered.
    """
    form: Format = frame.form
    lowest = form.height - frame.under - 2
    height = lowest - frame.top
    if not form.fixed:
        width = frame.right - frame.left
        tall = view_of([spot.coordinates for spot in spots], (width, width))
        _, extent = narrowest([spot.coordinates[1] for spot in spots])
        wide = max(1e-6, extent * squeezed(tall.centre[0]))
        high = max(spot.coordinates[0] for spot in spots) - min(spot.coordinates[0] for spot in spots)
        shape = min(max(high / wide, _SHAPE[0]), _SHAPE[1])
        height = min(height, width * shape)
    box = Rect(frame.left, frame.top, frame.right, frame.top + height)
    drawn = draw_dots(spots, box, look) if bare else draw_places(spots, box, look, lowest)
    if drawn is None:
        return None
    end = form.height if form.fixed else drawn.bottom + 2 + frame.under
    ground = Box(0, 0, form.width, end, look.colours["paper"])
    said = f"{description} {look.note}" if drawn.numbered else description
    shapes = (ground, *frame.above(), *drawn.shapes, *frame.below(end))
    return Sheet(form.width, end, shapes, f"{frame.title}, {frame.subtitle}", said)
