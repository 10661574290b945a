"""The compendium of three invented cities, opened by other software than the one that made it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from PIL import Image

from helpers.cities import DOMAINS
from helpers.project import ROOT, needs
from helpers.volumes import FRAMEWORK, IDENTITIES, NAME, NAMES, REGION, view_of, walk
from helpers.witness import qpdf_complaints, violations
from mgi_report.compendium.view import Reference, VolumeView
from mgi_report.design.theme_file import load_theme
from mgi_report.pdf.screen import prove
from mgi_report.text.typography import fold

MM = 72 / 25.4
Box = tuple[float, float, float, float]


class Book:
    """A finished volume: its pages, what stands on them, and where its links lead."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pdf = (root / "reports" / NAME).read_bytes()
        self.reader = pypdf.PdfReader(io.BytesIO(self.pdf))
        self.document = pypdfium2.PdfDocument(self.pdf)
        self.labels = list(self.reader.page_labels)
        assert len(self.labels) == len(self.document) > 30
        self.text = [self.document[index].get_textpage().get_text_bounded() for index in range(len(self.document))]
        self.folded = [fold(text) for text in self.text]
        self.names = self.reader.named_destinations
        self.elements = list(walk(self.reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))

    def index(self, label: str) -> int:
        """Where the page with a label lies, from 0."""
        return self.labels.index(label)

    def titled(self, title: str) -> int:
        """Where the part with a bookmark begins."""
        return next(page for level, name, page in self.bookmarks() if name == title)

    def bookmarks(self, items: Any = None, level: int = 0) -> Iterator[tuple[int, str, int]]:
        """Level, title and page of every bookmark."""
        for item in self.reader.outline if items is None else items:
            if isinstance(item, list):
                yield from self.bookmarks(item, level + 1)
            else:
                yield level, str(item.title), self.reader.get_destination_page_number(item)

    def links(self, index: int) -> Iterator[tuple[str, int | None, float | None, Box]]:
        """What links of a page say, the page and height that they lead to (none for the web), and where they are."""
        for item in self.reader.pages[index].get("/Annots", []):
            link = item.get_object()
            box = tuple(float(value) for value in link["/Rect"])
            target = self.aim(link)
            page = None if target is None else self.reader.get_destination_page_number(target)
            top = None if target is None or target.top is None else float(target.top)
            yield str(link.get("/Contents", "")), page, top, box  # type: ignore[misc]

    def aim(self, link: Any) -> Any:
        """The destination of a link within the file."""
        action = link.get("/A", {})
        if action.get("/S") == "/URI":
            return None
        target = link.get("/Dest", action.get("/D"))
        if isinstance(target, (str, bytes)):
            return self.names[str(target)]
        return pypdf.generic.Destination("", target[0], pypdf.generic.Fit.xyz(*target[2:5]))

    def within(self, index: int, box: Box) -> str:
        """What is printed within a box: left, bottom, right, top in points."""
        return str(self.document[index].get_textpage().get_text_bounded(*box)).strip()

    def picture(self, index: int) -> Image.Image:
        """A page as a picture, one pixel for each point."""
        return self.document[index].render(scale=1).to_pil().convert("RGB")


@pytest.fixture(scope="module")
def book(volume: Path) -> Book:
    return Book(volume)


@pytest.fixture(scope="module")
def view() -> VolumeView:
    return view_of("en")


def findings(view: VolumeView) -> list[tuple[Reference, str]]:
    found = [
        (entry.reference, entry.text.plain)
        for chapter in view.chapters
        for block in chapter.themes
        for column in block.columns
        for entry in column.entries
    ]
    assert len(found) == 72
    return found


def chapters(book: Book) -> dict[int, range]:
    """The pages of each chapter."""
    starts = [book.titled(title) for title in (*CHAPTERS, "Exchange opportunities")]
    found = {number: range(*span) for number, span in enumerate(pairwise(starts), 1)}
    assert all(found.values())
    return found


