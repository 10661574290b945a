"""The parts of a volume by their keys, and their page numbers: known as soon as the parts before a page are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..typeset.documents import Typeset
from .view import Place, Reference

NOTES = "notes"
"""The gathering of one page for notes, which stands wherever a side would be blank."""


@dataclass(frozen=True)
class CitySnapshot:
    """A finished snapshot that goes into the volume: bytes, pages, and the number of its structure elements."""

    identity: str
    pdf: bytes
    pages: int
    elements: int


@dataclass(frozen=True)
class PartKey:
    """A part of a volume: the ``name`` by which links reach it, and what it is made of.

    That is a ``gathering``, or the snapshot of a ``city`` by its identity.
    """

    name: str
    gathering: str = ""
    city: str = ""

    @classmethod
    def of(cls, gathering: str) -> PartKey:
        """A gathering, which is the part of its name."""
        return cls(gathering, gathering)

    @classmethod
    def notes(cls, behind: str | int) -> PartKey:
        """A page for notes behind another part."""
        return cls(f"{NOTES}~{behind}", NOTES)

    @classmethod
    def snapshot(cls, place: Place) -> PartKey:
        """The snapshot of a city."""
        return cls(place.part, city=place.identity)

    @property
    def is_blank(self) -> bool:
        """Whether it is a page for notes."""
        return self.gathering == NOTES


@dataclass(frozen=True)
class Sources:
    """What parts are made of: gatherings that are typeset, by name, and snapshots by identity."""

    made: Mapping[str, Typeset]
    snapshots: Mapping[str, CitySnapshot]

    def adding(self, made: Mapping[str, Typeset]) -> Sources:
        """These and more gatherings."""
        return replace(self, made={**self.made, **made})

    def pages(self, key: PartKey) -> int:
        """How many pages a part has."""
        return self.snapshots[key.city].pages if key.city else self.made[key.gathering].pages

    def evened(self, gathering: str, *, odd: bool = False) -> list[PartKey]:
        """A gathering, with a page for notes behind it where what follows would begin on the wrong side."""
        key = PartKey.of(gathering)
        return [key, PartKey.notes(gathering)] if self.pages(key) % 2 != odd else [key]


@dataclass(frozen=True)
class PageNumbers:
    """The numbers of pages: where parts begin, by their names, counted from 1."""

    starts: Mapping[str, int]
    sources: Sources = field(repr=False)

    @classmethod
    def of(cls, parts: Iterable[PartKey], sources: Sources, planned: Mapping[str, int] | None = None) -> PageNumbers:
        """Number parts that follow one another; of a gathering that is not made yet the pages are ``planned``."""
        starts, page = {}, 1
        for key in parts:
            starts[key.name] = page
            page += (planned or {}).get(key.name) or sources.pages(key)
        return cls(starts, sources)

    def label_of(self, part: str) -> str:
        """The number printed on the first page of a part."""
        return str(self.starts[part])

    def place_of(self, reference: Reference) -> tuple[str, int]:
        """The part in which a finding stands in full, and the page of that part, from 1."""
        part = f"chapter-{reference.chapter}"
        return part, self.sources.made[part].anchors[reference.anchor]

    def page_of(self, reference: Reference) -> str:
        """The number of the page on which a finding stands in full."""
        part, page = self.place_of(reference)
        return str(self.starts[part] + page - 1)

    def by_page(self, references: Sequence[Reference]) -> list[tuple[str, list[Reference]]]:
        """References grouped by the page on which they stand, in the order of pages."""
        ordered = sorted(references, key=lambda reference: int(self.page_of(reference)))
        return [(page, list(items)) for page, items in groupby(ordered, key=self.page_of)]
