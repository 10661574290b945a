"""Built-in files of the look are copied into a workspace, and nothing there is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.cities import Data, MakeWorkspace
from helpers.project import ROOT
from mgi_report.cli import main as program


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data) -> Path:
    return make_workspace(vila_aurora=data)


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), *arguments])


@pytest.mark.parametrize(
    "asked", ["snapshot/cover.html.j2", "templates/snapshot/cover.html.j2", "cover", "cover.html.j2"]
)
def test_a_template_is_copied_as_it_is_and_never_overwritten(root: Path, asked: str) -> None:
    assert run(root, "template", asked).exit_code == 0
    file = root / "templates" / "snapshot" / "cover.html.j2"
    assert file.read_bytes() == (ROOT / "templates" / "snapshot" / "cover.html.j2").read_bytes()
    file.write_text("mine", encoding="utf-8")
    again = run(root, "template", asked)
    assert (again.exit_code, "is there already and stays as it is" in again.stderr) == (1, True)
    assert file.read_text(encoding="utf-8") == "mine"


def test_the_last_style_sheets_of_pdfs_and_of_web_pages_are_begun_apart(root: Path) -> None:
    assert run(root, "template", "workspace.css", "html/workspace.css").exit_code == 0
    begun = [(root / "templates" / name).read_text("utf-8") for name in ("workspace.css", "html/workspace.css")]
    assert [("PDF" in text, "web page" in text) for text in begun] == [(True, False), (False, True)]
    assert run(root, "check").stderr == ""


def test_tables_and_the_last_style_sheet_change_nothing_until_somebody_writes_in_them(root: Path) -> None:
    assert run(root, "template", "theme", "snapshot/measures.yaml", "workspace.css").exit_code == 0
    for name in ("assets/theme.yaml", "templates/snapshot/measures.yaml"):
        lines = (root / name).read_text(encoding="utf-8").splitlines()
        assert all(not line or line.startswith("#") for line in lines)
    checked = run(root, "check")
    assert (checked.exit_code, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("measures.yaml", "3 files are called “measures.yaml”"),
        ("snapshot/covr.html.j2", "did you mean “snapshot/cover.html.j2”?"),
        ("moved.yaml", "there is no built-in file “moved.yaml”"),
        ("../data/framework.yaml", "there is no built-in file"),
    ],
)
def test_what_is_no_file_of_the_look_is_told(root: Path, asked: str, says: str) -> None:
    result = run(root, "template", asked)
    assert (result.exit_code, says in result.stderr) == (1, True), result.stderr


def test_all_files_are_named(root: Path) -> None:
    names = run(root, "template").stdout.split()
    assert {"snapshot/cover.html.j2", "assets/theme.yaml", "compendium/measures.yaml", "workspace.css"} <= {*names}
    listed = [json.loads(line) for line in run(root, "--json", "template").stdout.splitlines()]
    assert [item["type"] for item in listed] == [*["text"] * len(names), "end"]
