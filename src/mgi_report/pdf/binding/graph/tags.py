"""Structure trees of parts made by anybody, joined (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from ..names import unused_name
from ..parts import SourceError
from ..source import Met, dictionaries, items_of, listed, text_of, within
from ..tags import MODERN, STANDARD_TYPES, Tags
from .graft import Grafted
from .trees import names_of, numbers_of

_DEPTH = 50


class GraphTags(Tags):
    """The structure tree of the volume, to which parts are added in order."""

    def add(self, grafted: Grafted, language: str) -> int:
        """Take over the tree of a part; returns the number of its elements, 0 for a part without tags."""
        root = grafted.root.get("/StructTreeRoot")
        top = _alone_or_listed(within(root, "/K"))
        if not top:
            # Keys into a parent tree that a part does not have would point into another part's.
            for holder, key in list(_holders(grafted)):
                del holder[key]
            return 0
        roles = self._merge_roles(root, grafted)
        classes = self._merge_classes(root, grafted)
        count = grafted.part.elements
        identifiers = names_of(root.get("/IDTree")) if count else {}
        if not count or roles or classes or not self.identifiers.keys().isdisjoint(identifiers):
            elements = list(_walk(top, grafted))
            count = len(elements)
            _rename(elements, roles, classes)
            identifiers = self._identify(elements, grafted)
        self.identifiers.update(identifiers)
        self._number(grafted, root)
        self.plant(grafted, self._part_of(top), language)
        spaces = listed(root.get("/Namespaces"))
        self.namespaces += spaces
        self.modern = self.modern or next((space for space in spaces if text_of(space.get("/NS")) == MODERN), None)
        return count

    def _part_of(self, top: list[Any]) -> Any:
        """The element that stands for a part: its own Document, or a new element that takes all its elements."""
        if len(top) == 1 and self._role(top[0]) == "/Document":
            return top[0]
        part = self.objects.new({"/Type": Name.StructElem, "/K": top})
        for kid in top:
            kid.P = part
        return part

    def _role(self, element: Any) -> str:
        """The standard type of an element, by the role map."""
        role, steps = str(element.get("/S")), 0
        while role in self.roles and steps < _DEPTH:
            role, steps = str(self.roles[role]), steps + 1
        return role

    def _merge_roles(self, root: Any, grafted: Grafted) -> dict[str, Any]:
        """Join the role map; returns new names for types that mean something else in this part, if only in the end."""
        own = {
            name: str(role) for name, role in items_of(root.get("/RoleMap")) if isinstance(role, Name) and name != role
        }
        other = {name for name, role in own.items() if name[1:] in STANDARD_TYPES or self.roles.get(name, role) != role}
        while more := {name for name, role in own.items() if role in other} - other:
            other |= more
        renamed = {name: f"{name}-{grafted.name}" for name in other}
        self.roles.update({renamed.get(name, name): Name(renamed.get(role, role)) for name, role in own.items()})
        return {name: Name(new) for name, new in renamed.items()}

    def _merge_classes(self, root: Any, grafted: Grafted) -> dict[str, Any]:
        """Join the class map; returns new names for classes that mean something else in this part."""
        renamed = {}
        for name, value in items_of(root.get("/ClassMap")):
            if name in self.classes and not _same(self.classes[name], value):
                renamed[name] = Name(f"{name}-{grafted.name}")
            self.classes[str(renamed.get(name, name))] = value
        return renamed

    def _identify(self, elements: list[Any], grafted: Grafted) -> dict[bytes, Any]:
        """The identifiers of a part, changed where another part has them, and so what refers to them (table cells)."""
        own: dict[bytes, Any] = {}
        for element in elements:
            if isinstance(element.get("/ID"), String):
                own.setdefault(bytes(element.ID), element)
        taken = {*self.identifiers, *own}
        renamed: dict[bytes, bytes] = {}
        for name in own:
            if name in self.identifiers:
                new = unused_name(grafted.name.encode() + b"-" + name, taken)
                taken.add(new)
                renamed[name] = new
                own[name].ID = String(new)
        if renamed:
            _refer_to(elements, renamed)
        return {renamed.get(name, name): element for name, element in own.items()}

    def _number(self, grafted: Grafted, root: Any) -> None:
        """Count on with the keys by which pages, annotations and forms find their elements (ISO 32000-1, 14.7.4.4)."""
        pairs = dict(numbers_of(root.get("/ParentTree")))
        holders = [(holder, key, int(holder[key])) for holder, key in _holders(grafted)]
        numbers = sorted({*pairs, *(number for _, _, number in holders)})
        new = {number: self.next_key + place for place, number in enumerate(numbers)}
        for holder, key, number in holders:
            holder[key] = new[number]
        self.next_key += len(numbers)
        if pairs:
            owners = [(new[number], pairs[number]) for number in sorted(pairs)]
            self.record(owners)
            self.begin(grafted, dict(owners))

    def first_of(self, owners: Any) -> Any:
        """The first element of an array, in which anything may stand."""
        return next((item for item in listed(owners) if isinstance(item, Dictionary) and "/S" in item), None)


def _alone_or_listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, Dictionary) else dictionaries(value)


def _rename(elements: list[Any], roles: dict[str, Any], classes: dict[str, Any]) -> None:
    """Give elements the new names of their types and classes."""
    if not roles and not classes:
        return
    for element in elements:
        if (new := roles.get(str(element.get("/S")))) is not None:
            element.S = new
        named = element.get("/C")
        if isinstance(named, Array):
            element.C = Array([classes.get(str(item), item) if isinstance(item, Name) else item for item in named])
        elif isinstance(named, Name) and (new := classes.get(str(named))) is not None:
            element.C = new


def _refer_to(elements: list[Any], renamed: dict[bytes, bytes]) -> None:
    """Let table cells name their headers as these are called now; attributes may belong to several cells."""
    met = Met()
    for element in elements:
        for attributes in _alone_or_listed(element.get("/A")):
            headers = attributes.get("/Headers")
            if isinstance(headers, Array) and not met.again(attributes) and not met.again(headers):
                for index, item in enumerate(list(headers)):
                    if isinstance(item, String) and bytes(item) in renamed:
                        headers[index] = String(renamed[bytes(item)])


def _same(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except (NotImplementedError, TypeError):
        return False


def _walk(top: list[Any], grafted: Grafted) -> Iterator[Any]:
    """Every structure element once; raises :class:`SourceError` when the tree goes round in a circle."""
    waiting, met = top[::-1], Met()
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(item)
        elif isinstance(item, Dictionary) and "/S" in item:
            if met.again(item):
                raise SourceError("its tag tree goes round in a circle", grafted.name)
            yield item
            kids = item.get("/K")
            if kids is not None and not isinstance(kids, int):
                waiting.append(kids)


def _holders(grafted: Grafted) -> Iterator[tuple[Any, str]]:
    """Everything on the pages that has a key into the parent tree: pages, annotations, form XObjects and images."""
    met = Met()
    for page in grafted.pages:
        if "/StructParents" in page:
            yield page, "/StructParents"
        annotations = page.get("/Annots")
        for annotation in listed(annotations) if not met.again(annotations) else ():
            if isinstance(annotation, Dictionary) and not met.again(annotation):
                if "/StructParent" in annotation:
                    yield annotation, "/StructParent"
                yield from _streams(_looks(annotation.get("/AP")), met)
        yield from _streams(_painted(page.get("/Resources"), met), met)


def _looks(appearance: Any) -> list[Any]:
    """The appearance streams of an annotation, one for each state."""
    found = []
    for _, look in items_of(appearance):
        found += [look] if isinstance(look, Stream) else [state for _, state in items_of(look)]
    return found


def _painted(resources: Any, met: Met) -> list[Any]:
    if not isinstance(resources, Dictionary) or met.again(resources):
        return []
    return [stream for kind in ("/XObject", "/Pattern") for _, stream in items_of(resources.get(kind))]


def _streams(waiting: list[Any], met: Met) -> Iterator[tuple[Any, str]]:
    """The same for streams and what they paint."""
    while waiting:
        stream = waiting.pop()
        if isinstance(stream, Stream) and not met.again(stream):
            for key in ("/StructParents", "/StructParent"):
                if key in stream:
                    yield stream, key
            waiting += _painted(stream.get("/Resources"), met)
