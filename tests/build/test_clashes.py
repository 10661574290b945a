"""Who is who: copies that forgot to change their name, cities asked for as people type them, several editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace, city_data, second_city
from helpers.command import run
from helpers.snapshots import NAME, plan
from mgi_report.build.build import build
from mgi_report.build.gather import slug_of
from mgi_report.errors import ExitCode


def copied(make_workspace: MakeWorkspace) -> Path:
    """A workspace with Vila Aurora, built, and then a copy of it in which only the name was changed."""
    root = make_workspace(vila_aurora=city_data())
    build(plan(root))
    careless = city_data()
    careless["place"]["name"] = "Another Place"
    return make_workspace(vila_aurora=city_data(), other=careless)


@pytest.mark.parametrize("cities", [(), ("other",), ("other", "vila-aurora"), ("vila-aurora",)])
def test_a_careless_copy_never_takes_the_place_of_its_original(
    make_workspace: MakeWorkspace, cities: tuple[str, ...]
) -> None:
    root = copied(make_workspace)
    good = (root / "reports" / NAME).read_bytes()
    result = build(plan(root, cities=cities))
    assert (root / "reports" / NAME).read_bytes() == good
    assert result.exit_code is ExitCode.DATA
    assert {Path(problem.file).name for problem in result.problems} == {"other.yaml"}
    assert "two files" in result.problems[0].message


def test_checking_one_file_compares_it_with_the_others(make_workspace: MakeWorkspace) -> None:
    root = copied(make_workspace)
    out = run("--workspace", str(root), "check", str(root / "data" / "profiles" / "other.yaml"))
    assert out.returncode == 2
    assert "this city and edition stand in two files" in out.stderr
    assert "vila-aurora.yaml; another city has its own “city” and “code”" in " ".join(out.stderr.split())


def test_a_copy_of_the_same_place_is_told_of_editions(make_workspace: MakeWorkspace) -> None:
    result = build(plan(make_workspace(vila_aurora=city_data(), other=city_data()), cities=("other",)))
    assert "a new edition has its own month" in result.problems[0].hint


def test_checking_one_file_finds_the_code_of_another_in_it(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(port_sereno=second_city(), vila_aurora=city_data() | {"code": "PSE"})
    for path in ([], [str(root / "data" / "profiles" / "vila-aurora.yaml")]):
        out = run("--workspace", str(root), "check", *path)
        assert (out.returncode, out.stderr.count("the code is taken by “port-sereno”")) == (2, 1), out.stderr


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("vila-aurora", "vila-aurora"),
        ("Vila Aurora", "vila-aurora"),
        ("Medellín", "medellin"),
        ("data/profiles/vila-aurora.yaml", "vila-aurora"),
        ("vila-aurora-2021-05", "vila-aurora-2021-05"),
    ],
)
def test_a_city_is_understood_as_people_type_it(typed: str, slug: str) -> None:
    assert slug_of(typed) == slug


def test_a_misspelt_city_is_answered_with_the_nearest(make_workspace: MakeWorkspace, data: Data) -> None:
    result = build(plan(make_workspace(one=data, two=second_city()), cities=("vila-aurorra",)))
    assert "did you mean “vila-aurora”?" in result.problems[0].hint


def test_a_city_with_two_editions_is_built_in_both(make_workspace: MakeWorkspace, data: Data) -> None:
    later = city_data() | {"edition": "2024-02"}
    later["revised"] = "2024-03-01"
    root = make_workspace(vila_aurora=data, vila_aurora_2024=later)
    assert [built.edition for built in build(plan(root, cities=("vila-aurora",))).files] == ["2021-05", "2024-02"]
    assert [built.edition for built in build(plan(root, cities=("vila-aurora-2024-02",))).files] == ["2024-02"]


def test_files_that_an_editor_left_behind_are_not_read(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    (root / "data" / "profiles" / ".#one.yaml").write_text("nonsense: [", encoding="utf-8")
    (root / "data" / "profiles" / "one.yaml").rename(root / "data" / "profiles" / "one.yml")
    result = build(plan(root))
    assert not result.problems
    assert len(result.files) == 1
