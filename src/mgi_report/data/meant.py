"""Values as people write them elsewhere → how they are written here, for the hint of an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from babel import Locale

from .identity import slug_of

_LANGUAGES = ("en", "es", "fr")  # of the names of months
_YEAR = r"(?P<year>20\d\d)"
_DATES = (
    re.compile(rf"{_YEAR}[-/. ](?P<month>\d{{1,2}})(?:[-/. ]\d{{1,2}})?"),
    re.compile(rf"(?:\d{{1,2}}[-/. ])?(?P<month>\d{{1,2}})[-/. ]{_YEAR}"),
)
_LONG = 200  # characters that are looked at
_NUMBER = re.compile(r"[-−–]?\d+(?:[.,]\d+)?")


def edition_meant(value: str) -> str:
    """The year and month that are meant, as 2024-09; nothing where that cannot be told: “Sept 2024”, “29/11/2026”."""
    text = value[:_LONG].strip()
    found = next((match for date in _DATES if (match := date.fullmatch(text))), None)
    if found and 1 <= int(found["month"]) <= 12:
        return f"{found['year']}-{int(found['month']):02}"
    years, words = re.findall(_YEAR, text), [word for word in slug_of(text).split("-") if len(word) > 2]
    months = {number for number, name in _months() for word in words if name.startswith(word)}
    return f"{years[0]}-{months.pop():02}" if len(years) == len(months) == 1 else ""


def _months() -> Iterator[tuple[int, str]]:
    for code in _LANGUAGES:
        yield from ((number, slug_of(name)) for number, name in Locale(code).months["format"]["wide"].items())


def coordinates_hint(value: Any) -> str:
    """How to write what was given as coordinates: with decimal points, and a hyphen for minus."""
    text = ("; " if len(value) == 2 else ",").join(map(str, value)) if isinstance(value, list) else str(value)
    text = text[:_LONG]  # nobody means anything longer
    parts = [f"{one}.{two}" for one, two in re.findall(r"([-−–]?\d+),(\d+)", text)]
    if len(parts) != 2 or "." in text:
        parts = _NUMBER.findall(text)
    numbers = [float(re.sub("[−–]", "-", part).replace(",", ".")) for part in parts]
    if len(numbers) == 2 and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180:
        return f"did you mean [{numbers[0]:g}, {numbers[1]:g}]?"
    return "write latitude and longitude in degrees with a decimal point: [6.244, -75.574]"
