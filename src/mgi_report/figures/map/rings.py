"""Dots that would lie on one another, set where each can be seen: moved a little, or on a ring around their places.

Dots that hardly overlap move apart and still cover their places. Where more of them crowd one spot, they stand on rings
around it, in the order in which their places lie around the middle, or clockwise from above where all places are the
same. Rings that would meet become one. Nothing is left to chance. Lengths are millimetres, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, atan2, cos, dist, hypot, pi, sin

from .labels import Point, Rect, apart

_MOST_RINGS = 8
_BARE = 1.0  # mm between a place inside a ring and the dots on it
_SAME = 0.3  # mm; places nearer to their middle lie in no direction from it
_SLACK = 0.02


@dataclass(frozen=True)
class _Group:
    """Dots that stand together: which, where, and the circle that they take up."""

    members: tuple[int, ...]
    places: tuple[Point, ...]
    middle: Point
    reach: float


def spread(dots: Sequence[Point], radius: float, gap: float, room: Rect) -> list[Point] | None:
    """Where dots of a radius go so that there is ``gap`` between any two; None where the room is too small for all.

    Dots in the open stay where they are, as far as they lie in the room.
    """
    step = 2 * radius + gap
    inner = Rect(room.left + radius, room.top + radius, room.right - radius, room.bottom - radius)
    groups = [_group((index,), dots, step, inner) for index in range(len(dots))]
    while True:
        if any(group is None for group in groups):
            return None
        whole = [group for group in groups if group]
        pair = next((pair for pair in combinations(whole, 2) if _meet(*pair, step)), None)
        if pair is None:
            break
        members = tuple(sorted((*pair[0].members, *pair[1].members)))
        groups = [*(group for group in whole if group not in pair), _group(members, dots, step, inner)]
    found = {index: place for group in whole for index, place in zip(group.members, group.places, strict=True)}
    return [found[index] for index in range(len(dots))]


def _meet(one: _Group, other: _Group, step: float) -> bool:
    """Whether dots of two groups would touch, or one would stand inside the ring of the other."""
    distance = dist(one.middle, other.middle)
    if distance > one.reach + other.reach + step:
        return False
    if distance < max(one.reach, other.reach):
        return True
    return any(dist(a, b) < step - _SLACK for a in one.places for b in other.places)


def _group(members: tuple[int, ...], dots: Sequence[Point], step: float, room: Rect) -> _Group | None:
    own = [dots[index] for index in members]
    if len(own) == 1:
        place = _into(own[0], room, 0)
        return _Group(members, (place,), place, 0.0)
    moved = [_into(place, room, 0) for place in apart(own, step)]
    near = all(dist(a, b) < step / 2 for a, b in zip(own, moved, strict=True))
    if near and all(dist(a, b) >= step - _SLACK for a, b in combinations(moved, 2)):
        middle = _middle(moved)
        return _Group(members, tuple(moved), middle, max(dist(place, middle) for place in moved))
    return _ringed(members, own, step, room)


def _ringed(members: tuple[int, ...], own: Sequence[Point], step: float, room: Rect) -> _Group | None:
    """The group on one ring, or on as few rings as fit into the room."""
    centre = _middle(own)
    least = max(dist(place, centre) for place in own) + step / 2 + _BARE
    space = min(room.right - room.left, room.bottom - room.top) / 2
    for number in range(1, _MOST_RINGS + 1):
        radii = _radii(len(own), number, least, step)
        if radii[-1] <= space:
            middle = _into(centre, room, radii[-1])
            places = [
                (middle[0] + radius * sin(angle), middle[1] - radius * cos(angle))
                for angle, radius in sorted(_slots(len(own), radii, step))
            ]
            return _Group(members, tuple(_dealt(own, centre, places)), middle, radii[-1])
    return None


def _radii(dots: int, number: int, least: float, step: float) -> list[float]:
    """Radii of so many rings, the innermost first, just large enough for the dots."""
    inmost = least
    while sum(_capacity(inmost + ring * step, step) for ring in range(number)) < dots:
        inmost += step / 8
    return [inmost + ring * step for ring in range(number)]


def _capacity(radius: float, step: float) -> int:
    """How many dots stand on a ring."""
    return int(pi / asin(step / 2 / radius))


def _slots(dots: int, radii: Sequence[float], step: float) -> Iterator[tuple[float, float]]:
    """Angle, clockwise from above, and radius of every dot: the outer rings are filled first, each evenly."""
    left = dots
    for ring, radius in reversed(list(enumerate(radii))):
        share = min(left, _capacity(radius, step))
        for index in range(share):
            yield (index + ring % 2 / 2) / share * 2 * pi, radius
        left -= share


def _dealt(own: Sequence[Point], centre: Point, places: Sequence[Point]) -> list[Point]:
    """The places around a centre, dealt out so that each dot gets one on its own side."""
    order = sorted(range(len(own)), key=lambda index: (_direction(own[index], centre), index))

    def strain(shift: int) -> float:
        pairs = zip(order, (*places[shift:], *places[:shift]), strict=True)
        return round(sum((own[i][0] - x) ** 2 + (own[i][1] - y) ** 2 for i, (x, y) in pairs), 6)

    shift = min(range(len(own)), key=strain)
    dealt = dict(zip(order, (*places[shift:], *places[:shift]), strict=True))
    return [dealt[index] for index in range(len(own))]


def _direction(place: Point, centre: Point) -> float:
    """Clockwise from above; nothing for a place in the middle."""
    x, y = place[0] - centre[0], place[1] - centre[1]
    return atan2(x, -y) % (2 * pi) if hypot(x, y) > _SAME else 0.0


def _middle(places: Sequence[Point]) -> Point:
    xs, ys = zip(*places, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _into(place: Point, room: Rect, reach: float) -> Point:
    """A place moved so that a circle around it lies in a room that is large enough."""
    return (
        min(max(place[0], room.left + reach), room.right - reach),
        min(max(place[1], room.top + reach), room.bottom - reach),
    )
