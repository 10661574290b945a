"""Bookmarks of the parts under the titles of the parts (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from .moved import Moved
from .names import RawNames
from .pages import whole_page
from .syntax import NotPlainError, decoded, entries, literal, reference, referred, text_string
from .writer import Drafts


class RawOutlines:
    """The bookmarks of the volume, to which parts are added in order."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.items: list[int] = []
        self.met: set[int] = set()
        self.titles: dict[str, int] = {}
        self.below: dict[str, list[int]] = {}
        self.openings: dict[str, bytes] = {}

    def add(self, moved: Moved, names: RawNames) -> None:
        """Take over the bookmarks of a part."""
        part, own = moved.part, []
        if b"/Outlines" in moved.catalog:
            own = self._siblings(moved, entries(moved.take(moved.catalog[b"/Outlines"])), names)
        self.openings[part.name] = whole_page(moved, moved.pages[0])
        level = self.below.setdefault(part.under, []) if part.under in self.titles else self.items
        if not part.bookmark:
            level += own
            return
        opening = self.openings[part.opens or part.name]
        number = self.drafts.new({b"/Title": text_string(part.title), b"/Dest": opening})
        self.titles[part.name], self.below[part.name] = number, own
        level.append(number)

    def _siblings(self, moved: Moved, parent: dict[bytes, bytes], names: RawNames) -> list[int]:
        """The items below one, whose destinations get the names that they have now."""
        found, following = [], parent.get(b"/First")
        while following is not None:
            number = referred(following)
            if number is None or number in self.met:
                raise NotPlainError("its bookmarks are not a chain")
            self.met.add(number)
            found.append(number)
            item = moved.open(number)
            if b"/A" in item:
                raise NotPlainError("a bookmark does more than lead somewhere")
            if item.get(b"/Dest", b"[").startswith((b"(", b"<")):
                item[b"/Dest"] = literal(names.renamed[moved.name, decoded(item[b"/Dest"])])
            self._siblings(moved, item, names)
            following = item.get(b"/Next")
        return found

    def close(self) -> bytes:
        """Chain all bookmarks; what the catalog says of them."""
        for name, number in reversed(self.titles.items()):
            if self.below[name]:
                self._chain(number, self.below[name])
                self.drafts[number][b"/Count"] = b"%d" % -self._open_items(self.below[name])
        if not self.items:
            return b""
        root = self.drafts.new({b"/Type": b"/Outlines"})
        self._chain(root, self.items)
        self.drafts[root][b"/Count"] = b"%d" % self._open_items(self.items)
        return reference(root)

    def _chain(self, parent: int, numbers: list[int]) -> None:
        self.drafts[parent] |= {b"/First": reference(numbers[0]), b"/Last": reference(numbers[-1])}
        for before, number, after in zip([None, *numbers], numbers, [*numbers[1:], None], strict=False):
            item = self.drafts[number]
            item[b"/Parent"] = reference(parent)
            for key, neighbour in ((b"/Prev", before), (b"/Next", after)):
                item.pop(key, None)
                if neighbour is not None:
                    item[key] = reference(neighbour)

    def _open_items(self, numbers: list[int]) -> int:
        return len(numbers) + sum(max(0, int(self.drafts[number].get(b"/Count", b"0"))) for number in numbers)
