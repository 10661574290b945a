"""Jobs → proved documents of two editions; what is kept is taken, the rest is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...data.model import Profile
from ...data.succession import Succession
from ...errors import ExitCode, ReportError
from ...neutrality.check import assure
from ...pdf.proof import Check, Expected, Proof
from ...pdf.xmp import Metadata, claims_of
from ...studio.jobs import Facts, Job, Made, MadeFile, attempt, keep, kept_or_made
from ...studio.studio import Studio
from ...text.reader import Reader
from ...typeset.attempts import fitting, just
from ...typeset.documents import Attached, Composed, P, Typeset
from ...workspace.clock import document_date
from ...workspace.workers import Workers
from ..plan.pages import CAUTIONS
from .compose import Leaf, compose_since, document_of, tell
from .proof import check_states, expected_of
from .record import attached_record, moment_of, since_metadata
from .view import SinceView


@dataclass(frozen=True, kw_only=True)
class SinceJob(Job):
    """A document of two editions to make, of profiles and the bytes of their files; ``between`` are other editions."""

    older: Profile
    newer: Profile
    between: tuple[Profile, ...] = ()
    sources: tuple[bytes, bytes] = field(repr=False)

    folder = "editions"

    @property
    def subject(self) -> tuple[str, str]:
        """The city and the newer edition of its profile."""
        return self.newer.city, self.newer.edition

    @property
    def name(self) -> str:
        """What its files are called, up to the language."""
        return f"mgi-editions-{self.newer.city}-{self.older.edition}-{self.newer.edition}"


def make_documents(
    jobs: Sequence[SinceJob], workers: Workers[Studio], *, force: bool = False
) -> Iterator[Made[SinceJob]]:
    """Make documents; those that are kept are only looked up."""
    assure(workers.shared.workspace)
    return kept_or_made(jobs, workers, _run, force=force)


def _run(studio: Studio, job: SinceJob) -> Made[SinceJob]:
    return attempt(job, lambda: _make(studio, job))


def _make(studio: Studio, job: SinceJob) -> Facts:
    told, view = tell(studio, job.older, job.newer, job.between, job.language, job.edition)
    about = about_of(view, job)
    attachments = _attachments(job, view, told) if job.edition.attached else []

    def typeset(document: Composed, pages: range) -> Typeset:
        finisher = studio.finisher(job.edition, about, attached=job.edition.attached)
        made = studio.typesetter.typeset(document, finisher, attachments, job.edition.variant, pages)
        if made.problems:
            raise ReportError(made.problems, ExitCode.TEMPLATE)
        return made

    leaf, made = settled(studio, job, view, typeset)
    expected = expected_of(
        leaf,
        Expected(
            (),
            made.pages,
            studio.theme.fonts.all,
            job.edition.pages_by if made.pages > 2 and job.edition.for_press else 1,
        ),
    )
    said = made.said(about, attachments, for_press=job.edition.for_press)
    proof = _proved(job, made, leaf, Expected(**{**vars(expected), "said": said}))
    return keep(job, studio.workspace.cache, [MadeFile("", made.pdf, proof.pages, proof.verdict)])


def about_of(view: SinceView, job: SinceJob) -> Metadata:
    """What a document says of itself."""
    created = max(document_date(profile.revised, profile.edition) for profile in (job.older, job.newer))
    return since_metadata(view, created)


def settled(studio: Studio, job: SinceJob, view: SinceView, typeset: Callable[[Composed, range], P]) -> tuple[Leaf, P]:
    """The document on as many pages as planned, where that can be: how it was planned, and what came of it.

    Raises :class:`ReportError` (template) where it would judge, and what ``typeset`` raises.
    """
    leaves = (document_of(studio, view, job.edition, caution) for caution in CAUTIONS)
    created = about_of(view, job).created
    attempts = ((leaf, compose_since(studio, leaf, job.edition, created), just(leaf.plan.total)) for leaf in leaves)
    return fitting(attempts, typeset)


def _proved(job: SinceJob, made: Typeset, leaf: Leaf, expected: Expected) -> Proof:
    if job.edition.for_press:
        from ...press.proof import prove_press

        return prove_press(made.pdf, expected, job.output).demand()
    from ...pdf.screen import prove

    def states(*_: Any) -> Iterator[Check]:
        yield check_states(made.pdf, leaf, job.output)

    standards = claims_of(job.edition.variant, attached=job.edition.attached)
    return prove(made.pdf, expected, job.output, states, standards=standards).demand()


def view_of(studio: Studio, job: SinceJob) -> SinceView:
    """What the document says."""
    return tell(studio, job.older, job.newer, job.between, job.language, job.edition)[1]


def _attachments(job: SinceJob, view: SinceView, told: Succession) -> list[Attached]:
    words = Reader(view.language).say("A profile from which this document was made")
    files = [
        Attached(f"mgi-profile-{profile.identity}.yaml", source, "Source", words, moment_of(profile))
        for profile, source in zip((job.older, job.newer), job.sources, strict=True)
    ]
    return [*files, attached_record(view, told)]
