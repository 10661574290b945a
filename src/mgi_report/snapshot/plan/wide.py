"""Pages filled with chunks of two lists side by side: what fits, where a chunk is cut, and pages evenly full.

Lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...text.units import POINTS_PER_MM
from .pages import Chunk, Geometry

_LEAST_PART = 32 * POINTS_PER_MM
"""The least height of a part of a domain that is cut."""


@dataclass(frozen=True)
class WidePages:
    """Heights of everything on the pages: heads (first and continued) and findings of both lists.

    ``taken`` is what something else takes of the first page, ``least`` the least height of a part of a domain.
    """

    geometry: Geometry
    heads: tuple[tuple[float, float], ...]
    lists: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]
    empty: float
    taken: float = 0.0
    least: float = _LEAST_PART
    _heights: dict[Chunk, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def page(self) -> float:
        """The height that may be filled."""
        return self.geometry.page

    def height(self, chunk: Chunk) -> float:
        """The height of a domain or a part of it; asked for again and again while pages are filled."""
        if chunk not in self._heights:
            self._heights[chunk] = self.heads[chunk.domain][chunk.continued] + max(self.columns(chunk))
        return self._heights[chunk]

    def columns(self, chunk: Chunk) -> tuple[float, float]:
        """The heights of its two lists."""
        developed, potential = self.lists[chunk.domain]
        nothing = 0.0 if chunk.continued else self.empty
        return (
            sum(developed[slice(*chunk.developed)]) if developed else nothing,
            sum(potential[slice(*chunk.potential)]) if potential else nothing,
        )

    def used(self, page: Sequence[Chunk]) -> float:
        """The height of what stands on a page."""
        return sum(self.height(chunk) for chunk in page) + self.geometry.between * (len(page) - 1)

    def cut(self, chunk: Chunk, room: float) -> tuple[Chunk, Chunk] | None:
        """What of a chunk fits into ``room`` and what goes to the next page; nothing where either would be a scrap."""
        lists = self.lists[chunk.domain]
        bounds = (chunk.developed, chunk.potential)
        room -= self.heads[chunk.domain][chunk.continued]
        ends = [_fitting(heights, bound, room) for heights, bound in zip(lists, bounds, strict=True)]
        while True:
            if any(end == start < stop for end, (start, stop) in zip(ends, bounds, strict=True)):
                return None
            head, rest = _parts(chunk, ends)
            if max(self.columns(head)) < self.least:
                return None
            if max(self.columns(rest)) >= self.least:
                return head, rest
            longer = max((0, 1), key=lambda side: self.columns(head)[side])
            ends[longer] -= 1

    def cut_anyway(self, chunk: Chunk, room: float) -> tuple[Chunk, Chunk]:
        """The same for a chunk longer than a page: at least one finding of it stays."""
        room -= self.heads[chunk.domain][chunk.continued]
        bounds = (chunk.developed, chunk.potential)
        ends = [_fitting(heights, bound, room) for heights, bound in zip(self.lists[chunk.domain], bounds, strict=True)]
        if all(end == start for end, (start, _) in zip(ends, bounds, strict=True)):
            ends = [min(start + 1, stop) for start, stop in bounds]
        return _parts(chunk, ends)

    def parted(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """What a chunk is set as before it is cut at the end of a page: here the chunk itself."""
        return (chunk,)

    def joined(self, chunk: Chunk, more: Sequence[Chunk]) -> Chunk:
        """A chunk with those that follow it in the same domain."""
        last = [chunk, *more][-1]
        return replace(
            chunk, developed=(chunk.developed[0], last.developed[1]), potential=(chunk.potential[0], last.potential[1])
        )

    def flow(self, height: float, *, cutting: bool) -> list[list[Chunk]]:
        """Fill pages of a height from the first domain to the last; without ``cutting`` only what is longer is cut."""
        pages: list[list[Chunk]] = [[]]
        waiting = [
            Chunk(domain, (0, len(developed)), (0, len(potential)))
            for domain, (developed, potential) in enumerate(self.lists)
        ]
        full = height
        while waiting:
            chunk, *more = self.parted(waiting.pop(0))
            waiting[:0] = more
            height = min(full, self.page - self.taken) if len(pages) == 1 else full
            used = self.used(pages[-1]) + self.geometry.between if pages[-1] else 0.0
            if used + self.height(chunk) <= height:
                pages[-1].append(chunk)
                continue
            parts = self.cut(chunk, height - used) if cutting or self.height(chunk) > height else None
            if parts is None and not pages[-1]:
                parts = self.cut_anyway(chunk, height)
            if parts is not None:
                pages[-1].append(parts[0])
                chunk = parts[1]
            pages.append([])
            if any(start < stop for start, stop in (chunk.developed, chunk.potential)) or not chunk.continued:
                waiting[: len(more)] = [self.joined(chunk, more)]
        return [page for page in pages if page]

    def even(self, count: int, *, cutting: bool) -> list[list[Chunk]] | None:
        """Pages as evenly full as they can be, ``count`` of them; nothing where that many cannot be filled so."""
        best = self.flow(self.page, cutting=cutting)
        low, high = 0.8 * sum(map(self.used, best)) / count, self.page
        while high - low > POINTS_PER_MM:
            middle = (low + high) / 2
            pages = self.flow(middle, cutting=cutting)
            if len(pages) > count or any(self.used(page) > self.page for page in pages):
                low = middle
            else:
                high, best = middle, pages
        return best if len(best) == count else None


def _fitting(heights: Sequence[float], bounds: tuple[int, int], room: float) -> int:
    end = bounds[0]
    while end < bounds[1] and (room := room - heights[end]) >= 0:
        end += 1
    return end


def _parts(chunk: Chunk, ends: Sequence[int]) -> tuple[Chunk, Chunk]:
    developed, potential = ends
    return (
        replace(chunk, developed=(chunk.developed[0], developed), potential=(chunk.potential[0], potential)),
        Chunk(chunk.domain, (developed, chunk.developed[1]), (potential, chunk.potential[1]), continued=True),
    )
