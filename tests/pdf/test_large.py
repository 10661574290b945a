"""Large files: read in pieces, by processes that give back their memory, and with the same outcome."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.folio import folio_font
from helpers.pdfmaking import plain, saved
from mgi_report.compendium.bindery import Bindery, bind_and_prove, bind_aside
from mgi_report.errors import Kind, ReportError
from mgi_report.pdf import agreement, reading
from mgi_report.pdf.binding import Labels, Part, bind
from mgi_report.pdf.reading import open_in_order, reopened
from mgi_report.pdf.screen import prove
from mgi_report.pdf.structure import read_structure
from mgi_report.pdf.xmp import Metadata
from mgi_report.workspace.aside import BrokenError
from mgi_report.workspace.cache import seal, sealed


def test_a_small_file_is_read_as_it_is_open() -> None:
    pdf = saved(plain(pages=3))
    with open_in_order(pdf) as document:
        assert list(reopened(pdf, document)) == [document] * 3


def test_a_large_file_is_opened_anew_at_times(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = built.read_bytes()
    usual, opened = prove(pdf), []
    assert usual.passed

    def counted(data: bytes) -> Any:
        opened.append(open_in_order(data))
        return opened[-1]

    monkeypatch.setattr(reading, "PAGES_AT_ONCE", 3)
    monkeypatch.setattr(reading, "open_in_order", counted)
    assert prove(pdf) == usual
    assert [document.raw for document in opened] == [None, None], "both are closed"


@pytest.mark.parametrize("works", [True, False])
def test_the_structure_of_a_large_file_is_read_aside(built: Path, monkeypatch: pytest.MonkeyPatch, works: bool) -> None:
    pdf, called = built.read_bytes(), []
    usual = prove(pdf)

    def call(function: str, *given: Any) -> Any:
        called.append(function)
        if not works:
            raise BrokenError
        return read_structure(*given)

    monkeypatch.setattr(agreement, "ASIDE_FROM", 0)
    monkeypatch.setattr(agreement, "call", call)
    assert prove(pdf) == usual
    assert called == ["mgi_report.pdf.structure:read_structure"]


def test_many_streams_of_objects_are_not_kept_open(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [Part(saved(plain(f"Part {n}"), object_stream_mode=2), f"{n}", f"part-{n}") for n in range(4)]
    pdf = bind(parts, title="A volume", language="en").pdf
    usual = read_structure(pdf)
    monkeypatch.setattr("mgi_report.pdf.structure.OPEN_STREAMS", 1)
    assert read_structure(pdf) == usual


@pytest.fixture(scope="module")
def bindery(built: Path) -> Bindery:
    """A volume of one snapshot, twice."""
    metadata = Metadata("A volume", "", "m", "", ("en",), "a", "", "", "", (), "2024-01-02")
    parts = (
        Part(built.read_bytes(), "One", "city-one", labels=Labels(), folio=15),
        Part(built.read_bytes(), "Two", "city-two", labels=Labels(start=5), folio=15),
    )
    return Bindery(parts, metadata, folio_font(), (), (), ("Open Sans",), "a.pdf")


def test_parts_are_read_where_they_are_bound(bindery: Bindery, tmp_path: Path) -> None:
    kept = tmp_path / "kept.pdf"
    seal(kept, bindery.parts[1].pdf)
    hollow = (bindery.parts[0], replace(bindery.parts[1], pdf=b""))
    later = replace(bindery, parts=hollow, kept={"city-two": kept})
    pdf, proof = bind_and_prove(bindery)
    assert bind_and_prove(later) == (pdf, proof)
    aside = tmp_path / "volume.pdf"
    assert bind_aside(later, aside) == (8, proof.verdict)
    assert sealed(aside) == pdf
    kept.write_bytes(kept.read_bytes()[:-100])
    with pytest.raises(ReportError) as caught:
        bind_and_prove(later)
    assert [(problem.kind, problem.file) for problem in caught.value.problems] == [(Kind.CACHE_CHANGED, "a.pdf")]
