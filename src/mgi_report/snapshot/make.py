"""One snapshot from one profile: view, plan, compose, typeset, finish, prove."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ..data.model import Profile
from ..data.records import as_json
from ..design.editions import PRESS, SCREEN, Edition
from ..errors import ExitCode, Problem, ReportError
from ..figures.ornaments import qr_code
from ..pdf.proof import Expected, Proof
from ..press.inks import for_edition
from ..studio.studio import Studio
from ..text.reader import Reader
from ..typeset.documents import Attached
from ..workspace.clock import document_date
from . import compose
from .attached import snapshot_metadata, snapshot_record
from .present import view_snapshot
from .view import SnapshotView

if TYPE_CHECKING:
    from ..studio.kept import MadeFile

_CAUTIONS = (1.0, 0.97, 0.93, 0.88)


@dataclass(frozen=True)
class Snapshot:
    """A finished and proved snapshot: bytes, proof, companions for the print shop, tag elements, blank pages."""

    pdf: bytes
    proof: Proof
    companions: tuple[MadeFile, ...] = ()
    elements: int = 0
    blanks: int = 0


def view_of(studio: Studio, profile: Profile, language: str) -> SnapshotView:
    """What the snapshot of a profile says to a reader of a language."""
    return view_snapshot(profile, studio.framework, studio.language(language), studio.publisher)


def make_snapshot(
    studio: Studio, profile: Profile, source: bytes, language: str, edition: Edition = SCREEN
) -> Snapshot:
    """Make a snapshot.

    ``source`` is the profile's file, attached as it is to the screen edition. Raises :class:`ReportError` when a
    template is broken or the proof fails; the problems name city, page and finding.
    """
    view = view_of(studio, profile, language)
    drawn = figures_of(studio, profile, view)
    text, bold = studio.metrics(language)
    created = document_date(profile.revised, profile.edition)
    attachments = _attachments(studio, profile, source, view, created) if edition.attached else []
    metadata = snapshot_metadata(profile, view, created)
    for caution in _CAUTIONS:
        plan = compose.plan_snapshot(view, text, bold, caution)
        composed = compose.compose_snapshot(
            studio.composer,
            view,
            plan,
            studio.theme,
            studio.drawings.icons,
            drawn,
            created.isoformat(),
            studio.images,
            edition,
        )
        document, finisher = for_edition(composed, studio.theme, edition), studio.finisher(edition, metadata)
        made = studio.typesetter.typeset(document, finisher, attachments, edition.variant)
        total = plan.total + edition.blanks(plan.total)
        if made.pages <= total:
            break
    if made.problems:
        raise ReportError([_of(profile, problem) for problem in made.problems], ExitCode.TEMPLATE)
    from ..pdf import screen as preflight

    expected = _expected(studio, view, total, edition)
    if not edition.for_press:
        proved = _passed(preflight.prove(made.pdf, expected, profile.identity))
        return Snapshot(made.pdf, proved, elements=made.elements)
    from ..press import proof
    from ..studio import companions as shop  # not before they are needed: they bring libraries of their own

    proved = _passed(proof.prove_press(made.pdf, expected, profile.identity))
    if edition != PRESS:
        return Snapshot(made.pdf, proved)
    more = shop.companions_of(studio, made.pdf, proved, expected, view.language, metadata)
    return Snapshot(made.pdf, proved, more, blanks=edition.blanks(plan.total))


def _expected(studio: Studio, view: SnapshotView, pages: int, edition: Edition) -> Expected:
    findings = tuple(
        (f.reference, f.text.plain) for domain in view.domains for listing in domain.lists for f in listing.findings
    )
    return Expected(findings, pages, studio.theme.fonts.all, edition.pages_by)


def figures_of(studio: Studio, profile: Profile, view: SnapshotView) -> dict[str, bytes]:
    """The drawings of a snapshot: wheel, and map and QR code where the profile has what they show."""
    drawings = {"wheel": studio.drawings.wheel_ground()}
    if profile.place.coordinates:
        drawings["map"] = studio.drawings.locator(profile.place.coordinates)
    if view.source_url:
        drawings["qr"] = qr_code(view.source_url, studio.theme.rgb("label"))
    return drawings


def wheel_of(studio: Studio, view: SnapshotView, suffix: str = "svg") -> bytes:
    """The wheel of a snapshot with its names, complete, as a figure of its own."""
    return studio.drawings.wheel([domain.name for domain in view.domains], view.city, view.edition, suffix)


def _attachments(studio: Studio, profile: Profile, source: bytes, view: SnapshotView, created: date) -> list[Attached]:
    moment = datetime(created.year, created.month, created.day, tzinfo=UTC)
    name = f"mgi-profile-{profile.identity}"
    language, say = view.language, Reader(view.language).say
    record = as_json(snapshot_record(profile, studio.framework, view))
    return [
        Attached(
            f"{name}.yaml",
            source,
            "Source",
            say("The profile from which this snapshot was made"),
            moment,
        ),
        Attached(
            f"{name}-{language.code}.json",
            record,
            "Data",
            say("The findings of this snapshot as data"),
            moment,
        ),
    ]


def _passed(proof: Proof) -> Proof:
    """The proof itself; raises :class:`ReportError` when it failed."""
    if not proof.passed:
        raise ReportError(proof.problems, ExitCode.PREFLIGHT)
    return proof


def _of(profile: Profile, problem: Problem) -> Problem:
    # What has a place of its own is about a template, style sheet or picture, whatever city was to be made.
    return problem if problem.line or problem.file else replace(problem, file=profile.identity)
