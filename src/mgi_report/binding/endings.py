"""Ends of streams that every reader understands alike.

A stream whose last byte happens to be a carriage return, followed by the line feed that the writer puts before
``endstream``, can be read as ending one byte earlier (ISO 32000-1, 7.3.8.1), and validators of PDF/A complain. Such a
stream gets carriage return and line feed as its end-of-line mark, and the cross-reference stream is written anew.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from itertools import accumulate

_AMBIGUOUS = b"\r\nendstream"
_XREF = re.compile(rb"/Type /XRef .*?/W \[ (\d+) (\d+) (\d+) \]")


def settle_endings(pdf: bytes) -> bytes:
    """Give every stream of a file, as qpdf writes it with a cross-reference stream, an unambiguous end."""
    if _AMBIGUOUS not in pdf:
        return pdf
    start = int(pdf[pdf.rindex(b"startxref") + 9 : pdf.rindex(b"%%EOF")])
    places = [found.start() for found in re.finditer(re.escape(_AMBIGUOUS), pdf[:start])]
    body = pdf[:start].replace(_AMBIGUOUS, b"\r\r\nendstream")
    return body + _moved(pdf[start:], places) + f"startxref\n{len(body)}\n%%EOF\n".encode()


def _moved(section: bytes, places: list[int]) -> bytes:
    """The cross-reference stream with every offset moved by the bytes that were put in before it."""
    opening = section.index(b"stream\n") + 7
    head, raw = section[:opening], section[opening : section.index(b"\nendstream", opening)]
    found = _XREF.search(head)
    assert found is not None
    assert b"/Predictor 12" in head
    kind, offset, last = (int(width) for width in found.groups())
    width = kind + offset + last
    data = zlib.decompress(raw)
    # The predictor “up” (ISO 32000-1, 7.4.4.4) adds each byte to the one above, so columns are running sums.
    columns = [[total & 255 for total in accumulate(data[1 + i :: width + 1])] for i in range(width)]
    numbers = [int.from_bytes(row, "big") for row in zip(*columns[kind : kind + offset], strict=True)]
    numbers = [
        number + bisect_left(places, number) if in_use == 1 else number
        for number, in_use in zip(numbers, columns[kind - 1], strict=True)
    ]
    if max(numbers).bit_length() > 8 * offset:
        raise OverflowError("offsets need another byte")
    columns[kind : kind + offset] = [[n >> 8 * i & 255 for n in numbers] for i in reversed(range(offset))]
    lifted = [[(b - a) & 255 for a, b in zip([0, *column], column, strict=False)] for column in columns]
    packed = b"".join(bytes((2, *row)) for row in zip(*lifted, strict=True))
    for level in (9, 6, 3, 1):
        stream = zlib.compress(packed, level)
        if not stream.endswith(b"\r"):
            break
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(stream), head)
    return head + stream + b"\nendstream\nendobj\n\n"
