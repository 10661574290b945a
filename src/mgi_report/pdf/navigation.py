"""Ways through a PDF, read with PDFium: links, bookmarks, page labels."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from ..text.spoken import spoken_page

Bookmark = tuple[str, int | None]
"""Title and page, counted from 1; :data:`ELSEWHERE` where it leads out of the file, none where it leads nowhere."""

ELSEWHERE = 0
_DEPTH = 15
_SHORT = 256  # bytes; texts that are no longer are had at once
_OUT = (pdfium.PDFACTION_REMOTEGOTO, pdfium.PDFACTION_LAUNCH, pdfium.PDFACTION_EMBEDDEDGOTO)


def links_on(document: Any, page: Any) -> Iterator[tuple[str, str]]:
    """Target and description of every link of a page.

    A target is ``page 3``, an address, ``file NAME`` in another file, or nothing where the link leads nowhere.
    """
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        yield target_of(document, link), _annotation_text(page, link)


def target_of(document: Any, link: Any) -> str:
    """What a link leads to, as :func:`links_on` tells it."""
    action = pdfium.FPDFLink_GetAction(link)
    kind = pdfium.FPDFAction_GetType(action) if action else None
    if kind in _OUT:  # PDFium would take the page of the other file for one of this file
        return f"file {narrow(pdfium.FPDFAction_GetFilePath, action)}"
    destination = pdfium.FPDFLink_GetDest(document.raw, link)
    if destination:
        index = pdfium.FPDFDest_GetDestPageIndex(document.raw, destination)
        return f"page {index + 1}" if 0 <= index < len(document) else ""
    return narrow(pdfium.FPDFAction_GetURIPath, document.raw, action) if action else ""


def _annotation_text(page: Any, link: Any) -> str:
    annotation = pdfium.FPDFLink_GetAnnot(page.raw, link)
    if not annotation:
        return ""
    words = wide(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
    pdfium.FPDFPage_CloseAnnot(annotation)
    return words


def bookmarks(document: Any) -> Iterator[Bookmark]:
    """All bookmarks in order."""
    return ((title, page) for _, title, page in _outline(document))


def _outline(document: Any) -> Iterator[tuple[int, str, int | None]]:
    logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it warns of each bookmark whose own are deeper
    for bookmark in document.get_toc(max_depth=_DEPTH):
        yield bookmark.level, wide(pdfium.FPDFBookmark_GetTitle, bookmark.raw), _aim(bookmark)


def _aim(bookmark: Any) -> int | None:
    action = pdfium.FPDFBookmark_GetAction(bookmark.raw)
    kind = pdfium.FPDFAction_GetType(action) if action else None
    if kind in _OUT:
        return ELSEWHERE
    destination = bookmark.get_dest()
    if destination is None:
        return ELSEWHERE if kind == pdfium.PDFACTION_URI else None
    index = destination.get_index()
    return None if index is None else index + 1


def narrow(function: Any, *given: Any) -> str:
    """A text of bytes that PDFium hands out."""
    size = function(*given, None, 0)
    buffer = ctypes.create_string_buffer(size or 1)
    function(*given, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def wide(function: Any, *given: Any) -> str:
    """A text that PDFium hands out; half characters, which programs write too, are replaced."""
    buffer = (pdfium.FPDF_WCHAR * (_SHORT // 2))()
    if (size := function(*given, buffer, _SHORT)) > _SHORT:
        buffer = (pdfium.FPDF_WCHAR * (size // 2))()
        function(*given, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")


def wide_aside(function: Any, *given: Any) -> str:
    """The same of a function that tells apart how long its text is."""
    size = ctypes.c_ulong()

    def asked(*more: Any) -> int:
        function(*more, size)
        return size.value

    return wide(asked, *given)


def language_of(document: Any) -> str:
    """The language that a document says it is in."""
    return wide(pdfium.FPDFCatalog_GetLanguage, document)


def chapters(document: Any) -> list[tuple[str, int]]:
    """Title and page, counted from 1, of the uppermost bookmarks; of those in it where there is but one."""
    items = [item for item in _outline(document) if item[0] <= 1]
    level = 0 if sum(1 for depth, _, _ in items if depth == 0) > 1 else 1
    return [(title, page) for depth, title, page in items if depth == level and page]


def page_label(document: Any, index: int) -> str:
    """The label of the page at an index, counted from 0; its number where the file lists no labels."""
    if not pdfium.FPDF_GetPageLabel(document.raw, index, None, 0):
        return str(index + 1)
    return wide(pdfium.FPDF_GetPageLabel, document.raw, index)


def has_annexes(document: Any) -> bool:
    """Whether a document is a briefing with annexes behind it, as the label of its last page tells: ``B-4``."""
    return "-" in page_label(document, len(document) - 1)


def misspoken(document: Any, target: str, description: str, speaks: Sequence[str]) -> str:
    """What is wrong with a link that speaks of another page than that to which it leads; nothing where it does not."""
    said = spoken_page(description, speaks) if target.startswith("page ") else ""
    if not said or said == (label := page_label(document, int(target.removeprefix("page ")) - 1)):
        return ""
    return f"a link speaks of page {said}, and leads to page {label}"


def opens_from_right(document: Any) -> bool:
    """Whether a file asks to be read from right to left, by which PDFium orders the words of all its pages."""
    buffer = ctypes.create_string_buffer(8)
    pdfium.FPDF_VIEWERREF_GetName(document.raw, b"Direction", buffer, len(buffer))
    return buffer.value == b"R2L"
