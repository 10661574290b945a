"""A part under the numbers that its objects have in the volume."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..objects import Joined
from ..parts import Part
from .drafts import Drafts, Loose
from .reader import RawFile
from .syntax import Entries, NotPlainError, Ref, entries, pairs, references, referred, values

_REFERENCES = re.compile(rb" (\d+) 0 R\b")
_TIGHT = re.compile(rb"\[(?=\d+ 0 R\b)")
_MISLEADING = (b" 0 R", b"/StructParent", b"/Dest", b"/D <", b"/D<")
_DEPTH = 50
_STRINGS = re.compile(rb"\((?>[^()\\]*(?:\\.[^()\\]*)*)\)", re.DOTALL)


@dataclass
class Moved(Joined):
    """A part, its objects and streams (dictionary and data), and the pages and annotations among them.

    What is taken, or becomes a draft, is no longer among the objects. ``places`` are the numbers that objects have now,
    by those that they had.
    """

    drafts: Drafts
    objects: Loose
    streams: dict[int, tuple[bytes, bytes]]
    catalog: Entries
    places: Mapping[bytes, int]
    annotations: list[Ref] = field(default_factory=list)

    def forget(self) -> None:
        """Let go of what is written, since names are looked up in the part as long as others are added."""
        self.objects, self.streams, self.places = Loose(), {}, {}

    def take(self, value: bytes) -> bytes:
        """What a value is or refers to; it leaves the part."""
        number = referred(value)
        if number is None:
            return value
        taken = self.objects[number]
        del self.objects[number]
        return taken

    def take_stream(self, value: bytes) -> tuple[bytes, bytes]:
        """Dictionary and data of a stream, which leaves the part."""
        number = referred(value)
        if number not in self.streams:
            raise NotPlainError("a stream was expected")
        return self.streams.pop(number)

    def array(self, holder: Entries, key: str) -> list[bytes]:
        """The items of an array, if there is one; it leaves the part."""
        return values(self.take(holder.get(key, b"[]")))

    def dictionary(self, holder: Entries, key: str) -> Entries:
        """The entries of a dictionary, if there is one; it leaves the part."""
        return entries(self.take(holder.get(key, b"<<>>")))

    def tree(self, value: bytes, key: str, depth: int = 0) -> Iterator[tuple[bytes, bytes]]:
        """The pairs of a name tree or number tree (ISO 32000-1, 7.9.6), which leaves the part."""
        if depth > _DEPTH:
            raise NotPlainError("a tree is very deep")
        node = entries(self.take(value))
        yield from pairs(self.array(node, key))
        for kid in self.array(node, "/Kids"):
            yield from self.tree(kid, key, depth + 1)

    def find_pages(self) -> None:
        """Take the pages out of their tree; raises :class:`NotPlainError` when they are not written as ours are."""
        tree = entries(self.take(self.catalog["/Pages"]))
        if not tree.keys() <= {"/Type", "/Kids", "/Count"}:
            raise NotPlainError("its pages inherit something")
        self.pages = _numbers(values(tree["/Kids"]))
        annotations: list[bytes] = []
        for page in map(self.drafts.open, self.pages):
            if page["/Type"] != b"/Page" or "/AA" in page or not page.keys() >= {"/MediaBox", "/Resources"}:
                raise NotPlainError("a page is not written as ours are")
            annotations += self.drafts.listed(page, "/Annots")
        self.annotations = _numbers(annotations)


def _numbers(items: list[bytes]) -> list[Ref]:
    """The numbers of objects, each of them once."""
    found = [number for item in items if (number := referred(item)) is not None]
    if len(set(found)) < len(items):
        raise NotPlainError("something is listed twice, or is no object of its own")
    return found


def move(part: Part, first: int, file: RawFile, same: Mapping[bytes, int], drafts: Drafts) -> Moved:
    """Move a part to new numbers; its first page is number ``first``.

    ``same`` are objects of the volume that take the place of objects of the part. Raises :class:`NotPlainError` where
    it cannot be told what is a reference.
    """
    own = {number: line for number, line in file.objects.items() if number not in same} if same else file.objects
    numbers = [*own, *(number for number in file.streams if number not in same)]
    start, kept = drafts.writer.reserve(len(numbers)), len(own)
    places = dict(zip(numbers, range(start, start + len(numbers)), strict=True)) | dict(same)
    streams = [file.streams[number] for number in numbers[kept:]]
    lines = _renumbered(b"\n".join([*own.values(), *(head for head, _ in streams)]), places).split(b"\n")
    drafts.loose = objects = Loose(enumerate(lines[:kept], start))
    heads = zip(lines[kept:], (data for _, data in streams), strict=True)
    catalog = entries(objects.pop(places.get(file.root, 0), b""))
    moved = Moved(part, first, [], drafts, objects, dict(enumerate(heads, start + kept)), catalog, places)
    moved.find_pages()
    return moved


def _renumbered(whole: bytes, places: Mapping[bytes, int]) -> bytes:
    """Objects with other numbers; raises :class:`NotPlainError` where something may be a reference or not."""
    strings = _STRINGS.findall(whole)
    text = b"".join(strings)
    if any(word in text for word in _MISLEADING) or whole.count(b"(") != len(strings) + text.count(b"\\("):
        raise NotPlainError("something in a string can be taken for something else")
    # A space before every reference: one literal to look for is found in half the time of two.
    whole = _TIGHT.sub(b"[ ", whole) if b"[" in text else whole.replace(b"[", b"[ ")
    pieces = _REFERENCES.split(whole)
    if len(pieces) // 2 != whole.count(b" 0 R"):
        raise NotPlainError("something is parted by more than spaces")
    table = dict(zip(places, references(places.values()), strict=True))
    try:
        pieces[1::2] = map(table.__getitem__, pieces[1::2])
    except KeyError:
        raise NotPlainError("something refers to an object that is not there") from None
    return b"".join(pieces)
