"""The key of a map: numbers in the order of the places, columns that can be read."""

from __future__ import annotations

import pytest

from helpers.project import ROOT
from mgi_report.figures.frame import Type
from mgi_report.figures.map.key import Entry, Key, set_key
from mgi_report.figures.shapes import Words
from mgi_report.text.widths import metrics

FONTS = ROOT / "assets" / "fonts"
TYPE = Type(metrics(FONTS / "OpenSans-Regular.ttf"), metrics(FONTS / "OpenSans-Bold.ttf"))
NOTE = "A note about the numbers."
COLOURS = {"ink": "#000000", "soft": "#666666", "label": "#123456"}


def entries(number: int, name: str = "Aurora") -> list[Entry]:
    """So many places, four in each country."""
    return [Entry(f"e-{n}", f"{name} {n}", f"Country {n // 4}") for n in range(number)]


def key_of(places: list[Entry], width: float = 180, height: float = 90, *, broken: bool = False) -> Key:
    key = set_key(places, NOTE, TYPE, 7.0, width, height, broken=broken)
    assert key
    return key


@pytest.mark.parametrize("number", [1, 2, 5, 20, 50, 81])
def test_every_place_has_its_number_once_and_stands_under_its_country(number: int) -> None:
    places = entries(number)
    seen, country = [], ""
    for column in key_of(places).columns:
        assert column[0].country
        assert not column[-1].country
        for line in column:
            if line.country:
                country = line.text
            else:
                seen.append((line.number, line.identity, line.text, country))
    assert seen == [(str(n), place.identity, place.name, place.country) for n, place in enumerate(places, 1)]


@pytest.mark.parametrize(("width", "height"), [(180, 60), (90, 120), (60, 200)])
def test_a_key_keeps_to_its_room_and_says_how_large_it_is(width: float, height: float) -> None:
    key = key_of(entries(40), width, height)
    assert key.width <= width
    assert key.height <= height
    words = [shape for shape in key.shapes(10, 20, COLOURS) if isinstance(shape, Words)]
    assert min(shape.y for shape in words) > 20
    assert max(shape.y for shape in words) < 20 + key.height
    assert max(shape.x + TYPE.width(shape.text, shape.size) for shape in words if shape.align == "left") <= 190


def test_columns_are_as_equal_as_they_can_be() -> None:
    lengths = [len(column) for column in key_of(entries(48)).columns]
    assert len(lengths) > 2
    assert max(lengths) - min(lengths) < 6


def test_names_are_broken_only_where_they_are_to_be() -> None:
    places = entries(40, "Villanueva de las Tres Aguas")
    whole, broken = key_of(places), key_of(places, broken=True)
    assert len(broken.columns) > len(whole.columns)
    assert all(line.number or line.country for column in whole.columns for line in column)
    joined = " ".join(line.text for column in broken.columns for line in column if not line.country)
    assert all(place.name in joined for place in places)
    for column in broken.columns:
        assert column[0].country
        assert all(line.text for line in column)


def test_where_there_is_no_room_there_is_no_key() -> None:
    assert set_key(entries(40), NOTE, TYPE, 7.0, 180, 12) is None
