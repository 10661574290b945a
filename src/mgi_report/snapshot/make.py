"""One snapshot from one profile: view, plan, compose, typeset, finish, prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from ..data.model import Profile
from ..data.records import as_json
from ..data.spelled import spelled_out
from ..design.editions import PRESS, SCREEN, Edition
from ..errors import ExitCode, Kind, Problem, ReportError
from ..figures.ornaments import qr_code
from ..pdf.proof import Expected, Proof, Said
from ..pdf.xmp import Metadata, claims_of
from ..press.inks import for_edition
from ..studio.studio import Studio
from ..text.reader import Reader
from ..text.spoken import speaking
from ..typeset.attempts import just
from ..typeset.documents import Attached, Composed, Typeset
from ..workspace.clock import document_date
from . import compose
from .attached import snapshot_metadata, snapshot_record
from .growing import excess_of
from .plan.pages import CAUTIONS, Plan
from .present import view_snapshot
from .room import demand_room
from .since.compose import Leaf
from .since.leaves import Leaves
from .since.proof import expected_of
from .view import SnapshotView

if TYPE_CHECKING:
    from ..studio.jobs import MadeFile

_ATTEMPTS = 8


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
    view = view_snapshot(profile, studio.framework, studio.language(language), studio.publisher)
    page = f"{language}/mgi-snapshot-{profile.identity}-{language}.html"
    return replace(view, address=f"{studio.base_url}{page}") if studio.base_url else view


def make_snapshot(
    studio: Studio,
    profile: Profile,
    source: bytes,
    language: str,
    edition: Edition = SCREEN,
    earlier: tuple[Profile, tuple[Profile, ...]] | None = None,
) -> Snapshot:
    """Make a snapshot.

    ``source`` is the profile's file, attached as it is to the screen edition. Raises :class:`ReportError` when a
    template is broken or the proof fails; the problems name page and finding. On paper links spell their addresses out.
    With an ``earlier`` edition, given with what other editions there are, it has a leaf of both.
    """
    profile = spelled_out(profile) if edition.for_press else profile
    view = view_of(studio, profile, language)
    created = document_date(profile.revised, profile.edition)
    metadata = snapshot_metadata(profile, view, created)
    attachments = _attachments(studio, profile, source, view, created) if edition.attached else []
    drawn = figures_of(studio, profile, view) if edition.whole else {}
    leaves = Leaves(studio, profile, language, edition, *earlier) if earlier and edition.whole else None
    metadata = leaves.metadata(metadata) if leaves else metadata
    job = _Making(studio, view, drawn, edition, metadata, attachments, leaves)
    made, plan, document, leaf = job.typeset()
    try:
        if made.problems:
            raise ReportError(made.problems, ExitCode.TEMPLATE)
        return job.proved(made, plan, leaf)
    except ReportError as error:
        if studio.drafts and edition.whole:
            from .drafts import keep_draft

            name = f"mgi-snapshot-{profile.identity}"
            error.problems.append(keep_draft(studio, document, view, name, edition))
        elif edition.whole:
            error.problems[:] = map(_with_draft, error.problems)
        raise


def _with_draft(problem: Problem) -> Problem:
    """A problem that says how a snapshot with more pages than planned can be looked at."""
    if problem.kind is not Kind.PLAN_MISSED:
        return problem
    return replace(problem, hint=f"{problem.hint}; build --draft keeps the file to be looked at")


@dataclass(frozen=True)
class _Making:
    """A snapshot while it is made."""

    studio: Studio
    view: SnapshotView
    drawn: Mapping[str, bytes]
    edition: Edition
    metadata: Metadata
    attachments: Sequence[Attached]
    leaves: Leaves | None

    def typeset(self) -> tuple[Typeset, Plan, Composed, Leaf | None]:
        """The snapshot as it was typeset, as it was planned, and what was typeset.

        Where its last part takes more pages than planned, what a workspace's own templates add to it is measured and
        planned for; where that does not help, or another part does, lines are taken to be a little shorter. The last
        attempt stands.
        """
        studio, view, edition = self.studio, self.view, self.edition
        setting = studio.setting(compose.PUBLICATION, view.language.code)
        cautions, own, before = iter(CAUTIONS), 0.0, inf
        caution = next(cautions)
        for _ in range(_ATTEMPTS):
            leaf = self.leaves.planned(caution) if self.leaves else None
            plan = compose.plan_snapshot(view, setting, caution, own)
            plan = replace(plan, leaf=len(leaf.plan.pages)) if leaf else plan
            demand_room(view, plan.cover, setting)
            document = composed_of(studio, view, plan, self.drawn, edition, self.metadata.created, leaf)
            if self.leaves:
                self.leaves.guard(document)
            finisher = studio.finisher(edition, self.metadata, attached=edition.attached)
            typeset = partial(studio.typesetter.typeset, document, finisher, self.files(leaf), edition.variant)
            made = typeset(just(self.pages(plan)))
            excess = excess_of(made, plan, setting.measures) if edition.whole else 0.0
            if made.pages == self.pages(plan):
                return made, plan, document, leaf
            if excess and abs(excess) < before:
                own, before = own + excess + plan.free, abs(excess)
            elif caution := next(cautions, 0.0):
                own, before = 0.0, inf
            else:
                break
        return typeset(), plan, document, leaf

    def pages(self, plan: Plan) -> int:
        """How many pages are planned, blank ones included."""
        planned = plan.total if self.edition.whole else len(plan.pages)
        return planned + self.edition.blanks(planned)

    def files(self, leaf: Leaf | None) -> list[Attached]:
        """What travels inside the file."""
        return [*self.attachments, *(self.leaves.attached(leaf) if self.leaves and leaf else ())]

    def proved(self, made: Typeset, plan: Plan, leaf: Leaf | None) -> Snapshot:
        """The finished snapshot, proved by the rules of its edition, and what goes to the print shop with it."""
        from ..pdf import screen as preflight

        studio, view, edition, leaves = self.studio, self.view, self.edition, self.leaves
        said = made.said(self.metadata, self.files(leaf), for_press=edition.for_press)
        expected = _expected(studio, view, self.pages(plan), edition, said)
        expected = expected_of(leaf, expected) if leaf else expected
        if not edition.for_press:
            standards = claims_of(edition.variant, attached=edition.attached)
            more = (lambda *_: leaves.states(made.pdf, leaf)) if leaves and leaf else None
            proof = preflight.prove(made.pdf, expected, more=more, standards=standards).demand()
            return Snapshot(made.pdf, proof, elements=made.elements)
        from ..press.proof import prove_press
        from ..studio.companions import companions_of  # not before they are needed: they bring libraries of their own

        proved = prove_press(made.pdf, expected).demand()
        if edition != PRESS:
            return Snapshot(made.pdf, proved)
        beside = companions_of(studio, made.pdf, proved, expected, view.language, self.metadata)
        return Snapshot(made.pdf, proved, beside, blanks=edition.blanks(plan.total))


def composed_of(
    studio: Studio,
    view: SnapshotView,
    plan: Plan,
    drawn: Mapping[str, bytes],
    edition: Edition,
    created: str,
    leaf: Leaf | None = None,
) -> Composed:
    """A planned snapshot as it is typeset, with the pictures ``drawn`` for it, in the colours of its edition."""
    icons, images = studio.drawings.icons, studio.images_for(edition)
    composed = compose.compose_snapshot(
        studio.composer, view, plan, studio.theme, icons, drawn, created, images, edition, leaf
    )
    return for_edition(composed, studio.theme, edition)


def _expected(studio: Studio, view: SnapshotView, pages: int, edition: Edition, said: Said) -> Expected:
    findings = tuple(
        (f.reference, f.text.plain) for domain in view.domains for listing in domain.lists for f in listing.findings
    )
    speaks = speaking(view.language)
    return Expected(findings, pages, studio.theme.fonts.all, edition.pages_by, said, speaks=speaks)


def figures_of(studio: Studio, profile: Profile, view: SnapshotView) -> dict[str, bytes]:
    """The drawings of a snapshot: wheel, and maps and QR code where the profile has what they show."""
    drawings = {"wheel": studio.drawings.doors()}
    if profile.place.coordinates:
        drawings["map"] = studio.drawings.locator(profile.place.coordinates)
        if not view.cover:
            drawings["cover"] = studio.drawings.cover(profile.place.coordinates, profile.city)
    if address := view.address or view.source_url:
        drawings["qr"] = qr_code(address, studio.theme.rgb("label"))
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
