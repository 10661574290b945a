"""How a brief takes its pages: what is told of findings, and what is tried so that it takes no more than it should.

What is told does not wait for the page: web page and file say the same. So it follows from the words alone, by a
measure of letters a line, and is the same in every edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ...design.measures import Setting
from ...text.units import POINTS_PER_MM
from ..plan.prelims import UPRIGHT, turned_head
from ..view import CityRow, Listed, Place
from .view import BriefView

_FEW, _MORE = 4, 10
"""So many places at most are on one page, and on two."""
_PAGE, _FIXED = 245.0, 118.0
"""What a page has room for, and what head, caveat, headings and sources take of the first, in mm."""
_ROW_OF_THEME, _ROW_OF_TALKS = 5.0, 7.0
_LETTERS, _LINE, _BETWEEN, _PADDING = 46, 4.23, 1.6, 5.0
"""Letters on a line of a column; a line, the white between findings and that of a row, in mm."""
_WIDE, _NARROW = 30.0, 8.0
"""A column of the table of themes is no wider, in mm; in a narrower one marks stand one above the other."""
_MOST = 40
"""So many places at most stand side by side."""
_PADDINGS = (3.0, 2.0, 1.4, 1.0)
"""White above and below every row, in mm, the roomiest first."""


@dataclass(frozen=True)
class BriefPlan:
    """White in the rows of findings, in points; the places of each table of themes, how wide a column of it is (mm), the
    height of turned heads (points), how many at most have upright ones, and whether columns are narrow."""

    padding: float
    matrices: tuple[tuple[Place, ...], ...]
    city_width: float
    head: float
    narrow: bool
    upright: int = UPRIGHT


def pages_for(places: int) -> int:
    """How many pages a brief of so many places should take at most: one up to four, two up to ten."""
    return 1 if places <= _FEW else 2 if places <= _MORE else -(-places // (_MORE // 2))


def plans(view: BriefView, setting: Setting) -> Iterator[BriefPlan]:
    """The ways to set a brief, the roomiest first; who takes the first that has no more pages than it should, or else
    the last, has them whole and on as many pages as they need."""
    places, width = view.places, setting.measures.brief_matrix / POINTS_PER_MM
    alone = len(places) == 1 and not view.is_domain
    tables = 0 if alone else -(-len(places) // _MOST)
    parts = tuple(places[len(places) * n // tables : len(places) * (n + 1) // tables] for n in range(tables))
    widest = max(map(len, parts), default=1)
    head = turned_head(places, setting) if widest > UPRIGHT else 0.0
    tall = _height(view.rows, view.whole) + _FIXED + _ROW_OF_THEME * len(view.tables)
    roomy = tall < 0.8 * _PAGE * pages_for(len(places))
    for padding in _PADDINGS if roomy else _PADDINGS[1:]:
        yield BriefPlan(
            padding * POINTS_PER_MM, parts, round(min(width / widest, _WIDE), 3), head, width / widest < _NARROW
        )


def tells_whole(rows: Sequence[CityRow], places: int, themes: int) -> bool:
    """Whether all words of the findings of a domain have room on the pages that its brief should take."""
    others = _FIXED + _ROW_OF_THEME * themes + (_ROW_OF_TALKS * themes if places > 1 else 0)
    return others + _height(rows, whole=True) <= _PAGE * pages_for(places)


def _height(rows: Collection[CityRow], whole: bool) -> float:
    return sum(max(_column(listed, whole) for listed in row.lists) + _PADDING for row in rows)


def _column(listed: Listed, whole: bool) -> float:
    return sum(_finding(entry.finding.gist.plain, entry.finding.text.plain, whole) for entry in listed.entries)


def _finding(gist: str, text: str, whole: bool) -> float:
    said = (gist, text) if whole else (gist,)
    return sum(-(-len(words) // _LETTERS) * _LINE for words in said) + _BETWEEN
