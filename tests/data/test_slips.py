"""What slips into a text unseen is told, and is no error."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from helpers.cities import Data, city_data, write_yaml
from helpers.project import ROOT
from mgi_report.data.profile_files import load
from mgi_report.design.coverage import Coverage
from mgi_report.errors import Problem, errors_of

FRAMEWORK = ROOT / "data" / "framework.yaml"


def told(file: Path, coverage: Coverage | None = None) -> list[Problem]:
    return list(load(FRAMEWORK, [file], coverage=coverage).problems)


def told_of(folder: Path, text: str | Data) -> list[Problem]:
    """What is told of a profile whose first finding has a text."""
    content = city_data(1, 1, 5)
    content["findings"]["migrants-rights"]["developed"][0]["text"] = text
    return told(write_yaml(folder / "vila-aurora.yaml", content))


def plain(folder: Path, old: str, new: str) -> Path:
    """A profile of which one piece of text was replaced."""
    file = write_yaml(folder / "vila-aurora.yaml", city_data(1, 1, 5))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def with_typed(tmp_path: Path, typed: str, *instead_of: str) -> Path:
    """A profile with something typed at its end, instead of some of its keys."""
    content = {key: value for key, value in city_data(1, 1, 5).items() if key not in instead_of}
    file = write_yaml(tmp_path / "vila-aurora.yaml", content)
    file.write_text(f"{file.read_text(encoding='utf-8')}{typed}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "typed",
    [
        "introduction: The city runs a clinic # open to all since 2019",
        "introduction: {en: Clinic # open to all since 2019\n  }",
        "introduction:\n  The city\n  runs a clinic   # open to all since 2019",
    ],
)
def test_a_comment_behind_a_plain_text_is_told_at_its_place(tmp_path: Path, typed: str) -> None:
    file = with_typed(tmp_path, typed, "introduction")
    (problem,) = told(file)
    assert not errors_of([problem])
    assert problem.message == "what follows “#” is a comment and is not read"
    line = file.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 :] == "# open to all since 2019"


@pytest.mark.parametrize(
    "typed",
    [
        'introduction: "The city" # a comment',
        "introduction: 'The city' # a comment",
        "introduction: >- # a comment\n  The city",
        "introduction: {en: The city} # a comment",
        "# a comment\nintroduction: The city\n# a comment",
        "revised: 2024-03-01 # a comment",
    ],
)
def test_other_comments_are_nobodys_business(tmp_path: Path, typed: str) -> None:
    assert told(with_typed(tmp_path, typed, "introduction", "revised")) == []


def test_comments_behind_codes_topics_and_short_names_are_usual(tmp_path: Path) -> None:
    file = plain(tmp_path, "  name: Vila Aurora\n", "  name: Vila Aurora # a comment\n")
    text = file.read_text(encoding="utf-8")
    assert "      - health\n" in text
    text = text.replace("      - health\n", "      - health # a comment\n").replace("VAU\n", "VAU # one more\n")
    file.write_text(text, encoding="utf-8")
    assert told(file) == []


@pytest.mark.parametrize("mark", ["• ", "·", "o\t", "– ", "- ", "1) ", "(2) ", "3. ", "▪ "])
def test_the_mark_of_a_list_before_a_finding_is_told(tmp_path: Path, mark: str) -> None:
    for text in (f"{mark}The clinic is open to all.", {"en": f"{mark}The clinic is open to all."}):
        (problem,) = told_of(tmp_path, text)
        assert not errors_of([problem])
        assert (problem.message, problem.value) == ("the finding begins with the mark of a list", f"“{mark.strip()}”")


@pytest.mark.parametrize("text", ["2019 was a year.", "o que a cidade", "–5 degrees", "*Casa* is open", "1.5 staff"])
def test_what_only_looks_like_the_mark_of_a_list_is_not(tmp_path: Path, text: str) -> None:
    assert told_of(tmp_path, text) == []


@pytest.mark.parametrize(("more", "advice"), [("", ""), (" \u6f22", "; add a font family that has it")])
def test_a_bullet_of_word_is_to_be_deleted_and_no_font_to_be_added(tmp_path: Path, more: str, advice: str) -> None:
    content = city_data(1, 1, 5)
    content["introduction"] = f"\uf0b7\tThe clinic{more}"
    file = write_yaml(tmp_path / "vila-aurora.yaml", content)
    (problem,) = (item for item in told(file, Coverage(frozenset(string.printable))) if item.path == "introduction")
    assert problem.hint.partition(" to fonts.text")[0] == f"U+F0B7 is a bullet of Word: delete it{advice}"


def test_a_key_for_the_name_of_a_country_says_where_such_names_stand(tmp_path: Path) -> None:
    data = city_data(1, 1)
    data["place"]["country_name"] = {"en": "Kingdom of Norway"}
    (problem,) = load(ROOT / "data" / "framework.yaml", [write_yaml(tmp_path / "one.yaml", data)]).problems
    assert problem.hint.startswith("names of countries stand in assets/languages/<code>.yaml")


@pytest.mark.parametrize(
    ("text", "message", "value"),
    [
        ("The <b>clinic</b> is open.", "HTML is printed as it stands", "“<b>”"),
        ("Line<br/>break", "HTML is printed as it stands", "“<br/>”"),
        ("en:The clinic is open.", "this is one text, and no language of it", "“en:The clinic is open.”"),
    ],
)
def test_what_is_printed_as_it_stands_is_doubted(tmp_path: Path, text: str, message: str, value: str) -> None:
    (problem,) = told_of(tmp_path, text)
    assert (problem.message, problem.value, errors_of([problem])) == (message, value, [])


@pytest.mark.parametrize("text", ["Fewer than 5 < 6 in 2 > 1.", "At 10:30 the clinic opens.", "See note: x<y and y>z."])
def test_signs_that_are_meant_are_believed(tmp_path: Path, text: str) -> None:
    assert told_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("city:vila-aurora\nedition: 2021-05\n", (1, 6)),
        ("place:\n  name:Vila Aurora\n  country: NO\n", (2, 8)),
        ("introduction:\n  en:>-\n    A town\n    by the sea.\n  fr: Une ville.\n", (2, 6)),
    ],
)
def test_a_key_glued_to_its_value_is_told_where_it_stands(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    file = tmp_path / "vila-aurora.yaml"
    file.write_text(text, encoding="utf-8")
    (first, *_) = told(file)
    assert first.message == "not valid YAML: no space behind this “:”"
    assert (first.line, first.column) == place


@pytest.mark.parametrize(
    "text", ["title: Profile: of it\n", "a: https://example.org/x\n  b: c\n", "a: x 12:30\n  b: c\n"]
)
def test_a_colon_that_belongs_to_a_text_is_no_such_key(tmp_path: Path, text: str) -> None:
    file = tmp_path / "vila-aurora.yaml"
    file.write_text(text, encoding="utf-8")
    assert "no key can stand" in told(file)[0].message
