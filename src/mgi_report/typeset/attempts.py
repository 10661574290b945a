"""Documents that are laid out until one takes the pages that it should; only that one is drawn."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from .documents import Composed, P

ANY = range(1, sys.maxsize)
"""However many pages a document takes."""
_POINTS = 0.75  # in a pixel of CSS
_PUT = ("absolute", "fixed")
T = TypeVar("T")


def at_most(pages: int) -> range:
    """So many pages or fewer."""
    return range(1, pages + 1)


def just(pages: int) -> range:
    """So many pages, no more and no fewer."""
    return range(pages, pages + 1)


def fitting(attempts: Iterable[tuple[T, Composed, range]], typeset: Callable[[Composed, range], P]) -> tuple[T, P]:
    """The first attempt that takes the pages which it should, else the first of those that take the fewest: which one
    that is, and what came of it.

    ``typeset`` need not draw a document that takes other pages than it is given with; what it raises is raised.
    """
    missed: list[tuple[int, T, Composed]] = []
    for attempt, document, pages in attempts:
        made = typeset(document, pages)
        if made.pages in pages:
            return attempt, made
        missed.append((made.pages, attempt, document))
    _, attempt, document = min(missed, key=lambda one: one[0])
    return attempt, typeset(document, ANY)


def depth(page: Any) -> float:
    """How far down from its upper edge a page that was laid out is filled, in points; what stands in its margins, or
    was put in its place, is left out."""
    return max((_low(box) for box in page._page_box.children if not hasattr(box, "at_keyword")), default=0.0) * _POINTS


def _low(box: Any) -> float:
    """Where the lowest word, picture or rule within a box ends."""
    inner = [_low(child) for child in box.children if child.style["position"] not in _PUT]
    if box.border_bottom_width or hasattr(box, "text") or hasattr(box, "replacement"):
        inner.append(box.position_y + box.margin_top + box.border_height())
    return max(inner, default=0.0)
