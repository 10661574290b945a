"""Blocks on pages or in columns: an estimate of where the engine ends a page, and of what is typeset by itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from math import ceil
from typing import Generic, TypeVar

PIECE = 12
"""So many pages are typeset at a time: what is being typeset takes 4 to 10 MB of memory a page."""
_DENSE = 6
"""The same of pages with hundreds of links, which take 15 MB."""

CLOSE = 4.0
"""How exactly columns are balanced, in points."""
_TOGETHER = 2
"""So many entries at least stand together at the top and at the foot of a column."""

_LONGEST, _DEAR = 1.5, 10.0
"""A piece may be so much longer where that fills its last page; what every page beyond counts against white ones."""
_DOUBT = 0.15
"""So much of a page more may be needed than is foreseen: what would have a few lines on its last page costs most."""
_UNEQUAL = 3.0
"""So many times as many things as others a piece may have."""

T = TypeVar("T")
Name = TypeVar("Name", bound=Hashable)

Columns = tuple[tuple[T, ...], ...]
"""The columns of one page, each with its blocks."""


def pieces(pages: int) -> frozenset[int]:
    """The pages, counted from 0, on which all pieces but the first begin: no longer than can be, and about equal."""
    count = max(-(-pages // PIECE), 1)
    return frozenset(pages * number // count for number in range(1, count))


def begins(heights: Iterable[tuple[Name, float]], page: float) -> frozenset[Name]:
    """With which of some things, that follow one another, a piece begins; heights and that of a page are points."""
    listed, most = list(heights), PIECE * page
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


@dataclass(frozen=True)
class Running:
    """Pages that hold what goes on from one to the next: their ``room``, the ``head`` that is said again there, what a
    break leaves white (``lost``), and the ``least`` room in which a thing begins. Points.
    """

    room: float
    head: float
    lost: float
    least: float

    def filled(self, heights: Iterable[float]) -> float:
        """How many pages things of these heights take, and how much of the last one."""
        page, down = 0, 0.0
        for height in heights:
            if down and self.room - down < self.least:
                page, down = page + 1, 0.0
            while height > self.room - down:
                height -= self.room - down - self.lost
                page, down = page + 1, self.head
            down += height
        return page + down / self.room


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


def kept(entries: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Entries below one head so that no column begins or ends with a single one of them."""
    if len(entries) < 2 * _TOGETHER:
        yield tuple(entries)
        return
    yield tuple(entries[:_TOGETHER])
    for entry in entries[_TOGETHER:-_TOGETHER]:
        yield (entry,)
    yield tuple(entries[-_TOGETHER:])


def cuts(parts: Sequence[tuple[Name, Sequence[Block[T]]]], pages: int, room: float) -> frozenset[Name]:
    """With which of some parts, each of blocks, a piece begins, as each does on a page of its own: the last pages of
    all are filled best. They take so many ``pages`` in all, each with ``room``."""
    count = min(max(-(-pages // PIECE), 1), max(len(parts), 1))
    names = [name for name, _ in parts]
    return _cheapest(names, count, lambda one, end: _price(parts[one:end], room))


def cuts_of_running(heights: Sequence[tuple[Name, float]], pages: Running, *, dense: bool) -> frozenset[Name]:
    """The same of things that go on from page to page, of so many points each; ``dense`` pages are fewer in a piece."""
    most = min(PIECE, _DENSE) if dense else PIECE

    def price(one: int, end: int) -> float:
        filled = pages.filled([height for _, height in heights[one:end]])
        return -(filled + _DOUBT) % 1 + _DEAR * max(filled - _LONGEST * most, 0.0)

    count = max(ceil(sum(height for _, height in heights) / pages.room / most), 1)
    return _cheapest([name for name, _ in heights], min(count, len(heights)), price)


def _cheapest(names: Sequence[Name], count: int, price: Callable[[int, int], float]) -> frozenset[Name]:
    """With which of some things so many pieces begin, but the first, that they cost least in all."""
    if count <= 1:
        return frozenset()
    longest = ceil(_UNEQUAL * len(names) / count)
    priced = cache(price)
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        ways = {
            end: min((ways[one][0] + priced(one, end), (*ways[one][1], one)) for one in begun)
            for end in range(1, len(names) + 1)
            if (begun := [one for one in range(max(end - longest, 0), end) if one in ways])
        }
    return frozenset(names[number] for number in ways[len(names)][1][1:])


def _price(parts: Sequence[tuple[Name, Sequence[Block[T]]]], room: float) -> float:
    """What counts against a piece: the white of its last page, and every page that it is too long."""
    pages, white = flow([block for _, blocks in parts for block in blocks], room, room)
    return white / room + _DEAR * max(len(pages) - _LONGEST * PIECE, 0.0)


def fill_columns(
    blocks: Sequence[Block[T]], count: int, first: float, following: float
) -> tuple[list[Columns[T]], float]:
    """Set blocks into ``count`` columns a page; ``first`` and ``following`` are page heights.

    Returns the pages, and the height of the tallest column of the last one.
    """
    pages: list[list[list[Block[T]]]] = []
    rest, room = list(blocks), first
    while rest:
        columns = _filled(rest, count, room)
        filled = sum(map(len, columns))
        if filled == len(rest):
            columns = _balanced(rest, count, room)
        elif not filled:  # not even one block fits: a page of its own takes it
            columns, filled = [rest[:1]], 1
        pages.append(columns)
        rest, room = rest[filled:], following
    columns = [column for page in pages[-1:] for column in page if column]
    tall = max((column[0].top + sum(block.height for block in column) for column in columns), default=0.0)
    return [tuple(tuple(block.item for block in column) for column in page) for page in pages], tall


def _filled(blocks: Sequence[Block[T]], count: int, room: float) -> list[list[Block[T]]]:
    """The columns of one page, up to a block that is taller than they are."""
    columns, _ = flow(blocks, room, room)
    fitting = list(takewhile(lambda column: column[0].top + column[0].height <= room, columns[:count]))
    return fitting + [[]] * (count - len(fitting))


def _balanced(blocks: Sequence[Block[T]], count: int, room: float) -> list[list[Block[T]]]:
    low, high = sum(block.height for block in blocks) / count, room
    best = _filled(blocks, count, room)
    while high - low > CLOSE:
        middle = (low + high) / 2
        columns = _filled(blocks, count, middle)
        if sum(map(len, columns)) < len(blocks):
            low = middle
        else:
            best, high = columns, middle
    return best
