"""Ends of streams that every reader understands alike.

A stream whose last byte happens to be a carriage return, followed by the line feed that the writer puts before
``endstream``, can be read as ending one byte earlier (ISO 32000-1, 7.3.8.1), and validators of PDF/A complain. Such a
stream gets carriage return and line feed as its end-of-line mark, and the cross-reference stream is written anew.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from itertools import accumulate

_AMBIGUOUS = b"\r\nendstream"
_DICTIONARY = re.compile(rb"<<[^\r\n]*>>\nstream\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_XREF = re.compile(rb"/Type /XRef .*?/W \[ (\d+) (\d+) (\d+) \]")

Columns = list[list[int]]


def settle_endings(pdf: bytes) -> bytes:
    """Give every stream of a file, as qpdf writes it with a cross-reference stream, an unambiguous end."""
    if _AMBIGUOUS not in pdf:
        return pdf
    start = int(pdf[pdf.rindex(b"startxref") + 9 : pdf.rindex(b"%%EOF")])
    head, widths, columns = _read(pdf[start:])
    kinds, offsets = columns[widths[0] - 1], _numbers(columns[widths[0] : widths[0] + widths[1]])
    places = _ends(pdf, start, sorted(n for n, kind in zip(offsets, kinds, strict=True) if kind == 1))
    pieces = [pdf[a:b] for a, b in zip([0, *places], [*places, start], strict=True)]
    body = b"\r".join(pieces)
    moved = [n + bisect_left(places, n) if kind == 1 else n for n, kind in zip(offsets, kinds, strict=True)]
    width = max(widths[1], (max(moved).bit_length() + 7) // 8)
    new = [*columns[: widths[0]], *([n >> 8 * i & 255 for n in moved] for i in reversed(range(width)))]
    section = _written(head, (widths[0], width, widths[2]), [*new, *columns[widths[0] + widths[1] :]])
    return body + section + f"startxref\n{len(body)}\n%%EOF\n".encode()


def _ends(pdf: bytes, start: int, objects: list[int]) -> list[int]:
    """Where streams end in a carriage return; the same bytes within a stream are its own."""
    places = []
    for found in re.finditer(re.escape(_AMBIGUOUS), pdf[:start]):
        place = found.start()
        opening = _DICTIONARY.search(pdf, objects[bisect_right(objects, place) - 1], place + 1)
        if opening is not None and str(place + 1 - opening.end()).encode() in _LENGTH.findall(opening[0]):
            places.append(place)
    return places


def _read(section: bytes) -> tuple[bytes, tuple[int, int, int], Columns]:
    """A cross-reference stream: what stands before its data, the widths of its fields, and its bytes by columns."""
    opening = section.index(b"stream\n") + 7
    head, raw = section[:opening], section[opening : section.index(b"\nendstream", opening)]
    found = _XREF.search(head)
    assert found is not None
    assert b"/Predictor 12" in head
    kind, offset, last = (int(width) for width in found.groups())
    width = kind + offset + last
    data = zlib.decompressobj().decompress(raw)
    # The predictor “up” (ISO 32000-1, 7.4.4.4) adds each byte to the one above, so columns are running sums.
    columns = [[total & 255 for total in accumulate(data[1 + i :: width + 1])] for i in range(width)]
    return head, (kind, offset, last), columns


def _numbers(columns: Columns) -> list[int]:
    return [int.from_bytes(row, "big") for row in zip(*columns, strict=True)]


def _written(head: bytes, widths: tuple[int, int, int], columns: Columns) -> bytes:
    """A cross-reference stream that does not end in a carriage return itself."""
    lifted = [[(b - a) & 255 for a, b in zip([0, *column], column, strict=False)] for column in columns]
    packed = b"".join(bytes((2, *row)) for row in zip(*lifted, strict=True))
    for level in (9, 6, 3, 1, 0):
        stream = zlib.compress(packed, level)
        if not stream.endswith(b"\r"):
            break
    head = re.sub(rb"/Columns \d+", b"/Columns %d" % sum(widths), head)
    head = re.sub(rb"/W \[[^]]*\]", b"/W [ %d %d %d ]" % widths, head)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(stream), head)
    return head + stream + b"\nendstream\nendobj\n\n"
