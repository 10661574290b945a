"""Structure trees of the parts become one: a Document with a Part for each (ISO 32000-1, 14.7; ISO 14289-1, 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .graft import Grafted
from .parts import SourceError
from .trees import name_tree, names_of, numbers_of

_TYPES = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
    Figure Formula Form
"""
STANDARD_TYPES = frozenset(_TYPES.split())
"""Structure types that need no role map (ISO 32000-1, 14.8.4)."""


class TagTree:
    """The structure tree of the volume, to which parts are added in order."""

    def __init__(self, volume: pikepdf.Pdf, title: str, language: str) -> None:
        self.volume = volume
        self.document = volume.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, T=String(title), Lang=String(language))
        )
        self.kids: list[Any] = []
        self.parents: list[Any] = []
        self.next_key = 0
        self.roles: dict[str, Any] = {}
        self.classes: dict[str, Any] = {}
        self.identifiers: dict[bytes, Any] = {}
        self.namespaces: list[Any] = []

    def add(self, grafted: Grafted, language: str) -> int:
        """Take over the tree of a part; returns the number of its elements, 0 for a part without tags."""
        root = grafted.root.get("/StructTreeRoot")
        marked = grafted.root.get("/MarkInfo", Dictionary()).get("/Marked", False)
        if not isinstance(root, Dictionary) or "/K" not in root or not marked:
            _forget_keys(grafted)
            return 0
        top = list(root.K) if isinstance(root.K, Array) else [root.K]
        top = [kid for kid in top if isinstance(kid, Dictionary)]
        roles = self._merge(root, "/RoleMap", self.roles, grafted)
        classes = self._merge(root, "/ClassMap", self.classes, grafted)
        count = grafted.part.elements
        identifiers = names_of(root.get("/IDTree")) if count else {}
        if not count or roles or classes or not self.identifiers.keys().isdisjoint(identifiers):
            elements = list(_walk(top, grafted))
            count = len(elements)
            self._rename(elements, roles, classes)
            identifiers = self._identify(elements, grafted)
        self.identifiers.update(identifiers)
        self._number(grafted, root)
        self._plant(top, grafted, language, root.get("/RoleMap", Dictionary()))
        self.namespaces += list(root.get("/Namespaces", []))
        return count

    def close(self) -> None:
        """Write the tree into the catalog of the volume."""
        if not self.kids:
            return
        root = self.volume.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        self.document.P, self.document.K = root, Array(self.kids)
        root.ParentTree = self.volume.make_indirect(Dictionary(Kids=Array(self.parents)))
        root.ParentTreeNextKey = self.next_key
        if self.roles:
            root.RoleMap = Dictionary(self.roles)
        if self.classes:
            root.ClassMap = Dictionary(self.classes)
        if self.identifiers:
            root.IDTree = name_tree(self.volume, self.identifiers)
        if self.namespaces:
            root.Namespaces = Array(self.namespaces)
        self.volume.Root.StructTreeRoot = root

    def _plant(self, top: list[Any], grafted: Grafted, language: str, roles: Any) -> None:
        """Hang the part into the document: its own Document becomes the Part, or a new Part takes its elements."""
        part = top[0]
        if len(top) != 1 or str(roles.get(part.get("/S", ""), part.get("/S", ""))) != "/Document":
            part = self.volume.make_indirect(Dictionary(Type=Name.StructElem, K=Array(top)))
            for kid in top:
                kid.P = part
        part.S, part.P = Name.Part, self.document
        part.T = String(grafted.part.title)
        if "/Lang" not in part:
            part.Lang = String(language)
        self.kids.append(part)

    def _merge(self, root: Any, key: str, merged: dict[str, Any], grafted: Grafted) -> dict[str, Any]:
        """Join a role or class map; returns new names for what means something else in this part."""
        renamed = {}
        for name, value in dict(root.get(key, Dictionary()).items()).items():
            standard = key == "/RoleMap" and name[1:] in STANDARD_TYPES
            if not standard and (name not in merged or _same(merged[name], value)):
                merged.setdefault(name, value)
            else:
                renamed[name] = Name(f"{name}-{grafted.name}")
                merged[str(renamed[name])] = value
        return renamed

    def _rename(self, elements: list[Any], roles: dict[str, Any], classes: dict[str, Any]) -> None:
        if not roles and not classes:
            return
        for element in elements:
            if (new := roles.get(str(element.get("/S")))) is not None:
                element.S = new
            named = element.get("/C")
            if isinstance(named, Array):
                element.C = Array([classes.get(str(item), item) if isinstance(item, Name) else item for item in named])
            elif named is not None and (new := classes.get(str(named))) is not None:
                element.C = new

    def _identify(self, elements: list[Any], grafted: Grafted) -> dict[bytes, Any]:
        """The identifiers of a part, changed where another part has them, and so what refers to them (table cells)."""
        own = {bytes(element.ID): element for element in elements if isinstance(element.get("/ID"), String)}
        renamed = {name: grafted.name.encode() + b"-" + name for name in own if name in self.identifiers}
        for name, new in renamed.items():
            own[name].ID = String(new)
        for element in elements if renamed else ():
            for attributes in _attributes(element):
                if isinstance(attributes.get("/Headers"), Array):
                    headers = [bytes(item) for item in attributes.Headers]
                    attributes.Headers = Array([String(renamed.get(name, name)) for name in headers])
        return {renamed.get(name, name): element for name, element in own.items()}

    def _number(self, grafted: Grafted, root: Any) -> None:
        """Shift the keys by which pages, annotations and forms find their elements (ISO 32000-1, 14.7.4.4)."""
        offset = self.next_key
        pairs = [(number + offset, value) for number, value in numbers_of(root.get("/ParentTree"))]
        highest = pairs[-1][0] if pairs else offset - 1
        for holder, key in _holders(grafted):
            number = int(holder[key]) + offset
            holder[key] = number
            highest = max(highest, number)
        self.next_key = highest + 1
        if pairs:
            flat = Array([item for pair in pairs for item in pair])
            limits = Array([pairs[0][0], pairs[-1][0]])
            self.parents.append(self.volume.make_indirect(Dictionary(Nums=flat, Limits=limits)))


