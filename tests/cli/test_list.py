"""What a workspace has, as tables for terminals of any width and as JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helpers.cities import Data, MakeWorkspace, second_city, write_yaml
from helpers.json_lines import records
from helpers.outputs import write_output
from helpers.project import ROOT
from mgi_report.cli import main as program
from mgi_report.cli.tables import table
from mgi_report.data.profile_files import load_framework

KINDS = ("cities", "editions", "languages", "topics", "regions", "outputs")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), *arguments])


def listed(root: Path, kind: str) -> list[dict[str, Any]]:
    return records(run(root, "--json", "list", kind).stdout)


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch) -> Path:
    later = data | {
        "edition": "2023-02",
        "place": data["place"] | {"name": {"fr": "Vila l'Aurore", "en": "New Aurora"}},
    }
    root = make_workspace(one=data, later=later, two=second_city())
    region = {"region": "north", "title": "Cities of the North", "cities": ["vila-aurora", "port-sereno"]}
    write_yaml(root / "data" / "regions" / "north.yaml", region)
    for path in ("en/mgi-snapshot-vila-aurora-2021-05-en.pdf", "es/mgi-snapshot-vila-aurora-2021-05-es.pdf"):
        write_output(root, path, b"%PDF", city="vila-aurora", edition="2021-05")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_wider_than_the_terminal(root: Path, kind: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for folder in (
        (root,) if kind == "outputs" else (root, ROOT)
    ):  # what was built here, if anything, is nobody's concern
        monkeypatch.chdir(folder)
        out = run(folder, "list", kind)
        assert out.exit_code == 0
        assert max(map(len, out.stdout.splitlines())) <= width


def test_cities_with_their_editions_are_named_as_the_latest_one_does(root: Path) -> None:
    port, vila = listed(root, "cities")
    assert (port["type"], port["city"]) == ("city", "port-sereno")
    assert vila["editions"] == ["2021-05", "2023-02"]
    assert vila["name"] == {"fr": "Vila l'Aurore", "en": "New Aurora"}
    assert "vila-aurora  New Aurora" in run(root, "list", "cities").stdout


def test_editions_with_their_files(root: Path) -> None:
    found = {record["edition"]: record for record in listed(root, "editions")}
    assert list(found) == ["port-sereno-2021-05", "vila-aurora-2021-05", "vila-aurora-2023-02"]
    assert found["vila-aurora-2023-02"]["file"] == str(root / "data" / "profiles" / "later.yaml")


def test_what_is_not_sound_is_listed_and_says_where_to_look(root: Path) -> None:
    file = root / "data" / "profiles" / "two.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("place:", "plaec:"), encoding="utf-8")
    assert [record["sound"] for record in listed(root, "cities")] == [False, True]
    assert "not sound: port-sereno; `mgi-report check port-sereno` tells why" in run(root, "list", "cities").stdout
    assert [record["sound"] for record in listed(root, "regions")] == [False]


def test_topics_are_those_of_the_framework_with_their_names(root: Path) -> None:
    framework = load_framework(ROOT / "data" / "framework.yaml")
    found = {record["topic"]: record for record in listed(root, "topics")}
    assert list(found) == list(framework.topics)
    assert {slug: record["domain"] for slug, record in found.items()} == {
        slug: domain.slug for slug, domain in framework.topics.items()
    }
    assert found["health"]["names"] == {"en": "Health", "es": "Salud", "fr": "Santé"}
    lines = run(root, "list", "topics").stdout.splitlines()
    assert sum(line.startswith("  ") and not line.startswith("   ") for line in lines) == len(found)


def test_languages_and_regions(root: Path) -> None:
    assert [(record["language"], record["own"]) for record in listed(root, "languages")][1] == ("es", "español")
    (region,) = listed(root, "regions")
    assert region["editions"] == ["port-sereno-2021-05", "vila-aurora-2023-02"]


def test_outputs_say_whether_they_are_up_to_date(root: Path) -> None:
    assert [record["up_to_date"] for record in listed(root, "outputs")] == [True, True]
    (root / "reports" / "en" / "mgi-snapshot-vila-aurora-2021-05-en.pdf").unlink()
    assert [record["state"] for record in listed(root, "outputs")] == ["missing", ""]
    lines = run(root, "list", "outputs").stdout.splitlines()
    assert lines[1] == "reports/en/mgi-snapshot-vila-aurora-2021-05-en.pdf  no: file missing"
    assert lines[2] == "reports/es/mgi-snapshot-vila-aurora-2021-05-es.pdf  yes"


def test_an_empty_workspace_says_how_to_fill_it(make_workspace: MakeWorkspace) -> None:
    root = make_workspace()
    assert "`mgi-report new CITY` begins one" in run(root, "list", "cities").stdout
    assert "`mgi-report build` makes" in run(root, "list", "outputs").stdout
    assert listed(root, "regions") == []


def test_a_table_breaks_its_last_column_between_words_and_counts_wide_letters() -> None:
    lines = list(table(("a", "b"), [("東京", "one two three"), ("x", "four")], 14))
    assert lines == ["a     b", "東京  one two", "      three", "x     four"]
    assert list(table(("a", "b"), [("x" * 10, "seventeen")], 14)) == ["a", "    b", "x" * 10, "    seventeen"]
