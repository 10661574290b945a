"""Page labels of the volume (ISO 32000-1, 12.4.2), and what is printed as folio."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from .graph.trees import number_tree, numbers_of
from .parts import Labels, Part
from .source import text_of


class PageLabels:
    """The labels of all pages, part by part; ``ranges`` are the indexes of first pages, from 0, and their labels."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, Labels]] = []

    def add(self, part: Part, first: int, pages: int, own: Sequence[tuple[int, Labels]]) -> None:
        """Take the labels that were asked for, else those of the part, else numbers from 1.

        ``first`` is the part's first page in the volume, from 1; ``own`` are the ranges in the part.
        """
        start = first - 1
        found = [(0, part.labels)] if part.labels is not None else [item for item in own if item[0] < pages]
        if not found or found[0][0] != 0:
            found.insert(0, (0, Labels()))
        self.ranges += [(start + max(0, index), labels) for index, labels in found]

    def read(self, pages: int) -> list[str]:
        """The label of every page of the volume, which has so many."""
        starts = [*(start for start, _ in self.ranges), pages]
        return [
            labels.of(index)
            for (start, labels), end in zip(self.ranges, starts[1:], strict=True)
            for index in range(end - start)
        ]


def label_tree(volume: pikepdf.Pdf, ranges: Sequence[tuple[int, Labels]]) -> Any:
    """Page labels as a volume has them."""
    return number_tree(volume, [(start, _written(labels)) for start, labels in ranges])


def _written(labels: Labels) -> Any:
    entry = Dictionary()
    if labels.style:
        entry.S = Name(f"/{labels.style}")
        if labels.start != 1:
            entry.St = labels.start
    if labels.prefix:
        entry.P = String(labels.prefix)
    return entry


def labels_of(root: Any) -> list[tuple[int, Labels]]:
    """The labels that a catalog lists, each with the index of its first page."""
    return [(index, _read(entry)) for index, entry in numbers_of(root.get("/PageLabels"))]


def _read(entry: Any) -> Labels:
    return Labels(str(entry.get("/S", "/"))[1:], text_of(entry.get("/P")), int(entry.get("/St", 1)))
