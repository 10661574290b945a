"""Heights of running matter as far as pieces need them: exchange by theme and by city, the list of cities. Points."""

from __future__ import annotations

from collections.abc import Iterable

from ...design.measures import Setting
from ..view import Card, Meeting, Place, Reference, Side, VolumeView
from .flow import begins


def pieces_of_cards(volume: VolumeView, setting: Setting) -> frozenset[str]:
    """The themes with which a piece of the exchange by theme begins."""
    heights = ((card.table.anchor, _card(card, setting)) for card in volume.exchange.cards)
    return begins(heights, setting.measures.room)


def pieces_of_meetings(volume: VolumeView, setting: Setting) -> frozenset[str]:
    """The cities with which a piece of the exchange by city begins."""
    heights = ((meeting.place.part, _meeting(meeting, setting)) for meeting in volume.exchange.meetings)
    return begins(heights, setting.measures.room)


def pieces_of_cities(places: Iterable[Place], setting: Setting) -> frozenset[str]:
    """The cities with which a piece of their list begins."""
    return begins(((place.part, setting.measures.city_head) for place in places), setting.measures.room)


def _card(card: Card, setting: Setting) -> float:
    m = setting.measures
    return m.card_frame + m.between + max(_side(side, setting, m.running_text_line) for side in card.sides)


def _meeting(meeting: Meeting, setting: Setting) -> float:
    m = setting.measures
    boxes = (
        sum(m.running_text_line + _side(side, setting, m.caption_line) for _, side in topics)
        for topics in meeting.boxes
    )
    return m.card_frame + m.between + max(boxes)


def _side(side: Side, setting: Setting, line: float) -> float:
    m, tall = setting.measures, 0.0
    for country, places in side.groups:
        said = [f"{place.name} 000" if side.brief else f"{place.name} {_gists(items)}" for place, items in places]
        for words in [", ".join([country, *said])] if side.brief else said:
            tall += setting.text.lines(words, m.running_text, m.side_measure) * line + m.card_item
    return tall


def _gists(references: Iterable[Reference]) -> str:
    return "; ".join(f"{item.finding.gist.plain} R1, p. 000" for item in references)
