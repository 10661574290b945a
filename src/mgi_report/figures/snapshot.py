"""The domain wheel, drawn as SVG, PNG or PDF bytes.

Drawn on a :mod:`~mgi_report.figures.canvas`; the same input gives the same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ..errors import ExitCode, Kind, ReportError
from ..text.units import POINTS_PER_MM
from . import canvas
from .canvas import FORMATS as FORMATS
from .canvas import FontFiles as FontFiles
from .wheel import FIGURE, SECTORS, Sector, Wheel

_TITLE_SIZE = 12.5
_CENTRED = {"ha": "center", "va": "top"}


@dataclass(frozen=True)
class SectorStyle:
    """What a sector shows: colours (``#RRGGBB``), icon file and, where the figure stands alone, its label."""

    fill: str
    on: str
    icon: Path
    label: str = ""


def draw_wheel(
    styles: Sequence[SectorStyle],
    fonts: FontFiles,
    keyline: str,
    title: str = "",
    subtitle: str = "",
    suffix: str = "svg",
    wheel: Wheel = FIGURE,
) -> bytes:
    """Draw the wheel.

    With labels and a title it stands alone, as on a slide. Without them it is the ground on which a page sets its own
    text and links, the same for every city.
    """
    figure, axes = canvas.new(wheel.diameter, wheel.diameter, centred=True)
    for sector, style in zip(wheel.sectors, styles, strict=True):
        _draw_sector(axes, sector, style, keyline)
        if style.label:
            _label_sector(axes, sector, style, fonts)
    if title:
        _label_centre(axes, title, subtitle, fonts, keyline)
    return canvas.save(figure, suffix, ", ".join(filter(None, (title, subtitle))))


def _draw_sector(axes: Any, sector: Sector, style: SectorStyle, keyline: str) -> None:
    canvas.patch(axes, _sector_path(sector), facecolor=style.fill, edgecolor=keyline, linewidth=0.6, joinstyle="round")
    x, y = sector.icon_centre
    for path in _icon_paths(style.icon, sector.wheel.icon):
        stroke = 2 / 24 * sector.wheel.icon * POINTS_PER_MM
        moved = path.transformed(canvas.unmoved().translate(x, y))
        canvas.patch(axes, moved, fill=False, edgecolor=style.on, linewidth=stroke, capstyle="round", joinstyle="round")


def _sector_path(sector: Sector) -> Any:
    outline_class = canvas.outline_class()
    half, wheel = 180 / SECTORS, sector.wheel
    outer, inner = wheel.diameter / 2 - 0.4, wheel.hub / 2
    a, b = half - wheel.joint_angle(outer), half - wheel.joint_angle(inner)
    rim = outline_class.arc(sector.middle - a, sector.middle + a).transformed(canvas.unmoved().scale(outer))
    hub = outline_class.arc(sector.middle - b, sector.middle + b).transformed(canvas.unmoved().scale(inner))
    vertices = [*rim.vertices, *hub.vertices[::-1], rim.vertices[0]]
    codes = [*rim.codes, outline_class.LINETO, *hub.codes[1:], outline_class.CLOSEPOLY]
    return outline_class(vertices, codes)


def _label_sector(axes: Any, sector: Sector, style: SectorStyle, fonts: FontFiles) -> None:
    x, y = sector.icon_centre
    lines = [str(sector.number), *textwrap.wrap(style.label, 17)]
    top = y - sector.wheel.icon / 2 - 1.2
    for index, line in enumerate(lines):
        cut = fonts.bold if index == 0 else fonts.regular
        canvas.text(axes, (x, top - 3.6 * index), line, cut, 8.5, style.on, **_CENTRED)


def _label_centre(axes: Any, title: str, subtitle: str, fonts: FontFiles, colour: str) -> None:
    lines, size = _wrapped(title)
    leading = 5.2 * size / _TITLE_SIZE
    below = textwrap.wrap(subtitle, 20)
    top = (leading * len(lines) + 3.6 * len(below)) / 2
    for index, line in enumerate(lines):
        canvas.text(axes, (0, top - leading * index), line, fonts.bold, size, colour, **_CENTRED)
    for index, line in enumerate(below):
        place = (0, top - leading * len(lines) - 3.6 * index - 0.6)
        canvas.text(axes, place, line, fonts.regular, 8.5, colour, **_CENTRED)


def _wrapped(title: str) -> tuple[list[str], float]:
    """A title in at most four lines that fit the hub, and its type size; no word is broken."""
    lines: list[str] = []
    for width in range(14, max(len(title), 14) + 1, 3):
        lines = textwrap.wrap(title, width, break_long_words=False, break_on_hyphens=False)
        if len(lines) <= 4:
            break
    return lines, _TITLE_SIZE * min(1, 15 / max(map(len, lines), default=1))


@cache
def _icon_paths(file: Path, edge: float) -> tuple[Any, ...]:
    """The strokes of a 24 × 24 icon as outlines around the origin, y upwards, ``edge`` mm wide."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.svgLib.path import parse_path

    kind = canvas.outline_class()
    codes_of = {"moveTo": kind.MOVETO, "lineTo": kind.LINETO, "qCurveTo": kind.CURVE3, "curveTo": kind.CURVE4}
    outlines = []
    for element in ElementTree.parse(file).iter("{http://www.w3.org/2000/svg}path"):  # noqa: S314
        if element.get("stroke") == "none":
            continue
        pen = DecomposingRecordingPen({})
        parse_path(element.get("d", ""), pen)
        vertices: list[tuple[float, float]] = []
        codes: list[int] = []
        for name, points in pen.value:
            if name in codes_of:
                vertices += points
                codes += [codes_of[name]] * len(points)
            elif name == "closePath" and vertices:
                vertices.append(vertices[0])
                codes.append(kind.CLOSEPOLY)
        if not vertices:
            message = f"the icon {file} has a path without points"
            raise ReportError(message, ExitCode.TEMPLATE, kind=Kind.PICTURE_UNREADABLE)
        scaled = [((x - 12) / 24 * edge, (12 - y) / 24 * edge) for x, y in vertices]
        outlines.append(kind(scaled, codes))
    return tuple(outlines)
