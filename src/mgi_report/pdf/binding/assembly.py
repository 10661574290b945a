"""A volume in the making, whichever way its parts come: what is asked, and what joins the parts.

What stays with each way is finding things in a part: ``graph`` asks objects that may be broken in any way and renames
whatever clashes; ``raw`` changes bytes where they stand and refuses what it would have to rename.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Name

from ...errors import Kind, Problem, Severity
from ..xmp import ARCHIVE, SCREEN
from .folios import FolioFont, Folios
from .labels import PageLabels
from .metadata import merged_packet
from .names import Names
from .objects import Joined, Objects, Ref, Value
from .outlines import Outlines
from .parts import Bound, Labels, Part
from .tags import Tags
from .trees import page_tree

_MODERN = frozenset({"PDF/A-4", "PDF/A-4f"})

Packet = Callable[[tuple[str, ...]], str]
"""Makes the XMP packet of the volume, given the standards that it may claim."""


@dataclass(frozen=True)
class Binding:
    """What :func:`.bind.bind` is asked."""

    parts: tuple[Part, ...]
    title: str
    language: str
    lead: str = ""
    packet: Packet | None = None
    folio_font: FolioFont | None = None
    without: tuple[str, ...] = ()

    def write_packet(self, claims: tuple[str, ...], own: Any = None, info: Any = None) -> str:
        """The XMP packet of the volume; it continues ``own`` and ``info`` of the leading part, where there is one."""
        if self.packet and not self.lead:
            return self.packet(claims)
        return merged_packet(own, info, self.title, self.language, claims)


class Assembly:
    """What both ways of binding do alike: they add parts in order, and write what joins them."""

    def __init__(self, request: Binding, objects: Objects) -> None:
        self.request, self.objects = request, objects
        self.outlines, self.labels = Outlines(objects), PageLabels()
        self.folios = Folios(objects, request.folio_font)
        self.unprinted: list[tuple[Joined, list[str], str]] = []
        self.pages: list[Ref] = []
        self.bound: list[Bound] = []
        self.notes: list[Problem] = []

    def count(self, joined: Joined, own: Sequence[tuple[int, Labels]], language: str) -> None:
        """Take over the pages of a part, which has these labels of its ``own``; their folios come later."""
        self.pages += joined.pages
        labels = self.labels.add(joined.part, joined.first, len(joined.pages), own)
        self.unprinted.append((joined, labels, language))

    def print_folios(self) -> None:
        """Print the folios of the parts that were added since the last time."""
        for joined, labels, language in self.unprinted:
            self.folios.add(joined, labels, language)
        self.unprinted.clear()

    def tell(
        self, joined: Joined, elements: int, claims: frozenset[str], *, tagged: bool = True, without_files: int = 0
    ) -> None:
        """Note what became of a part."""
        name, title, place = joined.part.name, joined.part.title, (joined.first, len(joined.pages))
        self.bound.append(Bound(name, title, *place, len(joined.part.pdf), tagged, elements, claims, without_files))

    def note(self, name: str, message: str, hint: str = "", value: str = "", kind: Kind = Kind.NOT_KEPT) -> None:
        """Note what could not be kept as it was, or else is to be known."""
        told = Problem(name, message=message, hint=hint, value=value, severity=Severity.WARNING, kind=kind)
        self.notes.append(told)

    def claims(self, files: Sequence[Value], *, one_intent: bool = True) -> tuple[str, ...]:
        """The standards that all parts claim and the volume with its ``files`` still follows."""
        common = frozenset.intersection(*(item.claims for item in self.bound))
        if all(item.claims & _MODERN for item in self.bound):  # which of the two it is depends on the volume
            common = common - _MODERN | {"PDF/A-4f" if files else "PDF/A-4"}
        if self.request.lead:  # a volume that goes on with what somebody else made is none for archives
            common -= {*ARCHIVE, *_MODERN}
        if not all(item.tagged for item in self.bound):
            common -= {*SCREEN, *ARCHIVE, *_MODERN}
        if not one_intent:
            common -= {"PDF/A-3a", *_MODERN}
        return tuple(sorted(common - set(self.request.without)))

    def catalog(
        self, tags: Tags, names: Names, packet: str, intents: Value, files: Sequence[Value], pages: Ref | None = None
    ) -> dict[str, Value]:
        """Write what joins the parts; what the catalog says of it (ISO 32000-1, 7.7.2).

        ``intents`` are the output intents of the volume, if any; ``files`` are associated with it; ``pages`` is the
        root of the page tree, where it is there already.
        """
        kind = {"/Type": Name.Metadata, "/Subtype": Name.XML}
        metadata = self.objects.stream(packet.encode(), kind, packed=False)
        tree = page_tree(self.objects, self.pages, pages)
        self.print_folios()
        entries = {
            "/Type": Name.Catalog,
            "/Pages": tree,
            "/Lang": self.request.language,
            "/ViewerPreferences": {"/DisplayDocTitle": True},
            "/MarkInfo": {"/Marked": True} if any(item.tagged for item in self.bound) else None,
            "/StructTreeRoot": tags.close(),
            "/Outlines": self.outlines.close(),
            "/Names": names.close() or None,
            "/PageLabels": {"/Nums": [item for pair in self.labels.numbers() for item in pair]},
            "/Metadata": metadata,
            "/OutputIntents": intents,
            "/AF": list(files) or None,
        }
        return {key: value for key, value in entries.items() if value is not None}
