"""Building a compendium: what is made anew, what goes wrong and how it is told, volumes of any size."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner

from helpers.cities import Data, write_yaml
from helpers.project import ROOT
from helpers.volumes import IDENTITIES, NAME, REGION, build_region, invented, run, three_cities, write_region
from mgi_report.build.plan import Result
from mgi_report.cli import main as program
from mgi_report.compendium import bindery
from mgi_report.compendium.numbers import PageNumbers
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.errors import ExitCode, ReportError, Severity, errors_of
from mgi_report.pdf.binding import Volume
from mgi_report.pdf.screen import prove
from mgi_report.press.proof import prove_press
from mgi_report.text.typography import fold
from mgi_report.workspace.places import open_workspace

QUAYS = "en/mgi-compendium-quays-en.pdf"
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


def bound_anew(root: Path) -> Result:
    """Build the compendium, whose documents are kept, so that it is bound and proved once more.

    Which pages show all that stands on them is known from the time before.
    """
    cache = open_workspace(root).cache
    shutil.rmtree(cache / "builds", ignore_errors=True)
    for file in (cache / "volumes").rglob("*"):
        if file.is_file() and file.suffix != ".looked":
            file.unlink()
    return build_region(root)


# What is built


def test_a_region_is_built_with_the_snapshots_of_its_cities_and_its_data(volume: Path) -> None:
    manifest = json.loads((volume / "reports" / "manifest.json").read_text())
    beside = [
        f"data/{REGION}-{name}" for name in ("README.txt", *(f"citations.{end}" for end in ("bib", "json", "ris")))
    ]
    data = [*beside, f"data/{REGION}.csv", f"data/{REGION}.json"]
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
        "Index of names – Cities on three rivers",  # its attachments are the findings
        "Partnerships – Cities on three rivers",
    ]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(again / "reports" / NAME).pages)
    assert text.count("Item 999") == 2


def test_a_gist_costs_both_exchanges_as_well(again: Path) -> None:
    build_region(again)
    before = kept(again)
    content = three_cities()["port-sereno"]
    content["findings"]["partnerships"]["potential"][0]["gist"] = "Another gist of a few words"
    write_yaml(again / "data" / "profiles" / "port-sereno.yaml", content)
    build_region(again)
    made = [title.partition(" – ")[0] for title in titles(kept(again) - before)]
    assert made == ["Exchange by city", "Exchange by theme", "Index of names", "Partnerships"]


def test_a_name_in_a_finding_is_in_the_index_with_its_city(again: Path) -> None:
    build_region(again)
    before = kept(again)
    edit(again, "port-sereno", "It asks the [Harbour Board]{.institution} for a seat.")
    build_region(again)
    made = [title.partition(" – ")[0] for title in titles(kept(again) - before)]
    assert made == ["Index of names", "Partnerships"]
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(again / "reports" / NAME).pages[-3:])
    assert re.search(r"Harbour Board\s+PSE\s+\d+", " ".join(text.split()))


def test_whole_snapshots_stand_in_the_volume_where_that_is_asked(volume: Path, again: Path) -> None:
    (inner,) = [file.pages for file in build_region(again).files if file.path == NAME]
    result = build_region(again, full=True)
    assert fresh(result) == [NAME]
    whole = pypdf.PdfReader(again / "reports" / NAME)
    texts = [page.extract_text() for page in whole.pages]
    starts = [page for page, text in enumerate(texts) if "invented river that took part" in " ".join(text.split())]
    assert len(whole.pages) - inner >= 2 * len(IDENTITIES)
    assert len(starts) == 2, "the introductions of the two cities that have this one"
    assert {start % 2 for start in starts} == {0}, "first pages stand on the right, so that domains face each other"
    attached = set(whole.attachments)
    assert {f"{REGION}.csv", f"{REGION}.json"} < attached
    assert all(any(identity.rsplit("-", 2)[0] in name for name in attached) for identity in IDENTITIES)
    assert prove((again / "reports" / NAME).read_bytes()).passed


def quays(cities: int) -> dict[str, Data]:
    """Cities of a region; as many of them are the same in all tests, so that what is kept of them serves again."""
    return {
        f"quay-{n}": invented(
            f"quay-{n}",
            f"Q{'ABCDEFGHIJKL'[n]}Y",
            (1, (n + 1) % 2),
            place={"country": ("NO", "PT", "BR", "FR")[n % 4], "coordinates": [40.0 + 2 * n, -8.0 + (n * 5) % 17]},
        )
        for n in range(cities)
    }


@pytest.fixture(scope="module")
def two_quays(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region of two of them, built once in a process of its own; what was kept of it is kept for the tests here."""
    root = write_region(tmp_path_factory.mktemp("quays"), quays(2), "quays")
    run(root, "quays")
    return root


