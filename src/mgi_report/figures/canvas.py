"""A sheet to draw on: shapes in millimetres → SVG, PNG or PDF bytes.

The only place that imports matplotlib, and only when a figure is really drawn. Figures are objects of their own; no
pyplot, no global state. The same input gives the same bytes.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from ..errors import ExitCode, Kind, ReportError, excerpt
from ..text.typography import is_joined
from ..text.units import POINTS_PER_MM
from ..workspace.cache import own_folder
from .land import Ring
from .shapes import Area, Box, Disc, Rim, Shape, Sheet, Stroke, Words

FORMATS = ("svg", "png", "pdf")
_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "mgi-report",
    "pdf.fonttype": 42,
    "path.simplify": False,
    "font.sans-serif": [],
}
_PNG_DPI = 200


@dataclass(frozen=True)
class FontFiles:
    """The two cuts that figures use, and cuts of other families that stand in for characters that they lack."""

    regular: Path
    bold: Path
    stand_ins: tuple[tuple[Path, Path], ...] = ()

    def cut(self, words: str, *, bold: bool) -> Path:
        """The first file that has every character of some words.

        Raises :class:`ReportError` (missing) where there is none.
        """
        needed = {ord(char) for char in words if char.isprintable() and not char.isspace()}  # joiners need none either
        for pair in ((self.regular, self.bold), *self.stand_ins):
            if needed <= _characters(pair[bold]):
                return pair[bold]
        hint = "add a family that has them to fonts.text in assets/theme.yaml, and its files to assets/fonts"
        message = f"no font has all characters of {excerpt(words)}"
        raise ReportError(message, ExitCode.MISSING, hint, kind=Kind.GLYPH_MISSING)


def draw(sheet: Sheet, fonts: FontFiles | None, suffix: str = "svg") -> bytes:
    """Draw a sheet; the same sheet gives the same bytes. Without words it needs no fonts.

    Raises :class:`ReportError` (usage) for a format that is none of :data:`FORMATS`.
    """
    figure, axes = new(sheet.width, sheet.height)
    axes.set_ylim(sheet.height, 0)
    brushes: dict[type, Callable[..., None]] = {Area: _area, Rim: _rim, Box: _box, Disc: _disc, Stroke: _stroke}
    for number, shape in enumerate(_joined(sheet.shapes)):
        if isinstance(shape, Words):
            assert fonts, "a sheet with words needs fonts"
            _words(axes, shape, fonts, number, joined=suffix == "svg" and is_joined(shape.text))
        else:
            brushes[type(shape)](axes, shape, number)
    return save(figure, suffix, sheet.title, sheet.description)


def _joined(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """The shapes, with areas of one colour that follow each other as one: a map of fewer pieces is faster to set."""
    for fill, group in groupby(shapes, lambda shape: shape.fill if isinstance(shape, Area) else None):
        if fill is None:
            yield from group
        else:
            yield Area(tuple(ring for area in group if isinstance(area, Area) for ring in area.rings), fill)


def _area(axes: Any, shape: Area, order: int) -> None:
    patch(axes, outline(shape.rings), facecolor=shape.fill, edgecolor="none", zorder=order)


def _rim(axes: Any, shape: Rim, order: int) -> None:
    """A line of single pieces: where it bends, readers of PDF leave holes in a line as wide as its bends.

    It is filled too, which paints nothing, as the library drops what lies outside the sheet of lines that are not.
    """
    kind = outline_class()
    ends = [end for ring in shape.rings for piece in pairwise((*ring, ring[0])) for end in piece]
    pieces = kind(ends, [kind.MOVETO, kind.LINETO] * (len(ends) // 2))
    line = {"linewidth": shape.width * POINTS_PER_MM, "capstyle": "round"}
    patch(axes, pieces, facecolor=shape.colour, edgecolor=shape.colour, zorder=order, **line)


def _box(axes: Any, shape: Box, order: int) -> None:
    corners = [(shape.left, shape.top), (shape.left + shape.width, shape.top)]
    corners += [(x, shape.top + shape.height) for x, _ in reversed(corners)]
    patch(axes, outline([corners]), facecolor=shape.fill, edgecolor="none", zorder=order)


def _disc(axes: Any, shape: Disc, order: int) -> None:
    from matplotlib.patches import Circle

    style = {"facecolor": shape.fill or "none", "edgecolor": shape.rim or "none", "clip_on": False}
    width, radius = shape.line * POINTS_PER_MM, shape.radius - shape.line / 2
    axes.add_patch(Circle((shape.x, shape.y), radius, linewidth=width, zorder=order, **style))


def _stroke(axes: Any, shape: Stroke, order: int) -> None:
    line, width = outline_class()([shape.start, shape.end]), shape.width * POINTS_PER_MM
    patch(axes, line, edgecolor=shape.colour, fill=False, linewidth=width, capstyle="butt", zorder=order)


def _words(axes: Any, shape: Words, fonts: FontFiles, order: int, *, joined: bool) -> None:
    if joined:
        _letters(axes, shape, fonts.cut(shape.text, bold=shape.bold), order)
        return
    style: dict[str, Any] = {"ha": shape.align, "va": "baseline", "zorder": order, "gid": shape.name or None}
    style |= {"rotation": 90, "rotation_mode": "anchor"} if shape.upright else {}
    cut = fonts.cut(shape.text, bold=shape.bold)
    text(axes, (shape.x, shape.y), shape.text, cut, shape.size, shape.colour, **style)


def _letters(axes: Any, shape: Words, font: Path, order: int) -> None:
    """Words as outlines: on a page the letters of a drawing are set one by one, and these would not join."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    vertices, codes = text_to_path.get_text_path(FontProperties(fname=str(font)), shape.text, ismath=False)
    factor = shape.size / POINTS_PER_MM / text_to_path.FONT_SCALE
    start = {"left": 0.0, "center": 0.5, "right": 1.0}[shape.align] * max(along for along, _ in vertices)
    placed = [((along - start) * factor, above * factor) for along, above in vertices]
    turned = [(shape.x - v, shape.y - u) if shape.upright else (shape.x + u, shape.y - v) for u, v in placed]
    patch(
        axes,
        outline_class()(turned, codes),
        facecolor=shape.colour,
        edgecolor="none",
        zorder=order,
        gid=shape.name or None,
    )


