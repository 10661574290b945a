"""Copyfitting of the prelims: columns of the contents, and where the small wheels of the cities stand.

Heights are millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...design.measures import Measure, Measures, Setting
from ...figures.wheel import FIGURE
from ...text.units import POINTS_PER_MM
from ...text.widths import Metrics
from ..view import Place, VolumeView
from .flow import Block, flow

_CAUTION = 0.96
_PARTS, _GROUPS = 13, 4
"""Lines and headings of the contents beside the cities."""
_ROW_FOOT, _MOST_FOOT = 5.0, 7.0
"""The white below a row of wheels, and the most that is added to it to fill a page."""
_FEW, _LARGEST, _GUTTER = 5, 50.0, 5.0


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
        return self.diameter / FIGURE.diameter

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


def plan_front(volume: VolumeView, setting: Setting, *, with_map: bool) -> FrontPlan:
    """Plan what depends on the number of cities, so that no page holds a few lines left over from the one before."""
    return _Prelims(volume, *setting).plan(with_map=with_map)


@dataclass(frozen=True)
class _Prelims:
    volume: VolumeView
    measures: Measures
    text: Metrics
    bold: Metrics

    def plan(self, *, with_map: bool) -> FrontPlan:
        columns, apart = self._contents()
        m, unmapped, above = self.measures, self.volume.unmapped, 0.0
        if with_map:
            above = m.map_frame + (m.caption.height(self.text, unmapped, m.measure) if unmapped else 0.0)
        return FrontPlan(columns, apart, self._wheels(self.volume.places, above / POINTS_PER_MM))

    def _contents(self) -> tuple[int, bool]:
        m = self.measures
        listed = {
            1: self._listed(1, m.toc, m.toc_frame, m.toc_text),
            2: self._listed(2, m.toc_2, m.toc_2_frame, m.toc_2_text),
            3: self._listed(3, m.toc_3, m.toc_3_frame, m.toc_3_text),
        }
        room = m.room - m.contents_title - _PARTS * m.contents_line - _GROUPS * m.contents_group
        for columns, height in listed.items():
            if height <= room:
                return columns, False
        room = m.room - 2 * m.contents_group - m.contents_line
        return next((columns for columns in (2, 3) if listed[columns] <= room), 3), True

    def _listed(self, columns: int, type_: Measure, frame: float, measure: float) -> float:
        """The height of the cities in columns that end at about the same height."""
        words = [f"{place.name}, {place.country}" for place in self.volume.places]
        heights = [type_.height(self.text, line, measure * _CAUTION) + frame for line in words]
        return sum(heights) / columns + (max(heights) if columns > 1 else 0)

    def _wheels(self, places: Sequence[Place], above: float) -> WheelPlan:
        m = self.measures
        room = (m.room - m.contents_title - m.facts_first - m.facts_row * len(places)) / POINTS_PER_MM - above
        if len(places) <= _FEW:
            diameter = self._diameter(max(len(places), 3))
            tall = diameter + self._caption(places, diameter)
            if (m.part_above + m.wheels_head) / POINTS_PER_MM + tall <= room:
                return WheelPlan((tuple(places),), diameter, self._step(max(len(places), 3)), True)
        candidates = [self._paged(places, count) for count in ((3,) if len(places) <= 9 else (4, 5))]
        return min(candidates, key=lambda plan: plan.pages)

    def _paged(self, places: Sequence[Place], count: int) -> WheelPlan:
        diameter, page = self._diameter(count), self.measures.room / POINTS_PER_MM + _ROW_FOOT
        rows = tuple(tuple(places[start : start + count]) for start in range(0, len(places), count))
        blocks = [Block(row, diameter + self._caption(row, diameter) + _ROW_FOOT) for row in rows]
        rooms = (page - self.measures.wheels_head / POINTS_PER_MM, page)
        pages, _ = flow(blocks, *rooms)
        pages, _ = flow(blocks, *rooms, most=-(-len(blocks) // len(pages)))
        left = [rooms[number > 0] - sum(block.height for block in on) for number, on in enumerate(pages)]
        foot = min(left) / max(map(len, pages))
        opens = tuple(1 + sum(map(len, pages[:number])) for number in range(1, len(pages)))
        return WheelPlan(rows, diameter, self._step(count), False, _ROW_FOOT + min(foot, _MOST_FOOT), opens)

    def _step(self, count: int) -> float:
        """The distance of two wheels, from centre to centre."""
        return (self.measures.measure / POINTS_PER_MM + _GUTTER) / count

    def _diameter(self, count: int) -> float:
        return min(self._step(count) - _GUTTER, _LARGEST, 40.0 if count > 3 else _LARGEST)

    def _caption(self, row: Sequence[Place], diameter: float) -> float:
        m, measure = self.measures, diameter * _CAUTION * POINTS_PER_MM
        lines = [
            self.bold.lines(place.name, m.wheel_name, measure)
            + self.text.lines(f"{place.country}, p. 0000", m.wheel_name, measure)
            for place in row
        ]
        return m.wheel_name_above / POINTS_PER_MM + max(lines) * round(m.wheel_name_line / POINTS_PER_MM, 1)
