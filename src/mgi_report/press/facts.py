"""A finished press file as facts: boxes, output intent, identification, what it paints, what does not belong in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from ..errors import count_of
from .contents import read_painting
from .painting import Painting
from .profile import describe
from .sheet import Box

_XMP = {
    "version": "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion",
    "trapped": "{http://ns.adobe.com/pdf/1.3/}Trapped",
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "created": "{http://ns.adobe.com/xap/1.0/}CreateDate",
    "modified": "{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "dated": "{http://ns.adobe.com/xap/1.0/}MetadataDate",
    "document": "{http://ns.adobe.com/xap/1.0/mm/}DocumentID",
    "rendition": "{http://ns.adobe.com/xap/1.0/mm/}RenditionClass",
    "edition": "{http://ns.adobe.com/xap/1.0/mm/}VersionID",
}
_FOREIGN = {
    "/AcroForm": "a form",
    "/OpenAction": "an action when it opens",
    "/AA": "actions",
    "/Perms": "permissions",
    "/Collection": "a portfolio",
}


@dataclass(frozen=True)
class PressPage:
    """One page: its boxes in points, its rotation in degrees, and what it paints."""

    number: int
    media: Box
    trim: Box | None
    bleed: Box | None
    rotation: int
    painting: Painting


@dataclass(frozen=True)
class PressFile:
    """The facts. ``identity`` are the entries of the XMP packet and of the trailer that PDF/X-4 asks for.

    ``profile`` is the name of the embedded output profile, ``profile_fault`` what forbids its use; ``condition`` is the
    printing condition of the output intent. ``foreign`` is in words what does not belong into a file for the press.
    """

    pages: tuple[PressPage, ...]
    pdf_version: str
    title: str
    identity: dict[str, str]
    intents: int
    profile: str
    profile_fault: str
    condition: str
    foreign: tuple[str, ...]
    right_to_left: bool


def is_press(pdf: bytes) -> bool:
    """Whether a file says of itself that it is for the press."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return any(str(intent.get("/S", "")) == "/GTS_PDFX" for intent in opened.Root.get("/OutputIntents", []))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def created_on(pdf: bytes) -> str:
    """The date of a document, ISO 8601, from the day it says it was made; the first of 2000 where it says none."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        digits = "".join(c for c in str(opened.docinfo.get("/CreationDate", "")) if c.isdigit())[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else "2000-01-01"


def read_press(pdf: bytes) -> PressFile:
    """Read a file that opens; raises :class:`ValueError` when its pages cannot be run."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return _read(opened)
    except (pikepdf.PdfError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError(f"its pages cannot be read ({error})") from error


def _read(opened: pikepdf.Pdf) -> PressFile:
    root = opened.Root
    intents = [intent for intent in root.get("/OutputIntents", []) if str(intent.get("/S", "")) == "/GTS_PDFX"]
    name, fault, condition = _profile(intents[0]) if intents else ("", "", "")
    preferences: Any = root.get("/ViewerPreferences", {})
    return PressFile(
        tuple(_page(page, number) for number, page in enumerate(opened.pages, start=1)),
        opened.pdf_version,
        str(opened.docinfo.get("/Title", "")),
        _identity(opened),
        len(intents),
        name,
        fault,
        condition,
        tuple(_foreign(opened)),
        str(preferences.get("/Direction", "")) == "/R2L",
    )


def _page(page: Any, number: int) -> PressPage:
    media = _box(page.obj.get("/MediaBox") or page.mediabox)
    assert media is not None
    rotation = int(page.obj.get("/Rotate", 0))
    trim, bleed = _box(page.obj.get("/TrimBox")), _box(page.obj.get("/BleedBox"))
    return PressPage(number, media, trim, bleed, rotation, read_painting(page))


def _box(given: Any) -> Box | None:
    if given is None:
        return None
    left, bottom, right, top = (float(edge) for edge in given)
    return left, bottom, right, top


def _profile(intent: Any) -> tuple[str, str, str]:
    condition = str(intent.get("/OutputConditionIdentifier", ""))
    if "/DestOutputProfile" not in intent:
        return "", "no profile is embedded", condition
    name, fault = describe(intent["/DestOutputProfile"].read_bytes())
    return name or str(intent.get("/Info", "")), fault, condition


def _identity(opened: pikepdf.Pdf) -> dict[str, str]:
    with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        found = {name: str(packet.get(key, "")) for name, key in _XMP.items()}
    info = opened.docinfo
    found |= {f"info {key[1:]}": str(info.get(key, "")) for key in ("/Title", "/CreationDate", "/ModDate", "/Trapped")}
    return found | {"ID": "yes" if "/ID" in opened.trailer else ""}


def _foreign(opened: pikepdf.Pdf) -> Iterator[str]:
    root = opened.Root
    if opened.is_encrypted:
        yield "encryption"
    yield from (words for key, words in _FOREIGN.items() if key in root)
    names: Any = root.get("/Names", {})
    if "/JavaScript" in names:
        yield "JavaScript"
    if "/EmbeddedFiles" in names:
        yield "attached files"
    for number, page in enumerate(opened.pages, start=1):
        annotations = len(page.obj.get("/Annots", []))
        if annotations:
            yield f"{count_of(annotations, 'annotation')} on page {number}"
        if "/AA" in page.obj or "/PresSteps" in page.obj:
            yield f"actions on page {number}"
