"""One snapshot from one profile: view, plan, compose, typeset, finish, prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ..data.model import Profile
from ..data.records import as_json
from ..data.spelled import spelled_out
from ..design.editions import PRESS, SCREEN, Edition
from ..errors import ExitCode, ReportError
from ..figures.ornaments import qr_code
from ..pdf.proof import Expected, Proof, Said
from ..pdf.xmp import Metadata, claims_of
from ..press.inks import for_edition
from ..studio.studio import Studio
from ..text.reader import Reader
from ..text.spoken import speaking
from ..typeset.documents import Attached, Composed, Typeset
from ..workspace.clock import document_date
from . import compose
from .attached import snapshot_metadata, snapshot_record
from .growing import excess_of
from .plan.pages import Plan
from .present import view_snapshot
from .room import demand_room
from .view import SnapshotView

if TYPE_CHECKING:
    from ..studio.jobs import MadeFile

_CAUTIONS = (1.0, 0.97, 0.93, 0.88)
_ATTEMPTS = 6


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
    studio: Studio, profile: Profile, source: bytes, language: str, edition: Edition = SCREEN
) -> Snapshot:
    """Make a snapshot.

    ``source`` is the profile's file, attached as it is to the screen edition. Raises :class:`ReportError` when a
    template is broken or the proof fails; the problems name page and finding. On paper links spell their addresses out.
    """
    profile = spelled_out(profile) if edition.for_press else profile
    view = view_of(studio, profile, language)
    created = document_date(profile.revised, profile.edition)
    metadata = snapshot_metadata(profile, view, created)
    attachments = _attachments(studio, profile, source, view, created) if edition.attached else []
    drawn = figures_of(studio, profile, view) if edition.whole else {}
    made, planned, document = _typeset_until_it_fits(studio, view, drawn, edition, metadata, attachments)
    try:
        if made.problems:
            raise ReportError(made.problems, ExitCode.TEMPLATE)
        said = made.said(metadata, attachments, for_press=edition.for_press)
        return _proved(studio, made, planned, view, edition, metadata, said)
    except ReportError as error:
        if studio.drafts and edition.whole:
            from .drafts import keep_draft

            name = f"mgi-snapshot-{profile.identity}"
            error.problems.append(keep_draft(studio, document, view, name, edition))
        raise


def _typeset_until_it_fits(
    studio: Studio,
    view: SnapshotView,
    drawn: Mapping[str, bytes],
    edition: Edition,
    metadata: Metadata,
    attachments: Sequence[Attached],
) -> tuple[Typeset, int, Composed]:
    """The snapshot as it was typeset, how many pages were planned without blank ones, and what was typeset.

    Where its last part takes more pages than planned, what a workspace's own templates add to it is measured and
    planned for; where another part does, lines are taken to be a little shorter. The last attempt stands.
    """
    setting = studio.setting(compose.PUBLICATION, view.language.code)
    cautions, own = iter(_CAUTIONS), 0.0
    caution = next(cautions)
    for _ in range(_ATTEMPTS):
        plan = compose.plan_snapshot(view, setting, caution, own)
        demand_room(view, plan.cover, setting)
        document = composed_of(studio, view, plan, drawn, edition, metadata.created)
        finisher = studio.finisher(edition, metadata, attached=edition.attached)
        made = studio.typesetter.typeset(document, finisher, attachments, edition.variant)
        planned = plan.total if edition.whole else len(plan.pages)
        excess = excess_of(made, plan, setting.measures) if edition.whole else 0.0
        if made.pages == planned + edition.blanks(planned):
            break
        if excess:
            own += excess + plan.free
        elif not (caution := next(cautions, 0.0)):
            break
    return made, planned, document


def composed_of(
    studio: Studio, view: SnapshotView, plan: Plan, drawn: Mapping[str, bytes], edition: Edition, created: str
) -> Composed:
    """A planned snapshot as it is typeset, with the pictures ``drawn`` for it, in the colours of its edition."""
    icons, images = studio.drawings.icons, studio.images_for(edition)
    composed = compose.compose_snapshot(
        studio.composer, view, plan, studio.theme, icons, drawn, created, images, edition
    )
    return for_edition(composed, studio.theme, edition)


def _proved(
    studio: Studio, made: Typeset, planned: int, view: SnapshotView, edition: Edition, metadata: Metadata, said: Said
) -> Snapshot:
    """The finished snapshot, proved by the rules of its edition, and what goes to the print shop with it."""
    from ..pdf import screen as preflight

    expected = _expected(studio, view, planned + edition.blanks(planned), edition, said)
    if not edition.for_press:
        standards = claims_of(edition.variant, attached=edition.attached)
        return Snapshot(
            made.pdf, preflight.prove(made.pdf, expected, standards=standards).demand(), elements=made.elements
        )
    from ..press.proof import prove_press
    from ..studio.companions import companions_of  # not before they are needed: they bring libraries of their own

    proved = prove_press(made.pdf, expected).demand()
    if edition != PRESS:
        return Snapshot(made.pdf, proved)
    more = companions_of(studio, made.pdf, proved, expected, view.language, metadata)
    return Snapshot(made.pdf, proved, more, blanks=edition.blanks(planned))


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
