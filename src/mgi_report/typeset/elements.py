"""Elements of the tag tree as the engine's objects: what lies below one, how one is added and taken out."""

from __future__ import annotations

from typing import Any

import pydyf


def free(item: Any) -> None:
    """Take an object out: its entry in the cross-reference table becomes a free one, its number is not used again."""
    item.number, item.generation, item.free = 0, 1, "f"


def is_free(item: Any) -> bool:
    """Whether an object was taken out."""
    return getattr(item, "free", None) == "f"


def element_of(pdf: Any, reference: bytes) -> Any:
    """The element that a reference names."""
    return pdf.objects[int(reference.split()[0])]


def kids_of(pdf: Any, element: Any) -> list[Any]:
    """The elements right below one."""
    return [element_of(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]


def added(pdf: Any, kind: str, kids: list[Any], above: Any) -> Any:
    """A new element of a kind, which takes these kids; it stands on the page of the one above."""
    element = pydyf.Dictionary({"Type": "/StructElem", "S": kind, "K": pydyf.Array(), "Pg": above["Pg"]})
    pdf.add_object(element)
    take(pdf, element, kids)
    element["P"] = above.reference
    return element


def take(pdf: Any, element: Any, kids: list[Any]) -> None:
    """Put these kids below an element, behind those that it has."""
    element["K"].extend(kids)
    for kid in kids:
        if isinstance(kid, bytes):
            element_of(pdf, kid)["P"] = element.reference
