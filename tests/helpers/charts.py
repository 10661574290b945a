"""Comparison figures of any number of invented cities."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any

from helpers.cities import city_data
from helpers.comparisons import FRAMEWORK, TOPICS, language
from helpers.project import ROOT
from mgi_report.data.comparison import compare
from mgi_report.data.model import Profile
from mgi_report.data.region import Region
from mgi_report.figures.canvas import FORMATS
from mgi_report.figures.comparison import Charts, charts_of
from mgi_report.figures.shapes import Sheet
from mgi_report.workspace.places import open_workspace

WORKSPACE = open_workspace(ROOT)
COUNTRIES = ("AR", "BO", "BR", "CL", "CO", "CR", "EC", "GT", "MX", "PE")
NAMES = ("Aurora", "San Bartolomé de los Llanos", "Ñuñoa", "Beira", "Vila Nova", "Ålesund", "Cova", "Santo Tomé")


def letters(number: int) -> str:
    """A, B … Z, AA, AB …"""
    return (letters((number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)


def cities(number: int) -> list[Profile]:
    """Invented cities, each with its own pattern of lists, scattered over a continent."""
    found = []
    for n in range(number):
        findings: dict[str, Any] = {}
        for d, (domain, slugs) in enumerate(TOPICS.items()):
            marks = {slug: (n * 7 + d * 3 + t) % 4 for t, slug in enumerate(slugs)}
            findings[domain] = {
                kind: [{"text": f"{kind} {slug}", "topics": [slug]} for slug, mark in marks.items() if mark & bit]
                for kind, bit in (("developed", 1), ("potential", 2))
            }
        data = city_data() | {"city": f"city-{n}", "code": f"C{chr(65 + n // 26)}{chr(65 + n % 26)}"}
        place = {"name": f"{NAMES[n % 8]}{'' if n < 8 else f' {letters(n // 8)}'}", "country": COUNTRIES[n % 10]}
        data["place"] = place | {"coordinates": [-35 + (n * 37 % 61) + n / 50, -85 + (n * 23 % 41)]}
        found.append(Profile.model_validate(data | {"findings": findings}))
    return found


def charts(number: int = 5, code: str = "en", profiles: Iterable[Profile] | None = None) -> Charts:
    """Of some profiles, or of a number of invented cities, which are made once."""
    return _of_number(number, code) if profiles is None else _of(profiles, code)


def _of(profiles: Iterable[Profile], code: str) -> Charts:
    title = {"en": "Cities of the South", "es": "Ciudades del Sur", "fr": "Villes du Sud"}
    region = Region(region="south", title=title, countries=["NO"])
    comparison = compare(region, profiles, FRAMEWORK, language(code))
    return charts_of(WORKSPACE, comparison, FRAMEWORK, language(code))


@cache
def _of_number(number: int, code: str) -> Charts:
    return _of(cities(number), code)


@cache
def matrix(number: int, domain: str = "", form: str = "slide", code: str = "en") -> tuple[Sheet, ...]:
    """The sheets of a matrix, laid out and guarded once for all who look at them."""
    return tuple(charts(number, code).matrix(domain, form))


@cache
def map_of(number: int, form: str = "slide") -> Sheet:
    """The map, likewise."""
    return charts(number).map(form)


@cache
def near(number: int, reach: float, code: str = "en") -> Charts:
    """Cities around one spot, so near that their names find no room."""
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(number)]
    for n, one in enumerate(data):
        one["place"]["coordinates"] = [-34.6 + reach * (n * 7 % 11 - 5), -58.4 + reach * (n * 5 % 13 - 6)]
    return charts(code=code, profiles=[Profile.model_validate(one) for one in data])


@cache
def checksums() -> list[str]:
    """Of figures in every format: a matrix, a map with names, one with numbers, and one without words."""
    some, crowd = charts(12, "fr"), near(20, 0.05, "fr")
    sheets = (some.matrix("partnerships")[0], some.map(), crowd.map(), crowd.bare_map(180, 120))
    drawn = [(suffix, some.draw(sheet, suffix)) for suffix in FORMATS for sheet in sheets]
    return [f"{suffix}:{sha256(data).hexdigest()}" for suffix, data in drawn]
