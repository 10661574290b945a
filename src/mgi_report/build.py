"""The build: plan, gather, make, write.

Everything is gathered and checked before anything is made; every file is proved before it is written, and written
whole or not at all. A city that fails does not stop the others.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cache import digest, file_hash, inputs_of, versions, write_atomically
from .editions import PRESS, SCREEN, Edition, PressOptions, editions_named
from .errors import ExitCode, Problem, ReportError, Severity, errors_of, excerpt
from .identity import names, peek
from .outputs import BuildPlan, Built, Stamp, publish, sweep, write_manifest
from .workspace import Workspace

if TYPE_CHECKING:
    from .load import Loaded
    from .model import Profile
    from .studio import Studio


@dataclass
class Result:
    """How a build ended."""

    files: list[Built] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exit_code: ExitCode = ExitCode.DONE
    unchanged: bool = False

    def fail(self, problems: Iterable[Problem], exit_code: ExitCode) -> None:
        """Add problems; the first kind of failure decides the exit code."""
        self.problems += problems
        self.exit_code = self.exit_code or exit_code


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


def build(plan: BuildPlan, progress: Progress | None = None) -> Result:
    """Build snapshots.

    Raises :class:`ReportError` only when nothing can be built at all; problems of single cities are in the result.
    """
    stamp = Stamp(plan)
    if not plan.force and (known := stamp.valid()):
        return Result(known, unchanged=True)
    sweep(plan.out)
    result = Result()
    jobs, studio = _gather(plan, result)
    for built in _make(plan, jobs, studio, result, progress):
        result.files.append(built)
    result.files.sort(key=lambda built: built.path)
    if result.files:
        write_manifest(plan.out, result.files)
    if not errors_of(result.problems):
        stamp.write(result.files)
    return result


def _gather(plan: BuildPlan, result: Result) -> tuple[list[Job], Studio]:
    from .load import load
    from .studio import Studio

    workspace = plan.workspace
    loaded = load(workspace.framework, _files(plan), workspace.root, beside=workspace.profiles())
    if loaded.framework is None:
        raise ReportError(loaded.problems)
    chosen = _choose(plan, loaded, result)
    studio = Studio(workspace, loaded.framework, plan.press)
    editions = editions_named(plan.editions)
    if PRESS in editions:
        _ = studio.output_profile  # before anything is made: it may be none
    shared = digest(file_hash(inputs_of(workspace)), *versions(), os.environ.get("SOURCE_DATE_EPOCH", ""))
    jobs = []
    for file, profile in chosen:
        content = file_hash([file])
        for language in _languages(plan, profile, studio):
            for edition in editions:
                asked = _asked(plan.press) if edition == PRESS else ""
                key = digest(shared, content, language, edition.name, asked)
                jobs.append(Job(file, profile, language, key, edition))
    return jobs, studio


def _asked(press: PressOptions) -> str:
    """A fingerprint of what the print shop asks for."""
    return digest(file_hash([press.icc]) if press.icc else "", str(press.marks), press.imposition)


def _files(plan: BuildPlan) -> list[Path]:
    """The files to read: those of the cities that are asked for, or all."""
    files = plan.workspace.profiles()
    if not plan.cities:
        return files
    return [file for file in files if names(file) & {slug_of(city) for city in plan.cities}]


def slug_of(asked: str) -> str:
    """A city as people type it (``Medellín``, ``data/profiles/medellin.yaml``) → the slug it means."""
    stem = Path(asked).stem if asked.endswith((".yaml", ".yml")) else asked
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().strip().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _choose(plan: BuildPlan, loaded: Loaded, result: Result) -> list[tuple[Path, Profile]]:
    """The profiles that are asked for; a city that is not known, or not sound, is a problem of the result."""
    available = list(loaded.profiles.items())
    if not plan.cities:
        if errors_of(loaded.problems):
            result.fail(loaded.problems, ExitCode.DATA)
        else:
            result.problems += loaded.problems
        return available
    chosen: list[tuple[Path, Profile]] = []
    for city in plan.cities:
        slug = slug_of(city)
        found = [(file, profile) for file, profile in available if slug in names(file)]
        broken = [p for p in loaded.problems if slug in names(plan.workspace.root / p.file)]
        chosen += [item for item in found if item not in chosen]
        result.problems += [p for p in broken if p.severity is Severity.WARNING and p not in result.problems]
        if errors := errors_of(broken):
            result.fail(errors, ExitCode.DATA)
        elif not found:
            from .explain import did_you_mean

            known = sorted({name for file in plan.workspace.profiles() if (name := peek(file).data.get("city"))})
            hint = did_you_mean(slug, known, f"known: {', '.join(known)}")
            result.fail([Problem(message="no such city", value=excerpt(city), hint=hint)], ExitCode.USAGE)
    return chosen


def _languages(plan: BuildPlan, profile: Profile, studio: Studio) -> list[str]:
    """The languages to print a profile in: as asked for, else the language of its source."""
    wanted = list(plan.languages) or [profile.source.language]
    if wanted == ["all"]:
        wanted = list(studio.framework.languages)
    for code in wanted:
        if code not in studio.framework.languages:
            raise ReportError(
                f"the framework has no texts in the language {excerpt(code)}",
                ExitCode.USAGE,
                hint=f"known: {', '.join(studio.framework.languages)}",
            )
        studio.language(code)
    return wanted


@dataclass(frozen=True)
class _Outcome:
    facts: dict[str, Any] | None
    problems: list[Problem]
    exit_code: ExitCode
    seconds: float


_studio: Studio | None = None  # what forked workers inherit


def _run(job: Job) -> _Outcome:
    from .printshop import Companion

    started = time.perf_counter()
    assert _studio is not None
    try:
        snapshot = _studio.snapshot(job.profile, job.file.read_bytes(), job.language, job.edition)
    except ReportError as error:
        named = [problem if problem.line else replace(problem, file=job.output) for problem in error.problems]
        return _Outcome(None, named, error.exit_code, time.perf_counter() - started)
    except Exception as error:
        # Whatever the engine trips over in one city, the others are made.
        message = f"something unforeseen happened: {type(error).__name__}: {error}"
        problem = Problem(
            job.output, message=message, hint="this is a bug; build this city alone with --jobs 1 and report it"
        )
        return _Outcome(None, [problem], ExitCode.BUG, time.perf_counter() - started)
    files = [Companion("", snapshot.pdf, snapshot.proof.pages, snapshot.proof.summary), *snapshot.companions]
    for made in files:
        write_atomically(_kept(_studio.workspace, job, made.suffix), made.pdf)
    facts = {"files": [{"suffix": made.suffix, "pages": made.pages, "proof": made.proof} for made in files]}
    write_atomically(_kept(_studio.workspace, job).with_suffix(".json"), json.dumps(facts).encode())
    return _Outcome(facts, [], ExitCode.DONE, time.perf_counter() - started)


def _kept(workspace: Workspace, job: Job, suffix: str = "") -> Path:
    return workspace.cache / "snapshots" / f"{job.key}{suffix}.pdf"


def _make(
    plan: BuildPlan, jobs: Sequence[Job], studio: Studio, result: Result, progress: Progress | None
) -> Iterator[Built]:
    done = 0
    todo = []
    for job in jobs:
        facts = None if plan.force else _read_facts(plan.workspace, job)
        if facts is None:
            todo.append(job)
            continue
        done += 1
        yield from _publish(plan, job, facts, 0.0, fresh=False)
    for job, outcome in _outcomes(plan, todo, studio):
        done += 1
        if outcome.facts is None:
            result.fail(outcome.problems, outcome.exit_code)
        else:
            yield from _publish(plan, job, outcome.facts, outcome.seconds, fresh=True)
        if progress:
            progress(job.output, done, len(jobs))


def _read_facts(workspace: Workspace, job: Job) -> dict[str, Any] | None:
    try:
        facts: dict[str, Any] = json.loads(_kept(workspace, job).with_suffix(".json").read_bytes())
        kept = all(_kept(workspace, job, made["suffix"]).is_file() for made in facts["files"])
        return facts if kept else None
    except (OSError, ValueError, KeyError):
        return None


def _outcomes(plan: BuildPlan, todo: Sequence[Job], studio: Studio) -> Iterator[tuple[Job, _Outcome]]:
    """Run jobs, in forked workers where that pays: the engine is warm before they begin."""
    global _studio
    if not todo:
        return
    import multiprocessing  # only where workers are needed: a build with nothing to do starts without them
    from concurrent.futures import ProcessPoolExecutor, as_completed

    _studio = studio
    workers = min(plan.jobs or os.cpu_count() or 1, len(todo))
    if workers < 2 or not _may_fork():
        for job in todo:
            yield job, _run(job)
        return
    studio.warm()
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))
    try:
        futures = {pool.submit(_run, job): job for job in todo}
        for future in as_completed(futures):
            yield futures[future], future.result()
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _may_fork() -> bool:
    """Whether a forked worker would be sound.

    The validator keeps a pool of threads once it has run; a fork would inherit their locks but not the threads. On
    macOS system libraries do not survive a fork.
    """
    return hasattr(os, "fork") and sys.platform != "darwin" and "page" not in sys.modules


def _publish(plan: BuildPlan, job: Job, facts: dict[str, Any], seconds: float, *, fresh: bool) -> Iterator[Built]:
    for made in facts["files"]:
        data = _kept(plan.workspace, job, made["suffix"]).read_bytes()
        path = job.beside(made["suffix"])
        identity = (path, job.profile.city, job.profile.edition, job.language)
        checksum = publish(plan.out / path, data)
        spent = 0.0 if made["suffix"] else seconds
        medium = job.edition.name
        yield Built(*identity, made["pages"], len(data), checksum, made["proof"], medium, spent, fresh)
