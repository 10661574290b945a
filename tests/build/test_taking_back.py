"""Import takes the profile back that is attached to a PDF of ours, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.project import TESTS
from mgi_report.build.taking_back import is_pdf
from mgi_report.cli import main as program
from mgi_report.pdf.profiles import profiles_in


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mine" / "data" / "profiles").mkdir(parents=True)
    return tmp_path / "mine"


def taken(root: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), "import", *map(str, arguments)])


def test_the_profile_is_taken_back_as_it_was_typed(root: Path, built: Path) -> None:
    result = taken(root, built)
    assert (result.exit_code, result.stderr) == (0, "")
    file = root / "data" / "profiles" / "vila-aurora.yaml"
    assert f"vila-aurora.yaml  taken as it is from {built}" in result.stdout
    ((name, raw),) = profiles_in(built.read_bytes())
    assert (name, raw) == ("mgi-profile-vila-aurora-2021-05.yaml", file.read_bytes())


def test_nothing_is_overwritten_and_a_dry_run_writes_nothing(root: Path, built: Path) -> None:
    result = taken(root, built, "--dry-run")
    assert (result.exit_code, "would be taken as it is" in result.stdout) == (0, True)
    assert list((root / "data" / "profiles").iterdir()) == []
    file = root / "data" / "profiles" / "vila-aurora.yaml"
    file.write_text("city: vila-aurora\nedition: 2021-05\n", encoding="utf-8")
    refused = taken(root, built)
    assert (refused.exit_code, "is there already and stays as it is" in refused.stderr) == (2, True)
    assert taken(root, built, "--force").exit_code == 0
    assert file.stat().st_size > 1000


def test_a_dry_run_needs_no_workspace(tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And looks for what is there already in the current folder, not among the program's own files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("mgi_report.cli.importing.builtin", lambda: tmp_path / "program")
    own = tmp_path / "program" / "data" / "profiles"
    own.mkdir(parents=True)
    (own.parent / "framework.yaml").write_bytes((TESTS.parent / "data" / "framework.yaml").read_bytes())
    (own / "vila-aurora.yaml").write_text("city: vila-aurora\n", encoding="utf-8")
    result = CliRunner().invoke(program, ["import", str(built), "--dry-run"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "data/profiles/vila-aurora.yaml  would be taken as it is" in result.stdout


def test_the_same_profile_of_several_files_is_taken_once(root: Path, built: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(built.read_bytes())
    result = CliRunner().invoke(program, ["--workspace", str(root), "--json", "import", str(built), str(other)])
    record, _ = (item for item in map(json.loads, result.stdout.splitlines()) if item["type"] != "step")
    assert (record["type"], record["written"], record["profile"]["name"]) == ("import", True, "Vila Aurora")


def test_a_pdf_of_somebody_else_holds_no_profile(root: Path, tmp_path: Path) -> None:
    foreign = TESTS / "foreign" / "chromium.pdf"
    assert is_pdf(foreign)
    result = taken(root, foreign)
    assert (result.exit_code, "no profile is attached to this PDF" in result.stderr) == (2, True)
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\nnothing")
    assert taken(root, damaged).exit_code == 2
