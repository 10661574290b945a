"""What stands on the pages of the compendium of three invented cities: findings, tables, order, caveat, colours."""

from __future__ import annotations

import re
from itertools import product

import pypdfium2

from helpers.books import CHAPTERS, MM, Book
from helpers.cities import DOMAINS
from helpers.project import ROOT
from helpers.tables import Cell, attribute
from helpers.volumes import NAMES, walk
from mgi_report.compendium.view import VolumeView
from mgi_report.design.theme_file import load_theme
from mgi_report.text.typography import fold

LISTS = ("Examples of well-developed areas", "Areas with potential for further development")
SIGN = 6.2 * MM
"""White and sign before the words of a head."""
HEADS = ("Could ask about", "Could be asked about")


# Findings


def test_every_finding_stands_once_in_its_chapter_and_once_with_its_city(book: Book, view: VolumeView) -> None:
    by_chapter, by_city = book.chapters, book.cities
    assert len([*view.entries]) == 72
    for entry in view.entries:
        wanted = fold(entry.finding.text.plain)
        for pages in (by_chapter[entry.chapter], by_city[entry.place.name]):
            assert sum(book.folded[page].count(wanted) for page in pages) == 1, entry.full
        assert sum(text.count(wanted) for text in book.folded) == 2, entry.full


def test_texts_of_cities_are_printed_as_they_stand(book: Book) -> None:
    text = " ".join(" ".join(book.text).split())
    assert text.count("<desde 2018>") == 2
    assert text.count("{{ vecinos }}") == 2


def test_both_lists_have_the_same_type_and_the_same_width(book: Book, view: VolumeView) -> None:
    found: dict[str, set[float]] = {}
    for entry in view.entries:
        for page in book.chapters[entry.chapter]:
            text = book.document[page].get_textpage()
            if place := text.search(entry.finding.text.plain[:12]).get_next():
                size = pypdfium2.raw.FPDFText_GetFontSize(text, place[0])
                found.setdefault(entry.kind, set()).add(round(size, 2))
    assert found["developed"] == found["potential"]
    assert len(found["developed"]) == 1
    for pages in book.chapters.values():
        page = book.document[pages[1]].get_textpage()
        marks = [page.search(name).get_next() for name in LISTS]
        first, second = (page.get_charbox(place[0])[0] for place in marks if place)
        assert abs((second - first) - (195 * MM - (second - SIGN))) < 1 * MM


# Tables, read by the heads that their cells name


def test_every_finding_is_read_under_its_city_and_its_list(book: Book, view: VolumeView) -> None:
    for chapter, title in zip(view.chapters, CHAPTERS, strict=True):
        found = [cell for part in book.parts(title) for cells in book.tagged.tables(part) for cell in cells]
        wanted = [
            (row.place, name, listed)
            for table in chapter.themes
            for row in table.rows
            for name, listed in zip(LISTS, row.lists, strict=True)
        ]
        assert len(found) == len(wanted)
        for cell, (place, name, listed) in zip(found, wanted, strict=True):
            assert cell.rows == (f"{place.name} {place.country}, {place.year}",)
            assert cell.columns == (name,)
            told = "".join(
                f"{'' if item.finding.stands_in else item.finding.gist.plain} {item.finding.text.plain} {item.local}"
                for item in listed.entries
            )
            also = "; ".join(f"{item.local} ({item.theme})" for item in listed.also)
            told += f"See also {also}" if also else ""
            assert fold(cell.words) == fold(told or "Not mentioned")


def test_the_region_on_one_page_shows_what_every_profile_lists(book: Book, view: VolumeView) -> None:
    ((corner, *cells),) = book.tagged.tables(book.parts("Contents"))
    assert corner == Cell("", (), (), ()), "above the domains"
    signs = {
        "developed": ("Example",),
        "potential": ("Potential",),
        "both": ("Example", "Potential"),
        "": ("Not mentioned",),
    }
    wanted = [
        Cell(
            "",
            signs[str(table.states.get(place.identity, ""))],
            (str(chapter.number), table.name),
            (f"{place.name} {place.country}, {place.year}",),
        )
        for chapter in view.chapters
        for table in chapter.tables
        for place in view.places
    ]
    marks = [cell for cell in cells if cell.columns != ("Page",)]
    for cell, right in zip(marks, wanted, strict=True):
        assert (cell.pictures, sorted(cell.rows), cell.columns) == (right.pictures, sorted(right.rows), right.columns)
    assert len(cells) - len(marks) == sum(chapter.span for chapter in view.chapters)


