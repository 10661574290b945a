"""Exchange by city where more cities have a theme than a volume names: their countries, and the page of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pypdfium2
import pytest

from helpers.layouts import Imagined, laid_out
from helpers.volumes import invented, studio_of
from mgi_report.compendium import exchange, gatherings
from mgi_report.compendium.cells import cell_problems
from mgi_report.compendium.gatherings import Gathering, pieces_of
from mgi_report.compendium.parts import LaidOut
from mgi_report.compendium.plan.flow import Running, begins, cuts_of_running
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.pdf.tables import Cell, read_cells

HOMES = ("CO", "AR", "AR", "CL", "CL", "PE")


@pytest.fixture(scope="module")
def crowded() -> Iterator[tuple[VolumeStudio, LaidOut, Gathering]]:
    """Six cities of four countries, of which no volume names more than three to a city."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchange, "MOST_LISTED", 3)
        cities = {
            f"harbour-{letter}": invented(f"harbour-{letter}", f"HA{letter.upper()}", (6, 6), place={"country": home})
            for letter, home in zip("abcdef", HOMES, strict=True)
        }
        volume, run = studio_of(cities), Imagined(30)
        laid = laid_out(volume, run)
        yield volume, laid, run.seen["meetings"]


@pytest.fixture(scope="module")
def cells(crowded: tuple[VolumeStudio, LaidOut, Gathering]) -> list[Cell]:
    volume, _, gathering = crowded
    documents = [pypdfium2.PdfDocument(made.pdf) for made in pieces_of(gatherings.make(gathering, volume.studio))]
    return [cell for document in documents for cell in read_cells((n, document) for n in range(len(document)))]


def test_countries_stand_behind_the_page_of_their_theme(
    crowded: tuple[VolumeStudio, LaidOut, Gathering], cells: list[Cell]
) -> None:
    volume, laid, _ = crowded
    words = " ".join(" ".join(cell.words.split()) for cell in cells if any("Harbour A" in head for head in cell.heads))
    table = volume.view.exchange.cards[0].table
    page = laid.numbers.theme_page(volume.view.chapters[table.chapter - 1], table)
    assert f"{table.chapter} {table.name} p. {page}: Argentina, Chile and Peru" in words
    assert "Harbour B" not in words


def test_the_proof_finds_them_in_the_cells_of_their_city(
    crowded: tuple[VolumeStudio, LaidOut, Gathering], cells: list[Cell]
) -> None:
    volume, _, _ = crowded
    ours = [cell for cell in volume.cells if any("couldask" in head or "couldbeasked" in head for head in cell.heads)]
    assert len(ours) >= 2 * len(HOMES)
    assert [*cell_problems(ours, cells, "volume.pdf")] == []
    lost = [cell for cell in cells if "Peru" not in cell.words]
    assert len(lost) < len(cells)
    assert [*cell_problems(ours, lost, "volume.pdf")] != []


def test_the_page_leads_to_the_theme(crowded: tuple[VolumeStudio, LaidOut, Gathering]) -> None:
    volume, _, gathering = crowded
    links = set(re.findall(r'href="bind:(chapter-\d)#(theme-[a-z-]+)"', gathering.document.html))
    assert links == {(f"chapter-{card.table.chapter}", card.table.anchor) for card in volume.view.exchange.cards}


def test_the_introduction_says_so_only_where_it_is_so(crowded: tuple[VolumeStudio, LaidOut, Gathering]) -> None:
    said = "Where not all cities can be named here"
    assert said in crowded[2].document.html
    run = Imagined()
    laid_out(studio_of({city: invented(city, city.upper(), (2, 2)) for city in ("one", "two")}), run)
    assert said not in run.seen["meetings"].document.html


def last_pages(heights: Sequence[tuple[int, float]], starts: Iterable[int], pages: Running) -> list[float]:
    """How much of its last page each piece fills."""
    edges = [0, *sorted(starts), len(heights)]
    return [pages.filled(height for _, height in heights[one:end]) % 1 for one, end in pairwise(edges)]


def test_pieces_end_where_their_last_pages_are_full_but_for_what_may_be_amiss() -> None:
    pages = Running(100.0, 7.0, 5.0, 20.0)
    heights = [(number, 80.0 + 37 * number % 60) for number in range(40)]
    found = last_pages(heights, cuts_of_running(heights, pages, dense=True), pages)
    usual = last_pages(heights, begins(heights, 50.0), pages)  # pieces half as long
    assert len(found) > 5
    assert all(0.4 < filled < 0.9 for filled in found)
    assert not all(0.4 < filled < 0.9 for filled in usual)


@pytest.mark.parametrize("heights", [[], [5000.0], [5000.0, 10.0], [10.0] * 3])
def test_few_things_have_no_more_pieces_than_there_are_of_them(heights: list[float]) -> None:
    found = cuts_of_running([*enumerate(heights)], Running(100.0, 7.0, 5.0, 20.0), dense=True)
    assert len(found) <= max(len(heights) - 1, 0)
    assert 0 not in found


def test_running_pages_say_their_head_again_and_begin_nothing_at_their_foot() -> None:
    pages = Running(100.0, 10.0, 5.0, 20.0)
    assert pages.filled([50.0, 30.0]) == 0.8
    assert pages.filled([90.0, 30.0]) == pytest.approx(1.3)  # 10 is less than what a thing begins in
    assert pages.filled([50.0, 70.0]) == pytest.approx(1.35)  # 45 of it, the head, and what remains
