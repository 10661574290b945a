"""The geometry of the domain wheel: six equal sectors, numbered clockwise from the top.

Lengths are millimetres, angles degrees counted anticlockwise from three o'clock. The wheel is a table of contents and
carries no magnitude: every sector has the same radius and the same angle, whatever a profile says.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin

SECTORS = 6


@dataclass(frozen=True)
class Wheel:
    """A wheel of a size: its diameter, that of its hole, how far out icon and label of a sector are centred,
    the white joint between two sectors, the edge of the square that an icon fills, and the width and the height of the
    area that icon and label share.
    """

    diameter: float
    hub: float
    reach: float
    joint: float
    icon: float
    label: tuple[float, float]

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The six sectors in the order of the framework."""
        return tuple(Sector(self, number, 90.0 - 360 / SECTORS * (number - 1)) for number in range(1, SECTORS + 1))

    def joint_angle(self, radius: float) -> float:
        """Half of the angle, in degrees, that a joint takes at a radius, so that its edges stay parallel."""
        return degrees(asin(self.joint / 2 / radius))


@dataclass(frozen=True)
class Sector:
    """One sector: ``middle`` is the angle of its axis, ``number`` counts from 1."""

    wheel: Wheel
    number: int
    middle: float

    @property
    def content_centre(self) -> tuple[float, float]:
        """Where icon and label together are centred; x to the right, y upwards, origin in the centre."""
        return self.wheel.reach * cos(radians(self.middle)), self.wheel.reach * sin(radians(self.middle))

    @property
    def label_box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the icon and label area in a page, from the top left corner of the wheel."""
        (x, y), (width, height) = self.content_centre, self.wheel.label
        return self.wheel.diameter / 2 + x - width / 2, self.wheel.diameter / 2 - y - height / 2, width, height

    @property
    def icon_centre(self) -> tuple[float, float]:
        """Centre of the icon: in the upper half of the label box, so that label and icon read as one."""
        x, y = self.content_centre
        return x, y + self.wheel.label[1] / 2 - 1.0 - self.wheel.icon / 2


FIGURE = Wheel(116.0, 43.0, 39.75, 1.6, 11.0, (30.0, 30.0))
"""The wheel as a figure of its own, with the name of a place in its hub."""
DOORS = Wheel(78.0, 18.0, 25.4, 1.2, 5.2, (21.9, 20.0))
"""The wheel on the first page of a snapshot, whose sectors are the doors to the domains."""
