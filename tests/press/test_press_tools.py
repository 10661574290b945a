"""The tools of the press edition one by one: profiles, inks, marks, sheets, the table of editions, the command line."""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
import struct
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from helpers.cities import MakeWorkspace, city_data
from helpers.json_lines import records
from helpers.project import ROOT
from helpers.sheets import sheet
from mgi_report.cli import main
from mgi_report.design.editions import EDITIONS, PRESS, SCREEN, editions_named
from mgi_report.design.theme import Theme
from mgi_report.design.theme_file import load_theme
from mgi_report.errors import ExitCode, ReportError
from mgi_report.press.imposition import booklet_order, impose_booklet
from mgi_report.press.inks import for_edition
from mgi_report.press.marks import crop_and_register, fold
from mgi_report.press.profile import describe, read_profile
from mgi_report.press.report import faces
from mgi_report.press.sheet import Boxes
from mgi_report.text.units import POINTS_PER_MM as MM
from mgi_report.typeset.documents import Composed

SHIPPED = ROOT / "assets" / "icc" / "coated-fogra39.icc"


# The table of editions


def test_the_table_is_consistent() -> None:
    assert set(EDITIONS) == {"screen", "press", "archive"}
    assert len({edition.suffix for edition in EDITIONS.values()}) == len(EDITIONS)
    assert editions_named([]) == (SCREEN,)
    assert editions_named(["all"]) == (SCREEN, PRESS)
    assert editions_named(["press", "screen", "press"]) == (PRESS, SCREEN)
    assert editions_named(["all", "archive", "html"]) == (SCREEN, PRESS, EDITIONS["archive"])
    assert [PRESS.blanks(pages) for pages in (4, 5, 6, 7, 8)] == [0, 3, 2, 1, 0]
    assert [SCREEN.blanks(pages) for pages in (4, 6)] == [0, 0]


# Profiles


def test_the_shipped_profile_is_one_of_a_press_and_small() -> None:
    profile = read_profile(SHIPPED)
    assert profile.condition == "FOGRA39"
    assert "FOGRA39L" in profile.name
    assert len(profile.data) < 1_000_000
    # White of the paper and black of one plate, as the measurements have them (CIE L*).
    lab = ImageCms.createProfile("LAB")
    to_lab = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile.data)),
        lab,
        "CMYK",
        "LAB",
        renderingIntent=ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
    )
    inks = Image.new("CMYK", (2, 1))
    inks.putdata([(0, 0, 0, 0), (0, 0, 0, 255)])
    paper, black = (ImageCms.applyTransform(inks, to_lab).getpixel((x, 0))[0] / 2.55 for x in (0, 1))
    assert paper == pytest.approx(95.0, abs=1)
    assert black == pytest.approx(16.0, abs=2)


def changed(at: int, value: bytes) -> bytes:
    data = bytearray(SHIPPED.read_bytes())
    data[at : at + len(value)] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no ICC profile"),
        (b"%PDF-1.6" * 40, "no ICC profile"),
        (SHIPPED.read_bytes()[:-1], "damaged"),
        (changed(16, b"RGB "), "its colours are “RGB”"),
        (changed(16, b"GRAY"), "its colours are “GRAY”"),
        (changed(12, b"mntr"), "describes a screen"),
        (changed(12, b"link"), "describes a device link"),
        (changed(8, b"\x05"), "version 5"),
        (changed(128, struct.pack(">I", 2**31)), "damaged"),
    ],
)
def test_what_is_no_output_profile_of_a_press_is_told_in_one_clause(data: bytes, says: str) -> None:
    assert says in describe(data)[1]


def test_an_rgb_profile_of_the_colour_management_itself_is_refused() -> None:
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "“RGB”" in describe(data)[1]


def test_recipes_look_like_the_colours_of_the_screen_as_far_as_paper_can(theme: Theme) -> None:
    """Measured with the shipped profile: hardly further off than the nearest colour that four inks can make."""
    press = ImageCms.ImageCmsProfile(str(SHIPPED))
    screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    ways = (
        ImageCms.buildTransform(screen, lab, "RGB", "LAB", renderingIntent=intent),
        ImageCms.buildTransform(press, lab, "CMYK", "LAB", renderingIntent=intent),
        ImageCms.buildTransform(screen, press, "RGB", "CMYK", renderingIntent=intent),
    )

    def seen(mode: str, values: tuple[int, ...]) -> tuple[float, float, float]:
        light, a, b = ImageCms.applyTransform(Image.new(mode, (1, 1), values), ways[mode == "CMYK"]).getpixel((0, 0))
        return light / 2.55, a % 256 - 128, b % 256 - 128

    printed = {name: colour for name, colour in theme.colours.items() if any(colour.cmyk[:3])}  # else black on purpose
    assert len(printed) > 5
    for name, colour in printed.items():
        rgb = tuple(int(colour.rgb[i : i + 2], 16) for i in (1, 3, 5))
        nearest = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), ways[2]).getpixel((0, 0))
        own = tuple(round(ink * 2.55) for ink in colour.cmyk)
        wanted = seen("RGB", rgb)
        assert math.dist(wanted, seen("CMYK", own)) < math.dist(wanted, seen("CMYK", nearest)) + 4, name