def cities(book: Book) -> dict[str, range]:
    """The pages of each snapshot in the volume."""
    tops = [(title.partition(" – ")[0], page) for level, title, page in book.bookmarks() if level == 1]
    starts = [next(page for title, page in tops if title == name) for name in NAMES]
    ends = [*starts[1:], book.titled("Sources and citation")]
    found = {name: range(*span) for name, *span in zip(NAMES, starts, ends, strict=True)}
    assert all(found.values())
    return found


NAMED_SHORTER = {
    "How a chapter is organized": "Six domains, side by side",
    "Indexes": "Indexes",
    "Sources and citation": "Sources and citation",
}
PRELIMS = ("Imprint", "Contents", "About the MGI", "How to read this volume", "The region at a glance",
           "Find a domain in the snapshot of a city")  # fmt: skip
CHAPTERS = (
    "1 Migrants’ rights",
    "2 Whole-of-government approach",
    "3 Partnerships",
    "4 Well-being of migrants",
    "5 Mobility dimension of crises",
    "6 Safe, orderly and regular migration",
)


# The file


@pytest.mark.parametrize("claim", ["PDF/UA-1", "PDF/A-3a"])
def test_no_rule_of_the_standards_fails(book: Book, claim: str) -> None:
    assert violations(book.pdf, claim) == []


def test_the_syntax_is_sound(book: Book) -> None:
    needs("qpdf")
    assert qpdf_complaints(book.pdf) == []


def test_verify_needs_nothing_but_the_file(book: Book, view: VolumeView) -> None:
    """The findings that it looks for are those attached: once in the chapters and once in the snapshots."""
    proof = prove(book.pdf)
    assert proof.passed, proof.problems
    detail = next(check.detail for check in proof.checks if check.name == "findings")
    assert detail == f"{len(findings(view))} findings"


def test_every_page_is_a4(book: Book) -> None:
    sizes = {tuple(round(float(value), 1) for value in page.mediabox) for page in book.reader.pages}
    assert sizes == {(0.0, 0.0, 595.3, 841.9)}
    assert len(book.reader.pages) % 2 == 0


def test_attachments_are_the_data_of_the_reports(book: Book) -> None:
    names = [f"{REGION}.csv", f"{REGION}.json"]
    attached = book.reader.attachments
    assert set(names) <= set(attached)
    for name in names:
        assert attached[name] == [(book.root / "reports" / "data" / name).read_bytes()]
    profiles = {name for name in attached if name not in names}
    assert all(any(identity.rsplit("-", 2)[0] in name for name in profiles) for identity in IDENTITIES)


# Page numbers and bookmarks


def test_labels_are_roman_and_then_arabic(book: Book) -> None:
    start = book.titled("Six domains, side by side")
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    assert book.labels[:start] == roman[:start]
    assert book.labels[start:] == [str(number) for number in range(1, len(book.labels) - start + 1)]


def test_folios_are_the_labels_at_the_outer_side(book: Book) -> None:
    snapshots = {page for pages in cities(book).values() for page in pages}
    for index, label in enumerate(book.labels):
        left, right = (book.within(index, (x * MM, 6 * MM, (x + 15) * MM, 14 * MM)) for x in (15, 180))
        outer, inner = (right, left) if index % 2 == 0 or index in snapshots else (left, right)
        assert outer == ("" if label in ("i", "ii") else label), label
        if index in snapshots:
            assert re.fullmatch("[1-4]", inner), "a snapshot keeps its own number on the left"
        elif index:
            assert inner == "", label


def test_bookmarks_are_the_parts_and_lead_where_they_say(book: Book) -> None:
    tops = [title for level, title, _ in book.bookmarks() if level == 0]
    prelims = [
        "Imprint",
        "Contents",
        "About the MGI",
        "This volume",
        "How to read this volume",
        "The region at a glance",
    ]
    assert tops == [
        *prelims, "Find a domain in the snapshot of a city", "Six domains, side by side", *CHAPTERS,
        "Exchange opportunities", "Indexes", "The cities", "Sources and citation",
    ]  # fmt: skip
    for _, title, page in book.bookmarks():
        words = re.sub(r" – \w+ \d{4}$", "", title)  # a city and its edition stand on two lines
        words = re.sub(r"^[1-6]\s+", "", words)
        assert fold(words) in book.folded[page], title
    pages = [page for _, _, page in book.bookmarks()]
    assert pages == sorted(pages)
    inside = {title for level, title, _ in book.bookmarks() if level == 1}
    assert {"Health", "Other themes", "Index of themes", "Shared silence", "Colophon"} <= inside


