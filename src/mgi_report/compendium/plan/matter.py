"""Heights of running matter as far as pieces need them: exchange by theme and by city, the list of cities. Points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from ...design.measures import Setting
from ..view import Card, Meeting, Place, Reference, Side, ThemeTable, Topics, VolumeView
from .flow import Running, begins, cuts_of_running, pieces

Gists = Literal["all", "first", "none", "names", "countries"]
"""What is told of the cities of a side: the gists of all findings, that of the first under a theme, references without
any, names without references, or their countries alone.
"""
IN_VOLUMES: tuple[Gists, ...] = ("all", "first", "none")
ON_SHEETS: tuple[Gists, ...] = (*IN_VOLUMES, "names", "countries")
"""What volumes and sheets tell, the most first."""
_FEW = 12
"""The exchange by city of more cities has dense pages."""
_LONG, _WHITE = 0.4, 0.1
"""The part of a page from which on a list may well go on on the next one, and the white beside it that is seen."""
_ROWS = 2
"""No rest has fewer themes: one alone may be all that a page has."""
_SHORT = 0.25
"""Lists side by side that take less of a page stand on one, as a few lines of them would be left alone there."""
_LAST = 0.55
"""The same of what comes last, of which a few lines would have a page to themselves."""
_SCRAP = 0.07
"""No part of a card that goes on on the next page is less of a page, without its head."""
_PAGE = "p.\u00a0000"
_STRETCH = 1.3
"""So much higher than in the measures a city may be in their list, where that fills its pages."""


@dataclass(frozen=True)
class Boxes:
    """How a meeting is set: both lists side by side as far as both go, the ``rest`` of one of them below, across.

    ``longer`` is the number of the list that has a rest. ``height`` is in points. ``short`` is whether what stands side
    by side takes so little of a page that it is not parted.
    """

    sides: tuple[Topics, Topics]
    rest: Topics
    longer: int
    height: float
    short: bool


def boxes_of(meeting: Meeting, setting: Setting, gists: Gists, *, last: bool = False, alone: bool = False) -> Boxes:
    """A meeting, with a rest where a list is so long that it may go on on a next page, and leaves white beside it.

    Nothing follows the ``last`` one. One ``alone`` on its page has a rest only where it is less high for it.
    """
    m = setting.measures
    heights = [[_topic(*topic, setting, gists) + m.topic_below for topic in topics] for topics in meeting.boxes]
    low, high = sorted(map(sum, heights))
    longer = int(sum(heights[1]) > sum(heights[0]))
    frame = m.card_frame + m.between
    beside = max(sum(filled <= low for filled in accumulate(heights[longer])), 1)
    few = len(heights[longer]) - beside < _ROWS or sum(heights[longer][beside:]) < _WHITE * m.room
    if high < _LONG * m.room or few:
        short = frame + high < (_LAST if last else _SHORT) * m.room
        return Boxes(meeting.boxes, (), longer, frame + high, short)
    rest = meeting.boxes[longer][beside:]
    sides = [topics[:beside] if number == longer else topics for number, topics in enumerate(meeting.boxes)]
    across = m.rest_head + sum(_across(*topic, setting, gists) for topic in rest)
    tall = frame + max(low, sum(heights[longer][:beside]))
    if alone and frame + high <= tall + across:
        return Boxes(meeting.boxes, (), longer, frame + high, short=False)
    return Boxes((sides[0], sides[1]), rest, longer, tall + across, tall < _SHORT * m.room)


def boxes_by_city(meetings: Sequence[Meeting], setting: Setting, gists: Gists) -> dict[str, Boxes]:
    """The exchange by city of a volume, by the parts of the cities."""
    last = len(meetings) - 1
    return {
        meeting.place.part: boxes_of(meeting, setting, gists, last=number == last)
        for number, meeting in enumerate(meetings)
    }


def pieces_of_cards(volume: VolumeView, setting: Setting) -> frozenset[str]:
    """The themes with which a piece of the exchange by theme begins."""
    heights = ((card.table.anchor, _card(card, setting)) for card in volume.exchange.cards)
    return begins(heights, setting.measures.room)


def tall_cards(volume: VolumeView, setting: Setting, intro: str) -> frozenset[str]:
    """The themes whose cards may go on on the next page: long ones, and those that would leave much of a page white and
    have words on both sides of either part.

    ``intro`` is what stands above the first one, with the caveat.
    """
    m, found, begun = setting.measures, [], pieces_of_cards(volume, setting)
    scrap, least, left = _SCRAP * m.room, m.begins_least, m.room - opening(volume, setting, intro)
    for card in volume.exchange.cards:
        left = m.room if card.table.anchor in begun else left
        low, high = sorted(_side(side, setting) for side in card.sides)
        room = left - m.card_frame
        if high > room:
            parts = scrap <= room <= low - scrap
            if high + m.card_frame > _LONG * m.room or (parts and left > _SHORT * m.room):
                found.append(card.table.anchor)
                high += m.card_frame  # its head again
                left = left if left > least else m.room
            else:
                left = m.room
        left = (left - high - m.card_frame - m.between) % m.room
    return frozenset(found)


def opening(volume: VolumeView, setting: Setting, intro: str) -> float:
    """The height of title, introduction and caveat above what a part of the exchange holds, in points."""
    m = setting.measures
    lines: float = m.running_text.height(setting.text, intro, m.intro_text)
    caveat: float = m.running_text.height(setting.text, volume.caveat, m.measure - 2 * m.caveat_side)
    return m.title_frame + lines + m.intro_below + caveat + m.caveat_frame + m.between


def pieces_of_meetings(laid: Mapping[str, Boxes], setting: Setting, above: float) -> frozenset[str]:
    """The cities with which a piece of the exchange by city begins, of those that are ``laid``, by their parts.

    ``above`` is the height of what stands before the first.
    """
    m, first = setting.measures, above
    heights = []
    for part, boxes in laid.items():
        heights.append((part, first + boxes.height))
        first = 0.0
    lost = m.topic_line + 2 * m.caption_line
    return cuts_of_running(heights, Running(m.room, m.card_frame, lost, m.begins_least), dense=len(laid) > _FEW)


@dataclass(frozen=True)
class CityList:
    """The list of the cities: how high a ``row`` is at least, in points, and the cities with which its ``pages`` begin,
    but the first.
    """

    row: float
    pages: tuple[str, ...]


def list_of_cities(places: Sequence[Place], setting: Setting) -> CityList:
    """Pages with about as many cities each; on the first one the title has the room of one of them."""
    m, slots = setting.measures, len(places) + 1
    tallest = max((_city(place, setting) for place in places), default=0.0)
    most = max(int(m.room / max(m.city_head, tallest)), 1)
    count = -(-slots // most)
    starts = [slots * number // count - 1 for number in range(1, count)]
    stretched = min(m.room / -(-slots // count) - 1, _STRETCH * m.city_head) if count > 1 else 0.0
    return CityList(max(stretched, m.city_head), tuple(places[start].part for start in starts))


def pieces_of_cities(places: Sequence[Place], setting: Setting) -> frozenset[str]:
    """The cities with which a piece of their list begins."""
    starts = list_of_cities(places, setting).pages
    return frozenset(starts[page - 1] for page in pieces(len(starts) + 1))


def pages_of_cities(places: Sequence[Place], setting: Setting) -> int:
    """How many pages their list takes, as far as that can be said before."""
    return len(list_of_cities(places, setting).pages) + 1


def gists_told(meetings: Iterable[Meeting], setting: Setting, room: float) -> Gists:
    """What a volume tells of cities, so that no meeting takes more than ``room``; the least where that cannot be."""
    listed = list(meetings)
    fits = (way for way in IN_VOLUMES if all(boxes_of(meeting, setting, way).height <= room for meeting in listed))
    return next(fits, IN_VOLUMES[-1])


def _city(place: Place, setting: Setting) -> float:
    """The height of a city in their list."""
    m, keys = setting.measures, []
    wide, below = m.city_keys, m.city_key
    for listed in place.keys:
        words = [f"{point.finding.gist.plain}\u00a0{point.finding.local}" for point in listed.points]
        keys.append(sum(m.caption.height(setting.text, said, wide) + below for said in words))
    who: float = m.heading.height(setting.bold, place.name, m.city_who) + 2 * m.caption_line
    who += m.caption.height(setting.text, place.official, m.city_who)
    return m.city_frame + max(who, max(keys) + 2 * m.caption_line)


def _card(card: Card, setting: Setting) -> float:
    return setting.measures.card_frame + setting.measures.between + max(_side(side, setting) for side in card.sides)


def _side(side: Side, setting: Setting) -> float:
    m = setting.measures
    said = [f"{place.name} {_told(items, 'all')}" for _, places in side.groups for place, items in places]
    if side.brief:
        said = [_names(country, places) for country, places in side.groups]
    return sum(m.running_text.height(setting.text, words, m.side_measure) + m.card_item for words in said)


def _topic(table: ThemeTable, side: Side, setting: Setting, gists: Gists) -> float:
    """The height of a theme and, below it, the cities of a side."""
    m = setting.measures
    theme: float = m.topic.height(setting.bold, table.name, m.topic_text)
    cities: float = m.caption.height(setting.text, _partners(side, gists), m.topic_text)
    return theme + cities


def _across(table: ThemeTable, side: Side, setting: Setting, gists: Gists) -> float:
    """The height of a row: a theme, and the cities of a side beside it."""
    m = setting.measures
    theme: float = m.topic.height(setting.bold, table.name, m.rest_theme_text)
    cities: float = m.caption.height(setting.text, _partners(side, gists), m.rest_cities)
    return max(theme, cities + m.rest_down) + m.topic_below


def _partners(side: Side, gists: Gists) -> str:
    """The words that tell the cities of a side."""
    said = [f"{place.name} {_told(items, gists)}" for _, places in side.groups for place, items in places]
    if side.brief:
        said = [_names(country, places) for country, places in side.groups]
    if gists == "names":
        said = [place.name for place in side.places]
    if side.crowded or gists == "countries":
        said = [f"{_PAGE}: {side.countries[0]}", *side.countries[1:]] if side.crowded else side.countries
    return "; ".join(said)


def _names(country: str, places: Iterable[tuple[Place, Sequence[Reference]]]) -> str:
    return ", ".join([country, *(f"{place.name} 000" for place, _ in places)])


def _told(references: Sequence[Reference], gists: Gists) -> str:
    count = {"all": len(references), "first": 1}.get(gists, 0)
    told = [f"{item.finding.gist.plain}\u00a0R1,\u00a0{_PAGE}" for item in references[:count]]
    return "; ".join([*told, *(f"R1,\u00a0{_PAGE}" for _ in references[count:])])
