"""The cities in the contents of a volume: in columns by country, each name beside its code."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from helpers.layouts import front_of
from helpers.order import jumps
from helpers.volumes import many, studio_of
from mgi_report.compendium import gatherings
from mgi_report.compendium.view import Place

LONG = "Nordhafenunterwaldnerstrassenviertelsbezirk"
CITIES = 2
"""The index of their page."""


def of_two_countries(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Cities of which most are in one country; some have a name longer than a line."""
    return tuple(
        replace(place, name=LONG if not number % 7 else place.name, country="Norway" if number < 45 else "Portugal")
        for number, place in enumerate(places)
    )


def made(language: str) -> tuple[bytes, tuple[Place, ...]]:
    """Prelims, and their cities."""
    volume = studio_of(many(70), language)
    places = of_two_countries(volume.view.places)
    volume.__dict__["view"] = replace(volume.view, places=places)
    return gatherings.make(front_of(volume), volume.studio).pdf, places


def spots(pdf: bytes, words: str) -> list[tuple[int, int]]:
    """Where words stand on the page of the cities: left and top, in points."""
    text = pypdfium2.PdfDocument(pdf)[CITIES].get_textpage()
    search, found = text.search(words, match_case=True), []
    while match := search.get_next():
        left, _, _, top = text.get_charbox(match[0], loose=True)
        found.append((round(left), round(top)))
    return found


@pytest.mark.parametrize(
    ("language", "continued"), [("en", "(continued)"), ("es", "(continuación)"), ("fr", "(suite)")]
)
def test_a_country_that_goes_on_in_the_next_column_says_so(language: str, continued: str) -> None:
    pdf, places = made(language)
    columns = {left for place in places for left, _ in spots(pdf, place.code)}
    heads = [spot for name in ("Norway", "Portugal") for spot in spots(pdf, name)]
    first = max(top for _, top in heads)
    assert len(columns) == 3
    assert {left for left, top in heads if top == first} == columns, "each column begins with the name of a country"
    assert len(spots(pdf, continued)) == len(heads) - 2


def test_a_name_longer_than_a_line_begins_beside_its_code() -> None:
    pdf, places = made("en")
    tops = {top for _, top in spots(pdf, LONG[:12])}
    codes = {spot[1] for place in places if place.name == LONG for spot in spots(pdf, place.code)}
    assert codes
    assert all(any(abs(top - other) <= 1 for other in tops) for top in codes)
    assert [jump for jump in jumps(pdf) if jump.startswith(f"page {CITIES + 1}:")] == []