def test_parts_open_on_their_side(book: Book) -> None:
    for title in (*CHAPTERS, "Exchange opportunities", "Indexes", "The cities"):
        assert book.titled(title) % 2 == 1, f"{title} is not on a left-hand page"
    for pages in cities(book).values():
        assert pages[0] % 2 == 0


def test_the_contents_name_true_pages(book: Book) -> None:
    index = book.titled("Contents")
    found = [(said, page, box) for said, page, _, box in book.links(index) if page is not None]
    titles = [re.fullmatch(r"Go to (.+?)(?: on page (\w+))?", said) for said, _, _ in found]
    assert len(found) == 3 + 1 + 6 + 2 + 3 + 1
    for (_, page, box), title in zip(found, titles, strict=True):
        assert title is not None
        printed = book.within(index, (178 * MM, box[1], 195 * MM, box[3]))
        assert printed == book.labels[page]
        assert title[2] in (None, printed)
        words = re.sub(", (Brazil|Norway|Portugal)$", "", title[1])
        assert fold(NAMED_SHORTER.get(words, words)) in book.folded[page]


def test_numbers_in_the_table_of_cities_and_under_the_wheels_are_true(book: Book) -> None:
    starts = {name: book.labels[pages[0]] for name, pages in cities(book).items()}
    glance = book.text[book.titled("The region at a glance")]
    assert "Not on the map, as the profile gives no coordinates: Port Sereno." in " ".join(glance.split())
    wheels = " ".join(book.text[book.titled("Find a domain in the snapshot of a city")].split())
    listed = book.text[book.titled("The cities")]
    for name, label in starts.items():
        assert re.search(rf"{re.escape(name)}\s[^\n]*?{label}\s*$", glance, re.M), name
        assert re.search(rf"{re.escape(name)}\s\w+, p\. {label}\b", wheels), name
        assert re.search(rf"{re.escape(name)}\s[^\n]*\s{label}\s*$", listed, re.M), name


def test_numbers_of_the_thematic_index_are_true(book: Book, view: VolumeView) -> None:
    pages = text_of(book, "Indexes", "The cities")
    assert len(view.theme_index) == sum(len(domain.topics) for domain in FRAMEWORK.domains)
    assert sum(bool(entry.groups) for entry in view.theme_index) > 15
    for entry in view.theme_index:
        told = "; ".join(
            f"{place.name} " + ", ".join(f"{item.local} {where(book, view, item)}" for item in items)
            for place, items in entry.groups
        )
        assert fold(f"{entry.name} {told or 'Not mentioned in these profiles.'}") in pages, entry.name


def test_numbers_of_the_index_of_names_are_true(book: Book, view: VolumeView) -> None:
    pages = text_of(book, "Indexes", "The cities")
    assert len(view.name_index) == 5
    for _, entries in view.name_index:
        assert entries
        for entry in entries:
            numbers = sorted({int(where(book, view, item)) for item in entry.references})
            assert fold(f"{entry.name} {', '.join(map(str, numbers))}") in pages, entry.name


def test_numbers_of_the_exchange_opportunities_are_true(book: Book, view: VolumeView) -> None:
    pages = text_of(book, "Exchange opportunities", "Indexes")
    assert sum(bool(item.groups) for section in view.exchange for item in section.items) > 15
    for section in view.exchange:
        assert fold(section.title) in pages
        for item in section.items:
            for place, references in item.groups:
                told = ", ".join(f"{found.local} p. {where(book, view, found)}" for found in references)
                assert fold(f"{place.name} {told}") in pages, item.name


