"""A comparison and the framework → the view of one reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..data.comparison import OTHER, Cell, Chapter, City, Comparison, Mention, Theme
from ..data.model import KINDS, Domain, Framework
from ..snapshot.present import framework_view, place_facts
from ..text.languages import Language
from ..text.reader import Reader
from ..text.typography import NBSP, closed
from .exchange import Occasion, exchange
from .indexes import KIND_TITLES, by_kind, names_index, thematic_index
from .invitations import INVITATIONS, TITLES, phrase
from .view import (
    ChapterView,
    Column,
    Entry,
    ExchangeItem,
    ExchangeSection,
    MatrixCell,
    MatrixRow,
    MatrixTable,
    NameIndexEntry,
    Place,
    Reference,
    ThemeBlock,
    ThemeIndexEntry,
    VolumeView,
)

MOST_COLUMNS = 6
"""Cities beside each other in one table."""

_SECTIONS = (
    Occasion.EXCHANGE,
    Occasion.SEARCH,
    Occasion.SHARED_EXPERIENCE,
    Occasion.EXPERIENCE,
    Occasion.SILENCE,
)


class _Presenter:
    def __init__(self, comparison: Comparison, framework: Framework, language: Language) -> None:
        self.comparison, self.framework, self.language = comparison, framework, language
        self.reader = Reader(language)
        self.places = {city.identity: self._place(city) for city in comparison.cities}
        self.numbers = {domain.slug: domain.number for domain in framework.domains}

    def _place(self, city: City) -> Place:
        facts = place_facts(city.profile, self.framework, self.reader)
        return Place(
            city.identity,
            self.reader.label(city.label),
            self.reader.label(city.name),
            city.country,
            city.code,
            facts.edition_title,
            facts.edition,
            facts.level,
            facts.coordinates,
            facts.citation,
            facts.source_url,
            facts.verbatim,
            facts.themes_proposed,
        )

    def reference(self, mention: Mention) -> Reference:
        """How a finding is referred to."""
        home = self.comparison.home[mention.reference]
        finding = mention.finding
        place = self.places[mention.city.identity]
        number = self.numbers[home.domain.slug]
        return Reference(place, finding.kind, finding.local, finding.reference, number, self.theme_name(home))

    def theme_name(self, theme: Theme) -> str:
        """The name of a theme, for findings without any “other themes”."""
        return self.reader.house(theme.topic.name) if theme.topic else self.reader.say(OTHER)

    def chapter(self, chapter: Chapter) -> ChapterView:
        """A domain across all cities."""
        domain = chapter.domain
        mentioned = [theme for theme in chapter.sections if theme.mentions]
        blocks = tuple(self._block(theme) for theme in mentioned)
        return ChapterView(
            domain.slug,
            domain.number,
            self.reader.house(domain.name),
            self._definitions(domain),
            tuple(self._table(chapter, start, stop) for start, stop in spans(len(self.comparison.cities))),
            blocks,
            tuple(self.theme_name(theme) for theme in chapter.themes if not theme.mentions),
            tuple(self._foreign(blocks)),
        )

    def _foreign(self, blocks: Iterable[ThemeBlock]) -> dict[str, list[Place]]:
        """Languages of findings that are not in the reader's, by name, with the cities whose findings they are."""
        found: dict[str, list[Place]] = {}
        for entry in entries_of(blocks):
            if entry.text.foreign:
                places = found.setdefault(self.language.language(entry.text.language), [])
                places += [] if entry.reference.place in places else [entry.reference.place]
        return found

    def foreign(self, chapters: Iterable[ChapterView]) -> tuple[tuple[str, str], ...]:
        """The same for the volume, the cities in their order and as a list in words."""
        found = self._foreign(block for chapter in chapters for block in chapter.themes)
        order = list(self.places.values())
        return tuple(
            (name, self.language.join(place.name for place in sorted(places, key=order.index)))
            for name, places in found.items()
        )

    def _definitions(self, domain: Domain) -> tuple[tuple[str, str], ...]:
        """The definition for the level of the cities, with a heading where both levels are compared."""
        levels = sorted({city.profile.level for city in self.comparison.cities})
        texts = {"local": domain.definition.local, "national": domain.definition.national}
        return tuple((level, self.reader.paragraph(texts[level])) for level in levels)

    def _table(self, chapter: Chapter, start: int, stop: int) -> MatrixTable:
        rows = [
            MatrixRow(self.theme_name(theme), tuple(self._cell(cell) for cell in theme.cells[start:stop]))
            for theme in chapter.sections
        ]
        return MatrixTable(tuple(self.places.values())[start:stop], tuple(rows))

    def _cell(self, cell: Cell) -> MatrixCell:
        developed, potential = (
            tuple(self.reference(mention) for mention in mentions) for mentions in (cell.developed, cell.potential)
        )
        return MatrixCell(self.places[cell.city.identity], developed, potential)

    def _block(self, theme: Theme) -> ThemeBlock:
        columns = []
        for kind in KINDS:
            mentions = [mention for mention in theme.mentions if mention.finding.kind == kind]
            entries = tuple(self._entry(mention) for mention in mentions if mention.full)
            also = tuple(self.reference(mention) for mention in mentions if not mention.full)
            columns.append(Column(kind, entries, also))
        return ThemeBlock(theme.slug.replace("/", "-"), self.theme_name(theme), (columns[0], columns[1]))

    def _entry(self, mention: Mention) -> Entry:
        profile = mention.city.profile
        text = self.reader.own(mention.finding.finding.text, profile.source.language)
        return Entry(self.reference(mention), text)

    def exchange(self, chapters: Sequence[ChapterView]) -> tuple[ExchangeSection, ...]:
        """Themes by occasion, in the order of the framework within each."""
        by_slug = {chapter.slug: chapter for chapter in chapters}
        found = exchange(self.comparison)
        sections = []
        for occasion in _SECTIONS:
            items = tuple(
                ExchangeItem(
                    by_slug[item.theme.domain.slug],
                    self.theme_name(item.theme),
                    phrase(item, self.language),
                    self.groups(item.theme.mentions),
                )
                for item in found
                if item.occasion is occasion
            )
            if items:
                sections.append(
                    ExchangeSection(
                        occasion,
                        self.reader.say(TITLES[occasion]),
                        closed(self.reader.say(INVITATIONS[occasion])),
                        items,
                    )
                )
        return tuple(sections)

    def groups(self, mentions: Iterable[Mention]) -> tuple[tuple[Place, tuple[Reference, ...]], ...]:
        """Findings by city, in the order they come in."""
        found: dict[str, list[Reference]] = {}
        for mention in mentions:
            found.setdefault(mention.city.identity, []).append(self.reference(mention))
        return tuple((self.places[identity], tuple(references)) for identity, references in found.items())

    def themes(self) -> tuple[ThemeIndexEntry, ...]:
        """The thematic index."""
        return tuple(
            ThemeIndexEntry(
                self.reader.set(entry.name),
                self.numbers[entry.theme.domain.slug],
                self.groups(entry.mentions),
            )
            for entry in thematic_index(self.comparison, self.language)
        )

    def names(self) -> tuple[tuple[str, tuple[NameIndexEntry, ...]], ...]:
        """The index of names, by kind."""
        own = self.language.code
        return tuple(
            (
                self.reader.say(KIND_TITLES[kind]),
                tuple(
                    NameIndexEntry(
                        self.reader.set(entry.name, entry.language),
                        entry.language if entry.language != own else "",
                        tuple(self.reference(mention) for mention in entry.mentions),
                    )
                    for entry in entries
                ),
            )
            for kind, entries in by_kind(names_index(self.comparison, self.language)).items()
        )


