"""The pages of a long profile: domains after each other, each beside its two lists, on as many pages as they need.

There are several ways to fill pages: domains kept whole or cut between two findings, one page at the end or two. All
are tried and weighed. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .pages import GAPS, MOST_SPACE, Chunk, Copy, Geometry, Page, Plan, Typist
from .wide import WidePages


@dataclass(frozen=True)
class LongPages(WidePages):
    """Pages on which a domain, or a part of it, is at least as high as its spine."""

    spines: tuple[float, ...] = ()

    def height(self, chunk: Chunk) -> float:
        """The height of a domain or a part of it."""
        return max(super().height(chunk), self.spines[chunk.domain])


def measure(copies: Sequence[Copy], typist: Typist) -> LongPages:
    """The heights of all that stands on the pages, with the least space between findings."""
    m, gap = typist.measures, GAPS[-1]
    head = max(typist.list_head(side, m.long_head) for side in (0, 1))
    lists, spines = [], []
    for copy in copies:
        developed, potential = (
            tuple(tall + gap for tall in typist.items(items, m.long_column)) if items else () for items in copy.lists
        )
        lists.append((developed, potential))
        name = typist.height(m.field_name, copy.name, m.spine_text, bold=True)
        scope = typist.height(m.caption, copy.scope, m.spine_text)
        spines.append(max(m.spine_least, m.numeral_line + name + scope + 3 * m.spine_padding))
    empty = typist.height(m.running_text, typist.empty, m.long_column) + gap
    geometry = Geometry(m.room - m.list_below, m.long_column, gap, m.long_between)
    return LongPages(geometry, ((head, head),) * len(copies), tuple(lists), empty, spines=tuple(spines))


def fill(copies: Sequence[Copy], typist: Typist, back: int) -> Plan:
    """The best of all ways to fill an even number of pages; ``back`` is how many the last part needs at least."""
    pages = measure(copies, typist)
    found: list[tuple[float, Plan]] = []
    for cutting in (False, True):
        fewest = len(pages.flow(pages.page, cutting=cutting))
        for count in range(fewest, fewest + 4):
            # The last part is made for one page or two; a longer one has the length it has.
            last = 1 + count % 2 if back < 3 else back
            if last >= back and not (1 + count + last) % 2 and (filled := pages.even(count, cutting=cutting)):
                found.append(_weighed(pages, filled, last))
    return min(found, key=lambda item: item[0])[1]


def _weighed(pages: LongPages, filled: Sequence[Sequence[Chunk]], back: int) -> tuple[float, Plan]:
    """A plan and how far it is from ideal: its emptiest page, its cuts and more pages count against it."""
    free = [pages.page - pages.used(page) for page in filled]
    emptiest = max(free) / pages.page
    cuts = sum(chunk.continued for page in filled for chunk in page)
    cost = emptiest + 0.1 * cuts + 0.05 * (len(filled) + 2 * back) + (emptiest > 0.45)
    rows = [
        sum(max(len(range(*chunk.developed)), len(range(*chunk.potential)), 1) for chunk in page) for page in filled
    ]
    extra = max(min(GAPS[0] - GAPS[-1], *(left / 2 / count for left, count in zip(free, rows, strict=True))), 0)
    planned = tuple(
        Page(tuple(page), min(max(left - extra * count, 0) / max(len(page) - 1, 1), MOST_SPACE))
        for page, left, count in zip(filled, free, rows, strict=True)
    )
    return cost, Plan("long", GAPS[-1] + extra, planned, back)
