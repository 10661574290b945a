"""The page for notes that closes a chapter: what could be talked about, and ruled lines for the rest of the page.

Heights are millimetres and follow the style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...snapshot.plan.pages import MM
from ...text.widths import Metrics
from ..exchange import Occasion
from ..view import ChapterView, ExchangeItem, VolumeView

RULED, LINE = 225.0, 9.0
"""The height of the lines of a whole page, and of one."""
_ROOM = 242.0
"""Room below the word “Notes” on a page without anything else."""
_HEAD, _BETWEEN, _FOOT = 10.5, 3.0, 12.0
_MOST = 150.0
"""Themes that would take more leave the page to notes."""
_CAUTION = 0.97


@dataclass(frozen=True)
class NotesPlan:
    """What stands above the lines, and how high these are in mm."""

    items: tuple[ExchangeItem, ...]
    lines: float


def plan_notes(volume: VolumeView, chapter: ChapterView, text: Metrics, bold: Metrics) -> NotesPlan:
    """Plan the page: the themes of the chapter that give occasion to an exchange or to a common search."""
    items = tuple(
        item
        for section in volume.exchange
        if section.occasion in (Occasion.EXCHANGE, Occasion.SEARCH)
        for item in section.items
        if item.chapter.number == chapter.number
    )
    heights = [
        max(
            text.lines(item.sentence.marked, 9, 122 * MM * _CAUTION) * 4.45,
            bold.lines(item.name, 9.4, 53 * MM * _CAUTION) * 4.7,
        )
        + _BETWEEN
        for item in items
    ]
    taken = _HEAD + sum(heights) + _FOOT
    if not items or taken > _MOST:
        return NotesPlan((), RULED)
    return NotesPlan(items, (_ROOM - taken) // LINE * LINE)
