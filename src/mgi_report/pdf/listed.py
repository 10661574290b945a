"""The findings that a tagged snapshot lists, read back from the finished file by its headings and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .reading import open_pdf
from .tags import Tags, kids, tags_of

_LOCAL = re.compile(r"[A-Z]+\d+\Z")


class ListedItem(NamedTuple):
    """An item with a reference as its label: the headings over it, the reference and its paragraphs."""

    domain: str
    title: str
    local: str
    paragraphs: tuple[str, ...]


def read_listed(pdf: bytes) -> tuple[list[ListedItem], str]:
    """The items of a file in the order of reading, and all its words.

    Raises :class:`DamagedError` for one that cannot be opened.
    """
    items: list[ListedItem] = []
    words: list[str] = []
    for page in open_pdf(pdf):
        with tags_of(page) as tags:
            if tags:
                words.append(tags.all_words)
                for element in tags.top:
                    items += _items(tags, element, ["", ""])
    return items, " ".join(words)


def _items(tags: Tags, element: Any, heads: list[str]) -> Iterator[ListedItem]:
    kind = tags.kind(element)
    if kind in ("H2", "H3"):
        heads[kind == "H3"] = tags.words(element)
    elif kind == "LI":
        below = {tags.kind(kid): kid for kid in kids(element)}
        label = tags.words(below["Lbl"]) if "Lbl" in below else ""
        if _LOCAL.match(label) and "LBody" in below:
            said = (tags.words(kid) for kid in kids(below["LBody"]) if tags.kind(kid) == "P")
            yield ListedItem(heads[0], heads[1], label, tuple(said))
    else:
        for kid in kids(element):
            yield from _items(tags, kid, heads)
