"""Heights of the themes of a chapter, and how a list that goes on alone takes both columns.

Two lists stand side by side. Where one of them has ended, or says nothing beside a long or a cut other one, the other
is set in both columns of its page, so that no half page stays white. Examples come first: that none are mentioned
stands before the areas with potential, and that no such areas are mentioned stands behind the last of the examples.
Lengths are points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from ...design.measures import Measure, Setting
from ...snapshot.plan.pages import Chunk, Geometry, Words
from ...snapshot.plan.wide import WidePages
from ...text.typography import NBSP, WHOLE
from ...text.units import POINTS_PER_MM
from ..view import ChapterView, Column

_MANY, _LONG, _UNEQUAL = 5, 150 * POINTS_PER_MM, 120 * POINTS_PER_MM
"""A list of so many items, or of this height, takes both columns where the other one is empty: in every language alike
as a rule. So much longer than the other one, it goes on alone.
"""
_LEAST_HEAD, _LEAST_REST = 24 * POINTS_PER_MM, 10 * POINTS_PER_MM
"""The least height of what is cut from a theme, and of what of a list in both columns goes to the next page."""
_LEAST_ITEMS = 2
"""So many items at least stand in both columns; a single one takes one."""


@dataclass(frozen=True)
class Fitter:
    """Measures findings with the fonts they will be set in; ``caution`` below 1 narrows the columns."""

    setting: Setting
    geometry: Geometry
    caution: float = 1.0

    def finding(self, words: Words, size: float) -> float:
        """The height of a finding in the column of a list, with the space below it."""
        lines = self.setting.text.speaking(words.language).lines(words.text, size, self.geometry.column * self.caution)
        return lines * size * self.setting.measures.finding_leading + self.geometry.gap


@dataclass(frozen=True)
class ThemePages(WidePages):
    """Pages of themes; a chunk with a single list to show has it in both columns.

    ``empty_title`` is the height of the title of an empty list, with the space below its only line.
    """

    empty_title: float = 0.0
    _parted: dict[Chunk, tuple[Chunk, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def alone(self, chunk: Chunk) -> int | None:
        """Which list (0 or 1) takes both columns of a chunk; ``None`` where the two stand side by side."""
        lengths = [stop - start for start, stop in (chunk.developed, chunk.potential)]
        if min(lengths) or max(lengths) < _LEAST_ITEMS:
            return None
        side = lengths.index(max(lengths))
        if chunk.continued:
            return side
        heights = self.lists[chunk.domain][side]
        if side == self._only(chunk) and (
            len(heights) >= _MANY or sum(heights) > _LONG or lengths[side] < len(heights)
        ):
            return side
        return None

    def _only(self, chunk: Chunk) -> int | None:
        """Which list of a theme has anything to say, where the other one is empty and says so."""
        said = [bool(heights) for heights in self.lists[chunk.domain]]
        return said.index(True) if sum(said) == 1 and self.empty else None

    def _silent(self, chunk: Chunk) -> int | None:
        """Which list says on this part of a theme that it is empty: examples at its beginning, potential at its end."""
        only = self._only(chunk)
        if only == 0:
            return 1 if chunk.developed[1] == len(self.lists[chunk.domain][0]) else None
        return 0 if only == 1 and not chunk.continued else None

    def split(self, chunk: Chunk) -> int | None:
        """At which item the second column of a list in both columns begins; ``None`` where it is not."""
        side = self.alone(chunk)
        if side is None:
            return None
        start, stop = (chunk.developed, chunk.potential)[side]
        return start + _middle(self.lists[chunk.domain][side][start:stop])[0]

    def columns(self, chunk: Chunk) -> tuple[float, float]:
        """The heights of its two columns."""
        side, silent, lists = self.alone(chunk), self._silent(chunk), self.lists[chunk.domain]
        if side is None:
            developed, potential = (
                sum(heights[slice(*bounds)]) + (self.empty if silent == number else 0.0)
                for number, (heights, bounds) in enumerate(zip(lists, (chunk.developed, chunk.potential), strict=True))
            )
            return developed, potential
        start, stop = (chunk.developed, chunk.potential)[side]
        tall = _middle(lists[side][start:stop])[1] + (0.0 if silent is None else self.empty + self.empty_title)
        return tall, tall

    def parted(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """Lists of very unequal length: as much as stands side by side, and the rest of the longer one."""
        if chunk not in self._parted:
            self._parted[chunk] = self._parted_anew(chunk)
        return self._parted[chunk]

    def _parted_anew(self, chunk: Chunk) -> tuple[Chunk, ...]:
        bounds, lists = (chunk.developed, chunk.potential), self.lists[chunk.domain]
        heights = [sum(list_[slice(*bound)]) for list_, bound in zip(lists, bounds, strict=True)]
        side = heights.index(max(heights))
        if min(heights) == 0 or heights[side] - heights[1 - side] < _UNEQUAL:
            return (chunk,)
        start, stop = bounds[side]
        sums = list(accumulate(lists[side][start:stop]))
        return _cut_at(chunk, side, start + 1 + bisect_left(sums, heights[1 - side]))

    def cut(self, chunk: Chunk, room: float) -> tuple[Chunk, Chunk] | None:
        """What of a chunk fits into ``room`` and what goes to the next page; nothing where either would be a scrap.

        A list without another one that is cut takes both columns, long or not.
        """
        side = self.alone(chunk)
        if side is None and not chunk.continued:
            side = self._only(chunk)
        if side is None:
            return super().cut(chunk, room)
        start, stop = (chunk.developed, chunk.potential)[side]
        heights = self.lists[chunk.domain][side]
        room -= self.heads[chunk.domain][chunk.continued]
        if self._silent(chunk) == 0:
            room -= self.empty + self.empty_title
        end = bisect_left(range(start + 1, stop + 1), True, key=lambda at: _middle(heights[start:at])[1] > room) + start
        while end - start >= _LEAST_ITEMS and _middle(heights[start:end])[1] >= _LEAST_HEAD:
            if _middle(heights[end:stop])[1] >= _LEAST_REST:
                return _cut_at(chunk, side, end)
            end -= 1
        return None


def _middle(heights: Sequence[float]) -> tuple[int, float]:
    """How many items the first of two columns takes so that they end at about the same height, and that height."""
    sums = [0.0, *accumulate(heights)]
    at = bisect_left(sums, sums[-1] / 2)
    return min(((n, max(sums[n], sums[-1] - sums[n])) for n in {at, max(at - 1, 0)}), key=lambda found: found[1])


def _cut_at(chunk: Chunk, side: int, end: int) -> tuple[Chunk, Chunk]:
    ends = [chunk.developed[1], chunk.potential[1]]
    ends[side] = end
    head = replace(chunk, developed=(chunk.developed[0], ends[0]), potential=(chunk.potential[0], ends[1]))
    rest = Chunk(chunk.domain, (ends[0], chunk.developed[1]), (ends[1], chunk.potential[1]), continued=True)
    return head, rest


def measure_themes(chapter: ChapterView, fitter: Fitter, size: float, words: tuple[str, str]) -> ThemePages:
    """Heights of the themes at a type size, and of the silent themes as one more without columns.

    ``words`` are what stands in a list without findings, and the silent themes as a line.
    """
    empty, silent = words
    (m, _, bold), heads, lists = fitter.setting, [], []
    for block in chapter.themes:
        name = m.theme.height(bold, block.name, m.theme_text) + m.theme_frame
        heads.append((name, name))
        developed, potential = (_entries(column, fitter, size) for column in block.columns)
        lists.append((developed, potential))
    if chapter.silent:
        heads.append((m.quiet_head, m.quiet_head))
        lists.append(((_note(m.quiet, silent, m.quiet_text, fitter) + m.quiet_frame,), ()))
    nothing = fitter.finding(Words(empty), size)
    return ThemePages(
        fitter.geometry, tuple(heads), tuple(lists), nothing, least=_LEAST_HEAD, empty_title=m.empty_title
    )


def _entries(column: Column, fitter: Fitter, size: float) -> tuple[float, ...]:
    heights = [
        fitter.finding(
            Words(f"{entry.reference.place.name} {entry.reference.local} {entry.text.marked}", entry.text.language),
            size,
        )
        for entry in column.entries
    ]
    for note in column.notes:
        also = "; ".join(f"{item.place.whole}{NBSP}{item.local} ({item.theme})" for item in note)
        unparted = also.replace(" ", f" {WHOLE}")
        heights.append(_note(fitter.setting.measures.also, f"0000000000000 {unparted}", fitter.geometry.column, fitter))
    return tuple(heights)


def _note(type_: Measure, words: str, measure: float, fitter: Fitter) -> float:
    return type_.height(fitter.setting.text, words, measure * fitter.caution) + fitter.geometry.gap
