"""The map on the first page: each place has its own, of few tones, without a line that could be a border."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from itertools import combinations
from math import hypot
from pathlib import Path

import numpy as np
import pytest

from helpers.command import python
from helpers.maps import LAND, pack
from helpers.vectors import Pixels, colour, drawn, middle_of, pixels, points_on, size_of
from helpers.wheels import studio_here
from mgi_report.design.theme import TONES
from mgi_report.figures.cover import SIZE, draw_cover

THEME = studio_here().theme
COLOURS = {tone: THEME.rgb(tone) for tone in (*TONES, "paper")} | {"mark": THEME.rgb("yellow")}
WATERS = [COLOURS[tone] for tone in ("deep", "shelf", "shallows", "shore")]

Place = tuple[float, float]
PLACES: dict[str, Place] = {
    "fjord": (59.9, 10.7),
    "estuary": (-34.6, -58.4),
    "estuary-south": (-34.7, -58.25),  # 17 km from it
    "mountains": (6.2, -75.6),
    "ocean-coast": (-33.4, -70.7),
    "isthmus": (14.3, -89.2),
    "islet": (-15.92, -5.72),
    "atoll": (-8.52, 179.2),
    "islands": (-18.14, 178.44),
    "strait": (1.3, 103.8),
    "date-line": (65.0, -179.9),
    "steppe": (47.9, 106.9),
    "north": (78.2, 15.6),
    "antarctica": (-77.85, 166.7),
    "pole": (-90.0, 0.0),
    "north-pole": (90.0, 180.0),
    "sea": (0.0, -150.0),
}
"""Invented cities, where nobody would look for one too."""


@cache
def picture(place: Place, identity: str) -> Pixels:
    return pixels(draw_cover(place, identity, LAND, COLOURS, "png"))


@cache
def vector(name: str) -> bytes:
    return draw_cover(PLACES[name], name, LAND, COLOURS)


def mark_of(svg: bytes) -> tuple[float, float]:
    """Where the place is marked, in mm."""
    (outline,) = [d for d, style in drawn(svg) if style.get("fill") == COLOURS["mark"].lower()]
    x, y = middle_of(outline)
    return x * SIZE[0] / size_of(svg)[0], y * SIZE[1] / size_of(svg)[1]


def differing(one: Pixels, other: Pixels) -> float:
    """Which part of the pixels differ so much that it can be seen; the whole band is inked."""
    return float((np.abs(one - other).max(axis=2) > 4).mean())


def share(image: Pixels, *rgb: str) -> float:
    """Which part of an image has these colours."""
    wanted = np.array([[int(value[i : i + 2], 16) for i in (1, 3, 5)] for value in rgb])
    return float((image[:, :, None] == wanted).all(axis=3).any(axis=2).mean())


# Two cities, two covers


def test_neighbours_17_km_apart_have_covers_that_differ() -> None:
    """Invented neighbours where Buenos Aires and Quilmes lie."""
    north, south = picture((-34.604, -58.382), "buenos-aires"), picture((-34.72, -58.254), "quilmes")
    assert differing(north, south) >= 0.3


APART = ("fjord", "estuary", "estuary-south", "mountains", "ocean-coast", "isthmus", "islands", "strait")


@pytest.mark.parametrize(("one", "other"), [*combinations(APART, 2)])
def test_places_with_a_coast_have_covers_that_differ(one: str, other: str) -> None:
    assert differing(picture(PLACES[one], one), picture(PLACES[other], other)) >= 0.3


# The place


@pytest.mark.parametrize("name", PLACES)
def test_the_place_is_marked_clear_of_name_and_wheel(name: str) -> None:
    """Lines of the name begin more than 60 mm below the upper edge, the wheel more than 90."""
    x, y = mark_of(vector(name))
    assert 90 < x < SIZE[0] - 20
    assert 25 < y < 60
    image = picture(PLACES[name], name)
    scale = image.shape[1] / SIZE[0]
    assert colour(image[round(y * scale), round(x * scale)]) == COLOURS["mark"]
    assert colour(image[round(y * scale), round((x + 2.3) * scale)]) == COLOURS["paper"]


def islets(tmp_path: Path, *middles: Place) -> Path:
    """Land of squares 9 km wide around coordinates, also across 180°."""
    corners = [(-0.04, -0.04), (-0.04, 0.04), (0.04, 0.04), (0.04, -0.04)]
    turned = [[((x + lon + 180) % 360 - 180, y + lat) for x, y in corners] for lat, lon in middles]
    return pack(tmp_path / "land.npz", [[ring] for ring in turned])


@pytest.mark.parametrize("place", [(59.9, 10.7), (-34.6, -58.4), (65.0, 180.0), (-18.14, -179.99), (84.0, 15.6)])
def test_the_mark_is_where_the_place_lies_and_the_graticule_as_well(tmp_path: Path, place: Place) -> None:
    """Told by islets: one at the place, and one half a degree north-east of it."""
    land = islets(tmp_path, place, (place[0] + 0.5, place[1] + 0.5))
    svg = draw_cover(place, "islet", land, COLOURS)
    scale, ground = SIZE[0] / size_of(svg)[0], COLOURS["ground"].lower()
    (outline,) = [d for d, style in drawn(svg) if style.get("fill") == ground]
    points = [(x * scale, y * scale) for x, y in points_on(outline)]
    (x, y), (east, north) = (
        ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        for xs, ys in (zip(*points[:4], strict=True), zip(*points[-4:], strict=True))
    )
    assert (x, y) == pytest.approx(mark_of(svg), abs=0.01)
    wide, tall = 2 * (east - x), 2 * (y - north)  # mm of a degree
    lines = [points_on(d) for d, style in drawn(svg) if style.get("stroke") == COLOURS["grid"].lower()]
    down = [(line[0][0] * scale - x) / wide + place[1] for line in lines if line[0][0] == line[1][0]]
    across = [(y - line[0][1] * scale) / tall + place[0] for line in lines if line[0][1] == line[1][1]]
    for degrees in (down, across):
        step = float(np.diff(sorted(degrees)).mean())
        assert round(step, 2) in (0.25, 0.5, 1.0, 2.0)
        assert all(at / step == pytest.approx(round(at / step), abs=0.01) for at in degrees)


# What is drawn


@pytest.mark.parametrize("name", PLACES)
def test_only_colours_of_the_theme_are_drawn(name: str) -> None:
    painted = {
        style[part].upper() for _, style in drawn(vector(name)) for part in ("fill", "stroke") if part in style
    } - {"NONE"}
    assert painted <= set(COLOURS.values())
    assert b"opacity" not in vector(name)
    assert b"<text" not in vector(name)


@pytest.mark.parametrize("name", PLACES)
def test_no_line_on_land_could_be_a_border(name: str) -> None:
    """On land lies the graticule alone: straight, upright or across, from edge to edge."""
    svg = vector(name)
    width, height = size_of(svg)
    styles = list(drawn(svg))
    land = [number for number, (_, style) in enumerate(styles) if style.get("fill") == COLOURS["ground"].lower()]
    assert all(styles[number][1].get("stroke", "none") == "none" for number in land)
    for number, (outline, style) in enumerate(styles):
        if (stroke := style.get("stroke", "none")) == "none":
            continue
        if stroke == COLOURS["grid"].lower():
            (x1, y1), (x2, y2) = points_on(outline)
            assert (x1, abs(y2 - y1)) == pytest.approx((x2, height)) or (y1, abs(x2 - x1)) == pytest.approx((y2, width))
        else:
            assert stroke.upper() in WATERS
            assert not land or number < min(land), "waters lie below the land"


@pytest.mark.parametrize("name", ["islands", "strait", "islet"])
def test_waters_have_no_holes(name: str) -> None:
    """Each tone reaches farther than the next and around it: going from land to the open sea no tone comes back."""
    image = picture(PLACES[name], name)
    order = {value: number for number, value in enumerate([*WATERS, COLOURS["ground"]])}
    values = np.full(image.shape[:2], -1)
    for value, number in order.items():
        rgb = [int(value[i : i + 2], 16) for i in (1, 3, 5)]
        values[(image == rgb).all(axis=2)] = number
    pairs = [(values[:, 6:], values[:, :-6]), (values[6:], values[:-6])]
    for near, far in pairs:
        known = (near >= 0) & (far >= 0)
        leaps = known & (np.abs(near - far) > 1)
        waters = leaps & (np.minimum(near, far) < 2) & (np.maximum(near, far) < 4)
        assert waters.mean() < 1e-4, "beside open water there is no shore"


@pytest.mark.parametrize("name", ["estuary", "ocean-coast", "mountains", "islands"])
def test_coasts_beyond_the_edge_have_waters_too(name: str) -> None:
    """Or else waters would end where their coast leaves the sheet."""
    svg = vector(name)
    scale = SIZE[0] / size_of(svg)[0]
    for tone, reach in (("shelf", 20.0), ("shallows", 12.0), ("shore", 5.0)):
        (coast,) = [points_on(d) for d, style in drawn(svg) if style.get("stroke") == COLOURS[tone].lower()]
        outside = [max(-x, x - SIZE[0], -y, y - SIZE[1]) for x, y in ((x * scale, y * scale) for x, y in coast)]
        assert max(outside) > reach


# Places of every kind


def test_a_coast_shows_land_and_water() -> None:
    for name in APART:
        image = picture(PLACES[name], name)
        assert 0.1 < share(image, COLOURS["ground"]) < 0.9
        assert share(image, *WATERS) > 0.1


def test_an_islet_is_seen_from_nearby_in_its_own_waters() -> None:
    for name in ("islet", "atoll"):
        image = picture(PLACES[name], name)
        assert 0 < share(image, COLOURS["ground"]) < 0.05
        (x, y), scale = mark_of(vector(name)), image.shape[1] / SIZE[0]
        around = image[round((y - 9) * scale) : round((y + 9) * scale), round((x - 9) * scale) : round((x + 9) * scale)]
        assert share(around, COLOURS["ground"], COLOURS["shore"], COLOURS["shallows"]) > 0.7


def test_an_islet_is_never_shown_beside_another_coast_instead() -> None:
    """Wherever its name puts it on the sheet: Africa is 2,000 km away."""
    for name in map(str, range(8)):
        svg = draw_cover(PLACES["islet"], name, LAND, COLOURS)
        (outline,) = [d for d, style in drawn(svg) if style.get("fill") == COLOURS["ground"].lower()]
        scale, (x, y) = SIZE[0] / size_of(svg)[0], mark_of(svg)
        assert all(hypot(left * scale - x, top * scale - y) < 10 for left, top in points_on(outline))


def test_inland_there_is_land_and_no_water() -> None:
    assert share(picture(PLACES["steppe"], "steppe"), *WATERS) < 0.05
    assert share(picture(PLACES["steppe"], "steppe"), COLOURS["ground"]) > 0.9


def test_the_date_line_leaves_no_trace() -> None:
    """Islands on both sides of it are there, and Chukotka has no seam."""
    svg = draw_cover((-16.8, 179.97), "islands", LAND, COLOURS)
    image = pixels(draw_cover((-16.8, 179.97), "islands", LAND, COLOURS, "png"))
    (x, _), scale = mark_of(svg), image.shape[1] / SIZE[0]
    left, right = image[:, : round((x - 8) * scale)], image[:, round((x + 8) * scale) :]
    assert min(share(part, COLOURS["ground"]) for part in (left, right)) > 0.001
    whole = picture(PLACES["date-line"], "date-line")
    known = share(whole, *COLOURS.values())
    assert known > 0.9
    rgb = [int(COLOURS["shore"][i : i + 2], 16) for i in (1, 3, 5)]
    columns = (whole == rgb).all(axis=2).mean(axis=0)
    assert np.abs(np.diff(columns)).max() < 0.2, "no upright line from the one coast to the other"


def test_at_the_poles_there_is_ice_or_sea_and_no_edge_of_the_world() -> None:
    assert share(picture(PLACES["pole"], "pole"), COLOURS["ground"]) > 0.9
    assert share(picture(PLACES["north-pole"], "north-pole"), *WATERS) > 0.5
    assert share(picture(PLACES["sea"], "sea"), COLOURS["deep"]) > 0.9


@pytest.mark.parametrize("name", PLACES)
def test_the_graticule_is_wide_everywhere(name: str) -> None:
    lines = [points_on(d) for d, style in drawn(vector(name)) if style.get("stroke") == COLOURS["grid"].lower()]
    scale = SIZE[0] / size_of(vector(name))[0]
    for axis in (0, 1):
        ends = sorted(line[0][axis] * scale for line in lines if line[0][axis] == line[1][axis])
        assert len(ends) >= 2
        assert np.diff(ends).min() > 14


def test_the_same_place_has_the_same_map_in_any_process(tmp_path: Path) -> None:
    code = (
        "from hashlib import sha256; from helpers.maps import LAND; from mgi_report.figures.cover import draw_cover;"
        f"print(sha256(draw_cover({PLACES['fjord']}, 'fjord', LAND, {COLOURS})).hexdigest())"
    )
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "86400"}
    here = sha256(draw_cover(PLACES["fjord"], "fjord", LAND, COLOURS)).hexdigest()
    assert here == sha256(vector("fjord")).hexdigest()
    assert python(code, cwd=tmp_path, **elsewhere).strip() == here
