from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.cities import MakeWorkspace, city_data
from helpers.project import ROOT
from mgi_report.errors import ExitCode, ReportError
from mgi_report.workspace.cache import Cache, digest, file_hash, inputs_of, state_of, versions, write_atomically
from mgi_report.workspace.places import Workspace, builtin, open_workspace

TEXTS = st.lists(st.text(alphabet="ab", max_size=3), max_size=4)


class Maker:
    """Makes bytes and counts how often."""

    def __init__(self, data: bytes = b"made") -> None:
        self.data, self.times = data, 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.data


def test_what_is_kept_is_made_once(tmp_path: Path) -> None:
    maker = Maker()
    for _ in range(3):
        assert Cache(tmp_path).keep(Path("a/b.svg"), maker) == b"made"
    assert maker.times == 1


def test_deleting_the_cache_costs_time_and_no_results(tmp_path: Path) -> None:
    cache, maker = Cache(tmp_path), Maker()
    cache.keep(Path("x"), maker)
    (tmp_path / "x").unlink()
    assert cache.keep(Path("x"), maker) == b"made"
    assert maker.times == 2


def test_drawings_are_told_apart_by_their_inputs(tmp_path: Path) -> None:
    cache, first, second = Cache(tmp_path), Maker(b"1"), Maker(b"2")
    assert cache.drawing(("wheel", 1), first) == b"1"
    assert cache.drawing(("wheel", 2), second) == b"2"
    assert cache.drawing(("wheel", 1), second) == b"1"
    assert (first.times, second.times) == (1, 1)


def test_a_failed_drawing_is_not_kept(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise RuntimeError("no ink")

    cache = Cache(tmp_path)
    with pytest.raises(RuntimeError, match="no ink"):
        cache.keep(Path("x"), fail)
    assert cache.keep(Path("x"), Maker()) == b"made"


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert Cache(tmp_path / "file").keep(Path("x"), Maker()) == b"made"


# Files written whole


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "x.pdf"
    write_atomically(file, b"one")
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in file.parent.iterdir()] == ["x.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_is_interrupted_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "x.pdf"
    write_atomically(file, b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_a_written_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    write_atomically(tmp_path / "ours", b"")
    (tmp_path / "theirs").write_bytes(b"")
    ours, theirs = (stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("ours", "theirs"))
    assert ours == theirs


# Fingerprints


@given(
    st.lists(st.text(alphabet="ab", max_size=3), max_size=4), st.lists(st.text(alphabet="ab", max_size=3), max_size=4)
)
def test_only_the_same_texts_in_the_same_order_have_the_same_digest(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other or {tuple(one), tuple(other)} == {(), ("",)})


def test_a_hash_of_files_knows_their_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"x")
    two.write_bytes(b"x")
    before = file_hash([one])
    assert before != file_hash([two])
    assert before == file_hash([one])
    one.write_bytes(b"y")
    assert before != file_hash([one])


def test_the_state_of_files_changes_when_one_is_touched_added_or_grows(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"x")
    two.write_bytes(b"x")
    before = state_of([one])
    assert state_of([one]) == before
    assert state_of([one, two]) != before
    os.utime(one, ns=(1, 1))
    touched = state_of([one])
    assert touched != before
    one.write_bytes(b"xy")
    os.utime(one, ns=(1, 1))
    assert state_of([one]) != touched


def test_versions_name_python_and_the_engine() -> None:
    assert any(entry.startswith("weasyprint 7") for entry in versions())
    assert any(entry.startswith("python ") for entry in versions())
    assert versions(("no-such-package-at-all",))[1] == "no-such-package-at-all -"


def test_every_file_that_shapes_an_output_is_an_input(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    own = root / "templates" / "snapshot" / "cover.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("x", encoding="utf-8")
    inputs = inputs_of(open_workspace(root))
    assert own in inputs
    assert inputs == sorted(set(inputs))
    names = {path.name for path in inputs}
    assert {"snapshot.css", "OpenSans-Bold.ttf", "theme.yaml", "rights.svg", "framework.yaml", "spread.py"} <= names
    assert {path.parts[-3] for path in inputs if path.name == "mgi_report.po"} == {"es", "fr"}
    assert not any(path.parent.name == "profiles" for path in inputs)


# The workspace


def test_a_workspace_is_found_from_any_folder_inside_it(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(one=city_data())
    deep = root / "texts" / "drafts"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert open_workspace().root == root
    assert open_workspace(root).root == root


def test_where_there_is_no_workspace_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for start in (None, tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ReportError) as caught:
            open_workspace(start)
        assert caught.value.exit_code == ExitCode.USAGE
        assert "mgi-report init" in str(caught.value)


def test_a_named_folder_is_taken_at_its_word(make_workspace: MakeWorkspace) -> None:
    with pytest.raises(ReportError):
        open_workspace(make_workspace(one=city_data()) / "data")


def test_files_of_the_workspace_win_over_the_built_in_ones(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    workspace = open_workspace(root)
    assert workspace.file("assets", "theme.yaml") == builtin() / "assets" / "theme.yaml"
    own = root / "assets" / "theme.yaml"
    own.parent.mkdir()
    own.write_text("x", encoding="utf-8")
    assert workspace.file("assets", "theme.yaml") == own
    assert workspace.paths("assets") == (root / "assets", builtin() / "assets")


def test_a_font_of_the_workspace_hides_the_built_in_one_of_its_name(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    fonts = root / "assets" / "fonts"
    fonts.mkdir(parents=True)
    for name in ("OpenSans-Bold.ttf", "Other.otf", "README"):
        (fonts / name).write_bytes(b"")
    found = open_workspace(root).font_files()
    assert [path for path in found if path.parent == fonts] == [fonts / "OpenSans-Bold.ttf", fonts / "Other.otf"]
    assert builtin() / "assets" / "fonts" / "OpenSans-Regular.ttf" in found
    assert len({path.name for path in found}) == len(found)


def test_a_missing_file_is_named_and_the_exit_code_says_missing(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        Workspace(tmp_path, tmp_path).file("assets", "fonts", "None.ttf")
    assert caught.value.exit_code == ExitCode.MISSING
    assert "assets/fonts/None.ttf" in str(caught.value)


def test_cities_of_the_package_are_not_mixed_into_a_workspace(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(b=city_data(), a=city_data())
    assert [path.name for path in open_workspace(root).profiles()] == ["a.yaml", "b.yaml"]


def test_the_repository_is_a_workspace_and_looks_for_each_file_once() -> None:
    assert open_workspace(ROOT).folders == (builtin(),)


def test_the_cache_lies_in_the_workspace_unless_told_otherwise(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = make_workspace(one=city_data())
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "elsewhere"))
    assert open_workspace(root).cache == tmp_path / "elsewhere"
    monkeypatch.delenv("MGI_REPORT_CACHE")
    assert open_workspace(root).cache == root / ".mgi-cache"
