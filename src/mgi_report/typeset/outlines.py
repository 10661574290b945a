"""Outlines of straight lines, of which a map has thousands of points, go into the PDF as their drawing writes them.

The engine takes the path of a drawing to pieces, point by point, for curves, units and markers that these have not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_POINT = r" -?\d+(?:\.\d+)? -?\d+(?:\.\d+)?\s+"
_STRAIGHT = re.compile(rf"\s*(?:M{_POINT}(?:L{_POINT})*(?:z\s*)?)+", re.ASCII)
_OPERATORS = {"M": "m", "L": "l"}

Draw = Callable[[Any, Any, float], None]


def straight(draw: Draw) -> Draw:
    """The engine's way of drawing a path, with a shorter one for what is straight and has no markers."""

    def draw_path(svg: Any, node: Any, font_size: float) -> None:
        path = node.get("d", "")
        if any(name.startswith("marker") for name in node.attrib) or not _STRAIGHT.fullmatch(path):
            draw(svg, node, font_size)
        else:
            svg.stream.stream.append("\nh\n".join(map(_operators, path.split("z"))).encode())

    return draw_path


def _operators(path: str) -> str:
    """The operators of PDF (ISO 32000-1, 8.5.2) for an outline that is not closed."""
    said = path.split()
    points = zip(said[::3], said[1::3], said[2::3], strict=True)
    return "\n".join(f"{x} {y} {_OPERATORS[kind]}" for kind, x, y in points)
