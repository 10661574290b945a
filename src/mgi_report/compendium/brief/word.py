"""A brief as a Word file, with findings as its PDF has them: whole, or by their gists."""

from __future__ import annotations

from ...figures.ornaments import qr_code
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
    code = {"qr.png": qr_code(view.code, studio.theme.rgb("label"), "png")} if view.code else {}
    return Draft("brief", view.volume.language, about_of(view, job), order, {"brief": view}, code), None
