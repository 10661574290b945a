"""Type on top of other type, found by the boxes of its glyphs.

Pages have hundreds of pieces of text and hardly ever one on another, so boxes of whole pieces are swept first; only
where two of them meet are their glyphs compared. Sizes are points, y upwards, boxes (left, bottom, right, top).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .reading import Piece, Rect

_TOUCH = 0.5
"""Boxes that overlap by less touch: neighbours are kerned, slanted letters lean."""
_SHARE = 0.1
"""Of the height of a line, what two glyphs may overlap: a mark above a capital may reach a descender."""
_CLEAR = 0.05
"""Of the height of a line, what is between most glyphs of two lines at least, even of lines that are set solid."""
_CROWD = 1 / 3
"""Of the glyphs above or below another piece, how many are too near where lines run into one another."""
_LEAN = 0.25
"""Of the height of a line, how far letters lean over their neighbours or reach below them at most (an italic J)."""


def meetings(boxes: Sequence[Rect], touch: float = _TOUCH) -> Iterator[tuple[int, int]]:
    """Pairs of indexes of boxes that overlap in both directions by more than ``touch``.

    The sweep goes up the page, because lines of type are long and low: few are open at a time.
    """
    open_: list[tuple[Rect, int]] = []
    for index, box in sorted(enumerate(boxes), key=lambda item: (item[1][1], item[0])):
        open_ = [item for item in open_ if item[0][3] > box[1] + touch]
        for other, before in open_:
            width = min(box[2], other[2]) - max(box[0], other[0])
            if width > touch and min(box[3], other[3]) - box[1] > touch:
                yield (before, index) if before < index else (index, before)
        if box[3] > box[1] + touch:
            open_.append((box, index))


def collisions(pieces: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Pieces of text that stand on one another, each pair once, in the order of the page."""
    pairs = sorted(meetings([piece.box for piece in pieces]))
    return [(pieces[one], pieces[other]) for one, other in pairs if _collide(pieces[one], pieces[other])]


def _collide(one: Piece, other: Piece) -> bool:
    """Whether a glyph of one piece stands on a glyph of another, or so many touch that lines run into one another."""
    if not one.glyphs or not other.glyphs:
        return _is_displaced(one, other)
    line = min(one.line, other.line)
    left, right = max(one.box[0], other.box[0]), min(one.box[2], other.box[2])
    leans = right - left < _LEAN * line
    if leans and _follow(one, other):
        return False
    here, there = ([glyph for glyph in piece.glyphs if glyph[2] > left and glyph[0] < right] for piece in (one, other))
    if any(_overlap(glyph, against, _SHARE * line) for glyph in here for against in there):
        return True
    if leans:
        return False
    return _crowded(here, there, _CLEAR * line) or _crowded(there, here, _CLEAR * line)


def _follow(one: Piece, other: Piece) -> bool:
    """Whether one piece goes on where the other ends: on the same line, neither within the other."""
    return abs(one.foot - other.foot) < _TOUCH and (one.box[0] < other.box[0]) == (one.box[2] < other.box[2])


def _crowded(glyphs: Sequence[Rect], others: Sequence[Rect], clear: float) -> bool:
    """Whether many glyphs come nearer than ``clear`` to others above or below them."""
    near = [glyph for glyph in glyphs if any(_overlap(glyph, other, 0.0, clear) for other in others)]
    return len(near) >= max(2, _CROWD * len(glyphs))


def _is_displaced(one: Piece, other: Piece) -> bool:
    """Whether a second print of the same words stands elsewhere than the first, so that both are seen."""
    across, up = abs(one.box[0] - other.box[0]), abs(one.box[1] - other.box[1])
    return up > _TOUCH or across > _SHARE * max(one.line, other.line)


def _overlap(one: Rect, other: Rect, touch: float, clear: float = 0.0) -> bool:
    """Whether boxes overlap by more than ``touch`` in both directions; ``clear`` is added to their heights."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > touch and min(one[3], other[3]) - max(one[1], other[1]) + clear > touch
