"""A region in the HTML edition: the same comparison as in the compendium, on pages that lead to one another.

A site has a first page with themes by cities, one page a domain, one for exchange and one for names; or all of it is
one page, which works from a mail. Every finding stands once in full, under its theme, at a permanent address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..data.comparison import compare
from ..data.model import Profile
from ..data.region import Region
from ..errors import Problem
from ..figures.doors import Door
from ..pdf.tables import Cell
from ..snapshot.view import KeyPoint
from ..studio.webpage import Place as Standing
from ..studio.webpage import Webpage, Webpages
from ..text.markup import Run
from ..text.typography import THIN
from . import words
from .cells import cell_problems
from .view import ChapterView, Place, Reference, ThemeTable, VolumeView
from .volume import VolumeStudio
from .webcells import promised_web_cells

SINGLE_AT_MOST = 30
"""So many cities at most are put on one page; of more it would be megabytes."""

INDEX, EXCHANGE, NAMES = "index.html", "exchange.html", "names.html"
_ALL = frozenset({"region", "exchange"})


def chapter_file(number: int) -> str:
    """The file of a domain in a site."""
    return f"domain-{number}.html"


@dataclass(frozen=True)
class Links:
    """Where things are from a page: ``cities`` are the pages of cities, by identity; a ``single`` page has all."""

    cities: Mapping[str, str]
    homes: Mapping[str, int]
    single: bool

    def chapter(self, number: int) -> str:
        """A domain."""
        return f"#domain-{number}" if self.single else chapter_file(number)

    def theme(self, table: ThemeTable) -> str:
        """A theme in its domain."""
        return f"{self._file(table.chapter)}#{table.anchor}"

    def finding(self, reference: Reference) -> str:
        """A finding where it stands in full."""
        return f"{self._file(reference.chapter)}#{reference.anchor}"

    def point(self, point: KeyPoint) -> str:
        """A key point where it stands in full, which may be in another domain than its own."""
        return f"{self._file(self.homes[point.finding.reference])}#{point.finding.anchor}"

    def city(self, place: Place) -> str:
        """The page of a city; nothing where there is none beside this one."""
        return self.cities.get(place.identity, "")

    def _file(self, chapter: int) -> str:
        return "" if self.single else chapter_file(chapter)


@dataclass(frozen=True)
class RegionPage:
    """What ``html/region.html.j2`` is given, beside what all pages are given.

    ``sections`` are what stands on the page and ``chapters`` its domains; ``menu`` are names and addresses of the
    parts, and whether it is this one; ``columns`` is how many the table of themes has.
    """

    volume: VolumeView
    description: str
    imprint: tuple[str, ...]
    citation: tuple[Run, ...]
    heading: str
    sections: frozenset[str]
    chapters: tuple[ChapterView, ...]
    menu: tuple[tuple[str, str, bool], ...]
    links: Links
    single: bool
    doors: tuple[Door, ...]
    hrefs: tuple[str, ...]
    names: tuple[str, ...]
    columns: int


def site_of(
    pages: Webpages, region: Region, profiles: Sequence[Profile], language: str, cities: Mapping[str, str]
) -> RegionSite:
    """The site of a region for readers of a language; ``cities`` are the addresses of its cities' pages."""
    studio = pages.studio
    comparison = compare(region, profiles, studio.framework, studio.language(language))
    return RegionSite(pages, VolumeStudio(studio, comparison, {}, {}).view, cities)


class RegionSite:
    """The pages of one region in one language; ``cities`` are the addresses of the pages of its cities by identity."""

    def __init__(self, pages: Webpages, volume: VolumeView, cities: Mapping[str, str]) -> None:
        self._pages, self._volume, self._cities = pages, volume, cities
        self._homes = {item.full: item.chapter for item in volume.entries}

    @property
    def volume(self) -> VolumeView:
        """The comparison, as its compendium has it."""
        return self._volume

    @property
    def title(self) -> str:
        """What the region is called."""
        return self._volume.title

    @property
    def editions(self) -> str:
        """When its profiles were written."""
        return self._volume.editions

    @property
    def series(self) -> str:
        """The framework."""
        return self._volume.framework_name

    def files(self) -> Iterator[str]:
        """The files of the site, the first page first."""
        yield INDEX
        yield from (chapter_file(chapter.number) for chapter in self._volume.chapters)
        yield from (EXCHANGE, NAMES)

    def page(self, file: str, place: Standing) -> Webpage:
        """One page of the site.

        Raises :class:`ReportError` (template) as :meth:`Webpages.page` does.
        """
        chapters = tuple(item for item in self._volume.chapters if chapter_file(item.number) == file)
        sections = {INDEX: {"region", "cities"}, EXCHANGE: {"exchange"}, NAMES: {"names"}}.get(file, set())
        return self._page(frozenset(sections), chapters, file, place)

    def single(self, place: Standing) -> Webpage:
        """All of it on one page, which needs no other."""
        return self._page(_ALL, self._volume.chapters, "", place)

    def _page(self, sections: frozenset[str], chapters: tuple[ChapterView, ...], file: str, place: Standing) -> Webpage:
        volume = self._volume
        links = Links({} if not file else self._cities, self._homes, single=not file)
        names = tuple(chapter.name for chapter in volume.chapters)
        given = RegionPage(
            volume=volume,
            description=volume.say(
                "Profiles of cities side by side, domain by domain and theme by theme, without ranking them."
            ),
            imprint=tuple(words.imprint(volume)),
            citation=words.citation(volume),
            heading=next((name for name, href, here in self._menu(links, file) if here), ""),
            sections=sections,
            chapters=chapters,
            menu=tuple(self._menu(links, file)),
            links=links,
            single=not file,
            doors=self._pages.doors(names) if "region" in sections else (),
            hrefs=tuple(links.chapter(chapter.number) for chapter in volume.chapters),
            names=names,
            columns=len(volume.places) + 1,
        )
        order = [item.short for item in volume.places]
        return self._pages.page("region", volume.language, place, order, **vars(given))

    def cells(self, *, single: bool) -> Callable[[Iterable[Cell], str], Iterable[Problem]]:
        """Tells what is wrong with the tables and boxes of its pages, or of the single one."""
        return partial(cell_problems, tuple(promised_web_cells(self._volume, single=single)))

    def _menu(self, links: Links, file: str) -> Iterator[tuple[str, str, bool]]:
        say = self._volume.say
        titled = [(say("Themes and cities"), INDEX, "#region")]
        titled += [
            (f"{item.number} {item.name}", chapter_file(item.number), f"#domain-{item.number}")
            for item in self._volume.chapters
        ]
        titled.append((say("Exchange by city") if links.single else say("Exchange"), EXCHANGE, "#by-city"))
        titled += [] if links.single else [(say("Names in the findings"), NAMES, "#names")]
        for name, target, anchor in titled:
            yield name.replace(THIN, " "), anchor if links.single else target, target == file
