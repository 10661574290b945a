"""The wheel as a web page has it: six sectors that are links, in SVG that stands in the page itself.

Lengths are units of the drawing, a hundred to the diameter. Like every wheel it carries no magnitude.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from xml.etree import ElementTree

from .wheel import SECTORS, Sector, Wheel

PAGE = Wheel(100.0, 22.0, 33.2, 1.2, 8.0, (30.0, 26.0))
"""The wheel of a web page."""
_ICON = 24  # units of the drawing of an icon
_LEADING, _LINE = 4.4, 12
"""Distance of the lines of a name, and the characters that one holds."""


@dataclass(frozen=True)
class Door:
    """A sector: its outline, its icon (left, top, scale, lines to draw) and the lines of its name (x, y, words)."""

    number: int
    path: str
    icon: tuple[float, float, float, tuple[str, ...]]
    lines: tuple[tuple[float, float, str], ...]
    size: float = 3.7
    """The height of its type."""


def doors(names: Sequence[str], icons: Sequence[bytes]) -> tuple[Door, ...]:
    """The sectors of the domains with these names and icons (SVG), in the order of the framework."""
    return tuple(_door(sector, name, icon) for sector, name, icon in zip(PAGE.sectors, names, icons, strict=True))


def _door(sector: Sector, name: str, icon: bytes) -> Door:
    x, y = sector.content_centre
    lines = _lines(f"{sector.number} {name}")
    height = PAGE.icon + 2 + _LEADING * len(lines)
    middle, top = PAGE.diameter / 2 + x, PAGE.diameter / 2 - y - height / 2
    first = top + PAGE.icon + 2 + Door.size * 0.8
    placed = tuple((round(middle, 2), round(first + _LEADING * row, 2), words) for row, words in enumerate(lines))
    left, scale = round(middle - PAGE.icon / 2, 2), round(PAGE.icon / _ICON, 4)
    return Door(sector.number, _outline(sector), (left, round(top, 2), scale, _strokes(icon)), placed)


def _strokes(icon: bytes) -> tuple[str, ...]:
    """The lines of an icon as SVG paths; nothing else of the file comes into a page."""
    paths = ElementTree.fromstring(icon).iter("{http://www.w3.org/2000/svg}path")  # noqa: S314
    return tuple(path.get("d", "") for path in paths if path.get("stroke") != "none")


def _lines(name: str) -> list[str]:
    """A number and a name in lines that a sector holds, parted between words and behind hyphens."""
    number, _, rest = name.partition(" ")
    lines = [number]
    for word in rest.replace("-", "-\0").replace("\0 ", " ").split():
        for piece in word.split("\0"):
            joined = f"{lines[-1]}{'' if lines[-1].endswith('-') else ' '}{piece}".strip()
            if lines[-1] not in ("", number) and len(joined) > _LINE:
                lines.append(piece)
            else:
                lines[-1] = joined
    return lines


def _outline(sector: Sector) -> str:
    """The edge of a sector, clockwise from its inner end."""
    half = 180 / SECTORS
    inner, outer = PAGE.hub / 2, PAGE.diameter / 2
    start = [_point(radius, sector.middle + half - PAGE.joint_angle(radius)) for radius in (inner, outer)]
    end = [_point(radius, sector.middle - half + PAGE.joint_angle(radius)) for radius in (outer, inner)]
    return f"M{start[0]}L{start[1]}A{outer:g} {outer:g} 0 0 1 {end[0]}L{end[1]}A{inner:g} {inner:g} 0 0 0 {start[0]}Z"


def _point(radius: float, angle: float) -> str:
    middle = PAGE.diameter / 2
    return f"{middle + radius * cos(radians(angle)):.2f} {middle - radius * sin(radians(angle)):.2f}"
