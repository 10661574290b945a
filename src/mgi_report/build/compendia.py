"""Compendia and the comparison as data, into the output folder of a build."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..compendium.jobs import Begun, MadeVolume, VolumeJob, begin, kept_volume, make_volumes, region_data
from ..data.region_files import LoadedRegion
from ..design.editions import PRESS_PART, Edition
from ..errors import ExitCode, Problem, ReportError
from ..snapshot.jobs import Job, Progress, make
from ..snapshot.jobs import kept as kept_snapshot
from ..studio.kept import beside, facts_of
from ..studio.studio import Studio
from ..workspace.cache import digest
from ..workspace.workers import Workers
from .build import Gathered, Result
from .manifest import BuildPlan, Built, publish


class Compendia:
    """The compendia of the regions of a build."""

    def __init__(self, plan: BuildPlan, gathered: Gathered, workers: Workers[Studio]) -> None:
        self._plan, self._gathered, self._workers = plan, gathered, workers
        self._begun = dict(self._begin())

    def _begin(self) -> Iterator[tuple[str, Begun]]:
        """Begin those that will be needed; what is wrong with one is told when it is made."""
        all_well = {(job.profile.identity, job.language, job.edition): job for job in self._gathered.jobs}
        for region in self._gathered.regions:
            for job in _jobs(self._plan, self._gathered, region, all_well, Result(), self._as_they_are):
                if self._plan.force or facts_of(kept_volume(self._gathered.studio, job)) is None:
                    with contextlib.suppress(ReportError):
                        yield job.output, begin(job, self._workers, force=self._plan.force)

    def _as_they_are(self, snapshots: Sequence[Job], _: Result) -> Sequence[Job]:
        """Snapshots as parts, where that is known before they are made."""
        return [job for job in snapshots if not job.edition.for_press]

    def publish(self, finished: Sequence[Job], result: Result, progress: Progress | None) -> None:
        """Make them from snapshots that are finished; problems go into the result.

        A region in which a snapshot failed is left as it was.
        """
        plan, gathered = self._plan, self._gathered
        done = {(job.profile.identity, job.language, job.edition): job for job in finished}
        jobs = [job for region in gathered.regions for job in _jobs(plan, gathered, region, done, result, self._parts)]
        for count, made in enumerate(make_volumes(jobs, self._begun, self._workers, force=plan.force), 1):
            if made.facts is None:
                result.fail(made.problems, made.exit_code)
            else:
                result.files += _published(plan, made, self._sources(made.job.region.region))
            if progress and made.fresh:
                progress(made.job.output, count, len(jobs))
        for region in gathered.regions:
            result.files += _data(plan, gathered, region, self._sources(region.region.region))

    def _sources(self, slug: str) -> dict[str, str]:
        """What the files of a region are made from."""
        region = next(item for item in self._gathered.regions if item.region.region == slug)
        files = {job.profile.identity: job.file for job in self._gathered.jobs}
        return self._gathered.sources([region.file, *(files[profile.identity] for profile in region.profiles)])

    def _parts(self, snapshots: Sequence[Job], result: Result) -> Iterator[Job]:
        """The snapshots as parts of a volume: without the blank pages that fill a sheet of their own."""
        for made in make(snapshots, self._workers):
            if made.files and made.files[0].get("blanks"):
                part = replace(made.job, edition=PRESS_PART, key=digest(made.job.key, PRESS_PART.name))
                made = next(make([part], self._workers))
            if made.facts is None:
                result.fail(made.problems, made.exit_code)
            else:
                yield made.job


def _jobs(
    plan: BuildPlan,
    gathered: Gathered,
    region: LoadedRegion,
    done: Mapping[tuple[str, str, Edition], Job],
    result: Result,
    as_parts: Callable[[Sequence[Job], Result], Iterable[Job]],
) -> Iterator[VolumeJob]:
    for language, edition in dict.fromkeys((job.language, job.edition) for job in gathered.jobs):
        identities = [profile.identity for profile in region.profiles]
        missing = [identity for identity in identities if (identity, language, edition) not in done]
        if missing:
            message = f"the compendium is not made, since snapshots it needs failed: {', '.join(missing)}"
            where = VolumeJob(region.region, (), language, {}, "", edition).output
            result.fail([Problem(where, message=message, hint="mend them and build again")], ExitCode.DATA)
            continue
        snapshots = [done[identity, language, edition] for identity in identities]
        parts = list(as_parts(snapshots, result))
        if len(parts) == len(snapshots):
            key = digest(gathered.shared, repr(region.region), language, edition.name, *(job.key for job in parts))
            files = {job.profile.identity: kept_snapshot(plan.workspace, job) for job in parts}
            yield VolumeJob(region.region, region.profiles, language, files, key, edition)


def _published(plan: BuildPlan, made: MadeVolume, sources: dict[str, str]) -> Iterator[Built]:
    assert made.facts is not None
    job = made.job
    for file in made.facts["files"]:
        data, path = beside(made.kept, file["suffix"]).read_bytes(), job.beside(file["suffix"])
        yield Built(
            path,
            job.region.region,
            "",
            job.language,
            file["pages"],
            len(data),
            publish(plan.out / path, data),
            file["proof"],
            job.edition.name,
            0.0 if file["suffix"] else made.seconds,
            made.fresh,
            sources,
        )


def _data(plan: BuildPlan, gathered: Gathered, region: LoadedRegion, sources: dict[str, str]) -> Iterator[Built]:
    for path, data in region_data(region.region, region.profiles, gathered.studio).items():
        before = _checksum(plan.out / path)
        checksum = publish(plan.out / path, data)
        fresh = before != checksum
        yield Built(path, region.region.region, "", "", 0, len(data), checksum, "", "data", 0.0, fresh, sources)


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