@pytest.mark.slow
@pytest.mark.parametrize("cities", [1, 2, 7])
def test_regions_of_any_size_are_built_and_pass_every_check(cities: int, two_quays: Path, tmp_path: Path) -> None:
    root = two_quays
    if cities != 2:
        root = write_region(tmp_path, quays(cities), "quays")
        run(root, "quays")
    files = json.loads((root / "reports" / "manifest.json").read_text())["files"]
    (volume,) = [entry for entry in files if entry["path"] == QUAYS]
    assert volume["pages"] > 20
    assert len(files) == cities + 7


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_in_another_process(two_quays: Path, tmp_path: Path) -> None:
    """Also where only some parts of a volume were made anew here, and there all."""
    cities = quays(2)
    cities["quay-1"]["findings"]["partnerships"]["developed"][0]["text"] = "Item 994 stands here instead."
    root = write_region(tmp_path / "again", cities, "quays")
    before = kept(root)
    (here,) = (file for file in build_region(root, "quays").files if file.path == QUAYS)
    assert 0 < len(kept(root) - before) < len(before) / 2
    out = tmp_path / "out"
    elsewhere = {"PYTHONHASHSEED": "7", "MGI_REPORT_CACHE": str(tmp_path / "other-cache"), "TZ": "Etc/GMT+9"}
    run(root, "quays", "--out", str(out), **elsewhere)
    for name in (QUAYS, "data/quays.csv", "data/quays.json"):
        assert (out / name).read_bytes() == (root / "reports" / name).read_bytes()
    listed = json.loads((out / "manifest.json").read_text())["files"]
    assert [here.proof] == [entry["proof"] for entry in listed if entry["path"] == QUAYS]


@pytest.mark.slow
def test_the_press_edition_is_in_whole_sheets_with_its_blanks_before_the_back(tmp_path: Path) -> None:
    data = quays(2)
    root = write_region(tmp_path, data, "quays")
    run(root, "quays", "--edition", "press")
    (file,) = (root / "reports").glob("en/mgi-compendium-quays-en*press.pdf")
    assert prove_press(file.read_bytes()).passed
    texts = [page.extract_text().strip() for page in pypdf.PdfReader(file).pages]
    assert len(texts) % 4 == 0
    blank = [number for number, text in enumerate(texts) if not text]
    assert blank == list(range(len(texts) - 1 - len(blank), len(texts) - 1))
    assert len(blank) < 4
    folded = [fold(text) for text in texts]
    for city in data.values():
        for lists in city["findings"].values():
            for item in (*lists["developed"], *lists["potential"]):
                assert sum(fold(item["text"]) in text for text in folded) == 2


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
    assert [problem.file for problem in errors] == [f"data/regions/{REGION}.yaml", "data/profiles/port-sereno.yaml"]
    assert "problems of its own" in errors[0].message
    assert "well-being" in errors[1].message
    assert [file.path for file in result.files] == [SNAPSHOTS[0], SNAPSHOTS[2]]
    assert [file.fresh for file in result.files] == [False, True]
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


