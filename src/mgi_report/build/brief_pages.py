"""Briefs in the HTML edition into the output folder of a build, each proved equal to its PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..compendium.brief.jobs import BriefJob, view_of
from ..compendium.brief.told import planned_by, promised_of, told_by_brief
from ..compendium.brief.view import BriefView
from ..compendium.brief.web import brief_page
from ..design.editions import SCREEN
from ..snapshot.webproof import EDITION, Site, Witness, prove_page
from ..studio.studio import Studio
from ..studio.webpage import Webpages
from .manifest import publish, read_manifest
from .plan import BuildPlan, Built, Result
from .standing import Standings

Done = tuple[BriefJob, Mapping[str, str], bool]
"""A brief that was made, its sources, and whether it tells findings with all their words."""


def publish_pages(plan: BuildPlan, studio: Studio, done: Sequence[Done], result: Result) -> None:
    """Make, prove and write the pages of briefs; problems go into the result.

    A page is made of what its PDF for the screen tells; where that one failed there is none.
    """
    listed = {entry["path"]: entry.get("bytes", 0) for entry in read_manifest(plan.out)}
    files = {path: size for path, size in listed.items() if (plan.out / path).is_file()}
    files |= {item.path: item.size for item in result.files}
    made, asked = dict[str, bytes](), [item for item in done if item[0].edition == SCREEN]
    standings, pages, site = Standings(studio, files, plan.base_url), Webpages(studio), Site(made, files)
    writing = []
    for job, sources, whole in asked:
        with result.trying(job.page):
            view = replace(view_of(studio, job), whole=whole)
            others = {other.language: other.page for other, *_ in asked if other.name == job.name}
            place = standings.place(
                job.page, None, others, standings.documents(job.output.removesuffix(".pdf"), job.language)
            )
            page = brief_page(pages, view, place)
            made[job.page], site.read[job.page] = page.data, page.file
            writing.append(partial(_written, plan, site, job, view, sources))
    for write in writing:
        with result.trying(EDITION):
            result.files.append(write())


def _written(plan: BuildPlan, site: Site, job: BriefJob, view: BriefView, sources: Mapping[str, str]) -> Built:
    """Prove a page by its PDF, and write it."""
    planned, language = planned_by(view), view.volume.language
    found, words = told_by_brief((plan.out / job.output).read_bytes(), planned, language)
    right = language.direction == "rtl"  # where readers put words of both directions in another order
    witness = Witness(job.output, found, "" if right else words, letters=right)
    proof = prove_page(site, job.page, planned, promised_of(view), [witness]).demand()
    subject, dated = job.subject
    data = site.pages[job.page]
    return Built(
        path=job.page,
        city=subject,
        edition=dated,
        language=job.language,
        pages=proof.pages,
        size=len(data),
        sha256=publish(plan.out / job.page, data),
        verdict=proof.verdict,
        medium=EDITION,
        sources=dict(sources),
    )
