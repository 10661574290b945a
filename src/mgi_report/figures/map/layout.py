"""The layout of the region map: land without any border, a dot for each place, names that never collide.

Where the names find no room, the dots are numbered and a key leads from the numbers to the names.

Lengths are millimetres from the top left corner, type sizes points, coordinates latitude and longitude in degrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import hypot
from pathlib import Path

from ...text.units import MM_PER_POINT
from ..frame import Format, Frame, Type
from ..land import land_in_view
from ..shapes import Align, Area, Box, Disc, Shape, Sheet, Stroke, Words
from ..sight import narrowest, squeezed
from .key import Entry, Key, set_key
from .labels import Label, Point, Rect, apart, place_labels
from .rings import spread

_DOT, _SMALL_DOT, _MANY = 1.15, 0.85, 24  # radius, that among many places, and how many are many
_SIZES = (1.0, 0.92, 0.84, 0.76)
_LEAST_TYPE = 7.0  # points; print shops take none that is smaller
_STRAYED = 2.6  # mm; a dot that had to go farther would tell a wrong place
_RIM, _AIR, _GAP = 0.3, 0.35, 0.4  # mm, of numbered dots: their rim, and what is around their numbers and between them
_SPOT = 0.55  # mm; the radius of the place itself where its numbered dot stands elsewhere
_KEY_ABOVE, _KEY_BESIDE = 3.2, 7.0  # mm between map and key
_SHARES = (0.28, 0.36, 0.46)  # of the width, for a key beside the map
_FOR_KEY = (0.36, 0.44, 0.52, 0.6, 0.68)  # of the height, for a key for which the map makes room
_LEAST = 16.0  # degrees of latitude; a map of one city still shows where on Earth it lies
_MARGIN = 1.28  # how much more than the places a map shows
_SHAPE = (0.55, 1.15)  # height of a map in a document, in widths


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

    ``colours`` holds sea, land, mark, paper, label, ink and soft. ``note`` says above a key what its numbers are.
    """

    land: Path
    type: Type
    size: float
    colours: Mapping[str, str]
    note: str

    @property
    def sizes(self) -> list[float]:
        """The type sizes that names may have, the greatest first."""
        return list(dict.fromkeys(max(self.size * scale, min(_LEAST_TYPE, self.size)) for scale in _SIZES))


@dataclass(frozen=True)
class Drawn:
    """A map in its place: its shapes, where it ends, and whether its dots are numbered."""

    shapes: list[Shape]
    bottom: float
    numbered: bool


@dataclass(frozen=True)
class View:
    """What a map shows: its middle, and the degrees of latitude over its height."""

    centre: tuple[float, float]
    degrees: float

    def point(self, coordinates: tuple[float, float], size: tuple[float, float]) -> Point:
        """Where coordinates lie on a map of a size."""
        per_degree = size[1] / self.degrees
        east = (coordinates[1] - self.centre[1] + 180) % 360 - 180
        x = size[0] / 2 + east * squeezed(self.centre[0]) * per_degree
        return x, size[1] / 2 + (self.centre[0] - coordinates[0]) * per_degree


def view_of(places: Sequence[tuple[float, float]], size: tuple[float, float]) -> View:
    """The view that shows all places with a margin; places on both sides of 180° stay together."""
    south, north = min(lat for lat, _ in places), max(lat for lat, _ in places)
    west, span = narrowest([lon for _, lon in places])
    middle = (south + north) / 2
    degrees = max(north - south, span * squeezed(middle) * size[1] / size[0]) * _MARGIN
    degrees = min(max(degrees, _LEAST), 180.0)
    reach = degrees / 2
    middle = min(max(middle, reach - 90), 90 - reach)
    return View((middle, (west + span / 2 + 180) % 360 - 180), degrees)


def draw_places(spots: Sequence[Spot], box: Rect, look: Look, lowest: float) -> Drawn | None:
    """Land, dots and names inside a box; where the names find no room there, numbered dots and a key.

    The key goes below the box, down to ``lowest``, else the map makes room for it. None where nothing fits.
    """
    names = [(spot.name, f"place-{spot.identity}") for spot in spots]
    if shapes := _lettered(spots, names, box, look, look.sizes):
        return Drawn(shapes, box.bottom, False)
    small: list[Rect] = []
    for key, map_, left, top in _keyed(spots, box, look, lowest):
        if any(map_.within(other) for other in small):
            continue
        small.append(map_)
        if shapes := _numbered(spots, map_, look, key.size):
            return Drawn([*shapes, *key.shapes(left, top, look.colours)], max(map_.bottom, top + key.height), True)
    return None


