"""Names beside dots that never cover one another, another dot or a line: where the labels of a map go.

A name stands as near to its dot as it can; where there is no room, a thin line leads to it. A name that finds no place
chooses before the others in the next attempt. Nothing is left to chance, so the same dots give the same map. Lengths
are millimetres, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

Point = tuple[float, float]

_PAD = 0.7  # clear space around a name
_DISTANCES = (1.4, 2.6, 4.2, 6, 8, 10.5, 13.5, 17, 21, 26, 32, 40, 50, 62, 78, 96, 120, 150, 190)
_NEAR = 2  # as many of them need no line
_ANGLES = (0, 180, 90, 270, 35, 325, 145, 215, 60, 300, 120, 240, 15, 345, 165, 195, 75, 285, 105, 255)
_ATTEMPTS = 24
_ROUNDS, _TURN = 30, 2.4  # of moving dots apart; radians, near the golden angle


@dataclass(frozen=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect, pad: float = _PAD) -> bool:
        """Whether two rectangles come nearer than ``pad``."""
        return (
            self.left < other.right + pad
            and other.left < self.right + pad
            and self.top < other.bottom + pad
            and other.top < self.bottom + pad
        )

    def within(self, other: Rect) -> bool:
        """Whether it lies inside another."""
        inside = self.left >= other.left and self.right <= other.right
        return inside and self.top >= other.top and self.bottom <= other.bottom

    def distance(self, point: Point) -> float:
        """How far a point is from the rectangle."""
        across = max(self.left - point[0], 0.0, point[0] - self.right)
        return hypot(across, max(self.top - point[1], 0.0, point[1] - self.bottom))

    def cut_by(self, start: Point, end: Point) -> bool:
        """Whether a line passes through it (Liang and Barsky 1984)."""
        low, high = 0.0, 1.0
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        edges = ((-dx, x - self.left), (dx, self.right - x), (-dy, y - self.top), (dy, self.bottom - y))
        for slope, distance in edges:
            if slope == 0:
                if distance < 0:
                    return False
            elif slope < 0:
                low = max(low, distance / slope)
            else:
                high = min(high, distance / slope)
        return low < high


@dataclass(frozen=True)
class Label:
    """Where a name goes, and the line that leads to it, if it needs one."""

    rect: Rect
    line: tuple[Point, Point] | None


def place_labels(
    dots: Sequence[Point],
    sizes: Sequence[tuple[float, float]],
    room: Rect,
    radius: float,
    taken: Sequence[Label] = (),
) -> list[Label] | None:
    """A place for each name, in the order of the dots, or None where there is no room for all.

    ``sizes`` are widths and heights of the names, ``radius`` that of the dots. Names among many neighbours choose
    first. Lines never cross one another. ``taken`` is what stands in the room already.
    """
    marks = [Rect(x - radius, y - radius, x + radius, y + radius) for x, y in dots]
    found = [_choices(own, dots, marks, sizes[own], room) for own in range(len(dots))]
    choices = [[choice for choice in own if _free(choice, taken)] for own in found]
    order = sorted(range(len(dots)), key=lambda own: (_loneliness(dots, own), own))
    for _ in range(_ATTEMPTS):
        placed: dict[int, Label] = {}
        for own in order:
            named = list(placed.values())
            label = next((choice for choice in choices[own] if _free(choice, named)), None)
            if label is None:
                break
            placed[own] = label
        else:
            return [placed[index] for index in range(len(dots))]
        order.remove(own)
        order.insert(0, own)
    return None


def apart(dots: Sequence[Point], distance: float) -> list[Point]:
    """Dots that lie on one another, moved just so far that each can be seen; the others stay where they are."""
    moved = list(dots)
    for _ in range(_ROUNDS):
        for one in range(len(moved)):
            for other in range(one):
                dx, dy = moved[one][0] - moved[other][0], moved[one][1] - moved[other][1]
                found = hypot(dx, dy)
                if found < distance - 1e-6:
                    # Dots on the very same spot leave it in different directions.
                    away = (dx / found, dy / found) if found > 1e-6 else (cos(_TURN * one), sin(_TURN * one))
                    step = (distance - found) / 2
                    moved[one] = (moved[one][0] + away[0] * step, moved[one][1] + away[1] * step)
                    moved[other] = (moved[other][0] - away[0] * step, moved[other][1] - away[1] * step)
    return moved


def _loneliness(dots: Sequence[Point], own: int) -> float:
    """The mean distance to the nearest neighbours."""
    x, y = dots[own]
    nearest = sorted(hypot(x - a, y - b) for index, (a, b) in enumerate(dots) if index != own)[:4]
    return sum(nearest) / len(nearest) if nearest else 0.0


def _choices(
    own: int, dots: Sequence[Point], marks: Sequence[Rect], size: tuple[float, float], room: Rect
) -> Iterator[Label]:
    """The places for a name, the nearest first, that are in the room and clear of dots."""
    others = [mark for mark in marks if not mark.meets(marks[own], 0)]
    for label, near in _candidates(dots[own], size, marks[own]):
        rect, line = label.rect, label.line
        if not rect.within(room) or any(rect.meets(mark, 0.4) for mark in marks):
            continue
        if near and _doubtful(rect, own, dots):
            near = False
        if not near and line and any(mark.cut_by(*line) for mark in others):
            continue
        yield Label(rect, None if near else line)


def _doubtful(rect: Rect, own: int, dots: Sequence[Point]) -> bool:
    """Whether a name might be taken for that of another dot."""
    distance = rect.distance(dots[own]) + 1.2
    return any(rect.distance(dot) < distance for index, dot in enumerate(dots) if index != own)


def _free(choice: Label, placed: Sequence[Label]) -> bool:
    """Whether a name in its place meets no other name and no line, nor its line another."""
    for other in placed:
        if choice.rect.meets(other.rect) or (other.line and choice.rect.cut_by(*other.line)):
            return False
        if choice.line and other.rect.cut_by(*choice.line):
            return False
        if choice.line and other.line and _cross(choice.line, other.line):
            return False
    return True


def _candidates(dot: Point, size: tuple[float, float], mark: Rect) -> Iterator[tuple[Label, bool]]:
    """Places for a name around its dot, each with the line that leads there, and whether it could do without."""
    width, height = size
    radius = (mark.right - mark.left) / 2
    for step, distance in enumerate(_DISTANCES):
        for angle in _ANGLES:
            across, up = cos(radians(angle)), sin(radians(angle))
            x, y = dot[0] + (radius + distance) * across, dot[1] - (radius + distance) * up
            left = x if across > 0.3 else x - width if across < -0.3 else x - width / 2
            top = y - height if up > 0.5 else y if up < -0.5 else y - height / 2
            start = (dot[0] + radius * across, dot[1] - radius * up)
            end = (x - (0.5 * across if abs(across) > 0.3 else 0.0), y + 0.5 * up)
            yield Label(Rect(left, top, left + width, top + height), (start, end)), step < _NEAR


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
