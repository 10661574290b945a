"""The compendium of three invented cities as a file: standards, labels, bookmarks, and where its page numbers lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from helpers.books import AFTER, CHAPTERS, MM, Book
from helpers.order import jumps
from helpers.project import needs
from helpers.volumes import NAMES, REGION, unreached, walk
from helpers.witness import qpdf_complaints, violations
from mgi_report.compendium.view import Reference, Side, VolumeView
from mgi_report.pdf.expected import expected_by_attachment
from mgi_report.pdf.heard import read_heard
from mgi_report.pdf.reading import open_pdf
from mgi_report.pdf.screen import prove
from mgi_report.text.typography import fold


@pytest.mark.parametrize("claim", ["PDF/UA-1", "PDF/A-3a"])
def test_no_rule_of_the_standards_fails(book: Book, claim: str) -> None:
    assert violations(book.pdf, claim) == []


def test_whatever_is_marked_is_reached_from_the_root(book: Book) -> None:
    assert unreached(book.reader) == []


def test_it_says_its_title_where_old_readers_look(book: Book) -> None:
    packet = book.reader.xmp_metadata
    assert packet
    assert book.reader.metadata
    assert book.reader.metadata.title == (packet.dc_title or {})["x-default"]


def test_cities_are_closed_in_the_bookmarks(book: Book) -> None:
    root = book.reader.root_object["/Outlines"]["/First"]  # type: ignore[index]
    items = {str(item["/Title"]): item for item in in_a_row(root)}
    cities = list(in_a_row(items["The cities"]["/First"]))
    assert [str(city["/Title"]) for city in cities] == list(NAMES)
    assert [int(city["/Count"]) for city in cities] == [-6] * 3
    assert int(items["The cities"]["/Count"]) == -3


def in_a_row(item: Any) -> Iterator[Any]:
    while item is not None:
        yield (item := item.get_object())
        item = item.get("/Next")


def test_the_syntax_is_sound(book: Book) -> None:
    needs("qpdf")
    assert qpdf_complaints(book.pdf) == []


def test_pages_are_painted_in_the_order_in_which_they_are_read(book: Book) -> None:
    assert jumps(book.pdf) == []


def test_an_index_is_one_list_for_each_kind_of_name(book: Book) -> None:
    (index,) = book.parts("Index of names")
    elements = list(walk(index))
    kinds = [item for item in elements if item["/S"] == "/H2"]
    lists = [item for item in elements if item["/S"] == "/L"]
    assert 0 < len(lists) <= len(kinds)
    assert sum(len(items["/K"]) for items in lists) == len([item for item in elements if item["/S"] == "/LI"])


def test_signs_say_what_they_stand_for(book: Book) -> None:
    alts = {str(item["/Alt"]) for item in book.elements if "/Alt" in item}
    assert {"Domain 1, Migrants’ rights:", "Example", "Potential", "Not mentioned"} <= alts


def test_verify_needs_nothing_but_the_file(book: Book, view: VolumeView) -> None:
    """The findings that it looks for are those attached: once in the chapters and once in the pages of the cities."""
    proof = prove(book.pdf)
    assert proof.passed, proof.problems
    detail = next(check.detail for check in proof.checks if check.name == "findings")
    assert detail == f"{len([*view.entries])} findings"
    known = expected_by_attachment(open_pdf(book.pdf)).findings
    assert sorted(known) == sorted(2 * [(entry.full, plain(entry.finding.text.plain)) for entry in view.entries])


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_every_page_is_a4(book: Book) -> None:
    sizes = {tuple(round(float(value), 1) for value in page.mediabox) for page in book.reader.pages}
    assert sizes == {(0.0, 0.0, 595.3, 841.9)}


def test_attachments_are_the_data_of_the_reports_alone(book: Book) -> None:
    names = [f"{REGION}.csv", f"{REGION}.json"]
    attached = book.reader.attachments
    assert sorted(attached) == names
    for name in names:
        assert attached[name] == [(book.root / "reports" / "data" / name).read_bytes()]


def test_the_title_of_the_file_says_what_it_is(book: Book) -> None:
    about = book.reader.xmp_metadata
    assert about is not None
    assert about.dc_title["x-default"] == "Cities on three rivers: migration governance profiles side by side"
    assert "without ranking them" in about.dc_description["x-default"]


# Labels and bookmarks


def test_pages_are_numbered_from_the_cover_to_the_back(book: Book) -> None:
    assert book.labels == [str(number) for number in range(1, len(book.labels) + 1)]


def test_folios_are_the_labels_at_the_outer_side(book: Book) -> None:
    bare = {0, len(book.labels) - 1, *(pages[0] for pages in book.chapters.values())}
    bare |= {page for page in range(1, len(book.labels)) if " ".join(book.text[page].split()) == "The cities"}
    for index, label in enumerate(book.labels):
        left, right = (book.within(index, (x * MM, 6 * MM, (x + 15) * MM, 14 * MM)) for x in (15, 180))
        outer, inner = (right, left) if index % 2 == 0 else (left, right)
        assert outer == ("" if index in bare else label), label
        assert inner == "", label


def test_bookmarks_are_the_parts_and_lead_where_they_say(book: Book) -> None:
    assert [title for level, title, _ in book.bookmarks() if level == 0] == [*CHAPTERS, *AFTER]
    names = {"Exchange by theme": "Experience meets a question", "Exchange by city": "Who could talk to whom"}
    for _, title, page in book.bookmarks():
        words = re.sub(r"^[1-6]\s+", "", names.get(title, title))
        assert fold(words) in book.folded[page], title
    pages = [page for _, _, page in book.bookmarks()]
    assert pages == sorted(pages)


def test_bookmarks_of_a_chapter_are_its_themes_and_those_of_the_cities_their_names(
    book: Book, view: VolumeView
) -> None:
    inside: dict[str, list[str]] = {}
    for level, title, _ in book.bookmarks():
        if level == 0:
            top = inside.setdefault(title, [])
        elif level == 1:
            top.append(title)
    for chapter, title in zip(view.chapters, CHAPTERS, strict=True):
        assert inside[title] == [table.name for table in chapter.themes]
    assert inside["The cities"] == list(NAMES)


def test_the_two_pages_of_a_city_face_each_other(book: Book) -> None:
    spreads = list(book.cities.values())
    assert {len(pages) for pages in spreads} == {1, 2}
    for pages in spreads:
        assert len(pages) == 1 or pages[0] % 2 == 1, "a left page has an even number, and an odd place from 0"


# Page numbers


def test_the_contents_name_true_pages(book: Book, view: VolumeView) -> None:
    index = book.front["Contents"]
    links = [
        (page, said, target, box)
        for page in (index, index + 1)
        for said, target, _, box in book.links(page)
        if target is not None
    ]
    assert len(links) == 3 + 6 + 5 + len(NAMES)
    names = {
        "Exchange by theme": "Experience meets a question",
        "Exchange by city": "Who could talk to whom",
        "The region on one page": "Who writes about what",
    }
    for page, said, target, box in links:
        found = re.fullmatch(r"Go to (?:the pages of |domain \d, )?(.+?)(?:,? on page (\w+))?", said)
        assert found is not None
        printed = re.search(r"(\d+)$", book.within(page, (100 * MM, box[1] - 1, 195 * MM, box[3] + 1)))
        assert printed is not None, said
        assert printed[1] == book.labels[target]
        assert found[2] in (None, printed[1])
        assert fold(names.get(found[1], found[1])) in book.folded[target], said
    assert [said for _, said, *_ in links if "pages of" in said] == [
        f"Go to the pages of {place.name} on page {book.labels[book.cities[place.name][0]]}" for place in view.places
    ]


def test_every_theme_of_the_region_page_and_of_an_opener_has_its_page(book: Book, view: VolumeView) -> None:
    region = book.front["The region on one page"]
    openers = [pages[0] for pages in book.chapters.values()]
    names = [table.name for chapter in view.chapters for table in chapter.themes]
    for places in ([region], openers):
        found = [(page, *link) for page in places for link in book.links(page) if "domain" not in link[0]]
        assert len(found) == len(names)
        for (page, said, target, top, box), name in zip(found, names, strict=True):
            assert target is not None
            assert top is not None
            label = book.labels[target]
            assert said == f"Go to {name} on page {label}"
            printed = book.within(page, (180 * MM, box[1] - 1, 196 * MM, box[3] + 1))
            assert re.search(r"\d+$", printed), said
            assert printed.split()[-1] == label
            assert fold(name) in fold(book.within(target, (0, top - 10 * MM, 595, top + 3)))
    domains = [link for link in book.links(region) if "domain" in link[0]]
    assert [target for _, target, *_ in domains] == openers


def test_the_list_of_cities_names_their_pages_and_codes(book: Book, view: VolumeView) -> None:
    listed = " ".join(book.text[book.titled("The cities")].split())
    assert len(book.pages("The cities")) == 1 + sum(map(len, book.cities.values()))
    for place in view.places:
        assert f"Page {book.labels[book.cities[place.name][0]]} · {place.code}" in listed
    assert listed.count("No key points were chosen.") == 4
    for finding in ("VAU4d0", "VAU4p0"):
        assert f"Gist {finding} in a few words" in listed


def test_numbers_of_the_index_of_names_are_true_and_say_of_which_city(book: Book, view: VolumeView) -> None:
    said = book.said("Index of names")
    assert len(view.name_index) == 5
    for title, entries in view.name_index:
        assert fold(title) in said
        assert entries
        for entry in entries:
            codes = dict.fromkeys(item.place.code for item in entry.references)
            told = ", ".join(
                f"{code} " + ", ".join(dict.fromkeys(where(book, i) for i in entry.references if i.place.code == code))
                for code in codes
            )
            assert fold(f"{entry.name} {told}") in said, entry.name
    assert "Three Rivers Network MAL" in " ".join(book.text[book.titled("Index of names")].split())


def test_the_sources_follow_the_index_with_all_addresses(book: Book, view: VolumeView) -> None:
    said = book.said("Index of names")
    assert said.index(fold("Index of names")) < said.index(fold("Sources and citation"))
    places = [said.index(fold(f"{place.name} {place.code}")) for place in view.places]
    assert places == sorted(places)
    for place in view.places:
        assert fold(place.url) in said
    assert fold("Cities on three rivers: migration governance profiles side by side") in said


@pytest.mark.parametrize("number", [0, 1])
def test_cards_name_everyone_with_gist_reference_and_page(book: Book, view: VolumeView, number: int) -> None:
    said = book.said("Exchange by theme")
    assert len(view.exchange.cards) > 10
    for card in view.exchange.cards:
        for place, items in named(card.sides[number]):
            assert fold(f"{place} {told(book, items)}") in said, card.table.name


@pytest.mark.parametrize("number", [0, 1])
def test_boxes_of_a_city_name_everyone_with_gist_reference_and_page(book: Book, view: VolumeView, number: int) -> None:
    said = book.said("Exchange by city")
    assert len(view.exchange.meetings) == len(NAMES)
    for meeting in view.exchange.meetings:
        for table, side in meeting.boxes[number]:
            words = "; ".join(f"{place} {told(book, items)}" for place, items in named(side))
            assert fold(f"{table.chapter} {table.name} {words}") in said, (meeting.place.name, table.name)
    assert fold("Contact Office of Arrivals, arrivals@example.org") in said


def named(side: Side) -> list[tuple[str, tuple[Reference, ...]]]:
    assert not side.brief
    return [(place.name, items) for _, places in side.groups for place, items in places]


def told(book: Book, references: tuple[Reference, ...]) -> str:
    """Gist, reference and page of findings; one without a gist has its reference alone."""
    return "; ".join(
        f"{'' if item.finding.stands_in else item.finding.gist.plain} {item.local}, p. {where(book, item)}"
        for item in references
    )


def where(book: Book, reference: Reference) -> str:
    """The label of the page on which a finding stands in its chapter, found by looking for its words."""
    words = fold(reference.finding.text.plain)
    (page,) = [page for page in book.chapters[reference.chapter] if words in book.folded[page]]
    return book.labels[page]


# Links


def test_references_lead_from_a_chapter_into_the_pages_of_the_city(book: Book, view: VolumeView) -> None:
    words = {entry.full: fold(entry.finding.text.plain) for entry in view.entries}
    for number, pages in book.chapters.items():
        said = [link for page in pages for link in book.links(page) if "among the findings of" in link[0]]
        assert [link[0].split()[1] for link in said] == [item.full for item in view.entries if item.chapter == number]
        for label, page, _, _ in said:
            found = re.fullmatch(r"Finding (\S+) among the findings of (.+)", label)
            assert found is not None
            assert page in book.cities[found[2]]
            assert words[found[1]] in book.folded[page]


def test_links_of_an_exchange_lead_back_to_the_finding(book: Book, view: VolumeView) -> None:
    entries = {entry.full: entry for entry in view.entries}
    count = 0
    for title in ("Exchange by theme", "Exchange by city"):
        for index in book.pages(title):
            for said, page, top, box in book.links(index):
                found = re.fullmatch(r"(.+), finding (\S+), page (\d+)", said)
                assert found is not None
                entry = entries[found[2]]
                kinds = {"developed": "Example of a well-developed area", "potential": "Area with potential"}
                assert found[1] == kinds[entry.kind]
                assert page is not None
                assert top is not None
                assert book.labels[page] == found[3]
                assert book.within(index, box).split()[-1] in (entry.local, found[3])
                below = fold(book.within(page, (0, top - 30 * MM, 595, top + 2)))
                assert fold(entry.finding.text.plain)[:20] in below
                count += 1
    assert count > 100


def test_see_also_leads_to_where_a_finding_stands_in_full(book: Book, view: VolumeView) -> None:
    texts = {entry.full: fold(entry.finding.text.plain) for entry in view.entries}
    found = [link for pages in book.chapters.values() for page in pages for link in book.links(page)]
    found = [link for link in found if "printed under the theme" in link[0]]
    lists = [
        listed for chapter in view.chapters for table in chapter.themes for row in table.rows for listed in row.lists
    ]
    also = [item for listed in lists for item in listed.also]
    assert [said for said, *_ in found] == [f"Finding {i.full}, printed under the theme {i.theme}" for i in also] != []
    for (_, page, _, _), item in zip(found, also, strict=True):
        assert page in book.chapters[item.chapter]
        assert texts[item.full] in book.folded[page or 0]


def test_every_link_is_described_and_leads_somewhere(book: Book) -> None:
    count = 0
    for index in range(len(book.text)):
        for said, page, _, box in book.links(index):
            count += 1
            assert len(said) > 5, (index, box)
            assert page is None or 0 <= page < len(book.text)
            assert page is not None or "web" in said
    assert count > 250


# Tags


def test_headings_descend_without_a_gap_in_every_part(book: Book) -> None:
    (document,) = book.root_element
    parts = [part.get_object() for part in document.get_object()["/K"]]
    assert {part["/S"] for part in parts} == {"/Part"}
    for part in parts:
        inside = [item for item in book.elements if item["/S"].startswith("/H") and within(item, part)]
        levels = [int(item["/S"][2]) for item in inside]
        assert all(after <= before + 1 for before, after in pairwise(levels)), str(part.get("/T"))


def within(element: dict, part: dict) -> bool:  # type: ignore[type-arg]
    while element.get("/S") != "/Document":
        if element is part:
            return True
        element = element["/P"].get_object()
    return False


def test_words_in_another_language_are_tagged(book: Book) -> None:
    languages = [str(element["/Lang"]) for element in book.elements if "/Lang" in element]
    assert languages.count("es") >= 2 * 30, "findings and gists of Monte Alto"
    assert "pt" in languages


def test_figures_have_a_text_alternative(book: Book) -> None:
    figures = [str(element.get("/Alt", "")) for element in book.elements if element["/S"] == "/Figure"]
    assert all(figures)
    assert set(figures) - {"Example", "Potential", "Not mentioned"} == {
        "Locator map without borders, with a mark for each of: Monte Alto & Cía, Brazil; Vila Aurora, Norway.",
        "Locator map of Monte Alto & Cía",
        "Locator map of Vila Aurora",
    }


def test_a_domain_of_a_city_is_near_the_first_page(book: Book, view: VolumeView) -> None:
    """With the keyboard: one stop for each name on the cover, the way there, and one heading for each domain."""
    names = [place.name for place in view.places]
    stops = [(words, page) for words, page, *_ in book.links(0)]
    assert len(stops) == len(names)
    third = names[2]
    page = stops[2][1]
    assert page is not None
    headings = [heading for heading in read_heard(book.pdf).headings if heading.page in (page + 1, page + 2)]
    assert (headings[0].level, headings[0].words) == (1, third)
    domains = [heading.words for heading in headings if heading.level == 2]
    presses = 3 + 1 + 1 + domains.index("3 Partnerships")
    assert presses <= 8
