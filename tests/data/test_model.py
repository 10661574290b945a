"""What the checked data know about themselves."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from helpers.cities import DOMAINS, Data, city_data
from helpers.project import ROOT
from mgi_report.data.model import DOMAIN_SLUGS, Framework, Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.yaml_tree import read_tree

FRAMEWORK = ROOT / "data" / "framework.yaml"
LETTERS = dict(zip(DOMAINS, "RGPWCS", strict=True))


def profile_of(data: Data) -> Profile:
    return Profile.model_validate(data)


def set_texts(data: Data, text: Any) -> None:
    for lists in data["findings"].values():
        for findings in lists.values():
            for finding in findings:
                finding["text"] = copy.deepcopy(text)


def test_a_profile_is_known_by_city_and_edition(data: Data) -> None:
    profile = profile_of(data)
    assert profile.identity == "vila-aurora-2021-05"
    assert profile.revised == date(2024, 3, 1)
    assert str(profile.source.url) == "https://example.org/vila-aurora"


def test_data_cannot_be_changed_after_loading(data: Data) -> None:
    profile = profile_of(data)
    with pytest.raises(ValidationError):
        profile.place.country = "AR"  # type: ignore[misc]


def test_references_run_through_both_lists_of_a_domain_in_order() -> None:
    walked = list(profile_of(city_data(2, 1)).walk_findings(LETTERS))
    assert [item.local for item in walked] == [f"{letter}{number}" for letter in "RGPWCS" for number in (1, 2, 3)]
    assert [item.kind for item in walked[:3]] == ["developed", "developed", "potential"]
    assert [item.domain for item in walked[::3]] == list(DOMAINS)
    assert walked[0].reference == "VAU-2021-R1"
    assert walked[0].finding.text == city_data(2, 1)["findings"]["migrants-rights"]["developed"][0]["text"]


def test_a_finding_added_with_a_reference_of_its_own_leaves_the_others_as_they_are(data: Data) -> None:
    before = {item.local: item.finding.text for item in profile_of(data).walk_findings(LETTERS)}
    data["findings"]["migrants-rights"]["developed"].insert(1, {"text": "New.", "id": "R6"})
    after = {item.local: item.finding.text for item in profile_of(data).walk_findings(LETTERS)}
    assert after == before | {"R6": "New."}


def test_a_reference_that_is_given_is_not_given_again(data: Data) -> None:
    rights = data["findings"]["migrants-rights"]
    rights["potential"][1]["id"] = "R2"
    locals_ = [item.local for item in profile_of(data).walk_findings(LETTERS) if item.domain == "migrants-rights"]
    assert locals_ == ["R1", "R3", "R4", "R5", "R2"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("One.", ("en",)),
        ({"en": "One.", "fr": "Un.", "es": "Uno."}, ("en", "es", "fr")),
        ({"fr": "Un.", "es": "Uno."}, ("es", "fr")),
    ],
)
def test_the_languages_of_a_profile_are_those_in_which_every_finding_exists(
    data: Data, text: Any, languages: tuple[str, ...]
) -> None:
    set_texts(data, text)
    assert profile_of(data).written_in == languages


def test_one_finding_without_a_translation_takes_the_language_away(data: Data) -> None:
    set_texts(data, {"en": "One.", "es": "Uno."})
    data["findings"]["safe-migration"]["potential"][-1]["text"] = "Only in the language of the source."
    assert profile_of(data).written_in == ("en",)


def test_a_profile_without_findings_has_the_language_of_its_source() -> None:
    assert profile_of(city_data(0, 0)).written_in == ("en",)


def test_white_space_in_texts_is_one_space(data: Data) -> None:
    data["introduction"] = "  Folded\n  over   lines\t. "
    data["source"]["publisher"] = " Example\nPress "
    profile = profile_of(data)
    assert (profile.introduction, profile.source.publisher) == ("Folded over lines .", "Example Press")


@pytest.mark.parametrize("code", ["NO", "AR", "CL", "CO", "SV", "GB", "XK", "PS", "TW"])
def test_countries_have_iso_codes(data: Data, code: str) -> None:
    data["place"]["country"] = code
    assert profile_of(data).place.country == code


@pytest.mark.parametrize(
    "code", ["UK", "EU", "UN", "ZZ", "XA", "QO", "EA", "no", "No", "NOR", "419", "N0", "", "A\u00c5"]
)
def test_what_is_no_country_has_none(data: Data, code: str) -> None:
    data["place"]["country"] = code
    with pytest.raises(ValidationError, match="is no country code"):
        profile_of(data)


@pytest.mark.parametrize("code", ["en", "es", "pt-BR", "zh-Hant", "qu", "gn", "arn", "ar"])
def test_languages_have_iso_codes(data: Data, code: str) -> None:
    data["source"]["language"] = code
    assert profile_of(data).source.language == code


@pytest.mark.parametrize(
    "code", ["EN", "eng", "spa", "sp", "english", "en_US", "en-XX", "root", "und", "mul", "xx", "iw", ""]
)
def test_what_is_no_language_has_none(data: Data, code: str) -> None:
    data["source"]["language"] = code
    with pytest.raises(ValidationError, match="is no language code"):
        profile_of(data)


@pytest.mark.parametrize("language", ["ay", "quc", "arn", "gn", "es-419"])
def test_a_name_may_be_in_a_language_in_which_no_report_can_be_made(data: Data, language: str) -> None:
    data["introduction"] = f"The [Name]{{.programme lang={language}}} programme."
    assert profile_of(data).introduction


@pytest.mark.parametrize("slug", ["a", "san-jose-2", "0", "x" * 60])
def test_a_city_has_a_slug(data: Data, slug: str) -> None:
    data["city"] = slug
    assert profile_of(data).city == slug


@pytest.mark.parametrize("slug", ["", "-a", "a-", "a--b", "A", "a b", "a/b", "..", "a_b", "\u00e1", "x" * 61, "a\n"])
def test_a_slug_is_safe_in_a_file_name(data: Data, slug: str) -> None:
    data["city"] = slug
    with pytest.raises(ValidationError, match="is no slug"):
        profile_of(data)


def framework_data() -> Data:
    data: Data = read_tree(FRAMEWORK).data
    return data


def test_the_framework_knows_its_letters_and_where_each_topic_is_at_home() -> None:
    framework = load_framework(FRAMEWORK)
    assert framework.letters == LETTERS
    assert tuple(framework.letters) == DOMAIN_SLUGS
    assert framework.topics["health"].slug == "migrants-rights"
    assert framework.topics["data"].slug == "whole-of-government"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data["domains"].reverse(), "domain 1 must be “migrants-rights” with number 1"),
        (lambda data: data["domains"].pop(), "at least 6"),
        (lambda data: data["domains"][1].update(letter="R"), "two domains have the same letter"),
        (lambda data: data["domains"][1]["topics"].append(data["domains"][0]["topics"][0]), "“health” stands twice"),
        (lambda data: data["domains"][1].update(number="1"), "domain 2 must be “whole-of-government” with number 2"),
    ],
)
def test_a_framework_that_contradicts_itself_is_refused(change: Any, message: str) -> None:
    data = framework_data()
    change(data)
    with pytest.raises(ValidationError, match=message):
        Framework.model_validate(data)
