"""A part under the numbers that its objects have in the volume."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..parts import Part
from .reader import RawFile
from .syntax import NotPlainError, entries, references, referred, values
from .writer import Drafts

_REFERENCES = re.compile(rb" (\d+) 0 R\b")
_TIGHT = re.compile(rb"\[(?=\d+ 0 R\b)")
_MISLEADING = (b" 0 R", b"/StructParent", b"/Dest", b"/D <", b"/D<")
_STRINGS = re.compile(rb"\((?>[^()\\]*(?:\\.[^()\\]*)*)\)", re.DOTALL)


@dataclass
class Moved:
    """A part, its objects and streams (dictionary and data), and the pages and annotations among them.

    What is taken or opened is no longer among the objects. ``places`` are the numbers that objects have now, by those
    that they had.
    """

    part: Part
    first: int
    objects: dict[int, bytes]
    streams: dict[int, tuple[bytes, bytes]]
    drafts: Drafts
    catalog: Mapping[bytes, bytes]
    places: Mapping[bytes, int]
    pages: list[int] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Key of the part."""
        return self.part.name

    def take(self, value: bytes) -> bytes:
        """What a value is or refers to; it leaves the part."""
        number = referred(value)
        if number is None:
            return value
        if number not in self.objects:
            raise NotPlainError("an object is a stream, or is used twice")
        return self.objects.pop(number)

    def take_stream(self, value: bytes) -> tuple[bytes, bytes]:
        """Dictionary and data of a stream, which leaves the part."""
        number = referred(value)
        if number not in self.streams:
            raise NotPlainError("a stream was expected")
        return self.streams.pop(number)

    def open(self, number: int | None) -> dict[bytes, bytes]:
        """A dictionary that will be changed."""
        if number is None:
            raise NotPlainError("an object of its own was expected")
        if number not in self.drafts:
            self.drafts[number] = entries(self.objects.pop(number, b""))
        return self.drafts[number]

    def tree(self, value: bytes, key: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The pairs of a name tree or number tree (ISO 32000-1, 7.9.6), which leaves the part."""
        node = entries(self.take(value))
        flat = values(self.take(node.get(key, b"[]")))
        yield from zip(flat[::2], flat[1::2], strict=True)
        for kid in values(self.take(node.get(b"/Kids", b"[]"))):
            yield from self.tree(kid, key)

    def find_pages(self) -> None:
        """Take the pages out of their tree; raises :class:`NotPlainError` when they are not written as ours are."""
        tree = entries(self.take(self.catalog[b"/Pages"]))
        if not tree.keys() <= {b"/Type", b"/Kids", b"/Count"}:
            raise NotPlainError("its pages inherit something")
        for kid in values(tree[b"/Kids"]):
            page = self.open(referred(kid))
            if page[b"/Type"] != b"/Page" or b"/AA" in page or not page.keys() >= {b"/MediaBox", b"/Resources"}:
                raise NotPlainError("a page is not written as ours are")
            self.pages.append(int(kid.split()[0]))
            listed = page.get(b"/Annots", b"[]")
            known = self.objects.get(referred(listed) or 0, listed)
            self.annotations += [int(item.split()[0]) for item in values(known)]


def move(part: Part, first: int, file: RawFile, same: Mapping[bytes, int], drafts: Drafts) -> Moved:
    """Move a part to new numbers; its first page is number ``first``.

    ``same`` are streams of the volume that take the place of streams of the part. Raises :class:`NotPlainError` where
    it cannot be told what is a reference.
    """
    numbers = [*file.objects, *(number for number in file.streams if number not in same)]
    start, kept = drafts.writer.reserve(len(numbers)), len(file.objects)
    places = dict(zip(numbers, range(start, start + len(numbers)), strict=True)) | dict(same)
    streams = [file.streams[number] for number in numbers[kept:]]
    lines = _renumbered(b"\n".join([*file.objects.values(), *(head for head, _ in streams)]), places).split(b"\n")
    objects = dict(enumerate(lines[:kept], start))
    heads = zip(lines[kept:], (data for _, data in streams), strict=True)
    catalog = entries(objects.pop(places[file.root]))
    moved = Moved(part, first, objects, dict(enumerate(heads, start + kept)), drafts, catalog, places)
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
    pieces[1::2] = map(table.__getitem__, pieces[1::2])
    return b"".join(pieces)
