# ruff: noqa: E501  the sentences stand in the tables as they are read
"""Exchange opportunities: what a theme gives occasion to, and how it is put into words."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from mgi_report.compendium.invitations import INVITATIONS, TITLES, Sentence, phrase

from helpers.comparisons import EVERY, FRAMEWORK, REGION, Listed, language, profile
from mgi_report.compendium.exchange import Occasion, Opportunity, exchange
from mgi_report.data.comparison import Comparison, State, compare
from mgi_report.data.model import Profile

LISTS: dict[str, Listed] = {
    "d": {"migrants-rights": ([["health"]], [])},
    "p": {"migrants-rights": ([], [["health"]])},
    "b": {"migrants-rights": ([["health"]], [["health"]])},
    "-": {},
}
NAMES = ("Aurora", "Beira", "Cova", "Dunas")


def side_by_side(states: str, code: str = "en", names: tuple[str, ...] = NAMES) -> Comparison:
    """Cities whose profiles list health as developed, potential, both or not at all: “dpb-”."""
    cities: list[Profile] = [
        profile(name, f"C{'ABCDEFGH'[n]}X", listed=LISTS[state])
        for n, (name, state) in enumerate(zip(names, states, strict=False))
    ]
    return compare(REGION, cities, FRAMEWORK, language(code))


def health(states: str, code: str = "en", names: tuple[str, ...] = NAMES) -> Opportunity:
    return exchange(side_by_side(states, code, names))[0]


def say(states: str, code: str = "en", names: tuple[str, ...] = NAMES) -> Sentence:
    return phrase(health(states, code, names), language(code))


OCCASIONS = {
    "d": "experience", "p": "search", "b": "experience", "-": "silence",
    "dd": "shared-experience", "dp": "exchange", "db": "shared-experience", "d-": "experience",
    "pp": "search", "pb": "exchange", "p-": "search", "bb": "shared-experience", "b-": "experience", "--": "silence",
    "ddd": "shared-experience", "ddp": "exchange", "dd-": "experience", "dpp": "exchange", "dp-": "exchange",
    "bp-": "exchange", "b--": "experience", "bd-": "exchange", "bb-": "exchange", "ppp": "search", "---": "silence",
    "dbp-": "exchange", "d---": "experience", "p---": "search",
}  # fmt: skip


@pytest.mark.parametrize("states", OCCASIONS)
def test_the_occasion(states: str) -> None:
    assert {health("".join(order)).occasion.value for order in permutations(states)} == {OCCASIONS[states]}


@pytest.mark.parametrize("states", ["".join(states) for count in (1, 2, 3) for states in product("dpb-", repeat=count)])
def test_the_groups_are_disjoint_complete_and_in_the_neutral_order(states: str) -> None:
    found = health(states)
    groups = {"d": found.experienced, "b": found.both, "p": found.seeking, "-": found.silent}
    for state, cells in groups.items():
        assert [cell.city.name for cell in cells] == [
            name for name, own in zip(NAMES, states, strict=False) if own == state
        ]
    named = [part.cell.city.name for part in phrase(found, language("en")).parts if part.cell]
    assert len(named) == len(set(named))
    assert set(named) <= set(NAMES) - {cell.city.name for cell in found.silent}


def test_one_opportunity_for_each_theme_in_the_order_of_the_framework() -> None:
    found = exchange(side_by_side("dpb-"))
    assert [opportunity.theme.slug for opportunity in found] == EVERY
    assert {opportunity.occasion for opportunity in found[1:]} == {Occasion.SILENCE}


def test_how_much_is_listed_changes_nothing() -> None:
    much: Listed = {"migrants-rights": ([["health"]] * 12, [])}
    one = side_by_side("dp-")
    other = compare(
        REGION,
        [profile("Aurora", "CAX", listed=much), *(city.profile for city in one.cities[1:])],
        FRAMEWORK,
        language("en"),
    )
    assert exchange(one)
    for first, second in zip(exchange(one), exchange(other), strict=True):
        assert first.occasion == second.occasion
        assert phrase(first, language("en")).plain == phrase(second, language("en")).plain


EN = {
    "d": "Aurora describes experience with this theme.",
    "p": "Aurora names this theme as an area with potential.",
    "b": "Aurora describes experience with this theme and also names it as an area with potential.",
    "-": "The profile does not mention this theme.",
    "--": "No profile mentions this theme.",
    "ddp": "Aurora and Beira describe experience with this theme; Cova names it as an area with potential.",
    "dpp": "Aurora describes experience with this theme; Beira and Cova name it as an area with potential.",
    "dbp": "Aurora describes experience with this theme; Beira describes experience with it and also names it as an "
    "area with potential; Cova names it as an area with potential.",
    "dbb-": "Aurora describes experience with this theme; Beira and Cova describe experience with it and also name it as "
    "an area with potential.",
    "pbb": "Beira and Cova describe experience with this theme and also name it as an area with potential; Aurora names it as "
    "an area with potential.",
    "pp-": "Aurora and Beira name this theme as an area with potential. The other profile does not mention it.",
    "d--": "Aurora describes experience with this theme. The other profiles do not mention it.",
    "dd": "Aurora and Beira describe experience with this theme.",
    "ddd": "All profiles in this volume describe experience with this theme.",
    "ppp": "All profiles in this volume name this theme as an area with potential.",
    "bbb": "All profiles in this volume describe experience with this theme and also name it as an area with potential.",
    "dddd": "All profiles in this volume describe experience with this theme.",
    "dddp": "Aurora, Beira and Cova describe experience with this theme; Dunas names it as an area with potential.",
}  # fmt: skip


@pytest.mark.parametrize("states", EN)
def test_the_sentence_in_english(states: str) -> None:
    assert say(states).plain == EN[states]


@pytest.mark.parametrize(
    ("states", "code", "names", "expected"),
    [
        ("dp", "es", ("Lima", "Quito"), "Lima describe experiencia en este tema; Quito lo señala como área con potencial."),
        ("ddp", "es", ("Arica", "Iquique", "Lima"), "Arica e Iquique describen experiencia en este tema; Lima lo señala como área con potencial."),
        ("-pp", "es", ("Ayo", "Hita", "Yungay"), "Hita y Yungay señalan este tema como área con potencial. El otro perfil no lo menciona."),
        ("---", "es", NAMES, "Ningún perfil menciona este tema."),
        ("-", "es", NAMES, "El perfil no menciona este tema."),
        ("dp", "fr", ("Lima", "Quito"), "Lima décrit une expérience sur ce thème\u202f; Quito le cite parmi les aspects qui pourraient être développés."),
        ("pp-", "fr", NAMES, "Aurora et Beira citent ce thème parmi les aspects qui pourraient être développés. L’autre profil ne le mentionne pas."),
        ("pbb", "fr", NAMES, "Beira et Cova décrivent une expérience sur ce thème et le citent aussi parmi les aspects qui pourraient être développés\u202f; Aurora le cite parmi les aspects qui pourraient être développés."),
    ],
)  # fmt: skip
def test_the_sentence_in_other_languages(states: str, code: str, names: tuple[str, ...], expected: str) -> None:
    assert say(states, code, names).plain.replace("\u00a0", " ") == expected


def test_cities_stand_apart_so_that_a_page_can_link_them() -> None:
    parts = say("dbp").parts
    assert [(part.text, [m.reference for m in part.cell.mentions]) for part in parts if part.cell] == [
        ("Aurora", ["CAX-2021-R1"]),
        ("Beira", ["CBX-2021-R1", "CBX-2021-R2"]),
        ("Cova", ["CCX-2021-R1"]),
    ]
    assert not any(name in part.text for part in parts if not part.cell for name in NAMES)


@pytest.mark.parametrize("name", ["L'Aurora d'Or", "San José; C: A", "“Beira”", "A %(cities)s B", "مدينة"])
def test_any_name_goes_into_a_sentence_whole(name: str) -> None:
    parts = say("dp", names=("Aurora", name)).parts
    assert [
        part.text.replace("’", "'").replace("\u00a0", " ")
        for part in parts
        if part.cell and part.cell.city.name == name
    ] == [name]


def test_a_short_name_is_not_parted_at_the_end_of_a_line() -> None:
    long = "San Bartolomé de los Llanos de Abajo"
    first, second = (part.text for part in say("dp", names=("Vila Aurora", long)).parts if part.cell)
    assert (first, second.replace("\u00a0", " ")) == ("Vila\u00a0Aurora", long)
    assert " " in second


def test_cities_of_the_same_name_are_told_apart() -> None:
    text = say("dp", names=("Aurora", "Aurora")).plain.replace("\u00a0", " ")
    assert text == "Aurora (CAX) describes experience with this theme; Aurora (CBX) names it as an area with potential."


@pytest.mark.parametrize("code", ["es", "fr"])
def test_every_occasion_has_a_heading_and_an_invitation_in_every_language(code: str) -> None:
    for words in (TITLES, INVITATIONS):
        assert set(words) == set(Occasion)
        for message in words.values():
            assert language(code).gettext(message) != message


def test_states_are_words_for_people_who_read_data() -> None:
    assert [str(state) for state in State] == ["developed", "potential", "both", "not-mentioned"]
