"""What a profile says that can hardly be so is doubted, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cities import city_data, write_yaml
from helpers.json_lines import records
from helpers.project import ROOT
from mgi_report.cli import main as program
from mgi_report.figures.land import is_near_land
from mgi_report.workspace.places import LAND

NO_LAND = "there is no land within 200 km of this point"
LAND_FILE = ROOT.joinpath(*LAND)


def doubts(tmp_path: Path, **changes: Any) -> list[dict[str, Any]]:
    content = city_data()
    place = content["place"] | {key: changes.pop(key) for key in ("coordinates", "country") if key in changes}
    file = write_yaml(tmp_path / "vila-aurora.yaml", content | {"place": place} | changes)
    result = CliRunner().invoke(program, ["--json", "check", str(file)], env={"SOURCE_DATE_EPOCH": "1717200000"})
    assert result.exit_code == 0, result.output
    lines = records(result.stdout)
    return [line for line in lines if line["type"] == "problem"]


@pytest.mark.parametrize(
    ("country", "coordinates"),
    [
        ("NO", [59.9, 10.7]),
        ("AR", [-34.72, -58.25]),
        ("ES", [28.68, -17.76]),
        ("TV", [-8.52, 179.2]),
        ("IS", [64.1, -21.9]),
        ("FR", [-21.1, 55.5]),
        ("FJ", [-17.0, -179.9]),
        ("XK", [42.7, 21.2]),
    ],
)
def test_places_on_land_and_on_islands_are_believed(tmp_path: Path, country: str, coordinates: list[float]) -> None:
    assert doubts(tmp_path, coordinates=coordinates, country=country) == []


@pytest.mark.parametrize(
    ("coordinates", "hint"),
    [
        ([10.7, 59.9], "latitude comes first: [59.9, 10.7]?"),
        ([59.9, -10.7], "south and west are negative: [59.9, 10.7]?"),
        ([40.4, -3.7], "write latitude, then longitude, in degrees; south and west are negative; the country is NO"),
    ],
)
def test_a_place_far_from_its_country_is_doubted(tmp_path: Path, coordinates: list[float], hint: str) -> None:
    (found,) = doubts(tmp_path, coordinates=coordinates)
    assert found["message"] == "this point is more than 500 km from Norway"
    assert (found["hint"], found["severity"], found["kind"]) == (hint, "warning", "implausible")


@pytest.mark.parametrize(
    ("coordinates", "hint"),
    [
        ([-44.0, 4.0], "write latitude, then longitude, in degrees; south and west are negative"),
        ([0.0, -150.0], "write latitude, then longitude, in degrees; south and west are negative"),
    ],
)
def test_a_place_at_sea_is_doubted_at_its_line(tmp_path: Path, coordinates: list[float], hint: str) -> None:
    (found,) = doubts(tmp_path, coordinates=coordinates, country="XK")
    assert (found["message"], found["hint"], found["severity"]) == (NO_LAND, hint, "warning")
    line = (tmp_path / "vila-aurora.yaml").read_text(encoding="utf-8").splitlines()[found["line"] - 1]
    assert "coordinates" in line or line.strip().startswith("-")


def test_what_has_not_come_yet_is_doubted(tmp_path: Path) -> None:
    assert doubts(tmp_path, edition="2024-06", revised="2024-06-01") == []
    found = doubts(tmp_path, edition="2024-07", revised="2024-07-02")
    assert {problem["message"] for problem in found} == {"this edition has not come yet", "this day has not come yet"}


def test_land_reaches_over_the_line_of_dates() -> None:
    assert is_near_land((-17.0, 179.9), LAND_FILE)
    assert is_near_land((-17.0, -179.9), LAND_FILE)


def of_editions(root: Path, *changes: dict[str, Any]) -> list[str]:
    """What is doubted of editions of one city."""
    for number, change in enumerate(changes):
        write_yaml(root / "data" / "profiles" / f"vila-aurora-{number}.yaml", city_data(developed=1) | change)
    lines = records(CliRunner().invoke(program, ["--json", "--workspace", str(root), "check"]).stdout)
    told = [line for line in lines if line.get("kind") == "implausible"]
    return [f"{Path(line['file']).stem}:{line['path']}: {line['message']}" for line in told]


def test_another_code_in_another_year_is_doubted_and_so_is_a_copy(tmp_path: Path) -> None:
    new = {"edition": "2023-05", "code": "VIL", "revised": "2024-03-01"}
    assert of_editions(tmp_path, {}, new) == [
        "vila-aurora-1:edition: all findings are word for word those of the edition 2021-05",
        "vila-aurora-1:code: other editions of “vila-aurora” have the code “VAU”",
    ]
    other = city_data(developed=2)["findings"]
    assert of_editions(tmp_path, {}, new | {"code": "VAU", "findings": other}) == []


def test_editions_of_one_year_need_two_codes(tmp_path: Path) -> None:
    later, third = city_data(developed=2)["findings"], city_data(developed=3)["findings"]
    this_year = {"edition": "2021-11", "code": "VIL", "findings": later}
    for code in ("VAU", "VIL"):
        assert of_editions(tmp_path, {}, this_year, {"edition": "2023-05", "code": code, "findings": third}) == []
