"""Names by which parts are reached: destinations, attachments (ISO 32000-1, 7.7.4 and 12.3.2)."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping

from ..graph.names import SCHEME, free_name, unused_name
from .moved import Moved
from .pages import whole_page
from .syntax import STRING, NotPlainError, decoded, dictionary, entries, literal
from .writer import Drafts, name_tree

_LINK = re.compile(rb"/D(est)?\s*(" + STRING + rb")|/(A|AA|Next)\s+\d+ 0 R\b", re.DOTALL)
_SCHEME = SCHEME.encode()
_ADDRESS = b"(" + _SCHEME
_DESTINATIONS = b"/Dests"


class RawNames:
    """All names of the volume, to which parts are added in order."""

    def __init__(self) -> None:
        self.trees: dict[bytes, dict[bytes, bytes]] = {_DESTINATIONS: {}}
        self.renamed: dict[tuple[str, bytes], bytes] = {}
        self.parts: dict[str, Moved] = {}
        self.addressed: list[dict[bytes, bytes]] = []

    def add(self, moved: Moved) -> None:
        """Take over the names of a part and adapt its links; raises :class:`NotPlainError` for a link to nowhere."""
        self.parts[moved.name] = moved
        names = entries(moved.take(moved.catalog.get(b"/Names", b"<<>>")))
        self._destinations(moved, names.pop(_DESTINATIONS, b"<<>>"))
        for category, tree in names.items():
            known = self.trees.setdefault(category, {})
            for string, value in moved.tree(tree, b"/Names"):
                known[free_name(decoded(string), known, moved.name)] = value

    def _destinations(self, moved: Moved, tree: bytes) -> None:
        known = self.trees[_DESTINATIONS]
        own = {decoded(string): value for string, value in moved.tree(tree, b"/Names")}
        new, taken = {}, ChainMap(known, own)
        for name, value in own.items():
            new[name] = unused_name(moved.name.encode() + b"." + name, taken) if name in known else name
            known[new[name]] = value
        self.renamed.update({(moved.name, name): word for name, word in new.items()})
        self._link(moved, new)

    def _link(self, moved: Moved, new: Mapping[bytes, bytes]) -> None:
        """Give links the names that their destinations have now; what leads to other parts waits for them."""

        def target(found: re.Match[bytes]) -> bytes:
            if found[3]:
                raise NotPlainError("an action is an object of its own")
            word = new.get(decoded(found[2]))
            if word is None:
                raise NotPlainError("a link leads nowhere")
            return b"/D%s %s" % (found[1] or b"", literal(word))

        for number in moved.annotations:
            moved.objects[number] = text = _LINK.sub(target, moved.objects[number])
            if _ADDRESS in text:
                self.addressed.append(moved.open(number))

    def link_parts(self) -> None:
        """Turn addresses ``bind:NAME…`` into links within the volume; whatever leads nowhere raises."""
        for annotation in self.addressed:
            action = entries(annotation.pop(b"/A"))
            annotation[b"/Dest"] = self._target(decoded(action[b"/URI"]).removeprefix(_SCHEME))

    def _target(self, address: bytes) -> bytes:
        place, _, destination = address.partition(b"#")
        name, _, number = place.decode().partition("/")
        if destination:
            return literal(self.renamed[name, destination])
        moved = self.parts[name]
        return whole_page(moved, moved.pages[int(number) - 1 if number else 0])

    def close(self, drafts: Drafts) -> bytes:
        """Write all names; what the catalog says of them."""
        trees = {key: name_tree(drafts, names) for key, names in self.trees.items() if names}
        return dictionary(trees) if trees else b""
