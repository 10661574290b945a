"""Plan of the prelims: how the title is set, where the cities are listed, and how many of them a table of all has room
for. Widths are millimetres."""

from __future__ import annotations

from collections.abc import Sequence
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
_NARROW = 8.0
"""In a narrower column the marks of both lists stand one above the other."""
_ROOMY = 8
"""So many cities at most leave room for large type and the imprint on their page of the contents."""
_TITLE_LINES = 3
_STACKED = 7.0
"""In a column of this width at least a turned head has two lines, the second for country and year."""
_LEAN, _RISE = 0.5, 0.87
"""How far turned lettering goes to the side and how high, by its length (cosine and sine of 60°)."""
_BEGINS = 0.5
"""Where it begins behind the middle of its column at most, in mm."""


@dataclass(frozen=True)
class FrontPlan:
    """Prelims: type size of the title in points; how cities stand on the cover (``one``, ``two``, ``three`` columns or
    ``countries`` alone) and in the contents; the cities of each table of the region, how wide one is, and how many at
    most have upright heads; ``head`` is the height of turned heads and ``row`` that of rows, in points; in ``narrow``
    columns marks stand one above the other, and turned heads on their ends. ``roomy`` is whether the page of the cities
    has room for more; turned heads may be ``stacked``, with country and year in a line of their own.
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
    stacked: bool
    upright: int = UPRIGHT


def plan_front(volume: VolumeView, setting: Setting) -> FrontPlan:
    """Plan the prelims of a volume."""
    m, cities = setting.measures, len(volume.places)
    sizes = (m.cover_title * share for share in (1.0, 0.84, 0.7, 0.6))
    fits = [size for size in sizes if setting.text.lines(volume.title, size, m.measure) <= _TITLE_LINES]
    tables = max(-(-cities // _MOST), 1)
    parts = tuple(volume.places[cities * n // tables : cities * (n + 1) // tables] for n in range(tables))
    widest = max(map(len, parts)) or 1
    size = round(fits[0] if fits else m.cover_title * 0.6, 1)
    width = m.matrix_cities * MM_PER_POINT / widest
    turned = turned_heads(volume.places, width, setting, m.matrix_beside * MM_PER_POINT)
    head = max(m.matrix_turned, turned.height)
    return FrontPlan(
        size,
        _who(volume, setting, size),
        _chosen(cities, (_ONE, "one"), (_TWO, "two")) or "three",
        parts,
        round(min(width, 30.0), 3),
        head,
        _row(volume, setting, head if widest > UPRIGHT else m.matrix_head),
        turned.on_end if widest > UPRIGHT else width < _NARROW,
        cities <= _ROOMY,
        turned.stacked,
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


@dataclass(frozen=True)
class TurnedHeads:
    """Turned heads of columns: how high they are, in points; whether they stand on their ends, and whether in two
    lines; how far they reach beyond the last column, in mm."""

    height: float
    on_end: bool
    stacked: bool
    beyond: float


def turned_heads(places: Sequence[Place], width: float, setting: Setting, beside: float) -> TurnedHeads:
    """Heads of columns that are ``width`` mm wide, in two lines where one would be too long; they stand on their ends
    where columns are narrow, or where they would reach further than ``beside`` (mm) beyond the last."""
    alone = _turned(places, width, setting, beside, stacked=False)
    if width < _STACKED or (not alone.on_end and alone.height <= setting.measures.matrix_turned):
        return alone
    return _turned(places, width, setting, beside, stacked=True)


def _turned(places: Sequence[Place], width: float, setting: Setting, beside: float, *, stacked: bool) -> TurnedHeads:
    m = setting.measures
    parted = [[place.name, f"{place.country}, {place.year}"] for place in places]
    lines = [line if stacked else [", ".join(line)] for line in parted]
    lengths = [max(setting.bold.width(words, m.caption) for words in line) for line in lines]
    left = (len(lengths) - number - 0.5 for number in range(len(lengths)))
    ends = [
        length * MM_PER_POINT * _LEAN + _BEGINS - columns * width for length, columns in zip(lengths, left, strict=True)
    ]
    beyond, longest = max(ends, default=0.0), max(lengths, default=0.0)
    on_end = width < _NARROW or beyond > beside
    height = longest + m.caption if on_end else longest * _RISE + (1 + stacked) * m.caption_line
    return TurnedHeads(height, on_end, stacked, beyond)


def _row(volume: VolumeView, setting: Setting, head: float) -> float:
    """The height of a row of the table of all themes, so that it fits its page below ``head``, in points."""
    m = setting.measures
    rows = sum(chapter.span for chapter in volume.chapters)
    room = m.room - m.title_frame - head - m.matrix_foot
    return min(m.matrix_row, room / max(rows, 1))


def _chosen(cities: int, *steps: tuple[int, str]) -> str:
    return next((name for most, name in steps if cities <= most), "")
