"""Values as people write them elsewhere are understood, for the hint."""

from __future__ import annotations

import pytest

from mgi_report.data.meant import coordinates_hint, edition_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-9", "2024-09"),
        ("2024/09/15", "2024-09"),
        ("29/11/2026", "2026-11"),
        ("11.2026", "2026-11"),
        ("Sept 2024", "2024-09"),
        ("septiembre de 2024", "2024-09"),
        ("août 2023", "2023-08"),
        ("2024", ""),
        ("Ma 2024", ""),
        ("13/2024", ""),
        ("May to June 2024", ""),
    ],
)
def test_an_edition_is_meant(typed: str, meant: str) -> None:
    assert edition_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["59", "9", "-10", "7"], "[59.9, -10.7]"),
        ("59,9, -10,7", "[59.9, -10.7]"),
        ("59.9 -10.7", "[59.9, -10.7]"),
        (["59.9", "−10.7"], "[59.9, -10.7]"),
        ({"lat": "59.9", "lon": "-10.7"}, "[59.9, -10.7]"),
        (["0", "180.5"], ""),
        (["north", "10.7"], ""),
        (["59", "9", "10"], "[59.9, 10]"),
        ([], ""),
    ],
)
def test_coordinates_are_meant(typed: object, meant: str) -> None:
    otherwise = "write latitude and longitude in degrees with a decimal point: [6.244, -75.574]"
    assert coordinates_hint(typed) == (f"did you mean {meant}?" if meant else otherwise)