def _same(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except (NotImplementedError, TypeError):
        return False


def _walk(top: list[Any], grafted: Grafted) -> Iterator[Any]:
    """Every structure element once; raises :class:`SourceError` when the tree goes round in a circle."""
    seen: set[tuple[int, int]] = set()
    waiting = top[::-1]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(item)
        elif isinstance(item, Dictionary) and "/S" in item:
            if item.is_indirect:
                if item.objgen in seen:
                    raise SourceError("its tag tree goes round in a circle", grafted.name)
                seen.add(item.objgen)
            yield item
            kids = item.get("/K")
            if kids is not None and not isinstance(kids, int):
                waiting.append(kids)


def _attributes(element: Any) -> Iterator[Any]:
    value = element.get("/A")
    for item in value if isinstance(value, Array) else [value]:
        if isinstance(item, Dictionary):
            yield item


def _holders(grafted: Grafted) -> Iterator[tuple[Any, str]]:
    """Everything on the pages that has a key into the parent tree: pages, annotations, form XObjects and images."""
    seen: set[tuple[int, int]] = set()
    for page in grafted.pages:
        if "/StructParents" in page:
            yield page, "/StructParents"
        for annotation in page.get("/Annots", []):
            if isinstance(annotation, Dictionary) and "/StructParent" in annotation and _new(annotation, seen):
                yield annotation, "/StructParent"
        yield from _resources(page.get("/Resources"), seen)


def _resources(resources: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[Any, str]]:
    waiting = [resources]
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or not _new(item, seen):
            continue
        for kind in ("/XObject", "/Pattern"):
            for _, stream in dict(item.get(kind, Dictionary()).items()).items():
                if isinstance(stream, pikepdf.Stream) and _new(stream, seen):
                    for key in ("/StructParents", "/StructParent"):
                        if key in stream:
                            yield stream, key
                    waiting.append(stream.get("/Resources"))


def _new(item: Any, seen: set[tuple[int, int]]) -> bool:
    if not item.is_indirect:
        return True
    if item.objgen in seen:
        return False
    seen.add(item.objgen)
    return True


def _forget_keys(grafted: Grafted) -> None:
    """Take away keys into a parent tree that a part does not have, since they would point into another part's."""
    for holder, key in list(_holders(grafted)):
        del holder[key]
