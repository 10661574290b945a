"""Bookmarks of the parts under the titles of the parts (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Name

from .objects import Joined, Objects, Ref
from .trees import opening


class Outlines:
    """The bookmarks of the volume, to which parts are added in order."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.items: list[Ref] = []
        self.titles: dict[str, Ref] = {}
        self.below: dict[str, list[Ref]] = {}
        self.opened: dict[str, str] = {}
        self.openings: dict[str, Joined] = {}

    def add(self, joined: Joined, own: Sequence[Ref]) -> None:
        """Take over the uppermost bookmarks of a part, with what is below them."""
        part = joined.part
        self.openings[part.name] = joined
        level = self.below[part.under] if part.under in self.titles else self.items
        if not part.bookmark:
            if part.under in self.titles:
                for item in own:
                    self._fold(item)
            level += own
            return
        item = self.objects.new({"/Title": part.title})
        self.titles[part.name], self.below[part.name] = item, list(own)
        self.opened[part.name] = part.opens or part.name
        level.append(item)

    def _fold(self, item: Ref) -> None:
        """Have what is below a bookmark seen only when it is opened."""
        entries = self.objects.open(item)
        if int(entries.get("/Count", 0)) > 0:
            entries["/Count"] = -int(entries["/Count"])

    def close(self) -> Ref | None:
        """Chain all bookmarks; their root, if there is one."""
        for name, item in reversed(self.titles.items()):  # a part stands under an earlier one
            self.objects.open(item).update(opening(self.objects, self.openings[self.opened[name]]))
            if below := self.below[name]:
                # Closed: what is below is seen when it is opened.
                self._chain(item, below, -self._open_items(below))
        if not self.items:
            return None
        root = self.objects.new({"/Type": Name.Outlines})
        self._chain(root, self.items, self._open_items(self.items))
        return root

    def _chain(self, parent: Ref, items: list[Ref], count: int) -> None:
        """Make items the kids of a parent, in order."""
        self.objects.open(parent).update({"/First": items[0], "/Last": items[-1]})
        for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
            entries = self.objects.open(item)
            entries["/Parent"] = parent
            for key, neighbour in (("/Prev", before), ("/Next", after)):
                if key in entries:
                    del entries[key]
                if neighbour is not None:
                    entries[key] = neighbour
        self.objects.open(parent)["/Count"] = count

    def _open_items(self, items: list[Ref]) -> int:
        """How many items are seen while these stand open."""
        return len(items) + sum(max(0, int(self.objects.open(item).get("/Count", 0))) for item in items)
