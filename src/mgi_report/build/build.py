"""The build: plan, gather, make, write.

Everything is gathered and checked before anything is made; every file is proved before it is written, and written
whole or not at all. A city that fails does not stop the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data import identity
from ..data.identity import editions_of, names
from ..design.editions import PRESS, SCREEN, PressOptions, editions_named
from ..errors import ExitCode, Problem, ReportError, Severity, errors_of, excerpt
from ..snapshot.jobs import Job, Made, Progress, kept, make
from ..workspace.cache import digest, file_hash, inputs_of, versions
from ..workspace.workers import Workers
from .manifest import BuildPlan, Built, Stamp, outdated_in, publish, sweep, write_manifest
from .outdated import data_hashes, sources_of, tell_outdated

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..data.profile_files import Loaded
    from ..data.region_files import LoadedRegion
    from ..studio.studio import Studio
    from ..workspace.aside import Aside


@dataclass
class Result:
    """How a build ended."""

    files: list[Built] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exit_code: ExitCode = ExitCode.DONE
    unchanged: bool = False

    def fail(self, problems: Iterable[Problem], exit_code: ExitCode) -> None:
        """Add problems that are not known yet; the first kind of failure decides the exit code."""
        self.problems += [problem for problem in problems if problem not in self.problems]
        self.exit_code = self.exit_code or exit_code


def build(plan: BuildPlan, progress: Progress | None = None) -> Result:
    """Build snapshots.

    Raises :class:`ReportError` only when nothing can be built at all; problems of single cities are in the result.
    """
    stamp = Stamp(plan)
    if not plan.force and (known := stamp.valid()):
        return Result(known, list(_outdated(plan)), unchanged=True)
    sweep(plan.out)
    from ..studio.typesetter import engine_ahead

    result, finished = Result(), []
    with engine_ahead(plan.workspace, wanted=_is_single(plan)) as engine:
        gathered = gather(plan, result, engine)
        with Workers(1 if engine else plan.jobs, gathered.studio) as workers:
            snapshots = make(gathered.jobs, workers, force=plan.force)
            compendia = _begin_compendia(plan, gathered, workers)
            for made in _sound(snapshots, len(gathered.jobs), result, progress):
                finished.append(made.job)
                result.files += _publish(plan, made, gathered.sources([made.job.file]))
            compendia(finished, result, progress)
    result.files.sort(key=lambda built: built.path)
    if result.files:
        write_manifest(plan.out, result.files)
    if not errors_of(result.problems):
        stamp.write(result.files)
    result.problems += _outdated(plan)
    return result


def _outdated(plan: BuildPlan) -> Iterator[Problem]:
    return tell_outdated(outdated_in(plan.out), plan.out.name)


def _begin_compendia(plan: BuildPlan, gathered: Gathered, workers: Workers[Studio]) -> Callable[..., None]:
    """Begin what of the compendia does not wait for snapshots; returns what makes the rest of them."""
    if not gathered.regions:
        return lambda *_: None
    from .compendia import Compendia

    return Compendia(plan, gathered, workers).publish


def _is_single(plan: BuildPlan) -> bool:
    """Whether a single snapshot is asked for, so that there is no work for several workers."""
    one = len(plan.cities) == 1 and len(plan.languages) < 2 and plan.languages != ("all",) and not plan.regions
    return one and editions_named(plan.editions) == (SCREEN,) and plan.jobs != 1


def snapshots(
    plan: BuildPlan, jobs: Sequence[Job], studio: Studio, result: Result, progress: Progress | None = None
) -> Iterator[tuple[Job, bytes, dict[str, Any]]]:
    """Make the gathered files without publishing them: each job with its bytes and the facts ``pages`` and ``proof``.

    They come in the order in which they are done. What fails is a problem of the result.
    """
    with Workers(plan.jobs, studio) as workers:
        for made in _sound(make(jobs, workers, force=plan.force), len(jobs), result, progress):
            yield made.job, kept(plan.workspace, made.job).read_bytes(), made.files[0]


def _sound(files: Iterable[Made], total: int, result: Result, progress: Progress | None) -> Iterator[Made]:
    for done, made in enumerate(files, 1):
        if made.facts is None:
            result.fail(made.problems, made.exit_code)
        else:
            yield made
        if progress and made.fresh:
            progress(made.job.output, done, total)


def _publish(plan: BuildPlan, made: Made, sources: dict[str, str]) -> Iterator[Built]:
    job = made.job
    for file in made.files:
        data = kept(plan.workspace, job, file["suffix"]).read_bytes()
        path = job.beside(file["suffix"])
        identity = (path, job.profile.city, job.profile.edition, job.language)
        checksum = publish(plan.out / path, data)
        spent = 0.0 if file["suffix"] else made.seconds
        yield Built(
            *identity, file["pages"], len(data), checksum, file["proof"], job.edition.name, spent, made.fresh, sources
        )


@dataclass(frozen=True)
class Gathered:
    """What is to be made: snapshots, and the regions whose compendia are; with the studio that makes them.

    ``shared`` is a fingerprint of everything that all of them depend on, ``hashes`` are those of the data.
    """

    jobs: list[Job]
    studio: Studio
    regions: tuple[LoadedRegion, ...]
    shared: str
    out: Path
    hashes: Mapping[Path, str]

    def sources(self, files: Iterable[Path]) -> dict[str, str]:
        """What a file is made from, as the manifest tells it."""
        return sources_of(self.out, self.hashes, files)


def gather(plan: BuildPlan, result: Result, engine: Aside | None = None) -> Gathered:
    """What is to be made; what is wrong with single cities or regions is a problem of the result.

    ``engine`` is one that got ready aside. Raises :class:`ReportError` when nothing can be made at all.
    """
    from ..data.profile_files import load
    from ..design.coverage import coverage_of
    from ..neutrality.check import beside_findings
    from ..studio.studio import Studio

    workspace, beside = plan.workspace, plan.workspace.profiles()
    hashes = data_hashes(workspace)
    loaded = load(workspace.framework, _files(plan), workspace.root, beside, coverage_of(workspace))
    loaded = loaded.judged(beside_findings(loaded.profiles, workspace), workspace.root)
    if loaded.framework is None:
        raise ReportError(loaded.problems)
    regions, members = _regions(plan, loaded, result)
    chosen = _choose(plan, loaded, members, result)
    places = [profile.place.coordinates for _, profile in chosen if profile.place.coordinates]
    studio = Studio(workspace, loaded.framework, plan.press, engine, places)
    _ = studio.publisher  # before anything is made: its file may have problems
    editions = editions_named(plan.editions)
    if PRESS in editions:
        _ = studio.output_profile  # before anything is made: it may be none
    shared = digest(file_hash(inputs_of(workspace)), *versions(), os.environ.get("SOURCE_DATE_EPOCH", ""))
    jobs = []
    for file, profile in chosen:
        content = file_hash([file])
        for language in _languages(plan, profile, studio, result):
            for edition in editions:
                asked = _asked(plan.press) if edition == PRESS else ""
                key = digest(shared, content, language, edition.name, asked)
                jobs.append(Job(file, profile, language, key, edition))
    return Gathered(jobs, studio, regions, shared, plan.out, hashes)


def _regions(plan: BuildPlan, loaded: Loaded, result: Result) -> tuple[tuple[LoadedRegion, ...], set[str]]:
    """The regions that are asked for, and the identities of their sound profiles.

    A region that is not known, or not sound, is a problem of the result; what is sound of it is made all the same.
    """
    if not plan.regions:
        return (), set()
    from ..data.region_files import load_region, names_of_region, sound_part
    from ..neutrality.check import assure

    workspace, found, members = plan.workspace, [], set()
    assure(workspace)
    files, profiles = workspace.regions(), workspace.profiles()
    wanted = [min(names_of_region(file)) for file in files] if plan.regions == ("all",) else plan.regions
    for name in wanted:
        try:
            found.append(load_region(name, files, loaded, profiles, workspace.root))
            theirs = found[-1].profiles
        except ReportError as error:
            theirs, problems = sound_part(name, files, loaded, profiles, workspace.root)
            result.fail([*error.problems, *problems], error.exit_code)
        members |= {profile.identity for profile in theirs}
    return tuple(found), members


def _asked(press: PressOptions) -> str:
    """A fingerprint of what the print shop asks for."""
    return digest(file_hash([press.icc]) if press.icc else "", str(press.marks), press.imposition)


def _files(plan: BuildPlan) -> list[Path]:
    """The files to read: those of the cities that are asked for, or all."""
    files = plan.workspace.profiles()
    if not plan.cities or plan.regions:
        return files
    return [file for file in files if names(file) & {slug_of(city) for city in plan.cities}]


def slug_of(asked: str) -> str:
    """A city as people type it (``Medellín``, ``data/profiles/medellin.yaml``) → the slug it means."""
    return identity.slug_of(Path(asked).stem if asked.endswith((".yaml", ".yml")) else asked)


def _choose(plan: BuildPlan, loaded: Loaded, members: set[str], result: Result) -> list[tuple[Path, Profile]]:
    """The profiles that are asked for; a city that is not known, or not sound, is a problem of the result."""
    available = list(loaded.profiles.items())
    theirs = [item for item in available if item[1].identity in members]
    if plan.regions and not plan.cities and plan.regions != ("all",):
        return theirs
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
            result.fail([_unknown(city, plan, loaded)], ExitCode.USAGE)
    return chosen + [item for item in theirs if item not in chosen]


def _unknown(asked: str, plan: BuildPlan, loaded: Loaded) -> Problem:
    from ..data.explain import unknown_city

    if loaded.framework and asked in loaded.framework.languages and plan.languages:
        languages = ",".join((*plan.languages, asked))
        return Problem(message="no such city", value=excerpt(asked), hint=f"write languages as --language {languages}")
    return unknown_city(asked, slug_of(asked), editions_of(plan.workspace.profiles()))


def _languages(plan: BuildPlan, profile: Profile, studio: Studio, result: Result) -> list[str]:
    """The languages to print a profile in: as asked for, else the language of its source, or all where regions are
    made.

    Where the framework has no texts in the language of the source, they are in its first one, and the findings as
    they are.
    """
    source, known = profile.source.language, studio.framework.languages
    wanted = list(plan.languages) or (["all"] if plan.regions else [source])
    if wanted == [source] and not plan.languages and source not in known:
        wanted = [known[0]]
        message = f"the framework has no texts in “{source}”; around the findings they are in “{wanted[0]}”"
        hint = "docs/languages.md tells how to add a language"
        result.problems.append(Problem(profile.identity, message=message, hint=hint, severity=Severity.WARNING))
    if wanted == ["all"]:
        wanted = list(studio.framework.languages)
    for code in wanted:
        if code not in studio.framework.languages:
            from ..data.explain import unknown_language

            raise ReportError([unknown_language(code, studio.framework.languages)], ExitCode.USAGE)
        studio.language(code)
    return wanted
