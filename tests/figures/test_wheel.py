from __future__ import annotations

import io
import re
from math import atan2, degrees, hypot
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.svgLib.path import parse_path
from PIL import Image

from helpers.cities import city_data
from helpers.command import python
from helpers.vectors import SVG, drawn, points_on, size_of
from helpers.wheels import checksums, studio_here, view
from mgi_report.data.model import Profile
from mgi_report.errors import ExitCode, ReportError
from mgi_report.figures import snapshot as figures
from mgi_report.figures.wheel import DOORS, FIGURE, SECTORS, Wheel
from mgi_report.snapshot.make import view_of, wheel_of
from mgi_report.studio.studio import Studio


@pytest.fixture(scope="module")
def studio() -> Studio:
    return studio_here()


def sector_paths(svg: bytes, fills: list[str]) -> list[str]:
    return [d for d, style in drawn(svg) if style.get("fill", "").upper() in [fill.upper() for fill in fills]]


@pytest.fixture(scope="module")
def fills(studio: Studio) -> list[str]:
    return [fill for fill, _ in studio.theme.accents().values()]


@pytest.fixture(scope="module")
def wheel(studio: Studio) -> bytes:
    return wheel_of(studio, view(studio))


def test_the_six_sectors_have_equal_area_radius_and_angle(wheel: bytes, fills: list[str]) -> None:
    paths = sector_paths(wheel, fills)
    assert len(paths) == SECTORS == 6
    centre = size_of(wheel)[0] / 2
    areas, inner, outer, spans, middles = [], [], [], [], []
    for path in paths:
        pen = AreaPen()
        parse_path(path, pen)
        areas.append(abs(pen.value))
        polar = [(hypot(x - centre, y - centre), degrees(atan2(centre - y, x - centre))) for x, y in points_on(path)]
        inner.append(min(radius for radius, _ in polar))
        outer.append(max(radius for radius, _ in polar))
        reference = polar[0][1]
        turned = [(angle - reference + 180) % 360 - 180 for _, angle in polar]
        spans.append(max(turned) - min(turned))
        middles.append((reference + (max(turned) + min(turned)) / 2) % 360)
    assert areas == pytest.approx([areas[0]] * 6, rel=1e-4)
    assert inner == pytest.approx([inner[0]] * 6, rel=1e-4)
    assert outer == pytest.approx([outer[0]] * 6, rel=1e-4)
    assert spans == pytest.approx([spans[0]] * 6, rel=1e-4)
    assert middles == pytest.approx([90, 30, 330, 270, 210, 150], abs=0.01)


@pytest.mark.parametrize("wheel", [FIGURE, DOORS])
def test_labels_lie_in_their_sectors(wheel: Wheel) -> None:
    edge = wheel.diameter
    for sector in wheel.sectors:
        left, top, width, height = sector.label_box
        assert 0 <= left <= edge - width
        assert 0 <= top <= edge - height
        middle_x, middle_y = left + width / 2 - edge / 2, edge / 2 - top - height / 2
        angle = degrees(atan2(middle_y, middle_x))
        assert (angle - sector.middle + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)


def test_the_wheel_is_drawn_without_any_magnitude(studio: Studio, wheel: bytes) -> None:
    data = city_data(developed=12, potential=0)
    assert wheel_of(studio, view_of(studio, Profile.model_validate(data), "en")) == wheel


def test_words_are_text_in_the_font_of_the_theme(studio: Studio, wheel: bytes) -> None:
    texts = list(ElementTree.fromstring(wheel).iter(f"{SVG}text"))
    words = " ".join("".join(text.itertext()) for text in texts)
    for domain in view(studio).domains:
        assert str(domain.number) in words.split()
        assert re.sub(r"[\s-]", "", domain.name) in re.sub(r"[\s-]", "", words)
    assert "Vila Aurora" in words
    assert "May 2021" in words
    assert all("'Open Sans'" in text.get("style", "") for text in texts)


def test_the_figure_has_a_title_to_be_read_aloud(wheel: bytes) -> None:
    assert ElementTree.fromstring(wheel).findtext(f"{SVG}title") == "Vila Aurora, May 2021"


@pytest.mark.parametrize("name", ["A $x^2$ & <b>", "San $\\frac", "Llanfairpwllgwyngyllgogery", "X " * 40])
def test_any_name_stands_in_the_hub_as_it_is(studio: Studio, name: str) -> None:
    svg = wheel_of(studio, view(studio, place=city_data()["place"] | {"name": name}))
    words = "".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    assert name.replace(" ", "") in words.replace(" ", "")


def test_labels_are_in_the_language_asked_for(studio: Studio) -> None:
    svg = wheel_of(studio, view(studio, "es")).decode()
    assert "Alianzas" in svg
    assert "mayo de 2021" in svg


def test_the_ground_for_pages_has_no_words(studio: Studio) -> None:
    assert b"<text" not in studio.drawings.doors()


def test_the_same_input_gives_the_same_bytes_in_any_process(studio: Studio, tmp_path: Path) -> None:
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "86400"}
    code = "from helpers.wheels import checksums, studio_here; print(*checksums(studio_here()))"
    here = checksums(studio)
    assert len(here) == 3
    assert checksums(studio) == here
    assert python(code, cwd=tmp_path, **elsewhere).split() == here


def test_no_date_and_no_tool_in_any_format(studio: Studio) -> None:
    for suffix in figures.FORMATS:
        data = wheel_of(studio, view(studio), suffix)
        assert not re.search(rb"CreationDate|dc:date|tIME|Matplotlib v", data)


def test_png_and_pdf_show_the_same_wheel(studio: Studio) -> None:
    image = Image.open(io.BytesIO(wheel_of(studio, view(studio), "png")))
    assert image.width == image.height == pytest.approx(FIGURE.diameter / 25.4 * 200, abs=2)
    assert image.getpixel((0, 0))[3] == 0
    page = pypdfium2.PdfDocument(wheel_of(studio, view(studio), "pdf"))[0]
    assert page.get_size() == pytest.approx((FIGURE.diameter * 72 / 25.4,) * 2, abs=0.5)
    assert "Partnerships" in page.get_textpage().get_text_range()


@pytest.mark.parametrize("suffix", ["gif", "", "SVG "])
def test_an_unknown_format_is_a_usage_error(studio: Studio, suffix: str) -> None:
    with pytest.raises(ReportError) as caught:
        wheel_of(studio, view(studio), suffix)
    assert caught.value.exit_code == ExitCode.USAGE
    assert ".svg, .png, .pdf" in str(caught.value)
