"""Copyfitting: what stands on which page.

The pages of a snapshot are planned before they are typeset, from the widths of the words in the real fonts. The
*spread* sets each domain in a column of its own, three on the left page and three on the right; its columns end where
their findings end. A profile so short that both pages would be less than half full has all six domains on a *single*
page; one too long for the spread is set *long* (:mod:`~mgi_report.snapshot.plan.long`). The type has one size in a
series, the white between findings is as wide as the fullest column allows.

The estimate breaks lines as the engine does, but without kerning and so on the safe side; the proof after typesetting
counts the pages again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...text.units import POINTS_PER_MM
from . import long
from .pages import GAPS, Chunk, Copy, Page, Panel, Plan, Typist

_SLACK = 0.6 * POINTS_PER_MM
_SHORT = 0.5
"""A spread both of whose pages are filled less than this becomes one page."""


def fit(copies: Sequence[Copy], typist: Typist, back: tuple[bool, int], panel: Panel) -> Plan:
    """Plan the pages of a snapshot.

    ``back`` says whether the last part finds room on one page, and how many it needs at least where it does not.
    """
    room = typist.measures.room - _SLACK
    fits, more = back
    field = _field(copies, typist)
    for gap in GAPS:
        columns = [field + _column(copy, typist, gap) for copy in copies]
        halves = [max(columns[:3]), max(columns[3:])]
        if max(halves) > room:
            continue
        if max(halves) < _SHORT * room and more <= 2 and sum(halves) + typist.measures.row_gap <= room:
            page = _page(copies, range(6), sum(halves), typist, panel)
            space = 0.0 if page.panel else _even(halves, room, typist.measures.row_gap)
            return Plan("single", gap, (replace(page, space=space),), 2, field_height=field)
        if fits:
            left, right = (_page(copies, range(at, at + 3), halves[at > 0], typist, panel) for at in (0, 3))
            return Plan("spread", gap, (left, right), field_height=field)
        break
    return long.fill(copies, typist, 1 if fits else more, panel)


def _field(copies: Sequence[Copy], typist: Typist) -> float:
    """The height of the colour fields: that of the measures, or what the longest name of a domain needs."""
    m = typist.measures
    names = (typist.height(m.field_name, copy.name, m.field_text, bold=True) for copy in copies)
    return max(m.field_height, m.field_top + max(names) + m.field_foot)


def _column(copy: Copy, typist: Typist, gap: float) -> float:
    """The height of what stands below the field of a domain."""
    m = typist.measures
    tall: float = m.list_between
    for side, items in enumerate(copy.lists):
        heights = typist.items(items, m.column)
        tall += typist.list_head(side, m.column_head) + sum(heights) + gap * len(heights)
    return tall - gap


def _even(rows: Sequence[float], room: float, gap: float) -> float:
    """What to add between two rows, so that the second one begins in the middle of the page where it can."""
    return max(min(room / 2 - rows[0] - gap, room - sum(rows) - gap), 0.0)


def _page(copies: Sequence[Copy], domains: range, filled: float, typist: Typist, panel: Panel) -> Page:
    """A page of domains, with the names in their findings below where there is room for all."""
    chunks = tuple(
        Chunk(domain, (0, len(copies[domain].developed)), (0, len(copies[domain].potential))) for domain in domains
    )
    height = panel(domains)
    left = typist.measures.room - _SLACK - filled - typist.measures.panel_above
    return Page(chunks, panel=0 < height <= left)
