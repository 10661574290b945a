"""A page for a meeting as a Word file: as much of each city as its PDF found room for, in the same words."""

from __future__ import annotations

from ..studio.jobs import recall
from ..studio.office import Draft
from ..studio.studio import Studio
from .sheet import SheetJob, partners_of, sheet_of


def draft_of(studio: Studio, job: SheetJob) -> tuple[Draft, None]:
    """What makes the Word file of a sheet that is made; all its words are those of the PDF."""
    view, meeting, about = sheet_of(studio, job)
    made = recall(job, studio.workspace.cache)
    given = {
        "volume": view,
        "meeting": meeting,
        "gists": made.files[0]["gists"] if made else "all",
        "partners_named": partners_of(view, meeting),
    }
    return Draft("sheet", view.language, about, [place.identity for place in view.places], given), None
