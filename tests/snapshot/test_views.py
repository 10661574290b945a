from __future__ import annotations

from datetime import date

import pytest

from helpers.cities import Data, city_data, finding
from mgi_report.data.model import Framework, Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.errors import ExitCode, ReportError
from mgi_report.snapshot.present import view_snapshot
from mgi_report.snapshot.view import SnapshotView
from mgi_report.text.languages import load_language
from mgi_report.text.reader import SetText
from mgi_report.workspace.clock import document_date
from mgi_report.workspace.places import builtin

LOCALES = (builtin() / "locales",)


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework(builtin() / "data" / "framework.yaml")


def seen(framework: Framework, data: Data, language: str = "en") -> SnapshotView:
    return view_snapshot(Profile.model_validate(data), framework, load_language(language, LOCALES))


def test_every_finding_stands_once_in_its_list_in_order(framework: Framework) -> None:
    data = city_data(developed=3, potential=2)
    given = {
        (slug, kind): [item["text"] for item in items]
        for slug, lists in data["findings"].items()
        for kind, items in lists.items()
    }
    lists = [(domain.slug, listing) for domain in seen(framework, data).domains for listing in domain.lists]
    assert {(slug, each.kind): [item.text.plain for item in each.findings] for slug, each in lists} == given


def test_references_count_through_both_lists_and_stay_when_an_id_is_given(framework: Framework) -> None:
    data = city_data(developed=2, potential=2)
    data["findings"]["partnerships"]["potential"][0]["id"] = "P9"
    view = seen(framework, data)
    first, third = view.domains[0], view.domains[2]
    assert [f.local for listing in first.lists for f in listing.findings] == ["R1", "R2", "R3", "R4"]
    kept = [f.local for listing in third.lists for f in listing.findings]
    assert kept[:3] == ["P1", "P2", "P9"]
    assert len(set(kept)) == 4
    assert first.lists[0].findings[0].reference == "VAU-2021-R1"
    assert first.lists[0].findings[0].anchor == "vau-2021-r1"


def test_the_two_lists_of_all_six_domains_are_there_even_when_they_are_empty(framework: Framework) -> None:
    view = seen(framework, city_data(developed=0, potential=0))
    assert [domain.number for domain in view.domains] == [1, 2, 3, 4, 5, 6]
    assert all([listing.kind for listing in domain.lists] == ["developed", "potential"] for domain in view.domains)
    assert not any(listing.findings for domain in view.domains for listing in domain.lists)
    assert not any(group.mentioned for group in view.themes)
    assert not view.unsorted


def test_findings_without_topics_are_unsorted_only_where_none_has_one(framework: Framework) -> None:
    data = city_data(1, 1)
    assert not seen(framework, data).unsorted
    for lists in data["findings"].values():
        for item in (*lists["developed"], *lists["potential"]):
            del item["topics"]
    assert seen(framework, data).unsorted
    data["findings"]["partnerships"]["developed"][0]["topics"] = ["academia"]
    assert not seen(framework, data).unsorted


@pytest.mark.parametrize(
    ("language", "edition", "country", "revised", "coordinates"),
    [
        ("en", "May 2021", "Norway", "1 March 2024", "55.00°\u00a0N, 21.60°\u00a0E"),
        ("es", "mayo de 2021", "Noruega", "1 de marzo de 2024", "55,00°\u00a0N; 21,60°\u00a0E"),
        ("fr", "mai 2021", "Norvège", "1er mars 2024", "55,00°\u00a0N\u202f; 21,60°\u00a0E"),
    ],
)
def test_facts_are_in_the_language_of_the_reader(
    framework: Framework, language: str, edition: str, country: str, revised: str, coordinates: str
) -> None:
    view = seen(framework, city_data(), language)
    assert (view.edition, view.country, view.revised) == (edition, country, revised.replace(" ", "\u00a0"))
    assert view.coordinates == coordinates


@pytest.mark.parametrize(("south", "west"), [(-33.4, -70.6), (0.0, -0.001)])
def test_coordinates_have_a_direction_and_no_sign(framework: Framework, south: float, west: float) -> None:
    data = city_data()
    data["place"]["coordinates"] = [south, west]
    text = seen(framework, data).coordinates
    assert "-" not in text
    assert "W" in text
    assert ("S" in text) == (south < 0)


def test_without_optional_facts_a_view_has_empty_words(framework: Framework) -> None:
    data = city_data()
    for part, key in (("place", "official"), ("place", "coordinates"), ("source", "url")):
        del data[part][key]
    del data["introduction"]
    del data["revised"]
    view = seen(framework, data)
    assert (view.official, view.coordinates, view.source_url, view.revised) == ("", "", "", "")
    assert view.introduction is None
    assert "2024" not in "".join(view.imprint)


