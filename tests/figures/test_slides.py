"""Figures on slides, as another program reads them: native tables and shapes, titles, alternatives, languages and
notes."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pptx
import pypdf
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from helpers.charts import charts
from helpers.cities import MakeWorkspace, city_data, second_city
from helpers.command import run
from helpers.office import converted
from mgi_report.figures.slides import Slides
from mgi_report.typeset.office.reading import parts_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@cache
def deck(kind: str, number: int = 5, code: str = "en") -> bytes:
    """A figure of invented cities as a file of slides."""
    slides = Slides(charts(number, code))
    theme = slides.charts.comparison.chapters[0].sections[0]
    made = {
        "matrix": slides.matrix,
        "map": slides.map,
        "theme": lambda: slides.theme(theme),
        "exchange": lambda: slides.exchange(theme),
    }[kind]()
    return slides.deck(made)


def opened(data: bytes) -> pptx.presentation.Presentation:
    return pptx.Presentation(io.BytesIO(data))


KINDS = ("matrix", "map", "theme", "exchange")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_each_slide_has_a_title_alternatives_a_language_and_notes_with_source_and_caveat(kind: str, code: str) -> None:
    show = opened(deck(kind, code=code))
    made = charts(5, code)
    caveat, source = (words for words, _ in made.notes)
    titles = []
    for slide in show.slides:
        first = slide.shapes[0]
        assert first == slide.shapes.title  # it is read first
        titles.append(first.text_frame.text)
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name
        languages = {run.find(f"{A}rPr").get("lang") for run in slide._element.iter(f"{A}r")}
        assert languages == {code} if code == "en" else code in languages  # findings are in English
        notes = slide.notes_slide.notes_text_frame.text
        assert caveat in notes
        assert source in notes
        spoken = {run.find(f"{A}rPr").get("lang") for run in slide.notes_slide._element.iter(f"{A}r")}
        assert spoken == {code}
    assert len(set(titles)) == len(titles)
    assert all(titles)


def test_the_matrix_is_a_table_of_words_with_heads_a_domain_a_slide() -> None:
    show, made = opened(deck("matrix")), charts(5)
    assert len(show.slides) == 6
    content = made.content("")
    for slide, band in zip(show.slides, content.bands, strict=True):
        (frame,) = [shape for shape in slide.shapes if shape.has_table]
        table = frame.table
        assert table.first_row
        assert table.first_col
        names = [cell.text_frame.paragraphs[0].text for cell in table.rows[0].cells]
        assert names == ["Theme", *(column.name for column in content.columns)]
        for row, told in zip(list(table.rows)[1:], band.rows, strict=True):
            said = [cell.text_frame.text for cell in row.cells]
            assert said == [told.name, *(content.legend[state][1] for state in told.states)]


def test_a_region_of_many_goes_on_on_the_next_slides_with_all_cities_in_their_order() -> None:
    show, made = opened(deck("matrix", 20)), charts(20)
    names = [column.name for column in made.content("").columns]
    seen = [
        [cell.text_frame.paragraphs[0].text for cell in list(shape.table.rows[0].cells)[1:]]
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_table
    ]
    first = seen[: len(seen) // 6]
    assert [name for part in first for name in part] == names
    assert max(map(len, seen)) <= 8


@pytest.mark.parametrize(("kind", "number"), [("theme", 5), ("theme", 30), ("exchange", 5), ("exchange", 12)])
def test_findings_stand_in_tables_whole_and_end_above_the_notes(kind: str, number: int) -> None:
    show, made = opened(deck(kind, number)), charts(number)
    theme = made.comparison.chapters[0].sections[0]
    words = "\n".join(
        cell.text_frame.text
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    )
    for cell in theme.cells:
        assert (made.reader.label(cell.city.label) in words) == bool(cell.mentions)
    for slide in show.slides:
        (frame,) = [shape for shape in slide.shapes if shape.has_table]
        (foot,) = [shape for shape in slide.placeholders if shape.placeholder_format.idx == 2]
        assert frame.top + sum(row.height for row in frame.table.rows) <= foot.top
    widths = [column.width for column in list(frame.table.columns)[-2:]]
    assert widths[0] == widths[1]  # equal weight for both lists


def test_the_map_is_a_drawing_with_a_picture_for_who_cannot_show_that() -> None:
    data = deck("map")
    parts = parts_of(data)
    drawn = [name for name in parts if name.endswith(".svg")]
    assert len(drawn) == 1
    assert b"<svg" in parts[drawn[0]]
    (picture,) = [shape for shape in opened(data).slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture.image.content_type == "image/png"
    assert "svgBlip" in parts["ppt/slides/slide1.xml"].decode()
    assert b'Extension="svg"' in parts["[Content_Types].xml"] or b"slide1.svg" in parts["[Content_Types].xml"]


def test_the_same_figures_give_the_same_bytes_without_a_time_of_the_clock() -> None:
    slides = Slides(charts(5))
    assert slides.deck(slides.map()) == deck("map")
    core = parts_of(deck("map"))["docProps/core.xml"].decode()
    assert "<dc:language>en</dc:language>" in core
    assert "2024-03-01T00:00:00Z" in core  # the latest revision of a profile
    assert not [name for name in parts_of(deck("map")) if "thumbnail" in name or "printerSettings" in name]


def test_the_wheel_is_six_groups_of_shapes_read_in_their_order(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data(), port_sereno=second_city())
    done = run("figure", "wheel", "vila-aurora", "port-sereno", "--language", "fr", "-o", "wheel.pptx", cwd=root)
    assert done.returncode == 0, done.stderr
    show = opened((root / "wheel.pptx").read_bytes())
    assert len(show.slides) == 2
    for slide in show.slides:
        groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        said = [group._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr") for group in groups]
        assert [words.partition(",")[0] for words in said] == [f"Domaine {number}" for number in range(1, 7)]
        sectors = [next(shape for shape in group.shapes if shape.fill.type is not None) for group in groups]
        areas = [round(sector.width * sector.height, -9) for sector in sectors]
        assert len(set(areas[1:3] + areas[4:])) == 1  # equal sectors
        assert "évaluation volontaire" in slide.notes_slide.notes_text_frame.text


def test_slides_have_one_size_and_a_name(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    done = run("figure", "map", "--region", "x", "--size", "a4", "-o", "m.pptx", cwd=root)
    assert (done.returncode, "slides are not of the size of A4" in done.stderr) == (1, True)
    done = run("figure", "wheel", "vila-aurora", "-o", "w.ppt", cwd=root)
    assert ".pptx" in done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_shows_every_word_of_them(kind: str, tmp_path: Path) -> None:
    data = deck(kind)
    pdf = pypdf.PdfReader(io.BytesIO(converted(data, "slides.pptx")))
    show = opened(data)
    assert len(pdf.pages) == len(show.slides)
    for page, slide in zip(pdf.pages, show.slides, strict=True):
        text = "".join(page.extract_text().split())
        for shape in slide.shapes:
            if shape.has_text_frame:
                assert "".join(shape.text_frame.text.split()) in text, shape.name
