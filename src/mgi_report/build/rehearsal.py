"""What a workspace changes of the look, tried on a city and a small volume, so that ``check`` tells what a build would.

Nothing is published; what was made is kept in the cache, where the build that follows finds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..design.editions import INNER, SCREEN
from ..design.stylesheets import LAST
from ..errors import Problem, ReportError, errors_of
from ..snapshot.jobs import SnapshotJob, make
from ..workspace.cache import digest
from ..workspace.inputs import one_run
from ..workspace.keeping import working_cache
from ..workspace.places import Workspace, builtin
from ..workspace.workers import Workers
from .gather import Gathered, gather
from .plan import BuildPlan, Result

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..data.region_files import LoadedRegion
    from ..studio.studio import Studio

_SHARED = ("shared", LAST)
_CITIES = 2  # of the volume


def rehearse(workspace: Workspace, profiles: Mapping[Path, Profile], regions: Sequence[LoadedRegion]) -> list[Problem]:
    """The errors of a snapshot, the longest, and of a volume of two cities, where files that make them are changed."""
    own = _overridden(workspace)
    whole = bool(own & {"snapshot", *_SHARED})
    region = next(iter(regions), None) if own & {"compendium", *_SHARED} else None
    if not profiles or not (whole or region):
        return []
    longest = max(profiles, key=lambda file: file.stat().st_size)
    cities = [profiles[longest], *(region.profiles[:_CITIES] if region else ())]
    try:
        with one_run(), working_cache(workspace) as (here, _):
            plan = BuildPlan(here, here.root / "reports", tuple(dict.fromkeys(city.identity for city in cities)))
            gathered = gather(plan)
            with Workers(1, gathered.studio) as workers:
                return [*_made(gathered, workers, profiles[longest], region, whole=whole)]
    except ReportError as error:
        return errors_of(error.problems)


def _overridden(workspace: Workspace) -> set[str]:
    """The publications, or shared folders and files, of which a workspace has templates or style sheets of its own."""
    folder = workspace.root / "templates"
    return {file.name for file in folder.iterdir()} if workspace.root != builtin() and folder.is_dir() else set()


def _made(
    gathered: Gathered, workers: Workers[Studio], longest: Profile, region: LoadedRegion | None, *, whole: bool
) -> Iterator[Problem]:
    result = Result()
    jobs = {job.profile.identity: job for job in gathered.jobs}
    if whole and longest.identity in jobs:
        for made in result.sound(make([jobs[longest.identity]], workers), 1, None):
            yield from made.problems
    if region:
        parts = [jobs[city.identity] for city in region.profiles[:_CITIES] if city.identity in jobs]
        yield from _volume(gathered, workers, parts, region, result)
    yield from errors_of(result.problems)


def _volume(
    gathered: Gathered, workers: Workers[Studio], jobs: Sequence[SnapshotJob], region: LoadedRegion, result: Result
) -> Iterator[Problem]:
    from ..compendium.jobs import VolumeJob, make_volumes

    language = jobs[0].language
    parts = [
        replace(job, edition=INNER[SCREEN], language=language, key=digest(job.key, "inner", language)) for job in jobs
    ]
    sound = [made.job for made in result.sound(make(parts, workers), len(parts), None)]
    if len(sound) == len(parts):
        few = region.region.model_copy(update={"cities": [job.profile.city for job in jobs], "countries": []})
        key = digest("rehearsal", gathered.shared, repr(few), language, *(job.key for job in sound))
        profiles = tuple(job.profile for job in sound)
        job = VolumeJob(region=few, profiles=profiles, parts=tuple(sound), language=language, key=key)
        for made in result.sound(make_volumes([job], {}, workers), 1, None):
            yield from made.problems
