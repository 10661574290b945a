"""What nobody can see stops a compendium, as it does a snapshot."""

from __future__ import annotations

import io

import pikepdf

from helpers.books import Book
from mgi_report.errors import Kind
from mgi_report.pdf.screen import prove


def test_what_covers_a_line_of_a_chapter_is_found(book: Book) -> None:
    page = book.chapters[2][1]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(book.pdf)) as pdf:
        pdf.pages[page].contents_add(b"q 1 1 1 rg 0 300 600 120 re f Q")
        pdf.save(out)
    whole = prove(book.pdf)
    assert [check.name for check in whole.checks if check.skipped or not check.passed] == []
    found = [problem for problem in prove(out.getvalue()).problems if problem.kind == Kind.UNSEEN]
    assert {problem.path.partition(":")[0] for problem in found} == {f"page {page + 1}"}
