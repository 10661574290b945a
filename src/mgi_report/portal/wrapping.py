"""Which lines of a plain text were one paragraph before somebody's program broke it at a fixed width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .lines import Line

_FEWEST = 5
_WIDEST = 140
_MOST = 0.8


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which a page was broken into lines, or 0 where paragraphs are whole lines.

    Evidence are pairs of lines of which the second can only be the rest of the first: it begins small, and the first
    does not end a sentence. Broken text fills its lines: the first word of the next line did not fit any more.
    """
    pairs = [(one, two) for one, two in pairwise(lines) if _surely_one(one, two)]
    if len(pairs) < _FEWEST:
        return 0
    # The longest line of the page, or of these pairs where a few lines were not broken.
    for width in (max(line.width for line in lines), max(one.width for one, _ in pairs)):
        full = sum(runs_on(one, two, width) for one, two in pairs)
        if width <= _WIDEST and full >= _MOST * len(pairs):
            return width
    return 0


def _surely_one(one: Line, two: Line) -> bool:
    return not (two.gap or two.mark or two.bound or one.ends_sentence) and two.starts_small and one.width > 0


def runs_on(one: Line, two: Line, width: int) -> bool:
    """Whether the first line is so full that the next word had to go to the second."""
    first_word = two.text.split(" ", 1)[0]
    # A no-break space that is gone by now may have stood behind the word.
    return bool(width) and not two.gap and one.width + 1 + len(first_word) >= width


def goes_on(one: Line, two: Line, width: int) -> bool:
    """Whether the second line is the rest of a sentence that the first line begins."""
    return not (two.gap or one.ends_sentence) and (_surely_one(one, two) or runs_on(one, two, width))


def paragraphs(lines: Sequence[Line], width: int) -> list[Line]:
    """Lines joined to the paragraphs that they were: at blank lines, and where a line is not full."""
    joined: list[Line] = []
    for line in lines:
        if joined and not line.gap and (_surely_one(joined[-1], line) or runs_on(joined[-1], line, width)):
            joined[-1] = joined[-1].joined(line)
        else:
            joined.append(line)
    return joined
