"""Destinations that name the element beside the page (ISO 32000-2, 12.3.2.3).

A destination is a place on a page, and several domains share one: who listens is at its top then. A reader that knows
of structure destinations (``SD``) goes to the element; others pass over the key, and go to the page as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf


def note(box: Any, structure: Any) -> None:
    """Note in a structure element by which name it is reached, and that a bookmark leads to it."""
    if not hasattr(structure, "anchor"):  # a box without an element of its own hands on those that are in it
        structure.anchor, structure.bookmark = box.element.get("id"), box.bookmark_label


def name_elements(pdf: Any) -> None:
    """Let bookmarks and names of the engine's objects name the elements to which they lead, where these are known."""
    elements = [item for item in pdf.objects if hasattr(item, "anchor") and getattr(item, "free", "n") == "n"]
    named = {item.anchor: item for item in reversed(elements) if item.anchor}
    names = _object(pdf, _object(pdf, pdf.catalog.get("Names", {})).get("Dests", {})).get("Names", ())
    for at in range(0, len(names), 2):
        if element := named.get(names[at].string):
            names[at + 1] = pydyf.Dictionary(_both(names[at + 1], element))
    marked = iter([item for item in elements if item.bookmark])
    for item in _bookmarks(pdf, _object(pdf, pdf.catalog.get("Outlines", {}))):
        element = next((element for element in marked if element.bookmark == item["Title"].string), None)
        if element is None:
            return
        item["A"] = pydyf.Dictionary({"S": "/GoTo", **_both(item.pop("Dest"), element)})


def _both(place: Any, element: Any) -> dict[str, Any]:
    return {"D": place, "SD": pydyf.Array([element.reference, *place[1:]])}


def _object(pdf: Any, value: Any) -> Any:
    return pdf.objects[int(value.split()[0])] if isinstance(value, bytes) else value


def _bookmarks(pdf: Any, parent: Any) -> Iterator[Any]:
    reference = parent.get("First")
    while reference is not None:
        item = _object(pdf, reference)
        yield item
        yield from _bookmarks(pdf, item)
        reference = item.get("Next")
