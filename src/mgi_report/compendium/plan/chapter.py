"""Copyfitting of a chapter: how its themes fill pages, in what type size, so that it ends on the page before a spread.

A chapter opens on a left-hand page with its definition and the matrix; further tables of a large region follow. Then
come the themes, each with its two lists side by side, cut between findings where a page ends. The number of pages is
even; where the text is too short for that, a page for notes closes the chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...design.measures import Measures, Setting
from ...snapshot.plan.pages import Chunk, Geometry
from ...text.units import POINTS_PER_MM
from ..view import ChapterView, MatrixTable
from .levelled import Pages, faults, levelled, whites
from .tables import THEME_WIDTH, ChapterTables
from .themes import Fitter, ThemePages, measure_themes

SIZES = (9.9, 9.6, 9.4, 9.2, 9.0, 8.8, 8.6, 8.4)
USUAL_SIZE = 9.2
CAUTION = 0.97
"""How much of the measure of a line the first plan counts on."""
USUAL_BETWEEN, _TIGHT_BETWEEN = 5.2 * POINTS_PER_MM, 3.6 * POINTS_PER_MM
"""The least space between two themes; the tight one is tried where no plan is good."""
_POOR = 0.3
_GAP = 1.5 * POINTS_PER_MM
"""The least space between two findings."""


@dataclass(frozen=True)
class ChapterPage:
    """What stands on one page after the opener: tables, chunks of themes, and perhaps the silent themes below them.

    ``splits`` has for each chunk the item with which the second column begins, where a single list takes both columns.
    ``space`` is what to add between two themes, in points.
    """

    tables: tuple[MatrixTable, ...]
    chunks: tuple[Chunk, ...]
    splits: tuple[int | None, ...] = ()
    silent: bool = False
    space: float = 0.0


@dataclass(frozen=True)
class ChapterPlan:
    """A planned chapter: the tables of the opener, the pages after it, and whether a page for notes ends it.

    ``size``, ``gap`` between findings and ``between`` two themes are in points; ``width`` of a city's column in the
    matrix and ``theme`` of the column of themes are in mm; ``pad`` in points is what every row of the tables on the
    opener gets above and below, so that they fill it.
    """

    tables: tuple[MatrixTable, ...]
    pages: tuple[ChapterPage, ...]
    size: float
    gap: float
    width: float
    pad: float
    notes: bool
    between: float = USUAL_BETWEEN
    theme: float = THEME_WIDTH

    @property
    def total(self) -> int:
        """All pages of the chapter."""
        return 1 + len(self.pages) + self.notes

    def breadth(self, table: MatrixTable) -> float:
        """The width of a table in mm."""
        return self.theme + self.width * len(table.places)


def geometry(measures: Measures, between: float = USUAL_BETWEEN) -> Geometry:
    """What the pages of themes are filled by; ``between`` is the least space between two themes."""
    return Geometry(measures.themes_room, measures.list_text, _GAP, between)


class ChapterPlans:
    """The plans of all chapters of a volume in one type size: the one in which they cost least, together and at most.

    ``nothing`` is what stands in a list without findings.
    """

    def __init__(self, chapters: Sequence[ChapterView], setting: Setting, nothing: str) -> None:
        self._setting, self._nothing = setting, nothing
        found = [self._weigh(chapter, CAUTION, SIZES) for chapter in chapters]

        def together(size: float) -> float:
            costs = [weighed[size][0] for weighed in found]
            return sum(costs) + max(costs, default=0.0)

        self.size = max(SIZES, key=lambda size: (-together(size), size))
        self._plans = {chapter.number: weighed[self.size][1] for chapter, weighed in zip(chapters, found, strict=True)}

    def plan(self, chapter: ChapterView, caution: float = CAUTION) -> ChapterPlan:
        """The plan of a chapter; with another ``caution`` than the first it is made anew, in the size of the volume."""
        first = caution == CAUTION
        plan = self._plans[chapter.number] if first else self._weigh(chapter, caution, (self.size,))[self.size][1]
        tables = ChapterTables(chapter, self._setting)
        return replace(plan, tables=tables.pages[0], width=tables.width, pad=tables.padding, theme=tables.theme)

    def _weigh(
        self, chapter: ChapterView, caution: float, sizes: Sequence[float]
    ) -> dict[float, tuple[float, ChapterPlan]]:
        fitter = Fitter(self._setting, geometry(self._setting.measures), caution)
        return _weigh(chapter, fitter, (self._nothing, "; ".join(chapter.silent)), sizes)


def _weigh(
    chapter: ChapterView, fitter: Fitter, words: tuple[str, str], sizes: Sequence[float]
) -> dict[float, tuple[float, ChapterPlan]]:
    """The best plan in every size, with what it costs; the opener is not in it yet.

    ``words`` are what stands in a list without findings, and the silent themes as a line.
    """
    tables, found = ChapterTables(chapter, fitter.setting), {}
    more = tables.pages[1:]
    for size in sizes:
        wide = replace(measure_themes(chapter, fitter, size, words), taken=tables.taken)
        found[size] = min(_tried(chapter, wide, size, more), key=_cost)
        if found[size][0] > _POOR + _small(size):
            tight = replace(wide, geometry=geometry(fitter.setting.measures, _TIGHT_BETWEEN))
            found[size] = min(found[size], *_tried(chapter, tight, size, more), key=_cost)
    return found


def _cost(weighed: tuple[float, ChapterPlan]) -> float:
    return weighed[0]


def _small(size: float) -> float:
    """What type smaller than usual costs."""
    return 0.12 * max(USUAL_SIZE - size, 0)


def _tried(
    chapter: ChapterView, wide: ThemePages, size: float, more: Sequence[tuple[MatrixTable, ...]]
) -> Iterator[tuple[float, ChapterPlan]]:
    """Plans in a type size, with themes whole or cut, on as few pages as can be or one more."""
    if not wide.lists:
        yield _weighed(chapter, wide, size, [], more)
    found: dict[int, list[Pages]] = {}
    for cutting in (False, True) if wide.lists else ():
        fewest = len(wide.flow(wide.page, cutting=cutting))
        for count in range(fewest, fewest + 2):
            if pages := wide.even(count, cutting=cutting):
                found.setdefault(count, []).append(pages)
    for ways in found.values():
        best = min(ways, key=lambda pages: faults(wide, pages))
        yield _weighed(chapter, wide, size, levelled(wide, best), more)


def _weighed(
    chapter: ChapterView,
    wide: ThemePages,
    size: float,
    pages: Pages,
    tables: Sequence[tuple[MatrixTable, ...]],
) -> tuple[float, ChapterPlan]:
    """A plan and how far it is from ideal: white, cuts, small type and a page for notes count against it."""
    free = whites(wide, pages)
    white = max(free, default=0.0) / wide.page
    last = len(chapter.themes)
    planned = [
        ChapterPage(
            (),
            tuple(chunk for chunk in page if chunk.domain < last),
            tuple(wide.split(chunk) for chunk in page if chunk.domain < last),
            any(chunk.domain == last for chunk in page),
            min(max(left, 0) / max(len(page), 1), 9 * POINTS_PER_MM) * (white < 0.5),
        )
        for page, left in zip(pages, free, strict=True)
    ]
    before = [ChapterPage(group, ()) for group in tables]
    if wide.taken and planned:
        planned[0] = replace(planned[0], tables=before.pop().tables)
    leaves = (*before, *planned)
    notes = len(leaves) % 2 == 0
    cost = faults(wide, pages) + _small(size) + 0.3 * notes + 0.02 * len(pages)
    between = wide.geometry.between
    cost += 0.08 * (between < USUAL_BETWEEN)
    return cost, ChapterPlan((), leaves, size, wide.geometry.gap, 0, 0, notes, between)
