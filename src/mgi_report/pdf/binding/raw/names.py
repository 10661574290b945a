"""Names and bookmarks by which parts of our own making are reached (ISO 32000-1, 7.7.4 and 12.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..names import DESTINATIONS, SCHEME, Names
from ..objects import Objects, Value
from .moved import Moved
from .syntax import STRING, NotPlainError, Ref, decoded, entries, integer, literal, referred, text_in

_LINK = re.compile(rb"/D(est)?\s*(" + STRING + rb")|/(A|AA|Next)\s+\d+ 0 R\b", re.DOTALL)
_DEPTH = 100
_ADDRESS = b"(" + SCHEME.encode()


class RawNames(Names):
    """All names of the volume, to which parts are added in order."""

    def __init__(self, objects: Objects) -> None:
        super().__init__(objects)
        self.addressed: list[tuple[Ref, str]] = []

    def add(self, moved: Moved) -> dict[bytes, bytes]:
        """Take over the names of a part and adapt its links; how its destinations are called now.

        Raises :class:`NotPlainError` for a link to nowhere.
        """
        self.parts[moved.name] = moved
        names = moved.dictionary(moved.catalog, "/Names")
        own = {decoded(name): value for name, value in moved.tree(names.pop(DESTINATIONS, b"<<>>"), "/Names")}
        new = self.adopt(own, moved.name, moved.part.under)
        self._link(moved, new)
        for category, tree in names.items():
            self.keep(category, ((decoded(name), value) for name, value in moved.tree(tree, "/Names")), moved.name)
        return new

    def _link(self, moved: Moved, new: Mapping[bytes, bytes]) -> None:
        """Give links the names that their destinations have now; what leads to other parts waits for them."""

        def target(found: re.Match[bytes]) -> bytes:
            if found[3]:
                raise NotPlainError("an action is an object of its own")
            return b"/D%s %s" % (found[1] or b"", literal(called(new, found[2])))

        for number in moved.annotations:
            moved.objects[number] = text = _LINK.sub(target, moved.objects[number])
            if _ADDRESS in text:
                action = entries(moved.drafts.open(number)["/A"])
                self.addressed.append((number, text_in(action["/URI"])))

    def link_parts(self) -> None:
        """Turn addresses ``bind:NAME…`` into links within the volume; whatever leads nowhere raises."""
        for annotation, address in self.addressed:
            if not self.link(annotation, address):
                raise NotPlainError("a link between parts leads nowhere")


def called(names: Mapping[bytes, bytes], string: bytes) -> bytes:
    """What the destination of a link is called now; raises :class:`NotPlainError` where there is none."""
    name = names.get(decoded(string))
    if name is None:
        raise NotPlainError("a link leads nowhere")
    return name


def bookmarks_of(moved: Moved, names: Mapping[bytes, bytes]) -> list[Ref]:
    """The uppermost bookmarks of a part, all of which lead to destinations by the names that these have now."""
    return _siblings(moved, moved.dictionary(moved.catalog, "/Outlines"), names, set(), 0)


def _siblings(
    moved: Moved, parent: Mapping[str, Value], names: Mapping[bytes, bytes], met: set[Ref], depth: int
) -> list[Ref]:
    found, following = [], parent.get("/First")
    while following is not None:
        number = referred(following)
        if number is None or number in met or depth > _DEPTH:
            raise NotPlainError("its bookmarks are not a chain")
        met.add(number)
        found.append(number)
        item = moved.drafts.open(number)
        action = entries(item.get("/A", b"<</S /GoTo/D []>>"))
        if action["/S"] != b"/GoTo" or not action["/D"].startswith(b"[") or not action.keys() <= {"/S", "/D", "/SD"}:
            raise NotPlainError("a bookmark does more than lead somewhere")
        if item.get("/Dest", b"[").startswith((b"(", b"<")):
            item["/Dest"] = literal(called(names, item["/Dest"]))
        if "/Count" in item:
            item["/Count"] = integer(item["/Count"])
        _siblings(moved, item, names, met, depth + 1)
        following = item.get("/Next")
    return found
