"""Tables as assistive technology reads them: every cell with the words of the heads that its tag names.

Nothing is told by where a cell stands: heads are found by the identifiers in the attribute ``Headers`` of a cell
(ISO 32000-1, 14.8.5.7), in the tag tree that PDFium gives of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from .navigation import wide_aside
from .tags import Tags, kids, tags_of


@dataclass(frozen=True)
class Cell:
    """A cell that is no head: its page from 1, what it says, the texts of its pictures, and what its heads say; whether
    it goes on with a row that was begun before: its head says nothing, or its heads are those of a cell above it."""

    page: int
    words: str
    pictures: tuple[str, ...]
    heads: frozenset[str]
    goes_on: bool = False


def read_cells(opened: Iterable[tuple[int, Any]]) -> Iterator[Cell]:
    """The cells on some pages, given by their index, from 0, and the document that is open for them.

    A head may stand on an earlier one of these pages.
    """
    heads: dict[str, str] = {}
    row = ""
    for index, document in opened:
        with tags_of(document[index]) as tags:
            if not tags:
                continue
            found = [cell for element in tags.top for cell in _cells(tags, element)]
            heads |= {tags.identifier(item): tags.words(item) for item in found if tags.kind(item) == "TH"}
            headed: set[frozenset[str]] = set()
            for item in (item for item in found if tags.kind(item) == "TD"):
                named = heads_of(item, heads, row)
                row = named[0] if named else row
                pictures = (tags.instead(part) for part in tags.within(item) if tags.kind(part) == "Figure")
                named_by = frozenset(headers(item))
                goes_on = not all(map(heads.get, named_by)) or named_by in headed
                headed.add(named_by)
                yield Cell(index + 1, tags.words(item), tuple(pictures), frozenset(named), goes_on)


def repeated_heads(opened: Iterable[Any]) -> list[str]:
    """What heads of columns say again where their table goes on on a next page, page by page."""
    known: set[str] = set()
    again: list[str] = []
    for page in opened:
        with tags_of(page) as tags:
            if not tags:
                continue
            parts = (part for element in tags.top for part in tags.within(element))
            rows = [row for part in parts if tags.kind(part) == "THead" for row in kids(part)]
            said = [tags.words(cell) for row in rows for cell in kids(row)]
        again += [words for words in said if words in known]
        known |= set(said)
    return again


def heads_of(cell: Any, heads: Mapping[str, str], row: str) -> list[str]:
    """What the heads of a cell say, that of its row first; ``heads`` are those of the pages so far.

    A row that goes on, below or on the next page, has a head there that is empty: what it says is ``row``, the head of
    the row before.
    """
    names = headers(cell)
    return [words for name in names if (words := heads.get(name) or row)]


def _cells(tags: Tags, element: Any) -> Iterator[Any]:
    """Heads and cells of all tables in an element, in the order of reading."""
    if tags.kind(element) in ("TH", "TD"):
        yield element
        return
    for kid in kids(element):
        yield from _cells(tags, kid)


def headers(element: Any) -> Iterator[str]:
    """The identifiers of the heads of a cell."""
    for number in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
        group = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, number)
        value = pdfium.FPDF_StructElement_Attr_GetValue(group, b"Headers") if group else None
        for index in range(pdfium.FPDF_StructElement_Attr_CountChildren(value) if value else 0):
            name = pdfium.FPDF_StructElement_Attr_GetChildAtIndex(value, index)
            yield wide_aside(pdfium.FPDF_StructElement_Attr_GetStringValue, name)
