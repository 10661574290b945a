"""Pictures of a workspace: on the pages of both editions, and what is told of one that cannot be there."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from helpers.cities import MakeWorkspace, city_data
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan, Result
from mgi_report.design.editions import PRESS, SCREEN
from mgi_report.design.overrides import check_overrides
from mgi_report.design.theme_file import theme_of
from mgi_report.errors import ExitCode, Kind, Severity
from mgi_report.pdf.conformance import validator
from mgi_report.workspace.places import open_workspace

GREY = Image.linear_gradient("L").resize((320, 160))
SHADED = Image.merge("RGBA", (GREY.rotate(180), GREY.rotate(180), GREY.rotate(180), GREY))


def logo_on_cover(root: Path, name: str, data: bytes | None) -> None:
    """The built-in cover with a logo in the very words of docs/templates.md."""
    documented = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    example = re.search(r'^<div [^>]+>\s+<img src="mgi:images/logo\.png".+?</div>', documented, re.M | re.S)
    assert example
    logo = example[0].replace("logo.png", name)
    cover = (ROOT / "templates" / "snapshot" / "cover.html.j2").read_text(encoding="utf-8")
    file = root / "templates" / "snapshot" / "cover.html.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    changed = cover.replace('<p class="series', f'{logo}\n<p class="series')
    assert changed != cover
    file.write_text(changed, encoding="utf-8")
    if data is not None:
        (root / "assets" / "images").mkdir(parents=True, exist_ok=True)
        (root / "assets" / "images" / name).write_bytes(data)


def made(root: Path, *editions: str) -> Result:
    return build(BuildPlan(open_workspace(root), root / "reports", editions=editions, jobs=1))


def encoded(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "picture"), [("logo.png", SHADED), ("logo.jpg", GREY.convert("RGB")), ("palette.png", GREY.quantize(8))]
)
def test_a_logo_of_pixels_passes_every_check_of_both_editions(
    make_workspace: MakeWorkspace, name: str, picture: Image.Image
) -> None:
    root = make_workspace(one=city_data())
    logo_on_cover(root, name, encoded(picture, "JPEG" if name.endswith("jpg") else "PNG"))
    result = made(root, SCREEN.name, PRESS.name)
    assert [str(problem) for problem in result.problems] == []
    screen, press, _ = sorted(result.files, key=lambda file: (file.medium != "screen", "preflight" in file.path))
    for file in (screen, press):
        with pikepdf.open(root / "reports" / file.path) as pdf:
            pictures = [item for item in pdf.objects if getattr(item, "Subtype", None) == "/Image"]
            assert pictures
            assert not any(item.Interpolate for item in pictures), file.path
    if validator() is None:
        pytest.skip("page-validation is not installed")
    assert "skipped" not in screen.proof
    assert (
        validator()
        .validate_pdf_bytes(
            (root / "reports" / screen.path).read_bytes(), profile=validator().ValidationProfile.PDF_A_3A
        )
        .is_compliant
    )


@pytest.mark.parametrize(
    ("asked", "there", "says"),
    [
        ("logo.png", "Logo.png", "there is no assets/images/logo.png\n    did you mean “Logo.png”?"),
        ("logo.png", "", "there is no assets/images/logo.png\n    put the picture there"),
        ("my%20mark.png", "stamp.jpg", "there is no assets/images/my mark.png\n    there are stamp.jpg"),
    ],
)
def test_a_picture_that_is_not_there_is_told_with_its_template(
    make_workspace: MakeWorkspace, asked: str, there: str, says: str
) -> None:
    root = make_workspace(one=city_data())
    logo_on_cover(root, asked, None)
    if there:
        (root / "assets" / "images").mkdir(parents=True)
        (root / "assets" / "images" / there).write_bytes(encoded(GREY, "PNG"))
    result = made(root)
    (problem,) = result.problems
    cover = root / "templates" / "snapshot" / "cover.html.j2"
    line = next(n for n, text in enumerate(cover.read_text("utf-8").splitlines(), 1) if f"mgi:images/{asked}" in text)
    assert str(problem).startswith(f"{cover}:{line}:")
    assert str(problem).endswith(f"error: {says}")
    assert result.exit_code == ExitCode.TEMPLATE
    space = open_workspace(root)
    (warning,) = check_overrides(space, theme_of(space))
    assert (warning.place, warning.message, warning.severity) == (problem.place, problem.message, Severity.WARNING)


def test_a_name_with_a_blank_finds_its_picture(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    logo_on_cover(root, "my mark.png", encoded(GREY, "PNG"))
    assert [str(problem) for problem in made(root).problems] == []


@pytest.mark.parametrize("name", ["bad.png", "bad.svg"])
def test_a_file_that_is_no_picture_is_told(make_workspace: MakeWorkspace, name: str) -> None:
    root = make_workspace(one=city_data())
    logo_on_cover(root, name, b"<svg><g></svg>")
    assert [str(problem) for problem in made(root).problems] == [
        f"assets/images/{name}: error: this is no picture that can be read\n"
        "    pictures are SVG, PNG or JPEG; open it and save it anew"
    ]


@pytest.mark.parametrize("name", ["logo.jpg", "my logo.jpg", "logo.svg"])
def test_a_picture_in_inks_is_refused_for_the_screen(make_workspace: MakeWorkspace, name: str) -> None:
    root = make_workspace(one=city_data())
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><path fill="device-cmyk(1 0 0 0)" d="M0 0h9v9z"/></svg>'
    logo_on_cover(root, name.replace(" ", "%20"), None)
    (root / "assets" / "images").mkdir(parents=True)
    picture = encoded(GREY.convert("CMYK"), "JPEG")
    (root / "assets" / "images" / name).write_bytes(drawing if name.endswith("svg") else picture)
    result = made(root)
    assert [(problem.kind, problem.file) for problem in result.problems] == [(Kind.INKED, f"assets/images/{name}")]
    assert result.exit_code == ExitCode.TEMPLATE


def test_a_colour_in_inks_is_refused_for_the_screen_with_its_line(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    sheet = root / "templates" / "snapshot" / "snapshot.css"
    sheet.parent.mkdir(parents=True)
    built_in = (ROOT / "templates" / "snapshot" / "snapshot.css").read_text("utf-8")
    sheet.write_text(f"{built_in}\nli {{ color: device-cmyk(0 0 0 1) }}\n", encoding="utf-8")
    (problem,) = made(root).problems
    assert (problem.kind, problem.file, problem.line) == (Kind.INKED, str(sheet), built_in.count("\n") + 2)
