"""Who could talk to whom: by theme and by city, from what the tables of the themes hold."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.comparisons import EVERY, FRAMEWORK, REGION, Listed, language, profile
from mgi_report.compendium.exchange import MOST_LISTED, MOST_NAMED, in_a_volume
from mgi_report.compendium.present import view_volume
from mgi_report.compendium.view import Exchange, Side, ThemeTable, VolumeView
from mgi_report.data.comparison import State, compare
from mgi_report.data.model import KINDS

LISTS: dict[str, tuple[list[list[str]], list[list[str]]]] = {
    "d": ([["health"]], []),
    "p": ([], [["health"]]),
    "b": ([["health"]], [["health"]]),
    "-": ([], []),
}
NAMES = ("Aurora", "Beira", "Cova", "Dunas")
COUNTRIES = ("NO", "PT", "BR")


def volume(listed: list[Listed], names: tuple[str, ...] = NAMES, code: str = "en") -> VolumeView:
    """A volume of cities that list topics; they stand in three countries, where there are more than four."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    cities = [
        profile(
            names[n] if n < len(names) else f"Vila {letters[n // 26]}{letters[n % 26]}",
            f"C{letters[n // 26]}{letters[n % 26]}",
            country="NO" if len(listed) <= len(names) else COUNTRIES[n % 3],
            listed=own,
        )
        for n, own in enumerate(listed)
    ]
    return view_volume(compare(REGION, cities, FRAMEWORK, language(code)), FRAMEWORK, language(code), "2024")


def health(states: str, names: tuple[str, ...] = NAMES) -> VolumeView:
    """Cities whose profiles list health as developed, potential, both or not at all: “dpb-”."""
    return volume([{"migrants-rights": LISTS[state]} for state in states], names)


def names_of(side: Side) -> list[str]:
    return [place.name for place in side.places]


@pytest.mark.parametrize("states", ["".join(states) for count in (1, 2, 3) for states in product("dpb-", repeat=count)])
def test_a_card_has_everyone_on_their_side_in_the_neutral_order(states: str) -> None:
    found = health(states).exchange
    examples, potential = (
        [name for name, state in zip(NAMES, states, strict=False) if state in wanted] for wanted in ("db", "pb")
    )
    meets = any(one != other for one in examples for other in potential)
    assert [card.table.name for card in found.cards] == (["Health"] if meets else [])
    for card in found.cards:
        assert [names_of(side) for side in card.sides] == [examples, potential]
        assert [side.kind for side in card.sides] == list(KINDS)
    alone = ("Health",) if (examples or potential) and not meets else ()
    assert [tuple(table.name for table in tables) for tables in found.one_sided] == (
        [alone, ()] if examples else [(), alone]
    )


@pytest.mark.parametrize("states", ["dp", "dpb", "bb", "dpb-", "ddpp", "bbbb"])
def test_the_order_of_profiles_changes_nothing(states: str) -> None:
    """Cities of the same state are exchanged for one another, and stand where their names stand."""
    for order in permutations(states):
        found = health("".join(order)).exchange
        assert len(found.cards) == 1
        for side, wanted in zip(found.cards[0].sides, ("db", "pb"), strict=True):
            assert names_of(side) == [name for name, state in zip(NAMES, order, strict=False) if state in wanted]


def test_a_city_alone_that_lists_a_theme_in_both_lists_meets_nobody() -> None:
    found = health("b--").exchange
    assert (found.cards, found.meetings) == ((), ())
    assert [[table.name for table in tables] for tables in found.one_sided] == [["Health"], []]


