"""A region that takes a later edition of a city says so once."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from helpers.cities import write_yaml
from helpers.volumes import REGION, invented, region_data
from mgi_report.cli import main as program

SAYS = "Vila Aurora is of November 2024 here by now, and was of May 2021"


def built(root: Path, *more: str) -> str:
    arguments = ["--workspace", str(root), "build", "--region", REGION, "--language", *(more or ("en",))]
    done = CliRunner().invoke(program, arguments)
    assert done.exit_code == 0, done.stderr
    return done.stderr


def test_a_later_edition_in_a_region_is_told_once(tmp_path: Path) -> None:
    data = {slug: invented(slug, code, (1, 1)) for slug, code in (("vila-aurora", "VAU"), ("port-sereno", "PSE"))}
    for slug, content in data.items():
        write_yaml(tmp_path / "data" / "profiles" / f"{slug}.yaml", content)
    region = tmp_path / "data" / "regions" / f"{REGION}.yaml"
    write_yaml(region, region_data([*data]) | {"languages": ["en"]})
    assert "here by now" not in built(tmp_path)
    later = data["vila-aurora"] | {"edition": "2024-11", "revised": "2024-12-01"}
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora-2024-11.yaml", later)
    told = built(tmp_path)
    assert f"data/regions/{REGION}.yaml: warning: {SAYS}" in told
    assert "cities: [vila-aurora-2021-05]" in told
    assert "Port Sereno is of" not in told
    assert "here by now" not in built(tmp_path)
