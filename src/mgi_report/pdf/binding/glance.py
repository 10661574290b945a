"""What a PDF says of itself, looked up before it is bound."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pikepdf

from ..xmp import MAKER
from .graph.trees import labels_of
from .parts import Labels, Part
from .source import Source, claims_in, maker_in, open_source, packet_of, text_of, within


@dataclass(frozen=True)
class Glance:
    """A PDF at a glance.

    ``title`` and ``language`` are empty where the file does not say them. ``last_page`` is the size of its last page as
    readers see it, in points; ``next_label`` is how a page after the last one would be labelled. ``identifier`` and
    ``coverage`` are those of a publication that says that this program made it, else empty.
    """

    pages: int
    title: str
    language: str
    last_page: tuple[float, float]
    next_label: Labels
    signed: bool
    encrypted: bool
    identifier: str = ""
    coverage: str = ""


def glance(part: Part) -> Glance:
    """Look at a part; raises :class:`SourceError` when it cannot be bound, as :func:`bind` would."""
    source = open_source(part)
    ours = maker_in(packet_of(source.root.get("/Metadata"))).startswith(MAKER)
    return Glance(
        pages=len(source.pages),
        title=_title(source),
        identifier=_said(source, "dc:identifier") if ours else "",
        coverage=_said(source, "dc:coverage") if ours else "",
        language=text_of(source.root.get("/Lang")),
        last_page=_size(source.pages[-1]),
        next_label=_next_label(source),
        signed=source.signed,
        encrypted=source.pdf.is_encrypted,
    )


def said_by(pdf: bytes) -> tuple[str, frozenset[str]]:
    """The program that made a file and the standards it claims, as the file says; nothing where it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            packet = packet_of(opened.Root.get("/Metadata"))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        packet = b""
    return maker_in(packet), claims_in(packet)


def opened_from_left(pdf: bytes, password: str = "") -> bytes:
    """The same file without its wish to be read from right to left (ISO 32000-1, table 150)."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf), password=password, suppress_warnings=True) as opened:
        del opened.Root.ViewerPreferences.Direction
        opened.save(out, encryption=opened.is_encrypted)
    return out.getvalue()


def is_empty(pdf: bytes) -> bool:
    """Whether a file is a sound PDF without any page."""
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as opened:
            return not opened.pages
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def _title(source: Source) -> str:
    """The title in the XMP packet, else the one in the information dictionary, on one line."""
    return _said(source, "dc:title") or _on_one_line(text_of(within(source.pdf.trailer.get("/Info"), "/Title")))


def _said(source: Source, name: str) -> str:
    """What the XMP packet says under a name, on one line."""
    try:
        with source.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            return _on_one_line(str(packet.get(name) or ""))
    except Exception:  # a packet can be broken in any way; then it says nothing
        return ""


def _on_one_line(words: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())


def _size(page: Any) -> tuple[float, float]:
    try:
        box = [float(value) for value in page.get("/CropBox", page.get("/MediaBox"))]
        unit = float(page.get("/UserUnit", 1))
        width, height = abs(box[2] - box[0]) * unit, abs(box[3] - box[1]) * unit
        return (height, width) if int(page.get("/Rotate", 0)) % 180 else (width, height)
    except (TypeError, ValueError, IndexError):
        return (0.0, 0.0)


def _next_label(source: Source) -> Labels:
    pages = len(source.pages)
    try:
        ranges = [(start, labels) for start, labels in labels_of(source.root) if start < pages]
    except (AttributeError, TypeError, ValueError, pikepdf.PdfError):
        ranges = []
    if not ranges or not ranges[-1][1].style:
        return Labels(start=pages + 1)
    start, last = ranges[-1]
    return Labels(last.style, last.prefix, last.start + pages - start)
