"""Building a compendium: what is made anew, what goes wrong and how it is told, volumes of any size."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from conftest import ROOT, write_yaml
from mgi_report.build import Result
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode, ReportError, Severity
from mgi_report.workspace import open_workspace
from volumes import IDENTITIES, NAME, REGION, build_region, invented, three_cities, write_region

SNAPSHOTS = [f"en/mgi-snapshot-{identity}-en.pdf" for identity in sorted(IDENTITIES)]


def fresh(result: Result) -> list[str]:
    assert [str(problem) for problem in result.problems] == []
    return [built.path for built in result.files if built.fresh]


def kept(root: Path) -> set[Path]:
    """Documents of volumes that are kept."""
    return set((open_workspace(root).cache / "gatherings").glob("*.pdf"))


def titles(files: set[Path]) -> list[str]:
    return sorted(str(pypdf.PdfReader(file).metadata.title) for file in files)  # type: ignore[union-attr]


@pytest.fixture
def again(volume: Path, tmp_path: Path) -> Path:
    """The region once more, in a folder of its own that may be changed; what was built before is kept."""
    root = write_region(tmp_path / "again")
    shutil.copytree(volume / "reports", root / "reports")
    return root


def edit(root: Path, city: str, change: str) -> None:
    """Give a city another text for its first area with potential in domain 3."""
    content = three_cities()[city]
    content["findings"]["partnerships"]["potential"][0]["text"] = change
    write_yaml(root / "data" / "profiles" / f"{city}.yaml", content)


# What is built


def test_a_region_is_built_with_the_snapshots_of_its_cities_and_its_data(volume: Path) -> None:
    manifest = json.loads((volume / "reports" / "manifest.json").read_text())
    data = [f"data/{REGION}.csv", f"data/{REGION}.json"]
    assert [entry["path"] for entry in manifest["files"]] == [*data, NAME, *SNAPSHOTS]


def test_nothing_is_made_anew_when_nothing_changed(again: Path) -> None:
    assert fresh(build_region(again)) == []
    result = build_region(again)
    assert result.unchanged


def test_an_edited_finding_costs_its_snapshot_its_chapter_and_what_names_it(again: Path) -> None:
    build_region(again)
    before = kept(again)
    edit(again, "vila-aurora", "Item 999 another sentence of about the same length stands here instead.")
    result = build_region(again)
    assert fresh(result) == [f"data/{REGION}.csv", f"data/{REGION}.json", NAME, SNAPSHOTS[2]]
    made = kept(again) - before
    assert titles(made) == [
        "Partnerships – Cities on three rivers",
        "Sources and citation – Cities on three rivers",  # its attachments are the findings
    ]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(again / "reports" / NAME).pages)
    assert text.count("Item 999") == 2


def test_a_name_in_a_finding_makes_the_indexes_anew_as_well(again: Path) -> None:
    build_region(again)
    before = kept(again)
    edit(again, "port-sereno", "It asks the [Harbour Board]{.institution} for a seat.")
    build_region(again)
    made = [title.partition(" – ")[0] for title in titles(kept(again) - before)]
    assert made == ["Indexes", "Partnerships", "Sources and citation"]


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_in_another_process(volume: Path, again: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    environment = os.environ | {
        "PYTHONHASHSEED": "7",
        "MGI_REPORT_CACHE": str(tmp_path / "other-cache"),
        "TZ": "Etc/GMT+9",
    }
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(again), "build"]
    options = ["--region", REGION, "--language", "en", "--out", str(out)]
    subprocess.run([*command, *options], env=environment, check=True, capture_output=True)
    for name in (NAME, f"data/{REGION}.csv", f"data/{REGION}.json"):
        assert (out / name).read_bytes() == (volume / "reports" / name).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("cities", [1, 2, 12])
def test_regions_of_any_size_are_built_and_pass_every_check(cities: int, tmp_path: Path) -> None:
    data = {
        f"quay-{n}": invented(
            f"quay-{n}", f"Q{'ABCDEFGHIJKL'[n]}Y", (1 + n % 3, 1), place={"country": ("NO", "PT", "BR", "FR")[n % 4]}
        )
        for n in range(cities)
    }
    result = build_region(write_region(tmp_path, data, "quays"), "quays")
    assert [str(problem) for problem in result.problems] == []
    (built,) = [file for file in result.files if file.path.startswith("en/mgi-compendium")]
    assert built.proof == "11 checks passed"
    assert built.pages % 2 == 0
    assert len(result.files) == cities + 3


def test_a_region_in_which_nothing_is_listed_is_built(tmp_path: Path) -> None:
    root = write_region(tmp_path, {"quay-0": invented("quay-0", "QAY", (0, 0))}, "quays")
    result = build_region(root, "quays")
    assert [str(problem) for problem in result.problems] == []


# What goes wrong


def test_an_unknown_region_is_told_with_the_nearest_name(again: Path) -> None:
    arguments = ["--workspace", str(again), "build", "--region", "tree-rivers", "--language", "en"]
    ended = CliRunner().invoke(program, arguments)
    assert ended.exit_code == ExitCode.USAGE
    assert "no such region" in ended.output
    assert f"did you mean “{REGION}”?" in ended.output


def test_a_broken_city_stops_the_compendium_and_nothing_else(again: Path) -> None:
    old = (again / "reports" / NAME).read_bytes()
    content = three_cities()["port-sereno"]
    del content["findings"]["well-being"]
    write_yaml(again / "data" / "profiles" / "port-sereno.yaml", content)
    edit(again, "vila-aurora", "Item 998 another sentence of about the same length stands here instead.")
    result = build_region(again)
    assert result.exit_code is ExitCode.DATA
    errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
    assert any("well-being" in problem.message and "port-sereno" in problem.file for problem in errors)
    assert any(problem.file.endswith(f"{REGION}.yaml") or NAME in problem.file for problem in errors)
    assert (again / "reports" / NAME).read_bytes() == old


def test_a_snapshot_that_fails_stops_the_compendium_and_leaves_the_old_one(again: Path) -> None:
    old = (again / "reports" / NAME).read_bytes()
    changed = (
        '{% extends "builtin/snapshot/snapshot.html.j2" %}{% block about %}{{ super() }}'
        '{% if view.city == "Port Sereno" %}<p><img src="mgi:images/none.svg" alt="x"></p>{% endif %}{% endblock %}'
    )
    write(again / "templates" / "snapshot" / "snapshot.html.j2", changed)
    result = build_region(again)
    assert result.exit_code is not ExitCode.DONE
    assert [file.path for file in result.files if "snapshot" in file.path] == [SNAPSHOTS[0], SNAPSHOTS[2]]
    assert [problem.message for problem in result.problems if problem.file == NAME] == [
        "the compendium is not made, since snapshots it needs failed: port-sereno-2019-11"
    ]
    assert (again / "reports" / NAME).read_bytes() == old


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def template(name: str, old: str, new: str) -> str:
    text = (ROOT / "templates" / "compendium" / name).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def test_the_guard_stops_a_template_that_orders_cities_by_count(again: Path) -> None:
    old = (again / "reports" / NAME).read_bytes()
    loop = "{% for place in volume.places %}"
    sorted_ = "{% for place in volume.places|sort(attribute='findings') %}"
    text = template("cities.html.j2", loop, sorted_)
    write(again / "templates" / "compendium" / "cities.html.j2", text)
    with pytest.raises(ReportError) as caught:
        build_region(again)
    assert caught.value.exit_code is ExitCode.TEMPLATE
    (problem,) = caught.value.problems
    line = 1 + text[: text.index(sorted_)].count("\n")
    assert (problem.file, problem.line) == ("templates/compendium/cities.html.j2", line)
    assert "“|sort” puts things into another order" in problem.message
    assert "never rank" in problem.hint
    assert (again / "reports" / NAME).read_bytes() == old


def test_the_guard_stops_pages_in_which_cities_stand_in_another_order(again: Path) -> None:
    new = "{% for place in (volume.places[2], volume.places[0]) %}"
    text = template("cities.html.j2", "{% for place in volume.places %}", new)
    write(again / "templates" / "compendium" / "cities.html.j2", text)
    result = build_region(again)
    assert result.exit_code is ExitCode.TEMPLATE
    (problem,) = result.problems
    assert problem.file == NAME
    assert problem.path == "cities"
    assert "stands after" in problem.message


def test_a_page_number_that_is_not_true_fails_the_proof(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mgi_report.compendium.volume import VolumeStudio

    label_of = VolumeStudio.label_of
    wrong = {"exchange": "99"}
    monkeypatch.setattr(VolumeStudio, "label_of", lambda self, part: wrong.get(part) or label_of(self, part))
    edit(again, "vila-aurora", "Item 997 another sentence of about the same length stands here instead.")
    result = build_region(again)
    assert result.exit_code is ExitCode.PREFLIGHT
    assert any("99" in problem.message for problem in result.problems)


def test_a_template_that_loses_a_finding_fails_the_proof(again: Path) -> None:
    text = template("chapter.html.j2", "{{ entry.text.runs|runs }}", "{{ entry.text.plain[:30] }}")
    write(again / "templates" / "compendium" / "chapter.html.j2", text)
    old = (again / "reports" / NAME).read_bytes()
    result = build_region(again)
    assert result.exit_code is ExitCode.PREFLIGHT
    assert any("VAU-2021-R1" in str(problem) for problem in result.problems)
    assert (again / "reports" / NAME).read_bytes() == old


def test_a_template_that_takes_more_room_than_planned_is_told(again: Path) -> None:
    text = template("cities.html.j2", "</section>", '<div style="height: 200mm">Much.</div></section>')
    write(again / "templates" / "compendium" / "cities.html.j2", text)
    result = build_region(again)
    assert result.exit_code is ExitCode.TEMPLATE
    assert [problem.message for problem in result.problems] == ["2 pages where 1 were planned"]
    assert result.problems[0].hint


def test_a_mistake_in_a_template_is_told_with_file_and_line(again: Path) -> None:
    text = template("back.html.j2", "{% block body %}", "{% block body %}\n{{ volume.nothing_like_it }}")
    write(again / "templates" / "compendium" / "back.html.j2", text)
    result = build_region(again)
    assert result.exit_code is ExitCode.TEMPLATE
    (problem,) = result.problems
    assert problem.file.endswith("back.html.j2")
    assert problem.line == 3


def test_texts_of_cities_are_printed_as_they_stand(volume: Path) -> None:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(volume / "reports" / NAME).pages)
    assert text.count("<desde 2018>") == 2
    assert text.count("{{ vecinos }}") == 2
