"""Exchange by city where one list is much longer than the other: it goes on across, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pypdfium2
import pytest

from helpers.cities import Data, finding, sentence
from helpers.layouts import Imagined, laid_out
from helpers.volumes import FRAMEWORK, invented, many, studio_of
from mgi_report.compendium import gatherings
from mgi_report.compendium.cells import squeezed
from mgi_report.compendium.gatherings import Gathering, pieces_of
from mgi_report.compendium.plan.matter import Boxes, boxes_of, gists_told
from mgi_report.compendium.view import Meeting
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.pdf.tables import Cell, read_cells
from mgi_report.typeset.documents import Typeset

_LONE = re.compile(r"[A-Z]\d+, p\. \d+[;.]?")


class Typesetting(Imagined):
    """A volume of which one part is typeset: its exchange by city, unless another is named."""

    def __init__(self, cities: Iterable[Data], part: str = "meetings", pages: int = 3) -> None:
        super().__init__(pages)
        self.part = part
        self.volume: VolumeStudio = studio_of({city["city"]: city for city in cities})
        self.pages = pieces_of(laid_out(self.volume, self).sources.made[part])

    def __call__(self, wanted: Sequence[Gathering]) -> list[Typeset]:
        return [
            gatherings.make(item, self.volume.studio) if item.part == self.part else self.one(item) for item in wanted
        ]


def dense(city: str, words: int, without: int) -> Data:
    """A city that has something of all themes in both lists, with gists of so many words, but of some of the last."""
    data = invented(city, f"D{city[-1].upper()}X", (1, 1))
    left = len(FRAMEWORK.topics) - without
    for domain in FRAMEWORK.domains:
        topics = [topic.slug for topic in domain.topics][: max(left, 0)]
        left -= len(domain.topics)
        for kind in ("developed", "potential"):
            gist = f"Gist {city[-1]} {'word ' * words}end"
            found = [finding(sentence(f"{city} {topic} {kind}", 8), topic) | {"gist": gist} for topic in topics]
            data["findings"][domain.slug][kind] = found
    return data


def cells_of(pages: Sequence[Typeset]) -> list[Cell]:
    documents = [pypdfium2.PdfDocument(piece.pdf) for piece in pages]
    return [cell for document in documents for cell in read_cells((n, document) for n in range(len(document)))]


@pytest.fixture(scope="module")
def lopsided() -> Typesetting:
    """One city asks about all themes and is asked about few."""
    one = invented("aldea", "ALD", (1, 3), place={"country": "AR"})
    return Typesetting([one, *(invented(f"harbour-{n}", f"HA{letter}", (3, 1)) for n, letter in enumerate("ABCDEFG"))])


@pytest.fixture(scope="module")
def meeting(lopsided: Typesetting) -> Meeting:
    return lopsided.volume.view.exchange.meetings[0]


@pytest.fixture(scope="module")
def laid(lopsided: Typesetting, meeting: Meeting) -> Boxes:
    setting = lopsided.volume.setting
    told = gists_told(lopsided.volume.view.exchange.meetings, setting, 2 * setting.measures.room)
    return boxes_of(meeting, setting, told)


@pytest.fixture(scope="module")
def cells(lopsided: Typesetting) -> list[Cell]:
    found = cells_of(lopsided.pages)
    return [replace(cell, words=squeezed(cell.words), heads=frozenset(map(squeezed, cell.heads))) for cell in found]


def test_the_longer_list_goes_on_across_in_its_order(meeting: Meeting, laid: Boxes) -> None:
    assert meeting.place.name == "Aldea"
    assert laid.longer == 0
    assert laid.rest
    assert laid.sides[0] + laid.rest == meeting.boxes[0]
    assert laid.sides[1] == meeting.boxes[1]
    assert 1 <= len(laid.sides[0]) < len(meeting.boxes[0])


def test_many_pages_of_one_city_go_on_on_the_next_line_of_the_index() -> None:
    one, other = (dense(f"harbour-{letter}", 1, 0) for letter in "ab")
    for lists in one["findings"].values():
        for item in (*lists["developed"], *lists["potential"]):
            item["text"] += " It is told by the [Office of All Arrivals]{.institution}."
    typeset = Typesetting([one, other], "indexes", pages=12)
    (page,) = (page for piece in typeset.pages for page in pypdfium2.PdfDocument(piece.pdf))
    text = page.get_textpage()
    right = page.get_width() / 2
    named = re.search(r"DAX(?:\s+\d+,?)+", text.get_text_range())
    assert named
    assert len(named[0].split(",")) > 6
    boxes = [text.get_charbox(number) for number in range(named.start(), named.end())]
    assert len({round(bottom) for _, bottom, _, _ in boxes}) > 1
    assert all(edge < right for _, _, edge, _ in boxes)


def test_short_lists_stand_side_by_side_however_unequal() -> None:
    volume = studio_of(many(2))
    for meeting in volume.view.exchange.meetings:
        laid = boxes_of(meeting, volume.setting, "all")
        assert (laid.sides, laid.rest) == (meeting.boxes, ())


def test_lists_that_take_little_of_a_page_are_not_parted() -> None:
    run, volume = Imagined(), studio_of(many(12))
    laid_out(volume, run)
    texts = [
        page.get_textpage().get_text_range()
        for piece in pieces_of(gatherings.make(run.seen["meetings"], volume.studio))
        for page in pypdfium2.PdfDocument(piece.pdf)
    ]
    heads = [line.strip() for text in texts for line in text.splitlines() if re.match(r"Harbour \d+ \w+, May", line)]
    assert len(heads) == len(set(heads)) == 12


def test_a_row_of_the_rest_has_its_theme_and_its_list_as_heads(laid: Boxes, cells: Sequence[Cell]) -> None:
    head = squeezed("Aldea Could ask about (continued)")
    rows = {cell.heads - {head}: cell.words for cell in cells if head in cell.heads}
    for table, side in laid.rest:
        words = rows.pop(frozenset([squeezed(f"{table.chapter} {table.name}")]))
        assert [place.name for place in side.places if squeezed(place.name) not in words] == []
    assert rows == {}


def test_no_list_has_the_other_as_its_head(laid: Boxes, cells: Sequence[Cell]) -> None:
    asked = squeezed("Could be asked about")
    (words,) = {cell.words for cell in cells if asked in cell.heads and cell.page == 1}
    for table, _ in laid.rest:
        assert (squeezed(table.name) in words) == (table in [item for item, _ in laid.sides[1]])


def test_no_reference_has_a_line_to_itself(lopsided: Typesetting) -> None:
    for piece in lopsided.pages:
        for page in pypdfium2.PdfDocument(piece.pdf):
            lines = [" ".join(line.split()) for line in page.get_textpage().get_text_range().splitlines()]
            assert any(", p. " in line for line in lines)
            assert [line for line in lines if _LONE.fullmatch(line)] == []


def test_a_theme_stands_above_those_who_could_talk_about_it(lopsided: Typesetting, laid: Boxes) -> None:
    lines = [
        " ".join(line.split())
        for piece in lopsided.pages
        for page in pypdfium2.PdfDocument(piece.pdf)
        for line in page.get_textpage().get_text_range().splitlines()
    ]
    assert [name for table, _ in laid.sides[0] if (name := f"{table.chapter} {table.name}") not in lines] == []


def test_alone_on_its_page_a_list_goes_on_across_only_where_that_is_less_high(
    lopsided: Typesetting, meeting: Meeting
) -> None:
    few = studio_of({"aldea": invented("aldea", "ALD", (1, 3)), "harbour": invented("harbour", "HAR", (3, 1))})
    found = set()
    for one, setting in ((meeting, lopsided.volume.setting), (few.view.exchange.meetings[0], few.setting)):
        asked = one.boxes[0]
        for short in range(1, len(asked)):
            parted = replace(one, boxes=(asked, asked[:short]))
            usual, alone = (boxes_of(parted, setting, "all", alone=alone) for alone in (False, True))
            assert alone.height <= usual.height
            found.add((bool(usual.rest), bool(alone.rest)))
    assert {(True, True), (True, False)} <= found


def test_no_theme_goes_on_across_alone(lopsided: Typesetting, meeting: Meeting) -> None:
    asked, setting = meeting.boxes[0], lopsided.volume.setting
    counts = set()
    for short in range(1, len(asked)):
        for long in range(short, len(asked) + 1):
            laid = boxes_of(replace(meeting, boxes=(asked[:long], asked[:short])), setting, "all")
            assert laid.sides[0] + laid.rest == asked[:long]
            counts.add(len(laid.rest))
    assert 1 not in counts
    assert {0, 2} < counts
