"""Heights of running matter as far as pieces need them: exchange by theme and by city, the list of cities. Points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from ...design.measures import Setting
from ..view import Card, Meeting, Place, Reference, Side, ThemeTable, Topics, VolumeView
from .flow import begins

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
_SHORT = 0.25
"""Lists side by side that take less of a page stand on one, as a few lines of them would be left alone there."""


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


def boxes_of(meeting: Meeting, setting: Setting, gists: Gists) -> Boxes:
    """A meeting, with a rest where a list is so long that it may go on on a next page, and leaves white beside it."""
    m = setting.measures
    heights = [[_topic(*topic, setting, gists) + m.topic_below for topic in topics] for topics in meeting.boxes]
    low, high = sorted(map(sum, heights))
    longer = int(sum(heights[1]) > sum(heights[0]))
    frame = m.card_frame + m.between
    beside = max(sum(filled <= low for filled in accumulate(heights[longer])), 1)
    if high < _LONG * m.room or sum(heights[longer][beside:]) < _WHITE * m.room:
        return Boxes(meeting.boxes, (), longer, frame + high, frame + high < _SHORT * m.room)
    rest = meeting.boxes[longer][beside:]
    sides = [topics[:beside] if number == longer else topics for number, topics in enumerate(meeting.boxes)]
    across = m.rest_head + sum(_across(*topic, setting, gists) for topic in rest)
    tall = frame + max(low, sum(heights[longer][:beside]))
    return Boxes((sides[0], sides[1]), rest, longer, tall + across, tall < _SHORT * m.room)


def pieces_of_cards(volume: VolumeView, setting: Setting) -> frozenset[str]:
    """The themes with which a piece of the exchange by theme begins."""
    heights = ((card.table.anchor, _card(card, setting)) for card in volume.exchange.cards)
    return begins(heights, setting.measures.room)


def tall_cards(volume: VolumeView, setting: Setting) -> frozenset[str]:
    """The themes whose cards are so long that they may go on on a next page."""
    return frozenset(
        card.table.anchor for card in volume.exchange.cards if _card(card, setting) > _LONG * setting.measures.room
    )


def pieces_of_meetings(volume: VolumeView, setting: Setting, gists: Gists) -> frozenset[str]:
    """The cities with which a piece of the exchange by city begins."""
    meetings = volume.exchange.meetings
    heights = ((meeting.place.part, boxes_of(meeting, setting, gists).height) for meeting in meetings)
    return begins(heights, setting.measures.room, dense=len(meetings) > _FEW)


def pieces_of_cities(places: Iterable[Place], setting: Setting) -> frozenset[str]:
    """The cities with which a piece of their list begins."""
    return begins(((place.part, setting.measures.city_head) for place in places), setting.measures.room)


def pages_of_cities(places: Sequence[Place], setting: Setting) -> int:
    """How many pages their list takes, as far as that can be said before; its title takes the room of one of them."""
    return -(-(len(places) + 1) // max(int(setting.measures.room / setting.measures.city_head), 1))


def gists_told(meetings: Iterable[Meeting], setting: Setting, room: float) -> Gists:
    """What a volume tells of cities, so that no meeting takes more than ``room``; the least where that cannot be."""
    listed = list(meetings)
    fits = (way for way in IN_VOLUMES if all(boxes_of(meeting, setting, way).height <= room for meeting in listed))
    return next(fits, IN_VOLUMES[-1])


def _card(card: Card, setting: Setting) -> float:
    return setting.measures.card_frame + setting.measures.between + max(_side(side, setting) for side in card.sides)


def _side(side: Side, setting: Setting) -> float:
    m = setting.measures
    said = [f"{place.name} {_told(items, 'all')}" for _, places in side.groups for place, items in places]
    if side.brief:
        said = [_names(country, places) for country, places in side.groups]
    return sum(m.running_text.height(setting.text, words, m.side_measure) + m.card_item for words in said)


def _topic(table: ThemeTable, side: Side, setting: Setting, gists: Gists) -> float:
    """The height of a paragraph: a theme, which is set a little larger, and the cities of a side."""
    m, wider = setting.measures, "n" * (len(table.name) // 4)  # bold, and set larger
    words = f"{table.name}{wider} {_partners(side, gists)}"
    height: float = m.caption.height(setting.text, words, m.topic_text)
    return height + m.running_text_line - m.caption_line


def _across(table: ThemeTable, side: Side, setting: Setting, gists: Gists) -> float:
    """The height of a row: a theme, and the cities of a side beside it."""
    m, wider = setting.measures, "n" * (len(table.name) // 8)  # bold
    theme: float = m.running_text.height(setting.text, f"{table.name}{wider}", m.rest_theme_text)
    cities: float = m.caption.height(setting.text, _partners(side, gists), m.rest_cities)
    return max(theme, cities + m.rest_down) + m.topic_below


def _partners(side: Side, gists: Gists) -> str:
    """The words that tell the cities of a side."""
    said = [f"{place.name} {_told(items, gists)}" for _, places in side.groups for place, items in places]
    if side.brief:
        said = [_names(country, places) for country, places in side.groups]
    if gists in ("names", "countries"):
        said = [place.name for place in side.places] if gists == "names" else side.countries
    return "; ".join(said)


def _names(country: str, places: Iterable[tuple[Place, Sequence[Reference]]]) -> str:
    return ", ".join([country, *(f"{place.name} 000" for place, _ in places)])


def _told(references: Sequence[Reference], gists: Gists) -> str:
    count = {"all": len(references), "first": 1}.get(gists, 0)
    told = [f"{item.finding.gist.plain}\u00a0R1,\u00a0p.\u00a0000" for item in references[:count]]
    return "; ".join([*told, *("R1,\u00a0p.\u00a0000" for _ in references[count:])])
