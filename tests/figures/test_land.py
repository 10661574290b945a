"""Land is cut to a map exactly, told by a slow way of its own: points, one by one, and areas, edge after edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, dist, hypot, pi, radians, sin
from pathlib import Path
from random import Random

import pytest

from helpers.maps import LAND, Polygon, pack
from mgi_report.figures.land import FINEST, STRAIGHT, Ring, land_in_view, simplified

Point = tuple[float, float]
NEVER = 1e-9
"""As the least distance between points: nothing is left out."""
THINNEST = 0.1  # mm; what is thinner cannot be printed


def star(chance: Random, at: Point, reach: float, corners: int) -> list[Point]:
    """A ring around a point: longitude and latitude, clockwise."""
    turns = [2 * pi * corner / corners for corner in range(corners)]
    radii = [reach * chance.uniform(0.3, 1) for _ in turns]
    return [(round(at[0] + r * sin(t), 3), round(at[1] + r * cos(t), 3)) for r, t in zip(radii, turns, strict=True)]


def lands(seed: int, middle: float = 20.0) -> list[list[list[Point]]]:
    """Islands that do not meet, on both sides of a meridian; one has a lake."""
    chance = Random(seed)
    found = [
        [star(chance, (middle + 8 * east, 8.0 * north), 3.9, chance.randint(3, 30))]
        for east in range(-2, 3)
        for north in range(-2, 3)
    ]
    found.append([star(chance, (middle + 40, 10.0), 10, 40)])
    found[-1].append([(x, y) for x, y in reversed(star(chance, (middle + 40, 10.0), 2.5, 9))])
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tmp_path_factory.mktemp("land") / "land.npz", lands(1))


def covers(rings: Sequence[Sequence[Point]], x: float, y: float) -> bool:
    """Whether a point lies within rings: a line from it to the right meets them an odd number of times."""
    met = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            met += (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    return met % 2 == 1


def area(ring: Sequence[Point]) -> float:
    """Of a ring; the other way around it is negative."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])) / 2


def extent(ends: Sequence[float]) -> float:
    return max(ends) - min(ends)


