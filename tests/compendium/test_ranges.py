"""A large volume is proved range by range, and what is wrong is told as if it had been read at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from helpers.volumes import NAME, studio_of
from mgi_report.compendium.proof import FolioPlace, Promise, Tables, prove_compendium
from mgi_report.errors import Kind
from mgi_report.pdf import reading
from mgi_report.pdf.proof import Expected, Proof

AT_ONCE = 1000


@pytest.fixture(scope="module")
def pdf(volume: Path) -> bytes:
    return (volume / "reports" / NAME).read_bytes()


@pytest.fixture(scope="module")
def count(volume: Path) -> int:
    return len(pypdf.PdfReader(volume / "reports" / NAME).pages)


@pytest.fixture(params=[1, 2, 7])
def ranges(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """So many pages are read of one opening."""
    monkeypatch.setattr(reading, "PAGES_AT_ONCE", request.param)
    number: int = request.param
    return number


def proved(pdf: bytes, count: int, wrong: Sequence[int], lost: Sequence[str] = ()) -> Proof:
    """The proof of a volume of which pages, by their indexes, are promised another label, other words and folios, and
    of whose tables some words are ``lost``."""
    cells = tuple(
        replace(cell, words=(*cell.words, *lost)) if cell.words and lost else cell for cell in studio_of().cells
    )
    promises = [Promise(index, str(index + 1), "words that stand nowhere in it") for index in wrong]
    folios = [FolioPlace(index, str(index + 2), index % 2 == 1) for index in wrong]
    tables = Tables(cells, frozenset(range(5, count)))
    return prove_compendium(pdf, Expected(), promises, folios, tables, "a.pdf", ())


@pytest.fixture(scope="module")
def at_once(pdf: bytes, count: int) -> Proof:
    """What is wrong where every page is promised something else, read at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "PAGES_AT_ONCE", AT_ONCE)
        return proved(pdf, count, range(count), ["nowhere"])


def test_a_sound_volume_passes_however_it_is_read(pdf: bytes, count: int, ranges: int) -> None:
    """Rows that go on on the next page have their heads in the range before."""
    assert proved(pdf, count, ()).problems == []


def test_faults_on_every_page_are_told_in_the_same_words_and_order(
    at_once: Proof, pdf: bytes, count: int, ranges: int
) -> None:
    found = proved(pdf, count, range(count), ["nowhere"])
    assert found == at_once
    numbers = [problem for problem in found.problems if problem.kind == Kind.PAGE_NUMBER]
    everywhere = [f"page {number}" for number in range(1, count + 1)]
    assert [problem.path for problem in numbers] == everywhere * 2
    assert Kind.CELL in {problem.kind for problem in found.problems}


@pytest.mark.parametrize("beside", [-1, 0])
def test_a_fault_beside_a_boundary_is_found_where_it_is(
    pdf: bytes, count: int, beside: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGES_AT_ONCE", 7)
    index = 7 + beside
    found = [problem for problem in proved(pdf, count, [index]).problems if problem.kind == Kind.PAGE_NUMBER]
    assert [problem.path for problem in found] == [f"page {index + 1}"] * 2
