"""A briefing with annexes: the user's own PDF as it is, and snapshots and other PDFs bound in after it.

The briefing keeps its pages, labels, bookmarks, links, tags, fields, attachments and metadata. What is bound is proved
against its parts before it is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from babel import Locale

from ..errors import ExitCode, Kind, Problem, ReportError, Severity, excerpt
from ..pdf.binding import Volume
from ..pdf.guard import Guard
from ..pdf.proof import Verdict, in_words
from ..pdf.xmp import SCREEN
from ..studio.folio_font import folio_font
from ..studio.jobs import Progress
from ..text.sizes import say_size
from ..text.spoken import speaking
from ..workspace.cache import write_atomically
from ..workspace.inputs import one_run
from ..workspace.keeping import working_cache
from ..workspace.unforeseen import known
from .joining import Joined, Order
from .parts import Bindable, assemble
from .plan import AnnexPlan, Bundle, gather_annexes

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
    parts that do not follow it; ``verdict`` is that of the comparison with the parts. ``language`` is that of our
    sheets, ``spoken`` says in two lines in which the annexes are and why; none where it was asked for.
    """

    path: Path
    pages: int
    size: int
    sha256: str
    rows: tuple[Row, ...]
    claims: tuple[str, ...]
    judged: bool
    lacking: Mapping[str, tuple[str, ...]]
    verdict: Verdict
    language: str
    spoken: tuple[str, ...]
    notes: tuple[Problem, ...]

    @property
    def proof(self) -> str:
        """The verdict in words."""
        return in_words(self.verdict)


def annex(plan: AnnexPlan, progress: Progress | None = None) -> Annexed:
    """Bind a briefing and its annexes, prove the volume and write it.

    Raises :class:`ReportError` with all problems; what was at the output path stays then.
    """
    try:
        with one_run(), working_cache(plan.workspace) as (workspace, told):
            done = _annex(replace(plan, workspace=workspace), progress)
            return replace(done, notes=(*told, *done.notes))
    except (ReportError, OSError):
        raise
    except Exception as error:
        raise known(error, str(plan.out)) from error


def _annex(plan: AnnexPlan, progress: Progress | None) -> Annexed:
    with Guard() as guard:
        guard.warm("mgi_report.annex.joining:get_ready")
        bundle = gather_annexes(plan, guard)
        items = assemble(plan, bundle, progress)
        if progress:
            progress(str(plan.out), 0, 1)
        files = [str(file.path) for file in bundle.files]
        size = sum(len(item.part.pdf) for item in items)
        joined: Joined = guard.call(
            "mgi_report.annex.joining:join", _order(items, bundle, plan), files=files, size=size
        )
    volume = joined.volume
    rows = tuple(_rows(items, joined))
    _check_size(plan, volume, rows)
    write_atomically(plan.out, volume.pdf)
    if progress:
        progress(str(plan.out), 1, 1)
    return Annexed(
        path=plan.out,
        pages=volume.pages,
        size=len(volume.pdf),
        sha256=hashlib.sha256(volume.pdf).hexdigest(),
        rows=rows,
        claims=volume.claims,
        judged=joined.judged,
        lacking=_lacking(items, volume),
        verdict=joined.proof.verdict,
        language=bundle.language.code,
        spoken=_spoken(plan, bundle),
        notes=(*bundle.warnings, *_unprotected(bundle), *joined.notes),
    )


def _spoken(plan: AnnexPlan, bundle: Bundle) -> tuple[str, ...]:
    """In which language the annexes are, and why, where we chose it."""
    if plan.language or not (plan.cities or plan.chosen_sheets != "none"):
        return ()
    name, tag = Locale("en").languages.get(bundle.language.code, bundle.language.code), bundle.briefing.seen.language
    if bundle.spoken:
        return f"annexes are in {name}:", f"the briefing says that it is in {excerpt(tag)}"
    why = f"is in {excerpt(tag)}, not a language of ours" if tag else "does not say its language"
    return f"sheets are in {name}, each snapshot in the language of its source:", f"the briefing {why}"


def _order(items: Sequence[Bindable], bundle: Bundle, plan: AnnexPlan) -> Order:
    briefing, studio = bundle.briefing, bundle.studio
    return Order(
        parts=tuple(item.part for item in items),
        names={item.part.name: str(item.file or item.title) for item in items},
        ours=frozenset(item.part.name for item in items if not item.file),
        title=briefing.title,
        language=briefing.seen.language or bundle.language.code,
        folio_font=folio_font(studio.folio_face(), studio.cache, studio.theme.rgb("label")),
        out=str(plan.out),
        speaks=speaking(bundle.language),
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


def _rows(items: Sequence[Bindable], joined: Joined) -> Iterator[Row]:
    for item, bound, labels in zip(items, joined.volume.parts, joined.labels, strict=True):
        yield Row(item.title, str(item.file or ""), bound.pages, *labels, bound.size, bound.elements)


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
    """A warning for every file that was protected."""
    for file in bundle.files:
        if file.seen.encrypted:
            how = "by a password" if file.password else "by rights that its owner gives"
            message = f"it was protected {how}, and the volume is not"
            yield Problem(str(file.path), message=message, severity=Severity.WARNING, kind=Kind.UNPROTECTED)
