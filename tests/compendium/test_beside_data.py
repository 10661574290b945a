"""What lies beside the data of a region: a file to read first, and how to cite, for programs that keep references."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from helpers.volumes import FRAMEWORK, comparison_of
from mgi_report.compendium.citations import citation_files
from mgi_report.compendium.dataset import as_csv
from mgi_report.compendium.readme import COLUMNS, readme
from mgi_report.data.extras import Publisher
from mgi_report.text.languages import Language, load_language
from mgi_report.workspace.places import builtin

LANGUAGES: list[Language] = [load_language(code, (builtin() / "locales",)) for code in ("en", "es", "fr")]
KEYS = [
    f"{name}-{code}"
    for code in ("en", "es", "fr")
    for name in (
        "mgi-compendium-three-rivers",
        "mgi-snapshot-monte-alto-2020-02",
        "mgi-snapshot-vila-aurora-2021-05",
        "mgi-snapshot-port-sereno-2019-11",
    )
]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    publisher = Publisher.model_validate({"name": "Office of {Arrivals} & Co_50%", "language": "en"})
    made = citation_files(comparison_of("en"), LANGUAGES, publisher, date(2024, 4, 5))
    return {name.rpartition("-")[2]: data.decode() for name, data in made.items()}


def test_every_publication_is_cited_in_every_language_in_every_form(files: dict[str, str]) -> None:
    assert [*files] == ["citations.bib", "citations.ris", "citations.json"]
    assert re.findall(r"^@techreport\{(.+),$", files["citations.bib"], re.M) == KEYS
    assert re.findall(r"^ID  - (.+)\r$", files["citations.ris"], re.M) == KEYS
    assert [item["id"] for item in json.loads(files["citations.json"])] == KEYS


def test_what_bibtex_would_read_as_a_command_is_escaped(files: dict[str, str]) -> None:
    assert r"institution = {Office of \{Arrivals\} \& Co\_50\%}," in files["citations.bib"]
    depth = 0
    for sign in re.sub(r"\\.", "", files["citations.bib"]):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


def test_a_reference_says_title_date_publisher_and_source(files: dict[str, str]) -> None:
    item = next(item for item in json.loads(files["citations.json"]) if item["id"] == KEYS[6])
    assert item == {
        "id": "mgi-snapshot-vila-aurora-2021-05-es",
        "type": "report",
        "title": "Ficha de gobernanza de la migración: Vila Aurora, mayo de 2021",
        "issued": {"date-parts": [[2024, 3, 1]]},
        "language": "es",
        "publisher": "Office of {Arrivals} & Co_50%",
        "note": item["note"],
    }
    assert "Profile of vila-aurora" in item["note"]
    assert item["note"].endswith("https://example.org/vila-aurora")
    records = files["citations.ris"].split("ER  - \r\n")
    assert all(record.strip().startswith("TY  - RPRT") for record in records[:-1])


def test_who_opens_the_data_is_told_caveat_columns_and_sources_in_every_language() -> None:
    text = readme(comparison_of("en"), FRAMEWORK, LANGUAGES).decode()
    parts = text.split("\n\n\n")
    assert [part.splitlines()[0] for part in parts] == [
        "Cities on three rivers",
        "Ciudades de tres ríos",
        "Villes des trois fleuves",
    ]
    for part, language in zip(parts, LANGUAGES, strict=True):
        caveat = FRAMEWORK.caveat[language.code]
        assert re.sub(r"\W", "", caveat) in re.sub(r"\W", "", part)
        assert all(f"- {names}: " in part for names in COLUMNS)
        assert part.count("https://example.org/") == 3


def test_the_columns_that_are_told_are_those_of_the_file() -> None:
    head = as_csv(comparison_of("en"), FRAMEWORK, LANGUAGES).decode("utf-8-sig").splitlines()[0].split(",")
    told = {name for names in COLUMNS for name in names.split(", ")}
    assert {re.sub("_(en|es|fr)$", "_…", name) for name in head} == told


def test_slugs_stand_in_words_in_every_language() -> None:
    import csv
    import io

    text = as_csv(comparison_of("en"), FRAMEWORK, LANGUAGES).decode("utf-8-sig")
    row = next(row for row in csv.DictReader(io.StringIO(text, newline="")) if row["reference"] == "VAU-2021-P2")
    assert (row["domain"], row["domain_es"], row["domain_fr"]) == ("partnerships", "Alianzas", "Partenariats")
    assert (row["country_en"], row["country_es"]) == ("Norway", "Noruega")
    assert row["list_en"] == "Examples of well-developed areas"
    assert row["topics"] == "diaspora health academia"
    assert row["topics_en"] == "Diaspora and migrant associations; Health; Academia"