def where(book: Book, view: VolumeView, reference: Reference) -> str:
    """The label of the page on which a finding stands in its chapter, found by looking for its words."""
    words = next(fold(text) for found, text in findings(view) if found.full == reference.full)
    (page,) = [page for page in chapters(book)[reference.chapter] if words in book.folded[page]]
    return book.labels[page]


def text_of(book: Book, first: str, after: str) -> str:
    return fold(" ".join(_body(book, page) for page in range(book.titled(first), book.titled(after))))


def _body(book: Book, index: int) -> str:
    """What stands on a page without its head and foot."""
    return book.within(index, (0, 20 * MM, 210 * MM, (297 - 20) * MM))


# Findings


def test_every_finding_stands_once_in_its_chapter_and_once_in_its_snapshot(book: Book, view: VolumeView) -> None:
    by_chapter, by_city = chapters(book), cities(book)
    for reference, words in findings(view):
        wanted = fold(words)
        for pages in (by_chapter[reference.chapter], by_city[reference.place.name]):
            assert sum(book.folded[page].count(wanted) for page in pages) == 1, reference.full
        assert sum(text.count(wanted) for text in book.folded) == 2, reference.full


def test_texts_of_cities_are_printed_as_they_stand(book: Book) -> None:
    text = " ".join(" ".join(book.text).split())
    assert text.count("<desde 2018>") == 2
    assert text.count("{{ vecinos }}") == 2


def test_the_two_lists_of_a_theme_have_the_same_type(book: Book, view: VolumeView) -> None:
    sizes: dict[str, set[float]] = {}
    for page in chapters(book)[1]:
        text = book.document[page].get_textpage()
        for reference, words in findings(view):
            found = text.search(words[:24]).get_next() if reference.chapter == 1 else None
            if found:
                size = pypdfium2.raw.FPDFText_GetFontSize(text, found[0])
                sizes.setdefault(reference.kind, set()).add(round(size, 2))
    assert sizes["developed"] == sizes["potential"]
    assert len(sizes["developed"]) == 1


def test_every_mark_of_a_matrix_leads_to_its_finding(book: Book, view: VolumeView) -> None:
    words = {reference.full: fold(text) for reference, text in findings(view)}
    for chapter in view.chapters:
        opener = chapters(book)[chapter.number][0]
        links = list(book.links(opener))
        cells = [item for table in chapter.tables for row in table.rows for cell in row.cells
                 for item in (*cell.developed, *cell.potential)]  # fmt: skip
        assert cells
        assert [said.rpartition(" ")[2] for said, *_ in links] == [item.full for item in cells]
        for (said, page, top, box), item in zip(links, cells, strict=True):
            kind = "Example of a well-developed area" if item.kind == "developed" else "Area with potential"
            assert said == f"{kind}, finding {item.full}"
            assert book.within(opener, box) == item.local
            assert page in chapters(book)[item.chapter]
            assert page is not None
            assert top is not None
            below = book.within(page, (0, top - 30 * MM, 595, top + 2))
            assert words[item.full][:20] in fold(below), item.full


def test_the_matrix_says_developed_potential_or_not_mentioned_by_shape_as_well(book: Book, view: VolumeView) -> None:
    text = " ".join(book.text[chapters(book)[1][0]].split())
    for legend in ("lists an example of a well-developed area", "names an area with potential", "It may still exist."):
        assert legend in text
    dots = sum(
        not cell.developed and not cell.potential
        for table in view.chapters[0].tables for row in table.rows for cell in row.cells
    )  # fmt: skip
    assert text.count("·") == dots + 1


def test_references_lead_from_a_chapter_into_the_snapshot(book: Book, view: VolumeView) -> None:
    inside = cities(book)
    for number, pages in chapters(book).items():
        said = [link for page in pages for link in book.links(page) if "in the snapshot of" in link[0]]
        assert len(said) == len([1 for reference, _ in findings(view) if reference.chapter == number])
        for words, page, _, _ in said:
            found = re.fullmatch(r"Finding (\S+) in the snapshot of (.+)", words)
            assert found is not None
            assert page in inside[found[2]]
            text = next(text for reference, text in findings(view) if reference.full == found[1])
            assert fold(text) in book.folded[page]


