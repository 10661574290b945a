"""Pages of a PDF as a browser shows them: pictures, links and their targets, and where two pages differ.

Boxes are left, top, width and height in hundredths of the page, from its upper left corner, as browsers place things.
"""

from __future__ import annotations

import ctypes
import hashlib
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from .navigation import target_of
from .reading import open_pdf

Box = tuple[float, float, float, float]
Place = tuple[bytes, int]
"""A page: the PDF that holds it, and its index, from 0."""

_COARSE = 0.7  # pixels in a point: enough that no changed letter looks the same; in colour, as colours change too
_CLOSE = 2.0  # pixels in a point where pages are compared
_FAINT = 48  # shades of red, green or blue, of 255
_NEAR = 16  # pixels: changes that are no farther apart count as one


@dataclass(frozen=True)
class Link:
    """A link: its box, and what it leads to, as :func:`~.navigation.target_of` tells it."""

    box: Box
    target: str


@dataclass(frozen=True)
class Page:
    """A page: ``print`` is equal for pages that look alike; width and height in points; ``anchors`` are the names of
    the link targets on it, with their distances from the left and the upper edge in hundredths."""

    print: str
    width: float
    height: float
    links: tuple[Link, ...] = ()
    anchors: tuple[tuple[str, float, float], ...] = ()


def pages_of(pdf: bytes) -> list[Page]:
    """The pages of a PDF; raises :class:`~.reading.DamagedError`."""
    with closing(open_pdf(pdf)) as document:
        anchors = _anchors(document)
        return [_page(document, page, anchors.get(index, [])) for index, page in enumerate(document)]


def picture(pdf: bytes, index: int, scale: float) -> bytes:
    """The page at an index, counted from 0, as an uncompressed picture (BMP) of so many pixels in a point.

    It never leaves the machine, and compressing it would take longer than to draw it.
    """
    with closing(open_pdf(pdf)) as document:
        drawn = document[index].render(scale=scale, prefer_bgrx=True)  # whose lines end where those of the format do
        data, size = bytes(drawn.buffer), 14 + 40 + drawn.stride * drawn.height
        head = struct.pack("<2sIII", b"BM", size, 0, 54)
        return head + struct.pack("<IiiHHIIiiII", 40, drawn.width, -drawn.height, 1, 32, 0, 0, 2835, 2835, 0, 0) + data


def differences(old: Place, new: Place) -> list[Box]:
    """Where two pages look different; nowhere where they have different sizes."""
    changed = _changed(old, new)
    if changed is None:
        return []
    height, width = changed.shape
    return [
        (100 * left / width, 100 * top / height, 100 * (right - left) / width, 100 * (bottom - top) / height)
        for top, bottom in _runs(changed.any(axis=1))
        for left, right in _runs(changed[top:bottom].any(axis=0))
    ]


def alike(one: Place, other: Place) -> bool:
    """Whether two pages look alike."""
    changed = _changed(one, other)
    return changed is not None and not changed.any()


def _changed(one: Place, other: Place) -> Any:
    """The pixels by which two pages differ; nothing where they have different sizes.

    PDFium puts letters on whole pixels, and a hair's breadth decides on which: what is found a pixel further on is the
    same.
    """
    first, second = (_drawn(*place) for place in (one, other))
    if first.shape != second.shape:
        return None
    return (_beyond(first, second) | _beyond(second, first)).any(axis=2)


def _beyond(drawn: Any, other: Any) -> Any:
    """The pixels that have clearly more or less of a colour than all around their place in another picture."""
    return (drawn < _around(np.minimum, other) - _FAINT) | (drawn > _around(np.maximum, other) + _FAINT)


def _around(choose: Any, drawn: Any) -> Any:
    wide = np.pad(drawn, ((1, 1), (1, 1), (0, 0)), mode="edge")
    rows = choose(choose(wide[:-2], wide[1:-1]), wide[2:])
    return choose(choose(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])


def _runs(changed: Any) -> Iterator[tuple[int, int]]:
    """The first and the last place, and one more, of stretches in which something changed."""
    places = np.flatnonzero(changed)
    for stretch in np.split(places, np.flatnonzero(np.diff(places) > _NEAR) + 1):
        if len(stretch):
            yield int(stretch[0]), int(stretch[-1]) + 1


def _drawn(pdf: bytes, index: int) -> Any:
    with closing(open_pdf(pdf)) as document:
        return document[index].render(scale=_CLOSE).to_numpy().astype(np.int16)


def _page(document: Any, page: Any, anchors: list[tuple[str, float, float]]) -> Page:
    drawn = page.render(scale=_COARSE)
    width, height = page.get_size()
    mark = hashlib.sha256(bytes(drawn.buffer)).hexdigest()[:20]
    targets = tuple((name, *_from_corner(page, left, top)) for name, left, top in anchors)
    return Page(mark, width, height, tuple(_links(document, page)), targets)


def _links(document: Any, page: Any) -> Iterator[Link]:
    position, link, area = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        if pdfium.FPDFLink_GetAnnotRect(link, area) and (target := target_of(document, link)):
            left, top = _from_corner(page, min(area.left, area.right), max(area.top, area.bottom))
            right, bottom = _from_corner(page, max(area.left, area.right), min(area.top, area.bottom))
            yield Link((left, top, right - left, bottom - top), target)


def _from_corner(page: Any, left: float, top: float) -> tuple[float, float]:
    """A place in the space of a page, in hundredths from its upper left corner."""
    box = page.get_cropbox()
    return round(100 * (left - box[0]) / (box[2] - box[0]), 3), round(100 * (box[3] - top) / (box[3] - box[1]), 3)


def _anchors(document: Any) -> dict[int, list[tuple[str, float, float]]]:
    """The named link targets of a document by the indexes of their pages."""
    found: dict[int, list[tuple[str, float, float]]] = {}
    for name, target in _named(document):
        index = pdfium.FPDFDest_GetDestPageIndex(document.raw, target)
        has = [ctypes.c_int() for _ in range(3)]
        left, top, zoom = (ctypes.c_float() for _ in range(3))
        if index >= 0 and pdfium.FPDFDest_GetLocationInPage(target, *has, left, top, zoom):
            found.setdefault(index, []).append((name, left.value, top.value))
    return found


def _named(document: Any) -> Iterator[tuple[str, Any]]:
    for number in range(pdfium.FPDF_CountNamedDests(document.raw)):
        size = ctypes.c_long(0)
        pdfium.FPDF_GetNamedDest(document.raw, number, None, size)
        if size.value > 0:
            buffer = ctypes.create_string_buffer(size.value)
            target = pdfium.FPDF_GetNamedDest(document.raw, number, buffer, size)
            if target:
                yield buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0"), target
