"""Thumb tabs stand at the fore-edge, reach the bleed, and are nothing that is read."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array

from helpers.folio import folio_font
from helpers.pdfmaking import plain, saved
from helpers.sheets import sheet
from helpers.witness import violations
from mgi_report.pdf.binding import FolioFont, Labels, Part, Tab, bind
from mgi_report.pdf.margins import check_margins
from mgi_report.pdf.reading import open_pdf, read_page
from mgi_report.pdf.xmp import Metadata
from mgi_report.press.proof import prove_press
from mgi_report.press.volume import settle_volume
from mgi_report.text.units import POINTS_PER_MM as MM

RED = (1.0, 0.0, 0.0)
TAB = Tab(20, 10, 8, RED)
BLEED = 3


def pages(count: int, *, bleed: bool = False) -> bytes:
    """Pages of 300 by 200 points, their trim in the middle where they have a bleed."""
    with plain("Words", count) as made:
        for page in made.pages if bleed else ():
            page.obj.MediaBox = Array([0, 0, 300, 200])
            page.obj.BleedBox = Array([20 - BLEED * MM, 10, 280 + BLEED * MM, 190])
            page.obj.TrimBox = Array([20, 20, 280, 180])
        return saved(made)


def volume(*parts: Part, font: FolioFont | None = None) -> bytes:
    return bind(parts, title="A volume", language="en", folio_font=font).pdf


def reds(pdf: bytes) -> list[tuple[int, int, int, int] | None]:
    """The box of what is red on each page, in points from the upper left corner of its medium."""
    found = []
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            page.set_cropbox(*page.get_mediabox())
            picture = np.asarray(page.render(scale=1).to_pil().convert("RGB"), dtype=int)
            rows, columns = np.nonzero((picture[..., 0] > 200) & (picture[..., 1] < 50))
            found.append((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1) if len(rows) else None)
    return found


def near(box: tuple[int, int, int, int] | None, *wanted: float) -> bool:
    return box is not None and all(abs(one - other) <= 1 for one, other in zip(box, wanted, strict=True))


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_tab_stands_at_the_fore_edge_of_its_page_in_the_volume(mirrored: bool) -> None:
    first = Part(pages(1), "One", "one")
    made = reds(volume(first, Part(pages(3), "Two", "two", tab=TAB, tab_skip=1, mirrored=mirrored)))
    left, right = ((0, 20 * MM, 8 * MM, 30 * MM), (300 - 8 * MM, 20 * MM, 300, 30 * MM))
    assert made[:2] == [None, None]
    assert near(made[2], *(left if mirrored else right)), "page 3"
    assert near(made[3], *(right if mirrored else left)), "page 4"


def test_a_tab_reaches_over_the_bleed_and_is_measured_from_the_trim() -> None:
    made = reds(volume(Part(pages(2, bleed=True), "One", "one", tab=TAB)))
    assert near(made[0], 280 - 8 * MM, 20 + 20 * MM, 280 + BLEED * MM, 20 + 30 * MM)
    assert near(made[1], 20 - BLEED * MM, 20 + 20 * MM, 20 + 8 * MM, 20 + 30 * MM)


def test_a_medium_larger_than_the_trim_is_no_bleed() -> None:
    with pikepdf.open(io.BytesIO(pages(1, bleed=True))) as opened:
        del opened.pages[0].obj["/BleedBox"]
        made = reds(volume(Part(saved(opened), "One", "one", tab=TAB)))
    assert near(made[0], 280 - 8 * MM, 20 + 20 * MM, 280, 20 + 30 * MM)


@pytest.mark.parametrize(("width", "label"), [(8, "5"), (8, "Ab("), (16, "Q")])
def test_a_label_stands_in_the_tab_and_keeps_the_distance_of_type(width: float, label: str) -> None:
    tab = Tab(20, 10, width, (0.1, 0.1, 0.1), label)
    document = open_pdf(volume(Part(pages(2), "One", "one", tab=tab), font=folio_font()))
    read = [read_page(document, index) for index in range(2)]
    assert check_margins(document, read, "a.pdf").passed
    for page, left in zip(read, (False, True), strict=True):
        assert page.text.split()[-1] == label
        box = page.rects[-1]
        assert 200 - 30 * MM < box[1] < box[3] < 200 - 20 * MM
        middle, wanted = (box[0] + box[2]) / 2, width / 2 * MM if left else 300 - width / 2 * MM
        assert abs(middle - wanted) < 1 or width < 10
    document.close()


def test_letters_that_the_font_lacks_are_left_out_of_a_label() -> None:
    made = volume(Part(pages(1), "One", "one", tab=Tab(20, 10, 16, RED, "Áb\n4")), font=folio_font())
    with pdfium.PdfDocument(made) as document:
        assert document[0].get_textpage().get_text_range().split()[-1] == "b"


def test_tabs_are_artifacts(built: Path) -> None:
    tab = Tab(40, 20, 9, (0.1, 0.3, 0.5), "A1")
    parts = [Part(built.read_bytes(), "City", name, tab=tab, folio=15, labels=Labels()) for name in ("one", "two")]
    assert violations(volume(*parts, font=folio_font()), "PDF/UA-1") == []


def pressed(tab: Tab) -> Any:
    """The proof of a press volume with tabs."""
    metadata = Metadata("A", "", "m", "", ("en",), "a", "", "", "", (), "2024-03-01")
    black = FolioFont(**{**folio_font().__dict__, "colour": (0.0, 0.0, 0.0, 1.0)})
    parts = [Part(sheet(), name, name, tab=tab, folio=15, folio_outer=True) for name in ("one", "two")]
    return prove_press(settle_volume(volume(*parts, font=black), metadata, "engine", "mgi_report"))


def test_tabs_keep_the_rules_of_the_press() -> None:
    tab = Tab(200, 20, 9, (0.9, 0.2, 0.0, 0.3), "4", (0.0, 0.0, 0.0, 0.0))
    assert [str(problem) for problem in pressed(tab).problems] == []
    kinds = {problem.kind.value for problem in pressed(Tab(200, 20, 9, (1.0, 1.0, 1.0, 1.0))).problems}
    assert kinds == {"ink"}


def test_one_numbering_goes_through_all_parts_and_stands_at_the_fore_edge() -> None:
    counts, parts, start = (1, 2, 3), [], 1
    for index, count in enumerate(counts):
        part = Part(pages(count), str(index), f"part-{index}", labels=Labels("D", "N", start), folio=15)
        parts.append(replace(part, folio_outer=True))
        start += count
    with pdfium.PdfDocument(volume(*parts, font=folio_font())) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            left, right = text.get_text_bounded(right=150, top=60), text.get_text_bounded(left=150, top=60)
            assert (left, right) == (("", f"N{number}") if number % 2 else (f"N{number}", ""))
            assert document.get_page_label(number - 1) == f"N{number}"
