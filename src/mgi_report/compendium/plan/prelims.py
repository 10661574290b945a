"""Plan of the prelims: how the title is set, where the cities are listed, and how many of them a table of all has room
for. Widths are millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from ...design.measures import Setting
from ..view import Place, VolumeView
from .flow import CLOSE, Block, Columns, fill_columns, kept
from .heads import UPRIGHT, Table, columns_for, row_for, sheets_of

_MOST = 40
"""So many cities at most stand side by side."""
_FEW, _SOME, _LISTED = 12, 36, 90
"""So many cities stand on the cover in one, two and three columns at most, where their names leave room for that."""
_BARE = 60
"""So many cities stand there with their countries at most."""
_ONE, _TWO = 24, 66
"""So many cities stand in one column of the contents and in two at most."""
_ROOMY = 8
"""So many cities at most leave room for large type and the imprint on their page of the contents."""
_ENTRIES = 9
"""Lines of the contents at most, but for the domains."""
_TITLE_LINES = 3
_CAUTION = 0.97
_SIGN = "MM"
"""Letters about as wide as the mark of a list."""


@dataclass(frozen=True)
class CountryBlock:
    """Cities of a country that stay together in the contents; its name stands above the ``first`` of them, and again
    where a column begins."""

    country: str
    places: tuple[Place, ...]
    first: bool


@dataclass(frozen=True)
class FrontPlan:
    """Prelims: type size of the title in points; how cities stand on the cover (``one``, ``two``, ``three`` columns
    or ``countries`` alone) and in the contents (``columns``), there page by page (``listed``); the cities of each
    table of the region, how wide a column of it is in mm, whether that is ``narrow``, how many cities at most have
    upright heads, how high heads are in points and whether turned ones are ``steep``; the numbers of the chapters on
    each of its pages (``sheets``) and the height of a ``row`` in points. ``roomy`` is whether the page of the cities
    has room for more, and ``doors_tell`` whether that of the domains has room for their themes.
    """

    title_size: float
    who: str
    columns: str
    listed: tuple[Columns[CountryBlock], ...]
    matrices: tuple[tuple[Place, ...], ...]
    city_width: float
    head: float
    row: float
    narrow: bool
    steep: bool
    sheets: tuple[tuple[int, ...], ...]
    roomy: bool
    doors_tell: bool
    upright: int = UPRIGHT

    @property
    def on_one_page(self) -> bool:
        """Whether one page has the table of the region."""
        return len(self.matrices) == len(self.sheets) == 1


def plan_front(volume: VolumeView, setting: Setting) -> FrontPlan:
    """Plan the prelims of a volume."""
    m, cities = setting.measures, len(volume.places)
    sizes = (m.cover_title * share for share in (1.0, 0.84, 0.7, 0.6))
    fits = [size for size in sizes if setting.text.lines(volume.title, size, m.measure) <= _TITLE_LINES]
    tables = max(-(-cities // _MOST), 1)
    parts = tuple(volume.places[cities * n // tables : cities * (n + 1) // tables] for n in range(tables))
    table = Table(m.matrix_cities, m.matrix_head, m.matrix_beside)
    columns = columns_for(volume.places, max(map(len, parts)), table, setting)
    above = columns.head + _said_around(volume, setting)
    sheets = sheets_of(volume.chapters, above, setting)
    listed = [[chapter for chapter in volume.chapters if chapter.number in sheet] for sheet in sheets]
    size = round(fits[0] if fits else m.cover_title * 0.6, 1)
    return FrontPlan(
        title_size=size,
        who=_who(volume, setting, size),
        columns=_chosen(cities, (_ONE, "one"), (_TWO, "two")) or "three",
        listed=_listed(volume, setting),
        matrices=parts,
        city_width=columns.width,
        head=columns.head,
        row=min(row_for(chapters, above, setting, roomy=len(sheets) > 1) for chapters in listed),
        narrow=columns.narrow,
        steep=columns.steep,
        sheets=sheets,
        roomy=cities <= _ROOMY,
        doors_tell=cities <= _ROOMY and _doors(volume, setting) <= m.room,
    )


def _doors(volume: VolumeView, setting: Setting) -> float:
    """The height of the page that leads to the domains, each with its themes, and to what is before and after them."""
    m, tall = setting.measures, setting.measures.title_frame + setting.measures.doors_frame
    measure = (m.measure - m.door_icon - m.city_number) * _CAUTION
    tall += _ENTRIES * (m.running_text_line + 2 * m.entry_padding + m.matrix_rule)
    for chapter in volume.chapters:
        name = m.heading.height(setting.bold, f"{chapter.number} {chapter.name}", measure)
        themes = m.topic.height(setting.text, "; ".join(table.name for table in chapter.tables), measure)
        tall += max(m.door, 2 * m.door_padding + name + m.door_below + themes)
    return tall


def _listed(volume: VolumeView, setting: Setting) -> tuple[Columns[CountryBlock], ...]:
    """The cities in the contents, by country; where one goes on in the next column, its name stands again."""
    m, cities = setting.measures, len(volume.places)
    count, wide = (1, m.measure) if cities <= _ONE else (2, m.who_two) if cities <= _TWO else (3, m.who_three)
    measure, blocks = (wide - m.city_code - m.city_number) * _CAUTION, []
    for country, places in volume.countries.items():
        again = m.running_text.height(setting.bold, f"{country} {volume.say('(continued)')}", wide * _CAUTION)
        for number, listed in enumerate(kept(places)):
            height = sum(_entry(place, setting, measure) for place in listed)
            item = CountryBlock(country, listed, first=not number)
            blocks.append(
                Block(item, height, top=again)
                if number
                else Block(item, height + m.running_text_line, above=m.country_above)
            )
    pages, _ = fill_columns(blocks, count, m.room - m.title_frame - CLOSE, m.room - CLOSE)
    return tuple(pages)


def _entry(place: Place, setting: Setting, measure: float) -> float:
    m = setting.measures
    lines = m.running_text.height(setting.text, f"{place.name} {place.edition_within}", measure)
    return lines + 2 * m.entry_padding + m.matrix_rule


def _said_around(volume: VolumeView, setting: Setting) -> float:
    """The height of the key above a table of the region, and of the caveat below it."""
    m, say = setting.measures, volume.say
    signs = say("Example of a well-developed area"), say("Area with potential for further development")
    key = " M ".join(f"{_SIGN}{words}" for words in (*signs, say("Not mentioned: it may still exist.")))
    return sum(m.caption.height(setting.text, words, m.measure) for words in (key, volume.caveat))


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


def _chosen(cities: int, *steps: tuple[int, str]) -> str:
    return next((name for most, name in steps if cities <= most), "")
