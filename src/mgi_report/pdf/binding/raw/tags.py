"""Structure trees of parts of our own making, joined (ISO 32000-1, 14.7)."""

from __future__ import annotations

import re

from ..objects import Value
from ..tags import MODERN, PAGE_KEY, STANDARD_TYPES, Tags
from .moved import Moved
from .syntax import NotPlainError, Ref, decoded, entries, integer, referred, text_in, values

_KEY = re.compile(rb"(/StructParents?) (\d+)")
_INNER = re.compile(rb"<<[^<>]*>>")
_KIDS = re.compile(rb"/K (\[[^]]*\]|\d+ 0 R)")
_REFERENCES = re.compile(rb"(\d+) 0 R")
_KNOWN = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree", "/RoleMap", "/Namespaces"}


class RawTags(Tags):
    """The structure tree of the volume, to which parts are added in order."""

    def add(self, moved: Moved, language: str) -> int:
        """Take over the tree of a part; returns the number of its elements.

        Raises :class:`NotPlainError` where something in it has to be renamed.
        """
        root = entries(moved.take(moved.catalog["/StructTreeRoot"]))
        if not root.keys() <= _KNOWN:
            raise NotPlainError("its tag tree has more than ours")
        for name, role in moved.dictionary(root, "/RoleMap").items():
            if name[1:] in STANDARD_TYPES or self.roles.setdefault(name, role) != role:
                raise NotPlainError("its roles mean something else")
        identifiers = {decoded(name): element for name, element in moved.tree(root.get("/IDTree", b"<<>>"), "/Names")}
        if not self.identifiers.keys().isdisjoint(identifiers):
            raise NotPlainError("two parts use the same identifiers")
        self.identifiers |= identifiers
        for space in moved.array(root, "/Namespaces"):
            if space not in self.namespaces:
                self.namespaces.append(space)
                self.modern = self.modern or (space if _is_modern(moved, space) else None)
        self._number(moved, root["/ParentTree"])
        top = _top(root["/K"])
        count = moved.part.elements or _count(moved, top)
        if self.objects.open(top)["/S"] != b"/Document":
            raise NotPlainError("its tag tree has another root")
        self.plant(moved, top, language)
        return count

    def _number(self, moved: Moved, tree: bytes) -> None:
        """Count on with the keys by which pages and annotations find their elements (ISO 32000-1, 14.7.4.4)."""
        owners = []
        for place, (key, owner) in enumerate(moved.tree(tree, "/Nums")):
            if integer(key) != place:
                raise NotPlainError("its parent tree has gaps")
            owners.append((self.next_key + place, owner))
        if not owners:
            raise NotPlainError("its parent tree is empty")
        self._shift(moved, len(owners))
        self.record(owners)
        self.begin(moved, dict(owners))
        self.next_key += len(owners)

    def first_of(self, owners: Value | None) -> Ref | None:
        """The first of an array."""
        found = _REFERENCES.search(owners) if isinstance(owners, bytes) and owners.startswith(b"[") else None
        return Ref(found[1]) if found else None

    def _shift(self, moved: Moved, count: int) -> None:
        def shifted(key: bytes) -> bytes:
            place = integer(key)
            if not 0 <= place < count:
                raise NotPlainError("a page has a key that its parent tree has not")
            return b"%d" % (place + self.next_key)

        def written(found: re.Match[bytes]) -> bytes:
            return b"%s %s" % (found[1], shifted(found[2]))

        for number in moved.annotations:
            moved.objects[number] = _KEY.sub(written, moved.objects[number])
        for place, (head, data) in moved.streams.items():
            if b"/StructParent" in head:
                moved.streams[place] = _KEY.sub(written, head), data
        for page in map(self.objects.open, moved.pages):
            if PAGE_KEY in page:
                page[PAGE_KEY] = shifted(page[PAGE_KEY])


def _is_modern(moved: Moved, namespace: bytes) -> bool:
    return text_in(entries(moved.objects[referred(namespace) or 0])["/NS"]) == MODERN


def _top(kids: bytes) -> Ref:
    """The one topmost element."""
    tops = [referred(kid) for kid in (values(kids) if kids.startswith(b"[") else [kids])]
    if len(tops) != 1 or tops[0] is None:
        raise NotPlainError("its tag tree has several roots")
    return tops[0]


def _count(moved: Moved, top: Ref) -> int:
    """The number of elements from the topmost on; raises :class:`NotPlainError` when one is met twice."""
    met: set[int] = set()
    waiting: list[int] = [top]
    while waiting:
        number = waiting.pop()
        if number in met:
            raise NotPlainError("its tag tree goes round in a circle")
        met.add(number)
        waiting += _kids(moved.objects[number])
    return len(met)


def _kids(element: bytes) -> list[int]:
    """The elements within one; what stands in dictionaries of its own (annotations, attributes) are none."""
    inside = element[2:-2]
    if b"<<" in inside:
        inside = _INNER.sub(b"", inside)
        if b"<<" in inside:
            raise NotPlainError("an element holds more than ours do")
    found = _KIDS.search(inside)
    return list(map(int, _REFERENCES.findall(found[1]))) if found else []
