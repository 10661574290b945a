"""What a workspace's own block adds to the last part is measured: it fits, or the publication grows by a leaf."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from helpers.cities import MakeWorkspace, city_data
from helpers.project import ROOT
from helpers.snapshots import plan
from mgi_report.build.build import build
from mgi_report.design.measures import load_measures
from mgi_report.snapshot.growing import excess_of
from mgi_report.snapshot.plan.pages import Plan
from mgi_report.typeset.documents import Typeset

BLOCK = """{{% extends "builtin/snapshot/snapshot.html.j2" %}}
{{% block about %}}{{{{ super() }}}}<section style="clear: both; padding: 3mm"><h3>Harbour office</h3>
{lines}</section>{{% endblock %}}
"""
MEASURES = load_measures([ROOT / "templates"], "snapshot")


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    root = make_workspace(one=city_data(3, 3, 16))
    (root / "templates" / "snapshot").mkdir(parents=True)
    return root


def write_block(root: Path, lines: int) -> None:
    text = BLOCK.format(lines="<p>Ask at the harbour on any day of the week.</p>\n" * lines)
    (root / "templates" / "snapshot" / "snapshot.html.j2").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("lines", "pages"), [(2, 4), (30, 6), (110, 8)])
def test_an_own_block_fits_or_the_publication_grows_by_leaves(root: Path, lines: int, pages: int) -> None:
    write_block(root, lines)
    result = build(plan(root, languages=("es",)))
    assert [str(problem) for problem in result.problems] == []
    assert [made.pages for made in result.files] == [pages]
    document = pypdfium2.PdfDocument(root / "reports" / result.files[0].path)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert text.count("Ask at the harbour") == lines
        assert [document[number].get_textpage().get_text_range().count("R1") > 0 for number in (1, 2)] == [True, False]
    finally:
        document.close()


def test_only_a_last_part_that_takes_other_pages_is_measured() -> None:
    made, planned = Typeset(b"", 4, (), {"about": 4}), Plan("spread", 3.0, ())
    assert excess_of(made, planned, MEASURES) == 0.0
    assert excess_of(replace(made, anchors={}), planned, MEASURES) == 0.0
    assert excess_of(made, replace(planned, back_pages=3), MEASURES) == -2 * MEASURES.room
