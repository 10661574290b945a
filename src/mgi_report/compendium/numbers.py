"""Page numbers of a volume: known as soon as the parts before a page are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .gatherings import Made
from .view import Reference


@dataclass(frozen=True)
class CitySnapshot:
    """A finished snapshot that goes into the volume: bytes, pages, and the number of its structure elements."""

    identity: str
    pdf: bytes
    pages: int
    elements: int


class PageNumbers:
    """Where parts begin. ``made`` are gatherings by the key of their part; pages for notes are called ``notes~…``."""

    def __init__(self, snapshots: Mapping[str, CitySnapshot]) -> None:
        self.snapshots = snapshots
        self.made: dict[str, Made] = {}
        self.starts: dict[str, int] = {}

    def _start(self, parts: Iterable[str], known: Mapping[str, int] | None = None) -> None:
        """Number the first pages of parts from 1."""
        page = 1
        for part in parts:
            self.starts[part] = page
            page += self._pages(part, known or {})

    def _pages(self, part: str, known: Mapping[str, int]) -> int:
        if part.startswith("city-"):
            return self.snapshots[part.removeprefix("city-")].pages
        name = part.partition("~")[0]
        return self.made[name].pages if name in self.made else known[part]

    def label_of(self, part: str) -> str:
        """The number printed on the first page of a part."""
        return str(self.starts[part])

    def page_of(self, reference: Reference) -> str:
        """The number of the page on which a finding stands in full."""
        part = f"chapter-{reference.chapter}"
        return str(self.starts[part] + self.made[part].anchors[reference.anchor] - 1)

    def by_page(self, references: Sequence[Reference]) -> list[tuple[str, list[Reference]]]:
        """References grouped by the page on which they stand, in the order of pages."""
        ordered = sorted(references, key=lambda reference: int(self.page_of(reference)))
        return [(page, list(items)) for page, items in groupby(ordered, key=self.page_of)]