@cache
def _library() -> Any:
    """Matplotlib, told before its first import to keep its list of fonts in a folder of the user's own.

    Without one it gets a folder for this run. What a matplotlibrc says, even one in the current folder, is forgotten.
    """
    if "MPLCONFIGDIR" not in os.environ:
        own = own_folder()
        os.environ["MPLCONFIGDIR"] = str(own / "matplotlib") if own and os.access(own, os.W_OK) else _for_this_run()
        with _without("matplotlib._afm", "AFM", None):  # mere metrics, in which nothing is set
            import matplotlib.font_manager
    import matplotlib

    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it warns where it cannot keep its list
    dict.update(matplotlib.rcParams, matplotlib.rcParamsDefault)
    with _without("matplotlib.artist", "kwdoc", lambda _: ""):  # what its manual says of all that it can draw
        import matplotlib.figure
    return matplotlib


@contextlib.contextmanager
def _without(module: str, name: str, stand_in: Any) -> Iterator[None]:
    """Let something else stand for a part of the library while another is imported that calls it for nothing here.

    Should the part go, to import the other takes longer again.
    """
    try:
        holder = import_module(module)
        given = getattr(holder, name)
    except (ImportError, AttributeError):
        yield
        return
    setattr(holder, name, stand_in)
    try:
        yield
    finally:
        setattr(holder, name, given)


