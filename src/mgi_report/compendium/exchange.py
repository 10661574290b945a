"""Who could talk to whom about which theme, by theme and by city.

Computed from what the tables of the themes hold and in their order; how many findings or cities there are changes
neither the order nor what is told. Whoever describes experience stands on one side, whoever names a theme as an area
with potential on the other; a city that does both stands on both, and is no partner of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..data.model import KINDS
from .view import Card, ChapterView, Exchange, Meeting, Place, Reference, Side, ThemeTable

MOST_NAMED = 8
"""So many cities on one side stand with the gists of their findings; of more only the names are told, by country."""
MOST_LISTED = 12
"""So many cities are named to each city in a volume; of more the countries are told, and the page of the theme."""

Cities = Sequence[tuple[Place, tuple[Reference, ...]]]


def exchange(chapters: Iterable[ChapterView], places: Iterable[Place]) -> Exchange:
    """Exchange opportunities of a volume; findings without a theme give none."""
    tables = [table for chapter in chapters for table in chapter.themes if not table.slug.endswith("-other")]
    met = [table for table in tables if _meet(table)]
    cards = tuple(Card(table, (_side(table, 0), _side(table, 1))) for table in met)
    meetings = (Meeting(place, (tuple(_partners(place, met, 1)), tuple(_partners(place, met, 0)))) for place in places)
    alone = [table for table in tables if table not in met]
    one_sided = (tuple(table for table in alone if table.side(0)), tuple(table for table in alone if not table.side(0)))
    return Exchange(cards, tuple(meeting for meeting in meetings if any(meeting.boxes)), one_sided)


def in_a_volume(meeting: Meeting) -> Meeting:
    """A meeting as a volume tells it, where the same cities would else be named in the part of every city.

    Who they are stands in the table of the theme, in the exchange by theme, and on a page for a meeting.
    """
    one, other = (
        tuple((table, replace(side, crowded=len(side.places) > MOST_LISTED)) for table, side in topics)
        for topics in meeting.boxes
    )
    return Meeting(meeting.place, (one, other))


def _meet(table: ThemeTable) -> bool:
    """Whether a city describes experience and another one names potential."""
    examples, potential = (tuple(place for place, _ in table.side(number)) for number in (0, 1))
    return any(one is not other for one in examples for other in potential)


def _partners(place: Place, tables: Iterable[ThemeTable], own: int) -> Iterator[tuple[ThemeTable, Side]]:
    """The themes that a city has in its list ``own``, with the other cities that have them in the other list."""
    for table in tables:
        others = [item for item in table.side(1 - own) if item[0] is not place]
        if others and any(city is place for city, _ in table.side(own)):
            yield table, _grouped(others, 1 - own)


def _side(table: ThemeTable, number: int) -> Side:
    return _grouped(table.side(number), number)


def _grouped(cities: Cities, number: int) -> Side:
    """Cities by themselves or, where they are many, by country."""
    if len(cities) <= MOST_NAMED:
        return Side(KINDS[number], (("", tuple(cities)),) if cities else (), brief=False)
    countries = groupby(cities, lambda item: item[0].country)
    return Side(KINDS[number], tuple((country, tuple(items)) for country, items in countries), brief=True)
