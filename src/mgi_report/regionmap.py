"""The layout of the region map: land without any border, a dot for each place, names that never collide.

Lengths are millimetres from the top left corner, type sizes points, coordinates latitude and longitude in degrees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import ExitCode, ReportError
from .furniture import MM, Format, Frame, Type
from .land import land_in_view, squeezed
from .placing import Label, Point, Rect, apart, place_labels
from .shapes import Align, Area, Box, Disc, Shape, Sheet, Stroke, Words

_DOT, _SMALL_DOT, _MANY = 1.15, 0.85, 24  # radius, that among many places, and how many are many
_SIZES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
_LEAST = 16.0  # degrees of latitude; a map of one city still shows where on Earth it lies
_MARGIN = 1.28  # how much more than the places a map shows
_SHAPE = (0.55, 1.15)  # height of a map in a document, in widths


@dataclass(frozen=True)
class Spot:
    """A place with its coordinates."""

    identity: str
    name: str
    coordinates: tuple[float, float]


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
    west, span = _narrowest([lon for _, lon in places])
    middle = (south + north) / 2
    degrees = max(north - south, span * squeezed(middle) * size[1] / size[0]) * _MARGIN
    degrees = min(max(degrees, _LEAST), 180.0)
    reach = degrees / 2
    middle = min(max(middle, reach - 90), 90 - reach)
    return View((middle, (west + span / 2 + 180) % 360 - 180), degrees)


def _narrowest(longitudes: Sequence[float]) -> tuple[float, float]:
    """The western end and the width of the narrowest stretch that holds all longitudes."""
    ordered = sorted(lon % 360 for lon in longitudes)
    gaps = [(after - before) % 360 for before, after in zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True)]
    if len(ordered) == 1:
        return ordered[0], 0.0
    widest = max(range(len(gaps)), key=lambda index: gaps[index])
    west = ordered[(widest + 1) % len(ordered)]
    return west, 360 - gaps[widest]


def draw_places(
    spots: Sequence[Spot], box: Rect, land: Path, type_: Type, size: float, colours: Mapping[str, str]
) -> list[Shape]:
    """Land, dots and names inside a box; ``size`` is the greatest type size of the names.

    ``colours`` holds sea, land, mark, paper, deep and soft. Raises :class:`ReportError` (usage) where the names of so
    many places find no room.
    """
    extent = (box.right - box.left, box.bottom - box.top)
    view = view_of([spot.coordinates for spot in spots], extent)
    shapes: list[Shape] = [Box(box.left, box.top, *extent, colours["sea"])]
    for polygon in land_in_view(view.centre, land, extent, view.degrees):
        rings = tuple([(x + box.left, y + box.top) for x, y in ring] for ring in polygon)
        shapes.append(Area(rings, colours["land"]))
    true = [view.point(spot.coordinates, extent) for spot in spots]
    radius = _SMALL_DOT if len(spots) > _MANY else _DOT
    dots = [(x + box.left, y + box.top) for x, y in apart(true, 1.9 * radius)]
    labels, size = _labels(spots, dots, box, type_, size, radius * 1.4)
    lines = [label.line for label in labels if label.line]
    shapes += [Stroke(*line, colours["soft"], 0.18) for line in lines]
    shapes += [Disc(*dot, radius * 1.4, colours["paper"]) for dot in dots]
    shapes += [Disc(*dot, radius, colours["mark"]) for dot in dots]
    shapes += [_name(*found, size, colours["label"]) for found in zip(spots, dots, labels, strict=True)]
    return shapes


def _name(spot: Spot, dot: Point, label: Label, size: float, colour: str) -> Words:
    """A name in its place, aligned to the side on which its dot lies."""
    rect = label.rect
    align: Align = "left" if dot[0] <= rect.left else "right" if dot[0] >= rect.right else "center"
    x = {"left": rect.left, "right": rect.right, "center": (rect.left + rect.right) / 2}[align]
    return Words(x, rect.bottom - size * MM * 0.28, spot.name, size, colour, True, align, name=f"place-{spot.identity}")


def _labels(
    spots: Sequence[Spot], dots: Sequence[Point], box: Rect, type_: Type, size: float, radius: float
) -> tuple[list[Label], float]:
    """The places of the names and their size: as large as it may be, and only then with lines that cross."""
    room = Rect(box.left + 1.5, box.top + 1.5, box.right - 1.5, box.bottom - 1.5)
    for crossing in (False, True):
        for scale in _SIZES:
            own = size * scale
            sizes = [(type_.width(spot.name, own, bold=True), own * MM * 1.2) for spot in spots]
            if labels := place_labels(dots, sizes, room, radius, crossing=crossing):
                return labels, own
    raise ReportError(
        f"the names of {len(spots)} places find no room on one map",
        ExitCode.USAGE,
        hint="make it larger with --size, or draw regions of fewer places",
    )


def lay_out_map(spots: Sequence[Spot], frame: Frame, land: Path, colours: Mapping[str, str], description: str) -> Sheet:
    """A map that stands alone, with title and notes."""
    form: Format = frame.form
    height = form.height - frame.top - frame.under - 2
    if not form.fixed:
        width = frame.right - frame.left
        tall = view_of([spot.coordinates for spot in spots], (width, width))
        wide = max(1e-6, _extent_east(spots) * squeezed(tall.centre[0]))
        high = max(spot.coordinates[0] for spot in spots) - min(spot.coordinates[0] for spot in spots)
        shape = min(max(high / wide, _SHAPE[0]), _SHAPE[1])
        height = min(height, width * shape)
    box = Rect(frame.left, frame.top, frame.right, frame.top + height)
    end = form.height if form.fixed else box.bottom + 2 + frame.under
    shapes = draw_places(spots, box, land, frame.type, form.head, colours)
    ground = Box(0, 0, form.width, end, colours["paper"])
    title = f"{frame.title}, {frame.subtitle}"
    return Sheet(form.width, end, (ground, *frame.above(), *shapes, *frame.below(end)), title, description)


def _extent_east(spots: Sequence[Spot]) -> float:
    return _narrowest([spot.coordinates[1] for spot in spots])[1]
