"""Style sheets of a workspace: what hides text, or makes it hard to read, is told by ``check``."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace
from helpers.project import ROOT
from mgi_report.build.check import check
from mgi_report.design.hiding import check_hiding
from mgi_report.design.theme_file import load_theme
from mgi_report.errors import ExitCode, Kind, errors_of
from mgi_report.workspace.places import open_workspace

THEME = load_theme(ROOT / "assets" / "theme.yaml")


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("li { overflow: hidden }", Kind.UNSEEN),
        ("li { overflow-y: clip; height: 9mm }", Kind.UNSEEN),
        ("li { opacity: 0 }", Kind.UNSEEN),
        ("li { opacity: 40% }", Kind.UNSEEN),
        ("li { visibility: hidden }", Kind.UNSEEN),
        ("li { color: transparent }", Kind.UNSEEN),
        ("@media print { li { font-size: 2pt } }", Kind.LETTERING),
        ("@page { @bottom-center { font: 400 2mm/1 serif } }", Kind.LETTERING),
        ("li { font-size: 6.8pt }", Kind.LETTERING),
        ("li { color: var(--paper); background: #fff }", Kind.CONTRAST),
        ("li { color: var(--deep); background-color: var(--ink) }", Kind.CONTRAST),
    ],
)
def test_what_hides_text_is_told_at_its_place(tmp_path: Path, rule: str, kind: Kind) -> None:
    sheet = tmp_path / "own.css"
    sheet.write_text(f"p {{ margin: 0 }}\n\n  {rule}\n")
    found = list(check_hiding([sheet], THEME))
    assert [(problem.kind, problem.file, problem.line) for problem in found] == [(kind, str(sheet), 3)]
    assert found[0].column > 3
    assert found[0].hint


@pytest.mark.parametrize(
    "rule",
    [
        "li { overflow: visible; overflow-wrap: anywhere }",
        "li { opacity: 1; font-size: 7pt; color: var(--ink); background: var(--paper) }",
        "li { font-size: 80%; color: var(--nowhere); background: url(mgi:a.svg) var(--ink) }",
        "li { font: inherit",
        "} ] li",
    ],
)
def test_what_is_right_or_not_known_is_not_told(tmp_path: Path, rule: str) -> None:
    sheet = tmp_path / "own.css"
    sheet.write_text(rule)
    assert list(check_hiding([sheet], THEME)) == []


def test_the_style_sheets_that_ship_hide_nothing() -> None:
    assert list(check_hiding(sorted((ROOT / "templates").rglob("*.css")), THEME)) == []


def test_check_warns_and_tells_what_the_proof_would_say(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(vila_aurora=data)
    sheet = root / "templates" / "snapshot" / "snapshot.css"
    sheet.parent.mkdir(parents=True)
    built_in = (ROOT / "templates" / "snapshot" / "snapshot.css").read_text()
    sheet.write_text(f"{built_in}\n.list li:last-child {{ overflow: hidden; height: 9mm }}\n")
    checked = check(open_workspace(root))
    assert checked.exit_code == ExitCode.TEMPLATE
    warned = [problem for problem in checked.problems if not errors_of([problem])]
    assert [problem.line for problem in warned if problem.kind == Kind.UNSEEN] == [built_in.count("\n") + 2]
