"""The map of a region: the graticule with its degrees, and insets for places that are close."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from helpers.charts import charts, cities
from mgi_report.data.model import Profile
from mgi_report.figures.comparison import Charts
from mgi_report.figures.map.labels import Rect
from mgi_report.figures.shapes import Box, Disc, Sheet, Stroke

Place = tuple[float, float]
NEIGHBOURS: list[Place] = [(-34.6, -58.4), (-34.72, -58.25)]
FAR: list[Place] = [(6.2, -75.6), (14.3, -89.2), (-33.4, -70.7)]


def of(places: list[Place], code: str = "en") -> Charts:
    """Invented cities at some places, in the order of the places."""
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(len(places))]
    for one, place in zip(data, places, strict=True):
        one["place"]["coordinates"] = list(place)
    return charts(code=code, profiles=[Profile.model_validate(one) for one in data])


def maps(sheet: Sheet, made: Charts) -> list[Rect]:
    """The boxes of the map and of its insets."""
    seas = [s for s in sheet.shapes if isinstance(s, Box) and s.fill == made.colours["mist"]]
    return [Rect(sea.left, sea.top, sea.left + sea.width, sea.top + sea.height) for sea in seas]


@pytest.mark.parametrize("places", [NEIGHBOURS, [*NEIGHBOURS, *FAR]])
def test_neighbours_whose_dots_would_touch_are_shown_in_an_inset(places: list[Place]) -> None:
    made = of(places)
    sheet = made.bare_map(180, 200)
    whole, inset = maps(sheet, made)
    assert inset.within(whole)
    names = [shape for shape in sheet.shapes if getattr(shape, "name", "").startswith("place-")]
    order = [city.identity for city in made.comparison.cities]
    assert [words.name for words in names] == [f"place-{identity}" for identity in order]  # type: ignore[union-attr]
    near = {city.identity for city in made.comparison.cities if city.profile.place.coordinates in NEIGHBOURS}
    for words in names:
        at = Rect(words.x, words.y, words.x, words.y)  # type: ignore[union-attr]
        assert at.within(inset) == (words.name.removeprefix("place-") in near)  # type: ignore[union-attr]
    radii = {shape.radius for shape in sheet.shapes if isinstance(shape, Disc)}
    assert len(radii) == 3, "all marks are equal, with their rims; the places in the frame are points"


def test_the_line_of_an_inset_ends_at_its_box_and_meets_no_dot() -> None:
    made = of([*NEIGHBOURS, *FAR])
    sheet = made.bare_map(180, 200)
    _, inset = maps(sheet, made)
    lines = [s for s in sheet.shapes if isinstance(s, Stroke) and s.colour == made.colours["label"]]
    assert inset.distance(lines[0].end) < 0.01
    for disc in (s for s in sheet.shapes if isinstance(s, Disc) and s.radius > 1):
        if not Rect(disc.x, disc.y, disc.x, disc.y).within(inset):
            box = Rect(disc.x - 1, disc.y - 1, disc.x + 1, disc.y + 1)
            assert not box.cut_by(lines[0].start, lines[0].end)


def test_an_inset_tells_its_scale() -> None:
    """The neighbours are 19.1 km apart."""
    made = of(NEIGHBOURS)
    sheet = made.bare_map(180, 200)
    assert [word for word in sheet.words if "km" in word] == ["20\u00a0km"]
    (bar,) = [s for s in sheet.shapes if isinstance(s, Stroke) and s.width == 0.35]
    one, other = [s for s in sheet.shapes if isinstance(s, Disc)][-2:]
    apart = hypot(one.x - other.x, one.y - other.y)
    assert apart / (bar.end[0] - bar.start[0]) == pytest.approx(19.1 / 20, rel=0.03)


def test_two_clusters_have_two_insets_apart() -> None:
    made = of([*NEIGHBOURS, *((north + 40, west - 20) for north, west in NEIGHBOURS)])
    _, *insets = maps(made.bare_map(180, 200), made)
    assert len(insets) == 2
    assert not any(one.meets(other) for one, other in combinations(insets, 2))


@pytest.mark.parametrize("places", [FAR, [NEIGHBOURS[0]] * 2])
def test_places_far_apart_or_the_same_have_no_inset(places: list[Place]) -> None:
    made = of(places)
    assert len(maps(made.bare_map(180, 200), made)) == 1


@pytest.mark.parametrize(
    ("code", "west", "places"),
    [("en", "80°\u00a0W", FAR), ("es", "80°\u00a0O", FAR), ("en", "180°", [(-18.0, 178.0), (-14.0, -172.0)])],
)
def test_the_graticule_bears_its_degrees_in_small_type(code: str, west: str, places: list[Place]) -> None:
    sheet = of(places, code).bare_map(180, 200)
    degrees = [shape for shape in sheet.shapes if "°" in getattr(shape, "text", "")]
    assert west in [words.text for words in degrees]  # type: ignore[union-attr]
    assert all(words.size >= 7 for words in degrees)  # type: ignore[union-attr]


def test_a_degree_stands_at_its_line() -> None:
    """The equator, told by a dot on it."""
    made = of([(0.0, 10.0), (20.0, 30.0)])
    sheet = made.bare_map(180, 200)
    (equator,) = [s for s in sheet.shapes if getattr(s, "text", "") == "0°" and s.x < 10]  # type: ignore[union-attr]
    dot = next(s for s in sheet.shapes if isinstance(s, Disc))
    lines = [s for s in sheet.shapes if isinstance(s, Stroke) and s.start[1] == s.end[1]]
    assert any(abs(line.start[1] - dot.y) < 0.01 for line in lines)
    assert 0 < dot.y - equator.y < 1.5  # type: ignore[union-attr]


def test_a_map_of_the_whole_earth_ends_at_the_poles() -> None:
    made = of([(40.0, -120.0), (-30.0, 20.0), (35.0, 139.0)])
    sheet = made.bare_map(180, 200)
    assert sheet.height < 130
    (whole,) = maps(sheet, made)
    dots = [s for s in sheet.shapes if isinstance(s, Disc)]
    assert all(Rect(dot.x, dot.y, dot.x, dot.y).within(whole) for dot in dots)
