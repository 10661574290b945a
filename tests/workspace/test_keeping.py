"""Where nothing can be kept, everything is made all the same, and one sentence says why it takes longer."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cities import Data, MakeWorkspace, city_data
from helpers.json_lines import records
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.build.stamp import Stamp
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode, Kind, ReportError, Severity
from mgi_report.studio import jobs
from mgi_report.workspace import keeping
from mgi_report.workspace.aside import Aside, BrokenError
from mgi_report.workspace.cache import own_folder, write_atomically
from mgi_report.workspace.keeping import fault_of, working_cache
from mgi_report.workspace.places import open_workspace
from mgi_report.workspace.unforeseen import known

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of others are those of POSIX")


def refusing(number: int) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "/some/where/.mgi-1-abc.tmp")

    return refuse


def test_a_folder_that_can_be_written_and_has_room_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "er"
    assert fault_of(folder) == ""
    assert list(folder.iterdir()) == []


@posix
def test_a_folder_that_everybody_may_write_to_will_not(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert fault_of(tmp_path) == "everybody may write to it"


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_a_folder_that_cannot_be_written_will_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", refusing(number))
    assert fault_of(tmp_path) == f"it cannot be written ({os.strerror(number)})"


def test_neither_will_a_file_in_its_place_or_a_disk_that_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    assert fault_of(tmp_path / "file").startswith("it cannot be written (")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=10**9, free=10**6))
    assert fault_of(tmp_path) == "less than 32 MB are free there"
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=0, free=0))  # it does not say
    assert fault_of(tmp_path) == ""


@posix
def test_a_build_without_a_cache_makes_everything_and_says_so_once(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: Data
) -> None:
    """With an engine aside, which gets ready before anybody looks at what it says."""
    cache, root = tmp_path / "cache", make_workspace(vila_aurora=data)
    cache.mkdir()
    cache.chmod(0o777)
    monkeypatch.setenv("MGI_REPORT_CACHE", str(cache))
    plan = BuildPlan(open_workspace(root), root / "reports", ("vila-aurora",))
    for _ in range(2):
        result = build(plan)
        assert result.exit_code is ExitCode.DONE
        (problem,) = result.problems
        assert (problem.kind, problem.severity, problem.file) == (Kind.CACHE_UNUSED, Severity.WARNING, str(cache))
        assert "everybody may write to it" in problem.message
        assert [built.path for built in result.files] == ["en/mgi-snapshot-vila-aurora-2021-05-en.pdf"]
        assert not result.unchanged
    assert list(cache.iterdir()) == []


def test_where_there_is_no_room_at_all_nothing_is_begun(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, data: Data
) -> None:
    workspace = open_workspace(make_workspace(vila_aurora=data))
    monkeypatch.setattr(keeping, "fault_of", lambda folder: "it is full")
    with pytest.raises(ReportError) as caught, working_cache(workspace):
        pytest.fail("there is no cache to work with")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.kind) == (ExitCode.USAGE, Kind.UNWRITABLE)


@posix
def test_a_folder_of_the_user_to_which_others_may_write_is_told(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: Data
) -> None:
    workspace = open_workspace(make_workspace(vila_aurora=data))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    own = own_folder()
    assert own is not None
    with working_cache(workspace) as (usable, told):
        assert (usable, told) == (workspace, [])
    own.chmod(0o770)
    with working_cache(workspace) as (usable, told):
        assert usable == workspace
        assert [(problem.file, problem.kind) for problem in told] == [(str(own), Kind.CACHE_UNUSED)]
        assert f"chmod 700 {own}" in told[0].hint


def test_a_disk_that_gets_full_meanwhile_is_no_bug_of_ours(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, data: Data
) -> None:
    root = make_workspace(vila_aurora=data)
    monkeypatch.setattr(jobs, "seal", refusing(errno.ENOSPC))
    result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1, force=True))
    (problem,) = result.problems
    assert (result.exit_code, problem.kind) == (ExitCode.USAGE, Kind.UNWRITABLE)
    assert os.strerror(errno.ENOSPC) in problem.message


def test_other_errors_of_the_system_stay_what_they_are() -> None:
    assert known(OSError(errno.EBADF, "Bad file descriptor"), "x.pdf").exit_code is ExitCode.BUG


def test_a_build_that_cannot_be_remembered_was_made_all_the_same(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(vila_aurora=city_data())
    (root / "reports").mkdir()
    (root / "reports" / "a").touch()
    monkeypatch.setattr("mgi_report.build.stamp.write_atomically", refusing(errno.ENOSPC))
    stamp = Stamp(BuildPlan(open_workspace(root), root / "reports"))
    stamp.write([SimpleNamespace(path="a", fresh=True, seconds=1.0)])  # type: ignore[list-item]


def test_what_cannot_be_written_is_named_and_not_its_temporary_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "mkstemp", refusing(errno.EROFS))
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)) as caught:
        write_atomically(tmp_path / "x.pdf", b"x")
    assert caught.value.filename == str(tmp_path / "x.pdf")


def test_a_process_aside_that_could_not_get_ready_does_not_go_on() -> None:
    with Aside() as aside:
        aside.tell("os:mkdir", "/proc/nothing/of/this/kind")
        with contextlib.suppress(BrokenError):  # it may be gone already
            aside.ask("math:factorial", 3)
        with pytest.raises(BrokenError):
            aside.answer()


@posix
def test_neither_figure_nor_check_nor_doctor_trusts_what_others_may_write(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: Data
) -> None:
    cache, root = tmp_path / "cache", make_workspace(vila_aurora=data | {"introduction": "A city. " * 130})
    cache.mkdir()
    cache.chmod(0o777)
    monkeypatch.setenv("MGI_REPORT_CACHE", str(cache))
    monkeypatch.chdir(root)
    for words in (["figure", "wheel", "vila-aurora", "-o", "wheel.svg"], ["check"], ["check", "vila-aurora"]):
        told = CliRunner().invoke(program, [*words, "--json"])
        (problem,) = [item for item in records(told.stdout) if item.get("kind") == Kind.CACHE_UNUSED]
        assert (problem["file"], problem["severity"]) == (str(cache), Severity.WARNING), words
        assert told.exit_code == ExitCode.DONE, words
    monkeypatch.setattr("mgi_report.cli.doctor.try_pages", lambda workspace: {})
    told = CliRunner().invoke(program, ["doctor", "--json"])
    (folder,) = [item for item in records(told.stdout) if item.get("name") == "cache folder"]
    assert (folder["state"], "everybody may write to it" in folder["found"]) == ("warning", True)
    assert list(cache.iterdir()) == []
