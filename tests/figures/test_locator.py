"""The locator map: where a place lies and which others of its series are near, without a line on its land."""

from __future__ import annotations

from math import cos, hypot, radians
from pathlib import Path

import pytest

from helpers.maps import LAND, pack
from helpers.vectors import colour, drawn, middle_of, pixels, points_on, size_of
from mgi_report.figures.locator import draw_locator
from mgi_report.figures.sight import HEIGHT_DEGREES, MAP_SIZE, in_sight

COLOURS = {"sea": "#F0F0FF", "land": "#00FF00", "mark": "#FF0000", "sibling": "#0000FF", "paper": "#FFFFFF"}
PLACES = [(59.9, 10.7), (0.0, 0.0), (89.0, 179.5), (-89.9, 0.0), (-17.0, 179.5), (65.0, -179.9), (-33.0, -180.0)]
Place = tuple[float, float]
Rect = tuple[float, float, float, float]


def marks(svg: bytes, name: str) -> list[tuple[float, float]]:
    """The middles of marks, in mm."""
    scale = MAP_SIZE[0] / size_of(svg)[0]
    found = [middle_of(outline) for outline, style in drawn(svg) if style.get("fill") == COLOURS[name].lower()]
    return [(x * scale, y * scale) for x, y in found]


def boxes(svg: bytes) -> list[Rect]:
    """The seas, that of the map and that of its corner: left, top, right, bottom in mm."""
    scale = MAP_SIZE[0] / size_of(svg)[0]
    found = [points_on(outline) for outline, style in drawn(svg) if style.get("fill") == COLOURS["sea"].lower()]
    axes = [[[scale * at for at in ends] for ends in zip(*sea, strict=True)] for sea in found]
    return [(min(across), min(down), max(across), max(down)) for across, down in axes]


@pytest.mark.parametrize("place", PLACES)
def test_the_mark_is_in_the_middle_and_land_keeps_to_the_frame(place: Place) -> None:
    svg = draw_locator(place, (), LAND, COLOURS)
    width, height = size_of(svg)
    assert width / height == pytest.approx(MAP_SIZE[0] / MAP_SIZE[1], rel=0.001)
    assert marks(svg, "mark") == [pytest.approx((MAP_SIZE[0] / 2, MAP_SIZE[1] / 2), abs=0.01)]
    for outline in (d for d, style in drawn(svg) if style.get("fill") == COLOURS["land"].lower()):
        assert all(-0.01 <= x <= width + 0.01 and -0.01 <= y <= height + 0.01 for x, y in points_on(outline))
    assert b"<text" not in svg


def test_nothing_has_an_outline_that_could_be_a_border() -> None:
    for place in PLACES:
        svg = draw_locator(place, [(place[0] * 0.99, place[1] * 0.99)], LAND, COLOURS)
        assert {style.get("stroke", "none") for _, style in drawn(svg)} == {"none"}
        assert {style["fill"].upper() for _, style in drawn(svg) if "fill" in style} <= {*COLOURS.values(), "NONE"}


@pytest.mark.parametrize(
    ("centre", "place", "land"),
    [
        ((59.9, 10.7), (51.0, 10.0), True),  # Thuringia
        ((59.9, 10.7), (65.0, 17.0), True),  # Lapland
        ((59.9, 10.7), (57.0, 3.0), False),  # North Sea
        ((59.9, 10.7), (70.0, 2.0), False),  # Norwegian Sea
        ((65.0, 179.0), (66.2, -174.5), True),  # Chukotka, beyond the antimeridian
        ((65.0, 179.0), (68.0, 180.0), True),  # on the line along which the file parts it
        ((65.0, 179.0), (65.0, -157.0), True),  # Alaska
        ((65.0, -179.0), (66.0, 175.0), True),  # Chukotka, from the other side
        ((65.0, 179.0), (58.0, -179.0), False),  # Bering Sea
        ((-17.0, 179.5), (-20.0, 179.9), False),  # South Pacific
        ((-89.0, 0.0), (-85.0, 60.0), True),  # Antarctica
        ((-75.0, -178.0), (-65.0, -170.0), False),  # Southern Ocean
    ],
)
def test_land_is_where_land_is(centre: Place, place: Place, land: bool) -> None:
    image = pixels(draw_locator(centre, (), LAND, COLOURS, "png"))
    per_degree = image.shape[0] / HEIGHT_DEGREES
    squeeze = max(0.2, cos(radians(centre[0])))
    x = image.shape[1] / 2 + ((place[1] - centre[1] + 180) % 360 - 180) * squeeze * per_degree
    y = image.shape[0] / 2 - (place[0] - centre[0]) * per_degree
    assert colour(image[round(y), round(x)]) == COLOURS["land" if land else "sea"]


def test_the_map_is_the_same_every_time() -> None:
    first, second = (draw_locator((59.9, 10.7), [(60.0, 11.0), (52.5, 13.4)], LAND, COLOURS) for _ in range(2))
    assert first == second


# Siblings


