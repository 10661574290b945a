"""One page for a meeting: what a city could ask whom about, and what it could be asked about by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..data.comparison import compare
from ..data.model import Profile
from ..data.region import Region
from ..data.spelled import spelled_out
from ..errors import ExitCode, Kind, ReportError, excerpt
from ..figures.marks import drawings
from ..neutrality.check import assure
from ..neutrality.pages import check_pages
from ..neutrality.words import load_wordings
from ..pdf.proof import Expected, Proof, Said
from ..pdf.xmp import Metadata, claims_of
from ..studio.jobs import Facts, Job, Made, MadeFile, attempt, keep, kept_or_made
from ..studio.studio import Studio
from ..typeset.attempts import fitting, just
from ..typeset.documents import Composed, P, Typeset
from ..workspace.clock import document_date, source_date
from ..workspace.workers import Workers
from . import words
from .cells import PromisedCell
from .compose import PUBLICATION, House, compose_gathering, typesetting
from .plan.matter import ON_SHEETS, Boxes, Gists, boxes_of
from .present import view_volume
from .proof import tables_read
from .talks import meeting_cells
from .view import Meeting, Place, VolumeView

Says = tuple[VolumeView, Meeting, Metadata]
"""What a sheet says, in its region, and what it says of itself."""


@dataclass(frozen=True, kw_only=True)
class SheetJob(Job):
    """One sheet to make: of a city, by its identity, and the profiles of its region."""

    region: Region
    profiles: tuple[Profile, ...]
    city: str

    folder = "sheets"

    @property
    def subject(self) -> tuple[str, str]:
        """The city and the edition of its profile."""
        return self.city[:-8], self.city[-7:]

    @property
    def name(self) -> str:
        """What its files are called, up to the language."""
        return f"mgi-exchange-{self.region.slug}-{self.city}"


def make_sheets(jobs: Sequence[SheetJob], workers: Workers[Studio], *, force: bool = False) -> Iterator[Made[SheetJob]]:
    """Make sheets; those that are kept are only looked up."""
    assure(workers.shared.workspace)
    return kept_or_made(jobs, workers, _run, force=force)


def _run(studio: Studio, job: SheetJob) -> Made[SheetJob]:
    return attempt(job, lambda: _make(studio, job))


def _make(studio: Studio, job: SheetJob) -> Facts:
    says = view, meeting, about = sheet_of(studio, job)
    gists, made = settled(studio, job, says, typesetting(studio, job.edition, about))
    laid = _laid(studio, job, meeting, gists)
    said = made.said(about, (), for_press=job.edition.for_press)
    proof = _proved(studio, job, made, said, tuple(meeting_cells(view, meeting, laid, gists)))
    return keep(job, studio.workspace.cache, [MadeFile("", made.pdf, proof.pages, proof.verdict)], gists=gists)


def sheet_of(studio: Studio, job: SheetJob) -> Says:
    """What a sheet says, in its region, and what it says of itself.

    Raises :class:`ReportError` (data) where nobody answers to its city and it answers to nobody.
    """
    region, profiles = job.region, job.profiles
    if job.edition.for_press:
        region, profiles = spelled_out(region), tuple(map(spelled_out, profiles))
    comparison = compare(region, profiles, studio.framework, studio.language(job.language))
    created = source_date() or max(document_date(profile.revised, profile.edition) for profile in profiles)
    given = studio.language(job.language), str(created.year), studio.publisher
    view = view_volume(comparison, studio.framework, *given)
    meeting = next((item for item in view.exchange.meetings if item.place.identity == job.city), None)
    if meeting is None:
        message = f"no profile of this region answers to what {excerpt(job.city)} names, or asks about it"
        hint = "a sheet needs a theme that one profile describes and another one names as an area with potential"
        raise ReportError(message, ExitCode.DATA, hint=hint, kind=Kind.INCOMPLETE)
    title = view.say("Exchange: %(city)s", city=meeting.place.name)
    place = meeting.place
    about = words.metadata(view, created, f"exchange-{job.city}", title)
    return view, meeting, replace(about, coverage=f"{place.name}, {place.country}, {place.identity[-7:]}")


def settled(studio: Studio, job: SheetJob, says: Says, typeset: Callable[[Composed, range], P]) -> tuple[Gists, P]:
    """A sheet with as much of each city as finds room on one page, else on as few as can be: how much that is, and what
    came of it.

    Raises :class:`ReportError` (template) where it would rank places, and what ``typeset`` raises.
    """
    view, meeting, about = says
    title = view.say("Exchange: %(city)s", city=meeting.place.name)
    marks = drawings(studio.theme.rgb("label"), view.language.direction)
    house = House(studio.composer, studio.theme, marks, about.created, job.edition)
    wordings = load_wordings(studio.workspace.paths("assets", "wording"))
    order = [place.identity for place in view.places]
    partners = partners_of(view, meeting)

    def attempts() -> Iterator[tuple[Gists, Composed, range]]:
        for gists in ON_SHEETS:
            laid = _laid(studio, job, meeting, gists)
            document = compose_gathering(
                house, "sheet", view, title, meeting=meeting, laid=laid, gists=gists, partners=partners
            )
            if ranked := check_pages(document.html, order, wordings, job.output):
                raise ReportError(ranked, ExitCode.TEMPLATE)
            yield gists, document, just(1)

    return fitting(attempts(), typeset)


def _laid(studio: Studio, job: SheetJob, meeting: Meeting, gists: Gists) -> Boxes:
    return boxes_of(meeting, studio.setting(PUBLICATION, job.language), gists, alone=True)


def _proved(studio: Studio, job: SheetJob, made: Typeset, said: Said, cells: tuple[PromisedCell, ...]) -> Proof:
    expected = Expected((), made.pages, studio.theme.fonts.all, 1, said)
    if job.edition.for_press:
        from ..press.proof import prove_press

        return prove_press(made.pdf, expected, job.output).demand()
    from ..pdf.screen import prove

    standards = claims_of(job.edition.variant, attached=False)
    return prove(made.pdf, expected, job.output, tables_read(made.pdf, cells, job.output), standards).demand()


def partners_of(view: VolumeView, meeting: Meeting) -> list[Place]:
    """The cities that a sheet names, in their order: whose contacts and sources stand at its foot."""
    named = {place.identity for topics in meeting.boxes for _, side in topics for place in side.places}
    return [place for place in view.places if place.identity in named | {meeting.place.identity}]
