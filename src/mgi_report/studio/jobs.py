"""Jobs: a publication to make, what became of it, and its files in the cache, by which the next build knows it again.

Snapshots and volumes are jobs alike. Whatever a maker trips over stops the file that it makes, and no other one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from ..design.editions import SCREEN, Edition
from ..errors import ExitCode, Kind, Problem, ReportError
from ..workspace.cache import seal, sealed
from ..workspace.unforeseen import known
from ..workspace.workers import Workers

if TYPE_CHECKING:
    from ..pdf.proof import Verdict

Facts = list[dict[str, Any]]
"""The files of a job, the publication first: ``suffix``, ``pages`` and ``verdict`` of each. What else a job says of its
publication stands in the first."""

DRAFT = "-draft"
"""What the name of a file ends in that was refused and is kept to be looked at."""

Progress = Callable[[str, int, int], None]
"""Told the name of a file that is done, how many are done and how many there are; with none done, that it is begun."""


@dataclass(frozen=True)
class MadeFile:
    """A finished file: what its name ends in (nothing for the publication itself), bytes, pages, verdict."""

    suffix: str
    pdf: bytes
    pages: int
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class Job:
    """One publication to make, in one language and edition; ``key`` is a fingerprint of all that goes in."""

    language: str
    key: str
    edition: Edition = SCREEN

    folder: ClassVar[str]
    """The folder of the cache where its files are kept."""
    ending: ClassVar[str] = ".pdf"
    """What the names of its files end in."""

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about: the slug of a city and the edition of its profile, or of a region and nothing."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What its files are called, up to the language."""
        raise NotImplementedError

    @property
    def output(self) -> str:
        """Path relative to the output folder."""
        return self.beside("")

    def beside(self, suffix: str) -> str:
        """Path of a file that accompanies the output."""
        return f"{self.language}/{self.name}-{self.language}{self.edition.suffix}{suffix}{self.ending}"

    def kept(self, cache: Path, suffix: str = "") -> Path:
        """Where its file is kept, or one that accompanies it."""
        return cache / self.folder / f"{self.key}{suffix}{self.ending}"


J = TypeVar("J", bound=Job)


@dataclass(frozen=True)
class Made(Generic[J]):
    """What became of a job: facts about its files, or the problems that stopped it."""

    job: J
    files: Facts
    problems: Sequence[Problem] = ()
    exit_code: ExitCode = ExitCode.DONE
    seconds: float = 0.0
    fresh: bool = True


def attempt(job: J, make: Callable[[], Facts]) -> Made[J]:
    """Do a job; what goes wrong is told of its file, be it foreseen or a bug of ours."""
    started = time.perf_counter()
    try:
        return Made(job, make(), seconds=time.perf_counter() - started)
    except Exception as error:
        stopped = known(error, job.output)
        told = [_told(problem, job.output) for problem in stopped.problems]
        return Made(job, [], told, stopped.exit_code, time.perf_counter() - started)


def _told(problem: Problem, output: str) -> Problem:
    """A problem with the file it is about: its own where it names one of the workspace, else the output.

    A part of the output that it names is its place there.
    """
    if problem.line or "/" in problem.file:
        return problem
    within = ": ".join(part for part in (problem.file, problem.path) if part)
    return replace(problem, file=output, path=within)


def recall(job: J, cache: Path) -> Made[J] | None:
    """A job that was done before and whose files are all there; nothing where anything is missing or damaged."""
    try:
        files: Facts = json.loads(sealed(job.kept(cache).with_suffix(".json")) or b"")["files"]
        there = all(sealed(job.kept(cache, made["suffix"])) is not None for made in files)
        return Made(job, files, fresh=False) if there and files else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def kept_or_made(
    jobs: Sequence[J], workers: Workers[Any], run: Callable[[Any, J], Made[J]], *, force: bool
) -> Iterator[Made[J]]:
    """Begin to ``run`` jobs, and give them back as they are done: first those that are kept, if not all are forced."""
    cache = workers.shared.workspace.cache
    found = [(job, None if force else recall(job, cache)) for job in jobs]
    pending = workers.start(run, [job for job, there in found if there is None])
    return chain([there for _, there in found if there is not None], pending)


def kept_file(job: Job, cache: Path, suffix: str = "") -> bytes:
    """A file of a job that was done; raises :class:`ReportError` where it was damaged since."""
    return read_kept(job.kept(cache, suffix), job.beside(suffix))


def read_kept(file: Path, output: str) -> bytes:
    """What is kept in a file, of which an output is made; raises :class:`ReportError` where it was damaged since."""
    data = sealed(file)
    if data is None:
        message, hint = "what was kept of this file has changed while it was used", "build again"
        raise ReportError([Problem(output, message=message, hint=hint, kind=Kind.CACHE_CHANGED)], ExitCode.BUG)
    return data


def keep(job: Job, cache: Path, files: Sequence[MadeFile], **more: object) -> Facts:
    """Write the files of a job, the facts last. ``more`` is said of the publication, which comes first.

    What comes without bytes was written before.
    """
    for made in files:
        if made.pdf:
            seal(job.kept(cache, made.suffix), made.pdf)
    facts: Facts = [{"suffix": made.suffix, "pages": made.pages, "verdict": made.verdict} for made in files]
    facts[0] |= more
    seal(job.kept(cache).with_suffix(".json"), json.dumps({"files": facts}).encode())
    return facts
