"""The repository's own data: complete, alike in three languages, plainly typed, and without a word that ranks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from helpers.cities import DOMAINS
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import Loaded, load
from mgi_report.data.yaml_tree import read_tree
from mgi_report.text.markup import parse_markup, plain_text

FRAMEWORK = ROOT / "data" / "framework.yaml"
PROFILES = sorted((ROOT / "data" / "profiles").glob("*.yaml"))
LANGUAGES = ("en", "es", "fr")
LETTERS = dict(zip(DOMAINS, "RGPWCS", strict=True))
Texts = dict[str, dict[str, str]]

# developed/potential per domain, as in the profiles that were restated
COUNTS = {
    "buenos-aires": ("2022-09", "en", "4/2 3/3 3/3 3/2 4/1 4/2"),
    "quilmes": ("2022-11", "en", "5/1 4/2 4/1 4/2 4/2 2/2"),
    "medellin": ("2022-09", "en", "4/2 4/2 3/3 4/2 5/1 3/2"),
    "santiago-de-chile": ("2022-09", "en", "4/2 2/3 3/2 4/2 3/2 4/2"),
    "la-palma": ("2023-09", "es", "3/4 2/4 3/2 2/3 3/3 3/3"),
}
RANKING = {
    "en": r"rank\w*|scor(e|es|ed|ing)|best|worst|leading|leaders?|top|lag\w*|league|champions?|front-?runners?"
    r"|outperform\w*|(better|worse|ahead|more advanced) (than|of)",
    "es": r"ranking|clasificaci\w+|puntuaci\w+|puntajes?|mejor(es)?|peor(es)?|líder(es)?|lidera\w*|liderazgo"
    r"|punter[oa]s?|rezagad\w+|a la (cabeza|zaga)",
    "fr": r"ranking|classements?|scores?|meilleure?s?|pires?|leaders?|palmarès|en tête|à la traîne|en retard"
    r"|retardataires?",
}
NEGATION = {"en": r"\b(no|not)\b", "es": r"\bno\b", "fr": r"\b(ne|aucun)\b|\bn'"}
SLIPS = {
    "all": r"  |\s$|^\s|[\u00a0\u202f\u200b\u00ad\t]|[“”‘’«»„´`]|\b(\w{2,}) \1\b| [,.)\]]|[(\[] |\.\.|,,"
    r"|[,;](?=[^\W\d])|(?<=[a-z])\.(?=[A-Z])|\b[a-zà-ÿ]{2,}[A-Z]|\d-\d{4}|\b(Medellin|Aburra|Bogota)\b",
    "en": r"\b(programs?|labor|centers?|behavior|harbors?|organis\w+|recognis\w+|institutionalis\w+|utilis\w+)\b",
    "es": r"\b\w+(cion|sion)\b|\b(politicas?|tambien|asi|traves|poblacion|medicos?|juridic[oa]s?|publicos)\b",
    "fr": r"\b(oeuvre|Etats?|egalement|acces|a l'|etrang\w+|societe|securite|sante|egalite|pres)\b"
    r"|(?<=\S)[;!?](?= |$)",
}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(FRAMEWORK, PROFILES)


@pytest.fixture(params=COUNTS)
def profile(request: pytest.FixtureRequest, loaded: Loaded) -> Profile:
    return next(item for item in loaded.profiles.values() if item.city == request.param)


def texts_in(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Everything in a data file that is written once per language."""
    if isinstance(value, dict) and set(value) & set(LANGUAGES):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value, start=1):
            yield from texts_in(item, f"{path}.{key}")


@pytest.fixture(params=[FRAMEWORK, *PROFILES], ids=lambda file: file.stem)
def texts(request: pytest.FixtureRequest) -> Texts:
    found = dict(texts_in(read_tree(request.param).data))
    assert len(found) > 30
    return found


def own_words(text: str) -> str:
    return "".join("…" if run.language else run.text for run in parse_markup(" ".join(text.split())))


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", plain_text(text)))


def kinds(text: str) -> Counter[str]:
    return Counter(run.kind for run in parse_markup(text) if run.kind)


def test_the_data_have_no_problem(loaded: Loaded) -> None:
    assert loaded.problems == []
    assert {file.stem: item.city for file, item in loaded.profiles.items()} == {city: city for city in COUNTS}


def test_every_finding_is_there(profile: Profile) -> None:
    edition, language, counts = COUNTS[profile.city]
    lists = [profile.findings[slug] for slug in DOMAINS]
    assert " ".join(f"{len(both.developed)}/{len(both.potential)}" for both in lists) == counts
    assert (profile.edition, profile.source.language) == (edition, language)


