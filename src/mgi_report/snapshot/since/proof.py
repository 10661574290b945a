"""The proof of two editions: every finding of both in its state, under its edition, read back from the finished file.

Cells are found by the heads that their tags name, not by where they stand (:mod:`...pdf.tables`): a row by its state in
words, a column by its edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from ...errors import Kind, Problem, excerpt
from ...pdf.proof import Check, Expected
from ...pdf.reading import open_pdf
from ...pdf.tables import Cell, read_cells
from ...text.spoken import speaking
from ...text.turned import holds, letters_and_numbers
from .compose import Leaf
from .view import Listed, SinceView, StandingView

_NO_LETTERS = re.compile(r"[\W_]+")


def expected_of(leaf: Leaf, expected: Expected) -> Expected:
    """What must stand in a file that has these pages, beside what else must."""
    told = tuple((item.reference, item.text.plain) for item in printed(leaf))
    return replace(expected, findings=(*expected.findings, *told), speaks=speaking(leaf.view.language))


def printed(leaf: Leaf) -> Iterator[Listed]:
    """The findings whose texts stand on the pages."""
    for domain in leaf.view.domains:
        for standing in domain.standings:
            if leaf.plan.telling == "whole" or not standing.kept:
                yield from standing.listed


def check_states(pdf: bytes, leaf: Leaf, file: str = "") -> Check:
    """Whether every finding stands in a row of its state, under the head of its edition, and in no other cell."""
    document = open_pdf(pdf)
    cells = [cell for cell in read_cells((index, document) for index in range(len(document))) if cell.words]
    found = [(bare(cell.words), {head_of(head) for head in cell.heads}, cell) for cell in cells]
    problems, count = list[Problem](), 0
    for standing in (item for domain in leaf.view.domains for item in domain.standings):
        for item, heads in promised(standing, leaf.view, whole=leaf.plan.telling == "whole"):
            count += 1
            text = bare(item.text.plain)
            there = [(under, cell) for words, under, cell in found if text in words or holds(words, text)]
            if not any(heads <= under for under, _ in there):
                problems.append(_misplaced(item, standing, [cell for _, cell in there], file))
    return Check("tables", f"{count} findings in their states", tuple(problems))


def promised(standing: StandingView, view: SinceView, *, whole: bool) -> Iterator[tuple[Listed, set[str]]]:
    """The texts of a standing with the heads under which they must be found: of its state, and of its editions.

    ``whole``: those of findings that stay as they are, too.
    """
    if standing.kept and not whole:
        return
    state = head_of(standing.words)
    if standing.once and standing.newer:
        yield standing.newer, {state}
        return
    for item, edition in ((standing.older, view.older), (standing.newer, view.newer)):
        if item:
            yield item, {state, head_of(edition.title)}


def _misplaced(item: Listed, standing: StandingView, cells: Sequence[Cell], file: str) -> Problem:
    heads = " / ".join(sorted({head for cell in cells for head in cell.heads})) or "nothing"
    message = f"the finding {item.reference} does not stand under {excerpt(standing.words)} and its edition"
    page = f"page {cells[0].page}" if cells else ""
    return Problem(file, message=message, value=excerpt(heads), path=page, kind=Kind.CELL)


def head_of(words: str) -> str:
    """What a head is known by. Beside words whose lines run to the left readers turn its words around."""
    return letters_and_numbers(bare(words))


def bare(words: str) -> str:
    """Words as cells are compared: letters and digits alone, whoever spelled them (½ or 1/2)."""
    return _NO_LETTERS.sub("", normalize("NFKC", words)).casefold()
