"""A file of somebody else at a glance, before anything is bound; done in a process of its own (:mod:`..pdf.guard`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Kind, Problem, ReportError
from ..pdf.binding import TAGGED, Glance, LockedError, Part, SignedError, SourceError, glance
from ..pdf.navigation import chapters
from ..pdf.reading import DamagedError, open_pdf


@dataclass(frozen=True)
class Seen:
    """What a file says of itself, the password that opens it, and title and page of its uppermost bookmarks."""

    glance: Glance
    password: str
    chapters: tuple[tuple[str, int], ...]


def look(pdf: bytes, file: str, passwords: Sequence[str], break_signature: bool) -> Seen:
    """Look at a file; raises :class:`ReportError` when it cannot be bound."""
    refused = SourceError("")
    for password in ("", *passwords):
        part = Part(pdf, file, file, password=password, break_signature=break_signature)
        try:
            return Seen(glance(part), password, _chapters(pdf, password))
        except LockedError as error:
            refused = error
        except SourceError as error:
            refused = error
            break
    raise ReportError([problem_of(refused, file)])


def _chapters(pdf: bytes, password: str) -> tuple[tuple[str, int], ...]:
    try:
        document = open_pdf(pdf, password)
    except DamagedError:  # readers differ in what they can mend; the proof will say what it cannot read
        return ()
    try:
        return tuple(chapters(document))
    finally:
        document.close()


_OF_OFFICES = {".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".ods"}


def problem_of(error: SourceError, path: Path | str) -> Problem:
    """Why a file cannot be bound, and what to do."""
    message, kind = f"cannot bind this file: {error}", Kind.PDF_UNBOUND
    if isinstance(error, SignedError):
        kind = Kind.PDF_SIGNED
        hint = "bind it all the same with --break-signature; its pages keep the look of the signature"
    elif isinstance(error, LockedError):
        kind = Kind.PDF_LOCKED
        hint = "give its password with --password (the one that lets it be changed, if it has two)"
    else:
        made = Path(path).suffix.lower() in _OF_OFFICES
        hint = "open it in the program that made it and save it as PDF"
        hint = f"export it as PDF first, {TAGGED}" if made else hint
    return Problem(str(path), message=message, hint=hint, kind=kind)
