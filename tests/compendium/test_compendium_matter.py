"""Running matter of a compendium: pages, their last lines, and what opens them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.project import ROOT
from helpers.volumes import comparison_view, many
from mgi_report.compendium.plan.index import plan_indexes
from mgi_report.compendium.plan.matter import PAGE, Block, plan_back, plan_exchange, run
from mgi_report.compendium.plan.notes import LINE, RULED, plan_notes
from mgi_report.figures.ornaments import scaled_lines
from mgi_report.press.rules import LEAST_LINE
from mgi_report.text.markup import Run
from mgi_report.text.widths import metrics

FONTS = ROOT / "assets" / "fonts"
TEXT, BOLD = metrics(FONTS / "OpenSans-Regular.ttf", "en"), metrics(FONTS / "OpenSans-Bold.ttf")


@given(st.lists(st.tuples(st.floats(5, 90), st.booleans()), min_size=1, max_size=40), st.floats(100, 220))
def test_no_page_holds_more_than_it_has_room_for(sizes: list[tuple[float, bool]], first: float) -> None:
    blocks = [Block(str(number), height, cut=cut and height > 60) for number, (height, cut) in enumerate(sizes)]
    pages, left, opens = run(blocks, first)
    assert left >= 0
    assert len(opens) < pages
    room = first + (pages - 1) * PAGE
    assert sum(height for height, _ in sizes) <= room - left + 1e-6
    if not any(block.cut for block in blocks):
        assert len(opens) == pages - 1


def test_a_heading_stands_with_what_follows_and_white_above_it_falls_away() -> None:
    blocks = [Block("first", 80), Block("heading", 10, above=7, keeps=True), Block("item", 20)]
    assert run(blocks, 117) == (1, 0, frozenset())
    pages, left, opens = run(blocks, 116)
    assert (pages, opens) == (2, {"heading"})
    assert left == PAGE - 30


def test_a_long_block_is_cut_and_does_not_open_a_page() -> None:
    pages, left, opens = run([Block("a", 60), Block("long", 100, cut=True)], 100)
    assert (pages, left, opens) == (2, PAGE - 60, frozenset())
    assert run([Block("a", 80), Block("long", 100, cut=True)], 100)[2] == {"long"}


@pytest.mark.parametrize("cities", [1, 2, 5, 12])
def test_exchange_and_sources_of_a_region_of_any_size_fill_their_pages(cities: int) -> None:
    view = comparison_view(many(cities))
    plan = plan_exchange(view, TEXT, BOLD, lambda reference: "12", "An invented introduction.")
    names = {section.occasion.value for section in view.exchange}
    names |= {f"{item.chapter.number} {item.name}" for section in view.exchange for item in section.items}
    assert plan.opens <= names
    assert plan.left < PAGE * 0.85
    back = plan_back(view, "An invented citation.", TEXT)
    assert 7.8 <= back.size <= 8.6


def test_the_colophon_has_a_page_for_itself_behind_one_page_of_sources() -> None:
    view = comparison_view(many(2))
    assert plan_back(view, "Cited.", TEXT).apart
    long = tuple(replace(place, citation=(Run("An invented source. " * 150),)) for place in view.places)
    assert not plan_back(replace(view, places=long), "Cited.", TEXT).apart, "there is room below them"


@pytest.mark.parametrize("cities", [1, 2, 12])
def test_the_indexes_end_on_an_even_page_where_a_setting_gives_that(cities: int) -> None:
    view = comparison_view(many(cities))
    plan = plan_indexes(view, TEXT, BOLD, lambda reference: "12")
    assert plan.total % 2 == 0
    assert 7.4 <= plan.size <= 8.6


def test_a_page_for_notes_begins_with_what_could_be_talked_about() -> None:
    view = comparison_view(many(2))
    occasions = {
        (item.chapter.number, item.name): section.occasion for section in view.exchange for item in section.items
    }
    for chapter in view.chapters:
        plan = plan_notes(view, chapter, TEXT, BOLD)
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
    talked = [chapter for chapter in view.chapters if plan_notes(view, chapter, TEXT, BOLD).items]
    assert talked
    for chapter in talked:
        plan = plan_notes(long, chapter, TEXT, BOLD)
        assert (plan.items, plan.lines) == ((), RULED)


@pytest.mark.parametrize("scale", [0.2, 0.276, 0.431, 1.0])
def test_lines_of_a_small_wheel_can_be_printed(scale: float) -> None:
    drawing = b'<path style="stroke: #000; stroke-width: 0.6"/><path style="stroke-width: 2.598425"/>'
    widths = [float(width) for width in re.findall(rb"stroke-width: ([\d.]+)", scaled_lines(drawing, scale))]
    assert min(widths) * scale >= LEAST_LINE
    assert scaled_lines(drawing, 1.0).count(b"0.6") == 1
