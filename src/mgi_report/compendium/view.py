"""What the templates of a compendium are given: everything chosen, translated, set in type and in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..data.comparison import State
from ..data.model import Kind
from ..figures.sight import UNMAPPED
from ..snapshot.view import FindingView, FrameworkView, KeyList
from ..text.languages import Language
from ..text.markup import Run
from ..text.reader import Reader, SetText
from ..text.typography import stacked, together


@dataclass(frozen=True)
class Place:
    """A city in the volume; ``part`` is the key of its pages among the parts.

    ``name`` tells it from all others (it may name the country as well), ``bare_name`` is the one on its snapshot.
    ``edition_within`` is the edition as it stands within a sentence. ``keys`` are the key points of both lists.
    ``verbatim``: its findings stand in the wording of the source; ``themes_proposed``: nobody confirmed its themes.
    """

    identity: str
    name: str
    bare_name: str
    official: str
    country: str
    code: str
    edition: str
    edition_within: str
    coordinates: str
    source: tuple[Run, ...]
    url: str
    keys: tuple[KeyList, KeyList]
    contact: SetText | None = None
    verbatim: bool = False
    themes_proposed: bool = False

    @property
    def stacked(self) -> str:
        """The name as it stands over a column."""
        return stacked(self.name)

    @property
    def whole(self) -> str:
        """The name as it stands in running text, where it is not parted."""
        return together(self.name)

    @property
    def year(self) -> str:
        """The year of its edition."""
        return self.identity[-7:-3]

    @property
    def short(self) -> str:
        """What the references of its findings begin with, in lower case, as web pages know it."""
        return f"{self.code}-{self.year}".lower()

    @property
    def part(self) -> str:
        """The key by which links reach its pages."""
        return f"city-{self.identity}"


@dataclass(frozen=True)
class Reference:
    """A finding where it stands or is referred to: its city, list and words, and the chapter and theme it stands in."""

    place: Place
    kind: Kind
    finding: FindingView
    chapter: int
    theme: str

    @property
    def local(self) -> str:
        """Its short reference, R1."""
        return self.finding.local

    @property
    def full(self) -> str:
        """Its full reference, MDE-2022-R1."""
        return self.finding.reference

    @property
    def anchor(self) -> str:
        """The name of its link target, in its chapter and in the pages of its city."""
        return self.finding.anchor

    @property
    def part(self) -> str:
        """The part in which it stands under its theme."""
        return f"chapter-{self.chapter}"


@dataclass(frozen=True)
class Listed:
    """What one profile lists under a theme: findings in full, and references to those printed under another theme."""

    kind: Kind
    entries: tuple[Reference, ...]
    also: tuple[Reference, ...]

    @property
    def all(self) -> tuple[Reference, ...]:
        """Both, in one."""
        return self.entries + self.also


@dataclass(frozen=True)
class CityRow:
    """A city in the table of a theme that its profile mentions: both lists."""

    place: Place
    lists: tuple[Listed, Listed]

    @property
    def state(self) -> State:
        """Which of the two lists have anything."""
        developed, potential = (bool(listed.all) for listed in self.lists)
        return State.BOTH if developed and potential else State.DEVELOPED if developed else State.POTENTIAL


@dataclass(frozen=True)
class ThemeTable:
    """A theme across the cities: rows of those that mention it, and the names of those that do not."""

    slug: str
    name: str
    chapter: int
    rows: tuple[CityRow, ...]
    silent: tuple[Place, ...]

    @property
    def anchor(self) -> str:
        """The name of its link target in its chapter."""
        return f"theme-{self.slug}"

    @property
    def states(self) -> Mapping[str, State]:
        """City → what its profile lists, of those that mention the theme."""
        return {row.place.identity: row.state for row in self.rows}

    def side(self, number: int) -> tuple[tuple[Place, tuple[Reference, ...]], ...]:
        """The cities that list anything in the first (0) or second list (1), with their findings."""
        return tuple((row.place, row.lists[number].all) for row in self.rows if row.lists[number].all)


@dataclass(frozen=True)
class ChapterView:
    """A domain across all cities; ``tables`` are all its themes, also those that no profile mentions."""

    slug: str
    number: int
    name: str
    definitions: tuple[tuple[str, str], ...]
    tables: tuple[ThemeTable, ...]

    @property
    def part(self) -> str:
        """The key by which links reach its themes."""
        return f"chapter-{self.number}"

    @property
    def opener(self) -> str:
        """The key by which links reach its first page."""
        return f"opener-{self.number}"

    @property
    def span(self) -> int:
        """How many rows it takes in a table of all themes."""
        return len(self.tables)

    @property
    def themes(self) -> tuple[ThemeTable, ...]:
        """The themes that any profile mentions."""
        return tuple(table for table in self.tables if table.rows)

    @property
    def silent(self) -> tuple[ThemeTable, ...]:
        """The themes that no profile mentions."""
        return tuple(table for table in self.tables if not table.rows)


Group = tuple[str, tuple[tuple[Place, tuple[Reference, ...]], ...]]
"""A country and its cities with their findings; the country is empty where cities stand by themselves."""


@dataclass(frozen=True)
class Side:
    """One side of an exchange: who lists a theme, and with what; ``brief``: by name; ``crowded``: by country alone."""

    kind: Kind
    groups: tuple[Group, ...]
    brief: bool
    crowded: bool = False

    @property
    def countries(self) -> list[str]:
        """The countries of its cities, in their order."""
        return list(dict.fromkeys(place.country for place in self.places))

    @property
    def places(self) -> tuple[Place, ...]:
        """All cities of the side, in their order."""
        return tuple(place for _, places in self.groups for place, _ in places)


@dataclass(frozen=True)
class Card:
    """A theme that gives occasion to an exchange: those who describe experience, and those who name it as potential."""

    table: ThemeTable
    sides: tuple[Side, Side]


Topics = tuple[tuple[ThemeTable, Side], ...]
"""Themes, each with the cities of one side."""


@dataclass(frozen=True)
class Meeting:
    """What a city could ask whom about (0), and what it could be asked about by whom (1)."""

    place: Place
    boxes: tuple[Topics, Topics]


@dataclass(frozen=True)
class Exchange:
    """Who could talk to whom: by theme, by city, and the themes of which only one side is described."""

    cards: tuple[Card, ...]
    meetings: tuple[Meeting, ...]
    one_sided: tuple[tuple[ThemeTable, ...], tuple[ThemeTable, ...]]


@dataclass(frozen=True)
class NameIndexEntry:
    """A name as the index lists it, and the findings that have it."""

    name: str
    language: str
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class VolumeView(FrameworkView):
    """All that stands in a compendium, but for the pages of the cities.

    ``foreign`` are languages of findings that are not in the reader's, each with the cities whose findings they are.
    """

    language: Language
    slug: str
    title: str
    introduction: SetText | None
    places: tuple[Place, ...]
    chapters: tuple[ChapterView, ...]
    exchange: Exchange
    name_index: tuple[tuple[str, tuple[NameIndexEntry, ...]], ...]
    editions: str
    revised: str
    year: str
    licence: str
    publisher: str = ""
    foreign: tuple[tuple[str, str], ...] = ()

    def say(self, message: str, **values: object) -> str:
        """A message of the catalogue, set in type."""
        return Reader(self.language).say(message, **values)

    @property
    def unmapped(self) -> str:
        """Which places the map leaves out; nothing where it has all."""
        names = [place.name for place in self.places if not place.coordinates]
        return self.say(UNMAPPED, cities=self.language.join(names)) if names else ""

    @property
    def countries(self) -> Mapping[str, tuple[Place, ...]]:
        """The cities by country, in their order."""
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places:
            found[place.country] = (*found.get(place.country, ()), place)
        return found

    @property
    def entries(self) -> Iterator[Reference]:
        """Every finding where it stands in full, chapter by chapter."""
        rows = (row for chapter in self.chapters for table in chapter.themes for row in table.rows)
        return (entry for row in rows for listed in row.lists for entry in listed.entries)
