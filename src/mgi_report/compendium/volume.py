"""The gatherings of one compendium: what each is given, and the HTML that comes of it.

A gathering that names pages of others is given their numbers; all else is known from the comparison alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from ..data.comparison import Comparison
from ..design.editions import SCREEN, Edition
from ..design.measures import Setting
from ..figures.marks import drawings as mark_drawings
from ..figures.ornaments import lines_of_notes, scaled_lines, stripe
from ..figures.wheel import FIGURE
from ..pdf.xmp import Metadata
from ..studio.studio import Studio
from ..typeset.documents import Attached, Composed
from ..workspace.clock import document_date, source_date
from . import words
from .compose import PUBLICATION, House, compose_gathering
from .gatherings import Gathering
from .numbers import NOTES, PageNumbers
from .plan.chapter import CAUTION, ChapterPlans
from .plan.index import plan_indexes
from .plan.matter import plan_back, plan_exchange
from .plan.notes import plan_notes
from .plan.prelims import FrontPlan, plan_front
from .present import view_volume
from .view import ChapterView, VolumeView


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
        return view_volume(self.comparison, self.studio.framework, self.language, str(self.created.year))

    @cached_property
    def front_plan(self) -> FrontPlan:
        """The plan of its first pages."""
        return plan_front(self.view, self.setting, with_map="map.svg" in self.figures)

    @cached_property
    def chapter_plans(self) -> ChapterPlans:
        """The plans of its chapters, all in one type size."""
        nothing = self.view.say("Not mentioned in these profiles.")
        return ChapterPlans(self.view.chapters, self.setting, nothing)

    @cached_property
    def house(self) -> House:
        """What its gatherings share."""
        wheel = self.studio.drawings.wheel_ground()
        drawings = {f"icon-{slug}.svg": svg for slug, svg in self.studio.drawings.icons.items()}
        drawings |= {"wheel.svg": wheel, "small-wheel.svg": scaled_lines(wheel, self.front_plan.wheels.scale)}
        drawings |= {"lines.svg": lines_of_notes(self.studio.theme)} | mark_drawings(self.studio.theme.rgb("label"))
        drawings |= {"stripe.svg": stripe(self.studio.theme, self.edition.bleed)} | dict(self.figures)
        drawings |= {f"images/{name}": data for name, data in self.studio.images.items()}
        return House(self.studio.composer, self.studio.theme, drawings, self.created.isoformat(), self.edition)

    @cached_property
    def first(self) -> list[Gathering]:
        """The gatherings that name no pages of others; they need not wait for anything."""
        chapters = list(map(self._chapter, self.view.chapters))
        example = next((entry.reference for entry in self.view.entries), None)
        reading, notes = self._gathering("reading", example=example), self._gathering(NOTES, pages=1)
        return [*chapters, reading, notes, self._back()]

    def chapter_anew(self, part: str, caution: float) -> Gathering | None:
        """A chapter planned for shorter lines, ``caution`` being how much of their measure to count on."""
        chapter = next((chapter for chapter in self.view.chapters if chapter.part == part), None)
        return self._chapter(chapter, caution) if chapter else None

    def exchange(self, numbers: PageNumbers) -> Gathering:
        """The exchange opportunities, which name pages of chapters."""
        intro, page_of = words.exchange_introduction(self.view), numbers.page_of
        plan = plan_exchange(self.view, self.setting, page_of, intro)
        return self._gathering("exchange", opens_left=True, page_of=page_of, plan=plan, intro=intro)

    def indexes(self, numbers: PageNumbers, caution: float = 0.95) -> Gathering:
        """The indexes of themes and names, which name pages of chapters."""
        plan = plan_indexes(self.view, self.setting, numbers.page_of, caution)
        return self._gathering(
            "indexes",
            pages=plan.total,
            opens_left=True,
            plan=plan,
            page_of=numbers.page_of,
            by_page=numbers.by_page,
        )

    def indexes_anew(self, numbers: PageNumbers, part: str, caution: float) -> Gathering | None:
        """The indexes planned for shorter lines, as :meth:`chapter_anew` does with a chapter."""
        return self.indexes(numbers, caution) if part == "indexes" else None

    def cities(self, numbers: PageNumbers) -> Gathering:
        """The list of cities, with the pages of their snapshots."""
        return self._gathering("cities", opens_left=True, label_of=numbers.label_of)

    def front(self, numbers: PageNumbers) -> Gathering:
        """The prelims: cover, imprint, contents, the region at a glance."""
        return self._gathering(
            "front",
            label_of=numbers.label_of,
            citation=words.citation(self.view),
            imprint=words.imprint(self.view),
            figures=[name.removesuffix(".svg") for name in self.house.resources],
            map_description=words.map_description(self.view),
            boxes=[sector.label_box for sector in FIGURE.sectors],
            plan=self.front_plan,
            lines=words.cover_heading(self.view, self.setting),
            numbered_names=self.language.join(f"{c.number} {c.name}" for c in self.view.chapters),
        )

    @property
    def findings(self) -> tuple[tuple[str, str], ...]:
        """Every finding, with its reference, as it stands in its chapter and in its snapshot."""
        return tuple((entry.reference.full, entry.text.plain) for entry in self.view.entries)

    def metadata(self) -> Metadata:
        """What the bound volume says of itself."""
        return words.metadata(self.view, self.created)

    def title_of(self, gathering: str) -> str:
        """What a gathering is called among the bookmarks."""
        chapters = {chapter.part: f"{chapter.number} {chapter.name}" for chapter in self.view.chapters}
        return chapters.get(gathering) or self.view.say(words.TITLES[gathering])

    def _gathering(self, part: str, *, pages: int | None = None, **given: Any) -> Gathering:
        document = compose_gathering(self.house, part, self.view, self.title_of(part), **given)
        return self._filled(part, document, pages)

    def _filled(self, part: str, document: Composed, pages: int | None) -> Gathering:
        title = self.title_of(part)
        about = words.metadata(self.view, self.created, part, title)
        asked = repr(self.studio.options) if self.edition.for_press else ""
        return Gathering(part, title, document, about, pages=pages, edition=self.edition, asked=asked)

    def _chapter(self, chapter: ChapterView, caution: float = CAUTION) -> Gathering:
        plan = self.chapter_plans.plan(chapter, caution)
        document = compose_gathering(
            self.house,
            "chapter",
            self.view,
            chapter.name,
            opens_left=True,
            accent=chapter.number,
            chapter=chapter,
            lines=words.chapter_heading(chapter, self.setting),
            plan=plan,
            talk=plan_notes(self.view, chapter, self.setting),
            silent="; ".join(chapter.silent),
        )
        return self._filled(chapter.part, document, plan.total)

    def _back(self) -> Gathering:
        citation, colophon = words.citation(self.view), words.colophon(self.view)
        plan = plan_back(self.view, "".join(run.text for run in citation), self.setting)
        gathering = self._gathering("back", citation=citation, colophon=colophon, plan=plan)
        return replace(gathering, attachments=self._attachments())

    def _attachments(self) -> tuple[Attached, ...]:
        moment = datetime(self.created.year, self.created.month, self.created.day, tzinfo=UTC)
        what = self.view.say("All findings of this volume as data")
        return tuple(Attached(name, content, "Data", what, moment) for name, content in self.data.items())
