"""Jobs → proved files: what is kept is taken, the rest is made, in forked workers where that pays.

Nothing is published here. A build puts the files where readers look for them; other commands bind them to volumes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..design.editions import SCREEN, Edition
from ..errors import ExitCode, Problem, ReportError
from ..studio.kept import Facts, MadeFile, beside, facts_of, keep
from ..workspace.places import Workspace
from ..workspace.workers import Workers

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..studio.studio import Studio


@dataclass(frozen=True)
class Job:
    """One file to make."""

    file: Path
    profile: Profile
    language: str
    key: str
    edition: Edition = SCREEN

    @property
    def output(self) -> str:
        """Path relative to the output folder."""
        return self.beside("")

    def beside(self, suffix: str) -> str:
        """Path of a file that accompanies the output."""
        return f"{self.language}/mgi-snapshot-{self.profile.identity}-{self.language}{self.edition.suffix}{suffix}.pdf"


Progress = Callable[[str, int, int], None]
"""Told the name of a file that is done, how many are done and how many there are."""


@dataclass(frozen=True)
class Made:
    """What became of a job: facts about its files, or the problems that stopped it."""

    job: Job
    facts: Facts | None
    problems: list[Problem]
    exit_code: ExitCode
    seconds: float = 0.0
    fresh: bool = True

    @property
    def files(self) -> list[dict[str, Any]]:
        """The files that were made, the publication first."""
        return list(self.facts["files"]) if self.facts else []


def make(jobs: Sequence[Job], workers: Workers[Studio], *, force: bool = False) -> Iterator[Made]:
    """Begin to make files, and give them back as they are done: first those that are kept.

    ``force`` makes all anew.
    """
    workspace = workers.shared.workspace
    found = [(job, None if force else facts_of(kept(workspace, job))) for job in jobs]
    pending = workers.start(_run, [job for job, facts in found if facts is None])
    there = (Made(job, facts, [], ExitCode.DONE, fresh=False) for job, facts in found if facts is not None)
    return chain(there, pending)


def kept(workspace: Workspace, job: Job, suffix: str = "") -> Path:
    """Where the file of a job is kept, or one that accompanies it."""
    return beside(workspace.cache / "snapshots" / f"{job.key}.pdf", suffix)


def _named(problem: Problem, job: Job) -> Problem:
    """A problem with the file it is about: its own where it names one of the workspace, else the output."""
    return problem if problem.line or "/" in problem.file else replace(problem, file=job.output)


def _run(studio: Studio, job: Job) -> Made:
    from .make import make_snapshot

    started = time.perf_counter()
    try:
        made = make_snapshot(studio, job.profile, job.file.read_bytes(), job.language, job.edition)
    except ReportError as error:
        named = [_named(problem, job) for problem in error.problems]
        return Made(job, None, named, error.exit_code, time.perf_counter() - started)
    except Exception as error:
        # Whatever the engine trips over in one city, the others are made.
        import traceback

        message = f"something unforeseen happened: {type(error).__name__}: {error}"
        hint = "this is a bug; run again with --debug before the command and report what it prints"
        problem = Problem(job.output, message=message, hint=hint, trace=traceback.format_exc())
        return Made(job, None, [problem], ExitCode.BUG, time.perf_counter() - started)
    publication = MadeFile("", made.pdf, made.proof.pages, made.proof.summary)
    facts = keep(
        kept(studio.workspace, job),
        [publication, *made.companions],
        elements=made.elements,
        blanks=made.blanks,
    )
    return Made(job, facts, [], ExitCode.DONE, time.perf_counter() - started)
