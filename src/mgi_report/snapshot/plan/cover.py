"""How large the names on the first page can be, so that it stays one page whatever a place is called.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from ...design.measures import Setting
from ...figures.wheel import DIAMETER
from ...text.units import POINTS_PER_MM
from ...text.widths import Metrics
from .pages import Cover

_BAND = ((42.0, 12.5), (36.0, 12.5), (31.0, 12.5), (27.0, 12.0), (23.0, 11.0), (20.0, 10.0), (17.0, 9.0), (14.0, 8.4))
_HUB = (13.0, 11.5, 10.5, 9.5, 8.6, 7.8)
_HUB_HEIGHT = 19.0 * POINTS_PER_MM
_BRIEF = (10.4, 9.8, 9.4, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0)
_RUNNING_WIDTH = 100.0 * POINTS_PER_MM


def plan_cover(city: str, official: str, country: str, brief: str, note: str, setting: Setting) -> Cover:
    """Choose the largest sizes with which names and introduction keep to the room they have.

    ``brief`` is the introduction and ``note`` what stands below it, if anything, their words whole.
    """
    (m, text, bold), full = setting, f"{official}, {country}" if official else country

    def band(sizes: tuple[float, float]) -> float:
        name, line = sizes
        lines = text.lines(full, line, m.measure) + 1
        return text.lines(city, name, m.measure) * name * m.band_name_leading + lines * line * m.band_line_leading

    def hub(size: float) -> float:
        return bold.lines(city, size, m.hub_text) * size * m.hub_name_leading

    def whole_words(size: float) -> bool:
        return all(bold.width(word, size) <= m.hub_text for word in city.split())

    noted = m.foreign_note_above + text.lines(note, m.foreign_note, m.brief) * m.foreign_note_line

    def introduced(size: float) -> float:
        return text.lines(brief, size, m.brief) * size * m.brief_leading + noted * bool(note)

    name_size, line_size = next((sizes for sizes in _BAND if band(sizes) <= m.names_room), _BAND[-1])
    hub_size = next((size for size in _HUB if hub(size) <= _HUB_HEIGHT and whole_words(size)), _HUB[-1])
    hub_top = (DIAMETER - hub(hub_size) / POINTS_PER_MM - round(m.hub_date_height / POINTS_PER_MM, 1)) / 2
    brief_size = next((size for size in _BRIEF if introduced(size) <= m.brief_room), _BRIEF[-1])
    running = _running(city, country, m.running, text)
    return Cover(name_size, line_size, hub_size, round(hub_top, 2), running, brief_size)


def _running(city: str, country: str, size: float, text: Metrics) -> str:
    def fits(words: str) -> bool:
        return text.width(words, size) <= _RUNNING_WIDTH

    if fits(both := f"{city}, {country}") or fits(both := city):
        return both
    short = city
    while short and not fits(f"{short}…"):
        short = short[:-1].rstrip(" ,-–")
    return f"{short}…"
