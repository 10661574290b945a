"""Names of places: which country, which part of a title is the name, and what kind of place it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale

from .labels import Table, fold, tables

_LONGEST_NAME = 8
_NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}

# Names that the United Nations use and Unicode CLDR does not.
_UNITED_NATIONS = {
    "bolivia plurinational state of": "BO",
    "bolivia estado plurinacional de": "BO",
    "brunei darussalam": "BN",
    "cabo verde": "CV",
    "congo": "CG",
    "cote d ivoire": "CI",
    "czech republic": "CZ",
    "democratic republic of the congo": "CD",
    "iran islamic republic of": "IR",
    "lao people s democratic republic": "LA",
    "micronesia federated states of": "FM",
    "myanmar": "MM",
    "republic of korea": "KR",
    "republic of moldova": "MD",
    "republique de coree": "KR",
    "republica de corea": "KR",
    "russian federation": "RU",
    "state of eritrea": "ER",
    "state of israel": "IL",
    "state of kuwait": "KW",
    "state of libya": "LY",
    "state of palestine": "PS",
    "state of qatar": "QA",
    "syrian arab republic": "SY",
    "timor leste": "TL",
    "turkey": "TR",
    "united kingdom of great britain and northern ireland": "GB",
    "united republic of tanzania": "TZ",
    "united states of america": "US",
    "estados unidos de america": "US",
    "venezuela bolivarian republic of": "VE",
    "venezuela republica bolivariana de": "VE",
    "viet nam": "VN",
}


@dataclass(frozen=True)
class Place:
    """A place as a title names it: ``name`` without what kind of place it is, ``country`` if it is said."""

    name: str
    full: str
    country: str = ""
    national: bool = False


@cache
def _countries() -> dict[str, str]:
    names = dict(_UNITED_NATIONS)
    for table in tables():
        for code, name in Locale.parse(table.language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                names.setdefault(fold(name), code)
    return names


def country_of(name: str) -> str:
    """The ISO 3166-1 code of a country by its name in any of the languages, with or without “Republic of”."""
    folded = re.sub(r"^(the|la|le|el|l|o|a|os) (?=\w{2})", "", fold(name))
    if code := _countries().get(folded):
        return code
    return _countries().get(fold(_without_nation(name)), "")


def _without_nation(name: str) -> str:
    """A country without its form of government: ``Republic of Peru`` → ``Peru``."""
    for position in reversed(_word_starts(name)):
        if any(table.nations.fullmatch(fold(name[:position])) for table in tables()):
            return name[position:]
    return name


def parse_place(text: str) -> Place:
    """Take a place of a title apart: ``La Palma, Chalatenango (El Salvador)``."""
    country, full = "", text
    for match in re.finditer(r"\s*\(([^()]+)\)", text):
        if code := country_of(match[1]):
            country, full = code, (text[: match.start()] + text[match.end() :]).strip()
            break
    if not country and (code := country_of(full)):
        name = full if fold(full) in _countries() else _without_nation(full)
        return Place(name, full, code, national=True)
    head, *rest = [part.strip() for part in full.split(",")]
    if rest and not country and (code := country_of(rest[-1])):
        country, full = code, ", ".join([head, *rest[:-1]])
    return Place(without_kind(head) or head, full, country)


def without_kind(name: str) -> str:
    """A name without what kind of place it is: ``Municipality of Quilmes`` → ``Quilmes``."""
    best = 0
    for position in _word_starts(name):
        if any(_is_kind(name[:position], table) for table in tables()):
            best = position
    rest = name[best:].strip()
    for table in tables():
        for ending in table.place_endings:
            if fold(rest).endswith(f" {ending}"):
                rest = " ".join(rest.split()[: -len(ending.split())])
    return rest


def _is_kind(words: str, table: Table) -> bool:
    # An article with a capital belongs to the name: Municipalidad de La Palma.
    last = (words.split() or [""])[-1]
    is_article = len(last) <= 3 and last[:1].isupper() and not words.isupper()
    return bool(table.places.fullmatch(fold(words))) and not is_article


def _word_starts(text: str) -> list[int]:
    return [match.end() for match in re.finditer(r"[\s'’´]+", text)]


def named_with_kind(text: str, name: str) -> str:
    """The longest ending of a text that says of a name what kind of place it is: “the District of Medellín”."""
    words = text.split()
    for count in range(min(_LONGEST_NAME, len(words)), 1, -1):
        ending = " ".join(words[-count:])
        rest = without_kind(ending)
        if rest != ending and fold(rest) == fold(name):
            return ending
    return ""


def accented(one: str, other: str) -> str:
    """Of two spellings of a name that differ in accents only, the one that has them."""

    def marks(text: str) -> int:
        return sum(bool(unicodedata.combining(char)) for char in unicodedata.normalize("NFD", text))

    return other if fold(one) == fold(other) and marks(other) > marks(one) else one
