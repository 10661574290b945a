"""Writes a volume: streams as they come, all other objects packed into object streams (ISO 32000-1, 7.5.7 and 7.5.8).

Packing takes a third of the time of splicing; it is done aside, by a thread that runs while the next part is read.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, repeat, starmap

from .reader import offsets
from .syntax import Ref, reference

_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_MODERN = b"%PDF-2.0"
_FREE = (0, 0, 0)
_ENTRY = struct.Struct(">BIH")
_GENERATIONS = 2**16
_MOST = 256
"""So many objects are packed together: many readers unpack, and keep, all objects of a stream for the sake of one."""
_LEVEL = 5  # the next one takes half as long again to save a hundredth


class Writer:
    """Gives numbers to objects and takes the objects, in any order; :meth:`close` gives the file.

    A context manager, so that the thread which packs ends with it.
    """

    def __init__(self) -> None:
        self._file = io.BytesIO()  # whose bytes are handed over without a copy
        self._file.write(_HEADER)
        self._places = [(0, 0, _GENERATIONS - 1)]
        self._pool = ThreadPoolExecutor(1)
        self._packs: list[tuple[int, bytes, Future[bytes]]] = []

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers for objects; those that nobody uses are free in the file."""
        first = len(self._places)
        self._places.extend(repeat(_FREE, count))
        return first

    def stream(self, number: int, head: bytes, data: bytes) -> None:
        """Write a stream whose dictionary says its length and how it is packed."""
        self._places[number] = (1, self._file.tell(), 0)
        self._file.writelines((b"%d 0 obj\n" % number, head, b"\nstream\n", data, b"\nendstream\nendobj\n"))

    def pack(self, objects: Mapping[int, bytes]) -> None:
        """Write objects into object streams."""
        numbers = list(objects)
        for start in range(0, len(numbers), _MOST):
            some = numbers[start : start + _MOST]
            container = self.reserve()
            for place, number in enumerate(some):
                self._places[number] = (2, container, place)
            texts = [objects[number] for number in some]
            pairs = chain.from_iterable(zip(some, offsets(texts), strict=True))
            index = b"%d %d " * len(some) % tuple(pairs)
            head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode" % (len(some), len(index))
            packed = self._pool.submit(compressed, index + b"\n".join(texts))
            self._packs.append((container, head, packed))

    def close(self, root: Ref, info: Ref | None) -> bytes:
        """The file with its catalog and document information; the same objects give the same bytes.

        Without the latter it is one of PDF 2.0, which has it in its metadata alone (ISO 19005-4, 6.1.3).
        """
        if info is None:
            self._file.getbuffer()[: len(_MODERN)] = _MODERN
        for number, head, packed in self._packs:
            data = packed.result()
            self.stream(number, b"%s/Length %d>>" % (head, len(data)), data)
        number, start = self.reserve(), self._file.tell()
        self._places[number] = (1, start, 0)
        while (table := self._table()).endswith(b"\r"):
            self.reserve()
        with self._file.getbuffer() as written:
            name = hashlib.sha256(written).hexdigest()[:32].encode()
        told = b"" if info is None else b"/Info %s" % reference(info)
        head = b"<</Type /XRef/W [1 4 2]/Size %d/Root %s%s/ID [<%s> <%s>]/Filter /FlateDecode/Length %d>>"
        self.stream(number, head % (len(self._places), reference(root), told, name, name, len(table)), table)
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._file.getvalue()

    def _table(self) -> bytes:
        """The cross-reference table, compressed; numbers that are free name the next one (ISO 32000-1, 7.5.4)."""
        following = 0
        for number in range(len(self._places) - 1, -1, -1):
            kind, _, generation = self._places[number]
            if not kind:
                self._places[number] = (0, following, generation)
                following = number
        return zlib.compress(b"".join(starmap(_ENTRY.pack, self._places)), zlib.Z_BEST_SPEED)


def compressed(data: bytes) -> bytes:
    """Compressed objects, content or font; a space behind them says nothing, and keeps the end from being a carriage
    return (see :mod:`..graph.endings`)."""
    packed = zlib.compress(data, _LEVEL)
    while packed.endswith(b"\r"):
        data += b" "
        packed = zlib.compress(data, _LEVEL)
    return packed
