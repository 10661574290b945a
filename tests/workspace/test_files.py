"""What is no file, or far too large for one, is refused by name before anything is read."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cities import Data, MakeWorkspace
from mgi_report.cli import main as program
from mgi_report.data.yaml_tree import read_tree
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.workspace import files
from mgi_report.workspace.places import open_workspace

PLACES = (
    "data/profiles/x.yaml",
    "data/regions/x.yaml",
    "data/publisher.yaml",
    "assets/theme.yaml",
    "assets/images/x.png",
    "assets/fonts/x.ttf",
    "assets/icc/coated.icc",
    "assets/languages/fr.yaml",
    "templates/snapshot/snapshot.css",
    "templates/snapshot/about.html.j2",
    "locales/fr/LC_MESSAGES/mgi_report.po",
)


def pipe(file: Path) -> None:
    os.mkfifo(file)


def device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def circle(file: Path) -> None:
    file.symlink_to(file.name)


def huge(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(60 * files.MB)  # takes no room


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (pipe, Kind.NOT_A_FILE, "a pipe"),
        (device, Kind.NOT_A_FILE, "a device"),
        (circle, Kind.NOT_A_FILE, "symbolic links"),
        (huge, Kind.TOO_LARGE, "60,000,000 bytes"),
    ],
)
def test_it_is_refused_in_one_sentence(
    make_workspace: MakeWorkspace, data: Data, place: str, make: object, kind: Kind, words: str
) -> None:
    root = make_workspace(one=data)
    file = root / place
    file.parent.mkdir(parents=True, exist_ok=True)
    make(file)  # type: ignore[operator]
    with pytest.raises(ReportError) as caught:
        open_workspace(root)
    (problem,) = caught.value.problems
    assert (problem.file, problem.kind, caught.value.exit_code) == (place, kind, ExitCode.DATA)
    assert words in problem.message


@pytest.mark.parametrize("command", [["check"], ["build"], ["check", "data/profiles/x.yaml"]])
def test_commands_end_at_once(make_workspace: MakeWorkspace, data: Data, command: list[str]) -> None:
    root = make_workspace(one=data)
    os.mkfifo(root / "data" / "profiles" / "x.yaml")
    start = time.monotonic()
    result = CliRunner().invoke(program, ["--workspace", str(root), *command])
    assert result.exit_code == ExitCode.DATA
    assert "data/profiles/x.yaml: error: this is a pipe, not a file" in result.stderr
    assert time.monotonic() - start < 5


def test_a_file_elsewhere_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (problem,) = read_tree(tmp_path / "zero.yaml").problems
    assert "a device" in problem.message
    os.mkfifo(tmp_path / "x.yaml")
    (problem,) = read_tree(tmp_path / "x.yaml").problems
    assert problem.kind is Kind.NOT_A_FILE
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "s"))
        found = files.check_file(tmp_path / "s")
    assert found
    assert "a socket" in found.message


def test_links_to_files_and_folders_are_what_they_lead_to(
    make_workspace: MakeWorkspace, data: Data, tmp_path: Path
) -> None:
    root = make_workspace(one=data)
    (root / "data" / "profiles" / "two.yaml").symlink_to("one.yaml")
    (root / "data" / "profiles" / "gone.yaml").symlink_to("nothing.yaml")
    (root / "templates").mkdir()
    (root / "templates" / "again").symlink_to(root / "templates")
    (root / "data" / "itself").symlink_to(root)
    os.mkfifo(root / "reports")  # is not read
    assert open_workspace(root).root == root


def test_a_workspace_has_not_too_many_files(
    make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(one=data)
    monkeypatch.setattr(files, "MAX_FILES", 5)
    (root / "assets").mkdir()
    for number in range(6):
        (root / "assets" / str(number)).touch()
    with pytest.raises(ReportError) as caught:
        open_workspace(root)
    assert "more than 5 files" in caught.value.problems[0].message
