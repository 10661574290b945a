"""Word files: what the subset says becomes what readers of Word know, and what is lacking is found."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from PIL import Image

from helpers.office import BODY, OF_LIBREOFFICE, OF_LINKS, OF_PLACES, broken, changed, converted, made, page
from mgi_report.errors import ReportError
from mgi_report.pdf.conformance import validator
from mgi_report.typeset.office.lint import lint_word
from mgi_report.typeset.office.reading import read_word
from mgi_report.typeset.office.subset import read_subset

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"


def opened(data: bytes) -> docx.document.Document:
    """The file as another library reads it, which did not write it."""
    return docx.Document(io.BytesIO(data))


def test_built_in_styles_lists_and_tables_are_read_by_another_library() -> None:
    document = opened(made())
    styles = [(item.style.name, item.text) for item in document.paragraphs]
    assert styles == [
        ("Title", "Arrivals"),
        ("Subtitle", "Cova Funda"),
        ("Caveat", "\tExamples, and no score."),
        ("Heading 1", "\xa03\xa0 Partnerships"),
        ("Heading 2", "Examples"),
        ("List Bullet", "A gist Words of Vi over havet. COF-2021-P1"),
        ("Heading 2", "Steps"),
        ("List Number", "one"),
        ("List Number", "two P1"),
        ("Caption", "Who comes"),
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Who", "When"], ["Crews", "each May"]]
    first = table.rows[0]._tr.find(qn("w:trPr"))
    assert first.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Who comes"


def test_properties_languages_and_dates_are_those_of_the_data() -> None:
    data = made()
    core = opened(data).core_properties
    told = (core.title, core.author, core.language, core.created.date().isoformat(), core.keywords)
    assert told == ("Arrivals in Cova Funda", "An office", "en", "2021-05-01", "arrivals, harbour")
    (run,) = [run for item in opened(data).paragraphs for run in item.runs if run.text == "Vi over havet"]
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "nb"


def test_sources_are_footnotes_and_the_caveat_stands_at_the_foot_of_every_page() -> None:
    data = made()
    said = read_word(data)
    assert "Told by the harbour, its page" in said.paragraphs
    assert said.foot.startswith("Examples, and no score.")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b'Target="https://example.org/a" TargetMode="External"' in package.read("word/_rels/footnotes.xml.rels")
        assert package.read(DOCUMENT).count(b"footnoteReference ") == 1


def test_the_same_page_gives_the_same_bytes_and_no_time_of_the_clock() -> None:
    assert made() == made()
    with zipfile.ZipFile(io.BytesIO(made())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_a_picture_has_its_words_and_the_stripe_is_marked_as_saying_nothing() -> None:
    png = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(png, "PNG")
    data = made(page(f'{BODY}<img src="harbour" alt="The harbour" width="80">'), harbour=png.getvalue())
    assert lint_word(data, "a.docx") == []
    (shape,) = opened(data).inline_shapes
    assert (shape._inline.docPr.get("descr"), shape.width, shape.height) == ("The harbour", 80 * 36_000, 40 * 36_000)
    mute = changed(data, DOCUMENT, lambda xml: xml.replace('descr="The harbour"', 'descr=""'))
    assert "without words for those who do not see it" in lint_word(mute, "a.docx")[0].message


def test_words_that_run_to_the_left_run_so_in_the_file() -> None:
    data = made(page(BODY.replace("A gist", "الخلاصة"), language="ar", direction="rtl"))
    xml = zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT).decode()
    assert xml.count("<w:bidi/>") > 10
    assert "<w:bidiVisual/>" in xml
    assert re.search(r"<w:rtl/></w:rPr><w:t[^>]*>الخلاصة", xml)
    assert not re.search(r"<w:rtl/><w:lang w:val=\"nb\"", xml)
    assert lint_word(data, "a.docx") == []


def without(pattern: str, by: str = "") -> Callable[[str], str]:
    return lambda xml: re.sub(pattern, by, xml, count=1, flags=re.S)


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        (DOCUMENT, without('<w:pStyle w:val="Title"/>'), "it has no title"),
        (DOCUMENT, without('w:val="Subtitle"', 'w:val="Title"'), "it has several titles"),
        (DOCUMENT, without('w:val="Heading1"', 'w:val="Heading2"'), "the first heading is not a heading 1"),
        (DOCUMENT, without('w:val="Heading2"', 'w:val="Heading3"'), "a heading 3 below a heading 1"),
        (DOCUMENT, without('w:val="Heading2"', 'w:val="Heading7"'), "a style that the file does not have"),
        (DOCUMENT, without("<w:tblHeader/>"), "not marked as its heads"),
        (DOCUMENT, without("<w:tblCaption [^>]*/>"), "a table does not say what it tells"),
        (DOCUMENT, without(r"(<w:tcPr>)", r'\1<w:gridSpan w:val="2"/>'), "merged cells"),
        (DOCUMENT, without(r"(<w:body>)", r"\1<w:p/>"), "a paragraph without words"),
        (DOCUMENT, without(r"(<w:body>)", r"\1<w:p><w:r><w:txbxContent/></w:r></w:p>"), "boxes of text"),
        (DOCUMENT, without('w:anchor="cof_2021_p1"', 'w:anchor="gone"'), "a link that leads nowhere"),
        (DOCUMENT, without(r"(<w:hyperlink.*?)>P1<", r"\1>here<"), "a link whose words do not say where it leads"),
        (DOCUMENT, without("<w:footnoteReference [^>]*/>"), "footnotes and their marks do not agree"),
        (DOCUMENT, without('<w:pStyle w:val="Caveat"/>'), "the caveat is missing in the text"),
        (DOCUMENT, without(">Crews<", "><"), "a table has an empty cell"),
        (
            DOCUMENT,
            without("(<w:pStyle [^>]*/>)(<w:shd [^>]*/>)", r"\2\1"),
            "not in the order that the format asks for",
        ),
        ("word/footer1.xml", without("Examples", "Some"), "does not stand at the foot of its pages"),
        ("word/footer1.xml", without(" PAGE ", " DATE "), "its pages have no numbers"),
        (
            "word/_rels/footnotes.xml.rels",
            without("https://", "file:///"),
            "something outside of the file is asked for",
        ),
        ("word/_rels/document.xml.rels", without("styles.xml", "gone.xml"), "a part that is named is missing"),
        (STYLES, without('w:lang w:val="en"', 'w:lang w:val="fr"'), "not the one that it says it is in"),
        (CORE, without("<dc:title>[^<]*</dc:title>"), "it does not tell its title"),
        (CORE, without("<dc:language>en</dc:language>"), "it does not tell its language"),
        (CORE, without("</cp:coreProperties>"), "is no XML"),
    ],
)
def test_whatever_is_lacking_is_found(part: str, change: Callable[[str], str], said: str) -> None:
    found = [problem.message for problem in lint_word(changed(made(), part, change), "a.docx")]
    assert any(said in message for message in found), found


def test_a_sound_file_lacks_nothing_and_none_at_all_is_told() -> None:
    assert lint_word(made(), "a.docx") == []
    (problem,) = lint_word(b"PK nothing", "a.docx")
    assert "damaged" in problem.message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<div><p>words</p></div>", "<div> is no part"),
        ("loose words", "words outside of a paragraph"),
        ("<table><tr><th>x</th></tr></table>", "without scope"),
        ("<table><tr><td>x</td></tr></table>", "a table without a caption"),
        ("<table><caption>c</caption><tr><td>x</td></tr><tr><td>x</td><td>y</td></tr></table>", "different numbers"),
        ('<p class="title">x <video src="a"></video></p>', "<video> is no part"),
    ],
)
def test_what_is_no_part_of_the_subset_is_a_fault_of_its_template(body: str, said: str) -> None:
    with pytest.raises(ReportError, match=re.escape(said)):
        read_subset(page(body), "t")


@pytest.mark.skipif(validator() is None, reason="page-validation is not installed")
def test_libreoffice_makes_a_pdf_of_it_that_passes_but_for_faults_of_its_own() -> None:
    html = page()
    assert broken(converted(made(html))) <= OF_LIBREOFFICE | OF_PLACES
    linked = re.sub(r"<small>.*?</small>", "", html, flags=re.S)
    assert broken(converted(made(linked))) <= OF_LINKS | OF_PLACES
    bare = re.sub(r"</?a[ >][^>]*>?", "", linked)
    assert "<small" not in bare
    assert "href" not in bare
    assert broken(converted(made(bare))) == set()


def test_libreoffice_reads_every_word_of_it() -> None:
    text = "".join(item.extract_text() for item in pypdf.PdfReader(io.BytesIO(converted(made()))).pages)
    words = " ".join(text.replace("\u2011", "-").split())
    for said in (
        "Arrivals",
        "Partnerships",
        "Vi over havet",
        "COF-2021-P1",
        "Who comes",
        "Told by the harbour",
        "1 / 1",
    ):
        assert said in words, words