# Inks


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme(ROOT / "assets" / "theme.yaml")


def brought(theme: Theme, name: str, data: bytes) -> bytes:
    document = Composed(f"<img src='mgi:{name}'>", {name: data})
    return dict(for_edition(document, theme, PRESS).resources)[name]


def refused(theme: Theme, name: str, data: bytes) -> list[tuple[str, int, str]]:
    with pytest.raises(ReportError) as caught:
        brought(theme, name, data)
    assert caught.value.exit_code == ExitCode.TEMPLATE
    return [(problem.file, problem.line, problem.message) for problem in caught.value.problems]


def svg(body: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>'.encode()


@pytest.mark.parametrize(
    "body",
    [
        '<path fill="#0033A0"/>',
        "<path style='fill: #0033a0; stroke: none'/>",
        '<path stroke="white" fill="#000"/>',
        '<path fill="url(#abcdef)" stroke="currentColor"/>',
        '<path fill="device-cmyk(0 1 1 0)"/>',
        '<a id="a0b1c2" href="#a0b1c2"/>',
        "<style>path {fill:#FFB81C}</style>",
        "<path/>",
    ],
)
def test_a_drawing_in_known_colours_stays_as_it_is(theme: Theme, body: str) -> None:
    assert brought(theme, "images/x.svg", svg(body)) == svg(body)


def test_a_page_for_the_press_knows_the_recipe_of_every_colour(theme: Theme) -> None:
    inks = for_edition(Composed("<p>", {}), theme, PRESS).inks
    assert inks["#0033a0"] == "1 0.8 0 0.05"
    assert (inks["#000000"], inks["#ffffff"]) == ("0 0 0 1", "0 0 0 0")
    for value in theme.tokens().values():
        assert not value.startswith("#") or value.lower() in inks
    assert not for_edition(Composed("<p>", {}), theme, SCREEN).inks


def test_every_unknown_colour_of_a_drawing_is_a_problem_with_its_line(theme: Theme) -> None:
    body = '\n<path fill="#123456"/>\n<path stroke="rgb(1,2,3)" fill="tomato"/>'
    found = refused(theme, "images/mark.svg", svg(body))
    assert [(file, line) for file, line, _ in found] == [("assets/images/mark.svg", line) for line in (2, 3, 3)]
    assert "“#123456”" in found[0][2]


def picture(mode: str, colour: object, kind: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (8, 8), colour).save(out, kind)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(("mode", "colour"), [("RGB", (200, 0, 0)), ("RGBA", (200, 0, 0, 255)), ("P", 100)])
def test_a_picture_in_colours_of_the_screen_is_refused_with_the_reason(theme: Theme, mode: str, colour: object) -> None:
    image = Image.new("RGB", (8, 8), (10, 200, 30)).quantize() if mode == "P" else Image.new(mode, (8, 8), colour)  # type: ignore[arg-type]
    out = io.BytesIO()
    image.save(out, "PNG")
    ((file, _, message),) = refused(theme, "images/logo.png", out.getvalue())
    assert file == "assets/images/logo.png"
    assert "not in inks" in message


@pytest.mark.parametrize(
    ("mode", "colour", "kind", "inks"),
    [
        ("L", 55, "PNG", (0, 0, 0, 200)),
        ("1", 0, "PNG", (0, 0, 0, 255)),
        ("LA", (55, 255), "PNG", (0, 0, 0, 200)),
        ("LA", (55, 0), "PNG", (0, 0, 0, 0)),
        ("RGB", (55, 55, 55), "PNG", (0, 0, 0, 200)),
        ("CMYK", (10, 200, 30, 40), "TIFF", (10, 200, 30, 40)),
        ("CMYK", (10, 200, 30, 40), "JPEG", (10, 200, 30, 40)),
    ],
)
def test_gray_goes_to_the_black_plate_and_four_inks_stay(
    theme: Theme, mode: str, colour: object, kind: str, inks: tuple[int, ...]
) -> None:
    made = Image.open(io.BytesIO(brought(theme, "images/logo.png", picture(mode, colour, kind))))
    assert made.mode == "CMYK"
    assert made.getpixel((4, 4)) == pytest.approx(inks, abs=3)


def test_what_is_no_picture_is_a_problem_and_what_is_not_used_is_left_alone(theme: Theme) -> None:
    ((_, _, message),) = refused(theme, "images/logo.png", b"nonsense")
    assert "cannot be read" in message
    unused = Composed("<p>", {"images/logo.png": picture("RGB", (200, 0, 0), "PNG")})
    assert not for_edition(unused, theme, PRESS).resources
    assert for_edition(unused, theme, SCREEN) is unused


# Marks, sheets


def test_boxes_begin_at_zero_wherever_the_trim_was() -> None:
    boxes = Boxes.around((-5, 7, 590.276, 848.89), 3 * MM, marks=True)
    assert boxes.media[:2] == (0, 0)
    assert boxes.trim == pytest.approx((10 * MM, 10 * MM, 10 * MM + 595.276, 10 * MM + 841.89))
    assert boxes.bleed_box == pytest.approx((7 * MM, 7 * MM, 13 * MM + 595.276, 13 * MM + 841.89))


@pytest.mark.parametrize("middle", [True, False])
def test_no_mark_touches_the_bleed_or_leaves_the_media(middle: bool) -> None:
    boxes = Boxes.around((0, 0, 600, 800), 3 * MM, marks=True)
    left, bottom, right, top = boxes.bleed_box
    text = crop_and_register(boxes, middle=middle).decode()
    strokes = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", text)
    assert len(strokes) == 8 + 2 * (4 if middle else 6)
    for x1, y1, x2, y2 in (tuple(map(float, stroke)) for stroke in strokes):
        assert max(x1, x2) < left or min(x1, x2) > right or max(y1, y2) < bottom or min(y1, y2) > top
        assert min(x1, y1, x2, y2) >= 0
        assert max(x1, x2) <= boxes.media[2]
        assert max(y1, y2) <= boxes.media[3]


def test_fold_marks_are_dashed_and_black_inside_the_trim() -> None:
    assert b"0 0 0 1 K" in fold((1, 2, 1, 5), inside=True)
    assert b"/Registration CS" in fold((1, 2, 1, 5))
    assert b"] 0 d" in fold((1, 2, 1, 5))


@pytest.mark.parametrize(
    ("pages", "order"),
    [(4, [(4, 1), (2, 3)]), (8, [(8, 1), (2, 7), (6, 3), (4, 5)]), (0, [])],
)
def test_the_order_of_a_booklet(pages: int, order: list[tuple[int, int]]) -> None:
    assert list(booklet_order(pages)) == order


@given(st.integers(min_value=1, max_value=60).map(lambda sheets: 4 * sheets))
def test_a_booklet_of_any_size_holds_each_page_once_and_folds_right(pages: int) -> None:
    order = list(booklet_order(pages))
    assert sorted(page for pair in order for page in pair) == list(range(1, pages + 1))
    assert all(left + right == pages + 1 for left, right in order)
    # A left page is even where the fold opens to it, and its back carries its neighbour.
    assert all(left % 2 == 0 and right % 2 == 1 for left, right in order)
    fronts, backs = order[::2], order[1::2]
    assert [(left - 1, right + 1) for left, right in fronts] == [(right, left) for left, right in backs]
    assert order[-1] == (pages // 2, pages // 2 + 1)


def test_a_booklet_that_is_read_from_the_right_is_mirrored() -> None:
    long_first = sheet("% a longer first page\n" * 40)
    with pikepdf.open(io.BytesIO(impose_booklet(long_first))) as ltr:
        first = [len(ltr.pages[0].obj.Resources.XObject[name].read_bytes()) for name in ("/Page1", "/Page2")]
    with pikepdf.open(io.BytesIO(impose_booklet(long_first, right_to_left=True))) as rtl:
        other = [len(rtl.pages[0].obj.Resources.XObject[name].read_bytes()) for name in ("/Page1", "/Page2")]
        assert rtl.Root.ViewerPreferences.Direction == "/R2L"
    assert first[1] > first[0]
    assert other == first[::-1]


# The command line


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_verify_knows_a_press_file_and_tells_what_it_found(tmp_path: Path) -> None:
    file = tmp_path / "press.pdf"
    file.write_bytes(sheet())
    code, out, _ = run("verify", file)
    assert code == 0
    assert "built to PDF/X-4" in out
    assert "computed 260 %" in out
    code, out, _ = run("--json", "verify", file)
    (proof,) = records(out)
    assert (proof["edition"], proof["passed"]) == ("press", True)
    found = {check["name"]: check.get("values", {}) for check in proof["checks"]}
    assert found["boxes"]["bleed"] == 3
    assert found["intent"]["condition"] == "FOGRA39"


def test_verify_of_a_broken_press_file_fails_and_the_report_says_so(tmp_path: Path) -> None:
    file = tmp_path / "press.pdf"
    file.write_bytes(sheet("0 0 1 rg 100 300 20 20 re f"))
    code, out, _ = run("verify", "--report", "--language", "fr", file)
    assert code == ExitCode.PREFLIGHT
    assert "FAILED  colour" in out
    report = tmp_path / "press-verification.pdf"
    assert str(report) in out
    import pypdf

    text = " ".join(pypdf.PdfReader(report).pages[0].extract_text().split())
    assert "enfreint" in text
    assert "DeviceRGB 0 0 1" in text


def test_the_report_of_verify_leaves_what_the_manifest_lists_as_it_was(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    assert run("--workspace", root, "build", "--edition", "press")[0] == 0
    reports = root / "reports"
    code, out, _ = run("verify", "--report", reports / "en" / "mgi-snapshot-vila-aurora-2021-05-en-press.pdf")
    assert code == 0
    assert "-press-verification.pdf written" in out
    for entry in json.loads((reports / "manifest.json").read_bytes())["files"]:
        assert hashlib.sha256((reports / entry["path"]).read_bytes()).hexdigest() == entry["sha256"], entry["path"]
    assert "nothing has changed" in run("--workspace", root, "build", "--edition", "press")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--edition", "web"], ExitCode.USAGE, "there is no edition “web”"),
        (["--edition", "screen", "--marks"], ExitCode.USAGE, "--marks is for the press edition"),
        (["--imposition", "booklet"], ExitCode.USAGE, "--imposition is for the press edition"),
        (["--edition", "press", "--icc", "/nowhere.icc"], ExitCode.USAGE, "cannot read the profile"),
        (["--edition", "press", "--icc", str(ROOT / "README.md")], ExitCode.DATA, "no ICC profile"),
    ],
)
def test_what_cannot_be_built_is_told_before_anything_is_made(
    make_workspace: MakeWorkspace, arguments: list[str], code: ExitCode, says: str
) -> None:
    root = make_workspace(vila_aurora=city_data())
    found, _, told = run("--workspace", root, "build", *arguments)
    assert found == code
    assert says in told
    assert not (root / "reports").exists()


def test_a_profile_of_the_print_shop_is_taken_and_named(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    own = tmp_path / "house.icc"
    own.write_bytes(SHIPPED.read_bytes())
    root = make_workspace(vila_aurora=city_data())
    built = run("--workspace", root, "--json", "build", "--edition", "press", "--icc", own)
    assert built[0] == 0, built
    code, out, _ = run("--json", "verify", root / "reports" / "en" / "mgi-snapshot-vila-aurora-2021-05-en-press.pdf")
    assert code == 0
    (proof,) = records(out)
    values = next(check["values"] for check in proof["checks"] if check["name"] == "intent")
    assert values["condition"] == "Custom"
    assert "FOGRA39L" in values["profile"]


def test_a_picture_of_a_workspace_is_a_problem_with_its_file(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    (root / "assets" / "images").mkdir(parents=True)
    (root / "assets" / "images" / "logo.png").write_bytes(picture("RGB", (200, 0, 0), "PNG"))
    template = root / "templates" / "snapshot" / "snapshot.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "builtin/snapshot/snapshot.html.j2" %}'
        '{% block about %}{{ super() }}<img src="mgi:images/logo.png" alt="Logo" style="width: 9mm">{% endblock %}'
    )
    code, _, told = run("--workspace", root, "build", "--edition", "press")
    assert code == ExitCode.TEMPLATE
    assert told.count("assets/images/logo.png: error: this picture is in colours of the screen (RGB)") == 1
    assert not list(root.glob("reports/**/*.pdf"))


def test_a_colour_of_the_screen_in_a_template_fails_the_proof_and_writes_nothing(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    template = root / "templates" / "snapshot" / "snapshot.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "builtin/snapshot/snapshot.html.j2" %}'
        '{% block about %}{{ super() }}<p style="color: #a1b2c3; opacity: .5">Hello</p>{% endblock %}'
    )
    code, _, told = run("--workspace", root, "build", "--edition", "press")
    assert code == ExitCode.PREFLIGHT
    assert "type in DeviceRGB 0.631373" in told
    assert "opacity" in told
    assert not list(root.glob("reports/**/*.pdf"))


def test_a_report_names_each_face_once() -> None:
    fonts = ["Open-Sans", "Open-Sans-Bold", "Open-Sans-Semi-Bold", "OpenSans-SemiBold"]
    assert faces(fonts) == ["Open Sans", "Open Sans Bold", "Open Sans Semi Bold"]
