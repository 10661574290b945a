"""Drawn figures: the domain wheel and the locator map, as SVG, PNG or PDF bytes.

The only place that imports matplotlib, and only when a figure is really drawn. Figures are objects of their own; no
pyplot, no global state. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from . import wheel as geometry
from .errors import ExitCode, ReportError
from .land import Ring, land_in_view
from .wheel import Sector

FORMATS = ("svg", "png", "pdf")
MAP_SIZE = (56.0, 42.0)
"""Width and height of the locator map in millimetres."""
_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "mgi-report",
    "pdf.fonttype": 42,
    "path.simplify": False,
    "font.sans-serif": [],
}
_TITLE_SIZE = 12.5
_PNG_DPI = 200
_POINTS = 72 / 25.4


@dataclass(frozen=True)
class SectorStyle:
    """What a sector shows: colours (``#RRGGBB``), icon file and, where the figure stands alone, its label."""

    fill: str
    on: str
    icon: Path
    label: str = ""


@dataclass(frozen=True)
class FontFiles:
    """The two cuts that figures use."""

    regular: Path
    bold: Path


def draw_wheel(
    styles: Sequence[SectorStyle],
    fonts: FontFiles,
    keyline: str,
    title: str = "",
    subtitle: str = "",
    suffix: str = "svg",
) -> bytes:
    """Draw the wheel, ``wheel.DIAMETER`` mm wide.

    With labels and a title it stands alone, as on a slide. Without them it is the ground on which a page sets its own
    text and links, the same for every city.
    """
    figure, axes = _canvas(geometry.DIAMETER, geometry.DIAMETER, centred=True)
    for sector, style in zip(geometry.sectors(), styles, strict=True):
        _draw_sector(axes, sector, style, keyline)
        if style.label:
            _label_sector(axes, sector, style, fonts)
    if title:
        _label_centre(axes, title, subtitle, fonts, keyline)
    return _save(figure, suffix, ", ".join(filter(None, (title, subtitle))))


def _draw_sector(axes: Any, sector: Sector, style: SectorStyle, keyline: str) -> None:
    from matplotlib.patches import PathPatch

    axes.add_patch(
        PathPatch(_sector_path(sector), facecolor=style.fill, edgecolor=keyline, linewidth=0.6, joinstyle="round")
    )
    x, y = sector.icon_centre
    for path in _icon_paths(style.icon, geometry.ICON):
        stroke = 2 / 24 * geometry.ICON * _POINTS
        moved = path.transformed(_translation(x, y))
        axes.add_patch(
            PathPatch(moved, fill=False, edgecolor=style.on, linewidth=stroke, capstyle="round", joinstyle="round")
        )


def _sector_path(sector: Sector) -> Any:
    outline_class = _outline_class()

    half = 180 / geometry.SECTORS
    outer, inner = geometry.OUTER - 0.4, geometry.INNER
    a, b = half - geometry.joint_angle(outer), half - geometry.joint_angle(inner)
    rim = outline_class.arc(sector.middle - a, sector.middle + a).transformed(_scale(outer))
    hub = outline_class.arc(sector.middle - b, sector.middle + b).transformed(_scale(inner))
    vertices = [*rim.vertices, *hub.vertices[::-1], rim.vertices[0]]
    codes = [*rim.codes, outline_class.LINETO, *hub.codes[1:], outline_class.CLOSEPOLY]
    return outline_class(vertices, codes)


def _label_sector(axes: Any, sector: Sector, style: SectorStyle, fonts: FontFiles) -> None:
    x, y = sector.icon_centre
    lines = [str(sector.number), *textwrap.wrap(style.label, 17)]
    top = y - geometry.ICON / 2 - 1.2
    for index, line in enumerate(lines):
        cut = fonts.bold if index == 0 else fonts.regular
        _text(axes, x, top - 3.6 * index, line, cut, 8.5, style.on)


def _label_centre(axes: Any, title: str, subtitle: str, fonts: FontFiles, colour: str) -> None:
    lines, size = _wrapped(title)
    leading = 5.2 * size / _TITLE_SIZE
    below = textwrap.wrap(subtitle, 20)
    top = (leading * len(lines) + 3.6 * len(below)) / 2
    for index, line in enumerate(lines):
        _text(axes, 0, top - leading * index, line, fonts.bold, size, colour)
    for index, line in enumerate(below):
        _text(axes, 0, top - leading * len(lines) - 3.6 * index - 0.6, line, fonts.regular, 8.5, colour)


def _wrapped(title: str) -> tuple[list[str], float]:
    """A title in at most four lines that fit the hub, and its type size; no word is broken."""
    lines: list[str] = []
    for width in range(14, max(len(title), 14) + 1, 3):
        lines = textwrap.wrap(title, width, break_long_words=False, break_on_hyphens=False)
        if len(lines) <= 4:
            break
    return lines, _TITLE_SIZE * min(1, 15 / max(map(len, lines), default=1))


def _text(axes: Any, x: float, y: float, text: str, font: Path, size: float, colour: str) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

    # The cut is taken from the file; an SVG names the family, so that the reader's own copy is used.
    family = [FT2Font(str(font)).family_name, "sans-serif"]
    weight = "bold" if "Bold" in font.stem else "normal"
    properties = FontProperties(family=family, weight=weight, fname=str(font), size=size)
    axes.text(x, y, text, ha="center", va="top", color=colour, fontproperties=properties, parse_math=False)


def draw_locator(
    coordinates: tuple[float, float], land: Path, colours: Mapping[str, str], suffix: str = "svg"
) -> bytes:
    """Draw where a place lies: land without any border, and a mark. ``colours`` holds sea, land, mark and paper."""
    from matplotlib.patches import Circle, PathPatch, Rectangle

    width, height = MAP_SIZE
    figure, axes = _canvas(width, height)
    axes.add_patch(Rectangle((0, 0), width, height, facecolor=colours["sea"], edgecolor="none"))
    for polygon in land_in_view(coordinates, land, MAP_SIZE):
        axes.add_patch(PathPatch(_outline(polygon), facecolor=colours["land"], edgecolor="none"))
    for radius, colour in ((1.9, colours["paper"]), (1.35, colours["mark"])):
        axes.add_patch(Circle((width / 2, height / 2), radius, facecolor=colour, edgecolor="none"))
    return _save(figure, suffix)


def _outline(polygon: Sequence[Ring]) -> Any:
    """A polygon of rings, in mm, as one outline; the rings after the first are holes."""
    outline_class = _outline_class()
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for ring in polygon:
        vertices += [*ring, ring[0]]
        codes += [outline_class.MOVETO, *[outline_class.LINETO] * (len(ring) - 1), outline_class.CLOSEPOLY]
    return outline_class(vertices, codes)


@cache
def _icon_paths(file: Path, edge: float) -> tuple[Any, ...]:
    """The strokes of a 24 × 24 icon as outlines around the origin, y upwards, ``edge`` mm wide."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.svgLib.path import parse_path

    outline_class = _outline_class()

    codes_of = {
        "moveTo": outline_class.MOVETO,
        "lineTo": outline_class.LINETO,
        "qCurveTo": outline_class.CURVE3,
        "curveTo": outline_class.CURVE4,
    }
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
                codes.append(outline_class.CLOSEPOLY)
        if not vertices:
            raise ReportError(f"the icon {file} has a path without points", ExitCode.TEMPLATE)
        scaled = [((x - 12) / 24 * edge, (12 - y) / 24 * edge) for x, y in vertices]
        outlines.append(outline_class(scaled, codes))
    return tuple(outlines)


def _outline_class() -> Any:
    from matplotlib.path import Path as Outline

    return Outline


def _translation(x: float, y: float) -> Any:
    from matplotlib.transforms import Affine2D

    return Affine2D().translate(x, y)


def _scale(factor: float) -> Any:
    from matplotlib.transforms import Affine2D

    return Affine2D().scale(factor)


def _canvas(width: float, height: float, *, centred: bool = False) -> tuple[Any, Any]:
    """A figure of ``width`` × ``height`` mm whose data coordinates are millimetres."""
    os.environ.setdefault("MPLCONFIGDIR", str(Path(tempfile.gettempdir()) / "mgi-report-matplotlib"))
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 25.4, height / 25.4))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    left, bottom = (-width / 2, -height / 2) if centred else (0.0, 0.0)
    axes.set_xlim(left, left + width)
    axes.set_ylim(bottom, bottom + height)
    return figure, axes


def _save(figure: Any, suffix: str, title: str = "") -> bytes:
    import matplotlib

    if suffix not in FORMATS:
        raise ReportError(
            f"figures cannot be written as “.{suffix}”", ExitCode.USAGE, hint=f"use .{', .'.join(FORMATS)}"
        )
    metadata: dict[str, Any] = {
        "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
        "png": {"Software": None},
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    }[suffix]
    if title and suffix != "svg":
        metadata["Title"] = title
    out = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS):
        figure.savefig(out, format=suffix, metadata=metadata, transparent=True, dpi=_PNG_DPI)
    return _tidy_svg(out.getvalue(), title) if suffix == "svg" else out.getvalue()


def _tidy_svg(svg: bytes, title: str) -> bytes:
    """Drop what no reader of the figure needs, such as empty metadata; add the title, which is read aloud."""
    text = svg.decode("utf-8")
    text = re.sub(r"<!DOCTYPE[^>]*>\s*|<!--.*?-->\s*|<metadata>.*?</metadata>\s*", "", text, flags=re.S)
    if title:
        text = text.replace(">\n <defs>", f">\n <title>{escape(title)}</title>\n <defs>", 1)
    return text.encode("utf-8")
