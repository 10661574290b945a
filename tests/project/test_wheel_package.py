"""The installed wheel: it brings its templates, assets and data, and builds outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helpers.project import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_brings_all_that_pages_need(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "assets/theme.yaml", "assets/fonts/OpenSans-Regular.ttf", "assets/fonts/OFL.txt", "assets/maps/land-10m.npz",
        "templates/snapshot/snapshot.html.j2", "locales/es/LC_MESSAGES/mgi_report.po", "data/framework.yaml",
        "schema/profile.schema.json", "schema/region.schema.json", "data/regions/latin-america.yaml",
        "assets/wording/en.yaml", "docs/index.md", "docs/tutorial.md", "docs/commands.md",
    ):  # fmt: skip
        assert f"mgi_report/builtin/{wanted}" in names
    assert "mgi_report/portal/tables/en.yaml" in names


def test_the_metadata_says_what_it_is(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = packed.read(name).decode()
    assert all(f"\n{key}: " in metadata for key in ("License-Expression", "Classifier", "Description-Content-Type"))
    assert "# mgi_report" in metadata
    assert "\nProject-URL: Migration Governance Indicators, https://www.migrationdataportal.org/" in metadata


def test_a_new_workspace_builds_from_the_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = os.environ | {"PYTHONPATH": str(site), "MGI_REPORT_CACHE": str(tmp_path / "cache")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mgi_report", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert run("init", "mine").returncode == 0
    where = "import mgi_report; print(mgi_report.__file__)"
    place = subprocess.run([sys.executable, "-c", where], env=environment, capture_output=True, text=True, check=True)
    assert str(site) in place.stdout
    out = run("--workspace", "mine", "build", "--language", "fr")
    assert out.returncode == 0, out.stderr
    assert len(list((tmp_path / "mine" / "reports" / "fr").glob("*.pdf"))) == 1
    assert run("docs", "tutorial").stdout.startswith("# Tutorial\n")
    assert "topics" in run("docs").stdout
