"""Reads the pages of a PDF with PDFium: text, fonts, links, where the type stands.

PDFium is imported here and in four modules beside this. It reads ten times faster than a parser in Python
would, and it is other software than the one that wrote the file.
"""

from __future__ import annotations

import ctypes
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from ..text.typography import fold
from ..workspace.garbage import give_back
from .navigation import links_on, narrow, opens_from_right, wide
from .ownership import Orphan, orphans_on

_PIXELS = 400

if TYPE_CHECKING:
    from .rendering import Contrast, Unseen

Rect = tuple[float, float, float, float]

PAGES_AT_ONCE = 40
"""So many pages of a file are read before it is opened anew."""


@dataclass(frozen=True)
class Boxes:
    """The boxes of a page in points (ISO 32000-1, 14.11.2), with their defaults."""

    media: Rect = (0.0, 0.0, 0.0, 0.0)
    trim: Rect = (0.0, 0.0, 0.0, 0.0)
    bleed: Rect = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class PageFacts:
    """What stands on one page.

    Sizes and rectangles (left, bottom, right, top) are points; ``fonts`` are pairs of name and whether it is embedded,
    ``links`` pairs of target (``page 3``, an address, nothing) and description. ``trim`` is the trimmed page, or what
    is shown of it where it has no trim; ``objects`` is how often text is printed, as a rule once for each of ``rects``.
    ``unseen`` are words that cannot be read, where they were looked for, ``orphans`` what belongs to no tag.
    """

    number: int
    width: float
    height: float
    text: str
    folded: str
    rects: tuple[Rect, ...]
    fonts: frozenset[tuple[str, bool]]
    links: tuple[tuple[str, str], ...]
    trim: Rect = (0.0, 0.0, 0.0, 0.0)
    objects: int = 0
    boxes: Boxes = Boxes()
    unseen: tuple[Unseen, ...] | None = None
    orphans: tuple[Orphan, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A piece of text printed at once: its words, its box, the boxes of its glyphs, height and foot of its line.

    Spaces and combining marks have no glyph here. A piece without glyphs is a second print of the same words nearby,
    of which PDFium tells no more than the box.
    """

    words: str
    box: Rect
    glyphs: tuple[Rect, ...]
    line: float
    foot: float = 0.0


def read_page(document: Any, index: int, contrast: Contrast | None = None) -> PageFacts:
    """Read the page at an index, counted from 0; with a ``contrast`` words are looked for that cannot be read.

    Raises :class:`DamagedError`.
    """
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise DamagedError(f"page {index + 1} cannot be read") from None
    text = text_page.get_text_range()
    rects = tuple(text_page.get_rect(i) for i in range(text_page.count_rects()))
    printed = _printed(page)
    fonts = frozenset(_fonts(printed))
    links = tuple(links_on(document, page))
    width, height = page.get_size()
    trim = page.get_trimbox()
    boxes = Boxes(page.get_mediabox(), trim, page.get_bleedbox())
    faults = _unseen(page, text_page, printed, text, contrast) if contrast else None
    owned = orphans_on(page, text_page)
    return PageFacts(
        index + 1, width, height, text, fold(text), rects, fonts, links, trim, len(printed), boxes, faults, owned
    )


def folded_pages(document: Any) -> Iterator[str]:
    """The text of each page, spelled alike; of a page that cannot be read there is none, which is told elsewhere."""
    for index in range(len(document)):
        with suppress(pypdfium2.PdfiumError):
            yield fold(document[index].get_textpage().get_text_range())


def reopened(pdf: bytes, document: Any) -> Iterator[Any]:
    """What to read every page of, in order: the open document, or where it is large one that is opened anew at times.

    PDFium keeps what it has read of a file, 0.15 MB a page and 2 MB of one with hundreds of links, and leaves as much
    again in pieces when it is closed.
    """
    count = len(document)
    if count <= PAGES_AT_ONCE:
        yield from repeat(document, count)
        return
    for start in range(0, count, PAGES_AT_ONCE):
        with closing(open_in_order(pdf)) as again:
            yield from repeat(again, min(PAGES_AT_ONCE, count - start))
        give_back()


def _unseen(page: Any, text_page: Any, printed: list[Any], text: str, contrast: Contrast) -> tuple[Unseen, ...]:
    from .rendering import unseen  # not before it is needed: it brings numpy

    return tuple(unseen(page, text_page, printed, text, contrast))


def _printed(page: Any) -> list[Any]:
    """The objects of a page that print text."""
    return list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8))


def read_pieces(document: Any, index: int) -> list[Piece]:
    """The pieces of text of the page at an index, counted from 0, with their glyphs.

    Takes several times as long as :func:`read_page`, and is meant for pages in which something is doubtful.
    """
    page = document[index]
    text_page = page.get_textpage()
    found: dict[int, tuple[list[str], list[Rect], list[float], list[float]]] = {}
    for number in range(text_page.count_chars()):
        item = pdfium.FPDFText_GetTextObject(text_page.raw, number)
        if not item or pdfium.FPDFText_IsGenerated(text_page.raw, number) == 1:
            continue
        words, glyphs, lines, feet = found.setdefault(_address(item), ([], [], [], []))
        char = chr(pdfium.FPDFText_GetUnicode(text_page.raw, number))
        words.append(char)
        if not char.isspace() and not unicodedata.category(char).startswith("M"):
            glyphs.append(text_page.get_charbox(number))
            left, bottom, right, top = text_page.get_charbox(number, loose=True)
            lines.append(max(right - left, top - bottom))
            feet.append(bottom)
    pieces = [
        Piece("".join(words).strip(), _around(glyphs), tuple(glyphs), max(lines), min(feet))
        for words, glyphs, lines, feet in found.values()
        if glyphs
    ]
    return pieces + [
        Piece("", item.get_bounds(), (), 0.0)
        for item in _printed(page)
        if item.level == 0 and _address(item.raw) not in found
    ]


def _around(boxes: Sequence[Rect]) -> Rect:
    """The box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _fonts(printed: Iterable[Any]) -> Iterator[tuple[str, bool]]:
    """Name and embedding of the font of every piece of text."""
    fonts = (pdfium.FPDFTextObj_GetFont(item.raw) for item in printed)
    for font in {_address(font): font for font in fonts}.values():
        name = narrow(pdfium.FPDFFont_GetBaseFontName, font)
        yield name.split("+")[-1], bool(pdfium.FPDFFont_GetIsEmbedded(font))


class DamagedError(ValueError):
    """A file that cannot be read; the message says why."""


def open_pdf(pdf: bytes, password: str = "") -> Any:
    """Open a PDF; raises :class:`DamagedError`. The result has to be closed."""
    try:
        return pypdfium2.PdfDocument(pdf, password=password or None)
    except pypdfium2.PdfiumError as error:
        raise DamagedError(_why_closed(pdf, str(error).lower())) from None


def open_in_order(pdf: bytes, password: str = "") -> Any:
    """The same, with the words of a page in an order that does not depend on the file in which the page is.

    PDFium orders the words of all pages by the direction in which a file asks to be read.
    """
    document = open_pdf(pdf, password)
    if not opens_from_right(document):
        return document
    from .binding.glance import opened_from_left

    document.close()
    return open_pdf(opened_from_left(pdf, password), password)


def _why_closed(pdf: bytes, said: str) -> str:
    from .binding.glance import is_empty

    if "password" in said:
        return "it is encrypted"
    return "it has no pages" if is_empty(pdf) else "it is damaged, or no PDF"


def is_encrypted(document: Any) -> bool:
    """Whether a file that opens is encrypted all the same, with an empty password."""
    return bool(pdfium.FPDF_GetSecurityHandlerRevision(document.raw) != -1)


def attachments(document: Any) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file attached to a PDF."""
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        name = wide(pdfium.FPDFAttachment_GetName, attachment.raw)
        try:
            yield name, bytes(attachment.get_data())
        except pypdfium2.PdfiumError:  # an empty one
            yield name, b""


def attached_json(document: Any) -> Iterator[Any]:
    """The JSON files attached to a PDF, parsed; those that are not JSON are passed over."""
    for name, data in attachments(document):
        if name.endswith(".json"):
            try:
                yield json.loads(data)
            except ValueError:
                continue


def text_within(document: Any, index: int, box: Rect) -> str:
    """The text in a rectangle (left, bottom, right, top in points) of the page at an index, counted from 0."""
    left, bottom, right, top = box
    return str(document[index].get_textpage().get_text_bounded(left, bottom, right, top))


def picture(document: Any, index: int) -> bytes:
    """The page at an index, counted from 0, as a small picture in greys of which the longer edge has 400 pixels.

    Raises :class:`DamagedError`.
    """
    try:
        page = document[index]
        return bytes(page.render(scale=_PIXELS / max(*page.get_size(), 1.0), grayscale=True).buffer)
    except pypdfium2.PdfiumError:
        raise DamagedError(f"page {index + 1} cannot be drawn") from None
