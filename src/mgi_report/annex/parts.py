"""The parts of an annexed briefing: the user's files, the snapshots, and our sheets between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..build import build
from ..errors import ReportError, errors_of
from ..pdf.binding import Labels, Part, letters
from ..pdf.reading import DamagedError, chapters, open_pdf
from ..snapshot.jobs import Job, Progress
from ..text.languages import mark
from .plan import AnnexPlan, Gathered, OwnFile
from .sheets import AnnexView, Line, SheetMaker, sheet_size

FOLIO = 15.0
"""Distance of folios from the edge in mm: where the type area of our pages ends."""

_MOST_LINES = 14


@dataclass(frozen=True)
class Bindable:
    """A part, the user's file that it is (none for what we made), and what it is called in reports."""

    part: Part
    file: Path | None
    title: str


@dataclass(frozen=True)
class _Annex:
    """One annex: how our sheets show it, its bytes, and the user's file that it is, if it is one."""

    view: AnnexView
    pdf: bytes
    own: OwnFile | None


def assemble(plan: AnnexPlan, gathered: Gathered, progress: Progress | None = None) -> list[Bindable]:
    """Make what has to be made, and put all parts in order: the briefing, the list, each divider and its annex.

    Raises :class:`ReportError` when a snapshot or a sheet cannot be made.
    """
    annexes = list(_annexes(plan, gathered, progress))
    briefing = gathered.briefing
    lead = Part(
        briefing.pdf,
        briefing.title,
        "briefing",
        bookmark=False,
        password=briefing.password,
        break_signature=plan.break_signature,
    )
    parts = [Bindable(lead, briefing.path, briefing.path.name)]
    size = sheet_size(briefing.seen.last_page)
    maker = SheetMaker(gathered.studio, gathered.language, size, briefing.title)
    if plan.chosen_sheets in ("list", "both"):
        parts.append(_list(plan, gathered, maker, [annex.view for annex in annexes]))
    for annex in annexes:
        parts += _annexed(plan, maker, annex)
    return parts


def _annexes(plan: AnnexPlan, gathered: Gathered, progress: Progress | None) -> Iterator[_Annex]:
    made = _snapshots(gathered, progress)
    word = plan.title.strip() or gathered.language.gettext(mark("Annex"))
    divided = plan.chosen_sheets in ("divider", "both")
    for index, item in enumerate(gathered.annexes):
        own = item if isinstance(item, OwnFile) else None
        view = _of_file(item) if isinstance(item, OwnFile) else _of_city(item, gathered)
        letter = letters(index + 1)
        view = replace(view, name=f"annex-{letter.lower()}", index=index, word=word, letter=letter)
        pdf = item.pdf if isinstance(item, OwnFile) else made[item.key]
        yield _Annex(_with_pages(view, pdf, own.password if own else "", divided), pdf, own)


def _snapshots(gathered: Gathered, progress: Progress | None) -> dict[str, bytes]:
    """The snapshots of the cities, by the keys of their jobs."""
    jobs = [item for item in gathered.annexes if isinstance(item, Job)]
    result = build.Result()
    made = build.snapshots(gathered.build, jobs, gathered.studio, result, progress)
    found = {job.key: pdf for job, pdf, _ in made}
    if errors := errors_of(result.problems):
        raise ReportError(errors, result.exit_code)
    return found


def _of_file(file: OwnFile) -> AnnexView:
    return AnnexView(file.title)


def _of_city(job: Job, gathered: Gathered) -> AnnexView:
    from ..snapshot.make import view_of

    view = view_of(gathered.studio, job.profile, gathered.language.code)
    kind = gathered.language.gettext(mark("Migration governance snapshot"))
    return AnnexView(view.city, view.official, view.country, view.edition, kind)


def _with_pages(view: AnnexView, pdf: bytes, password: str, divided: bool) -> AnnexView:
    """Add the labels of the first and last page and, for a divider, what stands where."""
    labels = Labels(prefix=f"{view.letter}-")
    try:
        document = open_pdf(pdf, password)
    except DamagedError:  # readers differ in what they can mend; binding has looked at the file already
        return replace(view, first=labels.of(0), last=labels.of(0))
    try:
        pages = len(document)
        found = chapters(document) if divided else []
    finally:
        document.close()
    lines = tuple(Line(_plain(title), labels.of(page - 1), f"{view.address}/{page}") for title, page in found)
    lines = tuple(line for line in lines if line.title)
    return replace(
        view,
        first=labels.of(0),
        last=labels.of(pages - 1),
        lines=lines if len(lines) <= _MOST_LINES else (),
    )


def _plain(title: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in title).split())


def _list(plan: AnnexPlan, gathered: Gathered, maker: SheetMaker, views: Sequence[AnnexView]) -> Bindable:
    """The list; its pages go on where the labels of the briefing end."""
    heading = maker.say(mark("Contents") if plan.title.strip() else mark("Annexes"))
    labels = gathered.briefing.seen.next_label
    folio = FOLIO if labels.prefix.isascii() else 0.0
    part = Part(maker.list_of(heading, views), heading, "annexes", labels=labels, folio=folio)
    return Bindable(part, None, "list of annexes")


def _annexed(plan: AnnexPlan, maker: SheetMaker, annex: _Annex) -> Iterator[Bindable]:
    view, own = annex.view, annex.own
    divider = f"divider-{view.letter.lower()}" if plan.chosen_sheets in ("divider", "both") else ""
    if divider:
        part = Part(maker.divider(view), view.full_title, divider, labels=Labels("", view.letter), bookmark=False)
        yield Bindable(part, None, f"divider {view.letter}")
    labels = Labels(prefix=f"{view.letter}-")
    if own:
        part = Part(annex.pdf, view.full_title, view.name, labels=labels, password=own.password, opens=divider)
        part = replace(part, break_signature=plan.break_signature)
        yield Bindable(part, own.path, f"{view.letter}  {own.path.name}")
    else:
        part = Part(annex.pdf, view.full_title, view.name, labels=labels, folio=FOLIO, opens=divider)
        yield Bindable(part, None, f"{view.letter}  {view.title}")