def cut(ring: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """What of a ring lies on one side of a line: ``sign`` × coordinate ≤ ``sign`` × limit."""
    found: list[Point] = []
    for start, end in pairwise([*ring, ring[0]] if ring else []):
        ins = [sign * point[axis] <= sign * limit for point in (start, end)]
        if ins[0] != ins[1]:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            crossed = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
            crossed[axis] = limit
            found.append((crossed[0], crossed[1]))
        if ins[1]:
            found.append(end)
    return found


def placed(polygons: Sequence[Polygon], centre: Point, size: Point, degrees: float) -> Iterator[list[Ring]]:
    """The polygons in mm from the top left corner of a map, whole, also as they come again around the world."""
    scale = size[1] / degrees
    squeeze = max(cos(radians(centre[0])), 0.2) * scale
    for turn in (-360, 0, 360):
        for rings in polygons:
            yield [
                [
                    (size[0] / 2 + (x + turn - centre[1]) * squeeze, size[1] / 2 - (y - centre[0]) * scale)
                    for x, y in ring
                ]
                for ring in rings
            ]


VIEWS = [
    ((0.0, 20.0), (56.0, 42.0), 34.0),
    ((3.0, 24.0), (40.0, 28.0), 9.0),
    ((-7.5, 12.25), (30.0, 90.0), 21.0),
    ((10.0, 60.0), (20.0, 20.0), 3.0),  # a lake alone, and its shore
    ((25.0, 20.0), (60.0, 40.0), 70.0),
]


@pytest.mark.parametrize("margin", [0.0, 7.5])
@pytest.mark.parametrize(("centre", "size", "degrees"), VIEWS)
def test_land_is_cut_exactly(archive: Path, centre: Point, size: Point, degrees: float, margin: float) -> None:
    found = land_in_view(centre, archive, size, degrees, NEVER, margin)
    rings = [ring for polygon in found for ring in polygon]
    whole = [ring for polygon in placed(lands(1), centre, size, degrees) for ring in polygon]
    sides = [(axis, end, sign) for axis in (0, 1) for end, sign in ((-margin, -1), (size[axis] + margin, 1))]
    clipped = whole
    for axis, end, sign in sides:
        clipped = [cut(ring, axis, end, sign) for ring in clipped]
    assert rings
    expected = [ring for ring in clipped if ring and min(map(extent, zip(*ring, strict=True))) > THINNEST]
    assert sum(map(area, rings)) == pytest.approx(sum(map(area, expected)), abs=1e-6)
    for x, y in (point for ring in rings for point in ring):
        assert -margin - 1e-9 <= x <= size[0] + margin + 1e-9
        assert -margin - 1e-9 <= y <= size[1] + margin + 1e-9
    chance = Random(7)
    for _ in range(400):
        x, y = (chance.uniform(-margin, end + margin) for end in size)
        assert covers(rings, x, y) == covers(whole, x, y), (x, y)


def test_a_margin_adds_only_what_lies_outside(archive: Path) -> None:
    (centre, size, degrees), chance = VIEWS[1], Random(3)
    narrow, wide = (
        [ring for polygon in land_in_view(centre, archive, size, degrees, NEVER, margin) for ring in polygon]
        for margin in (0.0, 12.0)
    )
    for _ in range(300):
        x, y = chance.uniform(0, size[0]), chance.uniform(0, size[1])
        assert covers(narrow, x, y) == covers(wide, x, y)
    xs = [x for ring in wide for x, _ in ring]
    assert min(xs) == pytest.approx(-12.0)
    assert max(xs) == pytest.approx(size[0] + 12.0)


def test_a_lake_stays_with_its_island(archive: Path) -> None:
    (polygon,) = land_in_view((10.0, 60.0), archive, (60.0, 60.0), 21.0)
    assert len(polygon) == 2
    assert area(polygon[0]) * area(polygon[1]) < 0, "they run opposite ways around"
    assert not covers(polygon, 30.0, 30.0)


@pytest.mark.parametrize("turn", [180.0, -180.0, 179.999, 200.0])
def test_the_seam_of_the_world_is_none_of_a_map(tmp_path: Path, turn: float) -> None:
    """The same islands give the same map wherever on Earth they lie, also parted along 180° and joined again."""
    here = pack(tmp_path / "here.npz", lands(5, 20.0))
    moved = [[[((x + turn - 20 + 180) % 360 - 180, y) for x, y in ring] for ring in rings] for rings in lands(5, 20.0)]
    there = pack(tmp_path / "there.npz", moved)
    one = land_in_view((0.0, 20.0), here, (56.0, 42.0), 34.0, NEVER)
    other = land_in_view((0.0, (turn + 180) % 360 - 180), there, (56.0, 42.0), 34.0, NEVER)
    assert sum(area(ring) for rings in one for ring in rings) == pytest.approx(
        sum(area(ring) for rings in other for ring in rings), abs=0.05
    )
    chance = Random(11)
    one_rings, other_rings = ([ring for rings in found for ring in rings] for found in (one, other))
    points = [(chance.uniform(0, 56), chance.uniform(0, 42)) for _ in range(400)]
    assert sum(covers(one_rings, *point) != covers(other_rings, *point) for point in points) <= 1


def test_what_no_eye_can_tell_is_left_out_and_nothing_else() -> None:
    every, some = (land_in_view((60.4, 5.3), LAND, (40.0, 28.0), 5.0, finest) for finest in (NEVER, FINEST))
    points = [point for polygon in some for ring in polygon for point in ring]
    assert len(points) < 0.7 * sum(len(ring) for polygon in every for ring in polygon)
    largest = max((ring for polygon in every for ring in polygon), key=len)
    thinned = max((ring for polygon in some for ring in polygon), key=len)
    assert set(thinned) <= set(largest)
    assert all(min(hypot(x - a, y - b) for a, b in thinned) < 1.5 * FINEST for x, y in largest)


@pytest.mark.parametrize("tolerance", [STRAIGHT, 0.3, 1.0])
def test_a_coast_is_as_seen_with_half_of_its_points(tolerance: float) -> None:
    """A point that is left out lies near the line without it, and no land or water of any size is lost."""
    land = land_in_view((60.4, 5.3), LAND, (216.0, 119.0), 5.4, 0.28)
    rings = [ring for polygon in land for ring in polygon]
    fewer = [simplified(ring, tolerance) for ring in rings]
    assert sum(map(len, fewer)) < (0.8 if tolerance == STRAIGHT else 0.5) * sum(map(len, rings))
    for ring, kept in zip(rings, fewer, strict=True):
        assert set(kept) <= set(ring)
        assert len(kept) >= min(len(ring), 4)
        assert abs(area(kept) - area(ring)) < tolerance * sum(map(dist, ring, ring[1:] + ring[:1]))
    longest = max(range(len(rings)), key=lambda number: len(rings[number]))
    line = list(pairwise([*fewer[longest], fewer[longest][0]]))
    assert max(min(away(point, *piece) for piece in line) for point in rings[longest][::7]) < 3 * tolerance


def away(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point lies from a piece of a line."""
    (x, y), (left, top) = (end[0] - start[0], end[1] - start[1]), (point[0] - start[0], point[1] - start[1])
    along = max(0.0, min(1.0, (left * x + top * y) / (x * x + y * y or 1.0)))
    return hypot(left - along * x, top - along * y)


def test_land_that_the_file_parts_along_180_meets_there() -> None:
    """Chukotka, whatever is left out of its coast: both parts end at the same two points of the line."""
    size, degrees, centre = (40.0, 28.0), 12.0, (67.0, 178.0)
    seam = size[0] / 2 + 2 * cos(radians(67)) * size[1] / degrees
    ends = [
        sorted(y for x, y in ring if x == pytest.approx(seam, abs=1e-6))
        for polygon in land_in_view(centre, LAND, size, degrees)
        for ring in polygon
    ]
    west, east = (found for found in ends if len(found) > 1 and found[-1] - found[0] > 5)
    assert west == pytest.approx(east, abs=0.01)


def test_a_pole_is_no_edge_of_the_land_around_it() -> None:
    for centre in ((-90.0, 0.0), (-89.9, 120.0), (-88.0, 60.0)):
        found = [ring for polygon in land_in_view(centre, LAND, (40.0, 28.0), 6.0) for ring in polygon]
        assert all(covers(found, x, y) for x in (0.1, 20.1, 39.9) for y in (0.1, 14.1, 27.9))
    assert land_in_view((90.0, 0.0), LAND, (40.0, 28.0), 10.0) == []
