"""A refused snapshot can be looked at: marked on every page, outside of the output folder, claiming nothing."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from helpers.cities import Data, MakeWorkspace
from helpers.snapshots import plan
from mgi_report.build.build import build
from mgi_report.build.manifest import read_manifest
from mgi_report.cli import main as program
from mgi_report.errors import Kind

MARK = "Draft: this file was refused and must not be passed on"
PALE = """{% extends "builtin/snapshot/snapshot.html.j2" %}
{% block about %}{{ super() }}<p style="color: var(--mist)">Nobody reads this</p>{% endblock %}
"""


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data) -> Path:
    root = make_workspace(vila_aurora=data)
    (root / "templates" / "snapshot").mkdir(parents=True)
    (root / "templates" / "snapshot" / "snapshot.html.j2").write_text(PALE, encoding="utf-8")
    return root


def test_a_refused_snapshot_is_kept_as_a_draft_where_that_is_asked(root: Path) -> None:
    build(plan(root))
    assert not (root / "drafts").exists()
    result = build(plan(root, draft=True, editions=("screen", "press")))
    assert (result.files, read_manifest(root / "reports")) == ([], [])
    told = sorted(problem.file for problem in result.problems if problem.kind is Kind.DRAFT)
    name = "drafts/en/mgi-snapshot-vila-aurora-2021-05-en"
    assert told == [f"{name}-draft.pdf", f"{name}-press-draft.pdf"]
    for file in told:
        document = pypdfium2.PdfDocument(root / file)
        texts = [page.get_textpage().get_text_range() for page in document]
        widths = {round(page.get_width() / 72 * 25.4) for page in document}
        document.close()
        assert widths == {216 if "press" in file else 210}
        assert all(MARK in text for text in texts)
        assert any("Nobody reads this" in text for text in texts)
        assert not {b"pdfaid", b"pdfuaid", b"GTS_PDFX"} & {
            word for word in (b"pdfaid", b"pdfuaid", b"GTS_PDFX") if word in (root / file).read_bytes()
        }


def test_drafts_go_when_they_are_made_anew_or_cleaned_away(root: Path) -> None:
    build(plan(root, draft=True))
    (root / "templates" / "snapshot" / "snapshot.html.j2").unlink()
    (root / "drafts" / "en" / "mine.pdf").write_bytes(b"mine")
    assert len(build(plan(root, draft=True)).files) == 1
    assert [file.name for file in (root / "drafts" / "en").iterdir()] == ["mine.pdf"]
    (root / "drafts" / "en" / "x-draft.pdf").write_bytes(b"old")
    cleaned = CliRunner().invoke(program, ["--workspace", str(root), "clean"])
    assert "and 1 draft" in cleaned.stdout
    assert [file.name for file in (root / "drafts" / "en").iterdir()] == ["mine.pdf"]
