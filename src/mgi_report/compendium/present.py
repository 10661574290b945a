"""A comparison and the framework → the view of one reader."""

from __future__ import annotations

from collections.abc import Iterable

from ..data.comparison import OTHER, Cell, Chapter, City, Comparison, Mention, Theme
from ..data.extras import Publisher
from ..data.model import KINDS, Domain, Framework
from ..snapshot.present import finding_view, framework_view, key_points, place_facts, source_runs
from ..snapshot.view import FindingView
from ..text.languages import Language
from ..text.reader import Reader
from ..text.typography import NBSP
from .exchange import exchange
from .indexes import KIND_TITLES, by_kind, names_index
from .view import ChapterView, CityRow, Listed, NameIndexEntry, Place, Reference, ThemeTable, VolumeView


class _Presenter:
    def __init__(self, comparison: Comparison, framework: Framework, language: Language) -> None:
        self.comparison, self.framework, self.language = comparison, framework, language
        self.reader = Reader(language)
        self._findings: dict[str, FindingView] = {}
        self.places = {city.identity: self._place(city) for city in comparison.cities}
        self.numbers = {domain.slug: domain.number for domain in framework.domains}

    def _finding(self, mention: Mention) -> FindingView:
        found = self._findings.get(mention.reference)
        if found is None:
            source = mention.city.profile.source.language
            found = finding_view(mention.finding, self.framework, self.reader, source)
            self._findings[mention.reference] = found
        return found

    def _place(self, city: City) -> Place:
        profile, source = city.profile, city.profile.source.language
        facts = place_facts(profile, self.framework, self.reader)
        official = self.reader.name(profile.place.official, source) if profile.place.official else ""
        return Place(
            identity=city.identity,
            name=self.reader.label(city.label),
            bare_name=self.reader.label(city.name),
            official=official if official != city.name else "",
            country=city.country,
            code=city.code,
            edition=facts.edition_title,
            edition_within=facts.edition,
            coordinates=facts.coordinates,
            source=source_runs(profile, self.reader),
            url=facts.source_url,
            keys=key_points(profile, self.framework, self.reader),
            contact=self.reader.text(profile.contact, source) if profile.contact else None,
            verbatim=facts.verbatim,
            themes_proposed=facts.themes_proposed,
        )

    def reference(self, mention: Mention) -> Reference:
        """How a finding is referred to."""
        home = self.comparison.home[mention.reference]
        place, finding = self.places[mention.city.identity], self._finding(mention)
        number = self.numbers[home.domain.slug]
        return Reference(place, mention.finding.kind, finding, number, self.theme_name(home))

    def theme_name(self, theme: Theme) -> str:
        """The name of a theme, for findings without any “other themes”."""
        return self.reader.house(theme.topic.name) if theme.topic else self.reader.say(OTHER)

    def chapter(self, chapter: Chapter, about: str = "") -> ChapterView:
        """A domain across all cities; ``about`` another one, or a theme of another one, without its tables."""
        domain = chapter.domain
        told = not about or about in {domain.slug, *(theme.slug for theme in chapter.sections)}
        return ChapterView(
            domain.slug,
            domain.number,
            self.reader.house(domain.name),
            self._definitions(domain),
            tuple(self._table(theme, domain.number) for theme in chapter.sections if told),
        )

    def _definitions(self, domain: Domain) -> tuple[tuple[str, str], ...]:
        """The definition for the level of the cities; both where both levels are compared."""
        levels = sorted({city.profile.level for city in self.comparison.cities})
        texts = {"local": domain.definition.local, "national": domain.definition.national}
        return tuple((level, self.reader.paragraph(texts[level])) for level in levels)

    def _table(self, theme: Theme, number: int) -> ThemeTable:
        rows = tuple(self._row(cell) for cell in theme.cells if cell.mentions)
        silent = tuple(self.places[cell.city.identity] for cell in theme.cells if not cell.mentions)
        return ThemeTable(theme.slug.replace("/", "-"), self.theme_name(theme), number, rows, silent)

    def _row(self, cell: Cell) -> CityRow:
        developed, potential = (
            Listed(
                kind,
                tuple(self.reference(mention) for mention in mentions if mention.full),
                tuple(self.reference(mention) for mention in mentions if not mention.full),
            )
            for kind, mentions in zip(KINDS, (cell.developed, cell.potential), strict=True)
        )
        return CityRow(self.places[cell.city.identity], (developed, potential))

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

    def foreign(self) -> tuple[tuple[str, str], ...]:
        """Languages of findings that are not in the reader's, by name, each with the cities whose findings they are."""
        found: dict[str, set[str]] = {}
        for mention in self.comparison.findings.values():
            text = self._finding(mention).text
            if text.foreign:
                found.setdefault(self.language.language(text.language), set()).add(mention.city.identity)
        return tuple(
            (name, self.language.join(place.name for key, place in self.places.items() if key in cities))
            for name, cities in found.items()
        )


def view_volume(
    comparison: Comparison,
    framework: Framework,
    language: Language,
    year: str,
    publisher: Publisher | None = None,
    *,
    about: str = "",
) -> VolumeView:
    """Everything that a compendium says to a reader of ``language``; ``year`` is that of the publication. Of one theme
    or domain, which ``about`` names, it has tables and exchange of that domain alone, and neither an index of names nor
    languages of findings: a tenth of the time."""
    presenter = _Presenter(comparison, framework, language)
    region, reader = comparison.region, presenter.reader
    chapters = tuple(presenter.chapter(chapter, about) for chapter in comparison.chapters)
    return VolumeView(
        **vars(framework_view(framework, reader)),
        language=language,
        slug=region.region,
        title=reader.text(region.title, region.language).plain,
        introduction=reader.own(region.introduction, region.language) if region.introduction else None,
        places=tuple(presenter.places.values()),
        chapters=chapters,
        exchange=exchange(chapters, presenter.places.values()),
        name_index=() if about else presenter.names(),
        editions=editions_between((city.profile.edition for city in comparison.cities), language),
        revised=language.day(region.revised).replace(" ", NBSP) if region.revised else "",
        year=year,
        licence=region.licence or "",
        publisher=reader.text(publisher.name, publisher.language).plain if publisher else "",
        foreign=() if about else presenter.foreign(),
    )


def editions_between(editions: Iterable[str], language: Language) -> str:
    """The first and the last of some editions, or the one there is: “September 2022 – September 2023”."""
    found = sorted(set(editions))
    return " – ".join(
        [language.month_alone(found[0]), *(language.month(last) for last in found[1:][-1:])] if found else []
    )
