"""Compendia and the comparison as data, into the output folder of a build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..build import Gathered, Result
from ..cache import digest
from ..editions import SCREEN
from ..errors import ExitCode, Problem
from ..making import Job, Progress
from ..making import kept as kept_snapshot
from ..outputs import BuildPlan, Built, publish
from ..regions import LoadedRegion
from ..workers import Workers
from .making import MadeVolume, VolumeJob, make_volumes, region_data


def publish_regions(
    plan: BuildPlan, gathered: Gathered, finished: Sequence[Job], result: Result, progress: Progress | None
) -> None:
    """Make the compendia of the gathered regions from snapshots that are finished; problems go into the result.

    A region in which a snapshot failed is left as it was.
    """
    done = {(job.profile.identity, job.language): job for job in finished if job.edition == SCREEN}
    jobs = [job for region in gathered.regions for job in _jobs(plan, gathered, region, done, result)]
    with Workers(plan.jobs, gathered.studio.warm) as workers:
        for count, made in enumerate(make_volumes(jobs, gathered.studio, workers, force=plan.force), 1):
            if made.facts is None:
                result.fail(made.problems, made.exit_code)
            else:
                result.files.append(_published(plan, made))
            if progress and made.fresh:
                progress(made.job.output, count, len(jobs))
    for region in gathered.regions:
        result.files += _data(plan, gathered, region)


def _jobs(
    plan: BuildPlan,
    gathered: Gathered,
    region: LoadedRegion,
    done: Mapping[tuple[str, str], Job],
    result: Result,
) -> Iterator[VolumeJob]:
    languages = dict.fromkeys(job.language for job in gathered.jobs if job.edition == SCREEN)
    for language in languages:
        wanted = [(profile.identity, language) for profile in region.profiles]
        missing = [identity for identity, _ in wanted if (identity, language) not in done]
        if missing:
            message = f"the compendium is not made, since snapshots it needs failed: {', '.join(missing)}"
            where = f"{language}/mgi-compendium-{region.region.region}-{language}.pdf"
            result.fail([Problem(where, message=message, hint="mend them and build again")], ExitCode.DATA)
            continue
        snapshots = {identity: done[identity, language] for identity, _ in wanted}
        keys = [job.key for job in snapshots.values()]
        key = digest(gathered.shared, repr(region.region), language, *keys)
        files = {identity: kept_snapshot(plan.workspace, job) for identity, job in snapshots.items()}
        yield VolumeJob(region.region, region.profiles, language, files, key)


def _published(plan: BuildPlan, made: MadeVolume) -> Built:
    assert made.facts is not None
    data, job = made.kept.read_bytes(), made.job
    checksum = publish(plan.out / job.output, data)
    pages, proof = made.facts["pages"], made.facts["proof"]
    return Built(
        job.output,
        job.region.region,
        "",
        job.language,
        pages,
        len(data),
        checksum,
        proof,
        SCREEN.name,
        made.seconds,
        made.fresh,
    )


def _data(plan: BuildPlan, gathered: Gathered, region: LoadedRegion) -> Iterator[Built]:
    for path, data in region_data(region.region, region.profiles, gathered.studio).items():
        before = _checksum(plan.out / path)
        checksum = publish(plan.out / path, data)
        fresh = before != checksum
        yield Built(path, region.region.region, "", "", 0, len(data), checksum, "", "data", 0.0, fresh)


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
