"""What a line of a page is called: heading of a domain or a list, title, date, page furniture.

The words are data: one table per language in ``tables``, compared without accents, capitals and punctuation. A line is
recognized in whatever language it is written, because the language of the furniture says nothing about the profile's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale

from ..data.yaml_tree import read_tree
from ..errors import ReportError

TABLES = Path(__file__).parent / "tables"
LONGEST_LABEL = 110
_NEAR = 0.88
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None})
_YEAR = r"(?P<year>20\d\d)"


class Kind(StrEnum):
    """What a line is called."""

    DEVELOPED = "developed"
    POTENTIAL = "potential"
    DOMAIN = "domain"
    TITLE = "title"
    DATE = "date"
    INTRODUCTION = "introduction"
    SCAFFOLD = "scaffold"
    WHEEL = "wheel"
    SITE = "site"


LIST_KINDS = (Kind.DEVELOPED, Kind.POTENTIAL)


@dataclass(frozen=True)
class Label:
    """What a line is called, and what it says: the slug of a domain, the edition of a date, the place of a title.

    ``near``: the words are not quite those of the table.
    """

    kind: Kind
    value: str = ""
    language: str = ""
    near: bool = False


@dataclass(frozen=True)
class Table:
    """The labels of one language, folded; see the comments in ``tables/en.yaml``."""

    language: str
    lists: Mapping[Kind, re.Pattern[str]]
    usual: Mapping[Kind, str]
    domains: Mapping[str, str]
    number_words: tuple[str, ...]
    findings: tuple[str, ...]
    introduction: tuple[str, ...]
    opening: tuple[str, ...]
    wheel: tuple[str, ...]
    site: tuple[str, ...]
    site_starts: tuple[str, ...]
    portal: tuple[str, ...]
    title: re.Pattern[str]
    places: re.Pattern[str]
    place_endings: tuple[str, ...]
    nations: re.Pattern[str]
    words: frozenset[str]
    topics: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Text as labels are compared: small letters, no accents, words divided by single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ARABIC))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


@cache
def tables() -> tuple[Table, ...]:
    """The tables of all languages."""
    return tuple(_read_table(file) for file in sorted(TABLES.glob("*.yaml")))


def _read_table(file: Path) -> Table:
    tree = read_tree(file)
    if tree.problems:
        raise ReportError(tree.problems)
    data: dict[str, Any] = tree.data
    joint = f" {data['place_joint']}" if data["place_joint"] else ""
    as_listed = ("number_words", "findings", "introduction", "opening", "wheel", "site", "site_starts", "portal")
    phrases: dict[str, Any] = {name: tuple(data[name]) for name in (*as_listed, "place_endings")}
    return Table(
        language=file.stem,
        lists={kind: re.compile("|".join(data["lists"][kind.value])) for kind in LIST_KINDS},
        usual={kind: data["usual"][kind.value] for kind in LIST_KINDS},
        domains={fold(name): slug for slug, names in data["domains"].items() for name in names},
        title=re.compile("|".join(data["title"])),
        places=re.compile(f"({'|'.join(data['places'])}){joint}"),
        nations=re.compile(f"({'|'.join(data['nations'])}){joint}"),
        words=frozenset(fold(word) for word in data["words"].split()),
        topics={
            slug: tuple(part.strip() for part in words.split(",") if part.strip())
            for slug, words in data["topics"].items()
        },
        **phrases,
    )


def table_of(language: str) -> Table | None:
    """The table of a language, if there is one."""
    return next((table for table in tables() if table.language == language.split("-")[0]), None)


@lru_cache(maxsize=8192)
def label_of(text: str) -> Label | None:
    """What a line is called, by its words alone; none for a line of the text."""
    if len(text) > 3 * LONGEST_LABEL:
        return _starting(fold(text[: 3 * LONGEST_LABEL]))
    folded = fold(text)
    short = len(text) <= LONGEST_LABEL
    found = (_scaffold(folded, text) or _heading(folded) or _date(folded)) if short else None
    return found or title_of(text) or _starting(folded)


def _scaffold(folded: str, text: str) -> Label | None:
    if folded.isdigit():
        return Label(Kind.SCAFFOLD) if text.isdigit() and len(text) < 3 else None
    bare = re.sub(r"^\d{1,2}\b ?| ?\b\d{1,2}$", "", folded)
    if any(bare in table.findings for table in tables()):
        return Label(Kind.SCAFFOLD)
    for table in tables():
        for words in table.findings:
            if bare.startswith(f"{words} ") and (label := _heading(bare[len(words) + 1 :])):
                return label
    return None


def _heading(folded: str) -> Label | None:
    for table in tables():
        bare = _without_number(folded, table)
        for kind, pattern in table.lists.items():
            if pattern.fullmatch(bare):
                return Label(kind, language=table.language)
        if slug := table.domains.get(bare):
            return Label(Kind.DOMAIN, slug, table.language)
        if bare in table.introduction:
            return Label(Kind.INTRODUCTION, language=table.language)
    return None


def _without_number(folded: str, table: Table) -> str:
    words = "|".join(table.number_words)
    return re.sub(rf"^(({words}) )?\d{{1,2}} (?=\D)", "", folded)


def _starting(folded: str) -> Label | None:
    bare = re.sub(r"^\d{1,2} ", "", folded)
    for table in tables():
        if any(f"{bare} ".startswith(f"{start} ") for start in table.wheel):
            return Label(Kind.WHEEL, language=table.language)
        if bare in (*table.site, *table.portal) or any(f"{bare} ".startswith(f"{s} ") for s in table.site_starts):
            return Label(Kind.SITE, language=table.language)
    return None


def near_heading(text: str) -> Label | None:
    """The heading of a domain or a list that a line resembles but for a letter or two."""
    if not 8 <= len(text) <= LONGEST_LABEL or text[-1] in ".;,!?":
        return None
    folded = fold(text)
    best, found = _NEAR, None
    for phrase, label in _phrases():
        if abs(len(phrase) - len(folded)) > 12:
            continue
        likeness = SequenceMatcher(None, phrase, folded, autojunk=False).ratio()
        if likeness >= best:
            best, found = likeness, label
    return found


@cache
def _phrases() -> tuple[tuple[str, Label], ...]:
    found = []
    for table in tables():
        found += [(phrase, Label(kind, language=table.language, near=True)) for kind, phrase in table.usual.items()]
        found += [(phrase, Label(Kind.DOMAIN, slug, table.language, True)) for phrase, slug in table.domains.items()]
    return tuple(found)


def title_of(text: str) -> Label | None:
    """The title of a profile, whose ``value`` is the place; nothing else has its form."""
    for separator in re.finditer(r"\s*:\s*|\s+[–—|-]\s+", text[:LONGEST_LABEL]):
        head, place = fold(text[: separator.start()]), text[separator.end() :].strip()
        head = re.sub(r" 20\d\d$", "", head)
        for table in tables():
            match = table.title.search(head)
            if not match or match.end() < len(head) or head[: match.start()].count(" ") > 1:
                continue
            if place and not any(fold(place) in other.portal for other in tables()):
                return Label(Kind.TITLE, place, table.language)
    return None


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for code in ("en", "es", "fr", "pt", "de", "ar", "ar-MA", "ar-LB", "ar-DZ"):
        months = Locale.parse(code, sep="-").months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names |= {fold(name): number for number, name in months[form][width].items()}
    return names | {"sept": 9, "setiembre": 9}


def _date(folded: str) -> Label | None:
    """A year and a month that stand alone, in either order and in any of the languages."""
    if match := re.fullmatch(rf"{_YEAR} (?P<month>\d\d?)|(?P<month2>\d\d?) (?P<year2>20\d\d)", folded):
        year, month = match["year"] or match["year2"], int(match["month"] or match["month2"])
        return Label(Kind.DATE, f"{year}-{month:02d}") if 1 <= month <= 12 else None
    words = re.fullmatch(rf"{_YEAR} (?P<name>\D+)|(?:(\d\d?) )?(?P<name2>\D+?) (?:de |del )?(?P<year2>20\d\d)", folded)
    if not words:
        return None
    name = re.sub(r"^(de|del) ", "", words["name"] or words["name2"])
    found = _months().get(name.strip())
    return Label(Kind.DATE, f"{words['year'] or words['year2']}-{found:02d}") if found else None
