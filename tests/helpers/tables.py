"""Tables of a PDF as assistive technology reads them: every cell by the heads that its tag names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from helpers.volumes import walk


@dataclass(frozen=True)
class Cell:
    """What a cell says and shows, and what its heads say, by their scope."""

    words: str
    pictures: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]


class Tagged:
    """What the tags of a file say."""

    def __init__(self, reader: Any, document: pypdfium2.PdfDocument) -> None:
        self.reader, self.document = reader, document
        self._said: dict[int, dict[int, str]] = {}

    def words(self, element: Any) -> str:
        """All words of an element and those in it, in the order of reading."""
        return " ".join("".join(self._words(element)).split())

    def _words(self, element: Any) -> Iterator[str]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if isinstance(kid, dict) and "/S" in kid:
                yield from self._words(kid)
                yield " " if kid["/S"] not in ("/Span", "/Link") else ""
            elif not isinstance(kid, dict) or kid.get("/Type") == "/MCR":
                inside = isinstance(kid, dict)
                page = kid.get("/Pg", element.get("/Pg")) if inside else element["/Pg"]
                yield self._page(self.reader.get_page_number(page.get_object())).get(
                    int(kid["/MCID"] if inside else kid), ""
                )

    def _page(self, index: int) -> dict[int, str]:
        if index not in self._said:
            found = self._said[index] = {}
            page = self.document[index]
            text = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=6):
                number = raw.FPDFPageObj_GetMarkedContentID(item)
                size = raw.FPDFTextObj_GetText(item, text, None, 0)
                buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
                raw.FPDFTextObj_GetText(item, text, buffer, size)
                words = bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")
                found[number] = f"{found.get(number, '')}{words}"
        return self._said[index]

    def tables(self, root: Any) -> Iterator[list[Cell]]:
        """The cells of every table below an element that are no heads."""
        for table in walk(root):
            if table["/S"] == "/Table":
                cells = [item for item in walk(table) if item["/S"] in ("/TH", "/TD")]
                heads = {str(item["/ID"]): item for item in cells if item["/S"] == "/TH"}
                yield [self._cell(item, heads) for item in cells if item["/S"] == "/TD"]

    def _cell(self, cell: Any, heads: dict[str, Any]) -> Cell:
        named = [heads[str(name)] for name in attribute(cell, "/Headers", [])]
        rows, columns = (
            tuple(self.words(item) for item in named if attribute(item, "/Scope", "") == scope)
            for scope in ("/Row", "/Column")
        )
        pictures = tuple(str(item["/Alt"]) for item in walk(cell) if item["/S"] == "/Figure")
        return Cell(self.words(cell), pictures, rows, columns)


def attribute(element: Any, name: str, default: Any) -> Any:
    """An attribute of an element; it may have several groups of them."""
    own = element.get("/A", [])
    own = own.get_object() if hasattr(own, "get_object") else own
    return next(
        (group.get_object()[name] for group in (own if isinstance(own, list) else [own]) if name in group), default
    )
