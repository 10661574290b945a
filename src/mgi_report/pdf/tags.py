"""The tags of a page as PDFium gives them: types, words, texts that stand in for pictures, languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from ..text.typography import is_right_to_left
from .navigation import wide


class Tags:
    """The elements on one page, in the order of reading. They are valid while the page's tree is open."""

    def __init__(self, tree: Any, page: Any) -> None:
        self._tree, self._page = tree, page
        self._read: dict[int, str] = {}

    @cached_property
    def _text_page(self) -> Any:
        return self._page.get_textpage()

    @cached_property
    def _objects(self) -> dict[int, list[Any]]:
        """The objects of type in the marked content of the page, by its number."""
        found: dict[int, list[Any]] = {}
        for item in self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
            if (mark := pdfium.FPDFPageObj_GetMarkedContentID(item)) >= 0:
                found.setdefault(mark, []).append(item)
        return found

    def _said(self, mark: int) -> str:
        """What the marked content of this number says, read when it is asked for."""
        if mark not in self._read:
            said = (wide(pdfium.FPDFTextObj_GetText, item, self._text_page) for item in self._objects.get(mark, ()))
            self._read[mark] = in_order(list(said))
        return self._read[mark]

    @property
    def all_words(self) -> str:
        """All words on the page, also those that belong to no tag."""
        return str(self._text_page.get_text_range())

    @property
    def top(self) -> Iterator[Any]:
        """The elements from which all others are reached."""
        for number in range(pdfium.FPDF_StructTree_CountChildren(self._tree)):
            if element := pdfium.FPDF_StructTree_GetChildAtIndex(self._tree, number):
                yield element

    def walk(self) -> Iterator[Any]:
        """All elements, those above before those below."""
        for element in self.top:
            yield from self.within(element)

    def within(self, element: Any) -> Iterator[Any]:
        """An element and all below it, in the same order."""
        yield element
        for kid in kids(element):
            yield from self.within(kid)

    def kind(self, element: Any) -> str:
        """The type of an element, such as ``TD``."""
        return wide(pdfium.FPDF_StructElement_GetType, element)

    def identifier(self, element: Any) -> str:
        """Its identifier; nothing where it has none."""
        return wide(pdfium.FPDF_StructElement_GetID, element)

    def language(self, element: Any) -> str:
        """The language that it names; nothing where it is that of what it stands in."""
        return wide(pdfium.FPDF_StructElement_GetLang, element)

    def instead(self, element: Any) -> str:
        """The text that stands in for it."""
        return wide(pdfium.FPDF_StructElement_GetAltText, element)

    def words(self, element: Any) -> str:
        """All that it says, in the order of reading."""
        return " ".join("".join(self._words(element)).split())

    def _words(self, element: Any) -> Iterator[str]:
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if kid := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
                yield from self._words(kid)
                yield "" if self.kind(kid) in ("Span", "Link") else " "
            else:
                yield self._said(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number))

    def lines(self, element: Any) -> list[str]:
        """What it says, piece by piece: a piece ends where a line, or type of one kind, does."""
        return [said for mark in self.content(element) if (said := self._said(mark).strip())]

    def content(self, element: Any) -> Iterator[int]:
        """The numbers of the marked content in it and in all below it, in the order of reading."""
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if kid := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
                yield from self.content(kid)
            elif (mark := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)) >= 0:
                yield mark


@contextmanager
def tags_of(page: Any) -> Iterator[Tags | None]:
    """The tags of a page that is open in PDFium; none where the file has no tags."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        yield Tags(tree, page) if tree else None
    finally:
        if tree:
            pdfium.FPDF_StructTree_Close(tree)


def kids(element: Any) -> Iterator[Any]:
    """The elements right below one."""
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if kid := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
            yield kid


def in_order(pieces: Sequence[str]) -> str:
    """Pieces of a line, painted from left to right, as they are read.

    Where the line runs to the left, so do its pieces; those in the other direction that stand together do not among
    themselves (Unicode Standard Annex 9, L2). A mark of punctuation is painted with the piece that it stands beside.
    """
    if len(pieces) < 2:
        return pieces[0] if pieces else ""
    turned = [is_right_to_left(piece) for piece in pieces]
    if not any(turned):
        return "".join(pieces)
    runs = groupby(zip(turned, pieces, strict=True), lambda item: item[0])
    read = ([piece for _, piece in run][:: -1 if right else 1] for right, run in runs)
    return "".join(piece for run in reversed(list(read)) for piece in run)
