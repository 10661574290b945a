"""One element for one thing: a link, a name in another language or an item within a line that goes over several lines.

The engine makes an element of each line's piece, and of each piece of a link an annotation, which is heard and stopped
at as often. Here the pieces on a page become one element with all their content, and their annotations one with a
quadrilateral for each line (ISO 32000-1, table 173).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

_KINDS = ("/Link", "/Span", "/NonStruct", "/LBody")


def mark_piece(box: Any, structure: Any) -> None:
    """Note in a structure element of what it is a piece, where an inline box is one."""
    if structure["S"] in _KINDS and type(box).__name__ == "InlineBox":
        structure.piece_of = (box.element, box.element_tag)


def join(pdf: Any) -> None:
    """Join the pieces in the tag tree of the engine's objects."""
    owner: dict[bytes, bytes] = {}
    gone: set[bytes] = set()
    for element in _elements(pdf):
        if element["S"] == "/Link":
            _gather(pdf, element, gone)
    for element in _elements(pdf):  # what lies in an element was made after it
        _join_kids(pdf, element, owner, gone)
    for page in pdf.objects if gone else ():
        if isinstance(page, dict) and page.get("Type") == "/Page" and "Annots" in page:
            page["Annots"] = pydyf.Array(item for item in page["Annots"] if item not in gone)
    if owner or gone:
        _lead_to(pdf, owner)


def _elements(pdf: Any) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem" and item.free != "f":
            yield item


def _gather(pdf: Any, link: Any, gone: set[bytes]) -> None:
    """Leave a link its own annotation alone: the engine gives one to each box that stands in it, too.

    What stands apart, as a page number at the end of a line, is a quadrilateral of the link's.
    """
    here, found = _annotation(pdf, link), [*_within(pdf, link)]
    inner = {_object(pdf, reference["Obj"]).reference for _, reference in found}
    for holder, reference in found:
        holder["K"].remove(reference.reference)
        if not _stretch(pdf, here, reference, gone | inner):
            _drop(pdf, reference)
        gone.add(reference["Obj"])


def _within(pdf: Any, element: Any) -> Iterator[tuple[Any, Any]]:
    """What refers to annotations in elements that stand in another, each with the one in which it stands."""
    for kid in [_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]:
        if kid.get("Type") == "/StructElem" and kid["S"] != "/Link":
            inner = [_object(pdf, item) for item in kid["K"] if isinstance(item, bytes)]
            yield from [(kid, item) for item in inner if item.get("Type") == "/OBJR"]
            yield from _within(pdf, kid)


def _drop(pdf: Any, reference: Any) -> None:
    _free(_object(pdf, reference["Obj"]))
    _free(reference)


def _join_kids(pdf: Any, parent: Any, owner: dict[bytes, bytes], gone: set[bytes]) -> None:
    """Join the pieces of one thing that follow one another right below an element."""
    kept: list[Any] = []
    before: Any = None
    for kid in parent["K"]:
        item: Any = _object(pdf, kid) if isinstance(kid, bytes) else None
        piece = _piece(pdf, item)
        if piece and before is not None and piece == _piece(pdf, before) and item["Pg"] == before["Pg"]:
            _take(pdf, before, item, gone)
            owner[item.reference] = before.reference
            _free(item)
        else:
            kept.append(kid)
            before = item
    parent["K"] = pydyf.Array(kept)


def _piece(pdf: Any, element: Any) -> Any:
    """Of what an element is a piece; an item of a list, which the engine puts around its body, of what that is."""
    if element is not None and element.get("S") == "/LI":
        element = next((_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)), None)
    return getattr(element, "piece_of", None)


def _take(pdf: Any, first: Any, piece: Any, gone: set[bytes]) -> None:
    """Give the first piece the content of another, and its annotation the other's place."""
    here = _annotation(pdf, first)
    for kid in piece["K"]:
        item: Any = _object(pdf, kid) if isinstance(kid, bytes) else {}
        if item.get("Type") == "/OBJR" and here is not None and _stretch(pdf, here, item, gone):
            continue
        if "P" in item:
            item["P"] = first.reference
        first["K"].append(kid)


def _stretch(pdf: Any, annotation: Any, reference: Any, gone: set[bytes]) -> bool:
    """Have an annotation take the place of one that is referred to, unless another one stands between both.

    Some viewers look at nothing but the rectangle around all quadrilaterals.
    """
    other = _object(pdf, reference["Obj"])
    quads = [*annotation.get("QuadPoints", _corners(annotation["Rect"])), *_corners(other["Rect"])]
    around = (min(quads[::2]), min(quads[1::2]), max(quads[::2]), max(quads[1::2]))
    own = {annotation.reference, other.reference, *gone}
    if any(
        _meet(around, _object(pdf, each)["Rect"]) for each in _object(pdf, reference["Pg"])["Annots"] if each not in own
    ):
        return False
    annotation["QuadPoints"], annotation["Rect"] = pydyf.Array(quads), pydyf.Array(around)
    gone.add(other.reference)
    _free(reference)
    _free(other)
    return True


def _meet(one: Any, other: Any) -> bool:
    (left, right), (bottom, top) = sorted(other[::2]), sorted(other[1::2])
    return bool(one[0] < right and left < one[2] and one[1] < top and bottom < one[3])


def _annotation(pdf: Any, element: Any) -> Any:
    items = (_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes))
    return next((_object(pdf, item["Obj"]) for item in items if item.get("Type") == "/OBJR"), None)


def _corners(rectangle: Any) -> list[float]:
    """The corners of a rectangle in the order in which viewers read them: upper ones first, from the left."""
    left, right = sorted(rectangle[::2])
    bottom, top = sorted(rectangle[1::2])
    return [left, top, right, top, left, bottom, right, bottom]


def _lead_to(pdf: Any, owner: dict[bytes, bytes]) -> None:
    """Have the parent tree lead to the elements that are left, and its keys follow one another."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    entries = _object(pdf, root["ParentTree"])["Nums"]
    left = {item["StructParent"] for item in pdf.objects if _is_kept(item)}
    values: list[Any] = []
    numbers: dict[int, int] = {}
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        if isinstance(value, list) or key in left:
            numbers[key] = len(values)
            pages = isinstance(value, list)
            values.append(pydyf.Array(owner.get(item, item) for item in value) if pages else owner.get(value, value))
    entries[:] = [item for pair in enumerate(values) for item in pair]
    for item in pdf.objects:
        for name in ("StructParent", "StructParents"):
            if isinstance(item, pydyf.Dictionary) and name in item and item.free != "f":
                item[name] = numbers[item[name]]


def _is_kept(item: Any) -> bool:
    return isinstance(item, pydyf.Dictionary) and "StructParent" in item and bool(item.free != "f")


def _free(item: Any) -> None:
    """Take an object out: its entry in the cross-reference table becomes a free one."""
    item.number, item.generation, item.free = 0, 1, "f"


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
