"""The parts of an annexed briefing: the user's files, the snapshots, and our sheets between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ..build.plan import Result
from ..compendium.present import editions_between
from ..errors import ReportError
from ..pdf.binding import Labels, Part, letters
from ..pdf.navigation import chapters
from ..pdf.reading import open_pdf
from ..snapshot.jobs import SnapshotJob, make
from ..studio.jobs import Progress, kept_file
from ..text.languages import Language, mark
from ..text.reader import Reader
from ..workspace.workers import Workers
from .plan import AnnexPlan, Bundle, OwnFile
from .sheets import SNAPSHOT, AnnexView, Line, SheetMaker, foreign, sheet_size

FOLIO = 15.0
"""Distance of folios from the edge in mm: where the type area of our pages ends."""

_MOST_LINES = 14
_EDITION = re.compile(r"\d{4}-\d{2}")


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


def assemble(plan: AnnexPlan, bundle: Bundle, progress: Progress | None = None) -> list[Bindable]:
    """Make what has to be made, and put all parts in order: the briefing, the list, each divider and its annex.

    Raises :class:`ReportError` when a snapshot or a sheet cannot be made.
    """
    annexes = list(_annexes(plan, bundle, progress))
    briefing = bundle.briefing
    lead = Part(
        briefing.pdf,
        briefing.title,
        "briefing",
        bookmark=False,
        password=briefing.password,
        break_signature=plan.break_signature,
        strip_active=plan.strip_active,
    )
    parts = [Bindable(lead, briefing.path, briefing.path.name)]
    size = sheet_size(briefing.seen.last_page)
    spoken = foreign(briefing.seen.language, bundle.language.code)
    maker = SheetMaker(bundle.studio, bundle.language, size, briefing.title, spoken)
    if plan.chosen_sheets in ("list", "both"):
        parts.append(_list(plan, bundle, maker, [annex.view for annex in annexes]))
    for annex in annexes:
        parts += _annexed(plan, maker, annex)
    return parts


def _annexes(plan: AnnexPlan, bundle: Bundle, progress: Progress | None) -> Iterator[_Annex]:
    made = _snapshots(plan, bundle, progress)
    word = plan.title.strip() or bundle.language.gettext(mark("Annex"))
    divided = plan.chosen_sheets in ("divider", "both")
    for index, item in enumerate(bundle.annexes):
        own = item if isinstance(item, OwnFile) else None
        view = _of_file(item, bundle) if isinstance(item, OwnFile) else _of_city(item, bundle)
        letter = letters(index + 1)
        view = replace(view, name=f"annex-{letter.lower()}", index=index, word=word, letter=letter)
        pdf = item.pdf if isinstance(item, OwnFile) else made[item.key]
        pages, found = (own.seen.pages, own.looked.chapters) if own else _contents(pdf)
        yield _Annex(_with_pages(view, pages, found if divided else ()), pdf, own)


def _snapshots(plan: AnnexPlan, bundle: Bundle, progress: Progress | None) -> dict[str, bytes]:
    """The snapshots of the cities, by the keys of their jobs."""
    jobs = [item for item in bundle.annexes if isinstance(item, SnapshotJob)]
    result, cache = Result(), plan.workspace.cache
    with Workers(plan.jobs, bundle.studio) as workers:
        made = result.sound(make(jobs, workers), len(jobs), progress)
        found = {item.job.key: kept_file(item.job, cache) for item in made}
    if result.exit_code:
        raise ReportError(result.problems, result.exit_code)
    return found


def _of_file(file: OwnFile, bundle: Bundle) -> AnnexView:
    """A file of the user's own; of a publication of ours what it is, of which places and when, as it says itself."""
    view = AnnexView(file.title, language=foreign(file.seen.language, bundle.language.code))
    if not file.kind:
        return view
    places = [part.strip(" ,") for part in _EDITION.sub("", file.seen.coverage).split(";")]
    title = edition = _dates(file.seen.coverage, bundle.language)
    for found in _EDITION.findall(file.seen.coverage):
        edition = edition.replace(bundle.language.month_alone(found), bundle.language.month(found))
    country, kind = "; ".join(part for part in places if part), Reader(bundle.language).say(file.kind)
    return replace(view, country=country, edition=edition, edition_title=title, kind=kind)


def _dates(coverage: str, language: Language) -> str:
    """The dates that a publication is of: two editions of one place, which stand beside each other, or from the first
    to the last of several places."""
    found = _EDITION.findall(coverage)
    if len(found) > 1 and ", ".join(found) in coverage:
        return language.join([language.month_alone(found[0]), *map(language.month, found[1:])])
    return editions_between(found, language)


def _of_city(job: SnapshotJob, bundle: Bundle) -> AnnexView:
    from ..snapshot.make import view_of

    view = view_of(bundle.studio, job.profile, bundle.language.code)
    kind = Reader(bundle.language).say(SNAPSHOT)
    return AnnexView(view.city, view.official, view.country, view.edition, view.edition_title, kind)


def _with_pages(view: AnnexView, pages: int, found: Sequence[tuple[str, int]]) -> AnnexView:
    """Add the labels of the first and last page and, for a divider, what stands where."""
    labels = Labels(prefix=f"{view.letter}-")
    lines = tuple(Line(_plain(title), labels.of(page - 1), f"{view.address}/{page}") for title, page in found)
    lines = tuple(line for line in lines if line.title)
    return replace(
        view,
        first=labels.of(0),
        last=labels.of(pages - 1),
        lines=lines if len(lines) <= _MOST_LINES else (),
    )


def _contents(pdf: bytes) -> tuple[int, list[tuple[str, int]]]:
    """Pages and uppermost bookmarks of a snapshot."""
    with closing(open_pdf(pdf)) as document:
        return len(document), chapters(document)


def _plain(title: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in title).split())


def _list(plan: AnnexPlan, bundle: Bundle, maker: SheetMaker, views: Sequence[AnnexView]) -> Bindable:
    """The list; its pages go on where the labels of the briefing end."""
    heading = maker.say(mark("Contents") if plan.title.strip() else mark("Annexes"))
    labels = bundle.briefing.seen.next_label
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
        folio = FOLIO if own.kind else 0.0
        part = Part(
            annex.pdf, view.full_title, view.name, labels=labels, password=own.password, folio=folio, opens=divider
        )
        part = replace(part, break_signature=plan.break_signature, strip_active=plan.strip_active)
        yield Bindable(part, own.path, f"{view.letter}  {view.title}")
    else:
        part = Part(annex.pdf, view.full_title, view.name, labels=labels, folio=FOLIO, opens=divider)
        yield Bindable(part, None, f"{view.letter}  {view.title}")
