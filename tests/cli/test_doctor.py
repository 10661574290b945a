"""The doctor tries instead of reading versions, and says what is broken though it is installed."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from helpers.cities import MakeWorkspace, city_data
from helpers.command import run_apart
from helpers.project import ROOT
from mgi_report.cli import doctor, trial
from mgi_report.cli.doctor import Finding, examine
from mgi_report.workspace.cache import own_folder, seal
from mgi_report.workspace.places import open_workspace


def examined(root: Path) -> dict[str, Finding]:
    return {item.name: item for item in examine(open_workspace(root))}


def test_every_library_that_the_program_needs_is_looked_at() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["project"]["dependencies"]
    assert set(trial.MODULES) == {re.split("[<>=]", line)[0] for line in needed}


def test_a_library_that_cannot_be_imported_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "numpy.py").write_text("raise ImportError('this numpy is for another processor')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT / 'src'}")
    out = run_apart("doctor", cwd=ROOT)
    assert out.returncode == 3
    assert re.search(r"ok +numpy", out.stdout)  # it is installed
    assert re.search(r"BROKEN +page in en, es, fr +.*this numpy is for another processor", out.stdout)
    assert re.search(r"BROKEN +numpy .*\n.*pip install --force-reinstall numpy", out.stdout)


@pytest.mark.parametrize("module", ["babel", "pydantic", "yaml"])
def test_so_is_one_without_which_not_even_the_doctor_can_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    (tmp_path / f"{module}.py").write_text("raise ImportError('it is broken')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT / 'src'}")
    out = run_apart("doctor", cwd=ROOT)
    assert out.returncode == 3
    assert "error:" not in out.stderr.replace("Fontconfig error:", "")
    assert re.search(rf"BROKEN +(py)?{module} .*it is broken", out.stdout)


def test_a_language_that_cannot_be_set_is_named_and_the_others_are_well(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    catalogue = root / "locales" / "es" / "LC_MESSAGES" / "mgi_report.po"
    catalogue.parent.mkdir(parents=True)
    plural = 'msgid "%(n)s house"\nmsgid_plural "%(n)s houses"\nmsgstr[0] "%(n)s casa"\n'
    catalogue.write_text(
        f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n{plural}', encoding="utf-8"
    )
    found = examined(root)
    pages = {name: item for name, item in found.items() if name.startswith("page in")}
    assert [(name, item.good) for name, item in pages.items()] == [("page in en, fr", True), ("page in es", False)]
    assert "a plural form is missing" in pages["page in es"].found
    assert sorted(path.name for path in root.iterdir()) == ["data", "locales"]  # all was done elsewhere


def test_where_something_is_missing_no_page_is_tried(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(doctor.LIBRARIES, "Pango", ("no-such-library", ("libno-such.so.0",), "libpango-1.0-0"))
    assert not [name for name in examined(make_workspace(vila_aurora=city_data())) if name.startswith("page ")]


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is set; that takes seconds."""
    monkeypatch.setattr(doctor, "try_pages", lambda workspace: {"en": ""})


@pytest.mark.usefixtures("untried")
def test_a_library_that_is_too_old_is_told_with_the_version_that_is_needed(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["click>=99.5", "jinja2>=3", 'uv>=99; extra == "dev"']
    monkeypatch.setattr(trial, "requires", lambda package: lines)
    found = examined(make_workspace(vila_aurora=city_data()))
    assert [name for name in trial.MODULES if not found[name].good] == ["click"]
    assert found["click"].remedy == "pip install 'click>=99.5'"


@pytest.mark.usefixtures("untried")
def test_files_in_the_cache_that_were_damaged_are_counted(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("MGI_REPORT_CACHE", str(cache))
    root = make_workspace(vila_aurora=city_data())
    for name in ("snapshots/a.pdf", "snapshots/a.json", "guard/b"):
        seal(cache / name, b"what was kept")
    (cache / "builds").mkdir()
    (cache / "builds" / "c.json").write_bytes(b"{}")
    assert trial.kept_in(cache) == (3, 0)
    assert "kept files" not in examined(root)
    (cache / "guard" / "b").write_bytes(b"")
    (cache / "snapshots" / "a.pdf").write_bytes(b"%PDF")
    found = examined(root)["kept files"]
    assert found.found.startswith("2 of 3 in ")
    assert "made anew" in found.remedy
    assert not found.needed


@pytest.mark.skipif(sys.platform == "win32", reason="rights of others are those of POSIX")
@pytest.mark.usefixtures("untried")
def test_folders_that_others_may_write_to_are_told(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    root = make_workspace(vila_aurora=city_data())
    names = ("cache folder", "own cache folder")
    found = examined(root)
    assert [found[name].good for name in names] == [True, True]
    (tmp_path / "cache").chmod(0o777)
    own = own_folder()
    assert own is not None
    own.chmod(0o770)
    found = examined(root)
    assert [(found[name].good, found[name].needed) for name in names] == [(False, False)] * 2
    assert "everybody may write to it" in found["cache folder"].found
    assert f"chmod 700 {own}" in found["own cache folder"].remedy
