"""Names beside dots: wherever the dots are, nothing covers anything."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mgi_report.figures.map.labels import Point, Rect, apart, place_labels

ROOM = Rect(0, 0, 200, 120)
RADIUS = 1.2
points = st.lists(st.tuples(st.floats(20, 180), st.floats(15, 105)), min_size=1, max_size=14)


def crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cross, by the parameters of their meeting point."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    area = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if abs(area) < 1e-9:
        return False
    first = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / area
    second = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / area
    return 1e-6 < first < 1 - 1e-6 and 1e-6 < second < 1 - 1e-6


@settings(max_examples=100, deadline=None)
@example([(20.0, 15.0)] * 5, 17.0)
@example([(100.0, 60.0)] * 14, 28.0)
@given(points, st.floats(8, 28))
def test_names_meet_nothing(given_: list[tuple[float, float]], width: float) -> None:
    dots = apart(given_, 2 * RADIUS)
    labels = place_labels(dots, [(width, 3.5)] * len(dots), ROOM, RADIUS)
    if labels is None:
        assert len(dots) > 4
        return
    assert len(labels) == len(dots)
    for label in labels:
        assert label.rect.within(ROOM)
        assert label.rect.right - label.rect.left == pytest.approx(width)
        for x, y in dots:
            assert not label.rect.meets(Rect(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS), 0)
    for one, other in combinations(labels, 2):
        assert not one.rect.meets(other.rect, 0)
        assert not (one.line and other.rect.cut_by(*one.line))
        assert not (other.line and one.rect.cut_by(*other.line))
        assert not (one.line and other.line and crossing(one.line, other.line))


@pytest.mark.parametrize("dots", [[(100.0, 60.0)], [(100.0, 60.0), (40.0, 60.0)], [(199.0, 60.0)], [(1.5, 118.0)]])
def test_a_lonely_name_stands_right_beside_its_dot(dots: list[tuple[float, float]]) -> None:
    labels = place_labels(dots, [(20, 3.5)] * len(dots), ROOM, RADIUS)
    assert labels
    for label, dot in zip(labels, dots, strict=True):
        assert label.line is None
        assert label.rect.distance(dot) < 4.5


def test_where_there_is_no_room_there_is_no_answer() -> None:
    assert place_labels([(5.0, 5.0)], [(20, 3.5)], Rect(0, 0, 10, 10), RADIUS) is None
    crowd = [(100.0 + n, 60.0) for n in range(30)]
    assert place_labels(crowd, [(60, 20)] * 30, ROOM, RADIUS) is None


def test_the_same_dots_give_the_same_places() -> None:
    dots = [(100.0 + n % 5, 60.0 + n % 3) for n in range(9)]
    first, second = (place_labels(apart(dots, 2.4), [(15, 3)] * 9, ROOM, RADIUS) for _ in range(2))
    assert first == second
    assert first


@pytest.mark.parametrize("number", [2, 3, 6])
def test_dots_on_one_spot_move_apart_and_others_stay(number: int) -> None:
    moved = apart([*[(50.0, 50.0)] * number, (90.0, 90.0)], 2.0)
    assert moved[-1] == (90.0, 90.0)
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 1.6 for a, b in combinations(moved[:-1], 2))
    assert all(hypot(x - 50, y - 50) < 2 * number for x, y in moved[:-1])


@pytest.mark.parametrize(
    ("start", "end", "cut"),
    [
        ((0, 5), (20, 5), True),
        ((0, 0), (20, 0), False),
        ((0, 0), (20, 20), True),
        ((0, 20), (4, 6), False),
        ((6, 6), (7, 7), True),
        ((15, 0), (15, 20), False),
        ((5, 0), (5, 3), False),
    ],
)
def test_a_line_through_a_rectangle(start: tuple[float, float], end: tuple[float, float], cut: bool) -> None:
    assert Rect(4, 4, 10, 10).cut_by(start, end) is cut
    assert Rect(4, 4, 10, 10).cut_by(end, start) is cut
