"""Blocks of text in columns on pages: planned from the widths of words, since balancing columns is slow in the engine.

Lengths are points. Columns are filled from the first to the last; on the last page they end at about the same height.
A block may take more room where a column begins with it, for a heading that is repeated there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

Columns = tuple[tuple[T, ...], ...]
"""The columns of one page, each with its blocks."""


def _nothing(_: object) -> float:
    return 0.0


def fill_columns(
    blocks: Sequence[tuple[T, float]],
    count: int,
    first: float,
    following: float,
    top: Callable[[T], float] = _nothing,
) -> list[Columns[T]]:
    """Set blocks, given with their heights, into ``count`` columns a page; ``first`` and ``following`` are page
    heights, ``top`` tells what more a block takes at the top of a column.
    """
    pages: list[Columns[T]] = []
    rest, room = list(blocks), first
    while rest:
        columns, left = _filled(rest, count, room, top)
        if not left:
            columns = _balanced(rest, count, room, top)
        elif not any(columns):  # not even one block fits: a page of its own takes it
            columns, left = (((rest[0][0],),), rest[1:])
        pages.append(columns)
        rest, room = left, following
    return pages


def used(blocks: Sequence[tuple[T, float]], columns: Columns[T], top: Callable[[T], float] = _nothing) -> float:
    """The height of the tallest column."""
    heights = {id(block): height for block, height in blocks}
    return max(
        (sum(heights[id(block)] for block in column) + top(column[0]) for column in columns if column), default=0.0
    )


def _filled(
    blocks: Sequence[tuple[T, float]], count: int, room: float, top: Callable[[T], float]
) -> tuple[Columns[T], list[tuple[T, float]]]:
    columns: list[list[T]] = [[] for _ in range(count)]
    column, height = 0, 0.0
    for index, (block, tall) in enumerate(blocks):
        if columns[column] and height + tall > room:
            column, height = column + 1, 0.0
        if column == count or tall + (0.0 if columns[column] else top(block)) > room:
            return tuple(map(tuple, columns)), list(blocks[index:])
        height += tall if columns[column] else tall + top(block)
        columns[column].append(block)
    return tuple(map(tuple, columns)), []


def _balanced(blocks: Sequence[tuple[T, float]], count: int, room: float, top: Callable[[T], float]) -> Columns[T]:
    low, high = sum(height for _, height in blocks) / count, room
    best, _ = _filled(blocks, count, room, top)
    while high - low > 4:
        middle = (low + high) / 2
        columns, left = _filled(blocks, count, middle, top)
        if left:
            low = middle
        else:
            best, high = columns, middle
    return best
