"""Where type stands on finished pages: inside the sheet, at a distance from its edge, and never on other type.

What is looked at is the boxes of glyphs as PDFium reads them, so it does not matter how a template or a style sheet
brought them there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..errors import Kind, Problem, excerpt
from ..text.typography import as_printed
from ..text.units import POINTS_PER_MM, SAFE_MARGIN
from .collisions import collisions, meetings
from .proof import Check
from .reading import PageFacts, Rect, read_pieces

_SHOWN = 3  # problems of one kind on a page; the rest look the same


def check_margins(document: Any, pages: Sequence[PageFacts], file: str) -> Check:
    """Type keeps its distance from the trim and from other type; ``document`` is open, ``pages`` were read of it."""
    problems = [problem for page in pages for problem in margin_faults(document, page, file, f"page {page.number}")]
    return Check("margins", f"{sum(len(page.rects) for page in pages)} pieces of text", tuple(problems))


def margin_faults(document: Any, page: PageFacts, file: str, where: str) -> Iterator[Problem]:
    """What is wrong with the places of type on one page; glyphs are only read where something may be."""
    left, bottom, right, top = page.trim
    edge = SAFE_MARGIN * POINTS_PER_MM
    safe = (left + edge, bottom + edge, right - edge, top - edge)
    outside = any(not _within(rect, safe) for rect in page.rects)
    doubtful = page.objects > len(page.rects) or next(meetings(page.rects), None)
    if not outside and not doubtful:
        return
    pieces = read_pieces(document, page.number - 1)
    near = [piece for piece in pieces if piece.glyphs and not _within(piece.box, safe)]
    beyond = [piece for piece in near if not _within(piece.box, page.trim)]
    for piece in beyond[:_SHOWN]:
        message = "type runs over the edge of the page, or lies outside it"
        yield Problem(file, message=message, value=excerpt(as_printed(piece.words)), path=where, kind=Kind.MARGIN)
    for piece in [piece for piece in near if piece not in beyond][:_SHOWN]:
        message = f"type nearer than {SAFE_MARGIN:g} mm to the edge of the page"
        yield Problem(file, message=message, value=excerpt(as_printed(piece.words)), path=where, kind=Kind.MARGIN)
    for one, other in collisions(pieces)[:_SHOWN]:
        value = " and ".join(excerpt(as_printed(piece.words) or "the same words") for piece in (one, other))
        yield Problem(file, message="type on top of other type", value=value, path=where, kind=Kind.OVERLAP)


def _within(rect: Rect, box: Rect) -> bool:
    return rect[0] >= box[0] and rect[1] >= box[1] and rect[2] <= box[2] and rect[3] <= box[3]
