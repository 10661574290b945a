"""The pages of a long profile: domains after each other, each beside its two lists, on as many pages as they need.

There are several ways to fill pages: domains kept whole or cut between two findings, one page more or less at the
end. All are tried and weighed. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .pages import GAPS, MOST_SPACE, Chunk, Copy, Geometry, Page, Panel, Plan, Typist
from .wide import WidePages

_EMPTY = 0.3
"""What of a page may be left white, if there is any other way."""


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


def fill(copies: Sequence[Copy], typist: Typist, back: int, panel: Panel) -> Plan:
    """The best of all ways to fill an even number of pages; ``back`` is how many the last part needs at least.

    The names in the findings of a page stand at its foot where they find room.
    """
    pages = measure(copies, typist)
    found: list[tuple[float, Plan]] = []
    for cutting in (False, True):
        fewest = len(pages.flow(pages.page, cutting=cutting))
        for count in range(fewest, fewest + 4):
            last = back + (1 + count + back) % 2
            if filled := pages.even(count, cutting=cutting):
                found.append(_weighed(pages, filled, last))
    plan = min(found, key=lambda item: item[0])[1]
    return replace(plan, pages=tuple(_named(page, pages, plan.gap, typist, panel) for page in plan.pages))


def _named(page: Page, pages: LongPages, gap: float, typist: Typist, panel: Panel) -> Page:
    """A page with the names in its findings, where there is room for all."""
    rows = sum(max(len(range(*chunk.developed)), len(range(*chunk.potential)), 1) for chunk in page.chunks)
    filled = pages.used(page.chunks) + rows * (gap - GAPS[-1])
    height = panel([chunk.domain for chunk in page.chunks])
    there = 0 < height <= pages.page - filled - typist.measures.panel_above
    return replace(page, panel=there, space=0.0 if there else page.space)


def _weighed(pages: LongPages, filled: Sequence[Sequence[Chunk]], back: int) -> tuple[float, Plan]:
    """A plan and how far it is from ideal: its emptiest page, its cuts and more pages count against it."""
    free = [pages.page - pages.used(page) for page in filled]
    emptiest = max(free) / pages.page
    cuts = sum(chunk.continued for page in filled for chunk in page)
    cost = emptiest + 0.05 * (cuts + len(filled) + 2 * back) + (emptiest > _EMPTY)
    rows = [
        sum(max(len(range(*chunk.developed)), len(range(*chunk.potential)), 1) for chunk in page) for page in filled
    ]
    extra = max(min(GAPS[0] - GAPS[-1], *(left / 2 / count for left, count in zip(free, rows, strict=True))), 0)
    planned = tuple(
        Page(tuple(page), min(max(left - extra * count, 0) / max(len(page) - 1, 1), MOST_SPACE))
        for page, left, count in zip(filled, free, rows, strict=True)
    )
    return cost, Plan("long", GAPS[-1] + extra, planned, back)
