"""Running matter of a compendium: where pages end, and what is typeset by itself."""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.volumes import invented, many, studio_of
from mgi_report.compendium.plan.flow import PIECE, Block, begins, cuts, flow, pieces
from mgi_report.compendium.plan.matter import (
    boxes_by_city,
    boxes_of,
    list_of_cities,
    pages_of_cities,
    pieces_of_cards,
    pieces_of_cities,
    pieces_of_meetings,
    tall_cards,
)

PAGE = 255.0


@given(st.lists(st.floats(5, 90), min_size=1, max_size=40), st.floats(100, 220))
def test_no_page_holds_more_than_it_has_room_for(sizes: list[float], first: float) -> None:
    pages, left = flow([Block(number, height) for number, height in enumerate(sizes)], first, PAGE)
    assert [block.item for page in pages for block in page] == list(range(len(sizes)))
    heights = [sum(block.height for block in page) for page in pages]
    assert heights[0] <= first + 1e-6
    assert all(height <= PAGE + 1e-6 for height in heights[1:])
    assert left == pytest.approx((PAGE if len(pages) > 1 else first) - heights[-1])


def test_a_heading_stands_with_what_follows_and_white_above_it_falls_away() -> None:
    first, heading, item = Block("first", 80), Block("heading", 10, above=7, keeps=True), Block("item", 20)
    assert flow([first, heading, item], 117, PAGE) == ([[first, heading, item]], 0)
    assert flow([first, heading, item], 116, PAGE) == ([[first], [heading, item]], PAGE - 30)


def test_what_is_repeated_at_the_top_of_a_page_takes_its_room() -> None:
    blocks = [Block(number, 10, top=5) for number in range(7)]
    pages, left = flow(blocks, 35, 45)
    assert [[block.item for block in page] for page in pages] == [[0, 1, 2], [3, 4, 5, 6]]
    assert left == 0


def test_a_block_taller_than_a_page_has_one_to_itself() -> None:
    pages, left = flow([Block("a", 60), Block("long", 400), Block("b", 20)], 100, PAGE)
    assert [[block.item for block in page] for page in pages] == [["a"], ["long"], ["b"]]
    assert left == PAGE - 20


@pytest.mark.parametrize("pages", [1, PIECE, PIECE + 1, 5 * PIECE, 5 * PIECE + 1, 1000])
def test_pieces_are_about_equal_and_none_is_longer_than_it_may_be(pages: int) -> None:
    starts = [0, *sorted(pieces(pages)), pages]
    lengths = [after - before for before, after in pairwise(starts)]
    assert max(lengths) <= PIECE
    assert max(lengths) - min(lengths) <= 1
    assert len(lengths) == -(-pages // PIECE)


@given(st.lists(st.floats(1, 400), max_size=80))
def test_what_begins_a_piece_leaves_none_much_longer_than_it_may_be(heights: list[float]) -> None:
    found = begins(enumerate(heights), 100)
    assert 0 not in found
    total = sum(heights)
    count = max(-(-total // (PIECE * 100)), 1)
    assert len(found) < count
    tops = [0.0, *accumulate(heights)]
    starts = [0.0, *(tops[number] for number in sorted(found)), total]
    assert all(after - before <= total / count + 400 + 1e-6 for before, after in pairwise(starts))


def test_a_small_volume_is_typeset_in_one_piece_and_a_large_one_is_cut() -> None:
    for cities, cut in ((3, False), (50, True)):
        volume = studio_of(many(cities))
        view, setting = volume.view, volume.setting
        found = (
            pieces_of_cards(view, setting),
            pieces_of_meetings(boxes_by_city(view.exchange.meetings, setting, "none"), setting, 0.0),
            pieces_of_cities(view.places * 3, setting),
        )
        assert bool(found[2]) == cut
        assert [bool(item) for item in found[:2]] in ([False, False], [cut, True], [cut, cut], [False, cut])
        assert found[0] <= {card.table.anchor for card in view.exchange.cards}
        assert found[1] <= {meeting.place.part for meeting in view.exchange.meetings}
        assert found[2] <= {place.part for place in view.places}


@pytest.mark.parametrize("cities", range(1, 61))
def test_no_page_of_the_list_of_cities_holds_two_cities_more_than_another(cities: int) -> None:
    volume = studio_of(many(cities))
    places, setting = volume.view.places, volume.setting
    laid = list_of_cities(places, setting)
    parts = [place.part for place in places]
    starts = [0, *map(parts.index, laid.pages), cities]
    held = [after - before for before, after in pairwise(starts)]
    held[0] += 1  # its title
    assert max(held) - min(held) <= 1
    assert len(held) == pages_of_cities(places, setting)
    assert max(held) * laid.row <= setting.measures.room
    assert len(held) == 1 or min(held) * laid.row >= 0.6 * setting.measures.room
    assert pieces_of_cities(places, setting) <= {*laid.pages}


@pytest.mark.parametrize(("potential", "parted"), [(6, True), (0, False)])
def test_a_card_goes_on_on_the_next_page_where_both_of_its_sides_do(potential: int, *, parted: bool) -> None:
    slugs = [f"harbour-{letter}" for letter in "abcdefgh"]
    counts = [(6, potential if number else 6) for number in range(len(slugs))]
    cities = {slug: invented(slug, f"HA{slug[-1].upper()}", many) for slug, many in zip(slugs, counts, strict=True)}
    volume = studio_of(cities)
    found = [tall_cards(volume.view, volume.setting, "word " * words) for words in range(0, 900, 60)]
    assert bool(frozenset().union(*found)) == parted
    assert len({*found}) > 1 or not parted, "where a card stands decides whether it has to be parted"


def test_the_last_city_of_the_exchange_is_not_parted_for_a_few_lines() -> None:
    volume = studio_of({"a": invented("harbour-a", "HAA", (2, 2)), "b": invented("harbour-b", "HAB", (2, 2))})
    setting, meeting = volume.setting, volume.view.exchange.meetings[-1]
    usual, last = (boxes_of(meeting, setting, "all", last=last) for last in (False, True))
    assert 0.25 * setting.measures.room < usual.height < 0.55 * setting.measures.room
    assert (usual.short, last.short) == (False, True)
    assert last.height == usual.height


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_pieces_end_with_pages_as_full_as_can_be(rows: list[int]) -> None:
    parts = [(name, [Block((name, row), 10.0) for row in range(many)]) for name, many in enumerate(rows)]
    pages = len(flow([block for _, blocks in parts for block in blocks], 100, 100)[0])
    found = cuts(parts, pages, 100)
    assert len(found) == min(max(-(-pages // PIECE), 1), len(parts)) - 1
    assert 0 not in found

    def white(begins: Collection[int]) -> float:
        starts = [0, *sorted(begins), len(rows)]
        held = [sum(rows[one:end]) for one, end in pairwise(starts)]
        return sum(-many % 10 + 1000 * max(-(-many // 10) - 1.5 * PIECE, 0) for many in held)

    assert white(found) == min(white(other) for other in combinations(range(1, len(rows)), len(found)))
