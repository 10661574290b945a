"""Gists, key points, and what a profile holds beside its findings: what is refused, and where it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.cities import Data, city_data, write_yaml
from helpers.project import ROOT
from mgi_report.data.doubts import check_incomplete, check_pictures
from mgi_report.data.profile_files import Loaded, load
from mgi_report.data.yaml_tree import read_tree
from mgi_report.design.coverage import Coverage
from mgi_report.errors import Problem, Severity, errors_of

FRAMEWORK = ROOT / "data" / "framework.yaml"
TEXT = {"en": "The clinic is open to all.", "fr": "Le dispensaire est ouvert à toutes et à tous."}
FACT = {"label": "Residents", "value": "12,000", "year": 2020, "source": "Census"}
COVER = {"image": "harbour.jpg", "alt": "A harbour", "credit": "Example Press"}
QUOTE = {"text": "We share.", "speaker": "A. Person", "role": "Mayor", "source": "Example Press, 2020"}


def loaded(folder: Path, data: Data, coverage: Coverage | None = None) -> Loaded:
    return load(FRAMEWORK, [write_yaml(folder / "vila-aurora.yaml", data)], coverage=coverage)


def told(folder: Path, **first: Any) -> list[Problem]:
    """What is told of a profile whose first finding has other values."""
    data = city_data(1, 1, 5)
    data["findings"]["migrants-rights"]["developed"][0] |= {"text": TEXT, **first}
    return list(loaded(folder, data).problems)


def value_at(folder: Path, problem: Problem) -> str:
    line = (folder / "vila-aurora.yaml").read_text(encoding="utf-8").splitlines()[problem.line - 1]
    return line[problem.column - 1 :]


@pytest.mark.parametrize("gist", ["A clinic for all", {"en": "A clinic for all", "fr": "Un dispensaire pour tous"}])
def test_a_gist_is_one_text_or_one_for_each_language(tmp_path: Path, gist: Any) -> None:
    assert told(tmp_path, gist=gist) == []


@pytest.mark.parametrize(
    ("gist", "message"),
    [
        ("x" * 61, "the gist has 61 characters; at most 60 fit"),
        ("The *clinic* of the city", "markup in a gist, “*”"),
        ("The [clinic]{.institution}", "markup in a gist, “[”"),
        ("A {{ gist }}", "markup in a gist, “{”"),
        ("One line\nand another", "a gist has one line"),
        ("  ", "the text is empty"),
        ("The clinic is open to all.", "the gist is the whole text"),
        ("The clinic is open to all", "the gist is the whole text"),
    ],
)
def test_a_gist_that_is_none_is_refused_at_its_place(tmp_path: Path, gist: str, message: str) -> None:
    for typed, path in ((gist, "gist"), ({"en": gist, "fr": "Un dispensaire"}, "gist.en")):
        (problem,) = told(tmp_path, gist=typed)
        assert (problem.message, problem.severity) == (message, Severity.ERROR)
        assert problem.path == f"findings.migrants-rights.developed[1].{path}"
        assert problem.hint
        assert value_at(tmp_path, problem)


def test_a_gist_in_a_language_that_nobody_declared_or_knows_is_refused(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, gist={"en": "A clinic for all", "fr": "Un dispensaire", "no": "En klinikk"})
    assert (problem.message, value_at(tmp_path, problem)) == ("the language “no” is not declared", "En klinikk")
    (problem,) = told(tmp_path, gist={"en": "A clinic for all", "xx": "Klinika"})
    assert problem.message == "“xx” is no language code"


@pytest.mark.parametrize(
    ("gist", "text", "message"),
    [
        ({"en": "A clinic since 2019", "fr": "Un dispensaire depuis 2018"}, TEXT, "the numbers differ: “en” has 2019"),
        ({"en": "A clinic for all"}, TEXT, "no text in “fr”, which other texts of this profile have"),
        ({"en": "A clinic that is open to all", "fr": "A clinic that is open to all"}, TEXT, "the text is the same in"),
        (
            {"en": "Casa Azul and its clinic", "fr": "Un dispensaire"},
            {"en": "[Casa Azul]{.programme lang=pt} opens.", "fr": "[Casa Azul]{.programme lang=pt} ouvre."},
            "a name stands in one gist, in “en” or “fr”, and not in the other",
        ),
    ],
)
def test_gists_are_compared_like_translations_and_accepted_like_them(
    tmp_path: Path, gist: Data, text: Data, message: str
) -> None:
    (problem,) = told(tmp_path, gist=gist, text=text)
    assert problem.message.startswith(message)
    assert (problem.severity, ".gist" in problem.path) == (Severity.WARNING, True)
    kinds = {"the numbers": "numbers", "no text": "missing", "the text": "identical", "a name": "names"}
    kind = next(kind for start, kind in kinds.items() if message.startswith(start))
    assert told(tmp_path, gist=gist, text=text, accept={kind: "It is right all the same."}) == []


def test_a_reason_that_only_the_text_needs_is_needed_by_the_finding(tmp_path: Path) -> None:
    text = {"en": "Open since 2019.", "fr": "Ouvert depuis longtemps."}
    gist = {"en": "A clinic for all", "fr": "Un dispensaire"}
    assert told(tmp_path, gist=gist, text=text, accept={"numbers": "It was long ago."}) == []


def test_years_of_names_are_the_same_in_all_languages_and_told_by_the_text(tmp_path: Path) -> None:
    text = {"en": "The [Act]{.law year=2008} of 2008 rules.", "fr": "La [loi]{.law year=2008} de 2008 fait foi."}
    assert told(tmp_path, text=text) == []
    (problem,) = told(tmp_path, text=text | {"fr": "La [loi]{.law} de 2008 fait foi."})
    assert problem.message == "other names are marked: “en” marks law 2008, “fr” marks law"
    untold = {"en": "The [Act]{.law year=2008} rules.", "fr": "La [loi]{.law year=2008} fait foi."}
    assert {problem.message for problem in told(tmp_path, text=untold)} == {
        "the text does not tell the year 2008 of this name"
    }


def keyed(developed: int, potential: int) -> Data:
    data = city_data(4, 4, 5)
    for kind, count in (("developed", developed), ("potential", potential)):
        for item in data["findings"]["partnerships"][kind][:count]:
            item["key"] = "true"
    return data


@pytest.mark.parametrize("count", [0, 1, 3])
def test_key_points_are_as_many_in_both_lists(tmp_path: Path, count: int) -> None:
    assert list(loaded(tmp_path, keyed(count, count)).problems) == []


@pytest.mark.parametrize(
    ("developed", "potential", "messages"),
    [
        (2, 1, ["2 developed and 1 potential areas are key points"]),
        (0, 1, ["0 developed and 1 potential areas are key points"]),
        (
            4,
            4,
            [
                "more than 3 key points among the developed areas of the profile",
                "more than 3 key points among the potential areas of the profile",
            ],
        ),
    ],
)
def test_more_key_points_in_one_list_are_refused(
    tmp_path: Path, developed: int, potential: int, messages: list[str]
) -> None:
    found = loaded(tmp_path, keyed(developed, potential))
    assert [problem.message for problem in found.problems] == messages
    assert not found.profiles
    assert all(value_at(tmp_path, problem) == "'true'" for problem in found.problems)


@pytest.mark.parametrize(
    ("key", "value", "lacking"),
    [
        *(("facts", [FACT], name) for name in FACT),
        *(("cover", COVER, name) for name in COVER),
        *(("quote", QUOTE, name) for name in QUOTE),
    ],
)
def test_what_stands_beside_the_findings_is_whole_or_refused(
    tmp_path: Path, key: str, value: Any, lacking: str
) -> None:
    assert list(loaded(tmp_path, city_data(1, 1, 5) | {key: value}).problems) == []
    part = value[0] if isinstance(value, list) else value
    less = {name: item for name, item in part.items() if name != lacking}
    (problem,) = loaded(tmp_path, city_data(1, 1, 5) | {key: [less] if isinstance(value, list) else less}).problems
    assert problem.message == f"“{lacking}” is missing"
    assert problem.path.startswith(key)


@pytest.mark.parametrize("year", ["1899", "2101", "soon"])
def test_a_fact_is_of_a_year(tmp_path: Path, year: str) -> None:
    (problem,) = loaded(tmp_path, city_data(1, 1, 5) | {"facts": [FACT | {"year": year}]}).problems
    assert problem.path == "facts[1].year"


@pytest.mark.parametrize("image", ["../harbour.jpg", "harbour", "https://example.org/harbour.jpg"])
def test_a_cover_calls_a_file_by_its_name(tmp_path: Path, image: str) -> None:
    (problem,) = loaded(tmp_path, city_data(1, 1, 5) | {"cover": COVER | {"image": image}}).problems
    assert (problem.path, "is no name of a picture" in problem.message) == ("cover.image", True)


def test_a_picture_that_is_not_there_is_told_at_its_place(tmp_path: Path) -> None:
    (file,) = loaded(tmp_path, city_data(1, 1, 5) | {"cover": COVER}).profiles
    assert list(check_pictures(read_tree(file), {"harbour.jpg"})) == []
    (problem,) = check_pictures(read_tree(file), {"harbor.jpg"})
    assert (problem.message, problem.hint) == ("there is no such picture", "did you mean “harbor.jpg”?")
    assert value_at(tmp_path, problem) == "harbour.jpg"
    assert errors_of([problem])


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"contact": "a ☃"}, "contact"),
        ({"facts": [FACT | {"source": "a ☃"}]}, "facts[1].source"),
        ({"quote": QUOTE | {"role": "a ☃"}}, "quote.role"),
        ({"cover": COVER | {"alt": "a ☃"}}, "cover.alt"),
    ],
)
def test_characters_that_no_font_has_are_told_everywhere(tmp_path: Path, more: Data, path: str) -> None:
    class Known:
        def missing(self, text: str) -> str:
            return "☃" if "☃" in text else ""

    (problem,) = loaded(tmp_path, city_data(1, 1, 5) | more, Known()).problems  # type: ignore[arg-type]
    assert problem.path == path


def test_what_a_profile_lacks_is_told_in_one_line(tmp_path: Path) -> None:
    data = city_data(1, 1, 5)
    lists = data["findings"]["partnerships"]
    del lists["developed"][0]["gist"]
    (problem,) = check_incomplete(loaded(tmp_path, data).profiles, tmp_path)
    assert (problem.message, problem.severity) == ("incomplete: one finding has no gist", Severity.WARNING)
    assert problem.path == "findings.partnerships.developed[1]"
    del lists["potential"][0]["gist"], data["findings"]["migrants-rights"]["developed"][0]["topics"]
    (problem,) = check_incomplete(loaded(tmp_path, data).profiles, tmp_path)
    assert problem.message == "incomplete: one finding has no topic, 2 findings have no gist"
    assert problem.path == "findings.migrants-rights.developed[1]"
    assert list(check_incomplete(loaded(tmp_path, city_data(1, 1, 5)).profiles, tmp_path)) == []
