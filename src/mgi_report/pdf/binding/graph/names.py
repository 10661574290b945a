"""Names of the parts: destinations, attachments and other name trees (ISO 32000-1, 7.7.4 and 12.3.2).

A name that another part has already gets the part's key before it, and so does every link that uses it. Links keep
going where they went, and a link that went nowhere does not start to go somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ..source import Met, fields_of, text_of
from .graft import Grafted
from .trees import name_tree, names_of

SCHEME = "bind:"
_ACTIONS = 32


class Names:
    """All names of the volume, to which parts are added in order."""

    def __init__(self, volume: pikepdf.Pdf) -> None:
        self.volume = volume
        self.trees: dict[str, dict[bytes, Any]] = {"/Dests": {}}
        self.old: dict[str, Any] = {}  # destinations of PDF 1.1, in a dictionary of the catalog
        self.old_bytes: set[bytes] = set()
        self.never: set[bytes] = set()  # names of links that lead nowhere, which nothing may get
        self.renamed: dict[tuple[str, bytes], bytes] = {}
        self.lost: list[tuple[str, str]] = []
        self.parts: dict[str, Grafted] = {}

    def add(self, grafted: Grafted) -> None:
        """Take over the names of a part and adapt its links."""
        self.parts[grafted.name] = grafted
        change = self._destinations(grafted)
        for holder, key in targets(grafted):
            new = change(holder[key])
            if new is not None:
                holder[key] = new
        names = _names(grafted)
        for category in [key for key in names if key != "/Dests"]:
            tree = self.trees.setdefault(category, {})
            for name, value in names_of(names[category]).items():
                tree[free_name(name, tree, grafted.name)] = value

    def _destinations(self, grafted: Grafted) -> Callable[[Any], Any]:
        """Take over the destinations of a part; the function that is returned gives a link its new target, if any.

        Readers look for a string among the old names too, and for a name among the strings; so do we.
        """
        strings = names_of(_names(grafted).get("/Dests"))
        dictionary = grafted.root.get("/Dests")
        olds = dict(dictionary.items()) if isinstance(dictionary, Dictionary) else {}
        taken = {*self.trees["/Dests"], *strings, *self.never}
        new_strings = {name: self._new(name, self.trees["/Dests"], taken, grafted.name) for name in strings}
        taken |= {_bytes(name) for name in (*self.old, *olds)}
        new_olds = {name: _name(self._new(_bytes(name), self.old_bytes, taken, grafted.name)) for name in olds}
        self.trees["/Dests"].update({new_strings[name]: value for name, value in strings.items()})
        self.old.update({new_olds[name]: value for name, value in olds.items()})
        self.old_bytes |= {_bytes(name) for name in new_olds.values()}
        self.renamed.update({(grafted.name, name): new for name, new in new_strings.items()})

        def change(target: Any) -> Any:
            word = _bytes(str(target)) if isinstance(target, Name) else bytes(target)
            old = _name(word)
            if old in new_olds and (isinstance(target, Name) or word not in new_strings):
                new: Any = Name(new_olds[old])
            elif word in new_strings:
                new = String(new_strings[word])
            else:
                self.lost.append((grafted.name, text_of(target).removeprefix("/")))
                nowhere = unused_name(grafted.name.encode() + b"." + word, {*self.trees["/Dests"], *self.old_bytes})
                self.never.add(nowhere)
                new = String(nowhere)
            return None if type(new) is type(target) and new == target else new

        return change

    def _new(self, name: bytes, tree: Container[bytes], taken: set[bytes], key: str) -> bytes:
        """The name itself where nobody has it, else one with the part's key before it."""
        if name not in tree and name not in self.never:
            return name
        new = unused_name(key.encode() + b"." + name, taken)
        taken.add(new)
        return new

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
        index = int(number) - 1 if number.isdecimal() else 0
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


def _names(grafted: Grafted) -> Any:
    names = grafted.root.get("/Names")
    return names if isinstance(names, Dictionary) else Dictionary()


def _bytes(name: str) -> bytes:
    return name[1:].encode("utf-8", "surrogateescape")


def _name(word: bytes) -> str:
    return "/" + word.decode("utf-8", "surrogateescape")


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


def _dictionaries(value: Any) -> Iterator[Any]:
    for item in value if isinstance(value, Array) else ():
        if isinstance(item, Dictionary):
            yield item


def targets(grafted: Grafted) -> Iterator[tuple[Any, str]]:
    """Every place in a part that can name a destination, once: links, fields, actions, bookmarks, what opens a file."""
    met = Met()
    for page in grafted.pages:
        if met.again(annotations := page.get("/Annots")):
            continue
        for annotation in _dictionaries(annotations):
            yield from _holders(annotation, met)
        yield from _additional(page, met)
    yield from _additional(grafted.root, met)
    opening = grafted.root.get("/OpenAction")
    if isinstance(opening, Dictionary):
        yield from _action(opening, met)
    elif isinstance(opening, (String, Name)):
        yield grafted.root, "/OpenAction"
    form = grafted.root.get("/AcroForm")
    for item in [*(fields_of(form) if isinstance(form, Dictionary) else ()), *bookmarks(grafted)]:
        yield from _holders(item, met)


def bookmarks(grafted: Grafted) -> list[Any]:
    """All bookmarks of a part; one that is met again ends its branch."""
    found: list[Any] = []
    seen: set[tuple[int, int]] = set()
    outlines = grafted.root.get("/Outlines")
    waiting = [outlines.get("/First")] if isinstance(outlines, Dictionary) else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            found.append(item)
            waiting += [item.get("/Next"), item.get("/First")]
    return found


def _holders(item: Any, met: Met) -> Iterator[tuple[Any, str]]:
    if met.again(item):
        return
    if isinstance(item.get("/Dest"), (String, Name)):
        yield item, "/Dest"
    if isinstance(item.get("/A"), Dictionary):
        yield from _action(item.A, met)
    yield from _additional(item, met)


def _additional(item: Any, met: Met) -> Iterator[tuple[Any, str]]:
    actions = item.get("/AA")
    if not isinstance(actions, Dictionary) or met.again(actions):
        return
    for key in list(actions.keys()):
        if isinstance(actions[key], Dictionary):
            yield from _action(actions[key], met)


def _action(action: Any, met: Met) -> Iterator[tuple[Any, str]]:
    """An action and those that follow it (ISO 32000-1, 12.6.2)."""
    waiting, count = [action], 0
    while waiting and count < _ACTIONS:
        item, count = waiting.pop(), count + 1
        if not isinstance(item, Dictionary) or met.again(item):
            continue
        if item.get("/S") == Name.GoTo and isinstance(item.get("/D"), (String, Name)):
            yield item, "/D"
        following = item.get("/Next")
        waiting += list(following) if isinstance(following, Array) else [following]
