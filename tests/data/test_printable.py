"""Texts that pages could not hold, or of which no proof could tell that they are there: refused where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from helpers.cities import Data, write_yaml
from helpers.project import ROOT
from mgi_report.data.profile_files import load
from mgi_report.errors import Kind, Problem, errors_of

FRAMEWORK = ROOT / "data" / "framework.yaml"
LONG = "Wandererberatungszentrumsverwaltung"  # 35 letters
ARABIC = "المدينة تقدم حاليا خدمات"


@pytest.fixture
def problems(tmp_path: Path, data: Data) -> Any:
    def found() -> list[Problem]:
        return list(load(FRAMEWORK, [write_yaml(tmp_path / "one.yaml", data)]).problems)

    return found


def put(data: Data, text: Any) -> None:
    data["findings"]["partnerships"]["developed"][0]["text"] = text


@pytest.mark.parametrize("words", ["\u034f", "\u115f\u3164", "—", "“ – ”", "\ufe0f\u200d", "[\u034f]{lang=es}"])
def test_a_text_in_which_nobody_sees_a_word_is_empty(data: Data, problems: Any, words: str) -> None:
    put(data, words)
    (problem,) = errors_of(problems())
    assert (problem.kind, problem.path) == (Kind.EMPTY_TEXT, "findings.partnerships.developed[1].text")
    assert problem.line > 1


@pytest.mark.parametrize(
    ("key", "sound"),
    [
        (("introduction",), True),
        (("place", "name"), False),
        (("source", "title"), False),
        (("findings",), True),  # a line of prose may end anywhere within a long word
    ],
)
def test_a_word_that_no_line_holds_is_refused_where_it_would_run_out(
    data: Data, problems: Any, key: tuple[str, ...], sound: bool
) -> None:
    if key == ("findings",):
        put(data, f"The {LONG} opens.")
    else:
        (data if len(key) == 1 else data[key[0]])[key[-1]] = f"The {LONG}"
    found = problems()
    assert [problem.kind for problem in found] == ([] if sound else [Kind.TEXT_TOO_LONG])
    assert all(
        "35 letters that cannot be parted" in problem.message and problem.value == f"“{LONG}”" for problem in found
    )


@pytest.mark.parametrize(
    "text",
    [
        {"en": LONG[:15] + "\u00ad" + LONG[15:]},
        {"en": LONG[:15] + "-" + LONG[15:]},
        {"en": f"The [{LONG}]{{lang=de}} opens."},  # German parts its nouns
        {"en": "See https://www.example.org/a/path/of/some/length/that/goes/on?and=on for more."},
        {"en": LONG[:24]},
    ],
)
def test_a_word_that_can_be_parted_may_be_long(data: Data, problems: Any, text: dict[str, str]) -> None:
    data["introduction"] = text
    assert problems() == []


@pytest.mark.parametrize(("length", "sound"), [(1, True), (6, True), (16, False), (24, False)])
def test_an_introduction_of_nothing_but_long_words_takes_too_much_room(
    data: Data, problems: Any, length: int, sound: bool
) -> None:
    word = "Abcdefghijklmnoprstuvwxyz"[:length]
    data["introduction"] = f"{word} " * (1090 // (length + 1)) + "x"
    found = problems()
    assert [problem.kind for problem in found] == ([] if sound else [Kind.TEXT_TOO_LONG])
    assert all("take the room of" in problem.message for problem in found)


@pytest.mark.parametrize(("key", "limit"), [("label", 80), ("value", 40), ("source", 200)])
def test_facts_have_a_length(data: Data, problems: Any, key: str, limit: int) -> None:
    fact: dict[str, Any] = {"label": "Residents", "value": "12,000", "year": 2020, "source": "Census"}
    data["facts"] = [fact, fact | {key: "one " * (limit // 4) + "x"}]
    (problem,) = problems()
    assert (problem.path, problem.kind) == (f"facts[2].{key}", Kind.TEXT_TOO_LONG)
    assert f"at most {limit}" in problem.message


@pytest.mark.parametrize(
    ("keys", "words", "told"),
    [
        (("name",), "Harbours, Lights and Quays", ""),
        (("name",), "Interinstitutional", "18 letters that cannot be parted; here at most 13 fit on a line"),
        (("name",), "Inter\u00adinstitutional", ""),
        (("name",), "Lighthouses, lighthouses, harbours, lighthouses", "the words take 5 lines; here 4 fit"),
        (("topics", 0, "name"), "Health " * 12, "the text has 83 characters; here at most 80 fit on the page"),
        (("definition", "local"), "Looks at harbours " * 40, "here at most 600 fit"),
    ],
)
def test_names_and_definitions_of_a_framework_have_a_room(
    tmp_path: Path, data: Data, keys: tuple[Any, ...], words: str, told: str
) -> None:
    framework = yaml.safe_load(FRAMEWORK.read_text(encoding="utf-8"))
    place = framework["domains"][2]
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]]["en"] = words.strip()
    loaded = load(write_yaml(tmp_path / "framework.yaml", framework), [write_yaml(tmp_path / "one.yaml", data)])
    found = errors_of(loaded.problems)
    assert (loaded.framework is None, [problem.kind for problem in found]) == (
        (True, [Kind.TEXT_TOO_LONG]) if told else (False, [])
    )
    assert all(told in problem.message and problem.path.startswith("domains[3]") for problem in found)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (ARABIC, ""),
        (ARABIC.replace("حاليا", "حاليا\u064b"), "U+064B"),
        ("שלום ש\u05c1לום", "U+05C1"),
        ("أهلا وسهلا إلى المؤتمر", ""),  # composed letters
        ("Oṣogbo and z\u0323\u0304", ""),
    ],
)
def test_points_that_readers_misplace_are_told_in_findings(data: Data, problems: Any, words: str, sign: str) -> None:
    put(data, words)
    data["introduction"] = words
    found = problems()
    assert [problem.kind for problem in found] == ([Kind.POINTED_TEXT] if sign else [])
    assert all(sign in problem.message and problem.column > 10 for problem in found)


def test_an_introduction_repeats_no_finding(data: Data, problems: Any) -> None:
    put(data, "The [Casa Aberta]{.programme lang=pt} house meets every single month.")
    data["introduction"] = "One. The Casa Aberta house meets every single month. Two."
    (problem,) = problems()
    assert (problem.kind, problem.path) == (Kind.DUPLICATE, "findings.partnerships.developed[1].text")
    put(data, "It meets monthly.")
    data["introduction"] = "Who comes? It meets monthly. Two."
    assert problems() == []
