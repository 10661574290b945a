"""Running matter of a compendium: pages, their last lines, and what opens them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mgi_report.compendium.plan.notes import plan_notes

from helpers.project import ROOT
from helpers.volumes import comparison_view, many
from mgi_report.compendium.plan.flow import Block, flow
from mgi_report.compendium.plan.index import plan_indexes
from mgi_report.compendium.plan.matter import plan_back, plan_exchange
from mgi_report.design.measures import Setting, load_measures
from mgi_report.figures.ornaments import scaled_lines
from mgi_report.press.rules import LEAST_LINE
from mgi_report.text.markup import Run
from mgi_report.text.widths import metrics

FONTS = ROOT / "assets" / "fonts"
TEXT, BOLD = metrics(FONTS / "OpenSans-Regular.ttf", "en"), metrics(FONTS / "OpenSans-Bold.ttf")
SETTING = Setting(load_measures([ROOT / "templates"], "compendium"), TEXT, BOLD)
PAGE, LEAST, LINE, RULED = 255.0, 30.0, 9.0, 225.0


@given(st.lists(st.tuples(st.floats(5, 90), st.booleans()), min_size=1, max_size=40), st.floats(100, 220))
def test_no_page_holds_more_than_it_has_room_for(sizes: list[tuple[float, bool]], first: float) -> None:
    blocks = [
        Block(number, height, least=LEAST if cut and height > 60 else 0.0) for number, (height, cut) in enumerate(sizes)
    ]
    pages, left = flow(blocks, first, PAGE)
    assert left >= 0
    room = first + (len(pages) - 1) * PAGE
    assert sum(height for height, _ in sizes) <= room - left + 1e-6
    numbers = [block.item for page in pages for block in page]
    assert list(dict.fromkeys(numbers)) == list(range(len(sizes)))
    if not any(block.least for block in blocks):
        assert len(numbers) == len(sizes)


def test_a_heading_stands_with_what_follows_and_white_above_it_falls_away() -> None:
    first, heading, item = Block("first", 80), Block("heading", 10, above=7, keeps=True), Block("item", 20)
    assert flow([first, heading, item], 117, PAGE) == ([[first, heading, item]], 0)
    assert flow([first, heading, item], 116, PAGE) == ([[first], [heading, item]], PAGE - 30)


def test_a_long_block_is_cut_and_does_not_open_a_page() -> None:
    long = Block("long", 100, least=LEAST)
    assert flow([Block("a", 60), long], 100, PAGE) == ([[Block("a", 60), long], [long]], PAGE - 60)
    assert flow([Block("a", 80), long], 100, PAGE) == ([[Block("a", 80)], [long]], PAGE - 100)


def test_no_page_holds_more_blocks_than_it_may_and_what_comes_first_takes_its_room() -> None:
    blocks = [Block(number, 10, top=5) for number in range(7)]
    pages, left = flow(blocks, 35, 100, most=4)
    assert [[block.item for block in page] for page in pages] == [[0, 1, 2], [3, 4, 5, 6]]
    assert left == 100 - 45


@pytest.mark.parametrize("cities", [1, 2, 5, 12])
def test_exchange_and_sources_of_a_region_of_any_size_fill_their_pages(cities: int) -> None:
    view = comparison_view(many(cities))
    plan = plan_exchange(view, SETTING, lambda reference: "12", "An invented introduction.")
    names = {section.occasion.value for section in view.exchange}
    names |= {f"{item.chapter.number} {item.name}" for section in view.exchange for item in section.items}
    assert plan.opens <= names
    assert plan.left < 0.85
    back = plan_back(view, "An invented citation.", SETTING)
    assert 7.8 <= back.size <= 8.6


def test_the_colophon_has_a_page_for_itself_behind_one_page_of_sources() -> None:
    view = comparison_view(many(2))
    assert plan_back(view, "Cited.", SETTING).apart
    long = tuple(replace(place, citation=(Run("An invented source. " * 150),)) for place in view.places)
    assert not plan_back(replace(view, places=long), "Cited.", SETTING).apart, "there is room below them"


@pytest.mark.parametrize("cities", [1, 2, 12])
def test_the_indexes_end_on_an_even_page_where_a_setting_gives_that(cities: int) -> None:
    view = comparison_view(many(cities))
    plan = plan_indexes(view, SETTING, lambda reference: "12")
    assert plan.total % 2 == 0
    assert 7.4 <= plan.size <= 8.6


def test_a_page_for_notes_begins_with_what_could_be_talked_about() -> None:
    view = comparison_view(many(2))
    occasions = {
        (item.chapter.number, item.name): section.occasion for section in view.exchange for item in section.items
    }
    for chapter in view.chapters:
        plan = plan_notes(view, chapter, SETTING)
        wanted = [
            name
            for (number, name), occasion in occasions.items()
            if number == chapter.number and occasion in ("exchange", "search")
        ]
        assert [item.name for item in plan.items] == wanted
        assert plan.lines % LINE == 0
        assert 60 < plan.lines <= RULED


def test_more_to_talk_about_than_fits_leaves_the_page_to_notes() -> None:
    view = comparison_view(many(2))
    long = replace(view, exchange=tuple(replace(section, items=section.items * 12) for section in view.exchange))
    talked = [chapter for chapter in view.chapters if plan_notes(view, chapter, SETTING).items]
    assert talked
    for chapter in talked:
        plan = plan_notes(long, chapter, SETTING)
        assert (plan.items, plan.lines) == ((), RULED)


@pytest.mark.parametrize("scale", [0.2, 0.276, 0.431, 1.0])
def test_lines_of_a_small_wheel_can_be_printed(scale: float) -> None:
    drawing = b'<path style="stroke: #000; stroke-width: 0.6"/><path style="stroke-width: 2.598425"/>'
    widths = [float(width) for width in re.findall(rb"stroke-width: ([\d.]+)", scaled_lines(drawing, scale))]
    assert min(widths) * scale >= LEAST_LINE
    assert scaled_lines(drawing, 1.0).count(b"0.6") == 1
