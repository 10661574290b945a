"""The gatherings of one compendium: what each is given, and the HTML that comes of it.

A gathering that names pages of others is given their numbers; all else is known from the comparison alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from ..data.comparison import Comparison
from ..design.editions import BLEED, SCREEN, Edition
from ..design.measures import Setting
from ..design.pictures import pictures_for
from ..figures.marks import drawings as mark_drawings
from ..figures.ornaments import stripe
from ..pdf.xmp import Metadata
from ..studio.studio import Studio
from ..typeset.documents import Attached, Composed
from ..workspace.clock import document_date, source_date
from . import words
from .cells import PromisedCell, promised_cells
from .compose import PUBLICATION, House, compose_gathering
from .exchange import in_a_volume
from .gatherings import Gathering
from .numbers import PageNumbers
from .plan.chapter import plan_chapter
from .plan.index import plan_index
from .plan.matter import (
    Boxes,
    Gists,
    boxes_by_city,
    gists_told,
    list_of_cities,
    opening,
    pieces_of_cards,
    pieces_of_cities,
    pieces_of_meetings,
    tall_cards,
)
from .plan.prelims import FrontPlan, plan_front
from .present import view_volume
from .talks import card_cells, meeting_cells
from .view import ChapterView, Meeting, VolumeView

_TALL = 2.0
"""So many pages of the exchange by city one city takes at most, before less is told of each finding."""


class VolumeStudio:
    """Makes the gatherings of one compendium, in one language and edition.

    ``data`` is attached to the volume, by the names of files; ``figures`` are drawings for its pages.
    """

    def __init__(
        self,
        studio: Studio,
        comparison: Comparison,
        data: Mapping[str, bytes],
        figures: Mapping[str, bytes],
        edition: Edition = SCREEN,
    ) -> None:
        self.studio, self.comparison = studio, comparison
        self.data, self.figures, self.edition = data, figures, edition
        self.language = studio.language(comparison.language)

    @cached_property
    def setting(self) -> Setting:
        """What its pages are planned with."""
        return self.studio.setting(PUBLICATION, self.language.code)

    @cached_property
    def created(self) -> date:
        """The date of the volume: that of the latest revision of what is in it."""
        days = [document_date(city.profile.revised, city.profile.edition) for city in self.comparison.cities]
        own = self.comparison.region.revised
        return source_date() or max([*days, *([own] if own else [])])

    @cached_property
    def view(self) -> VolumeView:
        """What the volume says."""
        given = self.comparison, self.studio.framework, self.language, str(self.created.year), self.studio.publisher
        return view_volume(*given)

    @cached_property
    def front_plan(self) -> FrontPlan:
        """The plan of its first pages."""
        return plan_front(self.view, self.setting)

    @cached_property
    def house(self) -> House:
        """What its gatherings share."""
        studio, theme = self.studio, self.studio.theme
        drawings = {f"icon-{slug}.svg": svg for slug, svg in studio.drawings.icons.items()}
        drawings |= {f"glaze-{slug}.svg": svg for slug, svg in studio.drawings.glazes.items()}
        drawings |= mark_drawings(theme.rgb("label"), self.language.direction)
        drawings |= {"stripe.svg": stripe(theme, BLEED)}
        drawings |= dict(self.figures) | pictures_for(studio.images_for(self.edition), for_press=self.edition.for_press)
        return House(studio.composer, theme, drawings, self.created.isoformat(), self.edition)

    @cached_property
    def first(self) -> list[Gathering]:
        """The gatherings that name no pages of others; they need not wait for anything."""
        end = self._gathering("end", statement=words.statement(self.view))
        return [*map(self._chapter, self.view.chapters), end, self._gathering("blank")]

    def openers(self, numbers: PageNumbers) -> list[Gathering]:
        """The first pages of the chapters, which name the pages of their themes."""
        return [
            self._of_chapter(
                chapter,
                chapter.opener,
                "opener",
                lines=words.chapter_heading(chapter, self.setting),
                theme_page=numbers.theme_page,
            )
            for chapter in self.view.chapters
        ]

    def exchange(self, numbers: PageNumbers) -> list[Gathering]:
        """The exchange by theme and by city, which name pages of chapters; nothing where nobody has whom to ask."""
        if not self.view.exchange.cards:
            return []
        return [self._by_theme(numbers), self._by_city(numbers)]

    def indexes(self, numbers: PageNumbers) -> Gathering:
        """The index of names, which names pages of chapters, and the sources."""
        plan, view = plan_index(self.view, self.setting, numbers), self.view
        made = self._gathering(
            "indexes",
            plan=plan,
            by_city=numbers.by_city,
            citation=words.citation(view),
            colophon=words.colophon(view),
            example=next(view.entries, None),
        )
        return replace(made, attachments=self._attachments())

    def divider(self) -> Gathering:
        """A page before the cities, where without it their spreads would not face each other."""
        return self._gathering("divider")

    def cities(self, numbers: PageNumbers) -> Gathering:
        """The list of cities, with the pages on which they stand."""
        places, setting = self.view.places, self.setting
        plan, pieces = list_of_cities(places, setting), pieces_of_cities(places, setting)
        return self._gathering("cities", label_of=numbers.label_of, plan=plan, pieces=pieces, figures=self._figures)

    def front(self, numbers: PageNumbers) -> Gathering:
        """The prelims: cover, contents, how to read, the region on one page, the map."""
        view = self.view
        return self._gathering(
            "front",
            label_of=numbers.label_of,
            theme_page=numbers.theme_page,
            imprint=words.imprint(view),
            figures=self._figures,
            map_description=words.map_description(view),
            plan=self.front_plan,
            lines=words.cover_heading(view, self.setting, self.front_plan.title_size),
            titles={name: view.say(title) for name, title in words.TITLES.items()},
            contents_in_words=words.contents_in_words(view),
            example=self._example,
            sources_page=numbers.page_at("indexes", "sources"),
        )

    @property
    def findings(self) -> tuple[tuple[str, str], ...]:
        """Every finding, with its reference, as it stands under its theme and among those of its city."""
        return tuple((entry.full, entry.finding.text.plain) for entry in self.view.entries)

    @property
    def cells(self) -> tuple[PromisedCell, ...]:
        """What the cells of its tables hold, for the proof."""
        return (*promised_cells(self.view, words.list_titles(self.view)), *self._talk_cells())

    def _by_theme(self, numbers: PageNumbers) -> Gathering:
        view, intro = self.view, words.exchange_introduction(self.view)
        return self._gathering(
            "exchange",
            page_of=numbers.page_of,
            pieces=pieces_of_cards(view, self.setting),
            tall=tall_cards(view, self.setting, intro),
            intro=intro,
        )

    def _by_city(self, numbers: PageNumbers) -> Gathering:
        intro = words.meetings_introduction(self.view, self._meetings)
        return self._gathering(
            "meetings",
            page_of=numbers.page_of,
            theme_page=numbers.theme_page,
            meetings=self._meetings,
            pieces=pieces_of_meetings(self._boxes, self.setting, opening(self.view, self.setting, intro)),
            intro=intro,
            gists=self._gists,
            laid=self._boxes,
        )

    @cached_property
    def _meetings(self) -> tuple[Meeting, ...]:
        return tuple(map(in_a_volume, self.view.exchange.meetings))

    @cached_property
    def _boxes(self) -> dict[str, Boxes]:
        return boxes_by_city(self._meetings, self.setting, self._gists)

    @cached_property
    def _gists(self) -> Gists:
        return gists_told(self._meetings, self.setting, _TALL * self.setting.measures.room)

    def _talk_cells(self) -> Iterator[PromisedCell]:
        if not self.view.exchange.cards:
            return
        yield from card_cells(self.view)
        for meeting in self._meetings:
            yield from meeting_cells(self.view, meeting, self._boxes[meeting.place.part], self._gists)

    def metadata(self) -> Metadata:
        """What the bound volume says of itself."""
        return words.metadata(self.view, self.created)

    def title_of(self, gathering: str) -> str:
        """What a gathering is called among the bookmarks."""
        chapters = {chapter.part: f"{chapter.number} {chapter.name}" for chapter in self.view.chapters}
        chapters |= {chapter.opener: chapters[chapter.part] for chapter in self.view.chapters}
        return chapters.get(gathering) or self.view.say(words.TITLES[gathering])

    @property
    def _figures(self) -> set[str]:
        return {name.removesuffix(".svg") for name in self.house.resources}

    @property
    def _example(self) -> Mapping[str, Any] | None:
        """The theme that the page on how to read shows: the first with a city that has both lists, else the first."""
        tables = [
            table
            for chapter in self.view.chapters
            for table in chapter.themes
            if any(row.lists[0].entries for row in table.rows)
        ]
        found = [table for table in tables if any(row.lists[0].entries and row.lists[1].entries for row in table.rows)]
        if not tables:
            return None
        table = (found or tables)[0]
        entry = next(entry for row in table.rows for listed in row.lists for entry in listed.entries)
        return {"table": table, "rows": table.rows[:3], "reference": entry}

    def _gathering(self, part: str, **given: Any) -> Gathering:
        title = self.title_of(part)
        document = compose_gathering(self.house, part, self.view, title, **given)
        return self._filled(part, title, document)

    def _filled(self, part: str, title: str, document: Composed) -> Gathering:
        about = words.metadata(self.view, self.created, part, title)
        asked = repr(self.studio.options) if self.edition.for_press else ""
        return Gathering(part, title, document, about, edition=self.edition, asked=asked)

    def _of_chapter(self, chapter: ChapterView, part: str, template: str, **given: Any) -> Gathering:
        document = compose_gathering(
            self.house, template, self.view, chapter.name, accent=chapter.number, chapter=chapter, **given
        )
        return self._filled(part, self.title_of(part), document)

    def _chapter(self, chapter: ChapterView) -> Gathering:
        plan = plan_chapter(chapter, self.setting, words.list_titles(self.view))
        return self._of_chapter(chapter, chapter.part, "chapter", plan=plan)

    def _attachments(self) -> tuple[Attached, ...]:
        moment = datetime(self.created.year, self.created.month, self.created.day, tzinfo=UTC)
        what = self.view.say("All findings of this volume as data")
        return tuple(Attached(name, content, "Data", what, moment) for name, content in self.data.items())
