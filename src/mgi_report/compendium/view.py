"""What the templates of a compendium are given: everything chosen, translated, set in type and in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..data.model import Kind
from ..figures.comparison import UNMAPPED
from ..snapshot.view import FrameworkView
from ..text.languages import Language
from ..text.markup import Run
from ..text.reader import Reader, SetText
from ..text.typography import stacked, together
from .exchange import Occasion
from .invitations import Sentence

_MOST_ALSO, _MOST_GROUPS = 12, 24
"""So many references stand in one paragraph, and so many cities in one piece of an entry of the index: a page may end
between two of them.
"""


@dataclass(frozen=True)
class Place:
    """A city in the volume; ``part`` is the key of its snapshot among the parts.

    ``name`` tells it from all others (it may name the country as well), ``bare_name`` is the one on its snapshot.
    ``edition_within`` is the edition as it stands within a sentence.
    ``verbatim``: its findings stand in the wording of the source; ``themes_proposed``: nobody confirmed its themes.
    """

    identity: str
    name: str
    bare_name: str
    country: str
    code: str
    edition: str
    edition_within: str
    level: str
    coordinates: str
    citation: tuple[Run, ...]
    url: str
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
    def part(self) -> str:
        """The key by which links reach its snapshot."""
        return f"city-{self.identity}"


@dataclass(frozen=True)
class Reference:
    """A finding that is referred to: its city, list, short and full reference, and the chapter it stands in."""

    place: Place
    kind: Kind
    local: str
    full: str
    chapter: int
    theme: str

    @property
    def anchor(self) -> str:
        """The name of its link target, in its chapter and in the snapshot of its city."""
        return self.full.lower()


@dataclass(frozen=True)
class Entry:
    """A finding where it stands in full."""

    reference: Reference
    text: SetText


@dataclass(frozen=True)
class Column:
    """One list of a theme across the cities: findings in full, and references to those printed under another theme."""

    kind: Kind
    entries: tuple[Entry, ...]
    also: tuple[Reference, ...]

    @property
    def items(self) -> int:
        """How many items it has on the page: its findings, and the paragraphs of references."""
        return len(self.entries) + len(self.notes)

    @property
    def notes(self) -> tuple[tuple[Reference, ...], ...]:
        """The references as they stand in paragraphs, none of which is longer than a page may be cut."""
        return tuple(self.also[start : start + _MOST_ALSO] for start in range(0, len(self.also), _MOST_ALSO))


@dataclass(frozen=True)
class ThemeBlock:
    """A theme of a chapter that any profile mentions."""

    slug: str
    name: str
    columns: tuple[Column, Column]


@dataclass(frozen=True)
class MatrixCell:
    """What one profile lists under one theme."""

    place: Place
    developed: tuple[Reference, ...]
    potential: tuple[Reference, ...]


@dataclass(frozen=True)
class MatrixRow:
    """A theme across the cities of a table."""

    name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class MatrixTable:
    """Themes by cities; a volume with many cities has several beside each other."""

    places: tuple[Place, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class ChapterView:
    """A domain across all cities; ``foreign`` names the languages of findings that are not in the reader's."""

    slug: str
    number: int
    name: str
    definitions: tuple[tuple[str, str], ...]
    tables: tuple[MatrixTable, ...]
    themes: tuple[ThemeBlock, ...]
    silent: tuple[str, ...]
    foreign: tuple[str, ...] = ()

    @property
    def part(self) -> str:
        """The key by which links reach the chapter."""
        return f"chapter-{self.number}"


@dataclass(frozen=True)
class ExchangeItem:
    """A theme that gives occasion to an exchange: a sentence, and the findings behind it by city."""

    chapter: ChapterView
    name: str
    sentence: Sentence
    groups: tuple[tuple[Place, tuple[Reference, ...]], ...]


@dataclass(frozen=True)
class ExchangeSection:
    """Themes with the same occasion."""

    occasion: Occasion
    title: str
    invitation: str
    items: tuple[ExchangeItem, ...]


@dataclass(frozen=True)
class ThemeIndexEntry:
    """A theme and its findings by city, or a piece of a long entry; ``continued`` is one that is not the first."""

    name: str
    chapter: int
    groups: tuple[tuple[Place, tuple[Reference, ...]], ...]
    continued: bool = False

    @property
    def pieces(self) -> Iterator[ThemeIndexEntry]:
        """The entry in pieces, none of which is longer than a column."""
        for start in range(0, max(len(self.groups), 1), _MOST_GROUPS):
            yield replace(self, groups=self.groups[start : start + _MOST_GROUPS], continued=start > 0)


@dataclass(frozen=True)
class NameIndexEntry:
    """A name as the index lists it, and the findings that have it."""

    name: str
    language: str
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class VolumeView(FrameworkView):
    """All that stands in a compendium, but for the snapshots.

    ``foreign`` are languages of findings that are not in the reader's, each with the cities whose findings they are.
    """

    language: Language
    slug: str
    title: str
    introduction: SetText | None
    places: tuple[Place, ...]
    chapters: tuple[ChapterView, ...]
    exchange: tuple[ExchangeSection, ...]
    theme_index: tuple[ThemeIndexEntry, ...]
    name_index: tuple[tuple[str, tuple[NameIndexEntry, ...]], ...]
    editions: str
    revised: str
    year: str
    licence: str
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
    def codes(self) -> Mapping[str, Place]:
        """Letters of references → the city they mean."""
        return {place.code: place for place in self.places}

    @property
    def entries(self) -> Iterator[Entry]:
        """Every finding where it stands in full, chapter by chapter."""
        return (
            entry
            for chapter in self.chapters
            for theme in chapter.themes
            for column in theme.columns
            for entry in column.entries
        )
