"""What is drawn in an SVG of a figure: outlines, styles, points, pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
Points = list[tuple[float, float]]
Pixels = npt.NDArray[np.int16]


def drawn(svg: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The outline and the style of every path, in the order of drawing."""
    for element in ElementTree.fromstring(svg).iter(f"{SVG}path"):
        style = dict(pair.split(": ") for pair in element.get("style", "").split("; ") if pair)
        yield element.get("d", ""), style


def points_on(outline: str) -> Points:
    """The points that an outline passes through."""
    pen = RecordingPen()
    parse_path(outline, pen)
    return [points[-1] for _, points in pen.value if points]


def middle_of(outline: str) -> tuple[float, float]:
    xs, ys = zip(*points_on(outline), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def size_of(svg: bytes) -> tuple[float, float]:
    _, _, width, height = map(float, ElementTree.fromstring(svg).get("viewBox", "").split())
    return width, height


def pixels(png: bytes) -> Pixels:
    """Red, green and blue of every pixel."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), np.int16)


def colour(pixel: npt.NDArray[np.int16]) -> str:
    return "#" + "".join(f"{channel:02X}" for channel in pixel.tolist())
