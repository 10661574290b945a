"""Volumes of a workspace that names its topics itself: as many and as long as check takes them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from helpers.briefs import write_places
from helpers.cities import write_yaml
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.check import check
from mgi_report.build.plan import BuildPlan
from mgi_report.workspace.places import open_workspace


@pytest.mark.slow
def test_many_long_topics_that_nobody_mentions_find_room_on_the_first_page_of_a_chapter(tmp_path: Path) -> None:
    framework = yaml.safe_load((ROOT / "data" / "framework.yaml").read_text(encoding="utf-8"))
    for number in range(30):
        name = f"Lanterns, lighthouses, lifeboats and the people who look after them, quay {number:02}"
        framework["domains"][0]["topics"].append(
            {"slug": f"quay-{number}", "name": {"en": name, "es": name, "fr": name}}
        )
    root = write_places(tmp_path, "bd")
    write_yaml(root / "data" / "framework.yaml", framework)
    workspace = open_workspace(root)
    assert [problem for problem in check(workspace).problems if problem.severity == "error"] == []
    plan = BuildPlan(workspace, root / "reports", languages=("en",), regions=("havens",), jobs=1)
    assert [problem for problem in build(plan).problems if problem.severity == "error"] == []
