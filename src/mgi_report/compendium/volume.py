"""One compendium: from a comparison and finished snapshots to a bound volume.

Chapters are typeset first; then the parts that need their page numbers (exchange, indexes, the list of cities); the
prelims last, when every page number is known. No page is typeset twice to learn a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import Any

from ..data.comparison import Comparison
from ..design.editions import SCREEN, Edition
from ..figures.ornaments import lines_of_notes, scaled_lines, stripe
from ..figures.wheel import sectors
from ..pdf.binding import Labels, Part
from ..pdf.xmp import Metadata
from ..studio.studio import Studio
from ..text.languages import mark
from ..typeset.documents import Attached
from ..workspace.clock import document_date, source_date
from . import words
from .compose import PUBLICATION, House, compose_gathering
from .gatherings import Gathering, Made, settle
from .numbers import CitySnapshot, PageNumbers
from .plan.chapter import CAUTION, ChapterPlans
from .plan.index import plan_indexes
from .plan.matter import plan_back, plan_exchange
from .plan.notes import plan_notes
from .plan.prelims import FrontPlan, plan_front
from .present import view_volume
from .view import ChapterView, VolumeView

MARGIN = 15.0
"""Distance of folios from the trim, in mm."""

Run_ = Callable[[Sequence[Gathering]], list[Made]]
"""Typesets gatherings, perhaps at the same time, and gives them back in their order."""


class VolumeStudio(PageNumbers):
    """Makes the parts of one compendium in one language."""

    def __init__(
        self,
        studio: Studio,
        comparison: Comparison,
        snapshots: Mapping[str, CitySnapshot],
        data: Mapping[str, bytes],
        figures: Mapping[str, bytes],
        edition: Edition = SCREEN,
    ) -> None:
        super().__init__(snapshots)
        self.studio, self.comparison = studio, comparison
        self.data, self.figures, self.edition = data, figures, edition
        self.language = studio.language(comparison.language)
        self.setting = studio.setting(PUBLICATION, comparison.language)

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
    def prelims(self) -> FrontPlan:
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
        drawings |= {"wheel.svg": wheel, "small-wheel.svg": scaled_lines(wheel, self.prelims.wheels.scale)}
        drawings |= {"lines.svg": lines_of_notes(self.studio.theme)}
        drawings |= {"stripe.svg": stripe(self.studio.theme, self.edition.bleed)} | dict(self.figures)
        drawings |= {f"images/{name}": data for name, data in self.studio.images.items()}
        return House(self.studio.composer, self.studio.theme, drawings, self.created.isoformat(), self.edition)

    def parts(self, run: Run_) -> list[Part]:
        """Everything the volume is bound from, in order."""
        if not self.made:
            self.receive(run(self.first), run)
        body = [*self._evened("reading", odd=True), *(chapter.part for chapter in self.view.chapters)]
        self._start(body)
        self._keep(run, [self._exchange(), self._indexes()])
        body += self._evened("exchange") + self._evened("indexes")
        self._start([*body, "cities"], known={"cities": 1})
        cities = [place.part for place in self.view.places]
        body += ["cities", *cities, *self._evened("back")]
        self._start(body, known={"cities": 1})
        self._keep(
            run, [self._gathering("cities", mark("The cities"), opens_left=True, pages=1, label_of=self.label_of)]
        )
        self._keep(run, [self._front()])
        prelims = self._filled(self._evened("front"), body)
        return [*self._bound(prelims, roman_=True), *self._bound(body)]

    # gatherings

    @cached_property
    def first(self) -> list[Gathering]:
        """The gatherings that name no pages of others; they need not wait for anything."""
        chapters = list(map(self._chapter, self.view.chapters))
        example = next((entry.reference for entry in self.view.entries), None)
        reading = self._gathering("reading", mark("Six domains, side by side"), example=example)
        return [*chapters, reading, self._notes(), self._back()]

    def receive(self, made: Sequence[Made], run: Run_) -> None:
        """Take the :attr:`first` gatherings as they were typeset; chapters whose plan did not hold are made anew."""
        self.made |= settle(self.first, made, self._planned_anew, run)

    def _keep(self, run: Run_, gatherings: Sequence[Gathering]) -> None:
        self.made |= settle(gatherings, run(gatherings), self._planned_anew, run)

    def _planned_anew(self, part: str, caution: float) -> Gathering | None:
        plans = {chapter.part: partial(self._chapter, chapter) for chapter in self.view.chapters}
        again = (plans | {"indexes": self._indexes}).get(part)
        return again(caution) if again else None

    def _gathering(
        self, part: str, title: str, *, template: str = "", pages: int | None = None, accent: int = 0, **given: Any
    ) -> Gathering:
        name = self.view.say(title)
        document = compose_gathering(self.house, template or part, self.view, name, accent=accent, **given)
        return Gathering(
            part, name, document, words.metadata(self.view, self.created, part, name), pages=pages, **self._press
        )

    def _chapter(self, chapter: ChapterView, caution: float = CAUTION) -> Gathering:
        measures, text, _ = self.setting
        plan = self.chapter_plans.plan(chapter, caution)
        document = compose_gathering(
            self.house,
            "chapter",
            self.view,
            chapter.name,
            opens_left=True,
            accent=chapter.number,
            chapter=chapter,
            lines=text.balanced(chapter.name, *words.chapter_heading(measures)),
            plan=plan,
            talk=plan_notes(self.view, chapter, self.setting),
            silent="; ".join(chapter.silent),
        )
        title = f"{chapter.number} {chapter.name}"
        about = words.metadata(self.view, self.created, chapter.part, title)
        return Gathering(chapter.part, title, document, about, pages=plan.total, **self._press)

    @property
    def _press(self) -> dict[str, Any]:
        """For which edition gatherings are made, and what the print shop asks for."""
        return {"edition": self.edition, "asked": repr(self.studio.options) if self.edition.for_press else ""}

    def _exchange(self) -> Gathering:
        intro = words.exchange_introduction(self.view)
        plan = plan_exchange(self.view, self.setting, self.page_of, intro)
        title = mark("Exchange opportunities")
        return self._gathering("exchange", title, opens_left=True, page_of=self.page_of, plan=plan, intro=intro)

    def _indexes(self, caution: float = 0.95) -> Gathering:
        plan = plan_indexes(self.view, self.setting, self.page_of, caution)
        return self._gathering(
            "indexes",
            mark("Indexes"),
            pages=plan.total,
            opens_left=True,
            plan=plan,
            page_of=self.page_of,
            by_page=self.by_page,
        )

    def _notes(self) -> Gathering:
        return self._gathering("notes", mark("Notes"), pages=1)

    def _front(self) -> Gathering:
        measures, text, _ = self.setting
        return self._gathering(
            "front",
            mark("Contents"),
            label_of=self.label_of,
            citation=words.citation(self.view),
            imprint=words.imprint(self.view),
            figures=[name.removesuffix(".svg") for name in self.house.resources],
            map_description=words.map_description(self.view),
            boxes=[sector.label_box for sector in sectors()],
            plan=self.prelims,
            lines=text.balanced(self.view.title, *words.cover_heading(measures)),
            numbered_names=self.language.join(f"{c.number} {c.name}" for c in self.view.chapters),
        )

    def _back(self) -> Gathering:
        citation = words.citation(self.view)
        plan = plan_back(self.view, "".join(run.text for run in citation), self.setting)
        gathering = self._gathering(
            "back", mark("Sources and citation"), citation=citation, colophon=words.colophon(self.view), plan=plan
        )
        return Gathering(**{**vars(gathering), "attachments": self._attachments()})

    def _evened(self, part: str, *, odd: bool = False) -> list[str]:
        """A part, with a page for notes behind it where what follows would begin on the wrong side."""
        return [part, f"notes~{part}"] if self.made[part].pages % 2 != odd else [part]

    def _filled(self, prelims: list[str], body: Sequence[str]) -> list[str]:
        """The prelims, with pages for notes behind them where the sheets of the edition would not be full."""
        pages = sum(self._pages(part, {}) for part in [*prelims, *body])
        return prelims + [f"notes~{number}" for number in range(self.edition.blanks(pages))]

    # binding

    def _bound(self, names: Sequence[str], roman_: bool = False) -> list[Part]:
        parts, page = [], 1
        titles = {chapter.part: f"{chapter.number} {chapter.name}" for chapter in self.view.chapters}
        for name in names:
            labels = Labels("r" if roman_ else "D", start=page)
            if name.startswith("city-"):
                parts.append(self._city(name, labels))
            else:
                made = self.made[name.partition("~")[0]]
                blank = "~" in name
                title = titles.get(name) or self.view.say(words.TITLES[name.partition("~")[0]])
                parts.append(
                    Part(
                        made.pdf,
                        title,
                        name,
                        language=self.language.code,
                        labels=labels,
                        bookmark=not blank and not roman_,
                        folio=MARGIN,
                        folio_outer=True,
                        folio_skip=2 if name == "front" else 0,
                        elements=made.elements,
                    )
                )
            page += self._pages(name, {})
        return parts

    def _city(self, name: str, labels: Labels) -> Part:
        snapshot = self.snapshots[name.removeprefix("city-")]
        place = next(place for place in self.view.places if place.part == name)
        return Part(
            snapshot.pdf,
            place.name,
            name,
            language=self.language.code,
            labels=labels,
            bookmark=False,
            under="cities",
            folio=MARGIN,
            elements=snapshot.elements,
        )

    # what is proved

    @property
    def findings(self) -> tuple[tuple[str, str], ...]:
        """Every finding, with its reference, as it stands in its chapter and in its snapshot."""
        return tuple((entry.reference.full, entry.text.plain) for entry in self.view.entries)

    @property
    def promises(self) -> tuple[tuple[str, int, str, str], ...]:
        """What printed page numbers promise: part, page within it, number, and words that must stand there."""
        names = {chapter.part: chapter.name for chapter in self.view.chapters}
        names |= {place.part: place.bare_name for place in self.view.places}
        names |= {
            part: self.view.say(words.TITLES[part]) for part in ("reading", "exchange", "indexes", "cities", "back")
        }
        found = [(part, 1, self.label_of(part), name) for part, name in names.items()]
        for entry in self.view.entries:
            part = f"chapter-{entry.reference.chapter}"
            page = self.made[part].anchors[entry.reference.anchor]
            found.append((part, page, self.page_of(entry.reference), entry.text.plain))
        return tuple(found)

    # what it says of itself

    def metadata(self) -> Metadata:
        """What the bound volume says of itself."""
        return words.metadata(self.view, self.created)

    def _attachments(self) -> tuple[Attached, ...]:
        moment = datetime(self.created.year, self.created.month, self.created.day, tzinfo=UTC)
        what = self.view.say("All findings of this volume as data")
        return tuple(Attached(name, content, "Data", what, moment) for name, content in self.data.items())
