"""Copyfitting of running matter: how exchange opportunities and sources fill their pages.

Both are tried in several settings. The best has an even number of pages, so that no page for notes is needed behind
it, and a last page that is well filled. Heights are millimetres and follow the style sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...snapshot.plan.pages import MM
from ...text.typography import NBSP
from ...text.widths import Metrics
from ..view import ExchangeItem, ExchangeSection, Reference, VolumeView

PAGE, OPENER = 255.0, 213.0
"""Room on a page, and under the band on the first one."""
_CAUTION = 0.97
_LONG, _LEAST = 60.0, 30.0
"""An item of this height may be cut at the end of a page, where at least so much of it stays."""
_COLOPHON = 48.0
_USUAL_GAP = 4.0

PageOf = Callable[[Reference], str]


@dataclass(frozen=True)
class Block:
    """Something on a page: its name and height, the white above it, which falls away on a new page, and below it, which
    falls away at the end of one, whether the next one has to stand below it, and whether it may be cut.
    """

    name: str
    height: float
    above: float = 0.0
    keeps: bool = False
    cut: bool = False
    below: float = 0.0


@dataclass(frozen=True)
class MatterPlan:
    """Running matter in one setting: type size in points, space between items in mm, pages.

    ``opens`` are the names of the blocks that begin a page, ``cuts`` of those that may be cut; ``left`` is the white of
    the last page in mm.
    """

    size: float
    gap: float
    pages: int
    left: float
    opens: frozenset[str] = frozenset()
    cuts: frozenset[str] = frozenset()


def run(blocks: Sequence[Block], first: float, following: float = PAGE) -> tuple[int, float, frozenset[str]]:
    """Pages that blocks fill one after the other, the white of the last one, and which blocks begin a page."""
    pages, left = 1, first
    opens: set[str] = set()
    at_top = True
    for number, block in enumerate(blocks):
        need, ahead = block.height + (0 if at_top else block.above), number
        while blocks[ahead].keeps and ahead + 1 < len(blocks):
            ahead += 1
            need += min(blocks[ahead].height, _LEAST) if blocks[ahead].cut else blocks[ahead].height
        kept = number > 0 and blocks[number - 1].keeps
        if need > left and not at_top and not kept and not (block.cut and left >= _LEAST):
            opens.add(block.name)
            pages, left, at_top = pages + 1, following, True
        left -= block.height + (0 if at_top else block.above)
        at_top = False
        while left < 0 and block.cut:
            pages, left = pages + 1, left + following
        left = max(left - block.below, 0)
    return pages, left, frozenset(opens)


def plan_exchange(volume: VolumeView, text: Metrics, bold: Metrics, page_of: PageOf, intro: str) -> MatterPlan:
    """Plan the exchange opportunities; ``intro`` is the paragraph before them.

    Blocks are named by the occasion of a section and by the number of the domain and the name of a theme.
    """
    first = OPENER - 10 - text.lines(intro, 11, 150 * MM * _CAUTION) * 5.83
    sizes = {size: list(_sections(volume.exchange, size, text, bold, page_of)) for size in (9.4, 9.0, 8.6)}
    plans = []
    for size, measured in sizes.items():
        for gap in (2.6, 3.2, _USUAL_GAP, 4.8, 5.6, 6.4, 7.6):
            blocks = [block if block.above else replace(block, below=gap) for block in measured]
            pages, left, opens = run(blocks, first)
            cuts = frozenset(block.name for block in blocks if block.cut)
            plans.append(MatterPlan(size, gap, pages, left, opens, cuts))
    return min(plans, key=_exchange_cost)


def _exchange_cost(plan: MatterPlan) -> float:
    dense = 0.1 * max(_USUAL_GAP - plan.gap, 0) + 0.03 * max(plan.gap - _USUAL_GAP, 0)
    return 0.6 * (plan.pages % 2) + plan.left / PAGE + dense + 0.5 * abs(9.0 - plan.size) + 0.02 * plan.pages


def _sections(
    sections: Sequence[ExchangeSection], size: float, text: Metrics, bold: Metrics, page_of: PageOf
) -> Iterator[Block]:
    for section in sections:
        head = 11.1 + text.lines(section.invitation, 9, 150 * MM * _CAUTION) * 4.51 + 3
        if section.occasion == "silence":
            names = "  ".join(f"0000 {item.name} 000" for item in section.items)
            yield Block(section.occasion.value, head + text.lines(names, 9, 172 * MM) * 6, above=7)
            continue
        yield Block(section.occasion.value, head, above=7, keeps=True)
        for item in section.items:
            height = _item(item, size, text, bold, page_of)
            yield Block(f"{item.chapter.number} {item.name}", height, cut=height > _LONG)


def _item(item: ExchangeItem, size: float, text: Metrics, bold: Metrics, page_of: PageOf) -> float:
    groups = "; ".join(
        f"{place.whole}{NBSP}"
        + ", ".join(f"00{reference.local}{NBSP}p.{NBSP}{page_of(reference)}" for reference in references)
        for place, references in item.groups
    )
    measure = 122 * MM * _CAUTION
    said = text.lines(item.sentence.marked, size, measure) * size * 1.4 / MM
    return max(
        said + 0.6 + text.lines(groups, 7.8, measure) * 7.8 * 1.4 / MM,
        bold.lines(item.name, 9.4, 47 * MM) * 4.7,
        9.6,
    )


@dataclass(frozen=True)
class BackPlan:
    """The sources: type size in points, space between them and their measure in mm; ``apart`` is whether the colophon
    has a page for itself.
    """

    size: float
    gap: float
    measure: float
    apart: bool


def plan_back(volume: VolumeView, citation: str, text: Metrics) -> BackPlan:
    """Plan the sources and the colophon, on an even number of pages where that can be."""
    found = []
    for size, gap, measure in ((8.6, 2.4, 160.0), (8.2, 1.8, 180.0), (7.8, 1.4, 180.0)):
        blocks = [
            Block("cite", 18.1 + text.lines(citation, 9.4, 150 * MM * _CAUTION) * 4.84),
            Block("sources", 11.1, above=7, keeps=True),
        ]
        for place in volume.places:
            lines = text.lines("".join(run.text for run in place.citation), size, measure * MM * _CAUTION)
            lines += text.lines(place.url, size, measure * MM * _CAUTION) if place.url else 0
            blocks.append(Block(place.identity, lines * size * 1.42 / MM, below=gap))
        pages, left, _ = run(blocks, OPENER)
        apart = pages % 2 == 1 or left < _COLOPHON
        few = pages > 1 and left > 0.8 * PAGE
        cost = 0.6 * ((pages + apart) % 2) + 0.4 * few + 0.3 * (8.6 - size) + 0.05 * pages
        found.append((cost, BackPlan(size, gap, measure, apart)))
    return min(found, key=lambda item: item[0])[1]
