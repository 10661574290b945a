"""Names stand where a reader of each language looks for them."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from mgi_report.text.collation import collated

LATIN = ["Ålesund", "Alta", "Ávila", "Łódź", "Lviv", "Nápoles", "Nuuk", "Ñuñoa", "Nzeto", "Ørsta", "Oslo", "Zürich"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Ålesund Alta Ávila Łódź Lviv Nápoles Ñuñoa Nuuk Nzeto Ørsta Oslo Zürich"),
        ("fr", "Ålesund Alta Ávila Łódź Lviv Nápoles Ñuñoa Nuuk Nzeto Ørsta Oslo Zürich"),
        ("es", "Ålesund Alta Ávila Łódź Lviv Nápoles Nuuk Nzeto Ñuñoa Ørsta Oslo Zürich"),
        ("es-CL", "Ålesund Alta Ávila Łódź Lviv Nápoles Nuuk Nzeto Ñuñoa Ørsta Oslo Zürich"),
        ("nb", "Alta Ávila Łódź Lviv Nápoles Ñuñoa Nuuk Nzeto Oslo Zürich Ørsta Ålesund"),
        ("sv", "Alta Ávila Łódź Lviv Nápoles Ñuñoa Nuuk Nzeto Ørsta Oslo Zürich Ålesund"),
    ],
)
def test_latin_names_by_language(language: str, expected: str) -> None:
    shuffled = random.Random(4).sample(LATIN, len(LATIN))
    assert " ".join(collated(shuffled, language, str)) == expected


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (["Año", "Anzuelo"], "en"),
        (["Anzuelo", "Año", "Aoiz"], "es"),
        (["La Palma", "Lagos", "Lápida"], "es"),  # word by word: the space comes before every letter
        (["cote", "coté", "côte", "côté"], "fr"),
        (["Saint Lucia", "Saint-Louis"], "en"),
        (["Aurora", "«Beira»", "Cova", "“Dunas”"], "pt"),  # quotation marks do not count
        (["aurora", "Aurora", "Áurora"], "en"),
        (["Oslo", "Афины", "Елец", "Ёлкино", "Игра", "Йошкар-Ола", "Москва"], "en"),  # ё beside е, й behind и
        (["Oslo", "Αθήνα", "Москва", "أبها", "بغداد", "مكة"], "en"),  # scripts one after the other
        (["آمد", "أبها", "بغداد", "تونس", "يافا"], "ar"),
        (["東京", "漢城"], "en"),
        (["", "A"], "en"),
    ],
)
def test_names_in_order(names: list[str], language: str) -> None:
    assert collated(reversed(names), language, str) == names


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert collated(["N\u0303ub", "Ñua", "Nz"], "es", str) == ["Nz", "Ñua", "N\u0303ub"]


def test_country_first_then_city() -> None:
    rows = [("Chile", "Ñuñoa"), ("Benin", "Zakpota"), ("Chile", "Arica"), ("Åland", "Z")]
    assert collated(rows, "en", lambda row: row) == [rows[3], rows[1], rows[2], rows[0]]
    assert collated(rows, "nb", lambda row: row) == [rows[1], rows[2], rows[0], rows[3]]


def test_the_same_names_keep_their_order() -> None:
    assert collated([("b", "X"), ("a", "X")], "en", lambda row: row[1]) == [("b", "X"), ("a", "X")]


def test_what_was_asked_before_does_not_matter() -> None:
    code = (
        "import sys; from mgi_report.text.collation import collated as c;"
        "exec(sys.argv[1]); print(c(['Йодная','Игра','Ñu','Nz','Ёж','Еда'], 'es', str))"
    )
    outs = {
        subprocess.run([sys.executable, "-c", code, first], capture_output=True, text=True, check=True).stdout
        for first in ("pass", "c(['И'], 'es', str)", "c(['\u0306', 'n', 'Е'], 'es', str)", "c(['a'], 'en', str)")
    }
    assert outs == {"['Nz', 'Ñu', 'Еда', 'Ёж', 'Игра', 'Йодная']\n"}


def test_a_sort_costs_little() -> None:
    collated(["warm"], "en", str)
    started = time.perf_counter()
    collated([f"{name} {number}" for name in LATIN for number in range(20)], "fr", str)
    assert time.perf_counter() - started < 0.5
