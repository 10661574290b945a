"""The marks of the two lists: a square and a plate that points on, of equal ink, and neither a part of the other.

One drawing serves pages and figures. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..data.model import KINDS, Kind

if TYPE_CHECKING:
    from .land import Ring

WIDTHS: Mapping[Kind, float] = {"developed": 1.0, "potential": 33 / 23}
"""The widths of the marks, in heights."""
_STEM = 13 / 23  # what of the plate is upright, so that its point makes up for its length


def outline(kind: Kind, left: float, top: float, height: float) -> Ring:
    """A mark as a polygon; y grows downwards."""
    right, bottom = left + WIDTHS[kind] * height, top + height
    if kind == "developed":
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    shoulder = left + _STEM * height
    return [(left, top), (shoulder, top), (right, top + height / 2), (shoulder, bottom), (left, bottom)]


def drawings(colour: str, direction: str) -> dict[str, bytes]:
    """The marks as SVG, 10 mm high, by the names under which pages call them, and a dot for what is not mentioned.

    ``direction`` is that of the language, ``ltr`` or ``rtl``: a mark points on to where lines end.
    """
    return {f"mark-{kind}.svg": _drawn(kind, colour, direction) for kind in KINDS} | {"mark-none.svg": _dot(colour)}


def _dot(colour: str) -> bytes:
    size, dot = 'width="10mm" height="10mm" viewBox="0 0 10 10"', '<circle cx="5" cy="5" r="1.2"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{dot} fill="{colour}"/></svg>'.encode()


def _drawn(kind: Kind, colour: str, direction: str) -> bytes:
    width = 10 * WIDTHS[kind]
    ring = [(x if direction == "ltr" else width - x, y) for x, y in outline(kind, 0, 0, 10)]
    points = " ".join(f"{x:.3f},{y:g}" for x, y in ring)
    size = f'width="{width:.3f}mm" height="10mm" viewBox="0 0 {width:.3f} 10"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><polygon points="{points}" fill="{colour}"/></svg>'.encode()
