"""Splicing: parts that our own typesetter wrote are joined as bytes.

Copying a file object by object means making an object of every tag in it, only to write the same bytes again with
other numbers. Here the numbers are changed where they stand; only what joins the parts is taken apart: catalogs, pages,
roots of trees, links between parts. What comes out has the same objects as what :mod:`..graph.volume` makes.
"""

from __future__ import annotations

from ...xmp import MAKER
from ..assembly import Assembly, Binding
from ..parts import Labels, Part, Volume
from ..source import claims_in, maker_in
from .drafts import Drafts
from .moved import Moved, move
from .names import RawNames, bookmarks_of
from .reader import RawFile, Stored
from .syntax import NotPlainError, entries, integer, text_in
from .tags import RawTags
from .writer import Writer

_CATALOG = {
    *("/Type", "/Pages", "/Names", "/Outlines", "/PageLabels", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata"),
    *("/OutputIntents", "/AF", "/ViewerPreferences", "/Version"),
}


def splice(request: Binding) -> Volume:
    """Bind parts of our own making; raises :class:`NotPlainError` where one of them is another's."""
    if request.lead:
        raise NotPlainError("it continues one of its parts")
    for part in request.parts:
        if not part.elements and MAKER.encode() not in part.pdf:
            raise NotPlainError("somebody else made it", part.name)
    with Writer() as writer:
        volume = _RawVolume(request, writer)
        for part in request.parts:
            try:
                volume.add(part)
            except NotPlainError as refusal:
                refusal.name = part.name
                raise
        return volume.close()


class _RawVolume(Assembly):
    def __init__(self, request: Binding, writer: Writer) -> None:
        self.writer, self.drafts = writer, Drafts(writer)
        super().__init__(request, self.drafts)
        self.names, self.tags = RawNames(self.drafts), RawTags(self.drafts, request.title, request.language)
        self.known: dict[Stored, int] = {}
        self.files: list[bytes] = []
        self.intents: list[bytes] = []
        self.profile: bytes | None = None
        self.modern: bool | None = None

    def add(self, part: Part) -> None:
        """Add one part; raises :class:`NotPlainError` when it is not written as ours are."""
        file = RawFile.read(part.pdf)
        if self.modern not in (None, file.modern):
            raise NotPlainError("the parts are of different versions of PDF")
        self.modern = file.modern
        shared = dict(file.shared())
        same = {number: self.known[stored] for number, stored in shared.items() if stored in self.known}
        moved = move(part, len(self.pages) + 1, file, same, self.drafts)
        self.known |= {stored: moved.places[number] for number, stored in shared.items()}
        _check(moved)
        said = _packet(moved)
        if not part.elements and not maker_in(said).startswith(MAKER):
            raise NotPlainError("somebody else made it")
        language = text_in(moved.catalog.get("/Lang", b"()")) or part.language or self.request.language
        elements = self.tags.add(moved, language)
        self.outlines.add(moved, bookmarks_of(moved, self.names.add(moved)))
        self._intend(moved)
        self.files += moved.array(moved.catalog, "/AF")
        self.count(moved, _labels(moved), language)
        self.print_folios()
        self.tell(moved, elements, claims_in(said))
        self._write(moved)

    def _intend(self, moved: Moved) -> None:
        """Take over the output intents of the first part; the others must mean the same colours."""
        intents = [moved.take(intent) for intent in moved.array(moved.catalog, "/OutputIntents")]
        profiles = {entries(intent)["/DestOutputProfile"] for intent in intents}
        if not self.bound:
            self.intents, self.profile = intents, next(iter(profiles), None)
        if len(profiles) > 1 or next(iter(profiles), None) != self.profile:
            raise NotPlainError("the parts are made for different colours")

    def _write(self, moved: Moved) -> None:
        """Write what is left of a part, now that nothing in it will change."""
        for number, (head, data) in moved.streams.items():
            self.writer.stream(number, head, data)
        self.writer.pack(moved.objects)
        moved.forget()

    def close(self) -> Volume:
        """Write what joins the parts."""
        self.names.link_parts()
        claims = self.claims(self.files)
        packet = self.request.write_packet(claims)
        root = self.drafts.new(self.catalog(self.tags, self.names, packet, self.intents or None, self.files))
        info = None if self.modern else self.drafts.new({"/Title": self.request.title})
        self.drafts.close()
        return Volume(self.writer.close(root, info), tuple(self.bound), claims)


def _check(moved: Moved) -> None:
    marks = moved.dictionary(moved.catalog, "/MarkInfo")
    if not moved.catalog.keys() <= _CATALOG or marks != {"/Marked": b"true"}:
        raise NotPlainError("its catalog has more than ours")


def _packet(moved: Moved) -> bytes:
    """The XMP packet of a part, which the volume does not take over."""
    head, data = moved.take_stream(moved.catalog["/Metadata"])
    if b"/Filter" in head:
        raise NotPlainError("its metadata are compressed")
    return data


def _labels(moved: Moved) -> list[tuple[int, Labels]]:
    """The page labels of a part, each with the index of its first page."""
    found = []
    for index, value in moved.tree(moved.catalog.get("/PageLabels", b"<<>>"), "/Nums"):
        entry = entries(moved.take(value))
        style, prefix = entry.get("/S", b"/").decode("latin-1")[1:], text_in(entry.get("/P", b"()"))
        found.append((integer(index), Labels(style, prefix, integer(entry.get("/St", b"1")))))
    return found
