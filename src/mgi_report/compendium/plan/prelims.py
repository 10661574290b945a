"""Plan of the prelims: how the title is set, where the cities are listed, and how many of them a table of all has room
for. Widths are millimetres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...design.measures import Setting
from ...text.units import MM_PER_POINT
from ..view import Place, VolumeView

UPRIGHT = 6
"""So many cities at most have heads that are not turned."""
_MOST = 40
"""So many cities at most stand side by side."""
_FEW, _SOME, _LISTED = 12, 36, 90
"""So many cities stand on the cover in one, two and three columns at most, where their names leave room for that."""
_BARE = 60
"""So many cities stand there with their countries at most."""
_ONE, _TWO = 24, 66
"""So many cities stand in one column of the contents and in two at most."""
_WIDEST = 30.0
"""As wide as a column of marks is at most, in mm."""
_NARROW = 8.0
"""In a narrower column the marks of both lists stand one above the other."""
_ROOMY = 8
"""So many cities at most leave room for large type and the imprint on their page of the contents."""
_TITLE_LINES = 3


@dataclass(frozen=True)
class FrontPlan:
    """Prelims: type size of the title in points; how cities stand on the cover (``one``, ``two``, ``three`` columns or
    ``countries`` alone) and in the contents; the cities of each table of the region, how wide one is, and how many at
    most have upright heads; ``head`` is the height of turned
    heads and ``row`` that of rows, in points; in ``narrow``
    columns marks stand one above the other. ``roomy`` is whether the page of the cities has room for more.
    """

    title_size: float
    who: str
    columns: str
    matrices: tuple[tuple[Place, ...], ...]
    city_width: float
    head: float
    row: float
    narrow: bool
    roomy: bool
    upright: int = UPRIGHT


def plan_front(volume: VolumeView, setting: Setting) -> FrontPlan:
    """Plan the prelims of a volume."""
    m, cities = setting.measures, len(volume.places)
    sizes = (m.cover_title * share for share in (1.0, 0.84, 0.7, 0.6))
    fits = [size for size in sizes if setting.text.lines(volume.title, size, m.measure) <= _TITLE_LINES]
    tables, head = max(-(-cities // _MOST), 1), turned_head(volume.places, setting)
    parts = tuple(volume.places[cities * n // tables : cities * (n + 1) // tables] for n in range(tables))
    widest = max(map(len, parts)) or 1
    width = m.matrix_cities / widest
    size = round(fits[0] if fits else m.cover_title * 0.6, 1)
    return FrontPlan(
        size,
        _who(volume, setting, size),
        _chosen(cities, (_ONE, "one"), (_TWO, "two")) or "three",
        parts,
        round(min(width * MM_PER_POINT, _WIDEST), 3),
        head,
        _row(volume, setting, head if widest > UPRIGHT else _upright_head(volume.places, setting, width)),
        width * MM_PER_POINT < _NARROW,
        cities <= _ROOMY,
    )


def _who(volume: VolumeView, setting: Setting, title_size: float) -> str:
    """How the cities stand on the cover, so that they end below all that is said above them."""
    m, cities = setting.measures, len(volume.places)
    title = setting.text.lines(volume.title, title_size, m.measure) * title_size * m.cover_title_leading
    room = m.page_height - m.cover_frame - title - m.who_above - m.who_foot
    names = [f"{place.name} {place.country}" if cities <= _BARE else place.name for place in volume.places]
    ways = (
        (_FEW, "one", 1, m.who, m.measure),
        (_SOME, "two", 2, m.who, m.who_two),
        (_LISTED, "three", 3, m.who_small, m.who_three),
    )
    for most, way, columns, size, measure in ways:
        lines = [setting.bold.lines(name, size, measure) for name in names]
        tallest = -(-sum(lines) // columns) + max(lines, default=1) - 1
        if cities <= most and tallest * size.line <= room:
            return way
    return "countries"


def turned_head(places: Iterable[Place], setting: Setting) -> float:
    """The height of a turned head with room for the longest name, in points."""
    m = setting.measures
    names = (f"{place.name}, {place.country}, {place.year}" for place in places)
    return max([m.matrix_turned, *(setting.bold.width(name, m.caption) + m.caption for name in names)])


def _upright_head(places: Iterable[Place], setting: Setting, width: float) -> float:
    """The height of heads with room for names over countries and years in columns of a width, in points."""
    m, (_, text, bold) = setting.measures, setting
    measure = min(width, _WIDEST / MM_PER_POINT) - 2 * m.matrix_gap
    head: float = m.matrix_head
    for place in places:
        name = m.caption.height(bold, place.stacked, measure)
        year = m.caption.height(text, f"{place.country}, {place.year}", measure)
        head = max(head, name + year + m.matrix_gap)
    return head


def _row(volume: VolumeView, setting: Setting, head: float) -> float:
    """The height of a row of the table of all themes, so that it fits its page below ``head``, in points."""
    m = setting.measures
    rows = sum(chapter.span for chapter in volume.chapters)
    room = m.room - m.title_frame - head - m.matrix_foot
    return min(m.matrix_row, room / max(rows, 1))


def _chosen(cities: int, *steps: tuple[int, str]) -> str:
    return next((name for most, name in steps if cities <= most), "")
