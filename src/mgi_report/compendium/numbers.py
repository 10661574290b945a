"""The parts of a volume by their keys, and their page numbers: known as soon as the parts before a page are made.

Pages count from 1, the front cover included, in one numbering to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..typeset.documents import Typeset
from .view import ChapterView, Place, Reference, ThemeTable


@dataclass(frozen=True)
class CitySnapshot:
    """The finished pages of a city: how many, and the number of their structure elements.

    Their bytes are read where the volume is bound. A ``whole`` snapshot begins on a right page, so that its domains
    face each other, and has page numbers of its own where lines begin.
    """

    identity: str
    pages: int
    elements: int
    whole: bool = False


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
    def snapshot(cls, place: Place) -> PartKey:
        """The snapshot of a city."""
        return cls(place.part, city=place.identity)


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


@dataclass(frozen=True)
class PageNumbers:
    """The numbers of pages: where parts begin, by their names, counted from 1."""

    starts: Mapping[str, int]
    sources: Sources = field(repr=False)

    @classmethod
    def of(cls, parts: Iterable[PartKey], sources: Sources, planned: Mapping[str, int]) -> PageNumbers:
        """Number parts that follow one another; of those that are not made yet the pages are ``planned``."""
        starts, page = {}, 1
        for key in parts:
            starts[key.name] = page
            page += planned[key.name] if key.name in planned else sources.pages(key)
        return cls(starts, sources)

    def label_of(self, part: str) -> str:
        """The number of the first page of a part."""
        return str(self.starts[part])

    def place_of(self, reference: Reference) -> tuple[str, int]:
        """The part in which a finding stands under its theme, and the page of that part, from 1."""
        return reference.part, self.sources.made[reference.part].anchors[reference.anchor]

    def page_of(self, reference: Reference) -> str:
        """The number of the page on which a finding stands under its theme."""
        part, page = self.place_of(reference)
        return str(self.starts[part] + page - 1)

    def theme_page(self, chapter: ChapterView, table: ThemeTable) -> str:
        """The number of the page on which a theme begins."""
        return self.page_at(chapter.part, table.anchor)

    def page_at(self, part: str, anchor: str) -> str:
        """The number of the page of a part on which something stands."""
        return str(self.starts[part] + self.sources.made[part].anchors[anchor] - 1)

    def by_city(self, references: Sequence[Reference]) -> list[tuple[str, list[tuple[str, list[Reference]]]]]:
        """References by the code of their city, and there by page, in the order of pages."""
        return [(code, self._by_page(list(items))) for code, items in groupby(references, lambda item: item.place.code)]

    def _by_page(self, references: Sequence[Reference]) -> list[tuple[str, list[Reference]]]:
        ordered = sorted(references, key=lambda reference: int(self.page_of(reference)))
        return [(page, list(items)) for page, items in groupby(ordered, key=self.page_of)]