def entries_of(blocks: Iterable[ThemeBlock]) -> Iterator[Entry]:
    """All findings that stand in full under themes."""
    for block in blocks:
        for column in block.columns:
            yield from column.entries


def spans(cities: int) -> list[tuple[int, int]]:
    """Slices of cities for the tables: as few tables as can be, all about as wide."""
    tables = max(-(-cities // MOST_COLUMNS), 1)
    return [(cities * index // tables, cities * (index + 1) // tables) for index in range(tables)]


def view_volume(comparison: Comparison, framework: Framework, language: Language, year: str) -> VolumeView:
    """Everything that a compendium says to a reader of ``language``; ``year`` is that of the publication."""
    presenter = _Presenter(comparison, framework, language)
    region, reader = comparison.region, presenter.reader
    chapters = tuple(presenter.chapter(chapter) for chapter in comparison.chapters)
    editions = sorted({city.profile.edition for city in comparison.cities})
    shown = [language.month_alone(editions[0]), language.month(editions[-1])] if editions else []
    return VolumeView(
        **vars(framework_view(framework, reader)),
        language=language,
        slug=region.region,
        title=reader.text(region.title, region.language).plain,
        introduction=reader.own(region.introduction, region.language) if region.introduction else None,
        places=tuple(presenter.places.values()),
        chapters=chapters,
        exchange=presenter.exchange(chapters),
        theme_index=presenter.themes(),
        name_index=presenter.names(),
        editions=" – ".join(shown if len(set(editions)) > 1 else shown[:1]),
        revised=language.day(region.revised).replace(" ", NBSP) if region.revised else "",
        year=year,
        licence=region.licence or "",
        foreign=presenter.foreign(chapters),
    )
