"""The sheets for meetings of some cities, into the output folder of a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..compendium.sheet import SheetJob, make_sheets
from ..data.region_files import LoadedRegion
from ..design.editions import SCREEN, Edition
from ..errors import ExitCode, Kind, Problem, excerpt
from ..studio.jobs import Progress
from ..studio.studio import Studio
from ..workspace.cache import digest
from ..workspace.workers import Workers
from .gather import Gathered
from .manifest import publish_made
from .named import slug_of
from .plan import BuildPlan, Result


def publish_sheets(
    plan: BuildPlan, gathered: Gathered, workers: Workers[Studio], result: Result, progress: Progress | None
) -> None:
    """Make the sheets that are asked for; problems go into the result."""
    jobs = jobs_of(plan, gathered)
    for city in plan.exchange:
        if not any(_is(city, job.city) for job in jobs):
            hint = f"the regions have {', '.join(_cities(gathered)) or 'none'}"
            message, kind = "no such city in a region", Kind.UNKNOWN_CITY
            result.add([Problem(message=message, value=excerpt(city), hint=hint, kind=kind)], ExitCode.USAGE)
    done: dict[str, tuple[SheetJob, Mapping[str, str]]] = {}
    for made in result.sound(make_sheets(jobs, workers, force=plan.force), len(jobs), progress):
        files = {job.profile.identity: job.file for job in gathered.jobs}
        sources = gathered.sources(files[profile.identity] for profile in made.job.profiles)
        done[made.job.output] = made.job, sources
        result.files += publish_made(plan.out, plan.workspace.cache, made, sources)
    if plan.docx:
        from ..compendium.word import draft_of
        from .office import publish_office

        read = [job for job, _ in done.values() if job.edition == SCREEN]
        publish_office(plan, read, draft_of, lambda job: done[job.output][1], workers, result, progress)


def jobs_of(plan: BuildPlan, gathered: Gathered) -> list[SheetJob]:
    """The sheets of the cities that are asked for, in all regions that have them."""
    return [job for city in plan.exchange for job in _jobs(city, gathered)]


def _jobs(city: str, gathered: Gathered) -> Iterator[SheetJob]:
    asked = dict.fromkeys((job.language, job.edition) for job in gathered.jobs)
    for region in gathered.regions:
        for profile in region.profiles:
            if _is(city, profile.identity):
                for language, edition in asked:
                    if language not in gathered.languages[region.region.slug]:
                        continue
                    said = (
                        gathered.shared,
                        language,
                        edition.name,
                        profile.identity,
                        *_keys(region, gathered, language, edition),
                    )
                    yield SheetJob(
                        language=language,
                        key=digest("sheet", repr(region.region), *said),
                        edition=edition,
                        region=region.region,
                        profiles=region.profiles,
                        city=profile.identity,
                    )


def _is(asked: str, identity: str) -> bool:
    return slug_of(asked) in (identity, identity[:-8])


def _keys(region: LoadedRegion, gathered: Gathered, language: str, edition: Edition) -> Iterator[str]:
    """What the profiles of a region are known by in a language and edition."""
    theirs = {profile.identity for profile in region.profiles}
    jobs = (job for job in gathered.jobs if job.profile.identity in theirs)
    return (job.key for job in jobs if (job.language, job.edition) == (language, edition))


def _cities(gathered: Gathered) -> list[str]:
    return sorted({profile.city for region in gathered.regions for profile in region.profiles})
