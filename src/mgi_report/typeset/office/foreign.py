"""Text documents that somebody hands in: what is looked at before any program opens them."""

from __future__ import annotations

from pathlib import Path

from ...errors import Kind, Problem, ReportError
from .reading import DamagedFileError, parts_of

ENDINGS = (".docx", ".odt", ".docm")
"""What the names of text documents end in, those with macros too, which are refused in words of their own."""
LARGEST = 300_000_000
"""Bytes that all parts of a document may have, unpacked."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = {".docx": "word/document.xml", ".odt": "content.xml"}
_MACROS = ("vbaproject", "basic/", "scripts/")
_SAVE = "open it in the program that made it and save it"


def check_document(data: bytes, file: Path) -> None:
    """Raise :class:`ReportError` (data) for a document with macros or a password, a damaged one, or one that unpacks to
    more than :data:`LARGEST`."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _refused(file, "it is protected by a password", f"{_SAVE} without one", Kind.PDF_LOCKED)
        raise _refused(file, "it is in the format of an old Word", f"{_SAVE} as .docx or PDF", Kind.UNREADABLE)
    ending = file.suffix.lower()
    try:
        parts = parts_of(data, LARGEST)
    except DamagedFileError as error:
        raise _refused(file, str(error), f"{_SAVE} again", Kind.PDF_DAMAGED) from error
    types = parts.get("[Content_Types].xml", b"")
    if ending == ".docm" or b"macroEnabled" in types or any(_is_macro(name) for name in parts):
        raise _refused(file, "it holds macros", f"{_SAVE} as .docx without macros", Kind.ACTIVE_CONTENT)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _refused(file, "it is protected by a password", f"{_SAVE} without one", Kind.PDF_LOCKED)
    if _MAIN[ending] not in parts:
        raise _refused(file, "it is damaged, or no text document", f"{_SAVE} again", Kind.PDF_DAMAGED)


def _is_macro(name: str) -> bool:
    return any(name.lower().startswith(mark) or f"/{mark}" in name.lower() for mark in _MACROS)


def _refused(file: Path, message: str, hint: str, kind: Kind) -> ReportError:
    return ReportError([Problem(str(file), message=message, hint=hint, kind=kind)])
