"""The picture by which a page of the HTML edition is shown where somebody shares its address: 1200 by 630 pixels.

It says what the page is and whose; the six accents below are an ornament, always the same.
"""

from __future__ import annotations

import textwrap

from ..design.theme import Theme
from .canvas import FontFiles as FontFiles
from .canvas import draw
from .shapes import Box, Shape, Sheet, Words

WIDTH, HEIGHT = 152.4, 80.01
"""In mm, which are the pixels at 200 to the inch."""
_LEFT, _STRIPE = 10.0, 4.0
_SIZES = ((40.0, 18), (30.0, 24), (22.0, 34), (16.0, 46))
"""Sizes of the title in points, each with the characters that a line of it holds."""


def draw_card(title: str, under: str, series: str, theme: Theme, fonts: FontFiles) -> bytes:
    """Draw a card as PNG."""
    paper, deep = theme.rgb("paper"), theme.rgb("deep")
    size, lines = _fitted(title)
    leading = size * 0.42
    first = 44.0 - leading * (len(lines) - 1) / 2
    words = [Words(_LEFT, first + leading * row, line, size, paper) for row, line in enumerate(lines)]
    below = first + leading * (len(lines) - 1) + 11
    fills = [fill for fill, _ in theme.accents().values()]
    step = WIDTH / len(fills)
    shapes: list[Shape] = [
        Box(0, 0, WIDTH, HEIGHT, deep),
        *(Box(step * at, HEIGHT - _STRIPE, step, _STRIPE, fill) for at, fill in enumerate(fills)),
        Words(_LEFT, 14, series.upper(), 10, paper, bold=True),
        *words,
        *(Words(_LEFT, below + 6.5 * row, line, 14, paper) for row, line in enumerate(textwrap.wrap(under, 54)[:2])),
    ]
    return draw(Sheet(WIDTH, HEIGHT, tuple(shapes), title, under), fonts, "png")


def _fitted(title: str) -> tuple[float, list[str]]:
    """The largest size at which a title takes two lines, and its lines; three of the smallest at most."""
    for size, width in _SIZES:
        lines = textwrap.wrap(title, width, break_long_words=False)
        if len(lines) <= 2:
            return size, lines
    return size, textwrap.wrap(title, width)[:3]
