"""Running heads, running feet and folios as artifacts of pagination, and whatever else is seen and not heard (ISO
14289-1, 7.8).

The engine marks them as content and leaves them out of the tag tree, so that they belong to nothing: some readers hear
them on every page, others lose them. An artifact says what it is and where it stands (ISO 32000-1, 14.8.2.2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pydyf

_SIDES = {
    "@top": ("/Header", "/Top"),
    "@bottom": ("/Footer", "/Bottom"),
    "@left": ("/Header", "/Left"),
    "@right": ("/Header", "/Right"),
}

Mark = Callable[..., AbstractContextManager[None]]


def is_set_aside(box: Any) -> bool:
    """Whether a box stands in the margin of a page, or its element says that it is not to be heard."""
    return _is_margin(box) or _is_silent(box)


def _is_margin(box: Any) -> bool:
    return hasattr(box, "at_keyword")


def _is_silent(box: Any) -> bool:
    return box.element is not None and box.element.get("aria-hidden") == "true"


def set_aside(pages: Iterable[Any]) -> None:
    """Note in the text boxes of margins what they are, for :func:`marking`; ``pages`` are laid out."""
    for page in pages:
        for margin in filter(_is_margin, page._page_box.children):
            kind, side = next(said for name, said in _SIDES.items() if margin.at_keyword.startswith(name))
            about = {"Type": "/Pagination", "Subtype": kind, "Attached": f"[{side}]"}
            for box in margin.descendants():
                box.pagination = pydyf.Dictionary(about)


def marking(mark: Mark) -> Mark:
    """The engine's way of marking what a box draws, such that margins are artifacts."""

    @contextmanager
    def mark_or_set_aside(stream: Any, box: Any, tag: str) -> Iterator[None]:
        about = getattr(box, "pagination", {} if _is_silent(box) else None)
        if about is None or stream._tags is None:
            with mark(stream, box, tag):
                yield
            return
        pydyf.Stream.begin_marked_content(stream, "Artifact", about or None)
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(stream)

    return mark_or_set_aside
