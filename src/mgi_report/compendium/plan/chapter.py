"""Copyfitting of a chapter: the white in its tables is as wide as its pages are filled best. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from ...design.measures import Measure, Setting
from ...text.typography import NBSP
from ...text.units import POINTS_PER_MM
from ..view import ChapterView, CityRow, Listed, ThemeTable
from .flow import Block, cuts, flow

_PADDINGS = (2.0, 1.7, 2.4, 1.4, 2.9, 1.1, 3.4, 4.0)
"""White above and below every row, in mm, the usual first."""
_BETWEEN = (8.0, 6.5, 10.0, 5.0)
"""White between two themes, in mm."""
_LEAST, _MOST = 0.5, 0.94
"""A last page should be filled so far at least; one that is fuller might run over, since this is an estimate."""
_SURE, _RULE = 1.002, 1.2
"""What rows take beside the heights of their lines: a hair in all that is set, and the rule below them (points)."""
TALL = 0.7
"""A page may end within rows that take so much of one; such a row is a table of its own."""


@dataclass(frozen=True)
class ChapterPlan:
    """White in the rows and between themes, in points; the pages it is likely to take, and the fill of the last.

    ``pieces`` are the themes with which a piece begins that is typeset by itself, ``long`` the rows so tall that a page
    may end within them, by theme and city.
    """

    padding: float
    between: float
    pieces: frozenset[str]
    long: frozenset[tuple[str, str]]
    pages: int
    fill: float


def plan_chapter(chapter: ChapterView, setting: Setting, titles: Sequence[str]) -> ChapterPlan:
    """Plan the pages of a chapter from the words that will stand in its tables, those of both lists in their heads."""
    m, rows = setting.measures, [(table, row) for table in chapter.themes for row in table.rows]
    columns = zip(titles, (m.list_head_text, m.list_head_last), strict=True)
    head = m.theme_head + max(m.caption.height(setting.bold, title, width) for title, width in columns)
    heights = {(table.slug, row.place.identity): row_height(row, setting) for table, row in rows}
    plans = [
        _planned(chapter, setting, heights, head, padding * POINTS_PER_MM, between * POINTS_PER_MM)
        for between in _BETWEEN
        for padding in _PADDINGS
    ]
    plan, parts = min(plans, key=lambda planned: _cost(planned[0]))
    return replace(plan, pieces=cuts(parts, plan.pages, setting.measures.room))


def _cost(plan: ChapterPlan) -> float:
    unusual = abs(plan.padding / POINTS_PER_MM - _PADDINGS[0]) + 0.3 * abs(plan.between / POINTS_PER_MM - _BETWEEN[0])
    unsure = max(_LEAST - plan.fill, 0) * 10 + max(plan.fill - _MOST, 0) * 20
    return unsure + 0.4 * (1 - plan.fill) + 0.2 * plan.pages + 0.6 * unusual


def _planned(
    chapter: ChapterView,
    setting: Setting,
    of_rows: Mapping[tuple[str, str], float],
    head: float,
    padding: float,
    between: float,
) -> tuple[ChapterPlan, list[tuple[str, list[Block[str]]]]]:
    """A plan without pieces, and the blocks of each theme."""
    m = setting.measures
    parts, long = [], []
    for table in chapter.themes:
        rows = [(row, _SURE * of_rows[table.slug, row.place.identity] + 2 * padding + _RULE) for row in table.rows]
        tall = {row.place.identity for row, height in rows if height > TALL * m.room}
        long += [(table.slug, place) for place in tall]
        parts.append((table.slug, [*_rows(table, rows, tall, setting, head, between)]))
    blocks = [block for _, part in parts for block in part]
    pages, left = flow(blocks, m.room, m.room) if blocks else ([], 0.0)
    return ChapterPlan(padding, between, frozenset(), frozenset(long), len(pages), 1 - left / m.room), parts


def _rows(
    table: ThemeTable,
    rows: list[tuple[CityRow, float]],
    tall: Set[str],
    setting: Setting,
    theme_head: float,
    between: float,
) -> Iterator[Block[str]]:
    """A theme as blocks: its name and its head stand with the first row, what it does not say with the last; rows of
    ``tall`` cities and those that follow them have a head above them."""
    m, (_, first), silent = setting.measures, rows[0], _silent(table, setting)
    head = theme_head - m.heading_line - m.theme_below
    yield Block(table.slug, theme_head + first + (silent if len(rows) == 1 else 0), above=between)
    for (before, _), (row, height) in pairwise(rows):
        below = silent if row is rows[-1][0] else 0
        apart = head + m.tables_between if tall & {before.place.identity, row.place.identity} else 0.0
        yield Block(table.slug, height + below, above=apart, top=head)


def _silent(table: ThemeTable, setting: Setting) -> float:
    if not table.silent:
        return 0.0
    m, names = setting.measures, ", ".join(place.name for place in table.silent)
    return m.silent_above + m.caption.height(setting.text, f"Not mentioned: {names}. It may still exist.", m.measure)


def row_height(row: CityRow, setting: Setting, *, small: bool = False) -> float:
    """The height of a row without the white above and below its text; ``small`` with all its text as captions are."""
    m = setting.measures
    kind = m.caption if small else m.running_text
    name = m.running_text.height(setting.bold, row.place.name, m.side_text)
    where = m.caption.height(setting.text, f"{row.place.country}, {row.place.year}", m.side_text)
    cells = zip(row.lists, (m.cell_text, m.cell_last), strict=True)
    return max(name + where, *(_cell(listed, setting, width, kind) for listed, width in cells))


def _cell(listed: Listed, setting: Setting, width: float, kind: Measure) -> float:
    m, (_, text, bold), tall = setting.measures, setting, 0.0
    for entry in listed.entries:
        view = entry.finding
        if not view.stands_in:
            tall += m.caption.height(bold.speaking(view.gist.language), view.gist.plain, width)
        tall += kind.height(text.speaking(view.text.language), f"{view.text.marked}{NBSP}{view.local}", width)
    if listed.also or not listed.entries:
        words = "; ".join(f"{item.local} ({item.theme})" for item in listed.also)
        tall += m.caption.height(text, f"See also {words}", width)
    return tall + m.finding_between * max(len(listed.entries) + bool(listed.also) - 1, 0)
