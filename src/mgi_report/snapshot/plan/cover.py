"""How large the names on the first page can be, so that it stays one page whatever a place is called.

Type sizes are points, all other lengths millimetres.
"""

from __future__ import annotations

from ...figures.wheel import DIAMETER
from ...text.widths import Metrics
from .pages import MM, Cover

_BAND = ((42.0, 12.5), (36.0, 12.5), (31.0, 12.5), (27.0, 12.0), (23.0, 11.0), (20.0, 10.0), (17.0, 9.0), (14.0, 8.4))
_BAND_HEIGHT, _BAND_WIDTH = 31.0, 180.0
_HUB = (13.0, 11.5, 10.5, 9.5, 8.6, 7.8)
_HUB_HEIGHT, _HUB_WIDTH = 19.0, 34.5
_DATE_HEIGHT = 4.9
_RUNNING_SIZE, _RUNNING_WIDTH = 7.6, 100.0


def plan_cover(city: str, official: str, country: str, text: Metrics, bold: Metrics) -> Cover:
    """Choose the largest sizes with which the names keep to the room they have."""
    full = f"{official}, {country}" if official else country

    def band(sizes: tuple[float, float]) -> float:
        name, line = sizes
        lines = text.lines(full, line, _BAND_WIDTH * MM) + 1
        return (text.lines(city, name, _BAND_WIDTH * MM) * name * 1.08 + lines * line * 1.3) / MM

    def hub(size: float) -> float:
        return bold.lines(city, size, _HUB_WIDTH * MM) * size * 1.15 / MM

    def whole_words(size: float) -> bool:
        return all(bold.width(word, size) <= _HUB_WIDTH * MM for word in city.split())

    name_size, line_size = next((sizes for sizes in _BAND if band(sizes) <= _BAND_HEIGHT), _BAND[-1])
    hub_size = next((size for size in _HUB if hub(size) <= _HUB_HEIGHT and whole_words(size)), _HUB[-1])
    hub_top = (DIAMETER - hub(hub_size) - _DATE_HEIGHT) / 2
    return Cover(name_size, line_size, hub_size, round(hub_top, 2), _running(city, country, text))


def _running(city: str, country: str, text: Metrics) -> str:
    def fits(words: str) -> bool:
        return text.width(words, _RUNNING_SIZE) <= _RUNNING_WIDTH * MM

    if fits(both := f"{city}, {country}") or fits(both := city):
        return both
    short = city
    while short and not fits(f"{short}…"):
        short = short[:-1].rstrip(" ,-–")
    return f"{short}…"
