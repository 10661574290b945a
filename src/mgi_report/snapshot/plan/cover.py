"""How large the words on the first page can be, so that it stays one page whatever a place is called.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...design.measures import Setting
from ...text.units import POINTS_PER_MM
from ...text.widths import Metrics
from .pages import Cover

_NAMES = (46.0, 38.0, 31.0, 24.0, 19.0, 15.0)
_RUNNING_WIDTH = 100.0 * POINTS_PER_MM


@dataclass(frozen=True)
class CoverCopy:
    """The words of the first page: names, introduction and, below it, a note, figures, a quotation and how to read.

    ``facts`` are pairs of a figure and what it says, ``themes`` those of either list in words; what is empty does not
    stand there.
    """

    city: str
    official: str
    country: str
    lead: str
    note: str = ""
    facts: Sequence[tuple[str, str]] = ()
    quote: Sequence[str] = ()
    reading: Sequence[str] = ()
    themes: Sequence[str] = ()


def plan_cover(copy: CoverCopy, setting: Setting) -> Cover:
    """Choose the largest sizes with which names and introduction keep to the room they have.

    A quotation and how to read the profile stand below the introduction where they find room there; introduction, note
    and figures stand there in any case, and what they exceed their room by is told.
    """
    m, text = setting.measures, setting.text
    full = f"{copy.official}, {copy.country}" if copy.official else copy.country
    below = (text.lines(full, m.heading, m.band_line_text) + 1) * m.heading_line

    def band(size: float) -> float:
        return text.lines(copy.city, size, m.band_name_text) * size * m.band_name_leading + below

    room = m.lead_room - _facts(copy, setting)
    if copy.note:
        room -= m.caption.height(text, copy.note, m.lead_text) + m.lead_gap

    def lead(size: float) -> float:
        return text.lines(copy.lead, size, m.lead_text) * size * m.lead_leading if copy.lead else 0.0

    sizes = (m.lead, m.running_text, m.caption)
    name = next((size for size in _NAMES if band(size) <= m.band_room), _NAMES[-1])
    size = next((size for size in sizes if lead(size) <= room), sizes[-1])
    room -= lead(size)
    excess = max(0.0, -room)
    quote = bool(copy.quote) and (tall := _paragraphs(copy.quote, setting, m.lead_text - m.quote_side)) <= room
    reading = (room - (tall if quote else 0.0)) >= _paragraphs(copy.reading, setting, m.lead_text) + m.lead_gap
    running, reading = _running(copy, m.caption, text), bool(copy.reading) and reading
    return Cover(name, size, running, reading, quote, _themed(copy, setting), excess)


def _themed(copy: CoverCopy, setting: Setting) -> bool:
    """Whether the boxes hold the themes of both lists."""
    m, text = setting.measures, setting.text
    room = m.keys_height - 2 * m.keys_padding - m.running_text_line - m.lead_gap
    heights = [m.caption.height(text, words, m.key - 2 * m.keys_padding) for words in copy.themes]
    return any(copy.themes) and max(heights) <= room


def _facts(copy: CoverCopy, setting: Setting) -> float:
    """The height of the figures: two columns, row by row."""
    if not copy.facts:
        return 0.0
    (m, text, bold), half = setting, (setting.measures.lead_text - setting.measures.lead_gap) / 2
    tall = [m.heading.height(bold, value, half) + m.caption.height(text, label, half) for value, label in copy.facts]
    rows = [max(tall[index : index + 2]) + m.back_below for index in range(0, len(tall), 2)]
    return sum(rows) + m.lead_gap


def _paragraphs(paragraphs: Sequence[str], setting: Setting, measure: float) -> float:
    m = setting.measures
    tall = (m.running_text.height(setting.text, words, measure) + m.back_below for words in paragraphs)
    return sum(tall) + m.running_text_line + m.lead_gap


def _running(copy: CoverCopy, size: float, text: Metrics) -> str:
    def fits(words: str) -> bool:
        return text.width(words, size) <= _RUNNING_WIDTH

    if fits(both := f"{copy.city}, {copy.country}") or fits(both := copy.city):
        return both
    short = copy.city
    while short and not fits(f"{short}…"):
        short = short[:-1].rstrip(" ,-–")
    return f"{short}…"
