"""What stands under heads on a page of the HTML edition: the cells of its tables, and the boxes of either list.

A box is a division with the class of a list (``developed``, ``potential``). Its heads are the last third-level heading
before it and the last fourth-level one before it or in it; what follows is what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..data.model import KINDS
from ..pdf.tables import Cell

_SIGNS = ("b", "i")
_HEADS = ("h3", "h4")


class _Open(NamedTuple):
    """A box or a cell that has not ended: how deep it is, and what has been said in it."""

    depth: int
    words: list[str]
    signs: list[str]


class CellReader:
    """Listens to a page (:func:`..text.hypertext.read_html`); ``cells`` are what it holds under heads.

    What of a cell stands alone in ``b`` and ``i`` are its signs, as pictures are in a PDF; a cell without any has its
    words for one.
    """

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self._tags: list[str] = []
        self._heads: dict[str, str] = {}
        self._columns: list[str] = []
        self._row: list[str] = []
        self._open: _Open | None = None

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        self._tags.append(tag)
        if tag == "table":
            self._columns = []
        elif tag == "tr":
            self._row = []
        elif tag in _HEADS:
            self._heads[tag] = ""
        elif tag in ("td", "th") or (
            tag == "div" and not self._open and set(given.get("class", "").split()) & {*KINDS}
        ):
            self._open = _Open(len(self._tags), [], [])
        elif tag in _SIGNS and self._open:
            self._open.signs.append("")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._open and self._open.depth == len(self._tags):
            self._close(tag, self._open)
        self._tags.pop()

    def words(self, words: str) -> None:
        """Words stand here."""
        if head := next((tag for tag in _HEADS if tag in self._tags), ""):
            self._heads[head] += words
        elif self._open:
            self._open.words.append(words)
            if self._tags[-1] in _SIGNS:
                self._open.signs[-1] += words

    def _close(self, tag: str, said: _Open) -> None:
        words, self._open = "".join(said.words), None
        if tag == "div":
            self.cells.append(Cell(0, words, (), frozenset(self._heads.values())))
        elif tag == "th" and not self._row and "tbody" not in self._tags:
            self._columns.append(words)
        else:
            self._row.append(words)
            if tag == "td" and len(self._row) <= len(self._columns):
                heads = frozenset((self._row[0], self._columns[len(self._row) - 1]))
                self.cells.append(Cell(0, words, tuple(said.signs) or (words,), heads))
