"""What nobody can see stops a compendium, as it does a snapshot."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from helpers.volumes import NAME
from mgi_report.errors import Kind
from mgi_report.pdf.screen import prove

_CHAPTER = 11
"""A page with findings."""


def test_what_covers_a_line_of_a_chapter_is_found(volume: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(volume / "reports" / NAME) as pdf:
        pdf.pages[_CHAPTER - 1].contents_add(b"q 1 1 1 rg 0 300 600 120 re f Q")
        pdf.save(out)
    whole = prove((volume / "reports" / NAME).read_bytes())
    assert [check.name for check in whole.checks if check.skipped or not check.passed] == []
    found = [problem for problem in prove(out.getvalue()).problems if problem.kind == Kind.UNSEEN]
    assert {problem.path.partition(":")[0] for problem in found} == {f"page {_CHAPTER}"}
