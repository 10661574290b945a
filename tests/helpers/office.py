"""Office files in tests: pages of the subset, changed parts, and LibreOffice where it is installed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.project import ROOT
from mgi_report.design.theme_file import theme_of
from mgi_report.pdf.conformance import judge
from mgi_report.pdf.xmp import Metadata
from mgi_report.typeset.office import libreoffice
from mgi_report.typeset.office.package import zipped
from mgi_report.typeset.office.reading import parts_of
from mgi_report.typeset.office.subset import read_subset
from mgi_report.typeset.office.word import word_of
from mgi_report.workspace.places import open_workspace

ABOUT = Metadata(
    title="Arrivals in Cova Funda",
    description="What is told of arrivals",
    creator="An office",
    publisher="An office",
    languages=("en",),
    identifier="arrivals",
    source="",
    rights="",
    coverage="",
    keywords=("arrivals", "harbour"),
    created="2021-05-01",
)
OF_NOTES, OF_LINKS = {"PDFUA1-LINK-LINK-TAG-001", "PDFUA1-NOTE-ID-001"}, {"PDFUA1-PAGE-TABS-001"}
"""Rules that every file with a footnote breaks, and every one with a link, that LibreOffice 7.4 makes a PDF of."""
OF_PLACES = {"PDFUA1-LINK-CONTENTS-001"}
"""The rule that every file with links within it breaks that LibreOffice 25.2 makes a PDF of."""
OF_LIBREOFFICE = OF_NOTES | OF_LINKS
BODY = """
<p class="title">Arrivals</p>
<p class="subtitle">Cova Funda<small>Told by <em>the harbour</em>,
<a href="https://example.org/a" title="Open its page">its page</a></small></p>
<p class="caveat">Examples, and no score.</p>
<section class="d3"><h1 id="domain-3"><i>3</i> Partnerships</h1>
<h2>Examples</h2>
<ul><li id="cof-2021-p1"><b>A gist</b> Words of <span lang="nb">Vi over havet</span>. <code>COF-2021-P1</code></li></ul>
<h2>Steps</h2><ol><li>one</li><li>two <a href="#cof-2021-p1">P1</a></li></ol>
<table><caption>Who comes</caption><colgroup><col width="60"><col width="40"></colgroup>
<thead><tr><th scope="col">Who</th><th scope="col">When</th></tr></thead>
<tbody><tr><th scope="row">Crews</th><td>each <strong>May</strong></td></tr></tbody></table></section>
"""


def page(body: str = BODY, foot: str = "Examples, and no score.", language: str = "en", direction: str = "ltr") -> str:
    """A page of the subset."""
    head = f'<html lang="{language}" dir="{direction}"><head><title>Arrivals</title></head>'
    return f"<!DOCTYPE html>{head}<body>{body}<footer>{foot}</footer></body></html>"


def made(html: str = "", **pictures: bytes) -> bytes:
    """A page as a Word file in the look that ships."""
    return word_of(read_subset(html or page(), "test"), theme_of(open_workspace(ROOT)), ABOUT, pictures)


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """An office file with one part changed."""
    parts = parts_of(data)
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return zipped(parts | {part: after.encode()})


def converted(data: bytes, name: str = "document.docx") -> bytes:
    """What LibreOffice makes of a file; skips where it is not installed."""
    if not libreoffice.program():
        pytest.skip("LibreOffice is not installed")
    return libreoffice.to_pdf(data, Path(name))[0]


def broken(pdf: bytes) -> set[str]:
    """The rules of PDF/UA-1 that a file breaks."""
    return {re.split(": ", str(problem))[-1] for problem in judge(pdf, "a.pdf", "PDF/UA-1").problems}
