"""Dots and what stands beside them: names, in insets too where places are close, or the numbers of a key.

Lengths are millimetres from the top left corner, type sizes points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import dist, hypot

from ...text.units import MM_PER_POINT
from ..shapes import Align, Disc, Shape, Stroke, Words
from .ground import degrees, ground
from .insets import GROWTHS, Inset, insets_for
from .labels import Label, Point, Rect, apart, place_labels
from .rings import spread
from .view import Look, Spot, View, view_of

_DOT, _SMALL_DOT, _MANY = 1.15, 0.85, 24  # radius, that among many places, and how many are many
_HALO = 1.4  # radii
_STRAYED = 2.6  # mm; a dot that had to go farther would tell a wrong place
_RIM, _AIR, _GAP = 0.3, 0.35, 0.4  # mm, of numbered dots: their rim, and what is around their numbers and between them
_SPOT = 0.55  # mm; the radius of the place itself where its dot stands elsewhere
_CLOSE = (6.5, 10.0, 15.0)  # mm between places whose names find no room, one after the other
_LEADER = 0.18


@dataclass(frozen=True)
class _Panel:
    """A map with the places that are named on it, and what else takes up room there."""

    box: Rect
    members: Sequence[int]
    points: Sequence[Point]
    taken: Sequence[Label]


@dataclass(frozen=True)
class _Placed:
    """The dots of a panel, the lines to what stands beside them, and that itself by the number of its place."""

    dots: Sequence[Point]
    lines: Sequence[Shape]
    words: Sequence[tuple[int, Words]]


def with_names(spots: Sequence[Spot], box: Rect, look: Look) -> list[Shape]:
    """The map with names beside its dots, close places in insets; nothing where the names find no room.

    Dots that would touch get an inset where there is room for one, others only where their names would meet.
    """
    texts = [(spot.name, f"place-{spot.identity}") for spot in spots]
    true, view = points_on(spots, box), _view(spots, box)
    for reach in (2 * _HALO * _radius(spots), 0.0, *_CLOSE):
        if not reach and (shapes := _lettered(spots, texts, box, look, look.sizes)):
            return shapes
        for growth in GROWTHS if reach else ():
            insets = insets_for(spots, true, box, view, look, reach, growth)
            if not insets:
                break
            if shapes := _lettered(spots, texts, box, look, look.sizes, insets):
                return shapes
    return []


def with_numbers(spots: Sequence[Spot], box: Rect, look: Look, size: float) -> list[Shape]:
    """The map with numbers in its dots, each at its place or led to it; beside its dots where these are too many.

    Nothing where the box is too small.
    """
    true, colours = points_on(spots, box), look.colours
    numbers = [(str(number), f"at-{spot.identity}") for number, spot in enumerate(spots, 1)]
    high = size * MM_PER_POINT * 0.72
    radius = hypot(look.type.width(numbers[-1][0], size, bold=True), high) / 2 + _AIR + _RIM
    dots = spread(true, radius, _GAP, Rect(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1))
    if dots is None:
        return _lettered(spots, numbers, box, look, [size])
    led = [pair for pair in zip(true, dots, strict=True) if dist(*pair) > radius]
    shapes = [*ground(_view(spots, box), box, look)]
    shapes += [words for words, _ in _free_degrees(_view(spots, box), box, look, [*_around(dots, radius), *led])]
    shapes += (Stroke(*pair, colours["soft"], _LEADER) for pair in led)
    shapes += _dots(list(dict.fromkeys(place for place, _ in led)), _SPOT, look)
    for (number, name), (x, y) in zip(numbers, dots, strict=True):
        shapes.append(Disc(x, y, radius, colours["paper"], colours["mark"], _RIM))
        shapes.append(Words(x, y + high / 2, number, size, colours["label"], True, "center", name=name))
    return shapes


def with_dots(spots: Sequence[Spot], box: Rect, look: Look) -> list[Shape]:
    """The map with dots alone."""
    dots = apart(points_on(spots, box), 1.9 * _SMALL_DOT)
    edges = _free_degrees(_view(spots, box), box, look, _around(dots, _HALO * _SMALL_DOT))
    return [*ground(_view(spots, box), box, look), *(words for words, _ in edges), *_dots(dots, _SMALL_DOT, look)]


def points_on(spots: Sequence[Spot], box: Rect) -> list[Point]:
    """Where the places lie."""
    view = _view(spots, box)
    return [view.point(spot.coordinates, box) for spot in spots]


def _view(spots: Sequence[Spot], box: Rect) -> View:
    return view_of([spot.coordinates for spot in spots], (box.right - box.left, box.bottom - box.top))


def _radius(spots: Sequence[Spot]) -> float:
    return _SMALL_DOT if len(spots) > _MANY else _DOT


def _dots(dots: Sequence[Point], radius: float, look: Look) -> list[Shape]:
    halos = [Disc(*dot, radius * _HALO, look.colours["paper"]) for dot in dots]
    return [*halos, *(Disc(*dot, radius, look.colours["mark"]) for dot in dots)]


def _around(dots: Sequence[Point], radius: float) -> list[Rect]:
    return [Rect(x - radius, y - radius, x + radius, y + radius) for x, y in dots]


def _free_degrees(
    view: View, box: Rect, look: Look, taken: Sequence[Rect | tuple[Point, Point]]
) -> list[tuple[Words, Rect]]:
    """The degrees at the edges that meet nothing: neither a box nor a line."""

    def is_free(own: Rect) -> bool:
        return not any(own.meets(other) if isinstance(other, Rect) else own.cut_by(*other) for other in taken)

    return [(words, own) for words, own in degrees(view, box, look) if is_free(own)]


def _lettered(
    spots: Sequence[Spot],
    texts: Sequence[tuple[str, str]],
    box: Rect,
    look: Look,
    sizes: Sequence[float],
    insets: Sequence[Inset] = (),
) -> list[Shape]:
    """The map with texts beside its dots; nothing where they find no room, or dots would stray from their places.

    ``texts`` are what stands beside the dots, each with its id, ``sizes`` the type sizes, the best first.
    """
    radius, view, true = _radius(spots), _view(spots, box), points_on(spots, box)
    inside = {index for inset in insets for index in inset.members}
    alone = [index for index in range(len(spots)) if index not in inside]
    taken = [label for inset in insets for label in inset.taken]
    solid = [*_around([true[index] for index in alone], radius * _HALO), *(label.rect for label in taken)]
    edges = _free_degrees(view, box, look, [*solid, *(inset.line for inset in insets)])
    panels = [_Panel(box, alone, [true[index] for index in alone], [*taken, *(Label(own, None) for _, own in edges)])]
    for inset in insets:
        points = [inset.view.point(spots[index].coordinates, inset.box) for index in inset.members]
        panels.append(_Panel(inset.box, inset.members, points, [Label(inset.bar(look)[-1], None)]))
    for size in sizes:
        placed = [_named(panel, texts, size, radius, look) for panel in panels]
        if all(placed):
            done = [part for part in placed if part]
            shapes: list[Shape] = [*ground(view, box, look), *(words for words, _ in edges)]
            shapes += _dots([true[index] for index in sorted(inside)], _SPOT, look)[len(inside) :]
            shapes += chain.from_iterable(inset.shapes(look) for inset in insets)
            shapes += [line for part in done for line in part.lines]
            shapes += _dots([dot for part in done for dot in part.dots], radius, look)
            numbered = sorted((pair for part in done for pair in part.words), key=lambda pair: pair[0])
            return [*shapes, *(words for _, words in numbered)]
    return []


def _named(panel: _Panel, texts: Sequence[tuple[str, str]], size: float, radius: float, look: Look) -> _Placed | None:
    """The texts of one panel at one size, in their places; None where they find none."""
    dots = apart(panel.points, 1.9 * radius)
    if any(dist(*pair) > _STRAYED for pair in zip(dots, panel.points, strict=True)):
        return None
    own, box = [texts[index] for index in panel.members], panel.box
    room = Rect(box.left + 1.5, box.top + 1.5, box.right - 1.5, box.bottom - 1.5)
    extents = [(look.type.width(text, size, bold=True), size * MM_PER_POINT * 1.2) for text, _ in own]
    labels = place_labels(dots, extents, room, radius * _HALO, panel.taken)
    if labels is None:
        return None
    lines = [Stroke(*label.line, look.colours["soft"], _LEADER) for label in labels if label.line]
    words = [
        _words(*text, dot, label, size, look.colours["label"])
        for text, dot, label in zip(own, dots, labels, strict=True)
    ]
    return _Placed(dots, lines, list(zip(panel.members, words, strict=True)))


def _words(text: str, name: str, dot: Point, label: Label, size: float, colour: str) -> Words:
    """A text in its place, aligned to the side on which its dot lies."""
    rect = label.rect
    align: Align = "left" if dot[0] <= rect.left else "right" if dot[0] >= rect.right else "center"
    x = {"left": rect.left, "right": rect.right, "center": (rect.left + rect.right) / 2}[align]
    return Words(x, rect.bottom - size * MM_PER_POINT * 0.28, text, size, colour, True, align, name=name)
