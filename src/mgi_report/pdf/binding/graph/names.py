"""Names and bookmarks of parts made by anybody (ISO 32000-1, 7.7.4 and 12.3).

A name that another part has already gets the part's key before it, and so does every link that uses it. Links keep
going where they went, and a link that went nowhere does not start to go somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from ..names import DESTINATIONS, SCHEME, Names, unused_name
from ..objects import Objects
from ..parts import SourceError
from ..source import Met, dictionaries, fields_of, items_of, text_of, within
from .graft import Grafted
from .trees import names_of

_ACTIONS = 32
_TARGETS = (String, Name, Array)
_DEPTH = 100


class GraphNames(Names):
    """All names of the volume, to which parts are added in order."""

    def __init__(self, objects: Objects) -> None:
        super().__init__(objects)
        self.grafted: list[Grafted] = []
        self.old: dict[str, Any] = {}  # destinations of PDF 1.1, in a dictionary of the catalog
        self.old_bytes: set[bytes] = set()
        self.lost: list[tuple[str, str]] = []

    def add(self, grafted: Grafted) -> None:
        """Take over the names of a part and adapt its links."""
        self.parts[grafted.name] = grafted
        self.grafted.append(grafted)
        names = dict(items_of(grafted.root.get("/Names")))
        own = names_of(names.get(DESTINATIONS))
        strings = self.adopt(own, grafted.name, grafted.part.under)
        olds = self._old_names(grafted)
        for value in (*own.values(), *dict(items_of(grafted.root.get("/Dests"))).values()):
            _refer(value, grafted)
        for holder, key in targets(grafted):
            target = holder[key]
            if isinstance(target, Array):
                _refer(target, grafted)
                continue
            new = _moved(target, strings, olds)
            if new is None:
                self.lost.append((grafted.name, text_of(target).removeprefix("/")))
                new = self._nowhere(grafted.name, target)
            if type(new) is not type(target) or new != target:
                holder[key] = new
        for category, tree in names.items():
            if category != DESTINATIONS:
                self.keep(category, names_of(tree).items(), grafted.name)

    def _old_names(self, grafted: Grafted) -> dict[str, str]:
        """Take over the destinations of PDF 1.1 of a part; their names, which differ from all others."""
        own = dict(items_of(grafted.root.get("/Dests")))
        taken = {*self.trees[DESTINATIONS], *self.never, *map(_bytes, (*self.old, *own))}
        new = {}
        for name in own:
            word = _bytes(name)
            if word in self.old_bytes or word in self.never:
                word = unused_name(grafted.name.encode() + b"." + word, taken)
                taken.add(word)
            new[name] = _name(word)
        self.old.update({new[name]: value for name, value in own.items()})
        self.old_bytes |= set(map(_bytes, new.values()))
        return new

    def _nowhere(self, key: str, target: Any) -> Any:
        """A target that nothing has, and that nothing will get."""
        taken = {*self.trees[DESTINATIONS], *self.old_bytes}
        nowhere = unused_name(key.encode() + b"." + _word(target), taken)
        self.never[nowhere] = None
        return String(nowhere)

    def link_parts(self) -> None:
        """Turn addresses ``bind:NAME…`` into links within the volume."""
        for grafted in self.grafted:
            for page in grafted.pages:
                for annotation in dictionaries(page.get("/Annots")):
                    address = text_of(within(annotation.get("/A"), "/URI"))
                    if address.startswith(SCHEME) and not self.link(annotation, address):
                        self.lost.append((grafted.name, address))


def _refer(value: Any, grafted: Grafted) -> None:
    """Let a destination that counts pages refer to the page, as it must within a file (ISO 32000-1, 12.3.2.2).

    Readers take the number for the index of a page, and in the volume that is another one.
    """
    target = value.get("/D") if isinstance(value, Dictionary) else value
    index = target[0] if isinstance(target, Array) and len(target) else None
    if isinstance(index, int) and 0 <= index < len(grafted.pages):
        target[0] = grafted.pages[index]


def _moved(target: Any, strings: Mapping[bytes, bytes], olds: Mapping[str, str]) -> Any:
    """What a link leads to by the names that destinations have now, if it leads anywhere.

    Readers look for a string among the old names too, and for a name among the strings; so do we.
    """
    word = _word(target)
    old = _name(word)
    if old in olds and (isinstance(target, Name) or word not in strings):
        return Name(olds[old])
    return String(strings[word]) if word in strings else None


def _word(target: Any) -> bytes:
    return _bytes(str(target)) if isinstance(target, Name) else bytes(target)


def _bytes(name: str) -> bytes:
    return name[1:].encode("utf-8", "surrogateescape")


def _name(word: bytes) -> str:
    return "/" + word.decode("utf-8", "surrogateescape")


def targets(grafted: Grafted) -> Iterator[tuple[Any, str]]:
    """Every place in a part that can have a destination, once: links, fields, actions, bookmarks, what opens a file."""
    met = Met()
    for page in grafted.pages:
        if met.again(annotations := page.get("/Annots")):
            continue
        for annotation in dictionaries(annotations):
            yield from _holders(annotation, met)
        yield from _additional(page, met)
    yield from _additional(grafted.root, met)
    opening = grafted.root.get("/OpenAction")
    if isinstance(opening, Dictionary):
        yield from _action(opening, met)
    elif isinstance(opening, _TARGETS):
        yield grafted.root, "/OpenAction"
    for item in [*fields_of(grafted.root.get("/AcroForm")), *(item for item, _ in bookmarks(grafted))]:
        yield from _holders(item, met)


def bookmarks(grafted: Grafted) -> Iterator[tuple[Any, int]]:
    """All bookmarks of a part and their depth, 0 for the uppermost (ISO 32000-1, 12.3.3).

    Raises :class:`SourceError` when they go round in a circle or too deep.
    """
    waiting, met = [(within(grafted.root.get("/Outlines"), "/First"), 0)], Met()
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, Dictionary):
            if met.again(item):
                raise SourceError("its bookmarks go round in a circle", grafted.name)
            if depth > _DEPTH:
                raise SourceError(f"its bookmarks are nested more than {_DEPTH} levels deep", grafted.name)
            yield item, depth
            waiting += [(item.get("/Next"), depth), (item.get("/First"), depth + 1)]


def _holders(item: Any, met: Met) -> Iterator[tuple[Any, str]]:
    if met.again(item):
        return
    if isinstance(item.get("/Dest"), _TARGETS):
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
        if item.get("/S") == Name.GoTo and isinstance(item.get("/D"), _TARGETS):
            yield item, "/D"
        following = item.get("/Next")
        waiting += list(following) if isinstance(following, Array) else [following]
