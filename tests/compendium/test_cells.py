"""The proof of tables: cells are found by the heads that their tags name, and hold what the comparison holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from helpers.volumes import NAME, studio_of
from mgi_report.compendium.cells import PromisedCell, cell_problems
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
    assert list(cell_problems(promised, cells, "x.pdf")) == []


def swapped(cells: Sequence[Cell]) -> list[Cell]:
    """Two cells with findings, each with the heads of the other."""
    one, two = (next(cell for cell in cells if said in cell.words) for said in ("Casa Aberta", "Not mentioned"))
    heads = {one: two.heads, two: one.heads}
    return [replace(cell, heads=heads.get(cell, cell.heads)) for cell in cells]


CHANGES: dict[str, Callable[[Sequence[Cell]], list[Cell]]] = {
    "heads of another": swapped,
    "a sign of the other list": lambda cells: [replace(c, pictures=c.pictures and ("Potential",)) for c in cells],
    "one lost": lambda cells: [cell for cell in cells if "Casa Aberta" not in cell.words],
    "no heads": lambda cells: [replace(cell, heads=frozenset()) for cell in cells],
    "words cut off": lambda cells: [replace(cell, words=cell.words[:40]) for cell in cells],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_is_otherwise_is_told(
    cells: Sequence[Cell], promised: Sequence[PromisedCell], change: Callable[[Sequence[Cell]], list[Cell]]
) -> None:
    problems = list(cell_problems(promised, change(cells), "x.pdf"))
    assert problems
    assert {problem.kind for problem in problems} == {Kind.CELL}
