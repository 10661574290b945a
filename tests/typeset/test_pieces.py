"""A link, or a name in another language, is one thing over any number of lines."""

from __future__ import annotations

import io
from typing import Any

import page as validator
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from helpers.project import ROOT
from helpers.volumes import unreached, walk
from mgi_report.pdf.xmp import Metadata
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.finish import finish_screen
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

ADDRESS = "https://www.example.org/a/\u200brather/\u200blong/\u200bindex.php?\u200bid=1"
BODY = (
    "<p>We met the <span lang=es>Secretaría de Salud de la Ciudad de la Aurora</span> and others."
    f"<p>Read <a href='https://www.example.org/a' title='Open the page'>{ADDRESS}</a> or "
    "<a href='#b' title='Go to B'>B</a> <a href='#b' title='Go to B'>B</a>."
    "<p><em>And the <span lang=es>Casa Abierta de los Barrios</span> of old</em> <span lang=fr>ici</span> "
    "<span lang=fr>ici</span><p id=b>B"
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return printed(BODY)


def printed(body: str) -> bytes:
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
    style = "@page{size:90mm 200mm}p{margin:0 0 5mm;width:32mm;font:10pt/14pt 'Open Sans'}"
    html = f"<!DOCTYPE html><html lang=en><title>T</title><style>{style}</style><body>{body}</html>"
    about = Metadata("T", "", "", "", ("en",), "t", "", "", "", (), "2026-01-01")
    return typeset.typeset(Composed(html, {}), lambda pdf: finish_screen(pdf, about), variant="pdf/a-3a").pdf


def elements(pdf: bytes, kind: str) -> list[dict[str, Any]]:
    root = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    return [item for item in walk(root["/K"]) if item["/S"] == kind]


def test_a_link_over_lines_is_one_element_with_one_annotation(made: bytes) -> None:
    links = elements(made, "/Link")
    assert len(links) == 3
    content = [[kid for kid in link["/K"] if isinstance(kid, int)] for link in links]
    assert [len(marks) for marks in content] == [len(content[0]), 1, 1]
    assert len(content[0]) > 2
    annotations = pypdf.PdfReader(io.BytesIO(made)).pages[0]["/Annots"]
    assert [item.get_object()["/Contents"] for item in annotations] == ["Open the page", "Go to B", "Go to B"]
    quads = [float(value) for value in annotations[0].get_object()["/QuadPoints"]]
    assert len(quads) == 8 * len(content[0])
    left, bottom, right, top = (float(value) for value in annotations[0].get_object()["/Rect"])
    assert (min(quads[::2]), min(quads[1::2]), max(quads[::2]), max(quads[1::2])) == (left, bottom, right, top)
    assert "/QuadPoints" not in annotations[1].get_object()


def clicked(pdf: bytes, word: str) -> int:
    """Page to which a click on a word of the first page leads; -1 for an address, -2 for no link."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        left, bottom, right, top = text.get_charbox(text.get_text_range().index(word) + 1)
        link = pdfium.FPDFLink_GetLinkAtPoint(page.raw, (left + right) / 2, (bottom + top) / 2)
        if not link:
            return -2
        return int(pdfium.FPDFDest_GetDestPageIndex(document.raw, pdfium.FPDFLink_GetDest(document.raw, link)))


def test_every_line_of_a_link_can_be_clicked(made: bytes) -> None:
    assert [clicked(made, word) for word in ("https", "rather", "index", "Ciudad")] == [-1, -1, -1, -2]


def test_links_that_share_a_line_keep_their_places() -> None:
    links = (
        "<p><a href='#b' title='B'>Aurora and its harbour quarter</a> <a href='#c' title='C'>Boreal and the whole "
        "countryside</a> <a href='#b' title='B'>Casa</a>"
        "<p id=b style='break-before:page'>B<p id=c style='break-before:page'>C"
    )
    pdf = printed(links)
    assert len(elements(pdf, "/Link")) == 3
    found = {word: clicked(pdf, word) for word in ("Aurora", "quarter", "Boreal", "countryside", "Casa")}
    assert found == {"Aurora": 1, "quarter": 1, "Boreal": 2, "countryside": 2, "Casa": 1}


def test_a_name_over_lines_is_one_element(made: bytes) -> None:
    spans = [item for item in elements(made, "/Span") if "/Lang" in item]
    assert [str(item["/Lang"]) for item in spans] == ["es", "es", "fr", "fr"]
    assert len(spans[0]["/K"]) > 1


def test_the_tags_are_found_by_what_they_tag_and_both_standards_hold(made: bytes, tmp_path: Any) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    nums = root["/ParentTree"]["/Nums"]
    found = dict(zip(nums[::2], nums[1::2], strict=True))
    for annotation in reader.pages[0]["/Annots"]:
        link = found[annotation.get_object()["/StructParent"]].get_object()
        assert annotation in [kid.get_object().get("/Obj") for kid in link["/K"] if not isinstance(kid, int)]
    for mark, element in enumerate(found[reader.pages[0]["/StructParents"]].get_object()):
        assert mark in element.get_object()["/K"]
    (tmp_path / "a.pdf").write_bytes(made)
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A):
        report = validator.validate_pdf(str(tmp_path / "a.pdf"), profile=profile)
        assert [failure.rule_id for failure in report.failures] == []


ROW = "<ul style='width:70mm;padding:0;list-style:none'>{}</ul><p id=b>B"
APART = "style='position:absolute;right:0;top:0'"
LINE = f"<li style='position:relative'><a href='#b' title='Go to B'>Arrivals <span {APART}>pp. 7</span></a>"


def test_what_stands_apart_in_a_link_belongs_to_it_and_to_its_annotation() -> None:
    pdf = printed(ROW.format(LINE))
    (link,) = elements(pdf, "/Link")
    assert [isinstance(kid, int) for kid in link["/K"]].count(True) == 2, "its words and the number"
    (annotation,) = [item.get_object() for item in pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]]
    assert annotation["/Contents"] == "Go to B"
    assert len(annotation["/QuadPoints"]) == 2 * 8
    assert clicked(pdf, "pp.") == clicked(pdf, "Arrivals") == 0
    assert validator.validate_pdf_bytes(pdf, profile=validator.ValidationProfile.PDF_UA_1).failures == []


def test_it_is_left_without_one_where_another_link_stands_between() -> None:
    other = "<a href='#b' title='Another' style='position:absolute;left:40mm;top:0'>there</a>"
    pdf = printed(ROW.format(LINE + other))
    annotations = [item.get_object() for item in pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]]
    assert sorted(item["/Contents"] for item in annotations) == ["Another", "Go to B"]
    assert validator.validate_pdf_bytes(pdf, profile=validator.ValidationProfile.PDF_UA_1).failures == []


def test_an_item_within_a_line_is_one_item_over_lines() -> None:
    items = "<li>1999 A law on the schools of the town</li> <li>2003 A plan</li> <li>2004 Another plan of the port</li>"
    pdf = printed(f"<style>li{{display:inline}}ol{{width:32mm;font:10pt/14pt 'Open Sans'}}</style><ol>{items}</ol>")
    found = elements(pdf, "/LI")
    assert [[kid["/S"] for kid in walk(item["/K"])] for item in found] == [["/LBody"]] * 3
    marks = [body["/K"] for body in elements(pdf, "/LBody")]
    assert len(marks[0]) > 1, "it goes over lines"
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    assert unreached(reader) == []
