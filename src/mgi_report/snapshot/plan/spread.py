"""Copyfitting: how large the type can be, and what stands on which page.

The pages of a snapshot are planned before they are typeset, from the widths of the words in the real fonts. Two
layouts are known. The *spread* sets each domain in a column of its own, three on the left page and three on the right.
All six columns begin their lists on one line where the text allows it, and those of a page their second lists too; what
cannot keep to that line stands below it. Texts too long for the spread go into the *wide* layout
(:mod:`~mgi_report.snapshot.plan.wide`). All findings of a publication have one type size.

The estimate breaks lines as the engine does, but without kerning and so on the safe side; the proof after typesetting
counts the pages again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...design.measures import Measures, Setting
from ...text.units import POINTS_PER_MM
from . import wide as widefit
from .pages import MOST_GAP, MOST_SPACE, Chunk, Copy, Fitter, Geometry, Page, Plan

ALIGNED_SIZES = (9.4, 9.2, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0)
TIGHT_SIZES = (8.4, 8.2, 8.0)
"""Tried with less white between findings and below them, before a common line is given up."""
FREE_SIZES = (8.8, 8.6, 8.4, 8.2, 8.0)
_USUAL_GAP, _TIGHT_GAP, _TIGHT_MORE = 1.3 * POINTS_PER_MM, 1.0 * POINTS_PER_MM, 0.4 * POINTS_PER_MM


def geometry(measures: Measures) -> Geometry:
    """What the pages of a spread are filled by."""
    return Geometry(measures.spread_room, measures.spread_text, _USUAL_GAP)


def fit(copies: Sequence[Copy], setting: Setting, caution: float = 1.0, about: int = 1) -> Plan:
    """Plan the pages of a snapshot.

    Four pages are tried first, with the lists on common lines and then without, from the largest type down; then the
    wide layout. ``about`` is how many pages the last part needs at least. ``caution`` below 1 narrows the columns of
    the estimate, for a second attempt after typesetting has shown more lines than expected.
    """
    fitter = Fitter(copies, setting, geometry(setting.measures), caution)
    if about == 1:
        page = fitter.geometry.page + _TIGHT_MORE
        tight = replace(fitter, geometry=replace(fitter.geometry, gap=_TIGHT_GAP, page=page))
        for how, sizes, aligned in (
            (fitter, ALIGNED_SIZES, ((True, True),)),
            (tight, TIGHT_SIZES, ((True, True),)),
            (fitter, FREE_SIZES, ((False, True), (True, False))),
            (fitter, FREE_SIZES, ((False, False),)),
        ):
            for ways in aligned:
                if plan := _largest(how, sizes, ways):
                    return plan
    return widefit.fill(fitter, about)


def _largest(fitter: Fitter, sizes: Sequence[float], aligned: tuple[bool, bool]) -> Plan | None:
    """The spread in the largest size that fits. ``aligned`` tells for each page whether all second lists begin on one
    line. For names and definitions as high on both pages the next smaller size is taken, but no smaller one.
    """
    above: tuple[float, list[_Half]] | None = None
    for size in sizes:
        halves = [_measure(fitter, half, size) for half in (fitter.copies[:3], fitter.copies[3:])]
        if plan := _spread(fitter.geometry, size, _level(halves), aligned):
            return plan
        if above and (plan := _spread(fitter.geometry, *above, aligned)):
            return plan
        above = size, halves
    return _spread(fitter.geometry, *above, aligned) if above else None


@dataclass(frozen=True)
class _Half:
    """Heights on one page of the spread: what is the same in all of them, names, definitions, headings of the two
    lists, and both lists of its columns; ``counts`` are the findings in them.
    """

    fixed: float
    names: float
    definitions: float
    heads: tuple[float, float]
    developed: tuple[float, ...]
    potential: tuple[float, ...]
    counts: tuple[tuple[int, int], ...]

    @property
    def both(self) -> int:
        """The paragraphs of the longest column; an empty list has one."""
        return max(max(many, 1) + max(few, 1) for many, few in self.counts)

    def above(self, line: float) -> int:
        """The most paragraphs of a first list that ends on a line or above."""
        return max(max(many, 1) for (many, _), tall in zip(self.counts, self.developed, strict=True) if tall <= line)

    def white(self, geometry: Geometry, line: float) -> float:
        """What is left below the fullest column when second lists begin no higher than ``line`` below the first."""
        fixed = self.fixed + self.names + self.definitions + sum(self.heads)
        return (
            geometry.page - fixed - max(max(a, line) + b for a, b in zip(self.developed, self.potential, strict=True))
        )

    def line(self, geometry: Geometry) -> float:
        """The lowest line on which second lists can begin: as many columns as can be share it."""
        lines = sorted(self.developed, reverse=True)
        return next((line for line in lines if self.white(geometry, line) >= 0), lines[-1])


def _level(halves: Sequence[_Half]) -> list[_Half]:
    """Both pages with names and definitions of one height."""
    names, definitions = max(half.names for half in halves), max(half.definitions for half in halves)
    return [replace(half, names=names, definitions=definitions) for half in halves]


def _spread(geometry: Geometry, size: float, halves: Sequence[_Half], aligned: tuple[bool, bool]) -> Plan | None:
    """The spread in one size; nothing where it does not fit."""
    lines = [max(half.developed) if all_ else half.line(geometry) for half, all_ in zip(halves, aligned, strict=True)]
    whites = [half.white(geometry, line) for half, line in zip(halves, lines, strict=True)]
    return _filled(geometry, size, halves, lines, whites) if min(whites) >= 0 else None


def _filled(
    geometry: Geometry, size: float, halves: Sequence[_Half], lines: Sequence[float], whites: Sequence[float]
) -> Plan:
    """The plan of a spread: its white goes between the findings, and then between the two lists."""
    extra = min(MOST_GAP - geometry.gap, *(white / 2 / half.both for half, white in zip(halves, whites, strict=True)))
    pages, domain = [], 0
    for half, line, white in zip(halves, lines, whites, strict=True):
        chunks = tuple(Chunk(domain + i, (0, many), (0, few)) for i, (many, few) in enumerate(half.counts))
        domain += len(chunks)
        space = min(max(white - half.both * extra, 0) / 2, MOST_SPACE)
        rows = (half.names, half.definitions, line + half.above(line) * extra, *half.heads)
        pages.append(Page(chunks, space, rows))
    return Plan("spread", size, geometry.gap + extra, tuple(pages))


def _measure(fitter: Fitter, half: Sequence[Copy], size: float) -> _Half:
    """The heights of a page of the spread in one size."""
    m, _, bold = fitter.setting
    first, second = (
        m.list_head.height(bold, title, m.spread_head_text) + m.spread_head_frame for title in half[0].titles
    )
    return _Half(
        m.spread_fixed,
        max(m.spread_name.height(bold, copy.name, m.spread_name_text) for copy in half),
        max(fitter.definition(copy.definition, m.spread_name_text) for copy in half),
        (first, second),
        tuple(fitter.column(copy.column("developed"), size) for copy in half),
        tuple(fitter.column(copy.column("potential"), size) for copy in half),
        tuple((len(copy.developed), len(copy.potential)) for copy in half),
    )
