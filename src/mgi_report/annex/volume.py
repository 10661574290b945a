"""A briefing with annexes: the user's own PDF as it is, and snapshots and other PDFs bound in after it.

The briefing keeps its pages, labels, bookmarks, links, tags, fields, attachments and metadata. What is bound is proved
against its parts before it is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import ExitCode, Kind, Problem, ReportError, Severity, known
from ..pdf.binding import SourceError, Volume, bind
from ..pdf.proof import Check
from ..pdf.reading import open_pdf, page_label
from ..pdf.xmp import SCREEN
from ..studio.folio_font import folio_font
from ..studio.jobs import Progress
from ..text.sizes import say_size
from ..workspace.cache import write_atomically
from ..workspace.keeping import working_cache
from .parts import Bindable, assemble
from .plan import AnnexPlan, Bundle, OwnFile, gather_annexes, problem_of
from .proof import judge, prove_volume

_LARGEST = 3


@dataclass(frozen=True)
class Row:
    """One part in the closing report: labels of its first and last page, bytes, number of structure elements."""

    title: str
    file: str
    pages: int
    first: str
    last: str
    size: int
    elements: int


@dataclass(frozen=True)
class Annexed:
    """A finished volume: where it was written, its parts, and the standards that it claims.

    ``judged`` tells whether the validator was there to agree; ``lacking`` maps a standard that is not claimed to the
    parts that do not follow it; ``proof`` is the comparison with the parts, in words.
    """

    path: Path
    pages: int
    size: int
    sha256: str
    rows: tuple[Row, ...]
    claims: tuple[str, ...]
    judged: bool
    lacking: Mapping[str, tuple[str, ...]]
    proof: str
    notes: tuple[Problem, ...]


def annex(plan: AnnexPlan, progress: Progress | None = None) -> Annexed:
    """Bind a briefing and its annexes, prove the volume and write it.

    Raises :class:`ReportError` with all problems; what was at the output path stays then.
    """
    try:
        with working_cache(plan.workspace) as (workspace, told):
            done = _annex(replace(plan, workspace=workspace), progress)
            return replace(done, notes=(*told, *done.notes))
    except (ReportError, OSError):
        raise
    except Exception as error:
        raise known(error, str(plan.out)) from error


def _annex(plan: AnnexPlan, progress: Progress | None) -> Annexed:
    bundle = gather_annexes(plan)
    items = assemble(plan, bundle, progress)
    volume, judged, notes = _bound(items, bundle, str(plan.out))
    parts = [item.part for item in items]
    ours = [item.part.name for item in items if not item.file]
    proof = prove_volume(volume, parts, str(plan.out), ours).demand()
    rows = tuple(_rows(items, volume))
    _check_size(plan, volume, rows)
    write_atomically(plan.out, volume.pdf)
    return Annexed(
        path=plan.out,
        pages=volume.pages,
        size=len(volume.pdf),
        sha256=hashlib.sha256(volume.pdf).hexdigest(),
        rows=rows,
        claims=volume.claims,
        judged=judged,
        lacking=_lacking(items, volume),
        proof=proof.summary,
        notes=(*bundle.warnings, *_unprotected(bundle), *notes),
    )


def _lacking(items: Sequence[Bindable], volume: Volume) -> dict[str, tuple[str, ...]]:
    """For every standard that the volume does not claim, the parts that do not either."""
    found = {}
    for standard in SCREEN:
        if standard not in volume.claims:
            parts = zip(items, volume.parts, strict=True)
            found[standard] = tuple(_plain(item.title) for item, part in parts if standard not in part.claims)
    return found


def _plain(title: str) -> str:
    return " ".join(title.split())


def _bound(
    items: Sequence[Bindable], bundle: Bundle, out: str, without: Sequence[str] = ()
) -> tuple[Volume, bool, list[Problem]]:
    """The volume, claiming no more than the validator agrees to; whether it was asked; what is to be told.

    A volume whose claims it does not agree to is bound once more ``without`` them, and so at most once for each
    standard.
    """
    names = {item.part.name: str(item.file or item.title) for item in items}
    volume = _bind(items, bundle, names, without)
    opinion = judge(volume, out)
    if failed := [check for check in opinion.checks if not check.passed]:
        less = [*without, *(check.name for check in failed)]
        volume, _, notes = _bound(items, bundle, out, less)
        return volume, True, [*notes, *(_refused(check, out) for check in failed)]
    judged = bool(opinion.checks) and not any(check.skipped for check in opinion.checks)
    return volume, judged, [replace(note, file=names.get(note.file, note.file)) for note in volume.notes]


def _bind(items: Sequence[Bindable], bundle: Bundle, names: Mapping[str, str], without: Sequence[str]) -> Volume:
    briefing, studio = bundle.briefing, bundle.studio
    try:
        return bind(
            [item.part for item in items],
            title=briefing.title,
            language=briefing.seen.language or bundle.language.code,
            lead="briefing",
            folio_font=folio_font(studio.folio_face(), studio.cache, studio.theme.rgb("label")),
            without=without,
        )
    except SourceError as error:
        raise ReportError([problem_of(error, names.get(error.name, error.name))]) from error


def _refused(check: Check, out: str) -> Problem:
    """A warning that a standard is not claimed."""
    first, more = check.problems[0], len(check.problems) - 1
    message = f"the volume does not claim {check.name}, since the validator found faults"
    value = first.message + (f", and {more} more" if more else "")
    return Problem(out, message=message, value=value, severity=Severity.WARNING, kind=Kind.CLAIM_REFUSED)


def _rows(items: Sequence[Bindable], volume: Volume) -> Iterator[Row]:
    document = open_pdf(volume.pdf)
    try:
        for item, bound in zip(items, volume.parts, strict=True):
            first, last = bound.first_page - 1, bound.first_page + bound.pages - 2
            labels = page_label(document, first), page_label(document, last)
            yield Row(item.title, str(item.file or ""), bound.pages, *labels, bound.size, bound.elements)
    finally:
        document.close()


def _check_size(plan: AnnexPlan, volume: Volume, rows: Sequence[Row]) -> None:
    size = len(volume.pdf)
    if not plan.max_size or size <= plan.max_size:
        return
    largest = sorted(rows, key=lambda row: row.size, reverse=True)[:_LARGEST]
    listed = ", ".join(f"{_plain(row.title)} {say_size(row.size)}" for row in largest)
    message = f"the volume would have {say_size(size)}, more than {say_size(plan.max_size)}; nothing was written"
    hint = f"the largest parts: {listed}; make them smaller, or bind fewer"
    problem = Problem(str(plan.out), message=message, hint=hint, kind=Kind.VOLUME_TOO_LARGE)
    raise ReportError([problem], ExitCode.PREFLIGHT)


def _unprotected(bundle: Bundle) -> Iterator[Problem]:
    """A warning for every file that was protected by a password."""
    files = [bundle.briefing, *(item for item in bundle.annexes if isinstance(item, OwnFile))]
    message = "it was protected by a password, and the volume is not"
    for file in files:
        if file.seen.encrypted:
            yield Problem(str(file.path), message=message, severity=Severity.WARNING, kind=Kind.UNPROTECTED)