def draw_dots(spots: Sequence[Spot], box: Rect, look: Look) -> Drawn:
    """Land and dots alone, for more places than can be named; the words around it have to say which they are."""
    dots = apart(_true(spots, box), 1.9 * _SMALL_DOT)
    return Drawn([*_ground(spots, box, look), *_dots(dots, _SMALL_DOT, look)], box.bottom, False)


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


def _ground(spots: Sequence[Spot], box: Rect, look: Look) -> Iterator[Shape]:
    """Sea and land."""
    extent = (box.right - box.left, box.bottom - box.top)
    view = view_of([spot.coordinates for spot in spots], extent)
    yield Box(box.left, box.top, *extent, look.colours["sea"])
    for polygon in land_in_view(view.centre, look.land, extent, view.degrees):
        yield Area(tuple([(x + box.left, y + box.top) for x, y in ring] for ring in polygon), look.colours["land"])


def _true(spots: Sequence[Spot], box: Rect) -> list[Point]:
    """Where the places lie."""
    extent = (box.right - box.left, box.bottom - box.top)
    view = view_of([spot.coordinates for spot in spots], extent)
    return [(x + box.left, y + box.top) for x, y in (view.point(spot.coordinates, extent) for spot in spots)]


def _dots(dots: Sequence[Point], radius: float, look: Look) -> list[Shape]:
    halos = [Disc(*dot, radius * 1.4, look.colours["paper"]) for dot in dots]
    return [*halos, *(Disc(*dot, radius, look.colours["mark"]) for dot in dots)]


def _lettered(
    spots: Sequence[Spot], texts: Sequence[tuple[str, str]], box: Rect, look: Look, sizes: Sequence[float]
) -> list[Shape]:
    """The map with texts beside its dots; nothing where they find no room, or dots would stray from their places.

    ``texts`` are what stands beside the dots, each with its id, ``sizes`` the type sizes, the best first.
    """
    true = _true(spots, box)
    radius = _SMALL_DOT if len(spots) > _MANY else _DOT
    dots = apart(true, 1.9 * radius)
    if any(_distance(*pair) > _STRAYED for pair in zip(dots, true, strict=True)):
        return []
    room = Rect(box.left + 1.5, box.top + 1.5, box.right - 1.5, box.bottom - 1.5)
    for size in sizes:
        extents = [(look.type.width(text, size, bold=True), size * MM_PER_POINT * 1.2) for text, _ in texts]
        if labels := place_labels(dots, extents, room, radius * 1.4):
            lines = [Stroke(*label.line, look.colours["soft"], 0.18) for label in labels if label.line]
            placed = zip(texts, dots, labels, strict=True)
            words = [_words(*text, dot, label, size, look.colours["label"]) for text, dot, label in placed]
            return [*_ground(spots, box, look), *lines, *_dots(dots, radius, look), *words]
    return []


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _numbered(spots: Sequence[Spot], box: Rect, look: Look, size: float) -> list[Shape]:
    """The map with numbers in its dots, each at its place or led to it; beside its dots where these are too many.

    Nothing where the box is too small.
    """
    true, colours = _true(spots, box), look.colours
    numbers = [(str(number), f"at-{spot.identity}") for number, spot in enumerate(spots, 1)]
    high = size * MM_PER_POINT * 0.72
    radius = hypot(look.type.width(numbers[-1][0], size, bold=True), high) / 2 + _AIR + _RIM
    dots = spread(true, radius, _GAP, Rect(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1))
    if dots is None:
        return _lettered(spots, numbers, box, look, [size])
    led = [pair for pair in zip(true, dots, strict=True) if _distance(*pair) > radius]
    shapes = [*_ground(spots, box, look), *(Stroke(*pair, colours["soft"], 0.18) for pair in led)]
    shapes += _dots(list(dict.fromkeys(place for place, _ in led)), _SPOT, look)
    for (number, name), (x, y) in zip(numbers, dots, strict=True):
        shapes.append(Disc(x, y, radius, colours["paper"], colours["mark"], _RIM))
        shapes.append(Words(x, y + high / 2, number, size, colours["label"], True, "center", name=name))
    return shapes


def _words(text: str, name: str, dot: Point, label: Label, size: float, colour: str) -> Words:
    """A text in its place, aligned to the side on which its dot lies."""
    rect = label.rect
    align: Align = "left" if dot[0] <= rect.left else "right" if dot[0] >= rect.right else "center"
    x = {"left": rect.left, "right": rect.right, "center": (rect.left + rect.right) / 2}[align]
    return Words(x, rect.bottom - size * MM_PER_POINT * 0.28, text, size, colour, True, align, name=name)


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
        wide = max(1e-6, _extent_east(spots) * squeezed(tall.centre[0]))
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


def _extent_east(spots: Sequence[Spot]) -> float:
    return narrowest([spot.coordinates[1] for spot in spots])[1]
