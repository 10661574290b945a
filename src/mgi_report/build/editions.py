"""Documents of two editions of a place, into the output folder of a build."""

from __future__ import annotations

from collections.abc import Mapping

from ..design.editions import SCREEN
from ..errors import ExitCode, ReportError, errors_of
from ..snapshot.since.jobs import SinceJob, make_documents
from ..studio.jobs import Progress
from ..studio.studio import Studio
from ..workspace.cache import digest
from ..workspace.workers import Workers
from .earlier import check_level, editions_in, unsound
from .gather import Gathered
from .manifest import publish_made
from .plan import BuildPlan, Result


def publish_editions(
    plan: BuildPlan, gathered: Gathered, workers: Workers[Studio], result: Result, progress: Progress | None
) -> None:
    """Make documents of the two editions that are asked for; where anything is wrong, nothing is made."""
    jobs: list[SinceJob] = []
    try:
        jobs = jobs_of(plan, gathered)
    except ReportError as error:
        result.add(error.problems, error.exit_code)
    if progress and jobs:
        progress(jobs[0].output, 0, len(jobs))
    files = {job.profile.identity: job.file for job in gathered.jobs}

    def sources(job: SinceJob) -> Mapping[str, str]:
        return gathered.sources([files[item.identity] for item in (job.newer, job.older)])

    done = []
    for made in result.sound(make_documents(jobs, workers, force=plan.force), len(jobs), progress):
        result.files += publish_made(plan.out, plan.workspace.cache, made, sources(made.job))
        done.append(made.job)
    if plan.docx:
        from ..snapshot.since.word import draft_of
        from .office import publish_office

        read = [job for job in done if job.edition == SCREEN]
        publish_office(plan, read, draft_of, sources, workers, result, progress)


def jobs_of(plan: BuildPlan, gathered: Gathered) -> list[SinceJob]:
    """A document in each language and edition of the newer profile; raises :class:`ReportError` where anything is wrong
    with the two."""
    if errors_of(gathered.problems):
        raise ReportError(list(gathered.problems), gathered.exit_code)
    first, second = plan.cities
    older = next(job for job in gathered.jobs if job.profile.identity == first)
    editions = editions_in(gathered.loaded.profiles, older.profile.city)
    newer = [job for job in gathered.jobs if job.profile.identity == second]
    if problems := [
        *filter(None, [check_level(older.profile, newer[0].profile)]),
        *unsound(editions, gathered.loaded, plan.workspace),
    ]:
        raise ReportError(problems, ExitCode.DATA)
    between = tuple(item for item in editions.values() if item.identity not in plan.cities)
    known = digest(*(gathered.hashes[file.resolve()] for file in editions))
    return [
        SinceJob(
            language=job.language,
            key=digest("editions", job.key, known, first),
            edition=job.edition,
            older=older.profile,
            newer=job.profile,
            between=between,
            sources=(older.source, job.source),
        )
        for job in newer
    ]