def test_the_boxes_of_a_city_are_read_under_its_name(book: Book, view: VolumeView) -> None:
    cells = [cell for cells in book.tagged.tables(book.parts("Exchange by city")) for cell in cells]
    names = {meeting.place.name: meeting for meeting in view.exchange.meetings}
    told: dict[tuple[str, str], str] = {}
    for cell in cells:
        whose, which = cell.columns
        (name,) = [name for name in names if whose.startswith(name)]
        told[name, which] = told.get((name, which), "") + fold(cell.words)
    assert list(told) == list(product(names, HEADS))
    for (name, which), words in told.items():
        topics = names[name].boxes[HEADS.index(which)]
        places = [words.index(fold(f"{table.chapter} {table.name}")) for table, _ in topics]
        assert places == sorted(places)
        assert all(fold(place.name) in words for _, side in topics for place in side.places)
        assert fold(name) not in words, "no city is its own partner"


def test_the_boxes_of_a_city_have_the_same_width(book: Book) -> None:
    page = book.titled("Exchange by city")
    picture = book.picture(page)
    text = book.document[page].get_textpage()
    place = text.search("Could ask about", match_case=True).get_next()
    assert place
    row = 842 - round(text.get_charbox(place[0])[1]) + 4
    mist, white = picture.getpixel((round(20 * MM), row)), (255, 255, 255)
    line = [picture.getpixel((x, row)) for x in range(595)]
    assert mist != white
    first, last = line.index(mist), len(line) - 1 - line[::-1].index(mist)
    gap = [x for x in range(first, last) if line[x] == white]
    assert gap
    assert abs((gap[0] - first) - (last - gap[-1])) <= 2


def test_heads_of_tables_have_a_scope_and_an_identifier_of_their_own(book: Book) -> None:
    heads = [element for element in book.elements if element["/S"] == "/TH"]
    names = [str(element["/ID"]) for element in heads]
    assert len(names) == len(set(names)) > 100
    assert {attribute(element, "/Scope", "") for element in heads} == {"/Row", "/Column"}
    tables = [element for element in book.elements if element["/S"] == "/Table"]
    for table in tables:
        kinds = [part.get_object()["/S"] for part in table["/K"]]
        assert kinds[0] == "/THead", "also where a table goes on, on the next page"
        assert set(kinds[1:]) == {"/TBody"}
        for cell in walk(table):
            assert cell["/S"] != "/TD" or not cell["/K"] or attribute(cell, "/Headers", [])


def test_a_page_of_a_chapter_begins_with_the_head_of_a_table(book: Book, view: VolumeView) -> None:
    for chapter in view.chapters:
        for page in book.chapters[chapter.number][1:]:
            top = book.body(page)[:160].split("\r\n")
            if top[0] != "City":
                top = top if top[0].startswith("City ") else top[1:]
            assert " ".join(" ".join(top).split()).startswith(f"City {LISTS[0]} {LISTS[1]}"), book.labels[page]


def test_what_is_not_mentioned_is_told_below_a_theme_and_on_the_opener(book: Book, view: VolumeView) -> None:
    for chapter in view.chapters:
        opener, *pages = book.chapters[chapter.number]
        said = fold(" ".join(map(book.body, pages)))
        for table in chapter.themes:
            names = view.language.join([place.name for place in table.silent])
            assert not names or fold(f"Not mentioned: {names}. It may still exist.") in said
        assert said.count(fold("It may still exist")) == sum(bool(table.silent) for table in chapter.themes)
        silent = "; ".join(table.name for table in chapter.silent)
        assert fold(f"Not mentioned in these profiles: {silent}. It may still exist.") in book.folded[opener]


# Order, caveat, numbers


def test_cities_stand_in_one_order_everywhere(book: Book, view: VolumeView) -> None:
    region, contents = book.front["The region on one page"], book.front["Contents"]
    for page in (0, contents + 1, contents + 3, region, book.titled("The cities"), book.titled("Index of names")):
        folded = book.folded[page]
        folded = folded[folded.rfind(fold("Sources and citation")) :] if "Index of names" in book.text[page] else folded
        places = [folded.find(fold(name)) for name in NAMES]
        assert -1 not in places, book.labels[page]
        assert places == sorted(places), book.labels[page]
    starts = [pages[0] for pages in book.cities.values()]
    assert starts == sorted(starts)
    meetings = [
        book.said("Exchange by city").find(fold(f"{p.name} {p.country}, {p.edition_within}")) for p in view.places
    ]
    assert -1 not in meetings
    assert meetings == sorted(meetings)


def test_themes_of_both_exchanges_follow_the_framework(book: Book, view: VolumeView) -> None:
    said = book.said("Exchange by theme")
    places = [
        said.find(fold(f"{card.table.chapter} {card.table.name} Describe experience")) for card in view.exchange.cards
    ]
    assert -1 not in places
    assert places == sorted(places)
    alone = said[said.index(fold("Themes of which only one side is described")) :]
    assert alone.count(fold("None in this volume.")) == view.exchange.one_sided.count(())
    places = [alone.find(fold(table.name)) for tables in view.exchange.one_sided for table in tables]
    assert -1 not in places
    assert places == sorted(places)


