"""The logo of who publishes: one name, the file that is right for the edition, and what is told of its lettering."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from helpers.cities import MakeWorkspace, city_data, write_yaml
from helpers.snapshots import plan
from mgi_report.build.build import build
from mgi_report.build.check import check
from mgi_report.errors import ExitCode, errors_of
from mgi_report.workspace.places import open_workspace

SHADES = Image.merge("RGB", (*[Image.linear_gradient("L").resize((320, 128))] * 2, Image.new("L", (320, 128), 40)))
LETTERED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">
<rect width="100" height="40" fill="#ffffff"/>
<text x="4" y="24" font-family="{family}" fill="#000000">PRESS</text></svg>
"""


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    root = make_workspace(vila_aurora=city_data(2, 2, 10))
    (root / "assets" / "images").mkdir(parents=True)
    write_yaml(root / "data" / "publisher.yaml", {"name": "Example Press", "logo": "logo"})
    return root


def spaces(root: Path, path: str) -> set[str]:
    with pikepdf.open(root / "reports" / path) as pdf:
        pictures = [item for item in pdf.objects if getattr(item, "Subtype", None) == "/Image"]
        return {str(item.get("/ColorSpace")) for item in pictures}


def test_each_edition_has_the_file_that_is_right_for_it(root: Path) -> None:
    SHADES.save(root / "assets" / "images" / "logo.png")
    Image.new("CMYK", (320, 128), (200, 80, 0, 20)).save(root / "assets" / "images" / "logo-press.tif")
    result = build(plan(root, editions=("screen", "press")))
    assert result.problems == []
    press = next(built.path for built in result.files if built.path.endswith("-press.pdf"))
    screen = next(built.path for built in result.files if built.path.endswith("-en.pdf"))
    assert (spaces(root, screen), spaces(root, press)) == ({"/DeviceRGB"}, {"/DeviceCMYK"})


def test_a_logo_of_the_screen_is_converted_only_where_that_is_asked(root: Path) -> None:
    SHADES.save(root / "assets" / "images" / "logo.png")
    refused = build(plan(root, editions=("press",)))
    assert [problem.file for problem in refused.problems] == ["assets/images/logo.png"]
    assert "convert_logo: true" in refused.problems[0].hint
    content = {"name": "Example Press", "logo": "logo", "convert_logo": "true"}
    write_yaml(root / "data" / "publisher.yaml", content)
    result = build(plan(root, editions=("press",)))
    assert result.problems == []
    assert spaces(root, next(built.path for built in result.files if built.path.endswith("-press.pdf"))) == {
        "/DeviceCMYK"
    }


def test_a_drawing_is_converted_colour_by_colour_and_keeps_those_of_the_theme(root: Path) -> None:
    square = '<rect width="9" height="9" x="{}" fill="{}"/>'
    drawn = "".join(square.format(number * 9, colour) for number, colour in enumerate(("#14532d", "#000", "#fde047")))
    file = root / "assets" / "images" / "logo.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 27 9">{drawn}</svg>', encoding="utf-8")
    content = {"name": "Example Press", "logo": "logo"}
    write_yaml(root / "data" / "publisher.yaml", content)
    refused = build(plan(root, editions=("press",)))
    assert [problem.value or problem.message.split("“")[1][:7] for problem in refused.problems] == [
        "#14532d",
        "#fde047",
    ]
    assert all("convert_logo: true" in problem.hint for problem in refused.problems)
    write_yaml(root / "data" / "publisher.yaml", content | {"convert_logo": "true"})
    assert build(plan(root, editions=("press",))).problems == []
    assert "#14532d" in file.read_text(encoding="utf-8")


def test_lettering_in_a_drawing_is_told_at_its_line(root: Path) -> None:
    file = root / "assets" / "images" / "logo.svg"
    file.write_text(LETTERED.format(family="Arial"), encoding="utf-8")
    file.with_name("unused.svg").write_text(LETTERED.format(family="Arial"), encoding="utf-8")
    checked = check(open_workspace(root))
    told, warned = checked.problems
    assert (told.file, told.line, told.value) == ("assets/images/logo.svg", 3, "“Arial”")
    assert (warned.file, errors_of(checked.problems)) == ("assets/images/unused.svg", [told])  # no page calls it
    assert checked.exit_code == ExitCode.TEMPLATE
    result = build(plan(root))
    assert result.exit_code == ExitCode.TEMPLATE
    assert [(problem.file, problem.line, problem.hint) for problem in result.problems] == [
        ("assets/images/logo.svg", 3, "turn it into paths in the drawing program")
    ]
    file.write_text(LETTERED.format(family="Open Sans"), encoding="utf-8")
    assert check(open_workspace(root)).problems == (warned,)
    assert build(plan(root)).problems == []
