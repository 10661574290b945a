"""Splicing: parts that our own typesetter wrote are joined as bytes.

Copying a file object by object means making an object of every tag in it, only to write the same bytes again with
other numbers. Here the numbers are changed where they stand; only what joins the parts is taken apart: catalogs, pages,
roots of trees, links between parts. What comes out has the same objects as what :mod:`..volume` makes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import pikepdf

from ...xmp import MAKER
from ..folios import FolioFont
from ..labels import PageLabels
from ..metadata import merged_packet
from ..parts import Bound, Labels, Part, Volume
from ..source import claims_in, maker_in
from .moved import Moved, move
from .names import RawNames
from .outlines import RawOutlines
from .pages import RawFolios, page_tree
from .reader import RawFile, Stored
from .syntax import NotPlainError, array, dictionary, entries, reference, text_in, text_string, values
from .tags import RawTags
from .writer import Drafts, Writer

_CATALOG = {
    *(b"/Type", b"/Pages", b"/Names", b"/Outlines", b"/PageLabels", b"/StructTreeRoot", b"/MarkInfo", b"/Lang"),
    *(b"/Metadata", b"/OutputIntents", b"/AF", b"/ViewerPreferences", b"/Version"),
}


def splice(
    parts: Sequence[Part],
    title: str,
    language: str,
    packet: Callable[[tuple[str, ...]], str] | None,
    font: FolioFont | None,
    without: Sequence[str],
) -> Volume | None:
    """Bind parts of our own making, as :func:`..volume.bind` would; nothing where one of them is another's."""
    if not all(part.elements or MAKER.encode() in part.pdf for part in parts):
        return None
    try:
        with Writer() as writer:
            splicer = _Splicer(writer, title, language, font)
            for part in parts:
                splicer.add(part)
            return splicer.close(packet, without)
    except (NotPlainError, ValueError, LookupError, zlib.error, pikepdf.PdfError):
        return None


