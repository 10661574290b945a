"""The proof of a compendium: what is proved of every file, and that its printed numbers are true.

A number in the contents, in an index or among the exchange opportunities is true when the page with that label holds
what was promised; a folio is true when it is the label of its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import Kind, Problem, excerpt
from ..pdf.navigation import page_label
from ..pdf.proof import Check, Expected, Proof
from ..pdf.reading import PageFacts, reopened, text_within
from ..pdf.screen import prove
from ..pdf.tables import read_cells
from ..pdf.xmp import SCREEN
from ..text.turned import has
from ..text.typography import fold
from ..text.units import POINTS_PER_MM
from ..workspace.crowds import few
from .cells import PromisedCell, cell_problems

_FOLIO_BOX = (18.0, 6.0, 13.0)
"""Where a folio stands: width from the margin, bottom and top, in mm from the trim."""
_ENOUGH = 24


@dataclass(frozen=True)
class Promise:
    """Words that stand on the page with a label; ``index`` is where that page must lie in the file, from 0."""

    index: int
    label: str
    words: str


@dataclass(frozen=True)
class FolioPlace:
    """A page that bears a folio: its index from 0, its label, and on which side."""

    index: int
    label: str
    left: bool


@dataclass(frozen=True)
class Tables:
    """The cells that the tables of a volume must have, and the indexes of the pages on which they stand, from 0."""

    cells: tuple[PromisedCell, ...]
    indexes: frozenset[int]


def prove_compendium(
    pdf: bytes,
    expected: Expected,
    promises: Sequence[Promise],
    folios: Sequence[FolioPlace],
    tables: Tables,
    file: str,
    standards: Sequence[str] = SCREEN,
) -> Proof:
    """Prove a bound compendium, which must follow these standards."""

    def numbers(document: Any, pages: Sequence[PageFacts]) -> Iterator[Check]:
        opened = ((index, item) for index, item in enumerate(reopened(pdf, document)) if index in tables.indexes)
        wrong = tuple(few(cell_problems(tables.cells, read_cells(opened), file)))
        yield Check("tables", f"{len(tables.cells)} cells", wrong)
        problems = [*_broken(document, pages, promises, file), *_unlike(reopened(pdf, document), pages, folios, file)]
        yield Check("numbers", f"{len(promises)} page numbers, {len(folios)} folios", tuple(problems))

    return prove(pdf, expected, file, numbers, standards)


def tables_read(
    pdf: bytes, cells: Sequence[PromisedCell], file: str
) -> Callable[[Any, Sequence[PageFacts]], Iterator[Check]]:
    """What checks the tables of a small file, which must hold these cells."""

    def check(document: Any, _: Sequence[PageFacts]) -> Iterator[Check]:
        found = list(read_cells(enumerate(reopened(pdf, document)))) if cells else []
        wrong = tuple(few(cell_problems(cells, found, file)))
        if cells and not found:
            wrong = (Problem(file, message="its tables cannot be read back", kind=Kind.CELL),)
        yield Check("tables", f"{len(cells)} cells", wrong)

    return check


def _stands(words: str, folded: str) -> bool:
    return fold(words)[:_ENOUGH] in folded or has(folded, words)


def _broken(document: Any, pages: Sequence[PageFacts], promises: Iterable[Promise], file: str) -> Iterator[Problem]:
    for promise in promises:
        where = f"page {promise.index + 1}"
        if promise.index >= len(pages) or page_label(document, promise.index) != promise.label:
            message = f"page {promise.label} is not where it should be"
            yield Problem(file, message=message, path=where, kind=Kind.PAGE_NUMBER)
        elif not _stands(promise.words, pages[promise.index].folded):
            message = f"page {promise.label} does not hold what a page number promises"
            yield Problem(file, message=message, value=excerpt(promise.words), path=where, kind=Kind.PAGE_NUMBER)


def _unlike(
    opened: Iterable[Any], pages: Sequence[PageFacts], folios: Iterable[FolioPlace], file: str
) -> Iterator[Problem]:
    """Folios that are not the labels of their pages; ``opened`` is the document that is open for each page."""
    wide, low, high = (length * POINTS_PER_MM for length in _FOLIO_BOX)
    bearing = {folio.index: folio for folio in folios}
    for index, document in enumerate(opened):
        if (folio := bearing.get(index)) is None:
            continue
        width, inset = pages[index].width, 12 * POINTS_PER_MM
        box = (inset, low, inset + wide, high) if folio.left else (width - inset - wide, low, width - inset, high)
        printed = text_within(document, index, box).strip()
        if printed != folio.label or page_label(document, index) != folio.label:
            message = f"the folio is “{printed}” where “{folio.label}” belongs"
            yield Problem(file, message=message, path=f"page {index + 1}", kind=Kind.PAGE_NUMBER)
