"""Marks for cutting, folding and registration, as content of a PDF page.

They stand outside the bleed and are drawn in the registration colour, on every plate. Lengths are points.
"""

from __future__ import annotations

from .boxes import MM, Boxes

REGISTRATION = "Registration"
"""The name of the colour space in the resources of a page: ``[/Separation /All /DeviceCMYK …]``."""

LINE = 0.25
_LENGTH = 5 * MM
_GAP = 0.5 * MM
_RADIUS = 1.6 * MM
_CROSS = 2.6 * MM
_CIRCLE = 0.5522847498


def crop_and_register(boxes: Boxes) -> bytes:
    """Marks at the four corners of the trim and a target at the middle of each side."""
    left, bottom, right, top = boxes.trim
    near = boxes.bleed + _GAP
    far = near + _LENGTH
    lines = []
    for x in (left, right):
        lines += [(x, bottom - far, x, bottom - near), (x, top + near, x, top + far)]
    for y in (bottom, top):
        lines += [(left - far, y, left - near, y), (right + near, y, right + far, y)]
    away = (boxes.outside + boxes.bleed) / 2
    across, up = (left + right) / 2, (bottom + top) / 2
    targets = [(across, bottom - away), (across, top + away), (left - away, up), (right + away, up)]
    return _drawn([_line(*line) for line in lines] + [_target(x, y) for x, y in targets])


def fold(x: float, bottom: float, top: float, length: float, *, dashed: bool = True) -> bytes:
    """Marks at both ends of an upright fold: from ``bottom`` downwards and from ``top`` upwards."""
    ends = _line(x, bottom - length, x, bottom) + _line(x, top, x, top + length)
    return _drawn([(b"[2 1.5] 0 d " if dashed else b"") + ends])


def _drawn(parts: list[bytes]) -> bytes:
    space = f"q /{REGISTRATION} CS 1 SCN {LINE} w 0 J ".encode()
    return space + b"".join(parts) + b"Q\n"


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
