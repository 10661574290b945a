"""A link that speaks of a page leads to it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import String

from helpers.project import ROOT
from mgi_report.annex.proof import prove_volume
from mgi_report.errors import Kind, Problem
from mgi_report.pdf.binding import Labels, Part, bind
from mgi_report.pdf.screen import prove
from mgi_report.text.languages import load_language
from mgi_report.text.spoken import speaking

SPEAKS = speaking(load_language("en", (ROOT / "locales",)))


def saying(file: Path, words: str) -> bytes:
    """A snapshot of which the links to its second page have another description."""
    out = io.BytesIO()
    with pikepdf.open(file) as pdf:
        links = [link for link in pdf.pages[0].obj.Annots if "/Dest" in link]
        assert links
        for link in links:
            link.Contents = String(words)
        pdf.save(out)
    return out.getvalue()


def wrong(pdf: bytes) -> list[Problem]:
    (check,) = (check for check in prove(pdf, file="a.pdf").checks if check.name == "links")
    return list(check.problems)


def test_a_snapshot_speaks_of_no_page(built: Path) -> None:
    with pikepdf.open(built) as pdf:
        said = [str(link.Contents) for page in pdf.pages for link in page.obj.get("/Annots", ())]
    assert "Go to domain 1, Migrants\u2019 rights" in said
    assert not [words for words in said if "on page" in words]


@pytest.mark.parametrize("page", ["4", "A-2"])
def test_a_wrong_page_is_told(built: Path, page: str) -> None:
    first, *_ = wrong(saying(built, f"Go to Partnerships on page {page}"))
    assert (first.kind, first.path) == (Kind.PAGE_NUMBER, "page 1")
    assert first.message.startswith(f"a link speaks of page {page}, and leads to page ")


def test_what_was_true_before_binding_is_told_after_it(built: Path) -> None:
    parts = [
        Part(built.read_bytes(), "One", "one", labels=Labels(prefix="A-")),
        Part(saying(built, "Go to Partnerships on page 2"), "Two", "two", labels=Labels(prefix="B-")),
    ]
    volume = bind(parts, title="Volume", language="en")
    found = [
        problem
        for check in prove_volume(volume, parts, "o.pdf", ["one", "two"], SPEAKS).checks
        for problem in check.problems
    ]
    assert found
    assert {problem.kind for problem in found} == {Kind.PAGE_NUMBER}
    assert "leads to page B-2" in found[0].message
    assert prove_volume(volume, parts, "o.pdf", ["one"], SPEAKS).passed
