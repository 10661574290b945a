"""Names of the parts: destinations, attachments and other name trees (ISO 32000-1, 7.7.4 and 12.3.2).

A name that another part has already gets the part's key before it, and so does every link that uses it. Links keep
going where they went, and a link that went nowhere does not start to go somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .graft import Grafted
from .source import text_of
from .trees import name_tree, names_of

SCHEME = "bind:"
_ACTIONS = 32


class Names:
    """All names of the volume, to which parts are added in order."""

    def __init__(self, volume: pikepdf.Pdf) -> None:
        self.volume = volume
        self.trees: dict[str, dict[bytes, Any]] = {"/Dests": {}}
        self.old: dict[str, Any] = {}  # destinations of PDF 1.1, in a dictionary of the catalog
        self.renamed: dict[tuple[str, bytes], bytes] = {}
        self.lost: list[tuple[str, str]] = []
        self.parts: dict[str, Grafted] = {}

    def add(self, grafted: Grafted) -> None:
        """Take over the names of a part and adapt its links."""
        self.parts[grafted.name] = grafted
        changes = self._destinations(grafted)
        if changes is not None:
            for holder, key in targets(grafted):
                new = changes(holder[key])
                if new is not None:
                    holder[key] = new
        names = grafted.root.get("/Names", Dictionary())
        for category in [key for key in names if key != "/Dests"]:
            tree = self.trees.setdefault(category, {})
            for name, value in names_of(names[category]).items():
                tree[_free(name, tree, grafted.name)] = value

    def _destinations(self, grafted: Grafted) -> Any:
        strings = names_of(grafted.root.get("/Names", Dictionary()).get("/Dests"))
        dictionary = grafted.root.get("/Dests")
        olds = dict(dictionary.items()) if isinstance(dictionary, Dictionary) else {}
        prefix = grafted.name.encode() + b"."
        tree = self.trees["/Dests"]
        new_strings = {name: prefix + name if name in tree else name for name in strings}
        new_olds = {name: f"/{grafted.name}.{name[1:]}" if name in self.old else name for name in olds}
        tree.update({new_strings[name]: value for name, value in strings.items()})
        self.old.update({new_olds[name]: value for name, value in olds.items()})
        self.renamed.update({(grafted.name, name): new for name, new in new_strings.items()})

        def change(target: Any) -> Any:
            if isinstance(target, String):
                name = bytes(target)
                if name not in strings:
                    self.lost.append((grafted.name, str(target)))
                new = new_strings.get(name, prefix + name)
                return None if new == name else String(new)
            if isinstance(target, Name):
                old = str(target)
                if old not in olds:
                    self.lost.append((grafted.name, old[1:]))
                return None if new_olds.get(old) == old else Name(new_olds.get(old, f"/{grafted.name}.{old[1:]}"))
            return None

        return change

    def link_parts(self) -> None:
        """Turn addresses ``bind:NAME…`` into links within the volume."""
        for grafted in self.parts.values():
            for page in grafted.pages:
                for annotation in _dictionaries(page.get("/Annots")):
                    action = annotation.get("/A")
                    address = text_of(action.get("/URI")) if isinstance(action, Dictionary) else ""
                    if address.startswith(SCHEME):
                        self._link(annotation, address, grafted)

    def _link(self, annotation: Any, address: str, grafted: Grafted) -> None:
        target = self.find(address)
        if target is None:
            self.lost.append((grafted.name, address))
            return
        del annotation["/A"]
        annotation.Dest = target

    def find(self, address: str) -> Any:
        """The destination that an address ``bind:NAME``, ``bind:NAME/3`` or ``bind:NAME#destination`` means, if any."""
        place, _, destination = address.removeprefix(SCHEME).partition("#")
        name, _, number = place.partition("/")
        grafted = self.parts.get(name)
        if grafted is None:
            return None
        if destination:
            new = self.renamed.get((name, destination.encode()))
            return None if new is None else String(new)
        index = int(number) - 1 if number.isdigit() else 0
        if not 0 <= index < len(grafted.pages):
            return None
        return whole_page(grafted.pages[index])

    def close(self) -> None:
        """Write all names into the catalog."""
        trees = {key: name_tree(self.volume, names) for key, names in self.trees.items() if names}
        if trees:
            self.volume.Root.Names = Dictionary(trees)
        if self.old:
            self.volume.Root.Dests = self.volume.make_indirect(Dictionary(self.old))


def whole_page(page: Any) -> Any:
    """A destination: the top of a page, at the zoom the reader has."""
    box = [float(value) for value in page.get("/CropBox", page.MediaBox)]
    return Array([page, Name.XYZ, min(box[0], box[2]), max(box[1], box[3]), 0])


def _free(name: bytes, taken: dict[bytes, Any], key: str) -> bytes:
    if name not in taken:
        return name
    encoded = name.startswith(b"\xfe\xff")
    new = name + (f" ({key})".encode("utf-16-be") if encoded else f" ({key})".encode())
    return new if new not in taken else _free(new, taken, key)


def _dictionaries(value: Any) -> Iterator[Any]:
    for item in value if isinstance(value, Array) else ():
        if isinstance(item, Dictionary):
            yield item


def targets(grafted: Grafted) -> Iterator[tuple[Any, str]]:
    """Every place in a part that can name a destination: links, actions, bookmarks, what happens at opening."""
    for page in grafted.pages:
        for annotation in _dictionaries(page.get("/Annots")):
            yield from _holders(annotation)
        yield from _additional(page)
    yield from _additional(grafted.root)
    opening = grafted.root.get("/OpenAction")
    if isinstance(opening, Dictionary):
        yield from _action(opening)
    elif isinstance(opening, (String, Name)):
        yield grafted.root, "/OpenAction"
    for item in bookmarks(grafted):
        yield from _holders(item)


def bookmarks(grafted: Grafted) -> list[Any]:
    """All bookmarks of a part; one that is met again ends its branch."""
    found: list[Any] = []
    seen: set[tuple[int, int]] = set()
    waiting = [grafted.root.get("/Outlines", Dictionary()).get("/First")]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            found.append(item)
            waiting += [item.get("/Next"), item.get("/First")]
    return found


def _holders(item: Any) -> Iterator[tuple[Any, str]]:
    if isinstance(item.get("/Dest"), (String, Name)):
        yield item, "/Dest"
    if isinstance(item.get("/A"), Dictionary):
        yield from _action(item.A)
    yield from _additional(item)


def _additional(item: Any) -> Iterator[tuple[Any, str]]:
    actions = item.get("/AA")
    for key in list(actions.keys()) if isinstance(actions, Dictionary) else ():
        if isinstance(actions[key], Dictionary):
            yield from _action(actions[key])


def _action(action: Any) -> Iterator[tuple[Any, str]]:
    """An action and those that follow it (ISO 32000-1, 12.6.2)."""
    waiting, count = [action], 0
    while waiting and count < _ACTIONS:
        item, count = waiting.pop(), count + 1
        if not isinstance(item, Dictionary):
            continue
        if item.get("/S") == Name.GoTo and isinstance(item.get("/D"), (String, Name)):
            yield item, "/D"
        following = item.get("/Next")
        waiting += list(following) if isinstance(following, Array) else [following]
