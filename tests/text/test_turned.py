"""Words that run to the left are found among what readers turn around, and what is not there is not."""

from __future__ import annotations

import pytest

from mgi_report.text.turned import alike, has, holds
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


def test_pages_without_such_words_are_compared_as_they_are() -> None:
    assert not has(spelled("of the city"), "city the of")
    assert not alike("abc", "cba")
