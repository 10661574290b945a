"""Compendia and the comparison as data, into the output folder of a build."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..compendium.jobs import Begun, VolumeJob, begin, beside_data, make_volumes, region_data
from ..data.region_files import LoadedRegion
from ..design.editions import INNER, PRESS_PART, Edition
from ..errors import ExitCode, Kind, Problem
from ..snapshot.jobs import SnapshotJob, make
from ..studio.jobs import Made, Progress, recall
from ..studio.studio import Studio
from ..workspace.cache import digest
from ..workspace.workers import Workers
from .gather import Gathered
from .manifest import publish, publish_made
from .plan import BuildPlan, Built, Result

Finished = Mapping[tuple[str, str, Edition], SnapshotJob]
"""Snapshots by the identity of their profile, language and edition."""


class Compendia:
    """The compendia of the regions of a build."""

    def __init__(self, plan: BuildPlan, gathered: Gathered, workers: Workers[Studio]) -> None:
        self._plan, self._gathered, self._workers = plan, gathered, workers
        self._cache = plan.workspace.cache
        due = [*self._due()]
        self._begun = dict(self._begin(due))
        parts = {} if plan.full else {part.key: part for job in due for part in job.parts}
        self._making = make([*parts.values()], workers, force=plan.force)
        self._made: dict[str, Made[SnapshotJob]] = {}

    def _due(self) -> Iterator[VolumeJob]:
        """Those that will be needed."""
        all_well = _by_identity(self._gathered.jobs)
        for region in self._gathered.regions:
            for job in self._jobs(region, all_well, Result(), self._as_known):
                if self._plan.force or recall(job, self._cache) is None:
                    yield job

    def _begin(self, due: Iterable[VolumeJob]) -> Iterator[tuple[str, Begun]]:
        """Begin those that will be needed; what is wrong with one is told when it is made."""
        for job in due:
            with contextlib.suppress(Exception):
                yield job.output, begin(job, self._workers, force=self._plan.force)

    def publish(self, finished: Sequence[SnapshotJob], result: Result, progress: Progress | None) -> None:
        """Make them from snapshots that are finished; problems go into the result.

        A region in which a snapshot failed is left as it was.
        """
        done, regions = _by_identity(finished), self._gathered.regions
        jobs = [job for region in regions for job in self._jobs(region, done, result, self._parts)]
        volumes = make_volumes(jobs, self._begun, self._workers, force=self._plan.force)
        for made in result.sound(volumes, len(jobs), progress):
            sources = self._sources(made.job.region.slug)
            result.files += publish_made(self._plan.out, self._cache, made, sources)
        for region in regions:
            result.files += self._data(region, result)

    def _sources(self, slug: str) -> dict[str, str]:
        """What the files of a region are made from."""
        region = next(item for item in self._gathered.regions if item.region.slug == slug)
        files = {job.profile.identity: job.file for job in self._gathered.jobs}
        return self._gathered.sources([region.file, *(files[profile.identity] for profile in region.profiles)])

    def _parts(self, snapshots: Sequence[SnapshotJob], result: Result) -> Iterator[SnapshotJob]:
        """The pages of cities as parts of a volume: those of their domains or, where that is asked, all but the blank
        ones that fill a sheet of their own.
        """
        for made in self._parts_made([*map(self._part, snapshots)]):
            if made.files and made.files[0].get("blanks"):
                made = next(make([_as(made.job, PRESS_PART)], self._workers))
            yield from (sound.job for sound in result.sound([made], 1, None))

    def _parts_made(self, parts: Sequence[SnapshotJob]) -> Iterator[Made[SnapshotJob]]:
        """Parts in their order: those that were begun, and others."""
        wanted = {part.key for part in parts}
        while wanted - self._made.keys() and (made := next(self._making, None)):
            self._made[made.job.key] = made
        others = make([part for part in parts if part.key not in self._made], self._workers)
        self._made |= {made.job.key: made for made in others}
        return (self._made[part.key] for part in parts)

    def _part(self, snapshot: SnapshotJob) -> SnapshotJob:
        return snapshot if self._plan.full else pages_of(snapshot)

    def _as_known(self, snapshots: Sequence[SnapshotJob], _: Result) -> Sequence[SnapshotJob]:
        """The same where it is known before they are made."""
        parts = [*map(self._part, snapshots)]
        return [] if any(part.edition.whole and part.edition.for_press for part in parts) else parts

    def _jobs(
        self,
        region: LoadedRegion,
        done: Finished,
        result: Result,
        as_parts: Callable[[Sequence[SnapshotJob], Result], Iterable[SnapshotJob]],
    ) -> Iterator[VolumeJob]:
        for language, edition in dict.fromkeys((job.language, job.edition) for job in self._gathered.jobs):
            if language not in self._gathered.languages[region.region.slug]:
                continue
            job = VolumeJob(
                region=region.region, profiles=region.profiles, parts=(), language=language, key="", edition=edition
            )
            wanted = [(profile.identity, language, edition) for profile in region.profiles]
            missing = [item[0] for item in wanted if item not in done]
            if missing:
                message = f"the compendium is not made, since snapshots it needs failed: {', '.join(missing)}"
                hint = "mend them and build again"
                result.add([Problem(job.output, message=message, hint=hint, kind=Kind.INCOMPLETE)], ExitCode.DATA)
                continue
            found = {part.profile.identity: part for part in as_parts([done[item] for item in wanted], result)}
            if len(found) == len(wanted):
                parts = tuple(found[identity] for identity, *_ in wanted)
                said = (self._gathered.shared, repr(region.region), language, edition.name)
                yield replace(job, parts=parts, key=digest(*said, *(part.key for part in parts)))

    def _data(self, region: LoadedRegion, result: Result) -> Iterator[Built]:
        """The comparison of a region as data."""
        slug, out = region.region.slug, self._plan.out
        files: dict[str, bytes] = {}
        with result.trying(f"data/{slug}.json"):
            given = region.region, region.profiles, self._gathered.studio
            files = region_data(*given) | beside_data(*given)
        for path, data in files.items():
            before = _checksum(out / path)
            checksum = publish(out / path, data)
            yield Built(
                path=path,
                city=slug,
                edition="",
                language="",
                pages=0,
                size=len(data),
                sha256=checksum,
                verdict={},
                medium="data",
                fresh=before != checksum,
                sources=self._sources(slug),
            )


def _by_identity(jobs: Iterable[SnapshotJob]) -> Finished:
    return {(job.profile.identity, job.language, job.edition): job for job in jobs}


def pages_of(snapshot: SnapshotJob) -> SnapshotJob:
    """The pages of a city as a volume has them."""
    return _as(snapshot, INNER[snapshot.edition])


def _as(job: SnapshotJob, edition: Edition) -> SnapshotJob:
    return replace(job, edition=edition, key=digest(job.key, edition.name))


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
