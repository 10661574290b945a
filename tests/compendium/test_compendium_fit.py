"""Copyfitting of a compendium: columns, chapters and indexes are planned so that nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mgi_report.compendium.plan.levelled import MOST_PAGES, faults, levelled, whites
from mgi_report.compendium.plan.tables import THEME_WIDTH, ChapterTables
from mgi_report.compendium.plan.themes import Fitter, measure_themes

from helpers.cities import sentence
from helpers.project import ROOT
from helpers.volumes import view_of
from mgi_report.compendium.plan.chapter import (
    CAUTION,
    SIZES,
    USUAL_BETWEEN,
    USUAL_SIZE,
    ChapterPlan,
    ChapterPlans,
    geometry,
)
from mgi_report.compendium.plan.flow import Block
from mgi_report.compendium.plan.index import fill_columns, plan_indexes
from mgi_report.compendium.plan.prelims import FrontPlan, plan_front
from mgi_report.compendium.present import spans
from mgi_report.compendium.view import (
    ChapterView,
    Column,
    Entry,
    MatrixCell,
    MatrixRow,
    MatrixTable,
    NameIndexEntry,
    Place,
    Reference,
    ThemeBlock,
)
from mgi_report.data.model import Kind
from mgi_report.design.measures import Setting, load_measures
from mgi_report.snapshot.plan.pages import Chunk
from mgi_report.text.markup import Run
from mgi_report.text.reader import SetText
from mgi_report.text.widths import metrics

FONTS = ROOT / "assets" / "fonts"
TEXT, BOLD = metrics(FONTS / "OpenSans-Regular.ttf", "en"), metrics(FONTS / "OpenSans-Bold.ttf")
SETTING = Setting(load_measures([ROOT / "templates"], "compendium"), TEXT, BOLD)
GEOMETRY = geometry(SETTING.measures)
MEASURE = 180.0
EMPTY = "Not mentioned in these profiles."


# Columns

heights = st.lists(st.floats(1, 120), max_size=40)


@given(heights, st.integers(1, 3), st.floats(40, 100), st.floats(100, 300))
def test_blocks_stand_in_columns_once_and_in_order(
    heights: list[float], count: int, first: float, following: float
) -> None:
    pages, _ = fill_columns([Block(*item) for item in enumerate(heights)], count, first, following)
    assert [number for page in pages for column in page for number in column] == list(range(len(heights)))
    assert all(any(page) for page in pages), "a page without a block"
    for index, page in enumerate(pages):
        room = following if index else first
        assert len(page) <= count
        for column in page:
            tall = [heights[number] for number in column]
            assert sum(tall) <= room + 1e-6 or (tall == [max(tall)] and tall[0] > room)


@given(st.lists(st.floats(4, 30), min_size=2, max_size=40), st.integers(2, 3))
def test_columns_of_the_last_page_end_at_about_the_same_height(heights: list[float], count: int) -> None:
    pages, tall = fill_columns([Block(*item) for item in enumerate(heights)], count, 2000, 2000)
    assert len(pages) == 1
    assert tall <= sum(heights) / count + max(heights) + 5


def test_no_blocks_no_pages() -> None:
    assert fill_columns([], 2, 100, 100) == ([], 0)


# Tables beside each other


@pytest.mark.parametrize("cities", [1, 2, 6, 7, 12, 13, 50])
def test_tables_of_a_large_region_are_about_equally_wide(cities: int) -> None:
    found = spans(cities)
    widths = [stop - start for start, stop in found]
    assert list(chain.from_iterable(range(*span) for span in found)) == list(range(cities))
    assert max(widths) <= 6
    assert max(widths) - min(widths) <= 1
    assert len(found) == -(-cities // 6)


# Chapters


def place(number: int) -> Place:
    name = f"City {number}"
    return Place(
        f"city-{number}",
        name,
        name,
        country="Norway",
        code=f"C{number}X",
        edition="May 2021",
        edition_within="May 2021",
        level="Local",
        coordinates="",
        citation=(),
        url="",
    )


def reference(city: int, kind: Kind, number: int, theme: str = "A theme") -> Reference:
    return Reference(place(city), kind, f"R{number}", f"C{city}X-2021-R{number}", 1, theme)


def column(kind: Kind, words: list[int], also: int, theme: int) -> Column:
    entries = tuple(
        Entry(reference(n, kind, n), SetText((Run(sentence(f"{theme}{kind}{n}", 3 + many)),), "en"))
        for n, many in enumerate(words)
    )
    return Column(kind, entries, tuple(reference(n, kind, 90 + n, "Another theme") for n in range(also)))


def chapter(
    themes: list[tuple[list[int], list[int], int]], silent: int = 0, cities: int = 5, words: int = 3
) -> ChapterView:
    blocks = [
        ThemeBlock(
            f"theme-{number}",
            f"Invented theme {number}",
            (column("developed", developed, also, number), column("potential", potential, 0, number)),
        )
        for number, (developed, potential, also) in enumerate(themes)
    ]
    places = [place(number) for number in range(cities)]
    names = [f"Invented theme {number} of a long name" for number in range(len(themes) + silent)]
    tables = tuple(
        MatrixTable(
            tuple(places[start:stop]),
            tuple(
                MatrixRow(
                    name,
                    tuple(
                        MatrixCell(spot, tuple(reference(0, "developed", n) for n in range(words)), ())
                        for spot in places[start:stop]
                    ),
                )
                for name in names
            ),
        )
        for start, stop in spans(cities)
    )
    return ChapterView(
        "x", 1, "Invented", (("local", "It is invented."),), tables, tuple(blocks), tuple(names[:silent])
    )


def planned(view: ChapterView) -> ChapterPlan:
    return ChapterPlans((view,), SETTING, EMPTY).plan(view)


def check(view: ChapterView, plan: ChapterPlan) -> None:
    """Every table, every theme and every finding stands in the plan once, in order, on an even number of pages."""
    assert plan.total % 2 == 0
    assert plan.total == 1 + len(plan.pages) + plan.notes
    assert (*plan.tables, *(table for page in plan.pages for table in page.tables)) == view.tables
    assert plan.tables, "an opener without a matrix"
    chunks = [chunk for page in plan.pages for chunk in page.chunks]
    assert [chunk.domain for chunk in chunks if not chunk.continued] == list(range(len(view.themes)))
    assert [chunk.domain for chunk in chunks] == sorted(chunk.domain for chunk in chunks)
    for number, theme in enumerate(view.themes):
        own = [chunk for chunk in chunks if chunk.domain == number]
        assert [chunk.continued for chunk in own] == [False] + [True] * (len(own) - 1)
        for side, kind in enumerate(("developed", "potential")):
            items = theme.columns[side].items
            bounds = [getattr(chunk, kind) for chunk in own]
            assert [index for bound in bounds for index in range(*bound)] == list(range(items))
    assert [page.silent for page in plan.pages].count(True) == bool(view.silent)
    for page in plan.pages:
        for chunk, middle in zip(page.chunks, page.splits, strict=True):
            bounds = [bound for bound in (chunk.developed, chunk.potential) if bound[0] < bound[1]]
            assert middle is None or (len(bounds) == 1 and bounds[0][0] < middle < bounds[0][1])
    assert all(page.tables or page.chunks or page.silent for page in plan.pages), "an empty page"
    assert plan.size in SIZES
    assert plan.theme >= THEME_WIDTH - 1e-6
    assert max(map(plan.breadth, view.tables)) == pytest.approx(MEASURE)


counts = st.lists(st.integers(0, 45), max_size=9)
themes = st.lists(
    st.tuples(counts, counts, st.integers(0, 4)).filter(lambda theme: bool(theme[0] or theme[1] or theme[2])),
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(themes, st.integers(0, 8), st.integers(1, 14), st.integers(0, 6))
def test_every_finding_is_planned_once_and_in_order(
    themes: list[tuple[list[int], list[int], int]], silent: int, cities: int, words: int
) -> None:
    if themes or silent:
        view = chapter(themes, silent, cities, words)
        check(view, planned(view))


def test_a_theme_longer_than_a_page_is_cut_and_says_that_it_goes_on() -> None:
    view = chapter([([40] * 60, [], 0)])
    plan = planned(view)
    check(view, plan)
    assert len(plan.pages) > 2
    assert [chunk.continued for page in plan.pages for chunk in page.chunks].count(True) == len(plan.pages) - 1


def test_one_finding_makes_a_spread_and_a_silent_domain_too() -> None:
    for view in (chapter([([9], [], 0)], 7), chapter([], 8), chapter([([], [], 1)])):
        plan = planned(view)
        check(view, plan)
        assert plan.total == 2


def test_a_short_chapter_is_set_in_the_usual_type_and_a_long_one_not_too_small() -> None:
    short = planned(chapter([([22] * 3, [20] * 2, 0)] * 2))
    assert short.total == 2
    assert short.size >= USUAL_SIZE
    assert planned(chapter([([22] * 5, [20] * 3, 1)] * 8)).size >= 8.8


def test_many_short_themes_are_set_closer_rather_than_on_three_half_empty_pages() -> None:
    plan = planned(chapter([([15], [], 0), ([], [16], 0)] * 4, cities=1))
    assert (plan.total, plan.notes) == (2, False)
    assert plan.between < USUAL_BETWEEN
    assert planned(chapter([([20], [], 0), ([], [22], 0)] * 2, cities=1)).between == USUAL_BETWEEN


@pytest.mark.parametrize(("developed", "potential"), [(50, 0), (0, 50), (50, 6), (6, 50)])
def test_a_list_that_goes_on_alone_takes_both_columns(developed: int, potential: int) -> None:
    view = chapter([([20] * developed, [20] * potential, 0)])
    plan = planned(view)
    check(view, plan)
    pairs = [(chunk, middle) for page in plan.pages for chunk, middle in zip(page.chunks, page.splits, strict=True)]
    for chunk, middle in pairs:
        beside = [stop - start for start, stop in (chunk.developed, chunk.potential)]
        if min(beside):
            assert middle is None
            assert max(beside) - min(beside) < 6
        else:
            start, stop = max(chunk.developed, chunk.potential, key=lambda bound: bound[1] - bound[0])
            assert middle is not None
            assert abs((middle - start) - (stop - middle)) <= 1, "columns of unequal length"


def test_all_chapters_of_a_volume_have_one_size_also_when_one_is_planned_anew() -> None:
    views = tuple(
        replace(chapter([([20] * many, [20] * few, 0)] * themes), number=number)
        for number, (many, few, themes) in enumerate([(4, 2, 7), (3, 2, 3), (5, 4, 5), (2, 2, 9)], 1)
    )
    alone = {planned(view).size for view in views}
    assert len(alone) > 1, "chapters that would not differ prove nothing"
    plans = ChapterPlans(views, SETTING, EMPTY)
    assert plans.size in SIZES
    for view in views:
        for caution in (CAUTION, 0.93, 0.82):
            plan = plans.plan(view, caution)
            check(view, plan)
            assert plan.size == plans.size
    assert plans.plan(views[0], 0.6).pages != plans.plan(views[0]).pages


def test_the_size_of_a_volume_is_bad_for_no_chapter() -> None:
    """Three chapters fill their page in the largest type; the fourth one would have two nearly empty pages in it."""
    easy, tight = chapter([([16] * 3, [16] * 3, 0)] * 3), chapter([([20] * 3, [20] * 3, 0)] * 3)
    assert planned(easy).size > planned(tight).size
    views = tuple(replace(view, number=number) for number, view in enumerate([easy, easy, easy, tight], 1))
    plans = ChapterPlans(views, SETTING, EMPTY)
    assert [plans.plan(view).total for view in views] == [2] * 4
    assert plans.size > min(SIZES)


@settings(max_examples=25, deadline=None)
@given(themes, st.sampled_from(SIZES))
def test_where_pages_end_is_chosen_so_that_none_is_emptier_than_it_was(
    themes: list[tuple[list[int], list[int], int]], size: int
) -> None:
    view = chapter(themes)
    wide = measure_themes(view, Fitter(SETTING, GEOMETRY, CAUTION), size, (EMPTY, ""))
    for count in range(2, MOST_PAGES + 1):
        for pages in (wide.even(count, cutting=True), wide.even(count, cutting=False)):
            if pages:
                better = levelled(wide, pages)
                assert len(better) == count
                assert faults(wide, better) <= faults(wide, pages)
                assert min(whites(wide, better)) >= min(0, *whites(wide, pages))
                assert parts_of(better) == parts_of(pages)


def parts_of(pages: Sequence[Sequence[Chunk]]) -> list[tuple[int, str, int]]:
    """Every item on the pages, in their order but the lists of a theme one after the other."""
    chunks = [chunk for page in pages for chunk in page]
    assert [chunk.domain for chunk in chunks] == sorted(chunk.domain for chunk in chunks)
    return [
        (number, kind, index)
        for number in sorted({chunk.domain for chunk in chunks})
        for kind in ("developed", "potential")
        for chunk in chunks
        if chunk.domain == number
        for index in range(*getattr(chunk, kind))
    ]


def test_a_theme_is_cut_rather_than_a_third_of_a_page_left_white() -> None:
    counts = ((6, 4), (3, 1), (6, 5), (3, 6), (3, 1))
    view = chapter([([22] * developed, [22] * potential, 0) for developed, potential in counts])
    wide = measure_themes(view, Fitter(SETTING, GEOMETRY, CAUTION), 9.4, (EMPTY, ""))
    for cutting in (False, True):
        pages = wide.even(3, cutting=cutting)
        assert pages
        assert max(whites(wide, pages)) > wide.page / 3
        assert max(whites(wide, levelled(wide, pages))) < wide.page / 5


def test_a_theme_that_fits_its_page_is_not_cut_to_even_out_the_white() -> None:
    """Three themes fill two thirds of two pages; the second one would be cut only for columns of one height."""
    view = chapter([([22] * 5, [22] * 5, 0), ([22] * 2, [22] * 2, 0), ([22] * 4, [22] * 3, 0)])
    wide = measure_themes(view, Fitter(SETTING, GEOMETRY, CAUTION), 9.4, (EMPTY, ""))
    counts = ((5, 5), (2, 2), (4, 3))
    first, second, third = (Chunk(number, (0, many), (0, few)) for number, (many, few) in enumerate(counts))
    whole = [[first, second], [third]]
    head, rest = replace(second, developed=(0, 1), potential=(0, 1)), Chunk(1, (1, 2), (1, 2), continued=True)
    cut = [[first, head], [rest, third]]
    assert max(whites(wide, cut)) < max(whites(wide, whole)), "evener, and yet"
    assert faults(wide, whole) < faults(wide, cut)
    assert not any(chunk.continued for page in levelled(wide, cut) for chunk in page)


def test_short_lists_keep_their_sides() -> None:
    plan = planned(chapter([([20] * 4, [], 0), ([], [20] * 4, 0), ([20] * 5, [20], 0)]))
    assert {middle for page in plan.pages for middle in page.splits} == {None}


@pytest.mark.parametrize("words", [5, 12, 20])
def test_five_findings_beside_an_empty_list_take_both_columns_however_long_they_are(words: int) -> None:
    """So a theme is set alike in all languages."""
    plan = planned(chapter([([words] * 5, [], 0), ([], [words] * 5, 0)]))
    assert {middle for page in plan.pages for middle in page.splits} <= {2, 3}


def test_the_matrix_of_many_cities_is_split_and_its_columns_are_equal() -> None:
    view = chapter([([20] * 9, [20] * 9, 0)] * 6, cities=13)
    plan = planned(view)
    check(view, plan)
    assert len(view.tables) == 3
    assert ChapterTables(view, SETTING).width == pytest.approx((MEASURE - THEME_WIDTH) / 5)


@pytest.mark.parametrize("also", [0, 1, 12, 13, 300])
def test_references_to_other_themes_are_cut_like_findings(also: int) -> None:
    view = chapter([([20] * 3, [20] * 2, also), ([20] * 2, [], 0)])
    (listed, _), _ = (block.columns for block in view.themes)
    assert [item for note in listed.notes for item in note] == list(listed.also)
    plan = planned(view)
    check(view, plan)
    wide = measure_themes(view, Fitter(SETTING, GEOMETRY, CAUTION), plan.size, (EMPTY, ""))
    assert all(wide.used(page.chunks) <= wide.page for page in plan.pages)


# Prelims


def front(cities: int, *, with_map: bool = True, country: str = "Norway") -> FrontPlan:
    places = tuple(replace(place(number), country=country, coordinates="0° N, 0° E") for number in range(cities))
    return plan_front(replace(view_of("en"), places=places), SETTING, with_map=with_map)


@pytest.mark.parametrize("cities", [1, 2, 5, 6, 9, 12, 17, 50, 104])
def test_every_city_has_its_wheel_in_order_and_rows_fit_their_page(cities: int) -> None:
    plan = front(cities).wheels
    rows = plan.rows
    assert [spot.identity for row in rows for spot in row] == [f"city-{number}" for number in range(cities)]
    assert plan.together == (cities <= 5)
    widest = max(map(len, rows))
    assert plan.step * (widest - 1) + plan.diameter <= MEASURE + 1e-6
    starts = [1, *plan.opens, len(rows) + 1]
    on_pages = [stop - start for start, stop in pairwise(starts)]
    assert min(on_pages) > 0
    assert max(on_pages) * (plan.diameter + plan.foot) <= 255
    assert plan.pages == (0 if plan.together else len(on_pages))


def test_wheels_below_the_table_only_where_they_fit() -> None:
    assert front(5).wheels.together
    assert not front(5, country="The Islands of the Invented Sea and of its Long Coast").wheels.together


def test_the_contents_are_one_page_or_the_cities_have_theirs() -> None:
    assert [(front(cities).columns, front(cities).apart) for cities in (1, 12, 13, 30, 50, 90)] == [
        (1, False), (1, False), (2, False), (2, False), (3, False), (3, True),
    ]  # fmt: skip
    assert front(50, country="The Islands of the Invented Sea").apart


# Indexes


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_every_entry_of_the_indexes_is_planned_once_and_in_order(code: str) -> None:
    view = view_of(code)
    plan = plan_indexes(view, SETTING, lambda reference: "12")
    assert [entry for page in plan.themes for column in page for entry in column] == list(view.theme_index)
    blocks = [block for page in plan.names for column in page for block in column]
    found = [entry for block in blocks for entry in block.entries]
    assert found == [entry for _, entries in view.name_index for entry in entries]
    assert [block.title for block in blocks if block.first] == [title for title, _ in view.name_index]
    assert plan.total == len(plan.themes) + len(plan.names) - plan.shared


@pytest.mark.parametrize("counts", [(1, 2, 3, 4, 5, 90), (40, 41, 42), (150,), (7,) * 30], ids=str)
def test_no_column_of_names_begins_or_ends_with_one_of_them(counts: tuple[int, ...]) -> None:
    index = tuple(
        (
            f"Kind {kind}",
            tuple(NameIndexEntry(f"Name {kind} {n}", "", (reference(1, "developed", n),)) for n in range(many)),
        )
        for kind, many in enumerate(counts)
    )
    plan = plan_indexes(replace(view_of("en"), name_index=index), SETTING, lambda reference: "12")
    columns = [column for page in plan.names for column in page if column]
    assert len(columns) > 2
    for column in columns:
        listed = [(block.title, entry) for block in column for entry in block.entries]
        for (kind, entries), end in product(index, (0, -1)):
            together = [entry for title, entry in listed if title == kind]
            if listed[end][0] == kind and len(entries) > 1:
                assert len(together) > 1, "one entry parted from the others of its kind"


def test_an_entry_longer_than_a_column_goes_on_in_the_next() -> None:
    groups = tuple((place(number), (reference(number, "developed", number),)) for number in range(600))
    entry = replace(view_of("en").theme_index[0], groups=groups)
    plan = plan_indexes(replace(view_of("en"), theme_index=(entry,)), SETTING, lambda reference: "12")
    columns = [column for page in plan.themes for column in page if column]
    pieces = [piece for column in columns for piece in column]
    assert len(columns) > 2
    assert [group for piece in pieces for group in piece.groups] == list(groups)
    assert [piece.continued for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert max(map(len, columns)) - min(map(len, columns[:-2])) <= 2, "columns are full"


@given(heights, st.integers(1, 3), st.floats(100, 300), st.floats(1, 30))
def test_what_is_repeated_at_the_top_of_columns_is_counted(
    heights: list[float], count: int, room: float, top: float
) -> None:
    blocks = [Block(number, height, top=top) for number, height in enumerate(heights)]
    pages, tall = fill_columns(blocks, count, room, room)
    assert [number for page in pages for column in page for number in column] == list(range(len(heights)))
    for column in (column for page in pages for column in page if len(column) > 1):
        assert sum(heights[number] for number in column) + top <= room + 1e-6
    columns = [sum(heights[number] for number in column) + top for page in pages[-1:] for column in page if column]
    assert tall == pytest.approx(max(columns, default=0))


def test_an_index_without_names_has_no_page_for_them() -> None:
    view = view_of("en", names=False)
    plan = plan_indexes(view, SETTING, lambda reference: "12")
    assert view.name_index == ()
    assert plan.names == ()
    assert not plan.shared
    assert plan.total == len(plan.themes)
