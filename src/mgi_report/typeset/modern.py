"""The tag tree of PDF 2.0: elements belong to a namespace, and lists say how they are numbered.

ISO 32000-2, 14.7.4, 14.8.6 and table 382; ISO 14289-2, 8.2.5.25 and 8.9.4.2. Types that PDF 2.0 has given up belong to
the namespace of PDF 1.7.
"""

from __future__ import annotations

from typing import Any

import pydyf

from .elements import added, element_of, is_free, kids_of

_BEFORE = "http://iso.org/pdf/ssn"
_GIVEN_UP = {
    *("/Art", "/BlockQuote", "/TOC", "/TOCI", "/Index", "/Private", "/Quote", "/Note", "/Reference", "/BibEntry"),
    "/Code",
}
_NUMBERED = {"dl": "/Description", "ol": "/Ordered"}


def continue_lists(pdf: Any) -> None:
    """Let lists that go on on another page say so, and name the one in which they began."""
    began: dict[Any, Any] = {}
    lists: list[Any] = [item for item in pdf.objects if isinstance(item, dict) and item.get("S") == "/L"]
    for number, items in enumerate(lists):
        first = began.setdefault(items.list_of, items)
        if first is not items:
            first.setdefault("ID", pydyf.String(f"list-{number}"))
            items["A"] = pydyf.Dictionary({"O": "/List", "ContinuedList": "true", "ContinuedFrom": first["ID"]})


def modernize(pdf: Any) -> None:
    """Complete the tag tree of the engine's objects, whose root names the namespace of PDF 2.0 already."""
    root = element_of(pdf, bytes(pdf.catalog["StructTreeRoot"]))
    elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    elements = [item for item in elements if not is_free(item)]
    elements += [_words_apart(pdf, root, item) for item in elements if item["S"] == "/Link" and "Alt" in item]
    (modern,) = root["Namespaces"]
    before = _old_namespace(pdf, root) if any(item["S"] in _GIVEN_UP for item in elements) else modern
    for item in elements:
        item["NS"] = before if item["S"] in _GIVEN_UP else modern
        if item["S"] == "/L":
            item.setdefault("A", pydyf.Dictionary({"O": "/List"}))["ListNumbering"] = _numbering(pdf, item)


def _words_apart(pdf: Any, root: Any, link: Any) -> Any:
    """Words that stand in for what a link shows are those of an element in it: the link itself must say no other ones
    than its annotation, which says where it leads."""
    places = [kid for kid in link["K"] if isinstance(kid, dict)]
    words = added(pdf, "/Span", [kid for kid in link["K"] if kid not in places], link)
    words["Alt"] = link.pop("Alt")
    link["K"] = pydyf.Array([words.reference, *places])
    for entry in element_of(pdf, bytes(root["ParentTree"]))["Nums"]:
        if isinstance(entry, list):
            entry[:] = [words.reference if owner == link.reference else owner for owner in entry]
    return words


def _old_namespace(pdf: Any, root: Any) -> bytes:
    namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_BEFORE)})
    pdf.add_object(namespace)
    root["Namespaces"].append(namespace.reference)
    return bytes(namespace.reference)


def _numbering(pdf: Any, items: Any) -> str:
    """How the items of a list are told apart: as terms, by numbers, by marks, or by nothing."""
    labelled = any(kid["S"] == "/Lbl" for item in kids_of(pdf, items) for kid in kids_of(pdf, item))
    return _NUMBERED.get(items.list_tag, "/Unordered") if labelled else "/None"
