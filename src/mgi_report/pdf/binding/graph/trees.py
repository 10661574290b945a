"""Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), read from anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary, String

from ..parts import Labels
from ..source import listed, text_of

_DEPTH = 50


def entries(tree: Any, key: str, depth: int = 0, seen: set[Any] | None = None) -> Iterator[tuple[Any, Any]]:
    """Pairs of a tree; ``key`` is ``/Names`` or ``/Nums``. What is broken or goes in a circle is passed over."""
    seen = set() if seen is None else seen
    if not isinstance(tree, Dictionary) or depth > _DEPTH or (tree.is_indirect and tree.objgen in seen):
        return
    seen.add(tree.objgen)
    items = listed(tree.get(key))
    yield from zip(items[::2], items[1::2], strict=False)
    for kid in listed(tree.get("/Kids")):
        yield from entries(kid, key, depth + 1, seen)


def names_of(tree: Any) -> dict[bytes, Any]:
    """A name tree as a mapping; the first of equal names counts."""
    found: dict[bytes, Any] = {}
    for name, value in entries(tree, "/Names"):
        if isinstance(name, String):
            found.setdefault(bytes(name), value)
    return found


def numbers_of(tree: Any) -> list[tuple[int, Any]]:
    """A number tree as pairs in order."""
    pairs = ((int(number), value) for number, value in entries(tree, "/Nums") if isinstance(number, int))
    return sorted(pairs, key=lambda pair: pair[0])


def labels_of(root: Any) -> list[tuple[int, Labels]]:
    """The page labels that a catalog lists, each with the index of its first page."""
    return [
        (index, Labels(str(entry.get("/S", "/"))[1:], text_of(entry.get("/P")), int(entry.get("/St", 1))))
        for index, entry in numbers_of(root.get("/PageLabels"))
    ]
