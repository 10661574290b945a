"""A line may end within a word that no pattern parts, and only there."""

from __future__ import annotations

import pytest

from mgi_report.text.long_words import LONGEST, opened
from mgi_report.text.markup import Run
from mgi_report.text.typography import ZERO


def parted(text: str, language: str = "en") -> list[str]:
    (run,) = opened([Run(text, emphasis=True)], language)
    assert run.emphasis
    assert run.text.replace(ZERO, "") == text
    return run.text.split(ZERO)


def test_a_word_that_no_pattern_parts_is_opened_and_its_neighbours_are_not() -> None:
    assert parted(f"of {'w' * 30}, then") == ["of wwwwwwww", "w" * 8, "w" * 8, "w" * 6 + ", then"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("x" * LONGEST, "en"),
        ("municipality-municipality-municipality", "en"),
        ("Staatsangehörigkeitsbehördenverwaltung", "de"),
        ("x" * 20 + "\u00ad" + "x" * 20, "en"),
        ("م" * 40, "ar"),
        ("short words only, however many of them there are in a text", "en"),
    ],
)
def test_what_a_line_can_end_in_already_is_left_alone(text: str, language: str) -> None:
    assert parted(text, language) == [text]


def test_no_letter_loses_its_mark() -> None:
    text = "x" * 7 + "e\u0301" * 20
    assert all(not piece.startswith("\u0301") for piece in parted(text))
