"""Cities by name in the commands that look at data and at finished files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.cities import Data, MakeWorkspace, second_city, write_yaml
from helpers.outputs import write_output
from mgi_report.build.outputs import outputs_of
from mgi_report.cli import main as program
from mgi_report.errors import ReportError
from mgi_report.workspace.places import open_workspace


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), *arguments])


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data) -> Path:
    root = make_workspace(one=data, later=data | {"edition": "2023-02"}, two=second_city())
    write_yaml(root / "data" / "regions" / "north.yaml", {"region": "north", "title": "N", "cities": ["vila-aurora"]})
    return root


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (["Vila Aurora"], "2 profiles checked"),
        (["vila-aurora-2023-02"], "1 profile checked"),
        (["vila-aurora", "port-sereno"], "3 profiles checked"),
        (["port-sereno", "north"], "1 profile and 1 region checked"),
    ],
)
def test_check_takes_cities_and_regions_by_name(root: Path, named: list[str], told: str) -> None:
    assert run(root, "check", *named).output.splitlines()[-1].startswith(told)


@pytest.mark.parametrize("command", ["check", "verify"])
def test_a_city_that_is_not_known_is_told_with_the_nearest_one(root: Path, command: str) -> None:
    out = run(root, command, "vila-arora")
    assert out.exit_code == 1
    assert "no such city: “vila-arora”\n    did you mean “vila-aurora”?" in out.stderr
    assert "there is no profile of this edition" in run(root, command, "vila-aurora-2020-01").stderr


def test_verify_proves_what_was_built_of_a_city(root: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = built.read_bytes()
    write_output(root, "en/mgi-snapshot-vila-aurora-2021-05-en.pdf", pdf, city="vila-aurora", edition="2021-05")
    write_output(root, "en/mgi-snapshot-port-sereno-2021-05-en.pdf", pdf, city="port-sereno", edition="2021-05")
    monkeypatch.chdir(root)
    out = run(root, "verify", "Vila Aurora")
    assert out.exit_code == 0, out.output
    assert out.stdout.splitlines()[0] == "reports/en/mgi-snapshot-vila-aurora-2021-05-en.pdf"
    assert "port-sereno" not in out.stdout
    as_printed = run(root, "verify", "en/mgi-snapshot-port-sereno-2021-05-en.pdf")
    assert as_printed.stdout.splitlines()[0] == "reports/en/mgi-snapshot-port-sereno-2021-05-en.pdf"


def test_what_was_not_built_is_told_with_how(root: Path) -> None:
    assert (
        "nothing was built of it yet: “north”\n    mgi-report build --region north"
        in run(root, "verify", "north").stderr
    )
    write_output(root, "en/a.pdf", b"1", city="vila-aurora", edition="2021-05")
    told = run(root, "verify", "vila-aurora", "--edition", "press").stderr
    assert "mgi-report build vila-aurora --edition press" in told
    assert "nothing was built of it yet" in run(root, "verify", "vila-aurora-2023-02").stderr


def test_a_compendium_is_found_by_its_region_and_a_data_file_is_no_pdf(root: Path) -> None:
    volume = write_output(root, "en/v.pdf", b"1", city="north", edition="")
    write_output(root, "data/north.csv", b"1", city="north", edition="", medium="data")
    assert [item.path for item in outputs_of("north", open_workspace(root))] == [volume]


def test_what_a_manifest_names_elsewhere_is_not_found(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"1")
    write_output(root, "../../mine.pdf", b"1", city="vila-aurora", edition="2021-05")
    with pytest.raises(ReportError, match="nothing was built"):
        outputs_of("vila-aurora", open_workspace(root))


def test_a_name_with_a_full_stop_is_a_name(root: Path, data: Data) -> None:
    write_yaml(root / "data" / "profiles" / "st-elm.yaml", data | {"city": "st-elm", "code": "STE"})
    assert "nothing was built of it yet: “St. Elm”" in run(root, "verify", "St. Elm").stderr
    assert "1 profile checked" in run(root, "check", "St. Elm").output
    assert "cannot read it" in run(root, "verify", "elsewhere.pdf").stderr
