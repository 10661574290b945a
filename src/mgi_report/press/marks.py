"""Marks for cutting, folding and registration, as content of a PDF page.

They stand outside the bleed and are drawn in the registration colour, on every plate. Lengths are points.
"""

from __future__ import annotations

from ..text.units import POINTS_PER_MM
from .sheet import Boxes

REGISTRATION = "Registration"
"""The name in the resources of a page of the colour that prints on every plate."""
ON_EVERY_PLATE = "[/Separation /All /DeviceCMYK <</FunctionType 2/Domain [0 1]/C0 [0 0 0 0]/C1 [1 1 1 1]/N 1>>]"
"""Its colour space."""

LINE = 0.25
_ON_ALL = f"/{REGISTRATION} CS 1 SCN"
_IN_BLACK = "0 0 0 1 K"
_LENGTH = 5 * POINTS_PER_MM
_GAP = 0.5 * POINTS_PER_MM
_RADIUS = 1.6 * POINTS_PER_MM
_CROSS = 2.6 * POINTS_PER_MM
_CIRCLE = 0.5522847498


def crop_and_register(boxes: Boxes, *, middle: bool = True) -> bytes:
    """Marks at the four corners of the trim and a target at the middle of each side.

    Without ``middle`` the targets above and below make room for the marks of a fold.
    """
    left, bottom, right, top = boxes.trim
    near = boxes.bleed + _GAP
    far = near + _LENGTH
    lines = []
    for x in (left, right):
        lines += [(x, bottom - far, x, bottom - near), (x, top + near, x, top + far)]
    for y in (bottom, top):
        lines += [(left - far, y, left - near, y), (right + near, y, right + far, y)]
    away = (boxes.outside + boxes.bleed) / 2
    half, up = (left + right) / 2, (bottom + top) / 2
    across = (half,) if middle else ((left + half) / 2, (half + right) / 2)
    targets = [(x, y) for x in across for y in (bottom - away, top + away)] + [(left - away, up), (right + away, up)]
    return _drawn(_ON_ALL, [_line(*line) for line in lines] + [_target(x, y) for x, y in targets])


def fold(*lines: tuple[float, float, float, float], inside: bool = False) -> bytes:
    """Dashed lines (from x, y to x, y) that show a fold; ``inside`` the trim they are printed by black alone."""
    colour = _IN_BLACK if inside else _ON_ALL
    return _drawn(colour, [b"[2 1.5] 0 d ", *(_line(*line) for line in lines)])


def _drawn(colour: str, parts: list[bytes]) -> bytes:
    return f"q {colour} {LINE} w 0 J ".encode() + b"".join(parts) + b"Q\n"


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S ".encode()


def _target(x: float, y: float) -> bytes:
    r, c = _RADIUS, _RADIUS * _CIRCLE
    arcs = [(r, c, c, r, 0, r), (-c, r, -r, c, -r, 0), (-r, -c, -c, -r, 0, -r), (c, -r, r, -c, r, 0)]
    curves = " ".join(
        f"{x + a:.3f} {y + b:.3f} {x + d:.3f} {y + e:.3f} {x + f:.3f} {y + g:.3f} c" for a, b, d, e, f, g in arcs
    )
    circle = f"{x + r:.3f} {y:.3f} m {curves} s ".encode()
    return circle + _line(x - _CROSS, y, x + _CROSS, y) + _line(x, y - _CROSS, x, y + _CROSS)
