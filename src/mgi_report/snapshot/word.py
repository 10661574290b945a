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
from .since import same as of_editions
from .since.compose import demand_no_judgement, leaf_in
from .since.leaves import Leaves
from .since.view import SinceView
from .view import SnapshotView
from .web import short_of

_SIGNS = (mark("Example"), mark("Potential"))
"""What the marks of lists say in a PDF."""


def draft_of(studio: Studio, job: SnapshotJob) -> tuple[Draft, Same]:
    """What makes the Word file of a snapshot, and what compares it with its profile and its PDF."""
    profile = job.profile
    view = view_of(studio, profile, job.language)
    about = snapshot_metadata(profile, view, document_date(profile.revised, profile.edition))
    leaves = Leaves(studio, profile, job.language, job.edition, *job.editions) if job.editions else None
    about, since = (leaves.metadata(about), leaves.view) if leaves else (about, None)

    def demand(html: str) -> None:
        if since:
            demand_no_judgement(studio.workspace, leaf_in(html), since, "office/snapshot.html.j2")

    given = {"view": view, "heads": heads_of(view), "since": since}
    draft = Draft("snapshot", view.language, about, [short_of(view)], given, demand=demand)
    return draft, partial(_differing, view, since, f"{job.output.removesuffix('.pdf')}.docx", job.output)


def _differing(
    view: SnapshotView, since: SinceView | None, file: str, other: str, said: WordFile, pdf: bytes
) -> Iterator[Problem]:
    letters = view.language.direction == "rtl"
    told, planned = told_by_word(said, view.language), told_by_view(view)
    found, words = told_by_pdf(pdf, planned, view.language)
    yield from differences(told, file, planned, "the profile")
    yield from differences(told, file, found, other, letters=letters)
    yield from lacking(spelled("".join(said.paragraphs)), promised(view), file, file)
    if not letters:
        signs = map(Reader(view.language).say, _SIGNS) if since else ()
        alone = {spelled(text) for text in (*heads_of(view), *told, *signs, *_where_there_is_room(view))}
        yield from stand_in(words, (piece for piece in said.pieces if spelled(piece) not in alone), file, other)
        yield from of_editions.differences(said, file, pdf, words, other)
    if since:
        yield from of_editions.told_amiss(said, since, file)
        yield from lacking(spelled("".join(said.paragraphs)), _of_leaf(since), file, file)


def _of_leaf(since: SinceView) -> Iterator[str]:
    """What a leaf of two editions says beside its findings."""
    yield from (since.leaf_heading, since.caution, since.instrument, since.foreign)
    for edition in since.editions:
        yield from (edition.title, edition.framework.plain, edition.source.plain, edition.revised)


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
