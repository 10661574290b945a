"""Bookmarks of the parts under the titles of the parts (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ..parts import SourceError
from .graft import Grafted
from .names import whole_page

_DEPTH = 100


class Outlines:
    """The bookmarks of the volume, to which parts are added in order."""

    def __init__(self, volume: pikepdf.Pdf) -> None:
        self.volume = volume
        self.items: list[Any] = []
        self.titles: dict[str, Any] = {}
        self.below: dict[str, list[Any]] = {}
        self.openings: dict[str, Any] = {}

    def add(self, grafted: Grafted) -> None:
        """Take over the bookmarks of a part; raises :class:`SourceError` when they go round in a circle."""
        own = _siblings(grafted.root.get("/Outlines"), grafted, set(), 0)
        part = grafted.part
        self.openings[part.name] = grafted.pages[0]
        level = self.below.setdefault(part.under, []) if part.under in self.titles else self.items
        if not part.bookmark:
            level += own
            return
        opening = self.openings[part.opens or part.name]
        item = self.volume.make_indirect(Dictionary(Title=String(part.title), Dest=whole_page(opening)))
        self.titles[part.name] = item
        self.below[part.name] = own
        level.append(item)

    def close(self) -> None:
        """Write the bookmarks into the catalog."""
        for name, item in reversed(self.titles.items()):  # a part stands under an earlier one
            if self.below[name]:
                _chain(item, self.below[name])
                item.Count = -_open_items(self.below[name])  # closed: what is below is seen when it is opened
        if self.items:
            root = self.volume.make_indirect(Dictionary(Type=Name.Outlines))
            _chain(root, self.items)
            root.Count = _open_items(self.items)
            self.volume.Root.Outlines = root


def _siblings(parent: Any, grafted: Grafted, seen: set[tuple[int, int]], depth: int) -> list[Any]:
    """The items of one level, after those below them were looked at."""
    items: list[Any] = []
    item = parent.get("/First") if isinstance(parent, Dictionary) else None
    while isinstance(item, Dictionary):
        if item.objgen in seen or depth > _DEPTH:
            raise SourceError("its bookmarks go round in a circle", grafted.name)
        seen.add(item.objgen)
        items.append(item)
        if "/First" in item:
            _siblings(item, grafted, seen, depth + 1)
        item = item.get("/Next")
    return items


def _chain(parent: Any, items: list[Any]) -> None:
    """Make items the kids of a parent, in order."""
    parent.First, parent.Last = items[0], items[-1]
    for index, item in enumerate(items):
        item.Parent = parent
        for key, neighbour in (("/Prev", index - 1), ("/Next", index + 1)):
            if 0 <= neighbour < len(items):
                item[key] = items[neighbour]
            elif key in item:
                del item[key]


def _open_items(items: list[Any]) -> int:
    """How many items are seen while these stand open."""
    return len(items) + sum(max(0, int(item.get("/Count", 0))) for item in items)


def destination_of(item: Any) -> Any:
    """Where a bookmark leads, as it is written; nothing for other actions."""
    if "/Dest" in item:
        return item.Dest
    action = item.get("/A")
    return action.get("/D") if isinstance(action, Dictionary) else Array([])
