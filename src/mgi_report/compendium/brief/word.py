"""A brief as a Word file, with findings as its PDF has them: whole, or by their gists."""

from __future__ import annotations

from ...studio.jobs import recall
from ...studio.office import Draft
from ...studio.studio import Studio
from .jobs import BriefJob, about_of, view_of


def draft_of(studio: Studio, job: BriefJob) -> tuple[Draft, None]:
    """What makes the Word file of a brief that is made; all its words are those of the PDF."""
    view, made = view_of(studio, job), recall(job, studio.workspace.cache)
    if made and not made.files[0]["whole"]:
        view = view.by_gists
    order = [place.identity for place in view.places]
    return Draft("brief", view.volume.language, about_of(view, job), order, {"brief": view}), None
