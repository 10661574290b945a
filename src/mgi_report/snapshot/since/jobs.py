"""Jobs → proved documents of two editions; what is kept is taken, the rest is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ...data.model import Profile
from ...data.records import as_json
from ...data.spelled import spelled_out
from ...data.succession import Succession, succession
from ...errors import ExitCode, ReportError
from ...neutrality.check import assure
from ...pdf.proof import Check, Expected, Proof
from ...pdf.xmp import Metadata, claims_of
from ...studio.jobs import Facts, Job, Made, MadeFile, attempt, keep, recall
from ...studio.studio import Studio
from ...text.reader import Reader
from ...typeset.documents import Attached, Typeset
from ...workspace.clock import document_date
from ...workspace.workers import Workers
from .compose import Leaf, compose_since, document_of
from .present import view_since
from .proof import check_states, expected_of
from .record import since_metadata, since_record
from .view import SinceView

_CAUTIONS = (1.0, 0.97, 0.93, 0.88)


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
    cache = workers.shared.workspace.cache
    assure(workers.shared.workspace)
    found = [(job, None if force else recall(job, cache)) for job in jobs]
    yield from (kept for _, kept in found if kept)
    yield from workers.start(_run, [job for job, kept in found if not kept])


def _run(studio: Studio, job: SinceJob) -> Made[SinceJob]:
    return attempt(job, lambda: _make(studio, job))


def told_of(studio: Studio, job: SinceJob) -> tuple[Succession, SinceView]:
    """How the findings of both editions stand to each other, and that as readers of the job are told it.

    On paper links spell their addresses out.
    """
    profiles = (job.older, job.newer)
    older, newer = map(spelled_out, profiles) if job.edition.for_press else profiles
    told = succession(older, newer, studio.framework.letters, job.between)
    return told, view_since(told, studio.framework, studio.language(job.language), studio.publisher)


def _make(studio: Studio, job: SinceJob) -> Facts:
    told, view = told_of(studio, job)
    created = max(document_date(profile.revised, profile.edition) for profile in (job.older, job.newer))
    about = since_metadata(view, created)
    attachments = _attachments(job, view, since_record(view, told)) if job.edition.attached else []
    made, leaf = _typeset(studio, job, view, about, attachments)
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


def _typeset(
    studio: Studio, job: SinceJob, view: SinceView, about: Metadata, attachments: Sequence[Attached]
) -> tuple[Typeset, Leaf]:
    """The document on as many pages as planned; where words take more room than that, the last attempt stands."""
    for caution in _CAUTIONS:
        leaf = document_of(studio, view, job.edition, caution)
        document = compose_since(studio, leaf, job.edition, about.created)
        finisher = studio.finisher(job.edition, about, attached=job.edition.attached)
        made = studio.typesetter.typeset(document, finisher, attachments, job.edition.variant)
        if made.problems:
            raise ReportError(made.problems, ExitCode.TEMPLATE)
        if made.pages == leaf.plan.total:
            break
    return made, leaf


def _proved(job: SinceJob, made: Typeset, leaf: Leaf, expected: Expected) -> Proof:
    if job.edition.for_press:
        from ...press.proof import prove_press

        return prove_press(made.pdf, expected, job.output).demand()
    from ...pdf.screen import prove

    def states(*_: Any) -> Iterator[Check]:
        yield check_states(made.pdf, leaf, job.output)

    standards = claims_of(job.edition.variant, attached=job.edition.attached)
    return prove(made.pdf, expected, job.output, states, standards=standards).demand()


def _attachments(job: SinceJob, view: SinceView, record: object) -> list[Attached]:
    say, code = Reader(view.language).say, view.language.code
    files = []
    for profile, source in zip((job.older, job.newer), job.sources, strict=True):
        moment = _moment(profile)
        name = f"mgi-profile-{profile.identity}.yaml"
        files.append(Attached(name, source, "Source", say("A profile from which this document was made"), moment))
    words = say("The findings of both editions as data, each with its state")
    return [*files, Attached(f"{job.name}-{code}.json", as_json(record), "Data", words, _moment(job.newer))]


def _moment(profile: Profile) -> datetime:
    day = document_date(profile.revised, profile.edition)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