def _for_this_run() -> str:
    import atexit
    import tempfile

    folder = tempfile.TemporaryDirectory(prefix="mgi-report-")
    atexit.register(folder.cleanup)
    return folder.name


@cache
def _characters(font: Path) -> frozenset[int]:
    _library()
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(font)).get_charmap())


def outline_class() -> Any:
    """The library's class of outlines."""
    _library()
    from matplotlib.path import Path as Outline

    return Outline


def unmoved() -> Any:
    """What moves nothing yet, in millimetres; the library's own methods make movements and enlargements of it."""
    _library()
    from matplotlib.transforms import Affine2D

    return Affine2D()


def new(width: float, height: float, *, centred: bool = False) -> tuple[Any, Any]:
    """A figure of ``width`` × ``height`` mm whose data coordinates are millimetres."""
    _library()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 25.4, height / 25.4))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    left, bottom = (-width / 2, -height / 2) if centred else (0.0, 0.0)
    axes.set_xlim(left, left + width)
    axes.set_ylim(bottom, bottom + height)
    return figure, axes


def save(figure: Any, suffix: str, title: str = "", description: str = "") -> bytes:
    """The bytes of a figure, with a title and a description for those who do not see it."""
    if suffix not in FORMATS:
        message, hint = f"figures cannot be written as “.{suffix}”", f"use .{', .'.join(FORMATS)}"
        raise ReportError(message, ExitCode.USAGE, hint, kind=Kind.USAGE)
    metadata: dict[str, Any] = {
        "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
        "png": {"Software": None},
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    }[suffix]
    if title and suffix != "svg":
        metadata["Title"] = title
        if description:
            metadata["Subject" if suffix == "pdf" else "Description"] = description
    out = io.BytesIO()
    with _library().rc_context(_SETTINGS):
        figure.savefig(out, format=suffix, metadata=metadata, transparent=True, dpi=_PNG_DPI)
    return _tidy_svg(out.getvalue(), title, description) if suffix == "svg" else out.getvalue()


def _tidy_svg(svg: bytes, title: str, description: str) -> bytes:
    """Drop what no reader of the figure needs, such as empty metadata; add the title, which is read aloud."""
    text = svg.decode("utf-8")
    text = re.sub(r"<!DOCTYPE[^>]*>\s*|<!--.*?-->\s*|<metadata>.*?</metadata>\s*", "", text, flags=re.S)
    spoken = f" <title>{escape(title)}</title>\n" if title else ""
    spoken += f" <desc>{escape(description)}</desc>\n" if description else ""
    text = text.replace(">\n <defs>", f">\n{spoken} <defs>", 1)
    return text.encode("utf-8")


def outline(polygon: Sequence[Ring]) -> Any:
    """A polygon of rings, in mm, as one outline; the rings after the first are holes."""
    kind = outline_class()
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for ring in polygon:
        vertices += [*ring, ring[0]]
        codes += [kind.MOVETO, *[kind.LINETO] * (len(ring) - 1), kind.CLOSEPOLY]
    return kind(vertices, codes)


def patch(axes: Any, form: Any, **style: Any) -> None:
    """Put an outline on a figure; ``style`` is how the library fills and strokes it."""
    from matplotlib.patches import PathPatch

    axes.add_artist(PathPatch(form, clip_on=False, **style))  # a patch would be measured, bend by bend, for no one


def text(axes: Any, at: tuple[float, float], words: str, font: Path, size: float, colour: str, **style: Any) -> None:
    """Set one line of text; ``style`` is how the library aligns and turns it."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

    # The cut is taken from the file; an SVG names the family, so that the reader's own copy is used.
    family = [FT2Font(str(font)).family_name, "sans-serif"]
    weight = "bold" if "Bold" in font.stem else "normal"
    properties = FontProperties(family=family, weight=weight, fname=str(font), size=size)
    axes.text(*at, words, color=colour, fontproperties=properties, parse_math=False, **style)