topics = st.sampled_from([topic for topic in EVERY if topic in ("health", "education", "data", "academia", "skills")])
lists = st.lists(st.lists(topics, max_size=3, unique=True), max_size=3)
regions = st.lists(
    st.dictionaries(st.sampled_from(["migrants-rights", "partnerships", "well-being"]), st.tuples(lists, lists)),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(regions)
def test_the_exchange_by_city_is_symmetric_and_complete(listed: list[Listed]) -> None:
    """Whoever stands in what a city could ask has that city in what it could be asked, for the same theme."""
    view = volume(listed)
    found = view.exchange
    asks, asked = (pairs(found, number) for number in (0, 1))
    assert {(other, theme, one) for one, theme, other in asks} == asked
    by_card = {
        (one.name, card.table.slug, other.name)
        for card in found.cards
        for one in card.sides[1].places
        for other in card.sides[0].places
        if one is not other
    }
    assert asks == by_card
    assert not any(one == other for one, _, other in asks | asked), "no city is its own partner"
    assert {meeting.place.name for meeting in found.meetings} == {one for one, _, _ in asks | asked}


def pairs(found: Exchange, number: int) -> set[tuple[str, str, str]]:
    return {
        (meeting.place.name, table.slug, place.name)
        for meeting in found.meetings
        for table, side in meeting.boxes[number]
        for place in side.places
    }


@settings(max_examples=40, deadline=None)
@given(regions)
def test_cities_and_themes_stand_in_their_order_everywhere(listed: list[Listed]) -> None:
    view = volume(listed)
    order = [place.name for place in view.places]
    themes = [table.slug for chapter in view.chapters for table in chapter.tables]
    found = view.exchange
    assert sorted(met := [card.table.slug for card in found.cards], key=themes.index) == met
    for tables in found.one_sided:
        assert sorted(slugs := [table.slug for table in tables], key=themes.index) == slugs
    assert sorted(names := [meeting.place.name for meeting in found.meetings], key=order.index) == names
    boxes = [box for meeting in found.meetings for box in meeting.boxes]
    for box in boxes:
        assert sorted(slugs := [table.slug for table, _ in box], key=themes.index) == slugs
    sides = [side for card in found.cards for side in card.sides] + [side for box in boxes for _, side in box]
    for side in sides:
        assert sorted(names := names_of(side), key=order.index) == names
        assert side.places


@settings(max_examples=40, deadline=None)
@given(regions)
def test_every_theme_is_met_or_one_sided_or_silent(listed: list[Listed]) -> None:
    view = volume(listed)
    found = view.exchange
    told = [card.table.slug for card in found.cards] + [table.slug for tables in found.one_sided for table in tables]
    assert len(told) == len(set(told))
    listing = [table for chapter in view.chapters for table in chapter.themes if not table.slug.endswith("-other")]
    assert sorted(told) == sorted(table.slug for table in listing)
    for number, tables in enumerate(found.one_sided):
        assert all(table.side(number) for table in tables)


@pytest.mark.parametrize(("cities", "brief"), [(MOST_NAMED, False), (MOST_NAMED + 1, True)])
def test_more_than_eight_go_by_country(cities: int, brief: bool) -> None:
    view = health("p" + "d" * cities)
    assert MOST_NAMED == 8
    (card,) = view.exchange.cards
    side, other = card.sides
    assert (side.brief, other.brief) == (brief, False)
    assert len(side.places) == cities
    countries = [country for country, _ in side.groups]
    if brief:
        assert countries == sorted({place.country for place in side.places})
        for country, places in side.groups:
            assert {place.country for place, _ in places} == {country}
    else:
        assert countries == [""]
    asking = next(meeting for meeting in view.exchange.meetings if meeting.boxes[0])
    ((_, partners),) = asking.boxes[0]
    assert partners == side, "nine others by country as well"


@pytest.mark.parametrize(("cities", "crowded"), [(MOST_LISTED, False), (MOST_LISTED + 1, True)])
def test_a_volume_does_not_name_the_same_crowd_to_every_city(cities: int, crowded: bool) -> None:
    """Either list, as both are told by one rule; the exchange by theme names all."""
    assert MOST_LISTED == 12
    for states in ("p" + "d" * cities, "d" + "p" * cities):
        view = health(states)
        told = [in_a_volume(meeting).boxes for meeting in view.exchange.meetings]
        sides = [side for boxes in told for box in boxes for _, side in box]
        assert sorted(len(side.places) for side in sides) == [*[1] * cities, cities]
        assert {side.crowded for side in sides if len(side.places) > 1} == {crowded}
        assert not any(side.crowded for side in sides if len(side.places) == 1)
        assert not any(side.crowded for card in view.exchange.cards for side in card.sides)


def test_a_city_itself_is_not_counted_among_its_partners() -> None:
    """Nine describe experience; each that also asks has eight others, who stand with their gists."""
    view = health("b" * (MOST_NAMED + 1))
    (card,) = view.exchange.cards
    assert [side.brief for side in card.sides] == [True, True]
    assert len(view.exchange.meetings) == MOST_NAMED + 1
    for meeting in view.exchange.meetings:
        for box in meeting.boxes:
            ((_, side),) = box
            assert not side.brief
            assert len(side.places) == MOST_NAMED
            assert meeting.place not in side.places


def test_how_much_is_listed_changes_nothing_but_the_references() -> None:
    much = {"migrants-rights": ([["health"]] * 12, [["health"]])}
    one, other = health("bp"), volume([much, {"migrants-rights": LISTS["p"]}])
    shapes = [
        (
            [(card.table.slug, [names_of(side) for side in card.sides]) for card in view.exchange.cards],
            [
                (m.place.name, [[(t.slug, names_of(s)) for t, s in box] for box in m.boxes])
                for m in view.exchange.meetings
            ],
        )
        for view in (one, other)
    ]
    assert shapes[0] == shapes[1]


def test_findings_without_a_theme_give_no_occasion() -> None:
    listed: list[Listed] = [{"migrants-rights": ([[]], [])}, {"migrants-rights": ([], [[]])}]
    view = volume(listed)
    assert [table.name for chapter in view.chapters for table in chapter.themes] == ["Other themes"]
    assert view.exchange == Exchange((), (), ((), ()))


def test_the_findings_of_a_side_are_those_of_its_list_and_of_those_referred_to() -> None:
    listed: list[Listed] = [
        {"migrants-rights": ([["health"], ["education", "health"]], [])},
        {"migrants-rights": ([], [["health"]])},
    ]
    card, *_ = volume(listed).exchange.cards
    ((_, ((place, items),)),) = card.sides[0].groups
    assert place.name == "Aurora"
    assert [(item.local, item.theme) for item in items] == [("R1", "Health"), ("R2", "Education")]


def test_a_table_tells_its_sides_and_states() -> None:
    view = health("dpb-")
    table: ThemeTable = view.chapters[0].themes[0]
    assert [place.name for place, _ in table.side(0)] == ["Aurora", "Cova"]
    assert [place.name for place, _ in table.side(1)] == ["Beira", "Cova"]
    assert list(table.states.values()) == [State.DEVELOPED, State.POTENTIAL, State.BOTH]
    assert [place.name for place in table.silent] == ["Dunas"]


def test_cities_of_the_same_name_are_told_apart() -> None:
    (card,) = health("dp", ("Aurora", "Aurora")).exchange.cards
    assert [names_of(side) for side in card.sides] == [["Aurora (CAA)"], ["Aurora (CAB)"]]


def test_states_are_words_for_people_who_read_data() -> None:
    assert [str(state) for state in State] == ["developed", "potential", "both", "not-mentioned"]
