"""How a brief takes its pages: what is told of findings, how much white there is, and what is tried where it misses.

Everything follows from the widths of words; what is told of findings is the same in every edition. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...design.measures import Setting
from ...text.units import POINTS_PER_MM
from ..plan.chapter import TALL, row_height
from ..plan.heads import UPRIGHT, Columns, Table, columns_for
from ..view import Card, CityRow, Place
from .view import BriefView

_FEW, _MORE = 4, 10
"""So many places at most are on one page, and on two."""
_MOST = 40
"""So many places at most stand side by side."""
_PADDINGS = (3.2, 2.6, 2.0, 1.5, 1.1)
"""White above and below every row, in mm, the roomiest first."""
_SURE = 1.05
"""So much of a page may be planned to be filled: lines hold a little more than is counted here. Where that is too much,
there is less white to be tried."""
_HOPEFUL = 1.03
"""So much of a page may be filled in a way to set it that is still tried: of 158 ways that fitted none took more, of 62
that did not a third."""
_HEAD_LINES = 2.4
"""So many lines the heads of places take at least, with what is left below them."""
_LITTLE = 0.35
"""What would leave no more than this on a last page is set in small type, where that saves the page."""


@dataclass(frozen=True)
class BriefPlan:
    """White in the rows of findings, and whether all their type is small; the pages that they are likely to take; the
    places of each table of themes, how wide a column of it is (mm) and whether that is narrow, the height of heads,
    whether turned ones are steep and how many places at most have upright ones; the rows within which a page may
    end, as tables of themes have them.
    """

    padding: float
    dense: bool
    pages: int
    matrices: tuple[tuple[Place, ...], ...]
    city_width: float
    head: float
    narrow: bool
    steep: bool
    long: frozenset[tuple[str, str]]
    upright: int = UPRIGHT


def pages_for(places: int, *, domain: bool) -> int:
    """How many pages a brief of so many places should take at most: one up to four, two up to ten, then one for five; a
    domain of several places, which has a table of themes besides, one more."""
    pages = 1 if places <= _FEW else 2 if places <= _MORE else -(-places // (_MORE // 2))
    return pages + (domain and places > 1)


def plans(view: BriefView, setting: Setting) -> Iterator[BriefPlan]:
    """How to set a brief, and how where that takes more pages than planned: with as little white as there may be, and
    with small type."""
    room = setting.measures.brief_room * _SURE
    most = pages_for(len(view.places), domain=view.is_domain)
    before, after = _before(view, setting), _after(view, setting)
    besides, rows = before + after, [_row(row, setting, view.whole) for row in view.rows]
    tall = besides + _padded(rows, _PADDINGS[-1])
    over = tall % room if room < tall <= most * room else 0.0
    dense = view.whole and (tall > most * room or 0 < over < _LITTLE * room)
    if dense:
        small = [row_height(row, setting, small=True) for row in view.rows]
        full = (tall - over) / _SURE if over else most * room
        dense = besides + _padded(small, _PADDINGS[-1]) <= full
        rows, room = (small, room / _SURE if over else room) if dense else (rows, room)
    pages = int(-(-(besides + _padded(rows, _PADDINGS[-1])) // room))
    fits = (padding for padding in _PADDINGS if besides + _padded(rows, padding) <= pages * room)
    heights = zip(view.rows, rows, strict=True)
    long = frozenset(("", row.place.identity) for row, height in heights if height > TALL * setting.measures.brief_room)
    matrices = tuple(_matrices(view))
    columns = _columns(view, setting)
    ways = [(next(fits, _PADDINGS[-1]), dense), (_PADDINGS[-1], dense), (_PADDINGS[-1], view.whole and pages <= most)]
    for padding, small_type in _hopeful(dict.fromkeys(ways), view, setting, pages, (before, after)):
        yield BriefPlan(
            padding=padding * POINTS_PER_MM,
            dense=small_type,
            pages=pages,
            matrices=matrices,
            city_width=columns.width,
            head=columns.head,
            narrow=columns.narrow,
            steep=columns.steep,
            long=long,
        )


def _hopeful(
    ways: Iterable[tuple[float, bool]], view: BriefView, setting: Setting, pages: int, besides: tuple[float, float]
) -> Iterator[tuple[float, bool]]:
    """White and type with which rows that are not parted may take no more than so many pages; the last way always."""
    *ways, last = ways
    for padding, small in ways:
        rows = [row_height(row, setting, small=small) if view.whole else _row(row, setting, False) for row in view.rows]
        if _pages(rows, padding, besides, setting) <= pages:
            yield padding, small
    yield last


def _pages(rows: Sequence[float], padding: float, besides: tuple[float, float], setting: Setting) -> int:
    """How many pages are filled by what stands above the rows of findings, by the rows, of which only tall ones are
    parted, and by what stands below them, which stays together where it can."""
    m, pages, (filled, after) = setting.measures, 1, besides
    room = m.brief_room * _HOPEFUL
    heights = [*(row + 2 * padding * POINTS_PER_MM for row in rows), after - m.brief_list_head]
    for height in heights:
        if filled + height > room and height <= TALL * m.brief_room:
            pages, filled = pages + 1, m.brief_list_head
        filled += height
        while filled > room:
            pages, filled = pages + 1, filled - room + m.brief_list_head
    return pages


def tells_whole(view: BriefView, setting: Setting) -> bool:
    """Whether all words of its findings have room, in small type at least, on the pages that a brief should take; else
    it tells their gists."""
    rows = [row_height(row, setting, small=True) for row in view.rows]
    room = setting.measures.brief_room * pages_for(len(view.places), domain=view.is_domain)
    return _before(view, setting) + _after(view, setting) + _padded(rows, _PADDINGS[-1]) <= room


def _matrices(view: BriefView) -> Iterator[tuple[Place, ...]]:
    """The places of each table of themes; of one theme the table of findings says all that it would."""
    places = view.places
    tables = -(-len(places) // _MOST) if view.is_domain else 0
    return (places[len(places) * n // tables : len(places) * (n + 1) // tables] for n in range(tables))


def _columns(view: BriefView, setting: Setting) -> Columns:
    """The columns of the tables of themes."""
    m, abreast = setting.measures, max(map(len, _matrices(view)), default=1)
    return columns_for(view.places, abreast, Table(m.brief_matrix, _HEAD_LINES * m.caption_line, 0.0), setting)


def _padded(rows: Sequence[float], padding: float) -> float:
    return sum(rows) + len(rows) * 2 * padding * POINTS_PER_MM


def _row(row: CityRow, setting: Setting, whole: bool) -> float:
    if whole:
        return row_height(row, setting)
    m = setting.measures
    columns = zip(row.lists, (m.cell_text, m.cell_last), strict=True)
    return max(
        m.running_text_line + m.caption_line,
        *(
            sum(
                m.caption.height(setting.text, f"{entry.finding.gist.marked} {entry.local}", width) + m.brief_gist
                for entry in listed.entries
            )
            for listed, width in columns
        ),
    )


def _before(view: BriefView, setting: Setting) -> float:
    """The height of all that stands above the findings."""
    m, text, places = setting.measures, setting.text, view.places
    title = text.lines(view.name, m.title, m.brief_text) * m.title_line
    where = " ".join(f"{place.name}, {place.country}, {place.edition_within}nnn" for place in places)
    head = m.brief_head_frame + title + m.running_text.height(text, where, m.brief_text)
    opening = m.running_text.height(text, view.covers, m.measure) + m.brief_caveat_frame
    opening += m.running_text.height(text, view.volume.caveat, m.measure - 8 * POINTS_PER_MM)
    tables = sum(1 for _ in _matrices(view))
    matrices = tables * _columns(view, setting).head
    matrices += tables * len(view.tables) * m.brief_row + bool(tables) * (2 * m.caption_line + m.brief_table)
    found = m.brief_heading + bool(view.rows) * (m.brief_list_head + bool(view.silent) * 2 * m.caption_line)
    return head + opening + matrices + found


def _after(view: BriefView, setting: Setting) -> float:
    """The height of all that stands below the findings."""
    m, text = setting.measures, setting.text
    sources = [f"{place.name} {place.code} {''.join(run.text for run in place.source)}" for place in view.places]
    beside = m.measure - m.qr - 6 * POINTS_PER_MM
    lines = sum(m.caption.height(text, words, beside) + m.caption_line for words in sources)
    notes = sum(m.caption.height(text, note, beside) for note in view.notes)
    end = m.brief_end_frame + lines + notes + len(sources) * m.brief_source
    contacts = len(view.contacts) * m.caption_line
    return _talks(view, setting) + contacts + end


def _talks(view: BriefView, setting: Setting) -> float:
    """The height of the table that says who could talk to whom."""
    m, text = setting.measures, setting.text
    if len(view.places) == 1 or not view.rows:
        return 0.0
    kind, first = (m.caption, m.brief_topic) if view.is_domain else (m.running_text, 0.0)
    column = (m.measure - first) / 2 - 7 * POINTS_PER_MM
    rows = (max(kind.height(text, _said(card, side), column) for side in (0, 1)) for card in view.cards)
    head = m.caption_line + 3 * m.brief_talk if view.cards else m.running_text_line
    return m.brief_heading + head + sum(height + 2 * m.brief_talk for height in rows)


def _said(card: Card, side: int) -> str:
    places = [item for _, items in card.sides[side].groups for item in items]
    return "; ".join(f"{place.name} {', '.join(item.local for item in references)}" for place, references in places)
