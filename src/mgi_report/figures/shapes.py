"""What a figure is made of, before anything draws it: plain values with places in millimetres from the top left corner.

Layout modules return lists of these shapes, :mod:`~mgi_report.figures.canvas` draws them. Later shapes lie on earlier
ones. Colours are ``#RRGGBB``; an empty colour means none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .land import Ring

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Area:
    """Land: a polygon whose first ring is its outline and whose others are holes."""

    rings: tuple[Ring, ...]
    fill: str


@dataclass(frozen=True)
class Rim:
    """A round line along closed rings, ``width`` mm thick, half of it inside."""

    rings: tuple[Ring, ...]
    colour: str
    width: float


@dataclass(frozen=True)
class Box:
    """An upright rectangle, filled."""

    left: float
    top: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True)
class Disc:
    """A circle around ``x``, ``y``; ``line`` is the width of its rim in mm, inside the radius."""

    x: float
    y: float
    radius: float
    fill: str
    rim: str = ""
    line: float = 0.0


@dataclass(frozen=True)
class Stroke:
    """A straight line, ``width`` mm thick."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str
    width: float


@dataclass(frozen=True)
class Words:
    """One line of text; ``y`` is its baseline, ``size`` in points.

    With ``upright`` the line runs from bottom to top and ``x`` is its baseline. ``name`` becomes the id of the text in
    an SVG.
    """

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    align: Align = "left"
    upright: bool = False
    name: str = ""


Shape = Area | Rim | Box | Disc | Stroke | Words


@dataclass(frozen=True)
class Sheet:
    """A figure to draw: its size in mm, its shapes, and what it says to those who do not see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    description: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Every line of text in it."""
        return tuple(shape.text for shape in self.shapes if isinstance(shape, Words))
