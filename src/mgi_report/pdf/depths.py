"""How far down pages are filled, as PDFium finds what is painted on them."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from .reading import open_pdf

_ROUNDED = 1.0  # points


def depths(pdf: bytes, first: int, foot: float) -> tuple[float, ...]:
    """How far the content of each page, from the ``first`` on (from 1), reaches down from its upper edge, in points.

    What stands in the ``foot`` of a page, as its number, is left out.
    """
    with closing(open_pdf(pdf)) as document:
        return tuple(_depth(document[index], foot) for index in range(first - 1, len(document)))


def _depth(page: Any, foot: float) -> float:
    _, bottom, _, top = page.get_trimbox()
    lows = (item.get_bounds()[1] for item in page.get_objects(max_depth=1))
    return float(top - min((low for low in lows if low >= bottom + foot - _ROUNDED), default=top))
