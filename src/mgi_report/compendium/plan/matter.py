"""Heights of running matter as far as pieces need them: exchange by theme and by city, the list of cities. Points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from ...design.measures import Setting
from ..view import Card, Meeting, Place, Reference, Side, VolumeView
from .flow import begins

Gists = Literal["all", "first", "none"]
"""Of which findings of a city the gists are told: of all, of the first under a theme, of none."""


def pieces_of_cards(volume: VolumeView, setting: Setting) -> frozenset[str]:
    """The themes with which a piece of the exchange by theme begins."""
    heights = ((card.table.anchor, _card(card, setting)) for card in volume.exchange.cards)
    return begins(heights, setting.measures.room)


def pieces_of_meetings(volume: VolumeView, setting: Setting, gists: Gists) -> frozenset[str]:
    """The cities with which a piece of the exchange by city begins."""
    heights = ((meeting.place.part, _meeting(meeting, setting, gists)) for meeting in volume.exchange.meetings)
    return begins(heights, setting.measures.room)


def pieces_of_cities(places: Iterable[Place], setting: Setting) -> frozenset[str]:
    """The cities with which a piece of their list begins."""
    return begins(((place.part, setting.measures.city_head) for place in places), setting.measures.room)


def gists_told(meetings: Iterable[Meeting], setting: Setting, room: float) -> Gists:
    """Of which findings the gists are told, so that no city takes more than ``room``, where that can be."""
    listed = list(meetings)
    ways: tuple[Gists, ...] = ("all", "first", "none")
    fits = (way for way in ways if all(_meeting(meeting, setting, way) <= room for meeting in listed))
    return next(fits, "none")


def _card(card: Card, setting: Setting) -> float:
    return setting.measures.card_frame + setting.measures.between + max(_side(side, setting) for side in card.sides)


def _side(side: Side, setting: Setting) -> float:
    m = setting.measures
    said = [f"{place.name} {_told(items, 'all')}" for _, places in side.groups for place, items in places]
    if side.brief:
        said = [_names(country, places) for country, places in side.groups]
    return sum(m.running_text.height(setting.text, words, m.side_measure) + m.card_item for words in said)


def _meeting(meeting: Meeting, setting: Setting, gists: Gists) -> float:
    m = setting.measures
    boxes = (
        sum(m.running_text_line + m.topic_below + _partners(side, setting, gists) for _, side in topics)
        for topics in meeting.boxes
    )
    return m.card_frame + m.between + max(boxes)


def _partners(side: Side, setting: Setting, gists: Gists) -> float:
    """The height of a paragraph with all cities of a side."""
    said = [f"{place.name} {_told(items, gists)}" for _, places in side.groups for place, items in places]
    if side.brief:
        said = [_names(country, places) for country, places in side.groups]
    return setting.measures.caption.height(setting.text, "; ".join(said), setting.measures.topic_text)


def _names(country: str, places: Iterable[tuple[Place, Sequence[Reference]]]) -> str:
    return ", ".join([country, *(f"{place.name} 000" for place, _ in places)])


def _told(references: Sequence[Reference], gists: Gists) -> str:
    count = {"all": len(references), "first": 1, "none": 0}[gists]
    told = [f"{item.finding.gist.plain} R1, p. 000" for item in references[:count]]
    return "; ".join([*told, *("R1, p. 000" for _ in references[count:])])
