"""What a page paints, as facts: every fill, line, piece of type and picture with its inks, its size and its place.

Lengths are points on the page, inks are shares from 0 to 1. :mod:`contents` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .pictures import PictureFacts
from .sheet import Box

Kind = Literal["fill", "rule", "line", "type", "picture", "shading"]
Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Colour:
    """A colour as it was set: space (``DeviceCMYK``, ``Separation All``, ``ICCBased 3``) and components."""

    space: str = "DeviceGray"
    inks: tuple[float, ...] = (0.0,)


@dataclass(frozen=True)
class Paint:
    """One thing painted.

    ``size`` is the type size of type, the width of a line and the shorter edge of a rule; for a picture it is its
    resolution in pixels per inch. ``box`` is where it stands, cut to the clip; type has none. A
    ``free`` shape is no rectangle, so that its box is more than what it paints.
    """

    kind: Kind
    colour: Colour
    size: float = 0.0
    box: Box | None = None
    picture: PictureFacts | None = None
    free: bool = False


@dataclass
class Painting:
    """All that one page paints, and what it asks of the blending of colours (opacity, blend modes, overprint)."""

    paints: list[Paint] = field(default_factory=list)
    effects: set[str] = field(default_factory=set)
    characters: int = 0


def multiplied(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    a, b, c, d, e, f = m
    return (
        *(a * n[0] + b * n[2], a * n[1] + b * n[3]),
        *(c * n[0] + d * n[2], c * n[1] + d * n[3]),
        *(e * n[0] + f * n[2] + n[4], e * n[1] + f * n[3] + n[5]),
    )


def moved(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point moved by a matrix."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def scale(m: Matrix) -> float:
    """By how much a matrix enlarges lengths, on average."""
    return float(abs(m[0] * m[3] - m[1] * m[2]) ** 0.5)


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The smallest box around points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def corners(m: Matrix, box: Sequence[float]) -> list[tuple[float, float]]:
    """The corners of a box, moved by a matrix."""
    left, bottom, right, top = box
    return [moved(m, x, y) for x in (left, right) for y in (bottom, top)]


def common(one: Box, other: Box) -> Box:
    """What two boxes have in common; its edges are the wrong way round when there is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
