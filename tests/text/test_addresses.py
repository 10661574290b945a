"""Addresses of the web and of mailboxes are set as they are typed; lines end within them without a hyphen."""

from __future__ import annotations

import pytest

from helpers.project import ROOT
from mgi_report.text.markup import Run
from mgi_report.text.reader import SetText
from mgi_report.text.typography import THIN, WHOLE, ZERO, set_name, set_runs, set_text, unmarked
from mgi_report.text.widths import metrics

LONG = "https://www.example.org/a/rather/long/path/index.php?id=123&lang=en&section=migration-governance#office"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("See https://example.org/plan.", "See https://_example|._org/_plan."),
        ("https://a.org/2019-2024/x?y=1&z", "https://_a._org/_2019-|2024/_x?_y=_1&_z"),
        ("(www.example.org), now", "(www._example|._org), now"),
        ("Write to migration.desk@example-city.org.", "Write to migration|._desk@_example|-|city._org."),
        ("example.org/office", "example|._org/_office"),
        ("and/or, 24/7, 3.5/4, e.g. here", "and/or, 24/7, 3.5/4, e.g. here"),
    ],
)
def test_addresses_are_set_as_typed(typed: str, expected: str) -> None:
    assert set_text(typed, "en").replace(ZERO, "_").replace(WHOLE, "|") == expected
    assert unmarked(set_text(typed, "en")) == typed


def test_the_typography_around_an_address_is_that_of_the_language() -> None:
    assert unmarked(set_text('"https://a.org/x-1" ? "Oui"', "fr")) == "«_https://a.org/x-1_»_? «_Oui_»".replace(
        "_", THIN
    )
    runs = set_runs([Run("On "), Run("https://a.org/b", href="https://a.org/b"), Run(' "c"')], "en")
    assert [unmarked(run.text) for run in runs] == ["On ", "https://a.org/b", " “c”"]
    assert runs[1].href == "https://a.org/b"


def test_names_and_plain_words_have_no_marks() -> None:
    assert set_name("www.example.org/office", "en") == "www.example.org/office"
    assert SetText(tuple(set_runs([Run(LONG)], "en")), "en").plain == LONG


def test_lines_end_behind_marks_without_a_hyphen() -> None:
    measured = metrics(ROOT / "assets" / "fonts" / "OpenSans-Regular.ttf", "en")
    lines = measured.broken(set_text(f"Look: {LONG} has all.", "en"), 9, 150)
    assert unmarked("".join(lines)).replace(" ", "") == f"Look:{LONG}hasall."
    assert len(lines) > 3
    assert all(line[-1] == ZERO for line in lines[1:-2])
