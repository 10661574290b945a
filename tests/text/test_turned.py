"""Words that run to the left are found among what readers turn around, and what is not there is not."""

from __future__ import annotations

import pytest

from mgi_report.text.turned import alike, has, holds, letters_and_numbers
from mgi_report.text.typography import spelled

SENTENCE = "تقدم البلدية خطة «UNHCR» (2021–2024) لجميع السكان"
READ = "تقدم البلدية خطة )2024–2021( «UNHCR لجميع السكان"
"""The same with its brackets and years turned around, as a reader gives it."""


def test_what_a_reader_turns_around_is_there() -> None:
    page = spelled(f"1 Health {READ} R1 2 Housing")
    assert has(page, SENTENCE)
    assert holds(spelled(READ), spelled(SENTENCE))
    assert alike(spelled(READ), spelled(SENTENCE))


@pytest.mark.parametrize(
    "read",
    [
        READ.replace("البلدية ", ""),
        READ.replace("UNHCR", "UNHC"),
        READ.replace("2024", "2025"),
        "السكان لجميع خطة البلدية تقدم UNHCR 2021 2024 البلدية السكان",
    ],
)
def test_what_is_lost_is_missed(read: str) -> None:
    assert not has(spelled(read), SENTENCE) or not alike(spelled(read), spelled(SENTENCE))
    assert not alike(spelled(read), spelled(SENTENCE))


def test_neighbours_are_kept_together() -> None:
    words = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة"]
    apart = [words[number] for number in (0, 2, 4, 1, 3, 5)]
    assert has(spelled(" ".join(words)), " ".join(words))
    assert not has(spelled(" ".join(apart)), " ".join(words))


def test_a_text_that_runs_to_the_right_is_compared_as_it_is_on_pages_that_mostly_do() -> None:
    page = spelled(f"Offices of the city, open since 2019 and staffed by two people. 2018: {READ}")
    assert not has(page, "open since 2018")
    assert not holds(page, "staffed by the city")
    assert has(spelled(f"{SENTENCE} {SENTENCE} Press 2019 Example"), "Example Press 2019")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("مايو 2021", "2021 مايو", True),
        ("الفجر Example Press", "Example Press الفجر", True),
        ("مايو 2021", "مايو 2012", False),
        ("March 2021", "March 2012", False),
        ("الفجر Example", "الفجر Examples", False),
    ],
)
def test_heads_are_known_by_their_letters_and_by_whole_numbers(one: str, other: str, *, same: bool) -> None:
    assert (letters_and_numbers(spelled(one)) == letters_and_numbers(spelled(other))) == same


def test_pages_without_such_words_are_compared_as_they_are() -> None:
    assert not has(spelled("of the city"), "city the of")
    assert not alike("abc", "cba")
