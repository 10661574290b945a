"""What an element of HTML is in the tag tree, where the engine does not say it.

A template says it with attributes: ``data-tag="Lbl"`` names the structure type for which HTML has no element (ISO
32000-1, 14.8.4), ``aria-label`` says in words what is seen as a sign (14.9.3), ``aria-hidden="true"`` silences the
text of an element that only parts others (14.8.2.2), a list with ``data-goes-on`` is one with the list before it, and
lists with the same ``data-list`` are one that goes on on other pages (ISO 32000-2, table 382).
The title of a link becomes its description (ISO 14289-1, 7.18.5), and ``lang`` the language of a part (WCAG 2.2,
3.1.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pydyf

from .destinations import note
from .pagination import is_set_aside
from .pieces import mark_piece


def naming(build: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The engine's way of building the tree from boxes, such that elements are named as templates name them."""

    def build_and_name(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        box = getattr(box, "_box", box)
        if is_set_aside(box):
            return
        for element in build(box, parent, pdf, *rest):
            _name(box, element)
            yield element

    return build_and_name


def _name(box: Any, structure: Any) -> None:
    """Complete one structure element: its type, its words, its language, what a link leads to."""
    element = box.element
    if element is None:
        return
    note(box, structure)
    kind = "Lbl" if box.element_tag == "dt" and structure["S"] == "/LBody" else element.get("data-tag")
    if kind and not box.element_tag.endswith("::marker"):
        structure["S"] = f"/{kind}"
    if structure["S"] == "/L" and element.get("data-goes-on") is not None:
        structure["GoesOn"] = True
    if structure["S"] == "/L" and not hasattr(structure, "list_tag"):  # not that of what it is handed on by
        structure.list_tag, structure.list_of = box.element_tag, element.get("data-list", element)
    if label := element.get("aria-label"):
        structure["Alt"] = pydyf.String(label)
    language = element.get("lang")
    if language and not box.element_tag.endswith("::marker") and box.element_tag != "html":
        structure["Lang"] = pydyf.String(language)
    if box.link_annotation and (element.get("title") or element.text):
        box.link_annotation["Contents"] = pydyf.String(element.get("title") or element.text)
    if structure["S"] == "/Figure":
        structure.pop("A", None)  # a bounding box in wrong units
    mark_piece(box, structure)
