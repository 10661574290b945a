"""What other software finds of the tags of a PDF: elements from the root on, and what finds them by a key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from helpers.pdfobjects import get, listed, number_of

Key = tuple[str, ...]


def keys_of(page: Any) -> Iterator[tuple[Key, int]]:
    """Everything on a page that has a key into the parent tree, with the way that leads to it."""
    for key in ("/StructParents", "/StructParent"):
        if key in page:
            yield ("page",), int(page[key])
    seen: set[int] = set()
    for number, item in enumerate(listed(page.get("/Annots"))):
        if (key := get(item, "/StructParent")) is not None:
            yield (f"annotation {number}",), int(key)
        for state, stream in _appearances(get(item, "/AP")):
            yield from _stream_keys((f"annotation {number}", state), stream, seen)
    yield from _resource_keys((), page.get("/Resources"), seen)


def _appearances(value: Any) -> Iterator[tuple[str, Any]]:
    for kind in ("/N", "/R", "/D"):
        entry = get(value, kind)
        if isinstance(entry, StreamObject):
            yield kind, entry
        elif isinstance(entry, DictionaryObject):
            yield from ((kind + key, entry[key].get_object()) for key in entry)


def _resource_keys(path: Key, resources: Any, seen: set[int]) -> Iterator[tuple[Key, int]]:
    for kind in ("/XObject", "/Pattern"):
        entries = get(resources, kind)
        for name in sorted(entries) if isinstance(entries, DictionaryObject) else ():
            yield from _stream_keys((*path, kind, name), get(entries, name), seen)


def _stream_keys(path: Key, stream: Any, seen: set[int]) -> Iterator[tuple[Key, int]]:
    if not isinstance(stream, StreamObject) or id(stream) in seen:
        return
    seen.add(id(stream))
    for key in ("/StructParents", "/StructParent"):
        if (number := get(stream, key)) is not None:
            yield (*path, key), int(number)
    yield from _resource_keys(path, stream.get("/Resources"), seen)


def resolved(value: Any, by_reference: dict[tuple[int, int], int]) -> Any:
    """Places, in the walk from the root, of the elements that a value of the parent tree names."""
    if value is None:
        return None
    found = value.get_object()
    if isinstance(found, ArrayObject):
        return [by_reference.get(number_of(item)) for item in found]
    return by_reference.get(number_of(value))


def elements_of(
    root: Any, numbers: dict[int, int]
) -> tuple[list[Any], list[tuple[str, int]], dict[tuple[int, int], int]]:
    """All structure elements that are reached from the root, in the order of reading.

    Also the types of the top elements and of those right below the first, each with the number of elements that it
    holds, itself included; and the place of each element by its reference.
    """
    top_tree = get(root, "/StructTreeRoot")
    if top_tree is None:
        return [], [], {}
    roles, classes = get(top_tree, "/RoleMap") or {}, get(top_tree, "/ClassMap") or {}
    elements: list[Any] = []
    by_reference: dict[tuple[int, int], int] = {}

    def visit(item: Any, depth: int, holder: Any, page: Any) -> None:
        entry = item.get_object()
        if isinstance(entry, ArrayObject):
            for kid in entry:
                visit(kid, depth, holder, page)
            return
        if not isinstance(entry, DictionaryObject) or "/S" not in entry:
            return
        assert isinstance(item, IndirectObject)
        assert number_of(item) not in by_reference, "an element stands in the tree twice"
        by_reference[number_of(item)] = len(elements)
        own = entry.raw_get("/Pg").idnum if "/Pg" in entry else page
        found = {
            "ordinal": len(elements),
            "type": _role(entry["/S"], roles),
            "depth": depth,
            "language": str(get(entry, "/Lang") or ""),
            "alt": str(get(entry, "/Alt") or ""),
            "actual": str(get(entry, "/ActualText") or ""),
            "expansion": str(get(entry, "/E") or ""),
            "title": str(get(entry, "/T") or ""),
            "attributes": _described(entry, classes),
            "headers": [bytes(name.original_bytes) for name in _headers(entry)],
            "id": get(entry, "/ID"),
            "content": [],
            "parent_is_holder": "/P" in entry and entry.raw_get("/P") == holder,
        }
        elements.append(found)
        kids = entry.get("/K")
        kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
        raw_kids = [entry.raw_get("/K")] if kids is not None and not isinstance(kids, ArrayObject) else listed(kids)
        for kid in raw_kids:
            value = kid.get_object()
            if isinstance(value, int):
                found["content"].append(("mcid", numbers.get(own), int(value)))
            elif isinstance(value, DictionaryObject) and "/S" not in value:
                at = value.raw_get("/Pg").idnum if "/Pg" in value else own
                stream = "/Stm" in value
                kind = str(value.get("/Type"))
                said = get(value, "/MCID") if kind == "/MCR" else str(get(get(value, "/Obj"), "/Subtype"))
                found["content"].append((kind, numbers.get(at), said, stream))
            else:
                visit(kid, depth + 1, item, own)

    top = top_tree.raw_get("/K") if "/K" in top_tree else ArrayObject()
    before: list[int] = []
    for kid in listed(top) if isinstance(top.get_object(), ArrayObject) else [top]:
        before.append(len(elements))
        visit(kid, 0, top_tree.indirect_reference, None)
    _name_headers(elements)
    if not elements:
        return [], [], {}
    depths = [item["depth"] for item in elements]
    tops = [(elements[0]["type"], depths[1:].index(0) + 1 if 0 in depths[1:] else len(depths))]
    starts = [index for index, depth in enumerate(depths) if depth == 1] + [len(depths)]
    if len(before) == 1:
        tops += [(elements[a]["type"], b - a) for a, b in pairwise(starts)]
    return elements, tops if len(before) == 1 else [(elements[at]["type"], 0) for at in before], by_reference


def _role(name: str, roles: Any) -> str:
    """The type that a name stands for, by the role map."""
    seen = []
    while name in roles and name not in seen:
        seen.append(name)
        name = str(roles[name])
    return str(name)


def _described(entry: Any, classes: Any) -> list[str]:
    """Attributes of an element, its own and those of its classes, as text; headers apart."""
    own = get(entry, "/A")
    found = [_plain(item) for item in (listed(own) if isinstance(own, ArrayObject) else [own]) if item is not None]
    named = get(entry, "/C")
    for name in listed(named) if isinstance(named, ArrayObject) else [named]:
        if isinstance(name, NameObject):
            found.append("class " + _plain(get(classes, name)))
    return found


def _plain(value: Any) -> str:
    value = value.get_object() if value is not None else None
    if isinstance(value, ArrayObject):
        return "[" + " ".join(_plain(item) for item in value) + "]"
    if isinstance(value, DictionaryObject):
        if "/Type" in value and value["/Type"] == "/Page":
            return "page"
        return "<" + " ".join(f"{key} {_plain(value[key])}" for key in sorted(value) if key != "/Headers") + ">"
    return repr(value)


def _headers(entry: Any) -> Iterator[Any]:
    own = get(entry, "/A")
    for item in listed(own) if isinstance(own, ArrayObject) else [own]:
        yield from (name.get_object() for name in listed(get(item, "/Headers")))


def _name_headers(elements: list[Any]) -> None:
    """Turn names of header cells into the places of these cells."""
    places: dict[bytes, list[int]] = {}
    for item in elements:
        if item["id"] is not None:
            places.setdefault(bytes(item["id"].original_bytes), []).append(item["ordinal"])
    for item in elements:
        item["headers"] = [places.get(name, [None])[0] for name in item["headers"]]
        identifier = item.pop("id")
        item["unique_id"] = None if identifier is None else len(places[bytes(identifier.original_bytes)]) == 1
