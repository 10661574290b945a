"""Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7): read from anybody, written in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, String

LEAF = 64
"""Names in one node of a tree that is written."""

_DEPTH = 50


def entries(tree: Any, key: str, depth: int = 0, seen: set[Any] | None = None) -> Iterator[tuple[Any, Any]]:
    """Pairs of a tree; ``key`` is ``/Names`` or ``/Nums``. What is broken or goes in a circle is passed over."""
    seen = set() if seen is None else seen
    if not isinstance(tree, Dictionary) or depth > _DEPTH or (tree.is_indirect and tree.objgen in seen):
        return
    seen.add(tree.objgen)
    flat = tree.get(key)
    if isinstance(flat, Array):
        items = list(flat)
        yield from zip(items[::2], items[1::2], strict=False)
    kids = tree.get("/Kids")
    for kid in kids if isinstance(kids, Array) else ():
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
    return sorted(
        ((int(number), value) for number, value in entries(tree, "/Nums") if isinstance(number, int)), key=_first
    )


def _first(pair: tuple[int, Any]) -> int:
    return pair[0]


def name_tree(volume: pikepdf.Pdf, names: dict[bytes, Any]) -> Any:
    """Write a name tree: names in the order of their bytes, in leaves of 64."""
    pairs = sorted(names.items())
    return _tree(volume, [(String(name), value) for name, value in pairs], "/Names")


def number_tree(volume: pikepdf.Pdf, numbers: Sequence[tuple[int, Any]]) -> Any:
    """Write a number tree from pairs that are in order."""
    return _tree(volume, numbers, "/Nums")


def _tree(volume: pikepdf.Pdf, pairs: Sequence[tuple[Any, Any]], key: str) -> Any:
    leaves = []
    for start in range(0, len(pairs), LEAF):
        part = pairs[start : start + LEAF]
        flat = Array([item for pair in part for item in pair])
        if len(pairs) <= LEAF:
            return volume.make_indirect(Dictionary({key: flat}))
        leaves.append(volume.make_indirect(Dictionary({key: flat, "/Limits": Array([part[0][0], part[-1][0]])})))
    return volume.make_indirect(Dictionary(Kids=Array(leaves)) if leaves else Dictionary({key: Array([])}))
