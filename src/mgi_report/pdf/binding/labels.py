"""Page labels of the volume (ISO 32000-1, 12.4.2), and what is printed as folio."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Name

from .objects import Value
from .parts import Labels, Part


class PageLabels:
    """The labels of all pages, part by part; ``ranges`` are the indexes of first pages, from 0, and their labels."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, Labels]] = []

    def add(self, part: Part, first: int, pages: int, own: Sequence[tuple[int, Labels]]) -> list[str]:
        """Take the labels that were asked for, else those of the part, else numbers from 1; the label of each page.

        ``first`` is the part's first page in the volume, from 1; ``own`` are the ranges in the part.
        """
        found = [(0, part.labels)] if part.labels is not None else [item for item in own if item[0] < pages]
        if not found or found[0][0] != 0:
            found.insert(0, (0, Labels()))
        starts = [max(0, start) for start, _ in found]
        self.ranges += [(first - 1 + start, labels) for start, (_, labels) in zip(starts, found, strict=True)]
        lengths = [end - start for start, end in zip(starts, [*starts[1:], pages], strict=True)]
        return [labels.of(i) for length, (_, labels) in zip(lengths, found, strict=True) for i in range(length)]

    def numbers(self) -> list[tuple[int, Value]]:
        """What a number tree of all labels holds."""
        return [(start, _entry(labels)) for start, labels in self.ranges]


def _entry(labels: Labels) -> dict[str, Value]:
    entry: dict[str, Value] = {}
    if labels.style:
        entry["/S"] = Name(f"/{labels.style}")
        if labels.start != 1:
            entry["/St"] = labels.start
    if labels.prefix:
        entry["/P"] = labels.prefix
    return entry
