"""Structure trees of the parts become one: a Document with a Part for each (ISO 32000-1, 14.7; ISO 14289-1, 7.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..graph.tags import STANDARD_TYPES
from .moved import Moved
from .syntax import NotPlainError, array, decoded, dictionary, entries, reference, referred, text_string, values
from .writer import Drafts, name_tree

_KEY = re.compile(rb"(/StructParents?) (\d+)")
_INNER = re.compile(rb"<<[^<>]*>>")
_KIDS = re.compile(rb"/K (\[[^]]*\]|\d+ 0 R)")
_REFERENCES = re.compile(rb"(\d+) 0 R")
_PAGE_KEY = b"/StructParents"
_KNOWN = {b"/Type", b"/K", b"/ParentTree", b"/ParentTreeNextKey", b"/IDTree", b"/RoleMap"}


class RawTags:
    """The structure tree of the volume, to which parts are added in order."""

    def __init__(self, drafts: Drafts, title: str, language: str) -> None:
        self.drafts = drafts
        named = {b"/T": text_string(title), b"/Lang": text_string(language)}
        self.document = drafts.new({b"/Type": b"/StructElem", b"/S": b"/Document"} | named)
        self.kids: list[bytes] = []
        self.parents: list[bytes] = []
        self.next_key = 0
        self.roles: dict[bytes, bytes] = {}
        self.identifiers: dict[bytes, bytes] = {}

    def add(self, moved: Moved, language: str) -> int:
        """Take over the tree of a part; returns the number of its elements.

        Raises :class:`NotPlainError` where something in it has to be renamed.
        """
        root = entries(moved.take(moved.catalog[b"/StructTreeRoot"]))
        if not root.keys() <= _KNOWN:
            raise NotPlainError("its tag tree has more than ours")
        self._merge_roles(entries(moved.take(root.get(b"/RoleMap", b"<<>>"))))
        identifiers = {decoded(name): element for name, element in moved.tree(root.get(b"/IDTree", b"<<>>"), b"/Names")}
        if not self.identifiers.keys().isdisjoint(identifiers):
            raise NotPlainError("two parts use the same identifiers")
        self.identifiers |= identifiers
        self._number(moved, root[b"/ParentTree"])
        top = self._top(root[b"/K"])
        count = moved.part.elements or _count(moved, top)
        self._plant(moved, top, language)
        return count

    def _merge_roles(self, roles: Mapping[bytes, bytes]) -> None:
        for name, role in roles.items():
            if name[1:].decode() in STANDARD_TYPES or self.roles.setdefault(name, role) != role:
                raise NotPlainError("its roles mean something else")

    def _number(self, moved: Moved, tree: bytes) -> None:
        """Count on with the keys by which pages and annotations find their elements (ISO 32000-1, 14.7.4.4)."""
        owners = []
        for place, (key, owner) in enumerate(moved.tree(tree, b"/Nums")):
            if int(key) != place:
                raise NotPlainError("its parent tree has gaps")
            owners += [b"%d" % (self.next_key + place), owner]
        count = len(owners) // 2
        self._shift(moved, count)
        limits = array([owners[0], owners[-2]])
        self.parents.append(reference(self.drafts.new({b"/Nums": array(owners), b"/Limits": limits})))
        self.next_key += count

    def _shift(self, moved: Moved, count: int) -> None:
        def shifted(key: bytes) -> bytes:
            if int(key) >= count:
                raise NotPlainError("a page has a key that its parent tree has not")
            return b"%d" % (int(key) + self.next_key)

        def written(found: re.Match[bytes]) -> bytes:
            return b"%s %s" % (found[1], shifted(found[2]))

        for number in moved.annotations:
            moved.objects[number] = _KEY.sub(written, moved.objects[number])
        for number, (head, data) in moved.streams.items():
            if b"/StructParent" in head:
                moved.streams[number] = _KEY.sub(written, head), data
        for page in map(moved.open, moved.pages):
            if _PAGE_KEY in page:
                page[_PAGE_KEY] = shifted(page[_PAGE_KEY])

    def _top(self, kids: bytes) -> int:
        top = referred(kids) or referred(array(values(kids))[1:-1])
        if top is None:
            raise NotPlainError("its tag tree has several roots")
        return top

    def _plant(self, moved: Moved, top: int, language: str) -> None:
        """The Document of the part becomes a Part of the volume."""
        part = moved.open(top)
        if part[b"/S"] != b"/Document":
            raise NotPlainError("its tag tree has another root")
        part |= {b"/S": b"/Part", b"/P": reference(self.document), b"/T": text_string(moved.part.title)}
        part.setdefault(b"/Lang", text_string(language))
        self.kids.append(reference(top))

    def close(self) -> bytes:
        """Write the tree; what the catalog says of it."""
        tree = {
            b"/Type": b"/StructTreeRoot",
            b"/K": array([reference(self.document)]),
            b"/ParentTree": reference(self.drafts.new({b"/Kids": array(self.parents)})),
            b"/ParentTreeNextKey": b"%d" % self.next_key,
        }
        if self.roles:
            tree[b"/RoleMap"] = dictionary(self.roles)
        if self.identifiers:
            tree[b"/IDTree"] = name_tree(self.drafts, self.identifiers)
        root = reference(self.drafts.new(tree))
        self.drafts[self.document] |= {b"/P": root, b"/K": array(self.kids)}
        return root


def _count(moved: Moved, top: int) -> int:
    """The number of elements from the topmost on; raises :class:`NotPlainError` when one is met twice."""
    met: set[int] = set()
    waiting = [top]
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
