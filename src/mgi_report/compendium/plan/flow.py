"""Blocks on pages or in columns: an estimate of where the engine ends a page, and of what is typeset by itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PIECE = 12
"""So many pages are typeset at a time: what is being typeset takes 4 to 10 MB of memory a page."""
_DENSE = 6
"""The same of pages with hundreds of links, which take 15 MB."""

T = TypeVar("T")
Name = TypeVar("Name", bound=Hashable)


def pieces(pages: int) -> frozenset[int]:
    """The pages, counted from 0, on which all pieces but the first begin: no longer than can be, and about equal."""
    count = max(-(-pages // PIECE), 1)
    return frozenset(pages * number // count for number in range(1, count))


def begins(heights: Iterable[tuple[Name, float]], page: float, *, dense: bool = False) -> frozenset[Name]:
    """With which of some things, that follow one another, a piece begins; heights and that of a page are points.

    ``dense`` pages take more memory, and are fewer in a piece.
    """
    listed, most = list(heights), (min(PIECE, _DENSE) if dense else PIECE) * page
    found: list[Name] = []
    total, filled = sum(height for _, height in listed), 0.0
    count = max(-(-total // most), 1)
    for name, height in listed:
        if filled >= total * (len(found) + 1) / count:
            found.append(name)
        filled += height
    return frozenset(found)


@dataclass(frozen=True)
class Block(Generic[T]):
    """Something on a page or in a column: what it is and its height in points.

    ``above`` is the white above it, which falls away at the top, ``top`` what it takes more there. ``keeps`` is whether
    the next one has to stand below it.
    """

    item: T
    height: float
    above: float = 0.0
    top: float = 0.0
    keeps: bool = False

    def under(self, page: Sequence[Block[T]]) -> float:
        """What it takes below the others on a page."""
        return self.height + (self.above if page else self.top)


def flow(blocks: Sequence[Block[T]], first: float, following: float) -> tuple[list[list[Block[T]]], float]:
    """The pages that blocks fill, and the white of the last one.

    ``first`` and ``following`` are heights. A block that is taller than its page has one to itself.
    """
    pages: list[list[Block[T]]] = [[]]
    left, kept, last = first, False, len(blocks) - 1
    for number, block in enumerate(blocks):
        need, ahead = block.under(pages[-1]), number
        while blocks[ahead].keeps and ahead < last:
            ahead += 1
            need += blocks[ahead].height
        if pages[-1] and not kept and need > left:
            pages.append([])
            left = following
        left, kept = max(left - block.under(pages[-1]), 0), block.keeps
        pages[-1].append(block)
    return pages, left
