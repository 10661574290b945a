"""Copyfitting of the prelims: columns of the contents, and where the small wheels of the cities stand.

Heights are millimetres and follow the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...figures.wheel import DIAMETER
from ...snapshot.plan.pages import MM
from ...text.widths import Metrics
from ..view import Place, VolumeView

PAGE = 255.0
_CAUTION = 0.96
_HEAD, _GROUP, _LINE = 11.2, 12.6, 7.5
"""The heading of a page; a heading within the contents; one of its lines."""
_PARTS, _GROUPS = 13, 4
"""Lines and headings of the contents beside the cities."""
_COLUMNS = ((1, 10.0, 2.65, 180.0), (2, 8.6, 1.85, 86.0), (3, 8.0, 1.45, 56.0))
"""Columns of cities, their type size in points, what a line has above and below, and their width."""
_NUMBER = 11.0
"""What a page number takes of a line."""
_MAP, _TABLE_HEAD, _ROW = 136.0, 6.6, 6.4
_WHEELS_HEAD, _APART_HEAD = 26.0, 19.0
_ROW_FOOT, _MOST_FOOT = 5.0, 7.0
"""The white below a row of wheels, and the most that is added to it to fill a page."""
_FEW, _LARGEST, _GUTTER = 5, 50.0, 5.0
_CAPTION_SIZE, _CAPTION_LINE = 8.6, 4.1
_NOTE_SIZE, _NOTE_LINE = 7.8, 3.75
"""Words below the map: their size in points, and the height of a line."""


@dataclass(frozen=True)
class WheelPlan:
    """The small wheels: rows of places, their diameter, and whether they stand below the table of cities.

    ``foot`` is the white below a row; ``opens`` are the rows, counted from 1, before which a new page begins.
    """

    rows: tuple[tuple[Place, ...], ...]
    diameter: float
    step: float
    together: bool
    foot: float = 0.0
    opens: tuple[int, ...] = ()

    @property
    def scale(self) -> float:
        """The size in proportion to the wheel of a snapshot."""
        return self.diameter / DIAMETER

    @property
    def pages(self) -> int:
        """How many pages the wheels have for themselves."""
        return 0 if self.together else 1 + len(self.opens)


@dataclass(frozen=True)
class FrontPlan:
    """Columns of the cities in the contents, whether they have a page for themselves, and the wheels."""

    columns: int
    apart: bool
    wheels: WheelPlan


def plan_front(volume: VolumeView, text: Metrics, bold: Metrics, *, with_map: bool) -> FrontPlan:
    """Plan what depends on the number of cities, so that no page holds a few lines left over from the one before."""
    columns, apart = _contents(volume.places, text)
    under = text.lines(volume.unmapped, _NOTE_SIZE, 180 * MM) * _NOTE_LINE if volume.unmapped else 0.0
    return FrontPlan(columns, apart, _wheels(volume.places, text, bold, _MAP + under if with_map else 0.0))


def _contents(places: Sequence[Place], text: Metrics) -> tuple[int, bool]:
    room = PAGE - _HEAD - _PARTS * _LINE - _GROUPS * _GROUP
    for columns, size, padding, width in _COLUMNS:
        if _listed(places, text, columns, size, padding, width) <= room:
            return columns, False
    room = PAGE - 2 * _GROUP - _LINE
    for columns, size, padding, width in _COLUMNS[1:]:
        if _listed(places, text, columns, size, padding, width) <= room:
            return columns, True
    return _COLUMNS[-1][0], True


def _listed(places: Sequence[Place], text: Metrics, columns: int, size: float, padding: float, width: float) -> float:
    """The height of the cities in columns that end at about the same height."""
    measure = (width - _NUMBER) * _CAUTION * MM
    heights = [
        text.lines(f"{place.name}, {place.country}", size, measure) * size * 1.35 / MM + padding for place in places
    ]
    return sum(heights) / columns + (max(heights) if columns > 1 else 0)


def _wheels(places: Sequence[Place], text: Metrics, bold: Metrics, above: float) -> WheelPlan:
    room = PAGE - _HEAD - above - _TABLE_HEAD - _ROW * len(places)
    if len(places) <= _FEW:
        diameter = _diameter(max(len(places), 3))
        tall = diameter + _caption(places, diameter, text, bold)
        if _WHEELS_HEAD + tall <= room:
            return WheelPlan((tuple(places),), diameter, _step(max(len(places), 3)), True)
    candidates = [_paged(places, count, text, bold) for count in ((3,) if len(places) <= 9 else (4, 5))]
    return min(candidates, key=lambda plan: plan.pages)


def _paged(places: Sequence[Place], count: int, text: Metrics, bold: Metrics) -> WheelPlan:
    diameter = _diameter(count)
    rows = tuple(tuple(places[start : start + count]) for start in range(0, len(places), count))
    heights = [diameter + _caption(row, diameter, text, bold) + _ROW_FOOT for row in rows]
    pages = _pages(heights, len(heights))
    pages = _pages(heights, -(-len(heights) // len(pages)))
    foot = min(_room(number) + _ROW_FOOT - sum(page) for number, page in enumerate(pages)) / max(map(len, pages))
    opens = tuple(1 + sum(map(len, pages[:number])) for number in range(1, len(pages)))
    return WheelPlan(rows, diameter, _step(count), False, _ROW_FOOT + min(foot, _MOST_FOOT), opens)


def _pages(heights: Sequence[float], most: int) -> list[list[float]]:
    """Rows on pages, no more than ``most`` on each."""
    pages: list[list[float]] = [[]]
    for tall in heights:
        if pages[-1] and (sum(pages[-1]) + tall > _room(len(pages) - 1) + _ROW_FOOT or len(pages[-1]) == most):
            pages.append([])
        pages[-1].append(tall)
    return pages


def _room(page: int) -> float:
    """The height for rows on a page of wheels, counted from 0."""
    return PAGE - (0 if page else _APART_HEAD)


def _step(count: int) -> float:
    """The distance of two wheels, from centre to centre."""
    return (180 + _GUTTER) / count


def _diameter(count: int) -> float:
    return min(_step(count) - _GUTTER, _LARGEST, 40.0 if count > 3 else _LARGEST)


def _caption(row: Sequence[Place], diameter: float, text: Metrics, bold: Metrics) -> float:
    measure = diameter * _CAUTION * MM
    lines = [
        bold.lines(place.name, _CAPTION_SIZE, measure) + text.lines(f"{place.country}, p. 0000", _CAPTION_SIZE, measure)
        for place in row
    ]
    return 1.6 + max(lines) * _CAPTION_LINE
