"""Names by which parts are reached: destinations, attachments (ISO 32000-1, 7.7.4 and 12.3.2)."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Container, Iterable, Mapping

from .objects import Joined, Objects, Ref, Value
from .trees import name_tree, opening

SCHEME = "bind:"
DESTINATIONS = "/Dests"


class Names:
    """All names of the volume: ``trees`` by their category, and how the destinations of parts are called now."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.trees: dict[str, dict[bytes, Value]] = {DESTINATIONS: {}}
        self.renamed: dict[tuple[str, bytes], bytes] = {}
        self.parts: dict[str, Joined] = {}
        self.never: dict[bytes, None] = {}  # names of links that lead nowhere, which nothing may get

    def adopt(self, own: Mapping[bytes, Value], key: str, under: str) -> dict[bytes, bytes]:
        """Take over the destinations of a part; their names, with the key of the part before those that are taken.

        By the key of the part ``under`` which it stands they are found as well, where that has no such destination.
        """
        known = self.trees[DESTINATIONS]
        taken, new = ChainMap(known, own, self.never), {}  # type: ignore[arg-type]
        for name, value in own.items():
            free = name not in known and name not in self.never
            new[name] = name if free else unused_name(key.encode() + b"." + name, taken)
            known[new[name]] = value
            self.renamed[key, name] = new[name]
            self.renamed.setdefault((under, name), new[name])
        return new

    def keep(self, category: str, named: Iterable[tuple[bytes, Value]], key: str) -> None:
        """Take over what a part names, other than destinations."""
        tree = self.trees.setdefault(category, {})
        for name, value in named:
            tree[free_name(name, tree, key)] = value

    def link(self, annotation: Ref, address: str) -> bool:
        """Let an annotation lead to an address within the volume, if that leads anywhere."""
        target = self.find(address)
        if target is None:
            return False
        entries = self.objects.open(annotation)
        del entries["/A"]
        entries.update(target)
        return True

    def find(self, address: str) -> dict[str, Value] | None:
        """What leads to an address ``bind:NAME``, ``bind:NAME/3`` or ``bind:NAME#destination``, if anything."""
        place, _, destination = address.removeprefix(SCHEME).partition("#")
        name, _, number = place.partition("/")
        joined = self.parts.get(name)
        if joined is None:
            return None
        if destination:
            new = self.renamed.get((name, destination.encode()))
            return None if new is None else {"/Dest": self.objects.word(new)}
        index = int(number) - 1 if number.isdecimal() else 0
        return opening(self.objects, joined, index) if 0 <= index < len(joined.pages) else None

    def close(self) -> dict[str, Ref]:
        """Write all names; what the catalog says of them."""
        return {key: name_tree(self.objects, names) for key, names in self.trees.items() if names}


def unused_name(name: bytes, taken: Container[bytes]) -> bytes:
    """A name that nobody has yet, like the given one."""
    while name in taken:
        name += b"'"
    return name


def free_name(name: bytes, taken: Container[bytes], key: str) -> bytes:
    """A name of something people see, such as an attachment; with the part's key behind it where it is taken."""
    if name not in taken:
        return name
    encoded = name.startswith(b"\xfe\xff")
    new = name + (f" ({key})".encode("utf-16-be") if encoded else f" ({key})".encode())
    return new if new not in taken else free_name(new, taken, key)
