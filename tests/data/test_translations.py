"""Doubts about translations: told with their place, accepted with a reason, never an error."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.cities import Data, MakeWorkspace
from helpers.project import ROOT
from mgi_report.data.profile_files import load
from mgi_report.errors import Severity

EN = "In 2019 the [Harbour Office]{.institution} opened [Casa Aberta]{.programme lang=es}, a house for 120 newcomers."
ES = "En 2019 la [Oficina del Puerto]{.institution} abrió [Casa Aberta]{.programme}, para 120 personas recién llegadas."


def doubts(make_workspace: MakeWorkspace, data: Data, text: Any, **more: Any) -> list[str]:
    data["findings"]["partnerships"]["developed"][0] = {"text": text, "topics": ["academia"], **more}
    root = make_workspace(one=data)
    loaded = load(ROOT / "data" / "framework.yaml", [root / "data" / "profiles" / "one.yaml"])
    for problem in loaded.problems:
        assert problem.line > 1
        assert problem.hint
        assert problem.path.startswith("findings.partnerships.developed[1]")
    return [f"{problem.severity}: {problem.message}" for problem in loaded.problems]


def test_sound_translations_raise_no_doubt(make_workspace: MakeWorkspace, data: Data) -> None:
    assert doubts(make_workspace, data, {"en": EN, "es": ES}) == []


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("2019", "2018", "the numbers differ: “en” has 2019, “es” has 2018"),
        (" para 120 personas recién llegadas", " para personas recién llegadas", "the numbers differ: “en” has 120"),
        ("Casa Aberta", "Casa Abierta", "this name in “es” does not stand in the text of that language"),
        ("[Oficina del Puerto]{.institution}", "Oficina del Puerto", "other names are marked: “en” marks institution"),
        (" recién llegadas", ". " + "Esto no está en el original. " * 4, "times the length"),
    ],
)
def test_what_differs_is_a_warning(make_workspace: MakeWorkspace, data: Data, old: str, new: str, wanted: str) -> None:
    assert old in ES
    found = doubts(make_workspace, data, {"en": EN, "es": ES.replace(old, new)})
    assert len(found) == 1
    assert found[0].startswith("warning: ")
    assert wanted in found[0]


def test_equal_texts_and_missing_languages_are_warnings(make_workspace: MakeWorkspace, data: Data) -> None:
    same = "The harbour office opens every day for everybody."
    assert doubts(make_workspace, data, {"en": same, "es": same}) == ["warning: the text is the same in “en” and “es”"]
    data["findings"]["partnerships"]["developed"][1]["text"] = {"en": EN, "es": ES}
    found = doubts(make_workspace, data, {"en": "Open every day."})
    assert found == ["warning: no text in “es”, which other texts of this profile have"]


def test_a_year_before_a_number_is_a_number_of_its_own(make_workspace: MakeWorkspace, data: Data) -> None:
    text = {
        "en": "In 2019 120 newcomers came, in 2020 1,200 did.",
        "es": "En 2019, 120 llegaron; en 2020, 1 200 personas.",
    }
    assert doubts(make_workspace, data, text) == []


def test_numbers_are_compared_without_the_marks_between_thousands(make_workspace: MakeWorkspace, data: Data) -> None:
    text = {"en": "It helped 1,200 people in one year.", "es": "Ayudó a 1.200 personas en un año."}
    assert doubts(make_workspace, data, text) == []


def test_a_doubt_is_accepted_with_a_reason(make_workspace: MakeWorkspace, data: Data) -> None:
    text = {"en": EN, "es": ES.replace("2019", "dos mil diecinueve")}
    assert doubts(make_workspace, data, text, accept={"numbers": "The year is written out in Spanish."}) == []


def test_an_acceptance_that_is_not_needed_is_told(make_workspace: MakeWorkspace, data: Data) -> None:
    found = doubts(make_workspace, data, {"en": EN, "es": ES}, accept={"length": "It was longer once."})
    assert found == ["warning: there is nothing left to accept under “length”"]


@pytest.mark.parametrize(("source", "told"), [("en", ["missing", "not declared", "numbers", "expected"]), ("xxx", [])])
def test_texts_are_compared_beside_other_errors(
    make_workspace: MakeWorkspace, data: Data, source: str, told: list[str]
) -> None:
    data["level"] = "lokal"
    data["source"]["language"] = source
    data["introduction"] = {"de": "Nur Deutsch."}
    data["findings"]["partnerships"]["developed"][0]["text"] = {"en": "In 2019.", "es": "En 2018."}
    file = make_workspace(one=data) / "data" / "profiles" / "one.yaml"
    found = " ".join(problem.message for problem in load(ROOT / "data" / "framework.yaml", [file]).problems)
    assert "expected “local”" in found
    assert all(word in found for word in told)
    assert ("numbers" in found) == bool(told), "without a language of the source nothing can be compared"


def test_an_acceptance_without_a_reason_is_an_error(make_workspace: MakeWorkspace, data: Data) -> None:
    found = doubts(make_workspace, data, {"en": EN, "es": ES}, accept={"length": ""})
    assert [line.split(":")[0] for line in found] == ["error"]


def test_a_language_that_is_not_declared_is_an_error(make_workspace: MakeWorkspace, data: Data) -> None:
    found = doubts(make_workspace, data, {"en": EN, "es": ES, "it": ES})
    assert "error: the language “it” is not declared" in found


def test_warnings_do_not_keep_a_profile_from_being_loaded(make_workspace: MakeWorkspace, data: Data) -> None:
    data["findings"]["partnerships"]["developed"][0]["text"] = {"en": EN, "es": ES.replace("2019", "2018")}
    root = make_workspace(one=data)
    loaded = load(ROOT / "data" / "framework.yaml", [root / "data" / "profiles" / "one.yaml"])
    assert len(loaded.profiles) == 1
    assert {problem.severity for problem in loaded.problems} == {Severity.WARNING}
