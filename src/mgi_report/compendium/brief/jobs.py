"""Briefs in the build: what is kept is taken, the rest is made, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...data.comparison import compare
from ...data.model import Profile
from ...data.region import Region
from ...data.spelled import spelled_out
from ...design.editions import SCREEN
from ...errors import ExitCode, ReportError
from ...figures.marks import drawings as marks
from ...figures.ornaments import qr_code
from ...neutrality.check import assure
from ...neutrality.pages import check_pages
from ...neutrality.words import load_wordings
from ...pdf.xmp import Metadata
from ...studio.jobs import Facts, Job, Made, MadeFile, attempt, keep, kept_or_made
from ...studio.studio import Studio
from ...text.reader import Reader
from ...typeset.attempts import at_most, fitting
from ...typeset.documents import Composed, P
from ...workspace.clock import document_date, source_date
from ...workspace.workers import Workers
from .. import words
from ..compose import PUBLICATION, House, compose_gathering, typesetting
from ..present import view_volume
from .plan import BriefPlan, pages_for, plans
from .present import Subject, view_brief
from .proof import prove_brief
from .view import BriefView

_STYLES = ("compendium/brief.css",)
_IN_TITLE = 3
"""So many places at most are named in the title of a brief."""


@dataclass(frozen=True, kw_only=True)
class BriefJob(Job):
    """One brief to make: ``slug`` is its theme or domain, ``of`` the places in the names of its files.

    ``region`` is the one that was asked for; without it, places were. ``base`` is where the output folder will lie on
    the web; ``whole``: findings stand with all their words, however many pages that takes.
    """

    slug: str
    of: str
    profiles: tuple[Profile, ...]
    region: Region | None = None
    base: str = ""
    whole: bool = False

    folder = "briefs"

    @property
    def subject(self) -> tuple[str, str]:
        """The theme or domain, which has no edition."""
        return self.slug, ""

    @property
    def name(self) -> str:
        """What its files are called, up to the language."""
        return f"mgi-brief-{self.slug}-{self.of}"

    def beside(self, suffix: str) -> str:
        """Path of its file, in a folder of its own: there may be many."""
        return f"{self.language}/briefs/{self.name}-{self.language}{self.edition.suffix}{suffix}.pdf"

    @property
    def page(self) -> str:
        """Path of its page in the HTML edition."""
        return replace(self, edition=SCREEN).output.removesuffix(".pdf") + ".html"


def make_briefs(jobs: Sequence[BriefJob], workers: Workers[Studio], *, force: bool = False) -> Iterator[Made[BriefJob]]:
    """Make briefs; those that are kept are only looked up."""
    assure(workers.shared.workspace)
    return kept_or_made(jobs, workers, _run, force=force)


def view_of(studio: Studio, job: BriefJob) -> BriefView:
    """What a brief says; on paper links spell their addresses out."""
    profiles, region = job.profiles, job.region
    if job.edition.for_press:
        profiles, region = tuple(map(spelled_out, profiles)), region and spelled_out(region)
    language, framework = studio.language(job.language), studio.framework
    meant = region or Region(region="brief", title=framework.name, level=profiles[0].level)
    comparison = compare(meant, profiles, framework, language)
    year = str(_created(job).year)
    volume = view_volume(comparison, framework, language, year, studio.publisher, about=job.slug)
    title = Reader(language).text(region.title, region.language).plain if region else ""
    names = [place.name for place in volume.places]
    told = title or (language.join(names) if len(names) <= _IN_TITLE else volume.framework_name)
    file = job.page.removesuffix(".html")
    subject, setting = Subject(job.slug, title, file, job.base, job.whole), studio.setting(PUBLICATION, language.code)
    return view_brief(comparison, framework, replace(volume, title=told), subject, setting)


def _created(job: BriefJob) -> date:
    """The date of the brief: that of the latest revision of what is in it."""
    days = [document_date(profile.revised, profile.edition) for profile in job.profiles]
    return source_date() or max([*days, *([job.region.revised] if job.region and job.region.revised else [])])


def _run(studio: Studio, job: BriefJob) -> Made[BriefJob]:
    return attempt(job, lambda: _make(studio, job))


def _make(studio: Studio, job: BriefJob) -> Facts:
    view = view_of(studio, job)
    about = about_of(view, job)
    view, made = settled(studio, job, view, typesetting(studio, job.edition, about))
    proof = prove_brief(made, view, studio, job.output, about, job.edition)
    files = [MadeFile("", made.pdf, proof.pages, proof.verdict)]
    return keep(job, studio.workspace.cache, files, whole=view.whole)


def settled(
    studio: Studio, job: BriefJob, view: BriefView, typeset: Callable[[Composed, range], P]
) -> tuple[BriefView, P]:
    """A brief on no more pages than it should take, where that can be: what it then says, and what came of it.

    It has as much white as it is planned with or, where that takes more pages, less; where that does not help, it tells
    the gists of findings. Raises :class:`ReportError` (template) where it would rank places, and what ``typeset``
    raises.
    """
    created = about_of(view, job).created
    house = House(studio.composer, studio.theme, _drawn(studio, view), created, job.edition)
    setting = studio.setting(PUBLICATION, view.volume.language.code)
    wordings = load_wordings(studio.workspace.paths("assets", "wording"))
    order = [place.identity for place in view.places]
    most = pages_for(len(view.places), domain=view.is_domain)
    shorter = [] if job.whole or not view.whole else [view.by_gists]

    def attempts() -> Iterator[tuple[BriefView, Composed, range]]:
        for said in (view, *shorter):
            for plan in plans(said, setting):
                document = composed(house, said, plan)
                if ranked := check_pages(document.html, order, wordings, job.output):
                    raise ReportError(ranked, ExitCode.TEMPLATE)
                yield said, document, at_most(min(plan.pages, most) if said.whole and shorter else plan.pages)

    return fitting(attempts(), typeset)


def about_of(view: BriefView, job: BriefJob) -> Metadata:
    """What a brief says of itself."""
    covered = "; ".join(f"{place.name}, {place.country}, {place.identity[-7:]}" for place in view.places)
    about = words.metadata(view.volume, _created(job), "", view.title)
    return replace(about, identifier=f"{job.name}-{job.language}", coverage=covered)


def composed(house: House, view: BriefView, plan: BriefPlan) -> Composed:
    """The HTML of a brief that is planned."""
    given = {"brief": view, "plan": plan, "to_profile": view.profile_of}
    return compose_gathering(
        house, "brief", view.volume, view.title, accent=view.chapter.number, styles=_STYLES, **given
    )


def _drawn(studio: Studio, view: BriefView) -> Mapping[str, bytes]:
    colour, slug = studio.theme.rgb("label"), view.chapter.slug
    drawn = marks(colour, view.volume.language.direction) | {f"glaze-{slug}.svg": studio.drawings.glazes[slug]}
    drawn |= {f"icon-{name}.svg": svg for name, svg in studio.drawings.icons.items()}
    return drawn | ({"qr.svg": qr_code(view.code, colour)} if view.code else {})