class _Splicer:
    def __init__(self, writer: Writer, title: str, language: str, font: FolioFont | None) -> None:
        self.writer, self.title, self.language = writer, title, language
        self.drafts = Drafts(self.writer)
        self.names, self.labels = RawNames(), PageLabels()
        self.outlines = RawOutlines(self.drafts)
        self.tags = RawTags(self.drafts, title, language)
        self.folios = RawFolios(self.drafts, font)
        self.known: dict[Stored, int] = {}
        self.pages: list[int] = []
        self.bound: list[Bound] = []
        self.files: list[bytes] = []
        self.intents: list[bytes] = []
        self.profile: bytes | None = None

    def add(self, part: Part) -> None:
        """Add one part; raises :class:`NotPlainError` when it is not written as ours are."""
        file = RawFile.read(part.pdf)
        shared = dict(file.shared())
        same = {number: self.known[stored] for number, stored in shared.items() if stored in self.known}
        moved = move(part, len(self.pages) + 1, file, same, self.drafts)
        self.known |= {stored: moved.places[number] for number, stored in shared.items()}
        self._check(moved)
        said = self._packet(moved)
        if not part.elements and not maker_in(said).startswith(MAKER):
            raise NotPlainError("somebody else made it")
        language = text_in(moved.catalog[b"/Lang"]) if b"/Lang" in moved.catalog else part.language or self.language
        elements = self.tags.add(moved, language)
        self.names.add(moved)
        self.outlines.add(moved, self.names)
        self._intend(moved)
        self.files += values(moved.take(moved.catalog.get(b"/AF", b"[]")))
        self._label(moved, language)
        self.pages += moved.pages
        self.bound.append(
            Bound(part.name, part.title, moved.first, len(moved.pages), len(part.pdf), True, elements, claims_in(said))
        )
        self._write(moved)

    def _check(self, moved: Moved) -> None:
        marks = entries(moved.take(moved.catalog[b"/MarkInfo"]))
        if not moved.catalog.keys() <= _CATALOG or marks != {b"/Marked": b"true"}:
            raise NotPlainError("its catalog has more than ours")

    def _packet(self, moved: Moved) -> bytes:
        """The XMP packet of a part, which the volume does not take over."""
        head, data = moved.take_stream(moved.catalog[b"/Metadata"])
        if b"/Filter" in head:
            raise NotPlainError("its metadata are compressed")
        return data

    def _intend(self, moved: Moved) -> None:
        """Take over the output intents of the first part; the others must mean the same colours."""
        intents = [moved.take(intent) for intent in values(moved.take(moved.catalog.get(b"/OutputIntents", b"[]")))]
        profiles = {entries(intent)[b"/DestOutputProfile"] for intent in intents}
        if not self.bound:
            self.intents, self.profile = intents, next(iter(profiles), None)
        if len(profiles) > 1 or next(iter(profiles), None) != self.profile:
            raise NotPlainError("the parts are made for different colours")

    def _label(self, moved: Moved, language: str) -> None:
        own = [
            (int(index), _labels(entries(moved.take(value))))
            for index, value in moved.tree(moved.catalog.get(b"/PageLabels", b"<<>>"), b"/Nums")
        ]
        count, before = len(moved.pages), len(self.labels.ranges)
        self.labels.add(moved.part, moved.first, count, own)
        of_part = PageLabels()
        of_part.ranges = [(start - moved.first + 1, labels) for start, labels in self.labels.ranges[before:]]
        self.folios.add(moved, of_part.read(count), language)

    def _write(self, moved: Moved) -> None:
        """Write what is left of a part, now that nothing in it will change."""
        for number, (head, data) in moved.streams.items():
            self.writer.stream(number, head, data)
        self.writer.pack(moved.objects)

    def close(self, packet: Callable[[tuple[str, ...]], str] | None, without: Sequence[str]) -> Volume:
        """Write what joins the parts."""
        self.names.link_parts()
        claims = tuple(sorted(frozenset.intersection(*(item.claims for item in self.bound)) - set(without)))
        text = packet(claims) if packet else merged_packet(None, None, self.title, self.language, claims)
        metadata = self.drafts.stream(text.encode(), b"/Type /Metadata/Subtype /XML", packed=False)
        catalog = {
            b"/Type": b"/Catalog",
            b"/Pages": page_tree(self.drafts, self.pages),
            b"/Lang": text_string(self.language),
            b"/ViewerPreferences": b"<</DisplayDocTitle true>>",
            b"/MarkInfo": b"<</Marked true>>",
            b"/StructTreeRoot": self.tags.close(),
            b"/Outlines": self.outlines.close(),
            b"/Names": self.names.close(self.drafts),
            b"/PageLabels": self._label_tree(),
            b"/Metadata": metadata,
            b"/OutputIntents": array(self.intents) if self.intents else b"",
            b"/AF": array(self.files) if self.files else b"",
        }
        root = self.drafts.new({key: value for key, value in catalog.items() if value})
        self.drafts.close()
        return Volume(self.writer.close(reference(root)), tuple(self.bound), claims)

    def _label_tree(self) -> bytes:
        flat = []
        for start, labels in self.labels.ranges:
            flat += [b"%d" % start, _written(labels)]
        return dictionary({b"/Nums": array(flat)})


def _labels(entry: dict[bytes, bytes]) -> Labels:
    prefix = text_in(entry[b"/P"]) if b"/P" in entry else ""
    return Labels(entry.get(b"/S", b"/")[1:].decode(), prefix, int(entry.get(b"/St", b"1")))


def _written(labels: Labels) -> bytes:
    entry = {}
    if labels.style:
        entry[b"/S"] = b"/" + labels.style.encode()
        if labels.start != 1:
            entry[b"/St"] = b"%d" % labels.start
    if labels.prefix:
        entry[b"/P"] = text_string(labels.prefix)
    return dictionary(entry)
