"""The codes of cities: three letters, each city its own."""

from __future__ import annotations

from mgi_report.data.codes import Known, code_candidates, code_for

KNOWN = [Known("vila-aurora", "2021-05", "VAU"), Known("", "", "")]


def test_codes_have_three_letters_and_never_end() -> None:
    for slug in ("medellin", "la-palma", "ho", "n-zerekore", "25-de-mayo", "rio-grande-do-norte"):
        found = code_candidates(slug, "CO")
        first = [next(found) for _ in range(9)]
        assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in first), first
    assert next(code_candidates("quilmes", "AR")) == "QUI"
    assert next(code_candidates("rio-grande-norte", "BR")) == "RGN"


def test_a_new_edition_keeps_the_code_of_its_city_where_the_year_differs() -> None:
    assert code_for("vila-aurora", "2024-05", "NO", KNOWN) == "VAU"
    assert code_for("vila-aurora", "2021-09", "NO", KNOWN) == "VIL"


def test_no_city_gets_the_code_of_another_one() -> None:
    assert code_for("vau", "2021-05", "NO", KNOWN) != "VAU"
