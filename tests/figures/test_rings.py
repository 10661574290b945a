"""Dots that would lie on one another: apart, in the room, each at its place or on its side of a ring."""

from __future__ import annotations

from itertools import combinations
from math import atan2, hypot, pi

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mgi_report.figures.map.labels import Point, Rect
from mgi_report.figures.map.rings import spread

ROOM = Rect(0, 0, 180, 120)
RADIUS, GAP = 2.2, 0.4
points = st.lists(st.tuples(st.floats(0, 180), st.floats(0, 120)), min_size=1, max_size=40)


def moved(dots: list[Point]) -> list[Point]:
    found = spread(dots, RADIUS, GAP, ROOM)
    assert found is not None
    return found


@settings(max_examples=100, deadline=None)
@example([(90.0, 60.0)] * 40)
@example([(0.0, 0.0)] * 12)
@example([(90.0 + n / 100, 60.0) for n in range(40)])
@example([(180.0, 120.0), (0.0, 0.0), (179.0, 119.0)])
@given(points)
def test_dots_keep_apart_and_in_the_room(dots: list[Point]) -> None:
    found = spread(dots, RADIUS, GAP, ROOM)
    if found is None:  # a long chain of dots would need a ring around the whole of it
        assert max(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(dots, 2)) > 60
        return
    assert len(found) == len(dots)
    assert all(hypot(a[0] - b[0], a[1] - b[1]) >= 2 * RADIUS for a, b in combinations(found, 2))
    inside = Rect(RADIUS - 1e-6, RADIUS - 1e-6, 180 - RADIUS + 1e-6, 120 - RADIUS + 1e-6)
    assert all(Rect(x, y, x, y).within(inside) for x, y in found)


def test_dots_in_the_open_stay_and_those_that_nearly_touch_still_cover_their_places() -> None:
    dots = [(20.0, 20.0), (100.0, 60.0), (103.0, 60.0), (150.0, 100.0)]
    found = moved(dots)
    assert (found[0], found[3]) == (dots[0], dots[3])
    assert all(hypot(a[0] - b[0], a[1] - b[1]) < RADIUS for a, b in zip(dots, found, strict=True))


@pytest.mark.parametrize("number", [4, 12, 20, 50])
def test_dots_on_one_spot_stand_around_it_clockwise_from_above(number: int) -> None:
    found = moved([(90.0, 60.0)] * number)
    assert len({round(hypot(x - 90, y - 60), 3) for x, y in found}) == 1
    assert min(hypot(x - 90, y - 60) for x, y in found) > RADIUS + 1
    turns = [atan2(x - 90, 60 - y) % (2 * pi) for x, y in found]
    assert turns[0] == pytest.approx(0)
    assert turns == sorted(turns)


def test_dots_around_a_middle_go_to_their_own_side() -> None:
    dots = [(90 + x, 60 + y) for x, y in ((0, -2), (2, 0), (0, 2), (-2, 0), (1.5, -1.5), (1.5, 1.5), (-1.5, 1.5))]
    for (x, y), (a, b) in zip(dots, moved(dots), strict=True):
        assert (x - 90) * (a - 90) + (y - 60) * (b - 60) > 0


def test_rings_that_would_meet_become_one() -> None:
    far, near = ([(60.0, 60.0)] * 8 + [(60.0 + gap, 60.0)] * 8 for gap in (60, 12))
    assert {hypot(x - 60, y - 60) < 20 for x, y in moved(far)[:8]} == {True}
    assert len({round(hypot(x - 66, y - 60), 3) for x, y in moved(near)}) == 1


def test_where_one_ring_has_no_room_there_are_several() -> None:
    room = Rect(0, 0, 60, 60)
    found = spread([(30.0, 30.0)] * 50, RADIUS, GAP, room)
    assert found is not None
    assert len({round(hypot(x - 30, y - 30), 2) for x, y in found}) > 1
    assert all(hypot(a[0] - b[0], a[1] - b[1]) >= 2 * RADIUS for a, b in combinations(found, 2))


def test_where_there_is_no_room_there_is_no_answer() -> None:
    assert spread([(10.0, 10.0)] * 50, RADIUS, GAP, Rect(0, 0, 20, 20)) is None


def test_the_same_dots_give_the_same_places() -> None:
    dots = [(90.0 + n % 5 * 1.7, 60.0 + n % 3) for n in range(30)]
    assert moved(dots) == moved(list(dots))
