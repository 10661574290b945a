"""Ends of streams that every reader understands alike.

A stream whose last byte happens to be a carriage return, followed by the line feed that the writer puts before
``endstream``, can be read as ending one byte earlier (ISO 32000-1, 7.3.8.1), and validators of PDF/A complain. Such a
stream gets carriage return and line feed as its end-of-line mark; its dictionary gives up a space for that, so that
everything stays where the cross-reference stream says.
"""

from __future__ import annotations

import re

_AMBIGUOUS = b"\r\nendstream"
_END = b"\nendstream\nendobj"
_OPENING = re.compile(rb" obj\n<<( )[^\r\n]*>>\nstream\n")
_LENGTH = re.compile(rb"/Length (\d+)")


def settle_endings(pdf: bytes) -> bytes:
    """Give every stream of a file, as qpdf writes it, an unambiguous end; its length and offsets stay."""
    if _AMBIGUOUS not in pdf:
        return pdf
    pieces, done, place = [], 0, 0
    while found := _OPENING.search(pdf, place):
        place = _end(pdf, found)
        if pdf[place - 1] == 13:
            space = found.start(1)
            pieces += [pdf[done:space], pdf[space + 1 : place], b"\r"]
            done = place
    return b"".join((*pieces, pdf[done:]))


def _end(pdf: bytes, opening: re.Match[bytes]) -> int:
    """Where the data of a stream ends; a dictionary within its dictionary may have a length, too."""
    ends = (opening.end() + int(length) for length in _LENGTH.findall(opening[0]))
    return next((end for end in ends if pdf.startswith(_END, end)), opening.end())
