"""Bookmarks and names lead to an element, beside a place on a page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from helpers.volumes import walk
from mgi_report.pdf.xmp import Metadata
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.engine import typeset
from mgi_report.typeset.finish import finish_screen

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Kirkhaven</title></head><body><h1 id="top">Kirkhaven</h1>
<section id="one"><h2>Arrivals</h2><p>By sea. <a href="#two">Onwards</a></p></section>
<h2>Arrivals</h2><p id="two">By land.</p>
</body></html>"""


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    about = Metadata("Kirkhaven", "A town", "Us", "Us", ("en",), "kirkhaven", "", "Free", "", ("town",), "2021-05-01")
    return PdfReader(BytesIO(typeset(Composed(PAGE, {}, "", ()), lambda pdf: finish_screen(pdf, metadata=about)).pdf))


def reached(reader: PdfReader, target: Any) -> tuple[str, int]:
    """Kind of the element that a target names, and how many of its kind stand before it."""
    target = target.get_object()
    assert list(target["/D"][1:]) == list(target["/SD"][1:])
    element = target["/SD"][0]
    kinds = [item for item in walk(reader.root_object["/StructTreeRoot"]["/K"]) if item["/S"] == element["/S"]]  # type: ignore[index]
    return str(element["/S"]), [item is element.get_object() for item in kinds].index(True)


def test_names_lead_to_what_bears_them(reader: PdfReader) -> None:
    pairs = reader.root_object["/Names"]["/Dests"]["/Names"]  # type: ignore[index]
    found = {str(name): reached(reader, value) for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
    assert found == {"top": ("/H1", 0), "one": ("/Sect", 0), "two": ("/P", 1)}


def test_bookmarks_lead_to_their_heads_of_two_with_the_same_words_too(reader: PdfReader) -> None:
    top = reader.root_object["/Outlines"]["/First"]  # type: ignore[index]
    items = [top, top["/First"], top["/First"]["/Next"]]
    assert [reached(reader, item["/A"]) for item in items] == [("/H1", 0), ("/H2", 0), ("/H2", 1)]
    assert [str(item["/A"]["/S"]) for item in items] == ["/GoTo"] * 3
    assert len(reader.outline) == 2, "other readers follow the place"
