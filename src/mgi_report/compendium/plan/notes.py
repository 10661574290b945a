"""The page for notes that closes a chapter: what could be talked about, and ruled lines for the rest of the page."""

from __future__ import annotations

from dataclasses import dataclass

from ...design.measures import Setting
from ...text.units import POINTS_PER_MM
from ..exchange import Occasion
from ..view import ChapterView, ExchangeItem, VolumeView

_MOST = 150.0 * POINTS_PER_MM
"""Themes that would take more leave the page to notes."""
_CAUTION = 0.97


@dataclass(frozen=True)
class NotesPlan:
    """What stands above the lines, and how high these are in mm."""

    items: tuple[ExchangeItem, ...]
    lines: float


def plan_notes(volume: VolumeView, chapter: ChapterView, setting: Setting) -> NotesPlan:
    """Plan the page: the themes of the chapter that give occasion to an exchange or to a common search."""
    m, text, bold = setting
    items = tuple(
        item
        for section in volume.exchange
        if section.occasion in (Occasion.EXCHANGE, Occasion.SEARCH)
        for item in section.items
        if item.chapter.number == chapter.number
    )
    said, name = m.item_text * _CAUTION, m.talk_name_text * _CAUTION
    heights = [
        max(m.talk.height(text, item.sentence.marked, said), m.item_name.height(bold, item.name, name)) + m.talk_between
        for item in items
    ]
    taken = m.talk_head + sum(heights) + m.talk_below
    if not items or taken > _MOST:
        return NotesPlan((), round(m.notes_height / POINTS_PER_MM, 2))
    return NotesPlan(items, round((m.notes_room - taken) // m.notes_line * m.notes_line / POINTS_PER_MM, 2))
