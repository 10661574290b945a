"""The findings that a tagged file lists, read back from the finished file: by its headings and lists, or by its tables
and the heads of their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .reading import open_pdf
from .tables import heads_of
from .tags import Tags, kids, tags_of

_LOCAL = re.compile(r"[A-Z]+\d+\Z")
_TURNED = re.compile(r"(\d+)([A-Z]+)\Z")
"""A reference as PDFium reads it on a line that runs to the left."""


_LAST = re.compile(r"(?:(?<![^\W\d_])[A-Z]+\d+|\d+[A-Z]+)\Z")
"""A reference that ends a text; where lines run to the left, the space before it may be lost."""


class ListedItem(NamedTuple):
    """An item with a reference as its label: the headings over it, the reference and its paragraphs."""

    domain: str
    title: str
    local: str
    paragraphs: tuple[str, ...]


def read_listed(pdf: bytes, *, by_tags: bool = False) -> tuple[list[ListedItem], str]:
    """The items of a file in the order of reading, and all its words: as PDFium reads lines, or ``by_tags``.

    A list that goes on on the next page has its title again, as a paragraph, and no heading of its domain.

    Raises :class:`DamagedError` for one that cannot be opened.
    """
    items: list[ListedItem] = []
    words: list[str] = []
    heads = ["", ""]
    for page in open_pdf(pdf):
        with tags_of(page) as tags:
            if tags:
                words += map(tags.words, tags.top) if by_tags else [tags.all_words]
                for element in tags.top:
                    items += _items(tags, element, heads)
    return items, " ".join(words)


def _items(tags: Tags, element: Any, heads: list[str]) -> Iterator[ListedItem]:
    kind = tags.kind(element)
    if kind in ("H2", "H3"):
        said = tags.words(element)
        if kind == "H3" or said[:1].isdigit():  # others stand at the end of a page, before its domain goes on
            heads[kind == "H3"] = said
    elif kind == "LI":
        below = {tags.kind(kid): kid for kid in kids(element)}
        label = _TURNED.sub(r"\2\1", tags.words(below["Lbl"])) if "Lbl" in below else ""
        if _LOCAL.match(label) and "LBody" in below:
            paragraphs = (tags.words(kid) for kid in kids(below["LBody"]) if tags.kind(kid) == "P")
            yield ListedItem(heads[0], heads[1], label, tuple(paragraphs))
    else:
        inside = list(kids(element))
        if [tags.kind(kid) for kid in inside] == ["P", "L"]:
            heads[1] = tags.words(inside[0])
        for kid in inside:
            yield from _items(tags, kid, heads)


class CelledItem(NamedTuple):
    """A finding in a cell: the heading over the table, what the heads of the cell say, reference and paragraphs."""

    title: str
    heads: frozenset[str]
    local: str
    paragraphs: tuple[str, ...]


class _Tables:
    """Reads findings in the tables of some pages, one page after the other.

    A row may go on on the next page, and so may a finding: it ends with its reference.
    """

    def __init__(self) -> None:
        self._title, self._heads = "", dict[str, str]()
        self._row = ""
        self._begun: dict[frozenset[str], list[str]] = {}

    def read(self, page: Any) -> list[CelledItem]:
        """The findings that end on a page, in the order of reading."""
        with tags_of(page) as tags:
            return [item for element in tags.top for item in self._items(tags, element)] if tags else []

    def _items(self, tags: Tags, element: Any) -> Iterator[CelledItem]:
        kind = tags.kind(element)
        if kind == "H2":
            self._title = tags.words(element)
        elif kind == "TH":
            self._heads[tags.identifier(element)] = tags.words(element)
        elif kind == "TD":
            named = heads_of(element, self._heads, self._row)
            self._row = named[0] if named else self._row
            heads = frozenset(named)
            for kid in kids(element):
                if tags.kind(kid) == "Div":
                    yield from self._item(tags, kid, heads)
        else:
            for kid in kids(element):
                yield from self._items(tags, kid)

    def _item(self, tags: Tags, element: Any, heads: frozenset[str]) -> Iterator[CelledItem]:
        begun = self._begun.setdefault(heads, [])
        inside = list(kids(element))
        for kid in inside:
            said, labels = tags.words(kid), [tags.words(part) for part in kids(kid) if tags.kind(part) == "Link"]
            if not labels and kid is inside[-1]:  # a reference that leads nowhere is the last word
                labels = _LAST.findall(said)
            local = _TURNED.sub(r"\2\1", labels[-1]) if labels else ""
            if _LOCAL.match(local) and said.endswith(labels[-1]):
                yield CelledItem(self._title, heads, local, (*begun, said.removesuffix(labels[-1])))
                begun.clear()
            else:
                begun.append(said)


def read_celled(pages: Iterable[Any]) -> list[CelledItem]:
    """The findings in the tables of pages that are open in PDFium, in the order of reading."""
    tables = _Tables()
    return [item for page in pages for item in tables.read(page)]


def read_words(pages: Iterable[Any], *, by_tags: bool = False) -> str:
    """All words of pages that are open in PDFium, as :func:`read_listed` has them."""
    words: list[str] = []
    for page in pages:
        with tags_of(page) as tags:
            if tags:
                words += map(tags.words, tags.top) if by_tags else [tags.all_words]
    return " ".join(words)