def test_the_small_wheels_lead_to_the_domains_of_their_city(book: Book) -> None:
    links = [link for link in book.links(book.titled("Find a domain in the snapshot of a city")) if "domain" in link[0]]
    assert len(links) == 18
    for said, page, _, _ in links:
        found = re.fullmatch(r"Go to domain (\d), (.+), in the snapshot of (.+)", said)
        assert found is not None
        assert page in cities(book)[found[3]]
        assert page is not None
        assert fold(found[2]) in book.folded[page]


def test_every_link_is_described_and_leads_somewhere(book: Book) -> None:
    count = 0
    for index in range(len(book.text)):
        for said, page, _, box in book.links(index):
            count += 1
            assert len(said) > 5, (index, box)
            assert page is None or 0 <= page < len(book.text)
            assert page is not None or "web" in said
    assert count > 300


# What stands on pages


def test_no_page_is_empty_but_those_for_notes(book: Book) -> None:
    notes = 0
    for index in range(len(book.text)):
        body = _body(book, index)
        notes += body == "Notes"
        assert body == "Notes" or len(body) > 150 or index == 0, book.labels[index]
    assert notes <= 4


def test_running_heads_name_the_chapter_and_the_volume(book: Book) -> None:
    high = ((297 - 16) * MM, (297 - 9) * MM)
    for number, pages in chapters(book).items():
        assert book.within(pages[0], (15 * MM, high[0], 195 * MM, high[1])) == ""
        for page in pages[1:]:
            name = " ".join(book.within(page, (15 * MM, high[0], 115 * MM, high[1])).split())
            assert name in (CHAPTERS[number - 1], ""), book.labels[page]
            assert name or _body(book, page) == "Notes"
            if name:
                assert book.within(page, (115 * MM, high[0], 195 * MM, high[1])) == "Cities on three rivers"
    for title in PRELIMS:
        page = book.titled(title)
        assert book.within(page, (15 * MM, high[0], 115 * MM, high[1])) == title


def test_a_tab_in_the_colour_of_the_domain_is_at_the_outer_edge(book: Book) -> None:
    theme = load_theme(ROOT / "assets" / "theme.yaml")
    accents = theme.accents()
    for number, pages in chapters(book).items():
        fill = accents[DOMAINS[number - 1]][0]
        colour = tuple(int(fill[i : i + 2], 16) for i in (1, 3, 5))
        for page in pages[1:]:
            if _body(book, page) == "Notes":
                continue
            picture = book.picture(page)
            x = 593 if page % 2 == 0 else 1
            tabs = [picture.getpixel((x, int((22 + 6 + 38 * place + 3) * MM))) for place in range(6)]
            assert tabs == [colour if place + 1 == number else (255, 255, 255) for place in range(6)], book.labels[page]
            assert picture.getpixel((594 - x, int((22 + 6 + 38 * (number - 1) + 3) * MM))) == (255, 255, 255)


def test_cities_stand_in_one_order_everywhere(book: Book, view: VolumeView) -> None:
    contents, glance, wheels = (
        book.titled(title)
        for title in ("Contents", "The region at a glance", "Find a domain in the snapshot of a city")
    )
    single = [0, contents, wheels, book.titled("Six domains, side by side"), book.titled("The cities")]
    openers = [pages[0] for pages in chapters(book).values()]
    for page in (*single, *openers, book.titled("Sources and citation")):
        folded = book.folded[page]
        places = [folded.find(fold(name)) for name in NAMES]
        assert -1 not in places, book.labels[page]
        assert places == sorted(places), book.labels[page]
    table = book.within(glance, (0, 20 * MM, 210 * MM, 120 * MM))
    assert [table.find(name) for name in NAMES] == sorted(table.find(name) for name in NAMES)
    starts = [pages[0] for pages in cities(book).values()]
    assert starts == sorted(starts)
    for chapter in view.chapters:
        for page in chapters(book)[chapter.number][1:]:
            for column in ((0, 105), (105, 210)):
                text = book.within(page, (column[0] * MM, 20 * MM, column[1] * MM, 277 * MM))
                for block in re.split(r"Examples of well-developed areas|Areas with potential for further", text):
                    listed = re.findall(rf"^({'|'.join(map(re.escape, NAMES))})\s+[A-Z]\d", block, re.M)
                    assert [NAMES.index(name) for name in listed] == sorted(NAMES.index(name) for name in listed)


