"""The text of a snapshot as a Word file: the same view, findings, order and words as in its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..errors import Problem
from ..studio.office import Draft, Same, stand_in
from ..studio.studio import Studio
from ..text.languages import mark
from ..text.reader import Reader
from ..text.typography import spelled
from ..typeset.office.reading import WordFile
from ..workspace.clock import document_date
from .attached import snapshot_metadata
from .jobs import SnapshotJob
from .make import view_of
from .same import differences, lacking, promised, told_by_pdf, told_by_view, told_by_word
from .view import SnapshotView
from .web import short_of


def draft_of(studio: Studio, job: SnapshotJob) -> tuple[Draft, Same]:
    """What makes the Word file of a snapshot, and what compares it with its profile and its PDF."""
    profile = job.profile
    view = view_of(studio, profile, job.language)
    about = snapshot_metadata(profile, view, document_date(profile.revised, profile.edition))
    draft = Draft("snapshot", view.language, about, [short_of(view)], {"view": view, "heads": heads_of(view)})
    return draft, partial(_differing, view, f"{job.output.removesuffix('.pdf')}.docx", job.output)


def _differing(view: SnapshotView, file: str, other: str, said: WordFile, pdf: bytes) -> Iterator[Problem]:
    letters = view.language.direction == "rtl"
    told, planned = told_by_word(said, view.language), told_by_view(view)
    found, words = told_by_pdf(pdf, planned, view.language)
    yield from differences(told, file, planned, "the profile")
    yield from differences(told, file, found, other, letters=letters)
    yield from lacking(spelled("".join(said.paragraphs)), promised(view), file, file)
    if not letters:
        alone = {spelled(text) for text in (*heads_of(view), *told, *_where_there_is_room(view))}
        yield from stand_in(words, (piece for piece in said.pieces if spelled(piece) not in alone), file, other)


def _where_there_is_room(view: SnapshotView) -> Iterator[str]:
    """What a PDF says where it has room, and this file always: what domains cover, and the years that names carry."""
    yield Reader(view.language).say("Dates named in this profile")
    for domain in view.domains:
        yield domain.scope
    for date in view.dates:
        yield from (str(date.year), date.name.plain)


def heads_of(view: SnapshotView) -> tuple[str, str, str]:
    """The heads of the table of themes, which the PDF has no need of."""
    say = Reader(view.language).say
    return say(mark("Theme")), say(mark("List")), say(mark("Findings"))
