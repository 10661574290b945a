"""Parts → a volume that is bound and proved; done in a process of its own, since parts are files of somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import Kind, Problem, ReportError, Severity, excerpt
from ..pdf.binding import FolioFont, Part, SourceError, Volume, bind
from ..pdf.conformance import validator
from ..pdf.navigation import page_label
from ..pdf.proof import Check, Proof
from ..pdf.reading import open_pdf
from .looking import problem_of
from .proof import judge, prove_volume


@dataclass(frozen=True)
class Order:
    """What is to be bound: the parts, and how each is called in reports, by its key.

    ``ours`` names the parts that we made, whose links speak of pages by ``speaks``; ``out`` is what the volume is
    called in problems.
    """

    parts: tuple[Part, ...]
    names: dict[str, str]
    ours: frozenset[str]
    title: str
    language: str
    folio_font: FolioFont
    out: str
    speaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Joined:
    """A volume that passed its proof: whether the validator was asked, what is to be told, and of each part the labels
    of its first and last page."""

    volume: Volume
    judged: bool
    notes: tuple[Problem, ...]
    proof: Proof
    labels: tuple[tuple[str, str], ...]


def get_ready() -> None:
    """Import what the work needs, while nobody waits for it."""
    validator()


def join(order: Order) -> Joined:
    """Bind and prove; raises :class:`ReportError`."""
    try:
        volume, judged, notes = _bound(order)
        proof = prove_volume(volume, order.parts, order.out, order.ours, order.speaks).demand()
    except SourceError as error:
        raise ReportError([problem_of(error, order.names.get(error.name, error.name))]) from error
    labels = _labels(volume)
    ends = [(labels[bound.first_page - 1], labels[bound.first_page + bound.pages - 2]) for bound in volume.parts]
    orphans = (replace(note, file=order.names.get(note.file, note.file)) for note in proof.notes)
    return Joined(volume, judged, (*notes, *orphans, *_twice(labels, volume, order)), proof, tuple(ends))


def _bound(order: Order, without: Sequence[str] = ()) -> tuple[Volume, bool, list[Problem]]:
    """The volume, claiming no more than the validator agrees to; whether it was asked; what is to be told.

    A volume whose claims it does not agree to is bound once more ``without`` them, and so at most once for each
    standard.
    """
    volume = _bind(order, without)
    opinion = judge(volume, order.out)
    if failed := [check for check in opinion.checks if not check.passed]:
        volume, _, notes = _bound(order, [*without, *(check.name for check in failed)])
        return volume, True, [*notes, *(_refused(check, order.out) for check in failed)]
    judged = bool(opinion.checks) and not any(check.skipped for check in opinion.checks)
    return volume, judged, [replace(note, file=order.names.get(note.file, note.file)) for note in volume.notes]


def _bind(order: Order, without: Sequence[str]) -> Volume:
    return bind(
        order.parts,
        title=order.title,
        language=order.language,
        lead="briefing",
        folio_font=order.folio_font,
        without=without,
    )


def _refused(check: Check, out: str) -> Problem:
    """A warning that a standard is not claimed."""
    first, more = check.problems[0], len(check.problems) - 1
    message = f"the volume does not claim {check.name}, since the validator found faults"
    value = first.message + (f", and {more} more" if more else "")
    return Problem(out, message=message, value=value, severity=Severity.WARNING, kind=Kind.CLAIM_REFUSED)


def _labels(volume: Volume) -> list[str]:
    document = open_pdf(volume.pdf)
    try:
        return [page_label(document, index) for index in range(len(document))]
    finally:
        document.close()


def _twice(labels: Sequence[str], volume: Volume, order: Order) -> Iterator[Problem]:
    """A warning where a page of one part has the label of one in another part, for each part that came later."""
    earlier: dict[str, str] = {}
    for bound in volume.parts:
        own = list(dict.fromkeys(labels[bound.first_page - 1 : bound.first_page - 1 + bound.pages]))
        if taken := [label for label in own if label in earlier]:
            more = f", and {len(taken) - 1} more" if len(taken) > 1 else ""
            name = " ".join(order.names[bound.name].split())
            message = f"a page of {name} has the label of a page before it"
            hint = f"who asks for it gets to that one; give {earlier[taken[0]]} other page labels, or none"
            value = excerpt(taken[0]) + more
            yield Problem(
                order.out, message=message, value=value, hint=hint, severity=Severity.WARNING, kind=Kind.PAGE_NUMBER
            )
        earlier |= {label: order.names[bound.name] for label in own if label not in earlier}
