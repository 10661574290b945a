"""The heads of a table of themes by cities: upright over few columns, slanted over more, on end where names are long.

Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import cos, radians, sin
from typing import NamedTuple

from ...design.measures import Setting
from ...text.units import MM_PER_POINT
from ..view import ChapterView, Place

UPRIGHT = 6
"""So many cities at most have heads that are not turned."""
_WIDEST, _NARROW = 30.0, 8.0
"""A column of marks is no wider, in mm; in a narrower one the marks of both lists stand one above the other."""
_LEAN, _RISE = cos(radians(60.0)), sin(radians(60.0))
"""How far slanted lettering goes to the side and how high, by its length."""
_STEP = 3.0
_STRETCH = 1.35
"""So much higher than in the measures a row may be where the table takes several pages."""


@dataclass(frozen=True)
class Columns:
    """The columns of cities: how wide they are in mm, whether marks stand one above the other in them, how high their
    heads are, and whether these stand on end, in as many lines as there is room for.
    """

    width: float
    narrow: bool
    head: float
    steep: bool


class Table(NamedTuple):
    """What columns of cities share: a ``measure``, ``least`` so much height where heads are upright, and the room
    ``beside`` the last one into which slanted heads may reach.
    """

    measure: float
    least: float
    beside: float


def columns_for(places: Sequence[Place], abreast: int, table: Table, setting: Setting) -> Columns:
    """The columns of so many cities abreast at most; ``places`` are all that get a head."""
    measure, least, beside = table
    width = min(measure / max(abreast, 1), _WIDEST / MM_PER_POINT)
    narrow = width * MM_PER_POINT < _NARROW
    if abreast <= UPRIGHT:
        head, steep = max(least, _upright(places, setting, width)), False
    else:
        head, steep = _turned(places, setting, width, 0.0 if narrow else beside + width / 2)
    return Columns(round(width * MM_PER_POINT, 3), narrow, head, steep)


def _upright(places: Iterable[Place], setting: Setting, width: float) -> float:
    """The height with room for names over countries and years."""
    m, (_, text, bold) = setting.measures, setting
    measure, head = width - 2 * m.matrix_gap, 0.0
    for place in places:
        name = m.caption.height(bold, place.stacked, measure)
        year = m.caption.height(text, f"{place.country}, {place.year}", measure)
        head = max(head, name + year + m.matrix_gap)
    return head


def _turned(places: Iterable[Place], setting: Setting, width: float, reach: float) -> tuple[float, bool]:
    """The height with room for the longest name, and whether heads stand on end, as slanted ones would go further than
    they may ``reach`` from the middle of their columns.
    """
    m, bold = setting.measures, setting.bold
    names = [f"{place.name}, {place.country}, {place.year}" for place in places]
    longest = max((bold.width(name, m.caption) for name in names), default=0.0)
    if longest * _LEAN <= reach and longest * _RISE + m.caption <= m.matrix_turned:
        return float(m.matrix_turned), False
    lines = max(int((width - m.matrix_gap) // m.caption_line), 1)
    talls = count(m.matrix_turned - m.caption, _STEP)
    tall = next(tall for tall in talls if all(bold.lines(name, m.caption, tall) <= lines for name in names))
    return tall + m.caption, True


def sheets_of(chapters: Sequence[ChapterView], head: float, setting: Setting) -> tuple[tuple[int, ...], ...]:
    """The numbers of the chapters on each page of a table, as few pages as hold their rows below the height
    of ``head`` and all that is said around them."""
    for pages in range(1, len(chapters) + 1):
        sheets = [chapters[len(chapters) * n // pages : len(chapters) * (n + 1) // pages] for n in range(pages)]
        if all(_least(sheet, setting) <= _room(head, setting) for sheet in sheets):
            break
    return tuple(tuple(chapter.number for chapter in sheet) for sheet in sheets)


def row_for(chapters: Iterable[ChapterView], head: float, setting: Setting, *, roomy: bool = False) -> float:
    """The height of a row, so that all of them fit a page with ``head`` and all that is said around them; a little more
    where pages have few rows and so are ``roomy``."""
    m, sheet = setting.measures, [*chapters]
    rows = sum(chapter.span for chapter in sheet)
    more = _least(sheet, setting) - rows * (m.caption_line + m.matrix_rule)
    return min(m.matrix_row * (_STRETCH if roomy else 1.0), (_room(head, setting) - more) / max(rows, 1))


def _room(head: float, setting: Setting) -> float:
    m = setting.measures
    return m.room - m.title_frame - head - m.matrix_foot


def _least(chapters: Iterable[ChapterView], setting: Setting) -> float:
    """The height of rows without any white between them."""
    m = setting.measures
    names = (table.name for chapter in chapters for table in chapter.tables)
    return sum(m.caption.height(setting.text, name, m.matrix_topic_text) + m.matrix_rule for name in names)
