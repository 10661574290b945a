"""Links inside a workspace are followed, links that lead out of it are told and not followed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace
from helpers.command import run
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.workspace.places import open_workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links are made by those who may")


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data) -> Path:
    return make_workspace(vila_aurora=data)


@pytest.mark.parametrize(
    "name",
    [
        "data/profiles/x.yaml",
        "data/regions",
        "templates",
        "templates/snapshot/deep/er/x.html.j2",
        "assets/images/logo.png",
        "assets/fonts/X-Bold.ttf",
        "locales/es",
        ".mgi-cache",
        ".mgi-cache/snapshots",
    ],
)
@pytest.mark.parametrize("to", ["secret", "../secret", "/nothing/at/all"])
def test_a_link_that_leads_out_is_told_by_its_name(root: Path, tmp_path: Path, name: str, to: str) -> None:
    (tmp_path / "secret").write_text("TOP SECRET WORDS", encoding="utf-8")
    link = root / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "secret" if to == "secret" else os.path.relpath(tmp_path / to, link.parent))
    with pytest.raises(ReportError) as caught:
        open_workspace(root)
    (problem,) = caught.value.problems
    assert (problem.file, problem.kind, caught.value.exit_code) == (name, Kind.LEADS_OUT, ExitCode.DATA)
    assert ("MGI_REPORT_CACHE" in problem.hint) is name.startswith(".mgi-cache")


def test_links_inside_and_to_the_workspace_are_followed(root: Path, tmp_path: Path) -> None:
    (root / "assets").mkdir()
    (root / "assets" / "images").symlink_to("../data")
    (root / "data" / "profiles" / "again.yaml").symlink_to(root / "data" / "profiles" / "vila-aurora.yaml")
    (root / "data" / "circle").symlink_to("circle")
    (root / "data" / "itself").symlink_to(root)
    (tmp_path / "elsewhere").mkdir()
    (root / "reports").symlink_to(tmp_path / "elsewhere")  # what is made may lie anywhere
    (tmp_path / "way-in").symlink_to(root)
    assert open_workspace(tmp_path / "way-in").root == root.resolve()


@pytest.mark.parametrize(
    "command", [("check",), ("build",), ("figure", "wheel", "vila-aurora", "-o", "w.svg"), ("doctor",)]
)
def test_every_command_says_so(root: Path, command: tuple[str, ...]) -> None:
    (root / "templates").symlink_to("/etc")
    out = run(*command, cwd=root)
    assert out.returncode == ExitCode.DATA
    assert out.stderr.startswith("templates: error: this link leads out of the workspace")
