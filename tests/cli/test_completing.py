"""The shell proposes the cities and regions that there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from helpers.cities import MakeWorkspace, city_data, second_city
from helpers.volumes import REGION, write_region
from mgi_report.cli import main


def proposed(root: Path, *words: str, begun: str = "") -> list[str]:
    shell = ShellComplete(main, {}, "mgi-report", "_MGI_REPORT_COMPLETE")
    return [item.value for item in shell.get_completions(["--workspace", str(root), *words], begun)]


def test_cities_are_proposed_once(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data(), port_sereno=second_city())
    for command in (["build"], ["annex", "briefing.pdf"], ["figure", "wheel"]):
        assert proposed(root, *command) == ["port-sereno", "vila-aurora"]
    assert proposed(root, "build", begun="vi") == ["vila-aurora"]
    assert proposed(root, "build", "vila-aurora") == ["port-sereno"]


def test_editions_are_proposed_where_there_are_several(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data(), two=city_data() | {"edition": "2023-05"})
    assert proposed(root, "build") == ["vila-aurora", "vila-aurora-2021-05", "vila-aurora-2023-05"]


def test_regions_are_proposed(tmp_path: Path) -> None:
    root = write_region(tmp_path)
    assert proposed(root, "build", "--region", begun="three") == [REGION]
    assert proposed(root, "figure", "map", "--region") == [REGION]


def test_without_a_workspace_nothing_is_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert proposed(tmp_path, "build") == []
    assert "build" in [item.value for item in ShellComplete(main, {}, "mgi-report", "X").get_completions([], "bu")]


def test_cities_and_regions_are_proposed_where_both_are_taken(tmp_path: Path) -> None:
    root = write_region(tmp_path)
    for command in (["check"], ["verify"], ["open"]):
        assert REGION in proposed(root, *command)
        assert proposed(root, *command, begun="three")[0] == REGION


def test_languages_are_proposed_one_behind_another(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    assert proposed(root, "build", "--language") == ["en", "es", "fr"]
    assert proposed(root, "new", "x", "--languages", begun="es,") == ["es,en", "es,fr"]
    assert proposed(root, "list", begun="o") == ["outputs"]


def test_what_files_are_for_is_proposed(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    assert proposed(root, "build", "--edition") == ["all", "archive", "html", "press", "screen"]
    assert proposed(root, "build", "--edition", begun="screen,") == ["screen,archive", "screen,html", "screen,press"]
