"""From the parts of a compendium to its proved bytes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from ..design.editions import SCREEN, Edition
from ..errors import ExitCode, Kind, ReportError, Severity
from ..pdf.binding import Part, SourceError, Volume, bind
from ..pdf.binding.folios import FolioFont
from ..pdf.proof import Expected, Proof, Said, Verdict
from ..pdf.volumes import outline_of, said_by_part
from ..pdf.xmp import Metadata, claims_of, packet
from ..studio.jobs import read_kept
from ..text.languages import Language
from ..workspace.aside import BrokenError, call
from ..workspace.cache import seal
from .cells import PromisedCell
from .looked import Looked
from .proof import FolioPlace, Promise, Tables, prove_compendium

PRODUCER, CREATOR = "WeasyPrint, pikepdf", "mgi_report"
LARGE = 4 * 2**20


@dataclass(frozen=True)
class Bindery:
    """Everything that makes a volume of parts, ready to be handed to another process.

    ``kept`` are the files in which snapshots are kept, by the names of their parts, which come without bytes.
    ``promises`` name a part, a page of it (from 1), the page number that is printed for it, and words that stand there;
    ``cells`` are those of its tables. ``looked`` is the file that tells which of its pages were looked at before.
    """

    parts: tuple[Part, ...]
    metadata: Metadata
    font: FolioFont
    findings: tuple[tuple[str, str], ...]
    promises: tuple[tuple[str, int, str, str], ...]
    fonts: tuple[str, ...]
    file: str
    edition: Edition = SCREEN
    kept: Mapping[str, Path] = field(default_factory=dict)
    cells: tuple[PromisedCell, ...] = ()
    speaks: tuple[str, ...] = ()
    looked: Path | None = None


def bind_and_prove(bindery: Bindery) -> tuple[bytes, Proof]:
    """Bind a volume and prove it.

    Raises :class:`ReportError` (preflight) when anything in it is not as it should be.
    """
    metadata = bindery.metadata
    volume, said = _bound(bindery)
    seen = frozenset(_seen(bindery.parts, volume))
    sides = bindery.edition.pages_by if bindery.edition.for_press else 1
    expected = Expected(bindery.findings * 2, volume.pages, bindery.fonts, sides, said, seen, bindery.speaks)
    if bindery.edition.for_press:
        from ..press.proof import prove_press
        from ..press.volume import settle_volume

        pdf = settle_volume(volume.pdf, metadata, PRODUCER, CREATOR)
        return pdf, prove_press(pdf, expected, bindery.file).demand()
    if volume.notes:
        notes = [replace(note, file=bindery.file, path=note.file, severity=Severity.ERROR) for note in volume.notes]
        raise ReportError(notes, ExitCode.PREFLIGHT)
    labels = _labels(bindery.parts, volume)
    starts = {bound.name: bound.first_page for bound in volume.parts}
    promises = [Promise(starts[name] + page - 2, label, words) for name, page, label, words in bindery.promises]
    folios = list(promised_folios(bindery, volume, labels))
    tables = Tables(bindery.cells, frozenset(_tabled(volume)))
    standards = claims_of(bindery.edition.variant)
    looked = Looked(bindery.looked, volume.pdf) if bindery.looked else None
    expected = replace(expected, looked=looked.before() - seen) if looked else expected
    proof = prove_compendium(volume.pdf, expected, promises, folios, tables, bindery.file, standards).demand()
    if looked:
        looked.keep(seen)
    return volume.pdf, proof


def bind_aside(bindery: Bindery, file: Path) -> tuple[int, Verdict]:
    """The same into a ``file`` that is kept: its pages, and its verdict."""
    pdf, proof = bind_and_prove(bindery)
    seal(file, pdf)
    return proof.pages, proof.verdict


def _bound(bindery: Bindery) -> tuple[Volume, Said]:
    """The volume, and what it must say of itself; the bytes of its parts are not needed any more."""
    whole = replace(bindery, parts=tuple(_whole(part, bindery) for part in bindery.parts))
    volume = bind_volume(whole)
    return volume, _said(whole, volume)


def _whole(part: Part, bindery: Bindery) -> Part:
    kept = bindery.kept.get(part.name)
    return replace(part, pdf=read_kept(kept, bindery.file)) if kept else part


def bind_volume(bindery: Bindery, large: int = LARGE) -> Volume:
    """Bind a volume, one of more than ``large`` bytes in a process of its own.

    To join parts needs 0.3 MB a page, 0.6 where they have no tags and are joined object by object, and gives little of
    it back.
    Raises :class:`ReportError` (preflight) for a part that cannot be bound.
    """
    if sum(len(part.pdf) for part in bindery.parts) > large:
        with contextlib.suppress(BrokenError, OSError):
            bound: Volume = call(f"{__name__}:bind_here", bindery)
            return bound
    return bind_here(bindery)


def bind_here(bindery: Bindery) -> Volume:
    """Bind a volume in this process."""
    metadata = bindery.metadata
    try:
        return bind(
            bindery.parts,
            title=metadata.title,
            language=metadata.languages[0],
            packet=lambda claims: packet(metadata, PRODUCER, CREATOR, claims),
            folio_font=bindery.font,
        )
    except SourceError as error:
        raise ReportError(f"{error.name}: {error}", ExitCode.PREFLIGHT, kind=Kind.PDF_UNBOUND) from error


def _said(bindery: Bindery, volume: Volume) -> Said:
    """What the volume must say of itself, by its parts; nothing of the parts where it is for the press."""
    title, language = bindery.metadata.title, bindery.metadata.languages[0]
    if bindery.edition.for_press:
        return Said(title, language)
    parts = [said_by_part(part) for part in bindery.parts]
    outline = outline_of(bindery.parts, volume.parts, [part.outline for part in parts])
    sizes = chain.from_iterable(part.sizes for part in parts)
    files = ((checksum, "") for part in parts for checksum in part.files)
    return Said(title, language, tuple(outline), tuple(_labels(bindery.parts, volume)), tuple(sizes), tuple(files))


def _seen(parts: Sequence[Part], volume: Volume) -> Iterator[int]:
    """The pages of snapshots, which were proved by themselves."""
    for part, bound in zip(parts, volume.parts, strict=True):
        if part.under == "cities":
            yield from range(bound.first_page - 1, bound.first_page - 1 + bound.pages)


def _tabled(volume: Volume) -> Iterator[int]:
    """The indexes of the pages that have tables of the comparison: prelims, chapters and exchange."""
    for bound in volume.parts:
        if bound.name.startswith(("front", "chapter-", "exchange", "meetings")):
            yield from range(bound.first_page - 1, bound.first_page - 1 + bound.pages)


def _labels(parts: Sequence[Part], volume: Volume) -> list[str]:
    return [
        part.labels.of(index) if part.labels else ""
        for part, bound in zip(parts, volume.parts, strict=True)
        for index in range(bound.pages)
    ]


def promised_folios(bindery: Bindery, volume: Volume, labels: Sequence[str]) -> Iterator[FolioPlace]:
    """Where page numbers stand if they stand where the style sheets leave room: by the direction of the language."""
    mirrored = Language(bindery.metadata.languages[0]).direction == "rtl"
    for part, bound in zip(bindery.parts, volume.parts, strict=True):
        for page in range(part.folio_skip, bound.pages if part.folio else 0):
            index = bound.first_page + page - 1
            verso = part.folio_outer and index % 2 == 1
            yield FolioPlace(index, labels[index], verso != mirrored)
