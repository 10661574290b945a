"""What can be seen of the type on a page: PDFium paints the page with its type and without, and looks for every word.

Where both pictures are alike at a word, nobody can see it, whatever the reason: it has the colour of its ground, is
transparent, cut off or covered. Where they differ, the colours of type and ground are known, and so is their contrast.
Type is painted without half-tones at its edges, so that small letters too have their full colour.

Two looks: a coarse one at all words, which takes some milliseconds a page, and a close one at those that did not pass.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import ceil
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from ..text.units import LEAST_TYPE

_SLACK = 0.05
_COARSE, _CLOSE = 1.25, 3.0  # pixels in a point
_PAD = 1  # pixels around a word in which its ink may lie
_SIGN = 3.0  # points; a sign that is lower, as a dash, may fall between the pixels of a coarse picture
_CLEAR = 0.5  # of the ink of a word that must have the contrast
_EDGE = 0.34  # of the height of a word at its top and its foot where there must be ink, and of its width
_BLANK = 0.02  # points; the box of a glyph without an outline
_LARGE, _LARGE_BOLD = 18.0, 14.0  # points; WCAG 2.2, success criterion 1.4.3
_NAME = 128  # bytes of the name of a font


@dataclass(frozen=True)
class Contrast:
    """The least contrast of type to its ground, and that of type from 18 pt, or 14 pt where it is bold (WCAG 2.2)."""

    normal: float = 4.5
    large: float = 3.0


@dataclass(frozen=True)
class Unseen:
    """A word that cannot be read, and its number on the page.

    ``why`` is ``blank`` (glyphs without an outline), ``hidden``, ``cut``, ``faint`` (a ``contrast`` below the one that
    is ``needed``) or ``small``, with the ``size`` of its type in points.
    """

    words: str
    why: str
    number: int
    contrast: float = 1.0
    needed: float = 0.0
    size: float = 0.0


def unseen(
    page: Any, text_page: Any, printed: Sequence[Any], text: str, contrast: Contrast = Contrast()
) -> Iterator[Unseen]:
    """The words of an open page that cannot be read; ``printed`` are its objects of type, ``text`` is what it says.

    The page has no type afterwards.
    """
    words = _Words(text_page, text)
    if not len(words.starts):
        return
    yield from words.blank()
    yield from words.small()
    sight = _Sight(page, printed, _COARSE)
    if doubtful := sight.doubtful(words, contrast):
        close = _Sight(page, printed, _CLOSE)
        yield from (found for word in doubtful if (found := close.judged(words, word, contrast)))


class _Words:
    """The words of a page and the boxes of their glyphs (left, bottom, right, top), in points."""

    def __init__(self, text_page: Any, text: str) -> None:
        self._page = text_page.raw
        count = text_page.count_chars()
        self._chars: Sequence[str] = text
        if len(text) != count:
            self._chars = [chr(pdfium.FPDFText_GetUnicode(self._page, number)) for number in range(count)]
        self._numbers = np.flatnonzero(np.fromiter(map(_has_ink, self._chars), bool, count))
        self.starts = np.flatnonzero(np.diff(self._numbers, prepend=-2) != 1)
        self._glyphs = self._boxes()

    def _boxes(self) -> Any:
        left, bottom, right, top = (ctypes.c_double() for _ in range(4))
        page, ask, found = self._page, pdfium.FPDFText_GetCharBox, []
        for number in self._numbers.tolist():
            ask(page, number, left, right, bottom, top)
            found.append((left.value, bottom.value, right.value, top.value))
        return np.array(found).reshape(-1, 4)

    @cached_property
    def boxes(self) -> Any:
        low, high = (of.reduceat(self._glyphs, self.starts) for of in (np.minimum, np.maximum))
        return np.column_stack((low[:, :2], high[:, 2:]))

    def __getitem__(self, word: int) -> str:
        first = int(self._numbers[self.starts[word]])
        end = first
        while end < len(self._chars) and _has_ink(self._chars[end]):
            end += 1
        return "".join(self._chars[first:end])

    def size(self, word: int) -> float:
        """The size of the type of a word."""
        first, matrix = int(self._numbers[self.starts[word]]), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, first, matrix)
        return float(pdfium.FPDFText_GetFontSize(self._page, first) * np.hypot(matrix.c, matrix.d))

    def is_large(self, word: int) -> bool:
        name = ctypes.create_string_buffer(_NAME)
        pdfium.FPDFText_GetFontInfo(self._page, int(self._numbers[self.starts[word]]), name, _NAME, None)
        return self.size(word) >= (_LARGE_BOLD if b"Bold" in name.value else _LARGE) - _SLACK

    def blank(self) -> Iterator[Unseen]:
        """Words with glyphs that have no outline."""
        empty = ((self._glyphs[:, 2:] - self._glyphs[:, :2]) < _BLANK).any(axis=1)
        for word in dict.fromkeys((np.searchsorted(self.starts, np.flatnonzero(empty), "right") - 1).tolist()):
            yield Unseen(self[word], "blank", word)

    def small(self) -> Iterator[Unseen]:
        """Words whose type is smaller than can be read; a glyph is hardly higher than its type."""
        for word in np.flatnonzero(self.boxes[:, 3] - self.boxes[:, 1] < LEAST_TYPE).tolist():
            if (size := self.size(word)) < LEAST_TYPE - _SLACK:
                yield Unseen(self[word], "small", word, size=size)


@cache
def _has_ink(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char)[0] not in "CMZ"


class _Sight:
    """The pixels of a page at which there is ink of type, and the contrast of each to its ground."""

    def __init__(self, page: Any, printed: Sequence[Any], scale: float) -> None:
        self._scale, self._origin = scale, page.get_cropbox()
        with_type = _painted(page, printed, scale, shown=True)
        without = _painted(page, printed, scale, shown=False)
        self._height, self._width = with_type.shape
        self._ink = np.flatnonzero(with_type != without)
        one, other = (_luminance(picture.ravel()[self._ink]) for picture in (with_type, without))
        self._contrast = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)

    def _pixels(self, boxes: Any) -> tuple[Any, Any, Any, Any]:
        """Left, upper, right and lower edge in the picture; a box off the page is empty."""
        left, foot = self._origin[:2]
        x, y = (boxes[:, [0, 2]] - left) * self._scale, self._height - (boxes[:, [3, 1]] - foot) * self._scale
        low = [np.floor(edge[:, 0] - _PAD) for edge in (x, y)]
        high = [np.ceil(edge[:, 1] + _PAD) for edge in (x, y)]
        most = (self._width, self._height)
        found = [np.clip(edge, 0, end).astype(np.int64) for edge, end in zip((*low, *high), most * 2, strict=True)]
        return found[0], found[1], found[2], found[3]

    def doubtful(self, words: _Words, contrast: Contrast) -> list[int]:
        """The numbers of words that may not be readable."""
        boxes = words.boxes
        left, upper, right, lower = self._pixels(boxes)
        there = (lower > upper) & (right > left)
        high = boxes[:, 3] - boxes[:, 1] >= _SIGN
        looked = np.flatnonzero(there & high)
        left, upper, right, lower = (edge[looked] for edge in (left, upper, right, lower))
        heights = lower - upper
        firsts = np.concatenate(([0], np.cumsum(heights)[:-1])).astype(np.int64)
        of = np.repeat(np.arange(len(looked)), heights)
        down = np.arange(len(of)) - firsts[of]
        start = (upper[of] + down) * self._width
        begin, end = start + left[of], start + right[of]
        edge = _PAD + np.maximum(1, np.ceil(_EDGE * (heights - 2 * _PAD)))
        side = (_PAD + np.maximum(1, np.minimum(right - left, heights) // 2)).astype(np.int64)[of]
        clear = self._ink[self._contrast >= contrast.normal - _SLACK]
        if not len(looked):
            return list(np.flatnonzero(~there).tolist())

        def count(ink: Any, begin: Any, end: Any) -> Any:
            return np.searchsorted(ink, end) - np.searchsorted(ink, begin)

        rows = count(self._ink, begin, end)
        parts = (rows * (down < edge[of]), rows * (down >= (heights - edge)[of]))
        sides = (count(self._ink, begin, begin + side), count(self._ink, end - side, end))
        sound = np.add.reduceat(count(clear, begin, end), firsts) >= _CLEAR * np.add.reduceat(rows, firsts)
        for part in (*parts, *sides):
            sound &= np.add.reduceat(part, firsts) > 0
        return sorted([*np.flatnonzero(~there).tolist(), *looked[~sound].tolist()])

    def judged(self, words: _Words, word: int, contrast: Contrast) -> Unseen | None:
        """What keeps a word from being read, if anything does."""
        left, upper, right, lower = (int(edge[0]) for edge in self._pixels(words.boxes[[word]]))
        box = self._picture[upper:lower, left:right]
        ink = box > 1
        if not ink.any():
            return Unseen(words[word], "hidden", word)
        edge, side = _PAD + int(_EDGE * (lower - upper)), _PAD + min(box.shape) // 2
        if not all(part.any() for part in (ink[:edge], ink[-edge:], ink[:, :side], ink[:, -side:])):
            return Unseen(words[word], "cut", word)
        needed = contrast.large if words.is_large(word) else contrast.normal
        if (box >= needed - _SLACK).sum() >= _CLEAR * ink.sum():
            return None
        return Unseen(words[word], "faint", word, float(np.median(box[ink])), needed)

    @cached_property
    def _picture(self) -> Any:
        picture = np.zeros(self._height * self._width, np.float32)
        picture[self._ink] = self._contrast
        return picture.reshape(self._height, self._width)


def _painted(page: Any, printed: Sequence[Any], scale: float, *, shown: bool) -> Any:
    """A picture of a page with its type shown or not, a number for each pixel."""
    for item in printed:
        pdfium.FPDFPageObj_SetIsActive(item.raw, shown)
    width, height = (ceil(length * scale) for length in page.get_size())
    picture = _canvas(height, width, shown) if scale == _COARSE else np.empty((height, width), np.uint32)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, picture.ctypes.data, 4 * width)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, width, height, 0, pdfium.FPDF_RENDER_NO_SMOOTHTEXT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return picture


@lru_cache(maxsize=2)
def _canvas(height: int, width: int, shown: bool) -> Any:
    """Room for a picture: to ask for it anew on each page takes longer than to paint."""
    return np.empty((height, width), np.uint32)


def _luminance(pixels: Any) -> Any:
    """Relative luminance from 0 to 1 (WCAG 2.2)."""
    table = _linear()
    return sum(part * table[(pixels >> shift) & 255] for part, shift in ((0.0722, 0), (0.7152, 8), (0.2126, 16)))


@cache
def _linear() -> Any:
    values = np.arange(256) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4).astype(np.float32)
