"""What a page paints, as facts: every fill, line, piece of type and picture with its inks, its size and its place.

Lengths are points on the page, inks are shares from 0 to 1. :mod:`contents` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pikepdf import Matrix

from .pictures import PictureFacts
from .sheet import Box

Kind = Literal["fill", "rule", "line", "type", "picture", "shading"]


@dataclass(frozen=True)
class Colour:
    """A colour as it was set: space (``DeviceCMYK``, ``Separation All``, ``ICCBased 3``) and components."""

    space: str = "DeviceGray"
    inks: tuple[float, ...] = (0.0,)

    @property
    def percent(self) -> tuple[float, ...]:
        """Its components in per cent, as recipes say them."""
        return tuple(round(100 * ink, 1) for ink in self.inks)


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


def scale(m: Matrix) -> float:
    """By how much a matrix enlarges lengths, on average."""
    return float(abs(m.a * m.d - m.b * m.c) ** 0.5)


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The smallest box around points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def corners(m: Matrix, box: Sequence[float]) -> list[tuple[float, float]]:
    """The corners of a box, moved by a matrix."""
    left, bottom, right, top = box
    return [m.transform((x, y)) for x in (left, right) for y in (bottom, top)]


def common(one: Box, other: Box) -> Box:
    """What two boxes have in common; its edges are the wrong way round when there is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
