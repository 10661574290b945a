"""How much higher the last part of a typeset snapshot is than planned: by what a workspace's own templates add."""

from __future__ import annotations

from ..design.measures import Measures
from ..typeset.documents import Typeset
from .plan.pages import Plan

_LAST = "about"
"""The anchor with which the last part begins."""
_LEAST = 3.0  # points; what overflows may be no higher than a line that is not painted


def excess_of(made: Typeset, plan: Plan, measures: Measures) -> float:
    """By how many points the last part is higher than its pages, or lower; 0 where it has as many pages as planned."""
    begins = made.anchors.get(_LAST, 0)
    taken = made.pages - begins + 1
    if not begins or taken == plan.back_pages:
        return 0.0
    if taken < plan.back_pages:
        return -float(measures.room) * (plan.back_pages - taken)
    used = made.depths[begins + plan.back_pages - 2 :]
    return max(sum(depth - measures.page_head for depth in used) - measures.room, _LEAST)
