"""Blocks of text in columns on pages: planned from the widths of words, since balancing columns is slow in the engine.

Lengths are points. Columns are filled from the first to the last; on the last page they end at about the same height.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

Columns = tuple[tuple[T, ...], ...]
"""The columns of one page, each with its blocks."""


def fill_columns(blocks: Sequence[tuple[T, float]], count: int, first: float, following: float) -> list[Columns[T]]:
    """Set blocks, given with their heights, into ``count`` columns a page; ``first`` and ``following`` are page
    heights.
    """
    pages: list[Columns[T]] = []
    rest, room = list(blocks), first
    while rest:
        columns, left = _filled(rest, count, room)
        if not left:
            columns = _balanced(rest, count, room)
        elif not any(columns):  # not even one block fits: a page of its own takes it
            columns, left = (((rest[0][0],),), rest[1:])
        pages.append(columns)
        rest, room = left, following
    return pages


def used(blocks: Sequence[tuple[T, float]], columns: Columns[T]) -> float:
    """The height of the tallest column."""
    heights = {id(block): height for block, height in blocks}
    return max((sum(heights[id(block)] for block in column) for column in columns), default=0.0)


def _filled(blocks: Sequence[tuple[T, float]], count: int, room: float) -> tuple[Columns[T], list[tuple[T, float]]]:
    columns: list[list[T]] = [[] for _ in range(count)]
    column, height = 0, 0.0
    for index, (block, tall) in enumerate(blocks):
        if columns[column] and height + tall > room:
            column, height = column + 1, 0.0
        if column == count or tall > room:
            return tuple(map(tuple, columns)), list(blocks[index:])
        columns[column].append(block)
        height += tall
    return tuple(map(tuple, columns)), []


def _balanced(blocks: Sequence[tuple[T, float]], count: int, room: float) -> Columns[T]:
    low, high = sum(height for _, height in blocks) / count, room
    best, _ = _filled(blocks, count, room)
    while high - low > 4:
        middle = (low + high) / 2
        columns, left = _filled(blocks, count, middle)
        if left:
            low = middle
        else:
            best, high = columns, middle
    return best
