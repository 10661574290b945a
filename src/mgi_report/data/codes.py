"""The code that begins every reference of a city: three letters that no other city has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

from .identity import peek

_SMALL = {"de", "del", "la", "las", "el", "los", "the", "of", "da", "do", "dos", "das", "du", "des", "le", "les"}


class Known(NamedTuple):
    """City, edition and code of a profile that is there; each may be empty in a file that is not sound."""

    city: str
    edition: str
    code: str


def known_in(file: Path) -> Known:
    """What the first lines of a profile say of it."""
    data = peek(file).data
    return Known(data.get("city", ""), data.get("edition", ""), data.get("code", ""))


def code_for(city: str, edition: str, country: str, known: Iterable[Known]) -> str:
    """Three letters that no other city has, those of another edition of the same city where the year differs."""
    there = list(known)
    used = {item.code for item in there}
    own = {item.edition: item.code for item in there if item.city == city and item.code}
    this_year = {code for other, code in own.items() if other[:4] == edition[:4]}
    kept = [own[edition]] if edition in own else [code for code in own.values() if code not in this_year]
    return kept[0] if kept else next(code for code in code_candidates(city, country) if code not in used)


def spells(city: str, code: str) -> bool:
    """Whether a code is made of letters of a city's slug, in their order."""
    letters = iter(city.upper())
    return bool(code) and all(letter in letters for letter in code)


def code_candidates(slug: str, country: str) -> Iterator[str]:
    """Three letters for the references of a place, the most telling first; in the end all there are."""
    words = [word for word in slug.split("-") if word.isalpha() and word not in _SMALL] or slug.split("-")
    letters = re.sub("[^a-z]", "", "".join(words)) + country.lower()
    initials = "".join(word[0] for word in words if word[0].isalpha())
    telling = (initials[:3], letters[:3]) if len(initials) > 2 else (letters[:3],)
    yield from (code.upper() for code in telling if len(code) == 3)
    yield from (f"{letters[0]}{one}{two}".upper() for one, two in combinations(letters[1:], 2))
    yield from map("".join, product(ascii_uppercase, repeat=3))
