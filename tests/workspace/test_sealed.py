"""What is kept is trusted only as long as it is what was kept, and nothing that is run lies where others may write."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from helpers.cities import MakeWorkspace, city_data, write_yaml
from helpers.command import run_apart
from mgi_report.cli.trial import kept_in
from mgi_report.workspace.cache import Cache, own_folder, seal, sealed

DAMAGES = {
    "emptied": lambda data: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "flipped": lambda data: data[: len(data) // 3] + bytes((data[len(data) // 3] ^ 1,)) + data[len(data) // 3 + 1 :],
    "longer": lambda data: data + b"x",
    "other": lambda data: b"x" * len(data),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_damaged_was_not_kept(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "kept"
    seal(file, b"what was made with so much care")
    assert sealed(file) == b"what was made with so much care"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert sealed(file) is None
    assert Cache(tmp_path).keep(Path("kept"), lambda: b"anew") == b"anew"
    assert sealed(file) == b"anew"


def test_nothing_is_kept_of_nothing(tmp_path: Path) -> None:
    assert sealed(tmp_path / "none") is None
    seal(tmp_path / "empty", b"")
    assert sealed(tmp_path / "empty") == b""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that was built once, with all that was kept of it, ``kept`` and ``own``: to be copied over ``used``,
    where it was made."""
    folder = tmp_path_factory.mktemp("sealed")
    used = folder / "used"
    write_yaml(used / "data" / "profiles" / "vila-aurora.yaml", city_data())
    with pytest.MonkeyPatch.context() as patch:
        built_in(used, patch)
    shutil.copytree(used, folder / "sound")
    return folder


def built_in(used: Path, patch: pytest.MonkeyPatch) -> CompletedProcess[str]:
    """A build in a process of its own that keeps everything beside the workspace."""
    patch.setenv("MGI_REPORT_CACHE", str(used / "kept"))
    patch.setenv("XDG_CACHE_HOME", str(used / "own"))
    done = run_apart("--workspace", str(used), "build", "--language", "en")
    assert done.returncode == 0
    return done


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_build_after_any_damage_writes_what_it_wrote_before(
    sound: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """Every kind of kept file at once: publications, drawings, parsed declarations, compiled templates, patterns."""
    shutil.rmtree(sound / "used")
    used = shutil.copytree(sound / "sound", sound / "used")
    kept, own = used / "kept", used / "own"
    (output,) = (used / "reports" / "en").glob("*.pdf")
    good = output.read_bytes()
    damaged = [file for folder in (kept, own) for file in folder.rglob("*") if file.is_file()]
    assert {file.suffix for file in damaged} >= {".pdf", ".json", ".svg", ".kept"}
    assert kept_in(kept)[1] == kept_in(own / "mgi-report")[1] == 0  # whatever is kept bears its checksum
    for file in damaged:
        file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert kept_in(kept)[1] == kept_in(kept)[0] > 3
    output.unlink()
    assert "error" not in built_in(used, monkeypatch).stderr
    assert output.read_bytes() == good


def test_nothing_that_is_run_is_kept_in_a_workspace(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MGI_REPORT_CACHE")
    root = make_workspace(vila_aurora=city_data())
    assert run_apart("--workspace", str(root), "build", "--language", "en").returncode == 0
    kept = [
        file.relative_to(root / ".mgi-cache").parts[0] for file in (root / ".mgi-cache").rglob("*") if file.is_file()
    ]
    assert "snapshots" in kept
    assert not list((root / ".mgi-cache").rglob("*.py"))
    assert not list((root / ".mgi-cache").rglob("*.kept"))


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="without users there are no rights of others")
@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_a_folder_that_others_may_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = own_folder()
    assert folder == tmp_path / "mgi-report"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(mode)
    assert own_folder() is None


def test_a_link_is_no_folder_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "mgi-report").symlink_to(tmp_path / "elsewhere")
    assert own_folder() is None


def test_without_a_home_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert own_folder() is None
