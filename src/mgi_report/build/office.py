"""The edition for word processors into the output folder of a build: a Word file beside each PDF that has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..studio.jobs import Job, Progress
from ..studio.office import WordJob, make_words
from ..studio.studio import Studio
from ..workspace.cache import digest
from ..workspace.workers import Workers
from .manifest import publish_made
from .plan import BuildPlan, Result

Sources = Callable[[Any], Mapping[str, str]]
"""The data files that a job was made from."""


def publish_office(
    plan: BuildPlan,
    jobs: Iterable[Job],
    draft: Callable[[Studio, Any], Any],
    sources: Sources,
    workers: Workers[Studio],
    result: Result,
    progress: Progress | None = None,
) -> None:
    """Make and write the Word files of jobs that are done and kept; ``draft`` makes one (:class:`.WordJob`).

    Problems go into the result.
    """
    wanted: Sequence[WordJob] = [
        WordJob(language=job.language, key=digest("word", job.key), of=job, draft=draft) for job in jobs
    ]
    for made in result.sound(make_words(wanted, workers, force=plan.force), len(wanted), progress):
        result.files += publish_made(plan.out, plan.workspace.cache, made, sources(made.job.of))
