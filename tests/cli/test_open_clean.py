"""What was made is opened, and what can be made again is removed, but nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from helpers.cities import Data, MakeWorkspace, second_city
from helpers.json_lines import records
from helpers.outputs import write_output
from mgi_report.cli import main as program
from mgi_report.cli import opening


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), *arguments])


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_workspace(one=data, two=second_city())
    for age, city in enumerate(("port-sereno", "vila-aurora")):
        file = write_output(root, f"en/{city}.pdf", b"%PDF", city=city, edition="2021-05")
        os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))
    monkeypatch.delenv("MGI_REPORT_CACHE")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr("sys.platform", "elsewhere")
    monkeypatch.setattr(click, "launch", lambda name: found.append(name) or 0)
    return found


def test_the_newest_pdf_is_opened_and_told_in_one_sentence(root: Path, opened: list[str]) -> None:
    assert run(root, "open").stdout == "reports/en/port-sereno.pdf opened\n"
    assert run(root, "open", "Vila Aurora").stdout == "reports/en/vila-aurora.pdf opened\n"
    assert run(root, "open", "--folder").stdout == "reports/en opened\n"
    assert [Path(name).name for name in opened] == ["port-sereno.pdf", "vila-aurora.pdf", "en"]


def test_where_nothing_opens_files_the_path_is_printed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert run(root, "open").stdout == "reports/en/port-sereno.pdf\n"
    path = str(root / "reports" / "en" / "port-sereno.pdf")
    assert records(run(root, "--json", "open").stdout) == [{"type": "opened", "path": path, "opened": False}]


@pytest.mark.parametrize(("ending", "opens"), [("exit 3", False), ("exit 0", True), ("exec sleep 30", True)])
def test_a_file_that_nothing_shows_is_not_said_to_be_opened(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, *, opens: bool
) -> None:
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho nothing shows it >&2\n{ending}\n")
    program.chmod(0o755)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(opening, "HANDED_OVER", 2.0)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    done = run(root, "open")
    assert (done.stdout, done.stderr) == (f"reports/en/port-sereno.pdf{' opened' if opens else ''}\n", "")


def test_before_a_build_there_is_nothing_to_open(make_workspace: MakeWorkspace, data: Data) -> None:
    out = run(make_workspace(one=data), "open")
    assert (out.exit_code, "nothing was built yet\n    `mgi-report build` makes" in out.stderr) == (1, True)


def test_clean_removes_what_is_kept_and_no_publication(root: Path) -> None:
    kept = root / ".mgi-cache" / "drawings"
    kept.mkdir(parents=True)
    (kept / "a.svg").write_bytes(b"12345")
    assert run(root, "clean").stdout == "removed 1 kept file (5 B)\n"
    assert not (root / ".mgi-cache").exists()
    assert (root / "reports" / "en" / "vila-aurora.pdf").is_file()
    assert run(root, "clean").stdout == "removed 0 kept files (0 B)\n"


def test_clean_all_removes_our_publications_alone(root: Path, tmp_path: Path) -> None:
    own, changed = root / "reports" / "en" / "notes.txt", root / "reports" / "en" / "vila-aurora.pdf"
    outside = tmp_path / "mine.pdf"
    own.write_text("mine")
    outside.write_bytes(b"1")
    write_output(root, "../../mine.pdf", b"1", city="vila-aurora", edition="2021-05")
    changed.write_bytes(b"%PDF signed")
    out = run(root, "clean", "--all")
    assert out.stdout == (
        "removed 0 kept files (0 B) and 1 publication; changed since and left alone: reports/en/vila-aurora.pdf\n"
    )
    assert all(file.is_file() for file in (own, changed, outside, root / "reports" / "manifest.json"))
    assert not (root / "reports" / "en" / "port-sereno.pdf").exists()


def test_clean_all_leaves_no_empty_folder_and_no_manifest(root: Path) -> None:
    """What verify told of a publication goes with it."""
    for name in ("vila-aurora-verification.pdf", "port-sereno-verification.md"):
        (root / "reports" / "en" / name).write_bytes(b"told")
    (record,) = records(run(root, "--json", "clean", "--all").stdout)
    assert [Path(file).name for file in record["removed"]] == ["port-sereno.pdf", "vila-aurora.pdf"]
    assert list((root / "reports").iterdir()) == []


def test_a_folder_that_holds_something_else_is_not_cleared(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    (shared / "drawings").mkdir(parents=True)
    (shared / "letters").mkdir()
    monkeypatch.setenv("MGI_REPORT_CACHE", str(shared))
    out = run(root, "clean")
    assert (out.exit_code, "something else lies here too: letters" in out.stderr) == (1, True)
    assert (shared / "drawings").is_dir()
    (shared / "letters").rmdir()
    assert run(root, "clean").exit_code == 0
    assert list(shared.iterdir()) == []


def test_everything_that_runs_keep_is_known(built: Path) -> None:
    """``built`` was made by a whole run, whose folder nothing else shares."""
    from mgi_report.workspace.clearing import OURS

    kept = {
        entry.name for entry in Path(os.environ["MGI_REPORT_CACHE"]).iterdir() if entry.suffix not in (".kept", ".tmp")
    }
    assert kept
    assert kept <= OURS
