"""The proof of the tables: every cell holds what the comparison holds, read back by its heads and not by its place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..data.comparison import State
from ..errors import Kind, Problem, excerpt
from ..pdf.tables import Cell
from ..text.typography import is_right_to_left
from .view import CityRow, Listed, Place, VolumeView

_SIGNS = {
    State.DEVELOPED: ("Example",),
    State.POTENTIAL: ("Potential",),
    State.BOTH: ("Example", "Potential"),
    State.NOT_MENTIONED: ("Not mentioned",),
}
_TURNED = re.compile(r"(?<![A-Za-z\d])(\d+)([A-Z])(?![A-Za-z\d])")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class PromisedCell:
    """What a cell must hold: its heads, the words in it, or the texts of its pictures where it has only these."""

    heads: frozenset[str]
    words: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def promised_cells(view: VolumeView, titles: tuple[str, str]) -> Iterator[PromisedCell]:
    """The cells of all tables of a volume; ``titles`` are the heads of the two lists."""
    for chapter in view.chapters:
        for table in chapter.tables:
            for place in view.places:
                signs = tuple(map(view.say, _SIGNS[table.states.get(place.identity, State.NOT_MENTIONED)]))
                yield PromisedCell(_heads(place, table.name, str(chapter.number)), pictures=signs)
            for row in table.rows:
                yield from _row(view, row, titles)


def _row(view: VolumeView, row: CityRow, titles: tuple[str, str]) -> Iterator[PromisedCell]:
    for listed, title in zip(row.lists, titles, strict=True):
        yield PromisedCell(_heads(row.place, title), tuple(_squeezed(words) for words in _words(view, listed)))


def _words(view: VolumeView, listed: Listed) -> Iterator[str]:
    for entry in listed.entries:
        yield f"{entry.finding.text.plain}{entry.local}"
    for item in listed.also:
        yield f"{item.local} ({item.theme})"
    if not listed.all:
        yield view.say("Not mentioned")


def _heads(place: Place, *others: str) -> frozenset[str]:
    return frozenset(map(_squeezed, (f"{place.name}{place.country}, {place.year}", *others)))


def _squeezed(words: str) -> str:
    """The letters and digits of words: what lines, hyphens and other readers' spaces leave as it is.

    Where a line runs to the left, PDFium gives a reference with its number first, here and there.
    """
    turned = _TURNED.sub(r"\2\1", words) if is_right_to_left(words) else words
    return _NO_LETTERS.sub("", turned).casefold()


def cell_problems(promised: Iterable[PromisedCell], found: Iterable[Cell], file: str) -> Iterator[Problem]:
    """What the tables of a file hold otherwise than promised; nothing is said of a file without such tables."""
    cells: dict[frozenset[str], list[Cell]] = defaultdict(list)
    for cell in found:
        cells[frozenset(map(_squeezed, cell.heads))].append(cell)
    if not cells:
        return
    expected: dict[frozenset[str], list[PromisedCell]] = defaultdict(list)
    for item in promised:
        expected[item.heads].append(item)
    for heads, items in expected.items():
        yield from _compared(heads, items, cells.get(heads, []), file)


def _compared(heads: frozenset[str], items: list[PromisedCell], cells: list[Cell], file: str) -> Iterator[Problem]:
    where = excerpt(" / ".join(sorted(heads)))
    said = [_squeezed(cell.words) for cell in cells]
    for words in (words for item in items for words in item.words):
        if not any(words in text for text in said):
            message = "a cell does not hold what the comparison has under its heads"
            yield Problem(file, message=message, value=where, path=_page(cells), kind=Kind.CELL)
    wanted = Counter(item.pictures for item in items)
    signs = Counter(cell.pictures for cell in cells)
    if len(cells) != len(items) or wanted != signs:
        message = "the cells under some heads are not those of the comparison"
        yield Problem(file, message=message, value=where, path=_page(cells), kind=Kind.CELL)


def _page(cells: list[Cell]) -> str:
    return f"page {cells[0].page}" if cells else ""
