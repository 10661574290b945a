"""Copyfitting of running matter: how exchange opportunities and sources fill their pages.

Both are tried in several settings. The best has an even number of pages, so that no page for notes is needed behind
it, and a last page that is well filled. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...design.measures import Setting
from ...text.typography import NBSP
from ...text.units import POINTS_PER_MM
from ..view import ExchangeItem, ExchangeSection, Reference, VolumeView
from .flow import PIECE, Block, flow

_CAUTION = 0.97
_LONG, _LEAST = 60 * POINTS_PER_MM, 30 * POINTS_PER_MM
"""An item of this height may be cut at the end of a page, where at least so much of it stays."""
_COLOPHON = 48 * POINTS_PER_MM
_USUAL_GAP = 4.0

PageOf = Callable[[Reference], str]


@dataclass(frozen=True)
class MatterPlan:
    """Running matter in one setting: type size in points, space between items in mm, pages.

    ``opens`` are the names of the blocks that begin a page, ``cuts`` of those that may be cut, ``pieces`` of those with
    which a piece begins that is typeset by itself, on a new page; ``left`` is the part of the last page that stays
    white.
    """

    size: float
    gap: float
    pages: int
    left: float
    opens: frozenset[str] = frozenset()
    cuts: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()


def plan_exchange(volume: VolumeView, setting: Setting, page_of: PageOf, intro: str) -> MatterPlan:
    """Plan the exchange opportunities; ``intro`` is the paragraph before them.

    Blocks are named by the occasion of a section and by the number of the domain and the name of a theme.
    """
    m = setting.measures
    first = m.exchange_room - m.intro.height(setting.text, intro, m.text_width * _CAUTION)
    sizes = {size: list(_sections(volume.exchange, size, setting, page_of)) for size in (9.4, 9.0, 8.6)}
    plans = []
    for size, measured in sizes.items():
        for gap in (2.6, 3.2, _USUAL_GAP, 4.8, 5.6, 6.4, 7.6):
            blocks = [block if block.above else replace(block, below=gap * POINTS_PER_MM) for block in measured]
            pages, left, begins = _in_pieces(blocks, first, m.room)
            # What begins a page because it is cut there needs no break before it.
            opens = frozenset(page[0].item for before, page in pairwise(pages) if page[0] is not before[-1])
            cuts = frozenset(block.item for block in blocks if block.least)
            plans.append(MatterPlan(size, gap, len(pages), left / m.room, opens - begins, cuts, begins))
    return min(plans, key=_exchange_cost)


def _in_pieces(
    blocks: Sequence[Block[str]], first: float, following: float
) -> tuple[list[list[Block[str]]], float, frozenset[str]]:
    """The pages that blocks fill in pieces of about equal length, the white of the last one, and what begins pieces."""
    most, total = PIECE * following, sum(block.height + block.below for block in blocks)
    groups: list[list[Block[str]]] = [[]]
    filled, kept = 0.0, True
    for block in blocks:
        if not kept and filled >= total * len(groups) / -(-total // most):
            groups.append([])
        groups[-1].append(block)
        filled, kept = filled + block.height + block.below, block.keeps
    pages, left = flow(groups[0], first, following)
    for group in groups[1:]:
        more, left = flow(group, following, following)
        pages += more
    return pages, left, frozenset(group[0].item for group in groups[1:])


def _exchange_cost(plan: MatterPlan) -> float:
    dense = 0.1 * max(_USUAL_GAP - plan.gap, 0) + 0.03 * max(plan.gap - _USUAL_GAP, 0)
    return 0.6 * (plan.pages % 2) + plan.left + dense + 0.5 * abs(9.0 - plan.size) + 0.02 * plan.pages


def _sections(
    sections: Sequence[ExchangeSection], size: float, setting: Setting, page_of: PageOf
) -> Iterator[Block[str]]:
    m, text, _ = setting
    for section in sections:
        head = m.exchange_head + m.invitation.height(text, section.invitation, m.text_width * _CAUTION)
        if section.occasion == "silence":
            names = "  ".join(f"0000 {item.name} 000" for item in section.items)
            height = head + m.plain.height(text, names, m.plain_text)
            yield Block(section.occasion.value, height, above=m.part_above)
            continue
        yield Block(section.occasion.value, head, above=m.part_above, keeps=True)
        for item in section.items:
            height = _item(item, size, setting, page_of)
            yield Block(f"{item.chapter.number} {item.name}", height, least=_LEAST if height > _LONG else 0.0)


def _item(item: ExchangeItem, size: float, setting: Setting, page_of: PageOf) -> float:
    m, text, bold = setting
    groups = "; ".join(
        f"{place.whole}{NBSP}"
        + ", ".join(f"00{reference.local}{NBSP}p.{NBSP}{page_of(reference)}" for reference in references)
        for place, references in item.groups
    )
    measure = m.item_text * _CAUTION
    said = text.lines(item.sentence.marked, size, measure) * size * m.item_leading
    name = m.item_name.height(bold, item.name, m.item_name_text)
    return max(said + m.refs_above + m.refs.height(text, groups, measure), name, m.item_height)


@dataclass(frozen=True)
class BackPlan:
    """The sources: type size in points, space between them and their measure in mm; ``apart`` is whether the colophon
    has a page for itself.
    """

    size: float
    gap: float
    measure: float
    apart: bool


def plan_back(volume: VolumeView, citation: str, setting: Setting) -> BackPlan:
    """Plan the sources and the colophon, on an even number of pages where that can be."""
    (m, text, _), found = setting, []
    widest = round(m.measure / POINTS_PER_MM, 2)
    for size, gap, width in ((8.6, 2.4, min(160.0, widest)), (8.2, 1.8, widest), (7.8, 1.4, widest)):
        cited = m.part_above + m.sources_head + m.cite.height(text, citation, m.text_width * _CAUTION)
        blocks = [Block("cite", cited), Block("sources", m.sources_head, above=m.part_above, keeps=True)]
        for place in volume.places:
            lines = text.lines("".join(run.text for run in place.citation), size, width * POINTS_PER_MM * _CAUTION)
            lines += text.lines(place.url, size, width * POINTS_PER_MM * _CAUTION) if place.url else 0
            blocks.append(Block(place.identity, lines * size * m.source_leading, below=gap * POINTS_PER_MM))
        pages, left = flow(blocks, m.sources_room, m.room)
        apart = len(pages) % 2 == 1 or left < _COLOPHON
        few = len(pages) > 1 and left > 0.8 * m.room
        cost = 0.6 * ((len(pages) + apart) % 2) + 0.4 * few + 0.3 * (8.6 - size) + 0.05 * len(pages)
        found.append((cost, BackPlan(size, gap, width, apart)))
    return min(found, key=lambda item: item[0])[1]
