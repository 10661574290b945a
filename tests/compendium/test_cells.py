"""The proof of tables: cells are found by the heads that their tags name, and hold what the comparison holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from helpers.volumes import NAME, studio_of
from mgi_report.compendium.cells import PromisedCell, cell_problems, squeezed
from mgi_report.errors import Kind
from mgi_report.pdf.tables import Cell, read_cells


@pytest.fixture(scope="module")
def cells(volume: Path) -> list[Cell]:
    document = pypdfium2.PdfDocument(volume / "reports" / NAME)
    return list(read_cells((index, document) for index in range(5, len(document))))


@pytest.fixture(scope="module")
def promised() -> tuple[PromisedCell, ...]:
    return studio_of().cells


def test_every_cell_of_a_volume_is_read_back(cells: Sequence[Cell], promised: Sequence[PromisedCell]) -> None:
    assert {item.words for item in promised} != {()}
    assert {item.pictures for item in promised} >= {("Example",), ("Potential",), ("Not mentioned",)}
    said = {squeezed(head) for cell in cells for head in cell.heads}
    assert said >= set(map(squeezed, ("Describe experience", "Could ask about", "Only potential is named")))
    assert list(cell_problems(promised, cells, "x.pdf")) == []


def swapped(cells: Sequence[Cell]) -> list[Cell]:
    """Two cells with findings, each with the heads of the other."""
    one, two = (next(cell for cell in cells if said in cell.words) for said in ("Casa Aberta", "Not mentioned"))
    heads = {one: two.heads, two: one.heads}
    return [replace(cell, heads=heads.get(cell, cell.heads)) for cell in cells]


def turned(one: str, other: str) -> Callable[[Sequence[Cell]], list[Cell]]:
    """The cells of two heads, each under the other one."""
    heads = {one: other, other: one}
    return lambda cells: [replace(c, heads=frozenset(heads.get(head, head) for head in c.heads)) for c in cells]


def without(words: str, head: str) -> Callable[[Sequence[Cell]], list[Cell]]:
    """Words left out of the cells under a head."""
    return lambda cells: [replace(c, words=c.words.replace(words, "")) if head in c.heads else c for c in cells]


CHANGES: dict[str, Callable[[Sequence[Cell]], list[Cell]]] = {
    "heads of another": swapped,
    "a sign of the other list": lambda cells: [replace(c, pictures=c.pictures and ("Potential",)) for c in cells],
    "one lost": lambda cells: [cell for cell in cells if "Casa Aberta" not in cell.words],
    "no heads": lambda cells: [replace(cell, heads=frozenset()) for cell in cells],
    "experience and potential": turned("Describe experience", "Name it as an area with potential"),
    "who asks and who is asked": turned("Could ask about", "Could be asked about"),
    "a city that describes experience": without("Vila Aurora", "Describe experience"),
    "a city that could be asked": without("Vila Aurora", "Could ask about"),
    "words cut off": lambda cells: [replace(cell, words=cell.words[:40]) for cell in cells],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_is_otherwise_is_told(
    cells: Sequence[Cell], promised: Sequence[PromisedCell], change: Callable[[Sequence[Cell]], list[Cell]]
) -> None:
    problems = list(cell_problems(promised, change(cells), "x.pdf"))
    assert problems
    assert {problem.kind for problem in problems} == {Kind.CELL}


@pytest.mark.parametrize(("place", "found"), [("مدينة الفجر", True), ("Vila Aurora", False)])
def test_heads_of_two_scripts_are_found_in_the_order_in_which_they_are_read(place: str, *, found: bool) -> None:
    heads = frozenset(map(squeezed, (f"{place} Could ask about (continued)", "4 Skills and qualifications")))
    read = frozenset({f"{' '.join(reversed(place.split()))}Could ask about (continued)", "4 qualifications and Skills"})
    cells = [Cell(3, "Port Sereno W1", (), read)]
    assert (not list(cell_problems([PromisedCell(heads, ("portserenow1",))], cells, "x.pdf"))) == found
    assert list(cell_problems([PromisedCell(heads, ("portserenow2",))], cells, "x.pdf"))
