"""Page labels of the volume (ISO 32000-1, 12.4.2), and what is printed as folio."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from .graft import Grafted
from .parts import Labels
from .source import text_of
from .trees import number_tree, numbers_of


class PageLabels:
    """The labels of all pages, part by part."""

    def __init__(self, volume: pikepdf.Pdf) -> None:
        self.volume = volume
        self.ranges: list[tuple[int, Any]] = []
        self.said = False

    def add(self, grafted: Grafted) -> None:
        """Take the labels that were asked for, else those of the part, else numbers from 1."""
        start = grafted.first - 1
        if grafted.part.labels is not None:
            self.said = True
            self.ranges.append((start, _written(grafted.part.labels)))
            return
        own = [pair for pair in numbers_of(grafted.root.get("/PageLabels")) if pair[0] < len(grafted.pages)]
        self.said = self.said or bool(own)
        if not own or own[0][0] != 0:
            self.ranges.append((start, _written(Labels())))
        self.ranges += [(start + max(0, index), value) for index, value in own]

    def close(self) -> None:
        """Write the labels into the catalog."""
        self.volume.Root.PageLabels = number_tree(self.volume, self.ranges)


def _written(labels: Labels) -> Any:
    entry = Dictionary()
    if labels.style:
        entry.S = Name(f"/{labels.style}")
        if labels.start != 1:
            entry.St = labels.start
    if labels.prefix:
        entry.P = String(labels.prefix)
    return entry


def read_labels(ranges: list[tuple[int, Any]], pages: int) -> list[str]:
    """The label of every page of a volume."""
    found = []
    starts = [*(start for start, _ in ranges), pages]
    for (start, entry), end in zip(ranges, starts[1:], strict=True):
        found += [_read(entry).of(index) for index in range(end - start)]
    return found


def page_labels_of(root: Any) -> list[tuple[int, Labels]]:
    """The labels that a catalog lists, each with the index of its first page."""
    return [(index, _read(entry)) for index, entry in numbers_of(root.get("/PageLabels"))]


def _read(entry: Any) -> Labels:
    return Labels(str(entry.get("/S", "/"))[1:], text_of(entry.get("/P")), int(entry.get("/St", 1)))
