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
    place = content["place"] | {key: changes.pop(key) for key in ("coordinates",) if key in changes}
    file = write_yaml(tmp_path / "vila-aurora.yaml", content | {"place": place} | changes)
    result = CliRunner().invoke(program, ["--json", "check", str(file)], env={"SOURCE_DATE_EPOCH": "1717200000"})
    assert result.exit_code == 0, result.output
    lines = records(result.stdout)
    return [line for line in lines if line["type"] == "problem"]


@pytest.mark.parametrize(
    "coordinates", [[59.9, 10.7], [-34.72, -58.25], [28.68, -17.76], [-8.52, 179.2], [64.1, -21.9]]
)
def test_places_on_land_and_on_islands_are_believed(tmp_path: Path, coordinates: list[float]) -> None:
    assert doubts(tmp_path, coordinates=coordinates) == []


@pytest.mark.parametrize(
    ("coordinates", "hint"),
    [
        ([-58.25, -34.72], "latitude comes first: [-34.72, -58.25]?"),
        ([0.0, -150.0], "write latitude, then longitude, in degrees; south and west are negative"),
        ([38.72, 27.2 - 70], "write latitude, then longitude, in degrees; south and west are negative"),
    ],
)
def test_a_place_at_sea_is_doubted_at_its_line(tmp_path: Path, coordinates: list[float], hint: str) -> None:
    (found,) = doubts(tmp_path, coordinates=coordinates)
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
