"""A document of two editions as a Word file, with all the words of its PDF."""

from __future__ import annotations

from ...studio.office import Draft
from ...studio.studio import Studio
from .compose import demand_no_judgement, tell
from .jobs import SinceJob, about_of


def draft_of(studio: Studio, job: SinceJob) -> tuple[Draft, None]:
    """What makes the Word file of a document; like the pages, it must not say that something went up or down."""
    _, view = tell(studio, job.older, job.newer, job.between, job.language, job.edition)

    def demand(html: str) -> None:
        demand_no_judgement(studio.workspace, html, view, "office/since.html.j2")

    return Draft("since", view.language, about_of(view, job), (), {"view": view}, demand=demand), None
