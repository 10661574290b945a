"""Jobs → proved snapshots: what is kept is taken, the rest is made, in forked workers where that pays.

Nothing is published here. A build puts the files where readers look for them; other commands bind them to volumes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..studio.jobs import Facts, Job, Made, MadeFile, attempt, keep, kept_or_made
from ..workspace.workers import Workers

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..studio.studio import Studio


@dataclass(frozen=True, kw_only=True)
class SnapshotJob(Job):
    """One snapshot to make: of a profile, and the bytes of the file from which it was read.

    With an ``earlier`` edition it has a leaf that puts both side by side; ``earlier_file`` is its file, ``between`` are
    other editions.
    """

    file: Path
    profile: Profile
    source: bytes = field(repr=False)
    earlier: Profile | None = None
    between: tuple[Profile, ...] = ()
    earlier_file: Path | None = None

    folder = "snapshots"

    @property
    def editions(self) -> tuple[Profile, tuple[Profile, ...]] | None:
        """The earlier edition that it is compared with, and the others there are; nothing where none is asked for."""
        return (self.earlier, self.between) if self.earlier else None

    @property
    def subject(self) -> tuple[str, str]:
        """The city and the edition of its profile."""
        return self.profile.city, self.profile.edition

    @property
    def name(self) -> str:
        """What its files are called, up to the language."""
        return f"mgi-snapshot-{self.profile.identity}"


def make(jobs: Sequence[SnapshotJob], workers: Workers[Studio], *, force: bool = False) -> Iterator[Made[SnapshotJob]]:
    """Begin to make files, and give them back as they are done: first those that are kept.

    ``force`` makes all anew. The press edition comes last, when pages are drawn that it shares.
    """
    return kept_or_made(sorted(jobs, key=lambda job: job.edition.for_press), workers, _run, force=force)


def _run(studio: Studio, job: SnapshotJob) -> Made[SnapshotJob]:
    return attempt(job, lambda: _make(studio, job))


def _make(studio: Studio, job: SnapshotJob) -> Facts:
    from .make import make_snapshot

    made = make_snapshot(studio, job.profile, job.source, job.language, job.edition, job.editions)
    files = [MadeFile("", made.pdf, made.proof.pages, made.proof.verdict), *made.companions]
    return keep(job, studio.workspace.cache, files, elements=made.elements, blanks=made.blanks)
