"""Each topic of each finding is carried by words of its text, and the table for reviewers says by which."""

from __future__ import annotations

import importlib.util
import runpy
from types import ModuleType

import pytest

from helpers.cities import city_data
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework

LETTERS = {"migrants-rights": "R", "whole-of-government": "G", "partnerships": "P"}
LETTERS |= {"well-being": "W", "mobility-crises": "C", "safe-migration": "S"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("topics", ROOT / "scripts" / "topics.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_topic_of_all_170_findings_is_carried_by_words(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    profiles, letters = script.profiles_with_letters()
    references = [item.reference for profile in profiles for item in profile.walk_findings(letters)]
    assert set(script.reviewed()) == set(references)
    assert len(references) == 170
    code = script.main([])
    printed = capsys.readouterr().out
    assert code == 0, printed
    assert printed.count("## ") == 5


def test_what_does_not_hold_is_told(script: ModuleType) -> None:
    data = city_data(1, 1)
    data["findings"]["partnerships"]["developed"] = [
        {"text": {"en": "The [Office]{.institution} works with banks.", "fr": "Oui."}, "topics": ["academia", "data"]}
    ]
    profile = Profile.model_validate(data)
    words = {item.reference: dict.fromkeys(item.finding.topics, "Item") for item in profile.walk_findings(LETTERS)}
    words["VAU-2021-P1"] = {"academia": "The Office … banks … firms", "skills": "banks"}
    assert list(script.unheld(profile, LETTERS, words)) == [
        "VAU-2021-P1: no words carry data",
        "VAU-2021-P1: has no topic skills",
        "VAU-2021-P1: academia: not in the text: firms",
    ]


def test_the_table_has_a_row_for_each_topic_and_the_text_once(script: ModuleType) -> None:
    data = city_data(0, 0)
    data["findings"]["partnerships"]["developed"] = [{"text": "One | two.", "topics": ["academia", "data"]}]
    profile = Profile.model_validate(data)
    lines = list(script.table(profile, LETTERS, {"VAU-2021-P1": {"academia": "One", "data": "two"}}))
    assert lines[4:6] == [
        "| P1 | developed | academia | One | One / two. |",
        "| P1 | developed | data | two |  |",
    ]


def test_the_table_of_topics_in_the_documentation_is_that_of_the_framework() -> None:
    names = runpy.run_path(str(ROOT / "scripts" / "topic_table.py"))
    page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    framework = load_framework(ROOT / "data" / "framework.yaml")
    assert names["with_table"](page, framework) == page, "run `make schema`"
    assert all(f"| `{topic}` |" in page for topic in framework.topics)
