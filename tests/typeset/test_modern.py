"""Tags of PDF 2.0: namespaces, numbering of lists, words of links."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from helpers.volumes import walk
from mgi_report.pdf.archival import read_archive
from mgi_report.pdf.xmp import Metadata, claims_of
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.engine import typeset
from mgi_report.typeset.finish import finish_screen

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Kirkhaven</title>
<meta name="generator" content="mgi_report &amp; 1"></head><body><h1>Kirkhaven</h1>
<ol><li><p><span data-tag="Lbl">R1</span> By sea.</p></li></ol>
<ul><li>By land.</li></ul><ul style="list-style:none"><li>By air.</li></ul>
<dl><dt>Port</dt><dd>North</dd></dl>
<p data-tag="Note">Nobody came.</p>
<p><a href="#two" title="Go to the second part" aria-label="Two:">2</a></p><h2 id="two">Second</h2>
</body></html>"""
ABOUT = Metadata("Kirkhaven", "A town", "Us", "Us", ("en",), "kirkhaven", "", "Free", "", ("town",), "2021-05-01")


HEAD = "<!DOCTYPE html><html lang=en><title>Kirkhaven</title><h1>Kirkhaven</h1>"


def printed(page: str) -> bytes:
    claims = claims_of("pdf/a-4f", attached=False)
    made = typeset(Composed(page, {}), lambda pdf: finish_screen(pdf, ABOUT, claims), variant="pdf/a-4f")
    assert made.problems == ()
    return made.pdf


def elements_in(pdf: bytes) -> list[Any]:
    return list(walk(PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"]["/K"]))  # type: ignore[index]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(PAGE)


@pytest.fixture(scope="module")
def elements(pdf: bytes) -> list[Any]:
    return elements_in(pdf)


def test_nothing_is_missing_that_the_proof_asks_for(pdf: bytes, elements: list[Any]) -> None:
    assert read_archive(pdf) == (len(elements), {})


def test_what_pdf_2_has_given_up_belongs_to_the_namespace_before(elements: list[Any]) -> None:
    kinds: dict[str, set[str]] = {}
    for item in elements:
        kinds.setdefault(str(item["/NS"]["/NS"]), set()).add(str(item["/S"]))
    assert kinds.pop("http://iso.org/pdf/ssn") == {"/Note"}
    assert [*kinds] == ["http://iso.org/pdf2/ssn"]


def test_lists_say_how_they_are_numbered(elements: list[Any]) -> None:
    lists = [item["/A"] for item in elements if item["/S"] == "/L"]
    assert [str(about["/ListNumbering"]) for about in lists] == ["/Ordered", "/Unordered", "/None", "/Description"]
    assert {str(about["/O"]) for about in lists} == {"/List"}


def test_lists_that_go_on_name_the_one_in_which_they_began() -> None:
    body = (
        "<ul data-list=one><li>One</ul><ul data-list=two><li>Two</ul><ul data-list=one><li>Three</ul>"
        "<ul><li>Four<li style='break-before:page'>Five</ul>"
    )
    lists = [item for item in elements_in(printed(f"{HEAD}{body}")) if item["/S"] == "/L"]
    assert ["/ID" in item for item in lists] == [True, False, False, True, False]
    went_on = [item["/A"] for item in lists if "/ContinuedList" in item["/A"]]
    assert [lists.index(item) for item in lists if item["/A"] in went_on] == [2, 4]
    assert [about["/ContinuedFrom"] for about in went_on] == [lists[0]["/ID"], lists[3]["/ID"]]
    assert {str(about["/ContinuedList"]) for about in went_on} == {"True"}


def test_a_link_says_where_it_leads_and_what_it_shows_apart(elements: list[Any]) -> None:
    (link,) = [item for item in elements if item["/S"] == "/Link"]
    words, place = (kid.get_object() for kid in link["/K"])
    assert "/Alt" not in link
    assert str(place["/Obj"]["/Contents"]) == "Go to the second part"
    assert (str(words["/S"]), str(words["/Alt"])) == ("/Span", "Two:")


def test_what_made_it_stands_in_the_metadata_alone(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    assert "/Info" not in reader.trailer
    packet: Any = reader.xmp_metadata
    assert packet.pdf_producer.startswith("WeasyPrint ")
    assert packet.xmp_creator_tool == "mgi_report & 1"
