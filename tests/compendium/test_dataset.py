"""The comparison as data: complete, deterministic, harmless in a spreadsheet, honest about itself."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from helpers.cities import DOMAINS, city_data
from helpers.comparisons import FRAMEWORK, REGION, language
from mgi_report.compendium.dataset import as_csv, as_record, data_files
from mgi_report.data.comparison import Comparison, compare
from mgi_report.data.model import Profile
from mgi_report.data.records import as_json
from mgi_report.data.region import Region

TEXTS: list[Any] = [
    {"en": "The *clinic* is open.", "es": 'La "clínica" abre.', "fr": "Le dispensaire, ouvert."},
    "One, two; [Casa Aberta]{.programme lang=pt}.",
    {"en": "=SUM(A1)", "pt": "@soma"},
    "+ and more",
    "-10 degrees",
]


def told(code: str, country: str, texts: list[Any], name: Any = "Ñandú") -> Profile:
    data = city_data() | {"city": code.lower(), "code": code}
    data["place"] = {"name": name, "country": country, "coordinates": [1.5, -2.25]}
    data["findings"] = {domain: {"developed": [], "potential": []} for domain in DOMAINS}
    data["findings"]["partnerships"]["developed"] = [{"text": text, "topics": ["academia", "data"]} for text in texts]
    data["findings"]["partnerships"]["developed"][0]["gist"] = {"en": "A clinic", "es": "Una clínica"}
    data["findings"]["migrants-rights"]["potential"] = [{"text": "Last.", "topics": []}]
    return Profile.model_validate(data)


@pytest.fixture
def comparison() -> Comparison:
    cities = [told("BBB", "NO", TEXTS), told("AAA", "NO", ["Only this."], {"en": "Cologne", "es": "Colonia"})]
    return compare(REGION, cities, FRAMEWORK, language("en"))


def rows(comparison: Comparison) -> list[dict[str, str]]:
    text = as_csv(comparison, FRAMEWORK).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_finding_is_a_row_city_by_city(comparison: Comparison) -> None:
    found = rows(comparison)
    assert [row["reference"] for row in found] == [
        *("AAA-2021-R1", "AAA-2021-P1"),
        *("BBB-2021-R1", "BBB-2021-P1", "BBB-2021-P2", "BBB-2021-P3", "BBB-2021-P4", "BBB-2021-P5"),
    ]
    assert found[3] == {
        "reference": "BBB-2021-P1", "city": "bbb", "name": "Ñandú", "country": "NO", "edition": "2021-05",
        "level": "local", "domain": "partnerships", "list": "developed", "topics": "academia data",
        "source_language": "en", "gist_en": "A clinic", "gist_es": "Una clínica", "gist_fr": "", "gist_pt": "",
        "text_en": "The clinic is open.", "text_es": 'La "clínica" abre.',
        "text_fr": "Le dispensaire, ouvert.", "text_pt": "",
    }  # fmt: skip
    assert found[0]["topics"] == ""
    assert found[0]["list"] == "potential"
    assert found[0]["name"] == "Cologne"
    assert found[4]["text_en"] == "One, two; Casa Aberta."


def test_a_spreadsheet_runs_nothing(comparison: Comparison) -> None:
    found = {row["reference"]: row for row in rows(comparison)}
    assert found["BBB-2021-P3"]["text_en"] == "'=SUM(A1)"
    assert found["BBB-2021-P3"]["text_pt"] == "'@soma"
    assert found["BBB-2021-P4"]["text_en"] == "'+ and more"
    assert found["BBB-2021-P5"]["text_en"] == "'-10 degrees"
    assert not any(cell[:1] in "=+-@\t\r" for row in found.values() for cell in row.values() if cell)


def test_the_form_of_the_csv(comparison: Comparison) -> None:
    data = as_csv(comparison, FRAMEWORK)
    assert data.startswith(b"\xef\xbb\xbfreference,city,name,")
    assert data.count(b"\r\n") == data.count(b"\n") == 9
    assert b'"La ""cl\xc3\xadnica"" abre."' in data


def test_the_record_has_findings_and_what_is_needed_to_judge_them(comparison: Comparison) -> None:
    record = json.loads(as_json(as_record(comparison, FRAMEWORK)))
    assert [finding["reference"] for finding in record["findings"]] == [row["reference"] for row in rows(comparison)]
    by_reference = {finding["reference"]: finding for finding in record["findings"]}
    assert by_reference["BBB-2021-P3"] == {
        "reference": "BBB-2021-P3",
        "place": "bbb-2021-05",
        "domain": "partnerships",
        "list": "developed",
        "topics": ["academia", "data"],
        "gist": {},
        "text": {"en": "=SUM(A1)", "pt": "@soma"},
    }
    assert record["caveat"] == FRAMEWORK.caveat
    assert record["title"] == {"en": "Everywhere"}
    assert record["licence"] is None
    assert record["languages"] == ["en", "es", "fr", "pt"]
    assert [place["place"] for place in record["places"]] == ["aaa-2021-05", "bbb-2021-05"]
    assert record["places"][0]["name"] == {"en": "Cologne", "es": "Colonia"}
    assert record["places"][1]["coordinates"] == [1.5, -2.25]
    assert record["places"][1]["source"]["url"] == "https://example.org/vila-aurora"
    topics = {topic["topic"] for domain in record["domains"] for topic in domain["topics"]}
    assert topics == set(FRAMEWORK.topics)
    assert "not publications of the International Organization for Migration" in record["note"]


def test_the_licence_is_that_of_the_region(comparison: Comparison) -> None:
    region = Region(region="x", title="X", countries=["NO"], licence="CC-BY-4.0")
    other = compare(region, [city.profile for city in comparison.cities], FRAMEWORK, language("en"))
    assert as_record(other, FRAMEWORK)["licence"] == "CC-BY-4.0"


def test_no_number_is_a_total(comparison: Comparison) -> None:
    def numbers(node: Any) -> list[float]:
        if isinstance(node, dict):
            return [
                number
                for key, value in node.items()
                if key not in ("number", "coordinates")
                for number in numbers(value)
            ]
        if isinstance(node, list):
            return [number for value in node for number in numbers(value)]
        return [node] if isinstance(node, (int, float)) else []

    assert numbers(as_record(comparison, FRAMEWORK)) == []


def test_the_same_findings_give_the_same_bytes(comparison: Comparison) -> None:
    again = compare(REGION, [city.profile for city in reversed(comparison.cities)], FRAMEWORK, language("en"))
    assert as_csv(again, FRAMEWORK) == as_csv(comparison, FRAMEWORK)
    assert as_json(as_record(again, FRAMEWORK)) == as_json(as_record(comparison, FRAMEWORK))


def test_the_files_are_named_after_the_region(comparison: Comparison) -> None:
    found = data_files(comparison, FRAMEWORK)
    assert list(found) == ["data/everywhere.csv", "data/everywhere.json"]
    assert found["data/everywhere.csv"] == as_csv(comparison, FRAMEWORK)
    assert json.loads(found["data/everywhere.json"])["schema"] == "mgi-report/comparison/1"
