"""The proof of the tables: every cell holds what the comparison holds, read back by its heads and not by its place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..data.comparison import State
from ..errors import Kind, Problem, excerpt
from ..pdf.tables import Cell
from ..text.languages import mark
from ..text.turned import holds, letters_and_numbers
from ..text.typography import is_right_to_left
from .view import Card, CityRow, Listed, Place, Reference, ThemeTable, VolumeView

_SIGNS = {
    State.DEVELOPED: ("Example",),
    State.POTENTIAL: ("Potential",),
    State.BOTH: ("Example", "Potential"),
    State.NOT_MENTIONED: ("Not mentioned",),
}
_TURNED = re.compile(r"(?<!\d)(\d+)\s?([A-Z])(?![A-Za-z\d])")
SIDES = {"developed": mark("Describe experience"), "potential": mark("Name it as an area with potential")}
_NO_LETTERS = re.compile(r"[\W_]+")

Words = Callable[[Reference], tuple[str, str]]
"""What is told of a finding: its gist and its text; one of them may be empty."""


def _whole(entry: Reference) -> tuple[str, str]:
    return "", entry.finding.text.plain


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
            yield from sign_cells(view, [table], str(chapter.number))
            yield from finding_cells(view, table.rows, titles)


def sign_cells(view: VolumeView, tables: Iterable[ThemeTable], *heads: str) -> Iterator[PromisedCell]:
    """The cells of a table of themes by cities, which hold marks; ``heads`` are those of its rows besides themes."""
    for table in tables:
        for place in view.places:
            signs = tuple(map(view.say, _SIGNS[table.states.get(place.identity, State.NOT_MENTIONED)]))
            yield PromisedCell(_heads(place, table.name, *heads), pictures=signs)


def finding_cells(
    view: VolumeView, rows: Iterable[CityRow], titles: tuple[str, str], words_of: Words = _whole
) -> Iterator[PromisedCell]:
    """The cells of a table with findings, of which each is told by ``words_of`` it: gist and text."""
    for row in rows:
        for listed, title in zip(row.lists, titles, strict=True):
            words = tuple(squeezed(words) for words in _words(view, listed, words_of))
            yield PromisedCell(_heads(row.place, title), words)


def talk_cells(view: VolumeView, cards: Iterable[Card], *, by_theme: bool) -> Iterator[PromisedCell]:
    """The cells of a table that says who could talk to whom; ``by_theme`` its rows have themes as heads."""
    for card in cards:
        for side in card.sides:
            heads = [view.say(SIDES[side.kind]), *([card.table.name] if by_theme else [])]
            places = [item for _, items in side.groups for item in items]
            words = [
                f"{place.name} {references[0].local if side.brief else ' '.join(item.local for item in references)}"
                for place, references in places
            ]
            yield PromisedCell(frozenset(map(squeezed, heads)), tuple(map(squeezed, words)))


def _words(view: VolumeView, listed: Listed, words_of: Words) -> Iterator[str]:
    for entry in listed.entries:
        gist, text = words_of(entry)
        yield f"{text or gist}{entry.local}"
    for item in listed.also:
        yield f"{item.local} ({item.theme})"
    if not listed.all:
        yield view.say("Not mentioned")


def _heads(place: Place, *others: str) -> frozenset[str]:
    return frozenset(map(squeezed, (f"{place.name}{place.country}, {place.year}", *others)))


def squeezed(words: str) -> str:
    """The letters and digits of words: what lines, hyphens and other readers' spaces leave as it is.

    Where a line runs to the left, PDFium gives a reference with its number first, here and there, with white between.
    """
    turned = _TURNED.sub(r"\2\1", words) if is_right_to_left(words) else words
    return _NO_LETTERS.sub("", turned).casefold()


def cell_problems(promised: Iterable[PromisedCell], found: Iterable[Cell], file: str) -> Iterator[Problem]:
    """What the tables of a file hold otherwise than promised; nothing is said of a file without such tables."""
    expected: dict[frozenset[str], list[PromisedCell]] = defaultdict(list)
    for item in promised:
        expected[item.heads].append(item)
    turned = any(is_right_to_left(head) for heads in expected for head in heads)

    def known(heads: Iterable[str]) -> frozenset[str]:
        """Heads by what readers keep of them, where words of some run to the left."""
        return frozenset(letters_and_numbers(head) if turned else head for head in heads)

    cells: dict[frozenset[str], list[Cell]] = defaultdict(list)
    for cell in found:
        cells[known(map(squeezed, cell.heads))].append(cell)
    for heads, items in expected.items() if cells else ():
        yield from _compared(heads, items, cells.get(known(heads), []), file)


def _compared(heads: frozenset[str], items: list[PromisedCell], cells: list[Cell], file: str) -> Iterator[Problem]:
    where = excerpt(" / ".join(sorted(heads)))
    said = [squeezed(cell.words) for cell in cells]
    said.append("".join(said))  # words may go on in the next one, on the next page
    for words in (words for item in items for words in item.words):
        if not any(words in text or holds(text, words) for text in said):
            message = "a cell does not hold what the comparison has under its heads"
            yield Problem(file, message=message, value=where, path=_page(cells), kind=Kind.CELL)
    wanted = Counter(item.pictures for item in items if item.pictures)
    signs = Counter(cell.pictures for cell in cells if cell.pictures)
    begun = sum(not cell.goes_on for cell in cells)
    parted = max(len({cell.page for cell in cells}) - 1, 0)  # a tall cell without a head of its row is one on each page
    if not len(items) <= begun <= len(items) + parted or wanted != signs:
        message = "the cells under some heads are not those of the comparison"
        yield Problem(file, message=message, value=where, path=_page(cells), kind=Kind.CELL)


def _page(cells: list[Cell]) -> str:
    return f"page {cells[0].page}" if cells and cells[0].page else ""
