"""Lines are as full as they can be, whatever stands behind a text."""

from __future__ import annotations

import pypdfium2
import pytest

from helpers.project import ROOT
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

TEXT = "Also: training of all the staff"
STYLE = "@page{size:210mm 2000mm;margin:5mm}html{font:10px 'Open Sans'}p{margin:0 0 3px}"


def words_of_first_lines(between: str, text: str = TEXT) -> list[int]:
    """How many words stand on the first line of a paragraph, for widths that grow by half a pixel."""
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
    widths = [50 + step / 2 for step in range(320)]
    body = "".join(f'<p style="width:{width}px">{text}{between}<a href="#t">R6</a> end</p>' for width in widths)
    page = f"<!DOCTYPE html><html lang=en><title>T</title><style>{STYLE}</style><h1 id=t>T</h1>{body}</html>"
    made = engine.typeset(Composed(page, {}), lambda pdf: None)
    lines = [
        line
        for sheet in pypdfium2.PdfDocument(made.pdf)
        for line in sheet.get_textpage().get_text_range().replace("\N{NO-BREAK SPACE}", " ").splitlines()
    ]
    return [len(line.split()) for line in lines if line.startswith("Also:")]


def test_a_text_behind_bold_words_fills_the_line_that_they_begin() -> None:
    counts = words_of_first_lines("&nbsp;", "<b>Also: training</b> of all the staff")
    assert len(counts) == 320
    assert counts == sorted(counts)


@pytest.mark.parametrize("between", [" ", "&nbsp;", "; "])
def test_a_wider_line_never_takes_fewer_words(between: str) -> None:
    counts = words_of_first_lines(between)
    assert len(counts) == 320
    assert counts == sorted(counts)
    assert counts[0] < 3
    assert counts[-1] == 8


def test_a_reference_never_stands_alone_behind_a_no_break_space() -> None:
    assert 6 not in words_of_first_lines("&nbsp;")
