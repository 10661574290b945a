"""The comparison: neutral order, states, and every finding in its chapter exactly once in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cities import DOMAINS
from helpers.comparisons import EVERY, FRAMEWORK, REGION, TOPICS, Listed, language, profile
from mgi_report.data.comparison import Comparison, State, compare, order_cities
from mgi_report.data.model import Profile


def side_by_side(*profiles: Profile, code: str = "en") -> Comparison:
    return compare(REGION, profiles, FRAMEWORK, language(code))


def states(comparison: Comparison, slug: str) -> list[str]:
    for chapter in comparison.chapters:
        for theme in chapter.sections:
            if theme.slug == slug:
                return [str(cell.state) for cell in theme.cells]
    raise AssertionError(slug)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["Ålesund", "Åndalsnes", "Málaga", "Ñora", "Nules"]),  # Norway, Spain
        ("es", ["Málaga", "Nules", "Ñora", "Ålesund", "Åndalsnes"]),  # España, Noruega
        ("fr", ["Málaga", "Ñora", "Nules", "Ålesund", "Åndalsnes"]),  # Espagne, Norvège
    ],
)
def test_cities_stand_by_country_and_name_in_the_language_of_the_reader(code: str, expected: list[str]) -> None:
    names = [("Ñora", "ES"), ("Nules", "ES"), ("Ålesund", "NO"), ("Málaga", "ES"), ("Åndalsnes", "NO")]
    profiles = [profile(name, f"C{'ABCDE'[n]}X", country) for n, (name, country) in enumerate(names)]
    found = {tuple(city.name for city in order_cities(order, language(code))) for order in permutations(profiles)}
    assert found == {tuple(expected)}


def test_the_order_does_not_know_how_much_a_city_lists() -> None:
    many = {domain: ([[]] * 9, [[]] * 9) for domain in DOMAINS}
    for full in ("AAA", "BBB", "CCC"):
        found = side_by_side(*(profile(c, c, listed=many if c == full else None) for c in ("CCC", "AAA", "BBB")))
        assert [city.code for city in found.cities] == ["AAA", "BBB", "CCC"]


def test_names_in_the_language_of_the_reader() -> None:
    one = profile("x", "AAA")
    one = Profile.model_validate(
        one.model_dump(by_alias=True)
        | {"place": {"name": {"en": "Cologne", "es": "[Colonia]{lang=es}"}, "country": "DE"}}
    )
    assert [(city.name, city.country) for city in side_by_side(one, code="es").cities] == [("Colonia", "Alemania")]
    assert [(city.name, city.country) for city in side_by_side(one, code="fr").cities] == [("Cologne", "Allemagne")]


@pytest.mark.parametrize(
    ("places", "labels"),
    [
        ([("Aurora", "NO"), ("Beira", "NO")], ["Aurora", "Beira"]),
        ([("Aurora", "NO"), ("Aurora", "FR")], ["Aurora (France)", "Aurora (Norway)"]),
        ([("Aurora", "NO"), ("Aurora", "NO"), ("Beira", "NO")], ["Aurora (AAX)", "Aurora (ABX)", "Beira"]),
    ],
)
def test_labels_tell_cities_apart(places: list[tuple[str, str]], labels: list[str]) -> None:
    profiles = [profile(name, f"A{'ABC'[n]}X", country) for n, (name, country) in enumerate(places)]
    assert [city.label for city in side_by_side(*profiles).cities] == labels


STATES: list[tuple[Any, str]] = [
    (([], []), "not-mentioned"),
    (([["health"]], []), "developed"),
    (([], [["health"]]), "potential"),
    (([["health"]], [["health"]]), "both"),
    (([["education", "health"]], []), "developed"),
    (([["education"]], [["education", "health"]]), "potential"),
    (([[]], [[]]), "not-mentioned"),
]


@pytest.mark.parametrize(("lists", "state"), STATES)
def test_the_state_of_a_cell(lists: Any, state: str) -> None:
    found = side_by_side(profile("A", "AAA", listed={"migrants-rights": lists}), profile("B", "BBB"))
    assert states(found, "health") == [state, "not-mentioned"]
    assert states(found, "data") == ["not-mentioned"] * 2


def test_a_finding_with_several_topics_stands_under_the_first_and_is_referred_to_elsewhere() -> None:
    found = side_by_side(profile("A", "AAA", listed={"migrants-rights": ([["health", "education", "data"]], [])}))
    places = [
        (chapter.domain.slug, theme.slug, mention.reference, mention.full)
        for chapter in found.chapters
        for theme in chapter.sections
        for mention in theme.mentions
    ]
    assert places == [
        ("migrants-rights", "health", "AAA-2021-R1", True),
        ("migrants-rights", "education", "AAA-2021-R1", False),
        ("whole-of-government", "data", "AAA-2021-R1", False),
    ]
    assert states(found, "data") == ["developed"]
    assert found.home["AAA-2021-R1"].slug == "health"


def test_findings_without_topics_stand_under_other_themes() -> None:
    found = side_by_side(profile("A", "AAA", listed={"partnerships": ([[], ["academia"]], [[]])}), profile("B", "BBB"))
    chapter = found.chapters[2]
    assert chapter.other is not None
    assert [mention.reference for mention in chapter.other.mentions] == ["AAA-2021-P1", "AAA-2021-P3"]
    assert [str(cell.state) for cell in chapter.other.cells] == ["both", "not-mentioned"]
    assert chapter.sections[-1] is chapter.other
    assert [other.other for other in found.chapters if other is not chapter] == [None] * 5


@st.composite
def profiles(draw: st.DrawFn) -> list[Profile]:
    """Up to four profiles whose findings name any topics; the first belongs to the domain of the finding."""

    def topics(domain: str) -> list[str]:
        first = draw(st.sampled_from([None, *TOPICS[domain]]))
        more = draw(st.lists(st.sampled_from(EVERY), max_size=3))
        return list(dict.fromkeys([first, *more])) if first else []

    found = []
    for number in range(draw(st.integers(1, 4))):
        listed: Listed = {}
        for domain in DOMAINS:
            one, two = ([topics(domain) for _ in range(draw(st.integers(0, 3)))] for _ in range(2))
            listed[domain] = (one, two)
        found.append(profile("ABCD"[number], f"AA{'ABCD'[number]}", listed=listed))
    return found


@settings(max_examples=40, deadline=None)
@given(profiles())
def test_every_finding_stands_in_its_chapter_exactly_once_in_full(given_: list[Profile]) -> None:
    found = side_by_side(*given_)
    expected = {
        item.reference: (item.domain, item.kind, item.finding.topics[:1])
        for one in given_
        for item in one.walk_findings(FRAMEWORK.letters)
    }
    full = [
        (mention.reference, (chapter.domain.slug, mention.finding.kind, [theme.topic.slug] if theme.topic else []))
        for chapter in found.chapters
        for theme in chapter.sections
        for mention in theme.mentions
        if mention.full
    ]
    assert Counter(reference for reference, _ in full) == Counter(list(expected))
    assert dict(full) == expected
    assert set(found.findings) == set(found.home) == set(expected)
    for chapter in found.chapters:
        assert [theme.slug for theme in chapter.themes] == TOPICS[chapter.domain.slug]
        for theme in chapter.sections:
            assert [cell.city for cell in theme.cells] == list(found.cities)
            for cell in theme.cells:
                assert all(mention.finding.kind == "developed" for mention in cell.developed)
                assert all(mention.finding.kind == "potential" for mention in cell.potential)
                assert all(mention.city is cell.city for mention in cell.mentions)
                assert (cell.state is State.NOT_MENTIONED) == (not cell.mentions)


def codes(items: Iterable[Any]) -> list[str]:
    return [item.code for item in items]


def test_the_cities_of_a_theme_by_state() -> None:
    health: Listed = {"migrants-rights": ([["health"]], [])}
    found = side_by_side(profile("B", "BBB", listed=health), profile("A", "AAA"), profile("C", "CCC", listed=health))
    theme = found.chapters[0].themes[0]
    assert codes(theme.cities(State.DEVELOPED, State.BOTH)) == ["BBB", "CCC"]
    assert codes(theme.cities(State.NOT_MENTIONED)) == ["AAA"]
