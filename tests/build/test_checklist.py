"""The checklist for a reviewer of accessibility: what the machine knows is in it, what is left to people is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.briefings import make_pdf
from helpers.command import run
from helpers.project import ROOT
from mgi_report.build.checklist import checklist
from mgi_report.data.language_files import language_of
from mgi_report.pdf.heard import Heading, read_heard
from mgi_report.workspace.places import open_workspace


def test_what_is_heard_of_a_snapshot(built: Path) -> None:
    heard = read_heard(built.read_bytes())
    assert (heard.pages, heard.jumps, heard.silent) == (4, [], [])
    assert heard.headings[0] == Heading(1, 1, "Vila Aurora")
    assert Heading(2, 2, "2 Whole-of-government approach") in heard.headings
    assert heard.kinds["LI"] == heard.kinds["LBody"] > 30
    assert heard.languages["pt"]
    assert heard.instead["Example"] > 1


def test_pages_without_tags_are_named(tmp_path: Path) -> None:
    heard = read_heard(make_pdf(tmp_path / "plain.pdf").read_bytes())
    assert heard.silent == list(range(1, heard.pages + 1))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ("## 9 Does what is heard follow", "Every page is painted in the order", "- H1 Vila Aurora (1)", "[ ] yes"),
        ),
        ("fr", ("## 9 Ce qui s’entend", "- H1 Vila Aurora (1)", "- Titre\u00a0:", "[ ] oui")),
    ],
)
def test_it_asks_what_people_know_and_tells_what_the_machine_does(
    built: Path, language: str, said: tuple[str, ...]
) -> None:
    text = checklist(read_heard(built.read_bytes()), built.name, "0" * 64, language_of(open_workspace(ROOT), language))
    for words in said:
        assert words in text, words


def test_a_page_painted_in_another_order_is_told(built: Path) -> None:
    heard = read_heard(built.read_bytes())
    heard.jumps.append(3)
    assert "another order than read: pages 3" in checklist(heard, "x", "", language_of(open_workspace(ROOT), "en"))


def test_verify_writes_it_beside_the_file(built: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(built, tmp_path / "snapshot.pdf"))
    ran = run("verify", "--report", str(file), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    written = tmp_path / "snapshot-verification.md"
    assert f"{written} written" in ran.stdout
    assert written.read_text().startswith("# Accessibility: what people check\n\n- File: snapshot.pdf\n")
