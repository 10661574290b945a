"""Blocks on pages or in columns: whatever stands where what is before it ends is planned by this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Generic, TypeVar

PIECE = 12
"""So many pages are typeset at a time: what is being typeset takes 4 to 10 MB of memory a page."""

T = TypeVar("T")


def pieces(pages: int) -> frozenset[int]:
    """The pages, counted from 0, on which all pieces but the first begin: no longer than can be, and about equal."""
    count = max(-(-pages // PIECE), 1)
    return frozenset(pages * number // count for number in range(1, count))


@dataclass(frozen=True)
class Block(Generic[T]):
    """Something on a page: what it is and its height.

    ``above`` is the white above it, which falls away at the top of a page, ``top`` what it takes more there, ``below``
    the white below it, which falls away at the end of one. ``keeps`` is whether the next one has to stand below it.
    Where it may be cut, ``least`` is how much of it stays at least at the end of a page.
    """

    item: T
    height: float
    above: float = 0.0
    top: float = 0.0
    below: float = 0.0
    keeps: bool = False
    least: float = 0.0

    def under(self, page: Sequence[Block[T]]) -> float:
        """What it takes below the others on a page."""
        return self.height + (self.above if page else self.top)


def flow(
    blocks: Sequence[Block[T]], first: float, following: float, most: float = inf
) -> tuple[list[list[Block[T]]], float]:
    """The pages that blocks fill, no more than ``most`` on each, and the white of the last one.

    ``first`` and ``following`` are heights. A block that is cut stands on all its pages; one that is taller than its
    page and may not be cut has one to itself.
    """
    pages: list[list[Block[T]]] = [[]]
    left, kept, last = first, False, len(blocks) - 1
    for number, block in enumerate(blocks):
        need, ahead = block.under(pages[-1]), number
        while blocks[ahead].keeps and ahead < last:
            ahead += 1
            need += min(blocks[ahead].height, blocks[ahead].least or inf)
        stays = not pages[-1] or kept or (block.least and left >= block.least)
        if not stays and (need > left or len(pages[-1]) == most):
            pages.append([])
            left = following
        left -= block.under(pages[-1])
        pages[-1].append(block)
        while left < 0 and block.least:
            pages.append([block])
            left += following
        left, kept = max(left - block.below, 0), block.keeps
    return pages, left
