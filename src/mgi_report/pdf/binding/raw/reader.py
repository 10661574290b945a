"""Files as our typesetter writes them, read without making objects of them.

All objects but streams lie in object streams, one on a line, and nothing was ever changed by an appended part
(ISO 32000-1, 7.5.7). Whatever is written in another way raises :class:`NotPlainError`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..source import MAX_DECODED
from .syntax import NotPlainError, entries, integer

_HEADER = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)\n%[^\n]*\n")
_STREAM = re.compile(rb"\n?(\d{1,9}) 0 obj\n(<<[^\n]*>>)\nstream\n")
_END = re.compile(rb"startxref\n\d+\n%%EOF\n?")
_LENGTH = re.compile(rb"/Length (\d{1,12})\b(?! 0 R)")
_ENDS = (b"\nendstream\nendobj\n", b"\r\nendstream\nendobj\n")
_NAMESPACE = b"<</Type /Namespace"
_ONCE = re.compile(rb"/(?:FontFile[23]?|DestOutputProfile|ICCBased) (\d+) 0 R\b")


Stored = tuple[bytes, frozenset[tuple[str, bytes]]]
"""The data of a stream and what its dictionary says, or an object that is none."""


@dataclass
class RawFile:
    """Objects and streams (dictionary and data) by their numbers as they are written; the number of the catalog.

    ``modern`` is a file of PDF 2.0.
    """

    objects: dict[bytes, bytes]
    streams: dict[bytes, tuple[bytes, bytes]]
    root: bytes
    modern: bool

    @classmethod
    def read(cls, pdf: bytes) -> RawFile:
        """Read a file; raises :class:`NotPlainError` when it is not written as ours are."""
        objects: dict[bytes, bytes] = {}
        streams: dict[bytes, tuple[bytes, bytes]] = {}
        for number, head, data in _streams(pdf):
            if b"/Type /ObjStm" in head:
                lines = _unpacked(head, data)
                if not objects.keys().isdisjoint(lines):
                    raise NotPlainError("an object was changed later")
                objects |= lines
            elif b"/Type /XRef" in head:
                trailer = entries(head)
                _inflated(head, data)  # the places of objects are not needed here, but readers of the part go by them
                break
            else:
                streams[number] = (head, data)
        if trailer.keys() & {"/Encrypt", "/Prev", "/XRefStm"} or not objects.keys().isdisjoint(streams):
            raise NotPlainError("it is encrypted, or was changed later")
        objects.pop(trailer.get("/Info", b"0").split()[0], None)  # the volume has none of that (ISO 32000-1, 14.3.3)
        return cls(objects, streams, trailer["/Root"].split()[0], pdf.startswith(b"%PDF-2"))

    def shared(self) -> Iterator[tuple[bytes, Stored]]:
        """Fonts, colour profiles and namespaces of tags, which other files may have as well: their numbers, and what
        tells them apart."""
        if self.modern:
            yield from (
                (name, (line, frozenset())) for name, line in self.objects.items() if line.startswith(_NAMESPACE)
            )
        holders = b"\n".join([*self.objects.values(), *(head for head, _ in self.streams.values())])
        for number in dict.fromkeys(_ONCE.findall(holders)):
            if number in self.streams:
                head, data = self.streams[number]
                yield number, (data, frozenset(entries(head).items()))


def offsets(lines: Sequence[bytes]) -> list[int]:
    """Where lines begin in a text."""
    return list(accumulate(map((1).__add__, map(len, lines)), initial=0))[:-1]


def _streams(pdf: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Number, dictionary and data of every stream, in the order of the file, which must consist of nothing else."""
    header = _HEADER.match(pdf)
    place = header.end() if header else 0
    while found := _STREAM.match(pdf, place):
        start = found.end()
        ends = (start + int(length) for length in _LENGTH.findall(found[2]))
        end = next((end for end in ends if pdf.startswith(_ENDS, end)), 0)
        if not end:
            break
        place = pdf.index(b"endobj\n", end) + 7
        if b"/Type /XRef" in found[2] and not _END.fullmatch(pdf, place):
            break
        yield found[1], found[2], pdf[start:end]
    raise NotPlainError("it holds more than streams")


def _inflated(head: bytes, data: bytes) -> bytes:
    """What was packed in a stream that holds objects or their places."""
    facts = entries(head)
    if facts.get("/Filter") != b"/FlateDecode" or "/Extends" in facts:
        raise NotPlainError("its object streams are packed in another way")
    inflate = zlib.decompressobj()
    try:
        content = inflate.decompress(data, MAX_DECODED)
    except zlib.error as error:
        raise NotPlainError("its object streams are damaged") from error
    if not inflate.eof:
        raise NotPlainError("its object streams are cut off, or a bomb")
    return content


def _unpacked(head: bytes, data: bytes) -> dict[bytes, bytes]:
    """The objects of an object stream by number."""
    facts, content = entries(head), _inflated(head, data)
    first = integer(facts["/First"])
    index = content[:first].split()
    lines = content[first:].rstrip(b"\n").split(b"\n")
    if index[1::2] != [b"%d" % place for place in offsets(lines)] or len(index) != 2 * len(lines):
        raise NotPlainError("an object takes more than a line")
    return dict(zip(index[::2], lines, strict=True))
