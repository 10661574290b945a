"""The table of themes: the domains one after the other in three columns of a like height, on as many pages as it takes.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

COLUMNS = 3
_PRECISION = 2.0
"""How much higher than they need to be columns may be, in points."""


@dataclass(frozen=True)
class Part:
    """What of a domain stands in one column: entries from ``start`` up to ``stop``, with the head where that is 0."""

    domain: int
    start: int
    stop: int


@dataclass(frozen=True)
class ThemePage:
    """The columns of a page of themes, and the height of the highest."""

    columns: tuple[tuple[Part, ...], ...]
    height: float


@dataclass(frozen=True)
class _Unit:
    """Entries of a domain that stay together: from ``start`` up to ``stop``."""

    domain: int
    start: int
    stop: int
    height: float


def fill(domains: Sequence[Sequence[float]], room: float, *, whole: bool = False) -> tuple[ThemePage, ...]:
    """Fill pages of a height with domains, each given by the heights of its entries; the first one with its head.

    A ``whole`` domain goes on in no other column, unless it is higher than the page.
    """
    units = [unit for number, heights in enumerate(domains) for unit in _units(number, heights, room, whole=whole)]
    pages: list[ThemePage] = []
    while units:
        columns = _flow(units, room)[:COLUMNS]
        taken = sum(map(len, columns))
        if taken == len(units):
            columns = _level(units, room)
        pages.append(ThemePage(tuple(map(_parts, columns)), max(map(_height, columns))))
        units = units[taken:]
    return tuple(pages)


def _units(domain: int, heights: Sequence[float], room: float, *, whole: bool) -> Iterator[_Unit]:
    """The entries of a domain, the last one with the one before it: what a domain ends with stands alone nowhere."""
    count = len(heights)
    edges = [*range(count + 1)]
    if whole and sum(heights) <= room:
        edges = [0, count]
    elif count > 1 and sum(heights[-2:]) <= room:
        edges.remove(count - 1)
    for start, stop in pairwise(edges):
        yield _Unit(domain, start, stop, sum(heights[start:stop]))


def _level(units: Sequence[_Unit], room: float) -> list[list[_Unit]]:
    """Columns as low as they can be."""
    low, high = _height(units) / COLUMNS, room
    while high - low > _PRECISION:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_flow(units, middle)) <= COLUMNS else (middle, high)
    return _flow(units, high)


def _flow(units: Sequence[_Unit], room: float) -> list[list[_Unit]]:
    """Columns of a height, each filled before the next; one holds at least a unit."""
    columns: list[list[_Unit]] = []
    left = 0.0
    for unit in units:
        if not columns or unit.height > left:
            columns.append([])
            left = room
        columns[-1].append(unit)
        left -= unit.height
    return columns


def _height(units: Sequence[_Unit]) -> float:
    return sum(unit.height for unit in units)


def _parts(column: Sequence[_Unit]) -> tuple[Part, ...]:
    groups = ([*group] for _, group in groupby(column, attrgetter("domain")))
    return tuple(Part(group[0].domain, group[0].start, group[-1].stop) for group in groups)
