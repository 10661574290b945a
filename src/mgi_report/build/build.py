"""The build: plan, gather, make, write.

Everything is gathered and checked before anything is made; every file is proved before it is written, and written
whole or not at all. A city that fails does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import Problem, errors_of
from ..snapshot.jobs import make
from ..workspace.inputs import one_run
from ..workspace.workers import Workers
from .gather import Gathered, gather
from .manifest import outdated_in, publish_made, sweep, write_manifest
from .outdated import tell_outdated
from .plan import BuildPlan, Result
from .stamp import Stamp

if TYPE_CHECKING:
    from ..snapshot.jobs import SnapshotJob
    from ..studio.jobs import Progress
    from ..studio.studio import Studio

    Publish = Callable[[BuildPlan, Gathered, Workers[Studio], Result, Progress | None], None]


def build(plan: BuildPlan, progress: Progress | None = None) -> Result:
    """Build snapshots, and the compendia of regions.

    Raises :class:`ReportError` only when nothing can be built at all; problems of single files are in the result.
    """
    if not plan.force and (known := Stamp(plan).valid()):
        return Result(known, list(_outdated(plan)), unchanged=True)
    sweep(plan.out)
    if plan.draft:
        from .outputs import remove_drafts

        remove_drafts(plan.workspace)
    from ..workspace.keeping import working_cache

    with one_run(), working_cache(plan.workspace) as (workspace, told):
        result = _build(replace(plan, workspace=workspace), progress)
        result.problems += told
        return result


def _build(plan: BuildPlan, progress: Progress | None) -> Result:
    stamp = Stamp(plan)
    from ..studio.typesetter import engine_ahead

    finished = []
    with engine_ahead(plan.workspace, plan.publication, wanted=plan.is_single) as engine:
        gathered = gather(plan, engine)
        result = Result(problems=list(gathered.problems), exit_code=gathered.exit_code)
        with (
            gathered.studio.typesetter.sharing(wanted=plan.has_twins),
            Workers(1 if engine else plan.jobs, gathered.studio, plan.executor) as workers,
        ):
            if publish := _alone(plan):
                publish(plan, gathered, workers, result, progress)
                return _written(plan, stamp, result)
            if progress and gathered.jobs:
                progress(gathered.jobs[0].output, 0, len(gathered.jobs))
            snapshots = make(gathered.jobs, workers, force=plan.force)
            publish_compendia = _begin_compendia(plan, gathered, workers)

            def sources(job: SnapshotJob) -> Mapping[str, str]:
                return gathered.sources(filter(None, (job.file, job.earlier_file)))

            for made in result.sound(snapshots, len(gathered.jobs), progress):
                finished.append(made.job)
                result.files += publish_made(plan.out, plan.workspace.cache, made, sources(made.job))
            publish_compendia(finished, result, progress)
            if plan.docx:
                from ..design.editions import SCREEN
                from ..snapshot.word import draft_of
                from .office import publish_office

                read = [job for job in finished if job.edition == SCREEN]
                publish_office(plan, read, draft_of, sources, workers, result)
            if plan.html:
                from .web import publish_web

                publish_web(plan, gathered, finished, result)
    return _written(plan, stamp, result)


def _alone(plan: BuildPlan) -> Publish | None:
    """What makes publications of an occasion, beside which nothing else is made."""
    if plan.exchange:
        from .sheets import publish_sheets

        return publish_sheets
    if plan.compared:
        from .editions import publish_editions

        return publish_editions
    if plan.briefs:
        from .briefs import publish_briefs

        return publish_briefs
    return None


def _written(plan: BuildPlan, stamp: Stamp, result: Result) -> Result:
    """The result, with the list of files written and what is out of date told."""
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
