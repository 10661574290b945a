"""In which languages publications are made, and what is told of those that their texts lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cities import city_data, write_yaml
from helpers.project import ROOT
from helpers.volumes import region_data
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.build.tongues import Tongues, tell_lacking
from mgi_report.cli import main as program
from mgi_report.data.extras import Publisher
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.region import Region
from mgi_report.workspace.places import open_workspace

FRAMEWORK = load_framework(ROOT / "data" / "framework.yaml")
HOUSE = Publisher(name="Example Press", languages=["es"])


def profile(**more: Any) -> Profile:
    return Profile.model_validate(city_data(1, 1, 6) | more)


def region(**more: Any) -> Region:
    return Region.model_validate(region_data(["vila-aurora"]) | more)


@pytest.mark.parametrize(
    ("tongues", "of_profile", "of_region"),
    [
        (Tongues(FRAMEWORK), ("en",), ("en", "es", "fr")),
        (Tongues(FRAMEWORK, ("all",)), ("en", "es", "fr"), ("en", "es", "fr")),
        (Tongues(FRAMEWORK, ("fr",)), ("fr",), ("fr",)),
        (Tongues(FRAMEWORK, widely=True), ("en", "es", "fr"), ("en", "es", "fr")),
        (Tongues(FRAMEWORK, (), HOUSE), ("es",), ("es",)),
        (Tongues(FRAMEWORK, ("all",), HOUSE), ("es",), ("es",)),
    ],
)
def test_what_is_asked_for_comes_before_what_the_workspace_says(
    tongues: Tongues, of_profile: tuple[str, ...], of_region: tuple[str, ...]
) -> None:
    assert (tongues.of_profile(profile()), tongues.of_region(region())) == (of_profile, of_region)


def test_profile_and_region_say_it_before_the_workspace_and_a_region_gets_what_it_needs() -> None:
    tongues, own = Tongues(FRAMEWORK, (), HOUSE, widely=True), profile(languages=["fr", "de"])
    assert tongues.of_profile(own) == ("fr",)
    assert tongues.of_region(region(languages=["en"])) == ("en",)
    assert tongues.of_profile(own, [region(languages=["en"])]) == ("en", "fr")
    assert Tongues(FRAMEWORK, ("es",), HOUSE).of_profile(own, [region(languages=["en"])]) == ("es",)


def test_what_findings_lack_is_counted_without_what_is_accepted() -> None:
    data = city_data(1, 1, 6)
    finding = data["findings"]["partnerships"]["developed"][0]
    finding["accept"] = {"missing": "There is none."}
    data["findings"]["well-being"]["developed"][0]["text"] = {
        "en": "A text of the clinic.",
        "es": "Un texto de la clínica.",
    }
    told = list(tell_lacking(Profile.model_validate(data), ("en", "es", "fr"), Path("x.yaml"), Path()))
    assert sorted(problem.message for problem in told) == [
        "es: 10 of 12 findings are printed in English",
        "fr: 11 of 12 findings are printed in English",
    ]
    assert "languages: [en" in told[0].hint


@pytest.fixture
def root(make_workspace: Any) -> Path:
    root: Path = make_workspace(vila_aurora=city_data(1, 1, 6))
    write_yaml(root / "data" / "regions" / "three-rivers.yaml", region_data(["vila-aurora"]))
    return root


def test_check_and_build_tell_of_publications_in_languages_that_texts_lack(root: Path) -> None:
    checked = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    assert "vila-aurora.yaml: warning: es, fr: 12 of 12 findings are printed in English" in checked.stderr
    assert "publish, in data/regions/three-rivers.yaml: “languages: [en]”" in checked.stderr
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=("all",), jobs=1))
    assert [problem.message for problem in result.problems] == ["es, fr: 12 of 12 findings are printed in English"]
    named = build(BuildPlan(open_workspace(root), root / "reports", languages=("es",), jobs=1))
    assert named.problems == []


def test_a_region_is_made_in_its_languages_alone(root: Path) -> None:
    write_yaml(root / "data" / "regions" / "three-rivers.yaml", region_data(["vila-aurora"]) | {"languages": ["en"]})
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", city_data(1, 1, 6) | {"languages": ["en"]})
    result = build(BuildPlan(open_workspace(root), root / "reports", regions=("three-rivers",), jobs=1))
    assert result.problems == []
    assert {built.language for built in result.files} == {"en", ""}
    checked = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    assert (checked.exit_code, checked.stderr) == (0, "")
    write_yaml(root / "data" / "publisher.yaml", {"name": "Example Press", "languages": ["en", "de"]})
    checked = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    assert "publisher.yaml: warning: the framework has no texts in the language “de” (languages)" in checked.stderr
