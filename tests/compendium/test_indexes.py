"""The index of names: collated and merged across cities and languages."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.cities import DOMAINS, city_data
from helpers.comparisons import FRAMEWORK, REGION, language
from mgi_report.compendium.indexes import KIND_TITLES, NameEntry, by_kind, names_index
from mgi_report.data.comparison import Comparison, compare
from mgi_report.data.model import Profile
from mgi_report.text.markup import NAME_KINDS


def told(code: str, *texts: Any, name: str = "", source: str = "en") -> Profile:
    """A profile whose findings in domain 3 have these texts."""
    data = city_data() | {"city": code.lower(), "code": code}
    data["place"] = {"name": name or code, "country": "NO"}
    data["source"] = data["source"] | {"language": source}
    data["findings"] = {domain: {"developed": [], "potential": []} for domain in DOMAINS}
    data["findings"]["partnerships"]["developed"] = [{"text": text, "topics": ["academia"]} for text in texts]
    return Profile.model_validate(data)


def side_by_side(*profiles: Profile, code: str = "en") -> Comparison:
    return compare(REGION, profiles, FRAMEWORK, language(code))


def names(*profiles: Profile, code: str = "en") -> list[tuple[Any, ...]]:
    found = names_index(side_by_side(*profiles, code=code), language(code))
    return [(entry.name, entry.language, entry.kind, references(entry)) for entry in found]


def references(entry: Any) -> list[str]:
    return [mention.reference for mention in entry.mentions]


def test_the_same_name_in_several_cities_is_one_entry() -> None:
    text = "It joined the [Harbour Network]{.network}."
    assert names(told("BBB", text), told("AAA", "Nothing.", text)) == [
        ("Harbour Network", "en", "network", ["AAA-2021-P2", "BBB-2021-P1"])
    ]


def test_a_name_kept_in_its_language_and_the_same_in_a_text_of_that_language_are_one_entry() -> None:
    one = told("AAA", "The [Casa Aberta]{.programme lang=pt} house.")
    other = told("BBB", "A [Casa Aberta]{.programme} abriu.", source="pt")
    assert names(one, other) == [("Casa Aberta", "pt", "programme", ["AAA-2021-P1", "BBB-2021-P1"])]


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("[harbour plan]{.plan}", "[Harbour Plan]{.plan}", "Harbour Plan"),
        ('[The Old Plan]{.plan entry="Harbour Plan"}', "[Harbour Plan]{.plan}", "Harbour Plan"),
        ("[Mayor's Plan]{.plan}", "[Mayor’s Plan]{.plan}", "Mayor's Plan"),
        ("[Harbour *Plan*]{.plan}", "[Harbour Plan]{.plan}", "Harbour Plan"),
    ],
)
def test_forms_of_one_name_are_one_entry(one: str, other: str, shown: str) -> None:
    assert names(told("AAA", f"Has {one}.", f"Has {other}.")) == [(shown, "en", "plan", ["AAA-2021-P1", "AAA-2021-P2"])]


def test_two_forms_of_a_name_in_one_finding_are_one_reference() -> None:
    found = names(told("AAA", 'The [HP]{.plan entry="Harbour Plan"} and the [Harbour Plan]{.plan}.'))
    assert found == [("Harbour Plan", "en", "plan", ["AAA-2021-P1"])]


def test_names_stand_as_this_reader_sees_them() -> None:
    text = {"en": "The [Night School]{.programme}.", "es": "La [Escuela Nocturna]{.programme}."}
    one = told("AAA", text)
    assert names(one, code="es") == [("Escuela Nocturna", "es", "programme", ["AAA-2021-P1"])]
    assert names(one, code="fr") == [("Night School", "en", "programme", ["AAA-2021-P1"])]


def test_kinds_stay_apart_and_spans_without_a_kind_are_no_names() -> None:
    found = names(told("AAA", "The [Port]{.institution}, the [Port]{.law} and the [Port]{lang=fr}."))
    assert [(name, kind) for name, _, kind, _ in found] == [("Port", "institution"), ("Port", "law")]


def test_two_names_side_by_side_are_two_entries() -> None:
    found = names(told("AAA", "The [Port]{.institution} [Rail]{.institution} and [Sea]{.law entry=Ocean}[Air]{.law}."))
    assert [name for name, *_ in found] == ["Air", "Ocean", "Port", "Rail"]


def many(code: str) -> list[NameEntry]:
    written = ["Zeta", "ñandú", "Nzeto", "Área", "aldea", "«Beta»", "2030 Plan", "Óbidos", "Отдел", "مكتب"]
    text = ", ".join(f"[{name}]{{.{kind}}}" for name, kind in zip(written, NAME_KINDS * 2, strict=False))
    return list(names_index(side_by_side(told("AAA", text), code=code), language(code)))


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("en", "2030 Plan, aldea, Área, «Beta», ñandú, Nzeto, Óbidos, Zeta, Отдел, مكتب"),
        ("es", "2030 Plan, aldea, Área, «Beta», Nzeto, ñandú, Óbidos, Zeta, Отдел, مكتب"),
    ],
)
def test_names_stand_where_readers_of_the_language_look_for_them(code: str, order: str) -> None:
    assert ", ".join(entry.name for entry in many(code)) == order


def test_groups_by_kind() -> None:
    groups = by_kind(many("en"))
    assert list(groups) == list(KIND_TITLES)
    assert sorted(entry.name for group in groups.values() for entry in group) == sorted(e.name for e in many("en"))
    assert all(entry.kind == kind for kind, group in groups.items() for entry in group)
    assert set(KIND_TITLES) == set(NAME_KINDS)
