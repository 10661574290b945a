"""Pages of a volume that are painted and looked at once: known again by all that they are painted from."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from helpers.folio import folio_font
from helpers.volumes import NAME, build_region
from mgi_report.compendium.bindery import Bindery, bind_and_prove
from mgi_report.compendium.looked import Looked
from mgi_report.pdf import rendering
from mgi_report.pdf.binding import Labels, Part, page_prints
from mgi_report.pdf.xmp import Metadata


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the pages that were painted."""
    texts: list[str] = []
    unseen = rendering.unseen

    def counted(page: Any, text_page: Any, printed: Any, text: str, contrast: Any) -> Any:
        texts.append(text)
        return unseen(page, text_page, printed, text, contrast)

    monkeypatch.setattr(rendering, "unseen", counted)
    return texts


@pytest.fixture
def bindery(built: Path, tmp_path: Path) -> Bindery:
    """A volume of one snapshot, twice, with page numbers."""
    metadata = Metadata("A volume", "", "m", "", ("en",), "a", "", "", "", (), "2024-01-02")
    one = Part(built.read_bytes(), "One", "one", labels=Labels(), folio=15)
    two = Part(built.read_bytes(), "Two", "two", labels=Labels(start=5), folio=15)
    given = metadata, folio_font(), (), (), ("Open Sans",), "a.pdf"
    return Bindery((one, two), *given, looked=tmp_path / "kept" / "a.looked")


def test_what_stands_in_the_volume_before_is_not_painted_again(bindery: Bindery, painted: list[str]) -> None:
    pdf, first = bind_and_prove(bindery)
    assert len(painted) == first.pages == 8
    painted.clear()
    assert bind_and_prove(bindery) == (pdf, first)  # the proof says the same
    assert painted == []
    later = replace(bindery.parts[1], labels=Labels(start=6))
    bind_and_prove(replace(bindery, parts=(bindery.parts[0], later)))
    assert len(painted) == 4  # other numbers are printed on them


def test_what_was_kept_by_other_rules_or_damaged_is_nothing(bindery: Bindery, painted: list[str]) -> None:
    bind_and_prove(bindery)
    assert bindery.looked
    bindery.looked.write_bytes(bindery.looked.read_bytes()[:-1] + b"x")
    painted.clear()
    bind_and_prove(bindery)
    assert len(painted) == 8


def test_pages_that_were_seen_elsewhere_are_not_kept(built: Path, tmp_path: Path) -> None:
    pdf = built.read_bytes()
    Looked(tmp_path / "a.looked", pdf).keep(frozenset((1, 3)))
    assert Looked(tmp_path / "a.looked", pdf).before() == {0, 2}


def _content(document: Any) -> None:
    page = document.pages[1]
    page.Contents = document.make_stream(page.Contents.read_bytes() + b" 1 1 1 rg 0 0 600 900 re f")


def _fonts(document: Any) -> None:
    font = next(iter(document.pages[1].Resources.Font.values()))
    stream = font.DescendantFonts[0].FontDescriptor.get("/FontFile2", font.DescendantFonts[0].FontDescriptor)
    stream["/Changed"] = True


def _box(document: Any) -> None:
    document.pages[1].MediaBox = [0, 0, 300, 300]


def _layers(document: Any) -> None:
    document.Root.OCProperties = pikepdf.Dictionary(D=pikepdf.Dictionary(BaseState=pikepdf.Name.OFF))


def changed(pdf: bytes, change: Callable[[Any], None]) -> list[int]:
    """The pages whose prints are others after a change."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out := io.BytesIO())
    pairs = zip(page_prints(pdf), page_prints(out.getvalue()), strict=True)
    return [number for number, (old, new) in enumerate(pairs) if old != new]


def test_whatever_a_page_is_painted_from_counts(built: Path) -> None:
    pdf = built.read_bytes()
    assert len(set(page_prints(pdf))) == 4
    assert changed(pdf, _content) == [1]
    assert changed(pdf, _box) == [1]
    assert 1 in changed(pdf, _fonts)
    assert changed(pdf, _layers) == [0, 1, 2, 3]


def test_what_nothing_is_painted_from_does_not(built: Path) -> None:
    def otherwise(document: Any) -> None:
        document.docinfo["/Title"] = "Another"
        document.pages[1].StructParents = 99
        del document.Root.Outlines

    assert changed(built.read_bytes(), otherwise) == []  # saving numbers all objects anew, too


def test_an_edit_of_a_region_is_proved_as_the_first_time(
    volume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, painted: list[str]
) -> None:
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))
    shutil.copytree(volume / "cache", tmp_path / "cache")
    shutil.copytree(volume / "data", tmp_path / "data")
    file = tmp_path / "data" / "profiles" / "vila-aurora.yaml"
    file.write_text(re.sub(r"(text: \W?)(\w+)", r"\1Reworded \2", file.read_text(), count=1))
    (edited,) = (item for item in build_region(tmp_path, jobs=1).files if item.path == NAME)
    few, bytes_made = len(painted), (tmp_path / "reports" / NAME).read_bytes()
    painted.clear()
    for name in ("builds", "volumes"):
        shutil.rmtree(tmp_path / "cache" / name)
    (first,) = (item for item in build_region(tmp_path, jobs=1).files if item.path == NAME)
    assert 0 < few < len(painted) / 2
    assert (tmp_path / "reports" / NAME).read_bytes() == bytes_made
    assert edited.verdict == first.verdict
