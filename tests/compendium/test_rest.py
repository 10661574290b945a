"""Exchange by city where one list is much longer than the other: it goes on across, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest

from helpers.layouts import Imagined, laid_out
from helpers.volumes import invented, many, studio_of
from mgi_report.compendium import gatherings
from mgi_report.compendium.cells import squeezed
from mgi_report.compendium.gatherings import Gathering, pieces_of
from mgi_report.compendium.plan.matter import Boxes, boxes_of, gists_told
from mgi_report.compendium.view import Meeting
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.pdf.tables import Cell, read_cells
from mgi_report.typeset.documents import Typeset

_LONE = re.compile(r"[A-Z]\d+, p\. \d+[;.]?")


class Lopsided(Imagined):
    """A volume in which one city asks about all themes and is asked about few; its exchange by city is typeset."""

    def __init__(self) -> None:
        super().__init__()
        one = invented("aldea", "ALD", (1, 3), place={"country": "AR"})
        others = [invented(f"harbour-{n}", f"HA{letter}", (3, 1)) for n, letter in enumerate("ABCDEFG")]
        self.volume: VolumeStudio = studio_of({city["city"]: city for city in (one, *others)})
        self.pages = pieces_of(laid_out(self.volume, self).sources.made["meetings"])

    def __call__(self, wanted: Sequence[Gathering]) -> list[Typeset]:
        return [
            gatherings.make(item, self.volume.studio) if item.part == "meetings" else self.one(item) for item in wanted
        ]


@pytest.fixture(scope="module")
def lopsided() -> Lopsided:
    return Lopsided()


@pytest.fixture(scope="module")
def meeting(lopsided: Lopsided) -> Meeting:
    return lopsided.volume.view.exchange.meetings[0]


@pytest.fixture(scope="module")
def laid(lopsided: Lopsided, meeting: Meeting) -> Boxes:
    setting = lopsided.volume.setting
    told = gists_told(lopsided.volume.view.exchange.meetings, setting, 2 * setting.measures.room)
    return boxes_of(meeting, setting, told)


@pytest.fixture(scope="module")
def cells(lopsided: Lopsided) -> list[Cell]:
    documents = [pypdfium2.PdfDocument(piece.pdf) for piece in lopsided.pages]
    found = [cell for document in documents for cell in read_cells((n, document) for n in range(len(document)))]
    return [replace(cell, words=squeezed(cell.words), heads=frozenset(map(squeezed, cell.heads))) for cell in found]


def test_the_longer_list_goes_on_across_in_its_order(meeting: Meeting, laid: Boxes) -> None:
    assert meeting.place.name == "Aldea"
    assert laid.longer == 0
    assert laid.rest
    assert laid.sides[0] + laid.rest == meeting.boxes[0]
    assert laid.sides[1] == meeting.boxes[1]
    assert 1 <= len(laid.sides[0]) < len(meeting.boxes[0])


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


def test_no_reference_has_a_line_to_itself(lopsided: Lopsided) -> None:
    for piece in lopsided.pages:
        for page in pypdfium2.PdfDocument(piece.pdf):
            lines = [" ".join(line.split()) for line in page.get_textpage().get_text_range().splitlines()]
            assert any(", p. " in line for line in lines)
            assert [line for line in lines if _LONE.fullmatch(line)] == []


def test_no_theme_goes_on_across_alone(lopsided: Lopsided, meeting: Meeting) -> None:
    asked, setting = meeting.boxes[0], lopsided.volume.setting
    counts = set()
    for short in range(1, len(asked)):
        for long in range(short, len(asked) + 1):
            laid = boxes_of(replace(meeting, boxes=(asked[:long], asked[:short])), setting, "all")
            assert laid.sides[0] + laid.rest == asked[:long]
            counts.add(len(laid.rest))
    assert 1 not in counts
    assert {0, 2} < counts
