"""The geometry of the domain wheel: six equal sectors, numbered clockwise from the top.

Lengths are millimetres, angles degrees counted anticlockwise from three o'clock. The wheel is a table of contents and
carries no magnitude: every sector has the same radius and the same angle, whatever a profile says.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin

SECTORS = 6
DIAMETER = 116.0
OUTER = DIAMETER / 2
INNER = 21.5
GAP = 1.6
"""Width of the white joint between two sectors."""
ICON = 11.0
"""Edge of the square that an icon fills."""
LABEL_WIDTH = 30.0


@dataclass(frozen=True)
class Sector:
    """One sector: ``middle`` is the angle of its axis, ``number`` counts from 1."""

    number: int
    middle: float

    def point(self, radius: float) -> tuple[float, float]:
        """The point on the axis at a distance from the centre; x to the right, y upwards, origin in the centre."""
        return radius * cos(radians(self.middle)), radius * sin(radians(self.middle))

    @property
    def content_centre(self) -> tuple[float, float]:
        """Where icon and label together are centred."""
        return self.point((OUTER + INNER) / 2)

    @property
    def label_box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the icon and label area in a page, from the top left corner of the wheel."""
        x, y = self.content_centre
        height = 30.0
        return OUTER + x - LABEL_WIDTH / 2, OUTER - y - height / 2, LABEL_WIDTH, height

    @property
    def icon_centre(self) -> tuple[float, float]:
        """Centre of the icon: in the upper half of the label box, so that label and icon read as one."""
        x, y = self.content_centre
        return x, y + 15.0 - 1.0 - ICON / 2


def sectors() -> tuple[Sector, ...]:
    """The six sectors in the order of the framework."""
    return tuple(Sector(number, 90.0 - 360 / SECTORS * (number - 1)) for number in range(1, SECTORS + 1))


def joint_angle(radius: float) -> float:
    """Half of the angle, in degrees, that a joint takes at a radius, so that its edges stay parallel."""
    return degrees(asin(GAP / 2 / radius))
