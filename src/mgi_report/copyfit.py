"""Copyfitting: how large the type can be, and what stands on which page.

The pages of a snapshot are planned before they are typeset, from the widths of the words in the real fonts. Two
layouts are known. The *spread* sets each domain in a column of its own, three on the left page and three on the right,
with both lists of all domains on common lines where the text allows it. Texts too long for that go into the *wide*
layout (:mod:`~mgi_report.widefit`). All findings of a publication have one type size.

The estimate breaks lines as the engine does, but without kerning and so on the safe side; the proof after typesetting
counts the pages again.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import widefit
from .plans import MOST_GAP, MOST_SPACE, Chunk, Copy, Fitter, Page, Plan
from .widths import Metrics
from .widths import metrics as metrics

ALIGNED_SIZES = (9.4, 9.2, 9.0, 8.8, 8.6, 8.4, 8.2)
FREE_SIZES = (8.8, 8.6, 8.4, 8.2, 8.0)


def fit(copies: Sequence[Copy], text: Metrics, bold: Metrics, caution: float = 1.0, about: int = 1) -> Plan:
    """Plan the pages of a snapshot.

    Four pages are tried first, with the lists on common lines and then without, from the largest type down; then the
    wide layout. ``about`` is how many pages the last part needs at least. ``caution`` below 1 narrows the columns of
    the estimate, for a second attempt after typesetting has shown more lines than expected.
    """
    fitter = Fitter(copies, text, bold, caution=caution)
    if about == 1:
        for aligned, sizes in ((True, ALIGNED_SIZES), (False, FREE_SIZES)):
            for size in sizes:
                if plan := _spread(fitter, size, aligned=aligned):
                    return plan
    return widefit.fill(fitter, about)


def _spread(fitter: Fitter, size: float, *, aligned: bool) -> Plan | None:
    halves = (fitter.copies[:3], fitter.copies[3:])
    pages, gaps = [], []
    for half in halves:
        rows, used = _spread_page(fitter, half, size, aligned=aligned)
        left_over = fitter.geometry.page - used
        if left_over < 0:
            return None
        findings = max(len(copy.column("developed")) + len(copy.column("potential")) for copy in half)
        gaps.append(left_over / 2 / findings)
        pages.append((rows, left_over))
    extra = min(MOST_GAP - fitter.geometry.gap, *gaps)
    planned = []
    for number, (half, (rows, left_over)) in enumerate(zip(halves, pages, strict=True)):
        longest = max(len(copy.column("developed")) for copy in half)
        both = max(len(copy.column("developed")) + len(copy.column("potential")) for copy in half)
        developed = rows[2] + longest * extra if aligned else 0
        chunks = tuple(
            Chunk(3 * number + i, (0, len(copy.developed)), (0, len(copy.potential))) for i, copy in enumerate(half)
        )
        planned.append(
            Page(chunks, min(max(left_over - both * extra, 0) / 2, MOST_SPACE), (*rows[:2], developed, *rows[3:]))
        )
    return Plan("spread", size, fitter.geometry.gap + extra, tuple(planned))


def _spread_page(
    fitter: Fitter, half: Sequence[Copy], size: float, *, aligned: bool
) -> tuple[tuple[float, ...], float]:
    """The common heights of the rows of a page, and the height that is used in all."""
    g = fitter.geometry
    names = max(fitter.bold.lines(copy.name, g.name_size, g.column_head) for copy in half) * g.name_size * 1.2
    definitions = max(fitter.small(copy.definition, g.column_head) for copy in half)
    developed = [fitter.column(copy.column("developed"), size, g.column) for copy in half]
    potential = [fitter.column(copy.column("potential"), size, g.column) for copy in half]
    lists = (
        max(developed) + max(potential) if aligned else max(a + b for a, b in zip(developed, potential, strict=True))
    )
    titles = [fitter.bold.lines(title, g.list_head_size, g.list_head_text) for title in half[0].titles]
    heads = [lines * g.list_head_size * 1.25 + g.list_head_frame for lines in titles]
    used = g.tab + names + definitions + sum(heads) + 2 * g.list_head_margins + lists
    return (names, definitions, max(developed), *heads), used
