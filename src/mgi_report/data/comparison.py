"""A region and its profiles → the comparison: themes by cities, and every finding in its chapter once.

Pure functions over frozen values; nothing here is formatted, counted or weighed. Cities stand in the neutral order, by
country and then by name, collated in the reader's language; themes in the order of the framework. Every consumer
(matrix, chapters, exchange, indexes, data) walks these values in the order in which they lie here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..text.collation import collated
from ..text.languages import Language, mark
from ..text.markup import plain_text
from ..text.reader import choose
from .model import Domain, Framework, NumberedFinding, Profile, Topic
from .region import Region

OTHER = mark("Other themes")
"""What the findings without a topic stand under."""


class State(StrEnum):
    """What a profile lists under a theme. ``NOT_MENTIONED`` says nothing about the city."""

    DEVELOPED = "developed"
    POTENTIAL = "potential"
    BOTH = "both"
    NOT_MENTIONED = "not-mentioned"


@dataclass(frozen=True)
class City:
    """A place of the comparison, named in the reader's language.

    ``label`` tells it from every other place of the comparison: its name, with the country or the edition where names
    are the same.
    """

    profile: Profile
    name: str
    country: str
    label: str

    @property
    def identity(self) -> str:
        """City and edition, ``medellin-2022-09``; the value of ``data-place`` in pages and figures."""
        return self.profile.identity

    @property
    def code(self) -> str:
        """The letters that begin the references of its findings: ``MDE``."""
        return self.profile.code


@dataclass(frozen=True)
class Mention:
    """A finding under a theme. It is printed in ``full`` under its first theme and referred to under the others."""

    finding: NumberedFinding
    city: City
    full: bool

    @property
    def reference(self) -> str:
        """The reference of the finding: ``MDE-2022-R1``."""
        return self.finding.reference


@dataclass(frozen=True)
class Cell:
    """What one city's profile lists under one theme, in the order of the profile."""

    city: City
    developed: tuple[Mention, ...] = ()
    potential: tuple[Mention, ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Both lists, one after the other."""
        return self.developed + self.potential

    @property
    def state(self) -> State:
        """Which of the two lists have anything."""
        if self.developed and self.potential:
            return State.BOTH
        return State.DEVELOPED if self.developed else State.POTENTIAL if self.potential else State.NOT_MENTIONED


@dataclass(frozen=True)
class Theme:
    """One theme across all cities, a row of the matrix. ``topic`` is None for findings that name no topic."""

    domain: Domain
    topic: Topic | None
    cells: tuple[Cell, ...]

    @property
    def slug(self) -> str:
        """The slug of the topic; of other themes one that no topic has: ``partnerships/other``."""
        return self.topic.slug if self.topic else f"{self.domain.slug}/other"

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What all cities list, city by city."""
        return tuple(mention for cell in self.cells for mention in cell.mentions)

    def cities(self, *states: State) -> tuple[City, ...]:
        """The cities whose cell is in one of the states."""
        return tuple(cell.city for cell in self.cells if cell.state in states)


@dataclass(frozen=True)
class Chapter:
    """One domain across all cities.

    ``themes`` are all topics of the framework, also those that no profile mentions; ``other`` is there when findings of
    the domain name no topic.
    """

    domain: Domain
    themes: tuple[Theme, ...]
    other: Theme | None

    @property
    def sections(self) -> tuple[Theme, ...]:
        """Every theme, with the other themes last."""
        return (*self.themes, *([self.other] if self.other else []))


@dataclass(frozen=True)
class Comparison:
    """A region as one reader sees it: cities in the neutral order, a chapter for each domain."""

    region: Region
    language: str
    cities: tuple[City, ...]
    chapters: tuple[Chapter, ...]

    @cached_property
    def findings(self) -> dict[str, Mention]:
        """Every finding of the region by its reference, where it stands in full, in the order of the chapters."""
        found = (mention for chapter in self.chapters for theme in chapter.sections for mention in theme.mentions)
        return {mention.reference: mention for mention in found if mention.full}

    @cached_property
    def home(self) -> dict[str, Theme]:
        """Reference → the theme under which the finding is printed in full."""
        themes = (theme for chapter in self.chapters for theme in chapter.sections)
        return {mention.reference: theme for theme in themes for mention in theme.mentions if mention.full}


def compare(region: Region, profiles: Iterable[Profile], framework: Framework, language: Language) -> Comparison:
    """Put profiles side by side for a reader of ``language``.

    ``profiles`` are those of the region (:func:`~mgi_report.data.region.profiles_of`), in any order; the result does
    not depend on it.
    """
    cities = order_cities(profiles, language)
    listed = [Mention(item, city, True) for city in cities for item in city.profile.walk_findings(framework.letters)]
    chapters = []
    for domain in framework.domains:
        themes = tuple(_theme(domain, topic, cities, listed) for topic in domain.topics)
        other = _theme(domain, None, cities, listed)
        chapters.append(Chapter(domain, themes, other if other.mentions else None))
    return Comparison(region, language.code, cities, tuple(chapters))


def order_cities(profiles: Iterable[Profile], language: Language) -> tuple[City, ...]:
    """Profiles in the neutral order: by country, then by name, in the reader's language; the same name by edition."""
    named = []
    for profile in sorted(profiles, key=lambda item: item.identity):
        text, _ = choose(profile.place.name, language.code, profile.source.language)
        named.append((profile, plain_text(text), language.country(profile.place.country)))
    ordered = collated(named, language.code, lambda item: (item[2], item[1]), language.folders)
    names = [name for _, name, _ in ordered]
    pairs = [(name, country) for _, name, country in ordered]
    cities = []
    for profile, name, country in ordered:
        label = name if names.count(name) == 1 else f"{name} ({country})"
        if pairs.count((name, country)) > 1:
            label = f"{name} ({profile.code})"
        cities.append(City(profile, name, country, label))
    return tuple(cities)


def _theme(domain: Domain, topic: Topic | None, cities: Iterable[City], listed: Iterable[Mention]) -> Theme:
    about = list(_about(domain, topic, listed))
    cells = []
    for city in cities:
        own = [mention for mention in about if mention.city is city]
        developed, potential = (
            tuple(mention for mention in own if mention.finding.kind == kind) for kind in ("developed", "potential")
        )
        cells.append(Cell(city, developed, potential))
    return Theme(domain, topic, tuple(cells))


def _about(domain: Domain, topic: Topic | None, listed: Iterable[Mention]) -> Iterator[Mention]:
    """The findings under a topic, or those of a domain without any; only the first topic has the finding in full."""
    for mention in listed:
        topics = mention.finding.finding.topics
        if topic is None:
            if not topics and mention.finding.domain == domain.slug:
                yield mention
        elif topic.slug in topics:
            yield mention if topics[0] == topic.slug else Mention(mention.finding, mention.city, False)