def test_the_caveat_stands_beside_every_comparison(book: Book) -> None:
    for pages in chapters(book).values():
        assert fold("no basis for ranking places") in book.folded[pages[0]]
        for page in pages:
            assert fold("their number is no score") in book.folded[page]


def test_the_imprint_says_what_the_volume_is(book: Book) -> None:
    imprint = book.folded[book.titled("Imprint")]
    assert fold("This is not an IOM publication") in imprint
    assert fold("Text last revised on 5 April 2024.") in imprint
    sources = book.folded[book.titled("Sources and citation")]
    for identity in IDENTITIES:
        assert fold(f"https://example.org/{identity[:-8]}") in sources


# Tags


def test_tables_have_one_row_of_headers_and_name_their_rows(book: Book) -> None:
    tables = [element for element in book.elements if element["/S"] == "/Table"]
    facts, letters, matrices = 1, 1, 6
    assert len(tables) == facts + letters + matrices, "snapshots have none"
    for table in tables:
        heads = [row for part in table["/K"] if part.get_object()["/S"] == "/THead" for row in rows(part)]
        bodies = [row for part in table["/K"] if part.get_object()["/S"] == "/TBody" for row in rows(part)]
        assert len(heads) == 1
        assert {cell["/S"] for cell in heads[0]} == {"/TH"}
        assert {scope(cell) for cell in heads[0]} == {"/Column"}
        assert all(len(row) == len(heads[0]) for row in bodies)
        for row in bodies:
            (name,) = [cell for cell in row if cell["/S"] == "/TH"]
            assert scope(name) == "/Row"
            for place, cell in enumerate(row):
                if cell["/S"] == "/TD":
                    assert {heads[0][place]["/ID"], name["/ID"]} <= set(headers(cell))


def rows(part: Any) -> list[list[Any]]:
    return [
        [cell.get_object() for cell in row.get_object()["/K"] if "/S" in cell.get_object()]
        for row in part.get_object()["/K"]
    ]


def attributes(cell: Any) -> list[Any]:
    own = cell.get("/A", [])
    own = own.get_object() if hasattr(own, "get_object") else own
    return [item.get_object() for item in (own if isinstance(own, list) else [own])]


def scope(cell: Any) -> str:
    return next((str(item["/Scope"]) for item in attributes(cell) if "/Scope" in item), "")


def headers(cell: Any) -> list[Any]:
    return [name for item in attributes(cell) for name in item.get("/Headers", [])]


def test_every_header_cell_has_an_identifier_of_its_own(book: Book) -> None:
    names = [element["/ID"] for element in book.elements if element["/S"] == "/TH"]
    assert len(names) == len(set(names)) > 60


def test_figures_have_a_text_alternative(book: Book) -> None:
    figures = [str(element.get("/Alt", "")) for element in book.elements if element["/S"] == "/Figure"]
    assert all(figures)
    assert sum("sectors" in text for text in figures) == 1 + 3 + 3
    assert any(text.startswith("Locator map without borders, with a mark for each of: Monte Alto") for text in figures)


def test_headings_descend_without_a_gap_in_every_part(book: Book) -> None:
    (document,) = book.reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
    parts = [part.get_object() for part in document.get_object()["/K"]]
    assert {part["/S"] for part in parts} == {"/Part"}
    for part in parts:
        levels = [int(item["/S"][2]) for item in walk(part) if re.fullmatch(r"/H[1-6]", item["/S"])]
        assert all(after <= before + 1 for before, after in pairwise(levels)), str(part.get("/T"))


def test_words_in_another_language_are_tagged(book: Book) -> None:
    languages = [str(element["/Lang"]) for element in book.elements if "/Lang" in element]
    assert languages.count("es") >= 30, "the findings of Monte Alto"
    assert "pt" in languages
