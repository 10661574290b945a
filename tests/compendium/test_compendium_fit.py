"""Copyfitting of a compendium: columns, chapters, prelims and the index are planned so that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.books import MM, filled, tops
from helpers.cities import sentence
from helpers.layouts import front_of, laid_out
from helpers.project import ROOT
from helpers.volumes import invented, many, studio_of, view_of
from mgi_report.compendium import gatherings
from mgi_report.compendium.gatherings import pieces_of
from mgi_report.compendium.jobs import region_map
from mgi_report.compendium.plan.chapter import plan_chapter
from mgi_report.compendium.plan.flow import Block, fill_columns
from mgi_report.compendium.plan.index import plan_index
from mgi_report.compendium.plan.matter import IN_VOLUMES, gists_told
from mgi_report.compendium.plan.prelims import FrontPlan, plan_front
from mgi_report.compendium.view import ChapterView, CityRow, Listed, NameIndexEntry, Place, Reference, ThemeTable
from mgi_report.data.model import KINDS, Kind
from mgi_report.design.measures import Setting, load_measures
from mgi_report.snapshot.view import FindingView
from mgi_report.text.markup import Run
from mgi_report.text.reader import SetText
from mgi_report.text.widths import metrics

FONTS = ROOT / "assets" / "fonts"
TEXT, BOLD = metrics(FONTS / "OpenSans-Regular.ttf", "en"), metrics(FONTS / "OpenSans-Bold.ttf")
SETTING = Setting(load_measures([ROOT / "templates"], "compendium"), TEXT, BOLD)
TITLES = ("Examples of well-developed areas", "Areas with potential for further development")
VIEW = view_of("en")


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


# Chapters


def place(number: int, country: str = "Norway") -> Place:
    name = f"City {number}"
    return Place(
        f"city-{number}-2021-05",
        name,
        name,
        official="",
        country=country,
        code=f"C{number}X",
        edition="May 2021",
        edition_within="May 2021",
        coordinates="0° N, 0° E",
        source=(),
        url="",
        keys=VIEW.places[0].keys,
    )


def reference(city: int, kind: Kind, number: int, words: int = 3, theme: str = "A theme") -> Reference:
    said = SetText((Run(sentence(f"{city}{kind}{number}", 3 + words)),), "en")
    gist = SetText((Run(f"Gist {city} {number}"),), "en")
    finding = FindingView(f"R{number}", f"C{city}X-2021-R{number}", said, gist, stands_in=False)
    return Reference(place(city), kind, finding, 1, theme)


def chapter(themes: list[list[tuple[list[int], list[int], int]]]) -> ChapterView:
    """A chapter of themes, each with cities: the words of their findings by list, and how many are referred to."""
    tables = []
    for number, cities in enumerate(themes):
        rows = []
        for city, (developed, potential, also) in enumerate(cities):
            lists = [
                Listed(kind, tuple(reference(city, kind, n, many) for n, many in enumerate(words)), ())
                for kind, words in zip(KINDS, (developed, potential), strict=True)
            ]
            lists[0] = replace(lists[0], also=tuple(reference(city, "developed", 90 + n) for n in range(also)))
            rows.append(CityRow(place(city), (lists[0], lists[1])))
        tables.append(ThemeTable(f"theme-{number}", f"Invented theme {number}", 1, tuple(rows), (place(99),)))
    return ChapterView("x", 1, "Invented", (("local", "It is invented."),), tuple(tables))


cities = st.tuples(
    st.lists(st.integers(0, 45), max_size=4), st.lists(st.integers(0, 45), max_size=4), st.integers(0, 3)
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(cities, max_size=5), max_size=4))
def test_any_chapter_can_be_planned(themes: list[list[tuple[list[int], list[int], int]]]) -> None:
    view = chapter(themes)
    plan = plan_chapter(view, SETTING, TITLES)
    assert MM <= plan.padding <= 4 * MM
    assert 5 * MM <= plan.between <= 10 * MM
    assert plan.pages >= bool(view.themes)
    assert plan.fill <= 1
    assert plan.pieces <= {table.slug for table in view.themes}
    assert plan_chapter(view, SETTING, TITLES) == plan


def test_only_a_row_that_no_page_has_room_for_may_be_parted() -> None:
    tall, usual = ([40] * 60, [], 0), ([20] * 3, [20] * 2, 0)
    view = chapter([[usual, tall, usual], [usual]])
    plan = plan_chapter(view, SETTING, TITLES)
    assert plan.long == {("theme-0", "city-1-2021-05")}
    assert plan.pages > 2
    assert plan_chapter(chapter([[usual] * 12] * 3), SETTING, TITLES).long == frozenset()


def test_a_long_chapter_is_typeset_in_pieces_that_begin_with_a_theme() -> None:
    usual = ([20] * 3, [20] * 2, 0)
    view = chapter([[usual] * 12] * 8)
    plan = plan_chapter(view, SETTING, TITLES)
    assert plan.pages > 12
    assert len(plan.pieces) == -(-plan.pages // 12) - 1
    assert "theme-0" not in plan.pieces
    assert plan_chapter(chapter([[usual] * 3] * 3), SETTING, TITLES).pieces == frozenset()


def test_white_is_chosen_so_that_a_last_page_is_not_nearly_empty() -> None:
    usual = ([20] * 2, [20] * 2, 0)
    fills = {count: plan_chapter(chapter([[usual] * count] * 3), SETTING, TITLES).fill for count in range(2, 14)}
    assert sum(fill >= 0.35 for fill in fills.values()) >= len(fills) - 1, fills
    assert all(fill <= 0.97 for fill in fills.values()), fills


@pytest.mark.slow
@pytest.mark.parametrize("counts", [(3, 2), (1, 1)], ids=str)
@pytest.mark.parametrize("number", [2, 5, 12])
def test_every_chapter_is_filled_by_seven_tenths_and_the_plan_knows_how_far(
    number: int, counts: tuple[int, int]
) -> None:
    """The opener is full; of the other pages, what is above their lowest ink.

    The chapters of a volume differ in their words alone: each is looked at in one volume of each size.
    """
    countries = ("NO", "PT", "BR")
    data = {
        slug: invented(slug, city["code"], counts, place={"country": countries[n % 3]})
        for n, (slug, city) in enumerate(many(number).items())
    }
    volume = studio_of(data)
    half, goes_on = slice(counts == (1, 1), None, 2), list[str]()
    for chapter, gathering in [*zip(volume.view.chapters, volume.first, strict=False)][half]:
        made = gatherings.make(gathering, volume.studio)
        pages = [fill for piece in pieces_of(made) for fill in filled(piece.pdf)]
        goes_on += [text for piece in pieces_of(made) for text in tops(piece.pdf) if text.startswith("City")]
        assert sum([1.0, *pages]) / (1 + len(pages)) >= 0.695, (chapter.name, pages)
        plan = plan_chapter(chapter, volume.setting, TITLES)
        assert (len(pages), pages[-1]) == (plan.pages, pytest.approx(plan.fill, abs=0.02))
    assert bool(goes_on) == (number > 2), "no table goes on with its head"
    assert all(" ".join(text.split()).startswith(f"City {' '.join(TITLES)}") for text in goes_on)


# Prelims


def front(cities: int, *, country: str = "Norway", title: str = "Cities on three rivers") -> FrontPlan:
    places = tuple(place(number, country) for number in range(cities))
    return plan_front(replace(VIEW, places=places, title=title), SETTING)


@pytest.mark.parametrize("cities", [1, 2, 6, 7, 12, 40, 41, 80, 81, 104])
def test_every_city_stands_once_and_in_order_in_the_tables_of_the_region(cities: int) -> None:
    plan = front(cities)
    assert [spot.name for table in plan.matrices for spot in table] == [f"City {number}" for number in range(cities)]
    widths = list(map(len, plan.matrices))
    assert len(widths) == -(-cities // 40)
    assert max(widths) - min(widths) <= 1
    assert plan.city_width * max(widths) <= SETTING.measures.matrix_cities / MM + 1e-2
    assert plan.city_width >= 2.7
    assert plan.upright == 6


def test_names_on_the_cover_and_in_the_contents_take_more_columns_and_then_give_way() -> None:
    assert [(front(cities).who, front(cities).columns) for cities in (1, 12, 13, 24, 25, 36, 37, 66, 67, 90, 91)] == [
        ("one", "one"), ("one", "one"), ("two", "one"), ("two", "one"), ("two", "two"), ("two", "two"),
        ("three", "two"), ("three", "two"), ("three", "three"), ("three", "three"), ("countries", "three"),
    ]  # fmt: skip
    assert [front(cities).roomy for cities in (8, 9)] == [True, False]


def test_domains_of_the_contents_tell_their_themes_where_the_page_has_room() -> None:
    chapter = VIEW.chapters[0]
    long = replace(chapter, tables=tuple(replace(table, name=table.name * 9) for table in chapter.tables))
    crowded = replace(VIEW, chapters=(long,) * 6)
    assert [plan_front(view, SETTING).doors_tell for view in (VIEW, crowded)] == [True, False]
    assert [front(cities).doors_tell for cities in (8, 9)] == [True, False]


def test_a_long_title_is_set_smaller() -> None:
    sizes = [front(2, title=title).title_size for title in ("Short", "Long words " * 7, "Long words " * 20)]
    assert sizes == sorted(set(sizes), reverse=True)


@pytest.mark.parametrize(
    ("letters", "title", "ways"),
    [
        (20, "Short", ["two", "three", "three", "three", "three", "three"]),
        (45, "Short", ["two", "three", "three", "three", "three", "countries"]),
        (45, "Long words " * 6, ["two", "three", "three", "three", "countries", "countries"]),
    ],
)
def test_long_names_on_the_cover_take_more_columns_and_give_way_sooner(
    letters: int, title: str, ways: list[str]
) -> None:
    found = []
    for cities in (30, 40, 45, 50, 60, 90):
        places = tuple(replace(place(number), name=long(number, letters)) for number in range(cities))
        found.append(plan_front(replace(VIEW, places=places, title=title.strip()), SETTING).who)
    assert found == ways


@pytest.mark.parametrize(
    ("cities", "letters", "steep", "narrow"),
    [(7, 12, False, False), (7, 30, True, False), (12, 45, True, False), (14, 12, True, True), (20, 30, True, True)],
)
def test_turned_heads_stay_on_their_page_however_long(cities: int, letters: int, steep: bool, narrow: bool) -> None:
    places = tuple(replace(place(number), name=long(number, letters)) for number in range(cities))
    plan = plan_front(replace(VIEW, places=places), SETTING)
    assert (plan.steep, plan.narrow) == (steep, narrow)
    names = [f"{city.name}, {city.country}, {city.year}" for city in places]
    longest = max(SETTING.bold.width(words, SETTING.measures.caption) for words in names)
    lines = max(int(plan.city_width * MM // SETTING.measures.caption_line), 1) if steep else 1
    assert plan.head * lines >= longest * (1.0 if steep else 0.866)
    assert plan.row > SETTING.measures.caption_line, "rows have room below heads"
    if not steep:
        beyond = longest / MM / 2 - plan.city_width / 2
        assert beyond < SETTING.measures.matrix_page / MM + 10, "5 mm from the edge of the page"


def long(number: int, letters: int) -> str:
    return f"Puerto {number} de los Altos Ríos del Norte y de la Costa"[:letters].strip()


@pytest.mark.slow
@pytest.mark.parametrize("letters", [12, 45])
@pytest.mark.parametrize("cities", [30, 40, 45, 50, 60])
def test_cities_on_the_cover_stand_below_all_that_is_said_above_them(cities: int, letters: int) -> None:
    volume = studio_of(many(cities))
    places = tuple(replace(item, name=long(n, letters)) for n, item in enumerate(volume.view.places))
    volume.__dict__["view"] = replace(volume.view, places=places, title="Cities on very many long rivers of the south")
    front = front_of(volume)
    cover = front.document.html.partition('<section class="leaf contents">')[0]
    made = gatherings.make(replace(front, document=replace(front.document, html=cover)), volume.studio)
    text = pypdfium2.PdfDocument(made.pdf)[0].get_textpage()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    number = next(n for n, box in enumerate(boxes) if text.get_text_bounded(*box).strip() == volume.view.editions)
    (_, said, *_), listed = boxes[number], boxes[number + 1 :]
    assert len(listed) >= 3
    assert max(top for *_, top in listed) < said
    assert min(bottom for _, bottom, *_ in listed) > 6 * MM, "above the stripe"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cities", "pages", "code"),
    [*((cities, 1, "en") for cities in (1, 6, 7, 12, 40)), (41, 2, "en"), (12, 1, "es"), (12, 1, "fr")],
)
def test_the_region_fits_one_page_up_to_forty_cities(cities: int, pages: int, code: str) -> None:
    volume = studio_of(many(cities), code)
    made = gatherings.make(front_of(volume), volume.studio)
    assert made.anchors["region"] == made.anchors["opening"] + 2
    assert made.anchors["map"] == made.anchors["region"] + pages
    assert made.pages == made.anchors["map"]
    shares = filled(made.pdf)[made.anchors["region"] - 1 : made.anchors["map"] - 1]
    assert len(shares) == pages
    assert min(shares) > 0.8


def test_what_is_said_around_the_table_of_a_region_takes_room_from_its_rows() -> None:
    volume = studio_of(many(12))
    volume.__dict__["view"] = replace(volume.view, caveat=volume.view.caveat * 2)
    made = gatherings.make(front_of(volume), volume.studio)
    assert made.anchors["map"] == made.anchors["region"] + 1


@pytest.mark.slow
@pytest.mark.parametrize(("cities", "pages"), [(5, 1), (6, 1), (7, 1), (12, 1), (26, 2), (40, 2)])
def test_long_heads_take_lines_and_then_half_the_rows_a_page(cities: int, pages: int) -> None:
    volume = studio_of(many(cities))
    places = tuple(
        replace(item, name=long(number, 32), country="Republic of the Three Rivers")
        for number, item in enumerate(volume.view.places)
    )
    volume.__dict__["view"] = replace(volume.view, places=places)
    made = gatherings.make(front_of(volume), volume.studio)
    assert made.anchors["map"] == made.anchors["region"] + pages
    contents = pypdfium2.PdfDocument(made.pdf)[1].get_textpage().get_text_range()
    assert ("The region on one page" in contents) == (pages == 1)
    assert min(filled(made.pdf)[made.anchors["region"] - 1 : made.anchors["map"] - 1]) > 0.8
    for sheet in [*pypdfium2.PdfDocument(made.pdf)][made.anchors["region"] - 1 : made.anchors["map"] - 1]:
        text = sheet.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        assert text.get_text_range().count("Republic") >= cities
        assert max(right for _, _, right, _ in boxes) < (210 - 12) * MM, "no head reaches into the margin"


def test_cities_on_one_spot_are_numbered_on_the_map_and_named_in_its_key() -> None:
    cities = [f"quay-{n}" for n in range(6)]
    volume = studio_of({city: invented(city, f"Q{'ABCDEF'[n]}Y", (1, 1)) for n, city in enumerate(cities)})
    volume.figures = {**volume.figures, "map.svg": region_map(volume.comparison, volume.studio)}
    made = gatherings.make(front_of(volume), volume.studio)
    page = pypdfium2.PdfDocument(made.pdf)[made.anchors["map"] - 1].get_textpage().get_text_bounded()
    assert "only link the dots with this list" in " ".join(page.split())
    assert all(f"Quay {n}" in page for n in range(6))


# The index of names


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_every_entry_of_the_index_is_planned_once_and_in_order(code: str) -> None:
    volume = studio_of(code=code)
    plan = plan_index(volume.view, SETTING, laid_out(volume).numbers)
    blocks = [block for page in plan.pages for column in page for block in column]
    found = [entry for block in blocks for entry in block.entries]
    assert found == [entry for _, entries in volume.view.name_index for entry in entries]
    assert [block.title for block in blocks if block.first] == [title for title, _ in volume.view.name_index]
    assert plan.total == len(plan.pages) == 1


@pytest.mark.parametrize("counts", [(1, 2, 3, 4, 5, 90), (40, 41, 42), (150,), (7,) * 30], ids=str)
def test_no_column_of_names_begins_or_ends_with_one_of_them(counts: tuple[int, ...]) -> None:
    volume = studio_of()
    numbers, (entry, *_) = laid_out(volume).numbers, volume.view.entries
    index = tuple(
        (f"Kind {kind}", tuple(NameIndexEntry(f"Name {kind} {n}", "", (entry,)) for n in range(many)))
        for kind, many in enumerate(counts)
    )
    plan = plan_index(replace(volume.view, name_index=index), SETTING, numbers)
    columns = [column for page in plan.pages for column in page if column]
    assert len(columns) > 2
    for column in columns:
        listed = [(block.title, entry) for block in column for entry in block.entries]
        for (kind, entries), end in product(index, (0, -1)):
            together = [entry for title, entry in listed if title == kind]
            if listed[end][0] == kind and len(entries) > 1:
                assert len(together) > 1, "one entry parted from the others of its kind"


def test_an_index_without_names_has_no_page() -> None:
    volume = studio_of()
    plan = plan_index(replace(volume.view, name_index=()), SETTING, laid_out(volume).numbers)
    assert plan.pages == ()


# Exchange


@pytest.mark.parametrize("cities", [2, 12, 50])
def test_less_is_told_of_findings_where_a_city_would_take_more_than_its_room(cities: int) -> None:
    meetings = studio_of(many(cities)).view.exchange.meetings
    ways = [gists_told(meetings, SETTING, room) for room in (1e6, 600.0, 300.0, 1.0)]
    assert ways[0] == "all"
    assert ways[-1] == "none"
    assert sorted(ways, key=IN_VOLUMES.index) == ways