def test_an_official_name_that_says_the_same_is_not_repeated(framework: Framework) -> None:
    data = city_data()
    data["place"]["official"] = data["place"]["name"]
    assert seen(framework, data).official == ""


def test_a_text_in_the_readers_language_is_chosen_and_set_in_it(framework: Framework) -> None:
    data = city_data()
    text = {"en": 'The "plan" of 2019-2021', "fr": 'Le "plan" : 2019-2021 ?'}
    data["findings"]["partnerships"]["developed"] = [finding("x", "academia") | {"text": text}]
    (item,) = seen(framework, data, "fr").domains[2].lists[0].findings
    assert item.text == SetText(item.text.runs, "fr", foreign=False)
    assert item.text.plain == "Le «\u202fplan\u202f»\u00a0: 2019–2021\u202f?"


def test_a_missing_translation_falls_back_to_the_source_and_says_so(framework: Framework) -> None:
    data = city_data()
    data["source"]["language"] = "es"
    data["findings"]["partnerships"]["developed"][0]["text"] = {"es": "Texto", "fr": "Texte"}
    view = seen(framework, data, "fr")
    texts = [f.text for domain in view.domains for listing in domain.lists for f in listing.findings]
    assert [text.foreign for text in texts].count(False) == 1
    assert {text.language for text in texts if text.foreign} == {"es"}
    assert view.foreign
    assert view.source_language == "espagnol"
    assert view.languages == ("fr", "es")


def test_languages_of_spans_are_listed(framework: Framework) -> None:
    data = city_data()
    data["findings"]["partnerships"]["developed"][0]["text"] = "The [Ponte]{.programme lang=pt} of [Vejen]{lang=da}"
    assert seen(framework, data).languages == ("en", "da", "pt")


def test_themes_list_each_finding_under_each_of_its_topics(framework: Framework) -> None:
    data = city_data(developed=1, potential=1)
    data["findings"]["partnerships"]["developed"][0]["topics"] = ["academia", "health"]
    view = seen(framework, data)
    rows = {row.name: row for group in view.themes for row in group.rows}
    assert [f.local for f in rows["Health"].developed] == ["R1", "P1"]
    assert [f.local for f in rows["Health"].potential] == ["R2"]
    assert [f.local for f in rows["Academia"].developed] == ["P1"]
    assert sum(len(group.rows) for group in view.themes) == sum(len(domain.topics) for domain in framework.domains)


def test_definitions_are_those_of_the_level_of_government(framework: Framework) -> None:
    local, national = seen(framework, city_data()), seen(framework, city_data() | {"level": "national"})
    assert (local.level, national.level) == ("Local", "National")
    assert all(a.definition != b.definition for a, b in zip(local.domains, national.domains, strict=True))


def test_title_and_description_name_the_place_and_disclaim(framework: Framework) -> None:
    view = seen(framework, city_data())
    assert view.title == "Vila Aurora, Norway: migration governance snapshot, May 2021"
    assert "not a publication of the International Organization for Migration" in view.description
    assert {"Vila Aurora", "Norway", "Partnerships"} <= set(view.keywords)


def test_the_citation_names_summary_and_source(framework: Framework) -> None:
    data = city_data()
    data["source"]["publisher"] = "International Organization for Migration"
    words = {code: "".join(run.text for run in seen(framework, data, code).citation) for code in ("en", "fr")}
    assert words["en"] == (
        "Migration governance snapshot: Vila Aurora, May 2021 (2024). "
        "Derived summary of: International Organization for Migration (2021). Profile of Vila Aurora."
    )
    assert "Organisation internationale pour les migrations (2021)" in words["fr"]
    assert [run.language for run in seen(framework, data, "fr").citation if run.text == "Profile of Vila Aurora"] == [
        "en"
    ]


@pytest.mark.parametrize(
    ("epoch", "revised", "expected"),
    [
        ("", date(2024, 3, 1), date(2024, 3, 1)),
        ("", None, date(2021, 5, 1)),
        ("86400", date(2024, 3, 1), date(1970, 1, 2)),
    ],
)
def test_the_date_of_a_document_comes_from_its_data(
    monkeypatch: pytest.MonkeyPatch, epoch: str, revised: date | None, expected: date
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert document_date(revised, "2021-05") == expected


@pytest.mark.parametrize("value", ["tomorrow", "1.5", "-", "9" * 30, "0x10"])
def test_a_source_date_that_is_no_number_is_a_usage_error(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(ReportError) as caught:
        document_date(None, "2021-05")
    assert caught.value.exit_code == ExitCode.USAGE


def test_the_view_of_a_profile_is_the_same_every_time(framework: Framework) -> None:
    assert seen(framework, city_data(), "es") == seen(framework, city_data(), "es")
