"""Tables as assistive technology reads them: every cell with the words of the heads that its tag names.

Nothing is told by where a cell stands: heads are found by the identifiers in the attribute ``Headers`` of a cell
(ISO 32000-1, 14.8.5.7), in the tag tree that PDFium gives of a page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Cell:
    """A cell that is no head: its page from 1, what it says, the texts of its pictures, and what its heads say."""

    page: int
    words: str
    pictures: tuple[str, ...]
    heads: frozenset[str]


def read_cells(opened: Iterable[tuple[int, Any]]) -> Iterator[Cell]:
    """The cells on some pages, given by their index, from 0, and the document that is open for them.

    A head may stand on an earlier one of these pages.
    """
    heads: dict[str, str] = {}
    for index, document in opened:
        page = document[index]
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            continue
        try:
            reader = _Page(_words_by_mark(page))
            found = [*reader.cells(tree)]
            heads |= {reader.identifier(item): reader.words(item) for item in found if reader.kind(item) == "TH"}
            for item in (item for item in found if reader.kind(item) == "TD"):
                named = frozenset(heads[name] for name in reader.headers(item) if name in heads)
                yield Cell(index + 1, reader.words(item), tuple(reader.pictures(item)), named)
        finally:
            pdfium.FPDF_StructTree_Close(tree)


class _Page:
    """The tags of one page."""

    def __init__(self, words: dict[int, str]) -> None:
        self._marked = words

    def cells(self, tree: Any) -> Iterator[Any]:
        """Heads and cells of all tables, in the order of reading."""
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from self._cells(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))

    def _cells(self, element: Any) -> Iterator[Any]:
        if self.kind(element) in ("TH", "TD"):
            yield element
            return
        for kid in _kids(element):
            yield from self._cells(kid)

    def kind(self, element: Any) -> str:
        """The type of an element, such as ``TD``."""
        return _text(pdfium.FPDF_StructElement_GetType, element)

    def identifier(self, element: Any) -> str:
        """Its identifier; nothing where it has none."""
        return _text(pdfium.FPDF_StructElement_GetID, element)

    def words(self, element: Any) -> str:
        """All that it says, in the order of reading."""
        return " ".join("".join(self._words(element)).split())

    def _words(self, element: Any) -> Iterator[str]:
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if kid := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
                yield from self._words(kid)
                yield "" if self.kind(kid) in ("Span", "Link") else " "
            else:
                yield self._marked.get(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number), "")

    def pictures(self, element: Any) -> Iterator[str]:
        """The texts that stand in for the pictures in it."""
        if self.kind(element) == "Figure":
            yield _text(pdfium.FPDF_StructElement_GetAltText, element)
        for kid in _kids(element):
            yield from self.pictures(kid)

    def headers(self, element: Any) -> Iterator[str]:
        """The identifiers of its heads."""
        for number in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
            group = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, number)
            value = pdfium.FPDF_StructElement_Attr_GetValue(group, b"Headers") if group else None
            for index in range(pdfium.FPDF_StructElement_Attr_CountChildren(value) if value else 0):
                name = pdfium.FPDF_StructElement_Attr_GetChildAtIndex(value, index)
                yield _string(name)


def _kids(element: Any) -> Iterator[Any]:
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if kid := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
            yield kid


def _text(function: Callable[..., int], element: Any) -> str:
    """A text of PDFium's that comes in a buffer."""
    size = function(element, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    function(element, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _string(value: Any) -> str:
    size = ctypes.c_ulong()
    pdfium.FPDF_StructElement_Attr_GetStringValue(value, None, 0, size)
    buffer = ctypes.create_string_buffer(max(size.value, 2))
    pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, size.value, size)
    return buffer.raw[: max(size.value - 2, 0)].decode("utf-16-le", "replace")


def _words_by_mark(page: Any) -> dict[int, str]:
    """What the marked content of a page says, by its number."""
    found: dict[int, str] = {}
    text_page = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        number = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if number < 0:
            continue
        size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
        buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
        pdfium.FPDFTextObj_GetText(item, text_page, buffer, size)
        found[number] = found.get(number, "") + bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")
    return found