def test_the_caveat_is_whole_beside_every_comparison_and_the_theme_that_shows_how_to_read(
    book: Book, view: VolumeView
) -> None:
    openers = [pages[0] for pages in book.chapters.values()]
    comparisons = [
        book.front["The region on one page"],
        *openers,
        *map(book.titled, ("Exchange by theme", "Exchange by city")),
    ]
    whole = [page for page, folded in enumerate(book.folded) if fold(view.caveat) in folded]
    assert whole == sorted([book.front["This volume in two minutes"] + 1, *comparisons])
    assert sum(folded.count(fold("their number is no score")) for folded in book.folded) == len(whole)


def test_no_page_has_a_lone_dash_or_one_number_of_another(book: Book, view: VolumeView) -> None:
    quoted = "|".join(re.escape(entry.finding.text.plain) for entry in view.entries)
    for index, text in enumerate(book.text):
        words = re.sub(quoted, "", " ".join(text.split()).replace("\xa0", " "))
        assert not re.search(r"(?<!\S)[-–—](?!\S)(?! May 2021)", words), book.labels[index]
        assert not re.search(r"\d\s*/\s*\d", re.sub(r"Ordenanza 12/2019", "", words)), book.labels[index]


def test_no_count_is_printed_in_an_exchange(book: Book, view: VolumeView) -> None:
    """All numbers there are those of chapters, references, pages and editions."""
    for title in ("Exchange by theme", "Exchange by city"):
        for page in book.pages(title):
            words = " ".join(book.body(page).split()).replace("\xa0", " ")
            words = re.sub(r"Gist \w+ in a few words|p\. \d+|[RGPWCS]\d+\b|\b(20\d\d)\b", "", words)
            names = [table.name for chapter in view.chapters for table in chapter.tables]
            words = re.sub(rf"\b[1-6] (?={'|'.join(map(re.escape, names))})", "", words)
            alone = words.partition("Themes of which only one side is described")[2]
            rest = words.removesuffix(alone) + re.sub(rf"({'|'.join(map(re.escape, NAMES))}) \d+", "", alone)
            assert re.findall(r"\d+", rest) == [], book.labels[page]


# Looks


def test_no_page_is_empty(book: Book) -> None:
    divider = [page for page in range(1, len(book.text)) if " ".join(book.text[page].split()) == "The cities"]
    assert len(divider) <= 1
    for index in range(1, len(book.text)):
        assert index in divider or len(book.text[index]) > 150, book.labels[index]


def test_running_heads_name_the_chapter_and_the_volume(book: Book) -> None:
    for number, pages in book.chapters.items():
        assert book.head(pages[0]) == ""
        for page in pages[1:]:
            assert book.head(page) == CHAPTERS[number - 1]
            high = (115 * MM, (297 - 16) * MM, 195 * MM, (297 - 9) * MM)
            assert book.within(page, high) == "Cities on three rivers"
    for title in ("Exchange by theme", "Exchange by city", "The cities", "Index of names"):
        assert book.head(book.titled(title)) == title
    assert list(book.front)[::-1] == [
        "Contents", "This volume in two minutes", "The region on one page", "Where the cities lie",
    ]  # fmt: skip


def test_an_opener_and_its_tab_have_the_colour_of_the_domain(book: Book) -> None:
    accents = load_theme(ROOT / "assets" / "theme.yaml").accents()
    for number, (opener, *pages) in book.chapters.items():
        fill = accents[DOMAINS[number - 1]][0]
        colour = tuple(int(fill[i : i + 2], 16) for i in (1, 3, 5))
        picture = book.picture(opener)
        assert {picture.getpixel(spot) for spot in ((2, 2), (2, 839), (592, 839))} == {colour}
        for page in pages:
            picture = book.picture(page)
            x = 593 if page % 2 == 0 else 1
            heights = [round((24 + 38 * place + 3) * MM) for place in range(6)]
            tabs = [picture.getpixel((x, height)) for height in heights]
            assert tabs == [colour if place + 1 == number else (255, 255, 255) for place in range(6)], book.labels[page]
            assert picture.getpixel((594 - x, heights[number - 1])) == (255, 255, 255)


def test_the_pages_of_the_cities_and_the_contents_say_what_the_volume_is(book: Book, view: VolumeView) -> None:
    imprint = book.folded[book.front["Contents"] + 1]
    assert fold("This is not an IOM publication") in imprint
    assert fold("Text last revised on 5 April 2024.") in imprint
    for place in view.places:
        assert fold(place.code) in imprint
    reading = book.folded[book.front["This volume in two minutes"] + 1]
    assert fold("Findings of Monte Alto & Cía stand in Spanish") in reading
    plain = " ".join(book.text[book.front["Where the cities lie"]].split())
    assert "Not on the map, as the profile gives no coordinates: Port Sereno." in plain
