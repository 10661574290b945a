"""Work on other machines: executors that others made, shards, and what is merged of them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cities import city_data, second_city, write_yaml
from mgi_report.build.build import build
from mgi_report.build.merge import merge
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.errors import ReportError
from mgi_report.workspace.places import Workspace, open_workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    for city in (city_data(), second_city()):
        write_yaml(root / "data" / "profiles" / f"{city['city']}.yaml", city)
    return root


def sums(out: Path) -> dict[str, str]:
    return {
        str(file.relative_to(out)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(out.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize("executor", ["helpers.executors:strangers", "helpers.executors:dask"])
def test_an_executor_of_others_makes_the_same_bytes(executor: str, root: Path, tmp_path: Path) -> None:
    workspace = open_workspace(root)
    made = []
    for name in ("", executor):
        own = Workspace(workspace.root, tmp_path / f"cache{bool(name)}")  # so that nothing is taken from the other
        out = tmp_path / f"out{bool(name)}"
        plan = BuildPlan(own, out, languages=("en",), executor=name)
        result = build(plan)
        assert [str(problem) for problem in result.problems] == []
        made.append(sums(out))
    assert made[0] == made[1]
    assert len(made[0]) == 3


def test_a_process_with_other_files_makes_nothing(root: Path, tmp_path: Path) -> None:
    from mgi_report.workspace.elsewhere import Parcel, call_elsewhere

    parcel = Parcel(b"", open_workspace(root), "of other files")
    with pytest.raises(ReportError, match="has other files") as refused:
        call_elsewhere(parcel, str, None)
    assert refused.value.problems[0].kind == "input-changed"


@pytest.mark.parametrize(
    ("executor", "said", "code"),
    [
        (
            "helpers.executors:Losing",
            "the executor helpers.executors:Losing gave nothing back: the machine went away",
            3,
        ),
        ("helpers.executors:nothing", "no executor can be had from helpers.executors:nothing", 1),
        ("helpers.executors:absent", "no executor can be had from helpers.executors:absent", 1),
        ("nowhere", "no executor can be had from nowhere", 1),
    ],
)
def test_an_executor_that_fails_is_told_in_a_sentence(executor: str, said: str, code: int, root: Path) -> None:
    told = CliRunner().invoke(program, ["--workspace", str(root), "build", "--executor", executor, "--quiet"])
    assert said in told.output
    assert "Traceback" not in told.output
    assert told.exit_code == code


def test_shards_are_the_whole_without_anything_twice(root: Path, tmp_path: Path) -> None:
    workspace = open_workspace(root)
    whole = BuildPlan(workspace, root / "reports", languages=("en", "es"), html=True)
    assert build(whole).problems == []
    parts = []
    for number in (1, 2):
        out = root / f"part-{number}"
        result = build(BuildPlan(workspace, out, languages=("en", "es"), html=True, shard=(number, 2)))
        parts.append({file.path for file in result.files})
    assert not parts[0] & parts[1]
    assert {file.rpartition("-")[0] for file in parts[0]} != {file.rpartition("-")[0] for file in parts[1]}
    merged = merge([root / "part-1", root / "part-2"], root / "merged")
    assert merged == sorted(parts[0] | parts[1])
    assert sums(root / "merged") == sums(root / "reports")


def listed(out: Path, **files: bytes) -> Path:
    """An output folder with files of a manifest."""
    out.mkdir()
    entries = []
    for name, data in files.items():
        (out / name).write_bytes(data)
        entries.append({"path": name, "sha256": hashlib.sha256(data).hexdigest(), "sources": {}})
    (out / "manifest.json").write_text(json.dumps({"files": entries}))
    return out


def test_what_cannot_be_merged_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    one, other = listed(tmp_path / "one", a=b"1", b=b"2", c=b"3"), listed(tmp_path / "other", a=b"another")
    (one / "b").unlink()
    (one / "c").write_bytes(b"changed")
    (tmp_path / "empty").mkdir()
    outside = listed(tmp_path / "outside", d=b"4")
    shutil.copy(outside / "d", tmp_path / "d")
    (outside / "manifest.json").write_text((outside / "manifest.json").read_text().replace('"d"', '"../d"'))
    with pytest.raises(ReportError) as refused:
        merge([one, other, tmp_path / "empty", outside], tmp_path / "out")
    told = [f"{Path(problem.file).name}: {problem.message}" for problem in refused.value.problems]
    assert told == [
        "b: the manifest lists this file, and it is not there",
        "c: this is another file than its manifest lists",
        f"a: {one} has another file of this name",
        "empty: no manifest that lists files",
        "d: it lies outside of the folder whose manifest lists it",
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "a/b", "1/2/3", "-1/2"])
def test_what_is_no_part_is_refused(shard: str, root: Path) -> None:
    told = CliRunner().invoke(program, ["--workspace", str(root), "build", f"--shard={shard}"])
    assert "is no part of a whole" in told.output
    assert told.exit_code == 1


@pytest.mark.parametrize("option", [["--region", "all"], ["--exchange", "x"], ["--base-url", "https://example.org/"]])
def test_what_needs_all_cities_is_no_part(option: list[str], root: Path) -> None:
    edition = ["--edition", "html"] if option[0] == "--base-url" else []
    told = CliRunner().invoke(program, ["--workspace", str(root), "build", "--shard", "1/2", *option, *edition])
    assert "needs all cities" in told.output
    assert told.exit_code == 1