CRASH = '<hr style="border: 1px inset device-cmyk(0 0 0 1)">'
"""The engine raises NotImplementedError for this border."""


@pytest.mark.parametrize("name", ["chapter", "cities"])
def test_a_part_on_which_the_engine_crashes_stops_the_compendium_and_nothing_else(again: Path, name: str) -> None:
    old = (again / "reports" / NAME).read_bytes()
    text = template(f"{name}.html.j2", "{% block body %}", f"{{% block body %}}{CRASH}")
    write(again / "templates" / "compendium" / f"{name}.html.j2", text)
    edit(again, "vila-aurora", "Item 996 another sentence of about the same length stands here instead.")
    stopped_by_a_bug(again, "NotImplementedError")
    assert (again / "reports" / NAME).read_bytes() == old


def test_a_bug_in_the_comparison_stops_what_is_made_of_it_and_nothing_else(
    again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mgi_report.compendium.jobs.compare", lambda *_: 1 / 0)
    edit(again, "vila-aurora", "Item 995 another sentence of about the same length stands here instead.")
    stopped_by_a_bug(again, "ZeroDivisionError", f"data/{REGION}.json")


def stopped_by_a_bug(root: Path, error: str, *more: str) -> None:
    """The snapshots are built and listed all the same; the bug is told of the files that it stopped, with its trace."""
    result = build_region(root)
    assert result.exit_code is ExitCode.BUG
    assert [problem.file for problem in errors_of(result.problems)] == [NAME, *more]
    assert all(f"something unforeseen happened: {error}" in problem.message for problem in result.problems[:1])
    assert all(error in problem.trace for problem in errors_of(result.problems))
    built = {file.path: file for file in result.files}
    assert built.keys() >= set(SNAPSHOTS)
    assert built[SNAPSHOTS[2]].fresh
    listed = {entry["path"]: entry for entry in json.loads((root / "reports" / "manifest.json").read_text())["files"]}
    assert listed[SNAPSHOTS[2]]["sha256"] == built[SNAPSHOTS[2]].sha256
    assert not build_region(root).unchanged


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
    label_of = PageNumbers.label_of
    wrong = {"exchange": "99"}
    monkeypatch.setattr(PageNumbers, "label_of", lambda self, part: wrong.get(part) or label_of(self, part))
    result = bound_anew(again)
    assert result.exit_code is ExitCode.PREFLIGHT
    assert any("99" in problem.message for problem in result.problems)


def test_a_bookmark_that_leads_elsewhere_than_its_part_fails_the_proof(
    again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind = bindery.bind_volume

    def misled(given: bindery.Bindery) -> Volume:
        volume, out = bind(given), io.BytesIO()
        with pikepdf.open(io.BytesIO(volume.pdf)) as pdf:
            with pdf.open_outline() as outline:
                outline.root[-1].destination = pikepdf.make_page_destination(pdf, 0)
            pdf.save(out)
        return replace(volume, pdf=out.getvalue())

    monkeypatch.setattr(bindery, "bind_volume", misled)
    result = bound_anew(again)
    assert result.exit_code is ExitCode.PREFLIGHT
    told = [problem.message for problem in result.problems]
    assert any(
        re.fullmatch(r"a bookmark leads to “.+” on page 1, but to “.+” on page \d+ in the plan", m) for m in told
    )


def test_a_finding_that_no_page_has_fails_the_proof(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = VolumeStudio.findings.fget
    lost = ("VAU-2021-R9", "A finding that fell out of its chapter on the way.")
    monkeypatch.setattr(VolumeStudio, "findings", property(lambda self: (*findings(self), lost)))
    old = (again / "reports" / NAME).read_bytes()
    result = bound_anew(again)
    assert result.exit_code is ExitCode.PREFLIGHT
    assert any(lost[0] in str(problem) for problem in result.problems)
    assert (again / "reports" / NAME).read_bytes() == old
