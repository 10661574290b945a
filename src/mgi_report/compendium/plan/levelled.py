"""Where the pages of a short chapter end: all ways are tried, so that the emptiest page is as full as can be.

Filling pages one after the other up to a common height leaves the white where a theme happens to be long. With few
pages every end of a theme and every cut can be tried instead; what is already worse than the best known is not
followed. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...snapshot.plan.pages import Chunk
from .themes import ThemePages

MOST_PAGES = 3
"""Chapters with more pages of themes are filled one page after the other: there are too many ways."""
_WHITE, _ABOVE, _CUT = 1.2, 1.2, 0.06
_LESS = 0.01
"""How much less room makes the next smaller cut."""

Pages = Sequence[Sequence[Chunk]]


def whites(wide: ThemePages, pages: Pages) -> list[float]:
    """The height that stays empty on each page."""
    return [_room(wide, first=not number) - wide.used(page) for number, page in enumerate(pages)]


def faults(wide: ThemePages, pages: Pages) -> float:
    """What the emptiest page and the cuts cost; pages filled from top to bottom with whole themes cost nothing.

    A theme that goes on overleaf should fill its page: what stays white above such a cut counts as well.
    """
    empty = whites(wide, pages)
    cuts = sum(chunk.continued for page in pages for chunk in page)
    above = sum(white for white, page in zip(empty, pages[1:], strict=False) if page[0].continued)
    return (_WHITE * max(empty, default=0.0) + _ABOVE * above) / wide.page + _CUT * cuts


def levelled(wide: ThemePages, pages: Pages) -> Pages:
    """The same number of pages with the least faults; those that are given where there are too many, or none better."""
    if not 1 < len(pages) <= MOST_PAGES:
        return pages
    search = _Search(wide, len(pages), pages, faults(wide, pages))
    search.follow(_whole(wide, 0), [], 0.0, 0)
    return search.best


@dataclass
class _Search:
    """The best pages so far, and how each rest of the text was reached: with which emptiest page and cost of cuts."""

    wide: ThemePages
    count: int
    best: Pages
    cost: float
    _reached: dict[tuple[Chunk, int], list[tuple[float, float]]] = field(default_factory=dict)

    def follow(self, chunk: Chunk | None, pages: list[list[Chunk]], white: float, cuts: float) -> None:
        """Try all ways to go on with a chunk after ``pages``, whose emptiest one has ``white`` and whose cuts cost."""
        cost = _WHITE * white / self.wide.page + cuts
        if cost >= self.cost:
            return
        if chunk is None:
            if len(pages) == self.count:
                self.best, self.cost = pages, cost
            return
        if len(pages) == self.count or self._known(chunk, len(pages), white, cuts):
            return
        room = _room(self.wide, first=not pages)
        most = (self.cost - cuts) / _WHITE * self.wide.page
        for page, after in _endings(self.wide, chunk, room, room - most):
            left = room - self.wide.used(page)
            more = _CUT * sum(part.continued for part in page)
            if after and after.continued:
                more += _ABOVE * left / self.wide.page
            self.follow(after, [*pages, page], max(white, left), cuts + more)

    def _known(self, chunk: Chunk, number: int, white: float, cuts: float) -> bool:
        """Whether the same rest was reached on the same page in a way that was no worse."""
        reached = self._reached.setdefault((chunk, number), [])
        if any(other <= white and cost <= cuts for other, cost in reached):
            return True
        reached.append((white, cuts))
        return False


def _endings(wide: ThemePages, chunk: Chunk, room: float, least: float) -> Iterator[tuple[list[Chunk], Chunk | None]]:
    """What of at least a height can stand on a page that begins with a chunk, and what follows on the next one."""
    page: list[Chunk] = []
    following: Chunk | None = chunk
    while following:
        parts = wide.parted(following)
        for number, part in enumerate(parts):
            above = wide.used(page) + wide.geometry.between if page else 0.0
            more = parts[number + 1 :]
            for head, rest in _cuts(wide, part, room - above, least - above):
                yield [*page, head], wide.joined(rest, more)
            if above + wide.height(part) > room:
                return
            page = [*page, part]
            if more:
                yield page, wide.joined(more[0], more[1:])
        following = _whole(wide, following.domain + 1)
        yield page, following


def _cuts(wide: ThemePages, chunk: Chunk, room: float, least: float) -> Iterator[tuple[Chunk, Chunk]]:
    """All ways to cut a chunk that leave between a least height and all the room filled, the largest first."""
    while parts := wide.cut(chunk, room):
        room = wide.height(parts[0]) - _LESS
        if room < least:
            return
        yield parts


def _whole(wide: ThemePages, domain: int) -> Chunk | None:
    if domain >= len(wide.lists):
        return None
    developed, potential = wide.lists[domain]
    return Chunk(domain, (0, len(developed)), (0, len(potential)))


def _room(wide: ThemePages, *, first: bool) -> float:
    return wide.page - (wide.taken if first else 0.0)