@pytest.mark.parametrize(
    ("place", "other", "seen"),
    [
        ((-18.1, 178.4), (-18.1, -178.4), True),  # on the other side of 180°
        ((-18.1, -178.4), (-18.1, 178.4), True),
        ((65.0, 180.0), (65.0, -180.0), False),  # the same place
        ((10.0, 20.0), (10.0, 20.0), False),
        ((10.0, 20.0), (10.015, 20.015), False),
        ((10.0, 20.0), (10.03, 20.0), True),
        ((0.0, 0.0), (15.6, 0.0), True),
        ((0.0, 0.0), (15.7, 0.0), False),  # too near to the edge for a mark
        ((0.0, 0.0), (0.0, -22.3), True),
        ((0.0, 0.0), (0.0, -22.4), False),
        ((60.0, 0.0), (60.0, 44.5), True),  # a degree is half as long there
        ((60.0, 0.0), (60.0, 45.0), False),
        ((0.0, 0.0), (0.0, 180.0), False),
    ],
)
def test_siblings_are_in_sight_where_their_marks_stand_whole(place: Place, other: Place, seen: bool) -> None:
    assert in_sight(place, [other]) == ((other,) if seen else ())


@pytest.mark.parametrize("place", [(-34.6, -58.4), (-18.14, 178.44), (65.0, -179.9)])
def test_a_sibling_has_its_mark_where_it_lies(place: Place) -> None:
    others = [(place[0] + 7, (place[1] + 12 + 180) % 360 - 180), (place[0] - 4, (place[1] - 9 + 180) % 360 - 180)]
    assert in_sight(place, others) == tuple(others)
    svg = draw_locator(place, others, LAND, COLOURS)
    scale, squeeze = MAP_SIZE[1] / HEIGHT_DEGREES, cos(radians(place[0]))
    wanted = [(20 + 12 * squeeze * scale, 14 - 7 * scale), (20 - 9 * squeeze * scale, 14 + 4 * scale)]
    assert marks(svg, "sibling") == [pytest.approx(point, abs=0.01) for point in wanted]
    assert len(boxes(svg)) == 1, "nobody is near, so nothing is shown from nearby"


@pytest.mark.parametrize("degrees", [0.95, 1.2, 1.5, 2.0])
def test_no_sibling_hides_below_the_mark_of_the_place(degrees: float) -> None:
    image = pixels(draw_locator((-18.14, 178.44), [(-18.14 + degrees, 178.44)], LAND, COLOURS, "png"))
    per_mm = image.shape[1] / MAP_SIZE[0]
    pixel = image[round((14 - degrees * MAP_SIZE[1] / HEIGHT_DEGREES) * per_mm), round(20 * per_mm)]
    assert colour(pixel) == COLOURS["sibling"]


@pytest.mark.parametrize(
    ("place", "near"),
    [
        ((-34.604, -58.382), [(-34.72, -58.254)]),  # 17 km apart
        ((-16.8, 179.97), [(-16.9, -179.9)]),  # on both sides of 180°
        ((59.9, 10.7), [(59.8, 10.9), (60.3, 10.3), (59.92, 10.75)]),
    ],
)
def test_a_corner_shows_near_siblings_apart(place: Place, near: list[Place]) -> None:
    svg = draw_locator(place, near, LAND, COLOURS)
    _, (left, top, right, bottom) = boxes(svg)
    assert (right - left, bottom - top) == pytest.approx((13.0, 13.0))
    assert left in (pytest.approx(0), pytest.approx(MAP_SIZE[0] - 13))
    assert top in (pytest.approx(0), pytest.approx(MAP_SIZE[1] - 13))
    centre = (left + right) / 2, (top + bottom) / 2
    assert marks(svg, "mark")[1] == pytest.approx(centre, abs=0.01)
    spots = marks(svg, "sibling")
    assert len(spots) == len(near)
    for (x, y), (latitude, longitude) in zip(spots, near, strict=True):
        assert left + 0.85 < x < right - 0.85
        assert top + 0.85 < y < bottom - 0.85
        assert (y < centre[1]) == (latitude > place[0]), "north is above"
        assert (x > centre[0]) == ((longitude - place[1] + 180) % 360 - 180 > 0), "east is to the right"
    assert max(hypot(x - centre[0], y - centre[1]) for x, y in spots) > 4.5, "as near as they all can be seen"


def test_the_corner_hides_no_mark_and_as_little_land_as_it_can(tmp_path: Path) -> None:
    square = [(-8.0, -8.0), (-8.0, -3.0), (-14.0, -3.0), (-14.0, -8.0)]  # below and left of 0, 0
    far, beside = pack(tmp_path / "far.npz", [[[(90, 0), (91, 0), (91, 1)]]]), pack(tmp_path / "near.npz", [[square]])

    def corner(land: Path, *others: Place) -> tuple[float, float]:
        _, (left, top, _, _) = boxes(draw_locator((0, 0), [(0.1, 0.1), *others], land, COLOURS))
        return round(left, 1), round(top, 1)

    assert corner(far) == (27.0, 15.0), "in the open sea the lower right one"
    assert corner(far, (-9, 14)) == (27.0, 0.0)
    assert corner(far, (-9, 14), (9, 14)) == (0.0, 15.0)
    assert corner(beside, (-9, 14), (9, 14)) == (0.0, 0.0)
    assert corner(beside, (-9, 14), (9, 14), (9, -14)) == (0.0, 15.0), "a mark weighs more than land"