def test_there_are_103_developed_and_67_potential_areas(loaded: Loaded) -> None:
    assert loaded.framework
    walked = [item for profile in loaded.profiles.values() for item in profile.walk_findings(loaded.framework.letters)]
    assert Counter(item.kind for item in walked) == {"developed": 103, "potential": 67}


def test_no_two_findings_of_a_city_say_the_same(profile: Profile) -> None:
    texts = [plain_text(item.finding.text["en"]) for item in profile.walk_findings(LETTERS)]  # type: ignore[index]
    assert len(set(texts)) == len(texts)


def test_every_finding_has_one_to_four_topics(profile: Profile) -> None:
    for item in profile.walk_findings(LETTERS):
        assert 1 <= len(item.finding.topics) <= 4, item.reference


def test_every_finding_has_a_gist_of_its_own_in_three_languages(profile: Profile) -> None:
    for code in LANGUAGES:
        gists = [item.finding.gist[code] for item in profile.walk_findings(LETTERS)]  # type: ignore[index]
        assert len(set(gists)) == len(gists)
        for gist in gists:
            assert re.fullmatch(r"[^\W\d_].*[^.;,]|¡.*", gist), gist
            assert gist[0] == gist[0].upper()


def test_key_points_are_three_and_three_from_six_domains(profile: Profile) -> None:
    keys = [item for item in profile.walk_findings(LETTERS) if item.finding.key]
    assert Counter(item.kind for item in keys) == {"developed": 3, "potential": 3}
    assert {item.domain for item in keys} == set(DOMAINS)


def test_names_with_a_year_are_dated_by_their_text(profile: Profile) -> None:
    runs = {
        (item.reference, run.year): plain_text(words)
        for item in profile.walk_findings(LETTERS)
        for words in item.finding.text.values()  # type: ignore[union-attr]
        for run in parse_markup(words)
        if run.year
    }
    assert runs
    assert [at for at, words in runs.items() if str(at[1]) not in words] == []


def test_a_profile_says_where_it_comes_from(profile: Profile) -> None:
    assert profile.level == "local"
    assert profile.source.publisher == "International Organization for Migration"
    assert str(profile.source.url).startswith("https://www.migrationdataportal.org/")
    assert profile.place.coordinates
    latitude, longitude = profile.place.coordinates
    assert -56 < latitude < 15
    assert -90 < longitude < -53
    assert profile.revised
    assert isinstance(profile.introduction, dict)


def test_every_text_is_there_in_three_languages(texts: Texts) -> None:
    for path, text in texts.items():
        assert set(text) == set(LANGUAGES), path
        assert all(words.strip() for words in text.values()), path


def test_years_and_numbers_are_the_same_in_three_languages(texts: Texts) -> None:
    for path, text in texts.items():
        assert numbers(text["en"]) == numbers(text["es"]) == numbers(text["fr"]), path


def test_the_same_names_are_marked_in_three_languages(texts: Texts) -> None:
    for path, text in texts.items():
        assert kinds(text["en"]) == kinds(text["es"]) == kinds(text["fr"]), path


def test_no_name_is_said_to_be_in_the_language_of_its_own_text(texts: Texts) -> None:
    for path, text in texts.items():
        for code, words in text.items():
            assert code not in {run.language for run in parse_markup(words)}, path


def test_texts_are_typed_plainly_and_without_slips(texts: Texts) -> None:
    for path, text in texts.items():
        for code, words in text.items():
            plain = own_words(words)
            assert unicodedata.is_normalized("NFC", words), path
            assert not (slip := re.search(f"{SLIPS['all']}|{SLIPS[code]}", plain)), (path, code, slip)
            assert plain.count('"') % 2 == 0, path
            assert plain.count("(") == plain.count(")"), path
            assert code != "es" or (plain.count("¿"), plain.count("¡")) == (plain.count("?"), plain.count("!")), path


def test_a_word_that_ranks_stands_in_the_framework_only_and_there_in_a_negation(texts: Texts) -> None:
    for path, text in texts.items():
        for code, words in text.items():
            for sentence in re.split(r"(?<=[.;]) ", " ".join(words.split())):
                ranks = re.search(rf"\b({RANKING[code]})\b", sentence, re.IGNORECASE)
                denied = path.startswith((".about", ".caveat")) and re.search(NEGATION[code], sentence, re.IGNORECASE)
                assert not ranks or denied, (path, sentence)


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "a leading city"), ("es", "las mejores prácticas"), ("fr", "la meilleure ville"), ("en", "better than")],
)
def test_ranking_words_would_be_found(code: str, words: str) -> None:
    assert re.search(rf"\b({RANKING[code]})\b", words)


@pytest.mark.parametrize(
    "words", ["in Medellin now", "the the plan", "a , b", "2015-2020", "theTerritorial", "one;two", "“x”"]
)
def test_slips_would_be_found(words: str) -> None:
    assert re.search(SLIPS["all"], words)
