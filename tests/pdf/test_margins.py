"""Where type stands: type on other type and type near or over the edge are found, and nothing else."""

from __future__ import annotations

import io
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from helpers.briefings import make_pdf
from helpers.cities import MakeWorkspace, city_data
from helpers.project import ROOT
from helpers.volumes import build_region, three_cities, write_region
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode
from mgi_report.pdf.collisions import collisions, meetings
from mgi_report.pdf.margins import check_margins
from mgi_report.pdf.reading import Piece, Rect, open_pdf, read_page
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

ON_TYPE, NEAR, OVER = "type on top of other type", "type nearer than 5 mm", "type runs over the edge"


# The sweep

lengths = st.floats(0, 40, allow_subnormal=False)
boxes = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100), lengths, lengths), max_size=25)


def overlaps(one: Rect, other: Rect, touch: float) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > touch and min(one[3], other[3]) - max(one[1], other[1]) > touch


@given(boxes)
def test_the_sweep_finds_the_pairs_that_every_box_against_every_other_finds(
    given_: list[tuple[float, float, float, float]],
) -> None:
    rects = [(x, y, x + width, y + height) for x, y, width, height in given_]
    slow = {(i, j) for (i, a), (j, b) in combinations(enumerate(rects), 2) if overlaps(a, b, 0.5)}
    found = list(meetings(rects))
    assert set(found) == slow
    assert len(found) == len(slow)


def test_boxes_that_only_touch_do_not_meet() -> None:
    row = [(10.0 * n, 0.0, 10.0 * n + 10.4, 8.0) for n in range(5)]
    assert list(meetings(row)) == []
    assert list(meetings([*row, (12.0, 6.0, 14.0, 20.0)])) == [(1, 5)]


@pytest.mark.parametrize(("overlap", "met"), [(0.5, []), (0.5001, [(0, 1)])])
def test_boxes_meet_beyond_half_a_point(overlap: float, met: list[tuple[int, int]]) -> None:
    box = (0.0, 0.0, 8.0, 8.0)
    assert list(meetings([box, (8 - overlap, 0.0, 20.0, 8.0)])) == met
    assert list(meetings([box, (0.0, 8 - overlap, 8.0, 20.0)])) == met


# Glyphs


def piece(*glyphs: Rect, foot: float = 0.0) -> Piece:
    """A piece of text of a line of 10 points."""
    left, bottom, right, top = zip(*glyphs, strict=True)
    return Piece("x", (min(left), min(bottom), max(right), max(top)), glyphs, 10.0, foot)


@pytest.mark.parametrize(("overlap", "found"), [(1.0, 0), (1.001, 1)])
def test_glyphs_collide_beyond_a_tenth_of_their_line(overlap: float, found: int) -> None:
    one = piece((0, 0, 20, 10))
    above = piece((0, 10 - overlap, 20, 20 - overlap), foot=9)
    beside = piece((20 - overlap, 0, 40, 10), foot=5)
    assert [len(collisions([one, other])) for other in (above, beside)] == [found, found]


@pytest.mark.parametrize(("clear", "found"), [(0.5, 0), (0.499, 1)])
def test_lines_keep_a_twentieth_of_their_height_between_their_glyphs(clear: float, found: int) -> None:
    line = [(5.0 * n, 10.0, 5.0 * n + 5, 20.0) for n in range(3)]
    hook = (40.0, 5.0, 45.0, 20.0)
    above = piece(*line, hook, foot=10)
    below = [(left, 0.0, right, 10 - clear) for left, _, right, _ in line]
    assert len(collisions([above, piece(*below)])) == found
    assert collisions([above, piece(below[0], (5.0, 0.0, 15.0, 8.0))]) == [], "one glyph makes no crowd"


# On pages


def faults(body: str, style: str = "") -> list[tuple[str, str]]:
    """What is found on a page of 200 by 100 mm whose ``div`` stand where they say: message and words."""
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
    html = (
        "<html lang='en'><head><title>x</title><style>@page { size: 200mm 100mm; margin: 0 }"
        f"body {{ font: 10pt/1.3 'Open Sans' }} div {{ position: absolute }} {style}</style></head><body>{body}</body>"
    )
    pdf = typeset.typeset(Composed(html, {}), lambda pdf: None).pdf
    return faults_of(pdf)


def faults_of(pdf: bytes) -> list[tuple[str, str]]:
    document = open_pdf(pdf)
    pages = [read_page(document, index) for index in range(len(document))]
    found = [(problem.message, problem.value) for problem in check_margins(document, pages, "x.pdf").problems]
    document.close()
    return found


def div(x: float, y: float, words: str, style: str = "") -> str:
    return f"<div style='left: {x}mm; top: {y}mm; {style}'>{words}</div>"


UNDER = div(20, 40, "A derived summary, not a publication")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (div(20, 40, "Other words on it"), ("Other words on it", "A derived summary")),
        (div(22, 37.7, "Riba Chile"), ("Riba Chile",)),  # lines that run into one another
        (div(22, 42.6, "Riba Chile"), ("Riba Chile",)),
        (div(24, 38, "Huge", "font-size: 40pt"), ("Huge",)),
        (div(30, 41.5, "x", "font-size: 7pt"), ("“x”",)),
        (div(21.2, 41, "A derived summary, not a publication"), ("the same words",)),
    ],
)
def test_type_on_other_type_is_found_and_named(body: str, named: tuple[str, ...]) -> None:
    found = faults(UNDER + body)
    assert {message for message, _ in found} == {ON_TYPE}
    assert all(any(words in value for _, value in found) for words in named)


def test_a_hyphen_that_parts_a_word_is_told_as_one() -> None:
    """PDFium gives a control character for it."""
    words = div(20, 40, "neighbour&shy;hoods under&shy;stand", "width: 20mm")
    found = faults(words + div(20, 41, "Other words"), "div { hyphenate-character: '-' }")
    assert any("-" in value for _, value in found)
    assert not any(character < " " for _, value in found for character in value)


SOUND = {
    "lines set solid": div(20, 40, "gypsy bay<br>Ébauche d’Åland<br>flying", "line-height: 1.1; font-size: 30pt"),
    "superscripts": div(20, 40, "<i>f</i><sup>12</sup> H<sub>2</sub>O and <i>buff</i>)"),
    "kerning": div(20, 40, "<b>AV</b>AT <b>T</b>o <i>f</i>! <b>(</b><i>f</i><b>)</b> “<i>T</i>”"),
    "hooks": div(20, 40, "Through “<i>Ja</i>” (<i>J</i>) <i>f</i>“<i>f</i>” ‘<i>Ja</i>’", "font-size: 8.2pt"),
    "tight letters": div(20, 40, "<b>NO</b><i>W</i>", "letter-spacing: -0.06em"),
    "marks": div(20, 40, "Å Ñ Ç ê\u0323 o\u0302\u0301 Ő ģ"),
    "words slanted": div(20, 50, "One slanted line<br>another slanted", "transform: rotate(-45deg)"),
    "words upright": div(20, 50, "One upright line<br>another upright", "transform: rotate(-90deg)"),
    "columns": "<section style='columns: 3; margin: 8mm; column-gap: 3mm; text-align: justify'>"
    + "words of different lengths " * 40
    + "</section>",
    "two prints": div(20, 40, "Bold by two prints") + div(20, 40, "Bold by two prints"),
}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_what_belongs_together_is_left_alone(body: str) -> None:
    assert faults(body) == []


@pytest.mark.parametrize(
    ("body", "message", "words"),
    [
        (div(20, 93.5, "Foot"), NEAR, "“Foot”"),
        (div(1, 50, "Side"), NEAR, "“Side”"),
        (div(180, 50, "A line that runs on", "white-space: nowrap"), OVER, "“A line that runs on”"),
        (div(20, 97, "Half of it"), OVER, "“Half of it”"),
        (div(20, 103, "Below the sheet"), OVER, "“Below the sheet”"),
        (div(-40, 50, "Left of it"), OVER, "“Left of it”"),
    ],
)
def test_type_near_the_edge_or_over_it_is_found_and_named(body: str, message: str, words: str) -> None:
    ((said, value),) = faults(UNDER + body)
    assert said.startswith(message)
    assert value == words


def cropped(pdf: bytes, box: list[float]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[0]
        page.obj.MediaBox, page.obj.CropBox = [-100, -100, 900, 900], box
        file.save(out)
    return out.getvalue()


def test_the_edge_is_that_of_what_is_shown(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "a.pdf").read_bytes()
    document = open_pdf(pdf)
    left, bottom, right, top = (int(edge) for edge in read_page(document, 0).rects[0])
    document.close()
    wide, tight = ([left - by, bottom - 700, right + 400, top + by] for by in (40, 8))
    assert not [fault for fault in faults_of(cropped(pdf, wide)) if fault[0].startswith((NEAR, OVER))]
    assert [message for message, _ in faults_of(cropped(pdf, tight)) if message.startswith(NEAR)]


@pytest.mark.parametrize("edge", range(4), ids=["left", "bottom", "right", "top"])
@pytest.mark.parametrize(
    ("distance", "says"), [(5.01, None), (4.99, NEAR), (0.01, NEAR), (-0.01, OVER)], ids=lambda value: str(value)
)
def test_the_margin_is_five_millimetres_and_no_hair_more(tmp_path: Path, edge: int, distance: float, says: str) -> None:
    pdf = make_pdf(tmp_path / "a.pdf").read_bytes()
    document = open_pdf(pdf)
    (first, *_) = read_page(document, 0).rects
    document.close()
    box = [first[0] - 300, first[1] - 700, first[2] + 400, first[3] + 300]
    box[edge] = first[edge] + distance * (72 / 25.4) * (-1 if edge < 2 else 1)
    found = [message for message, _ in faults_of(cropped(pdf, box)) if message.startswith((NEAR, OVER))]
    assert [message.startswith(says) for message in found] == ([True] if says else [])


# The real way


def restyle(root: Path, name: str, rule: str) -> None:
    """A style sheet in a workspace that is the usual one and one rule more."""
    file = root / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((ROOT / "templates" / name).read_text(encoding="utf-8") + rule, encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "message", "words"),
    [
        (".cover h1 { margin-bottom: -9mm }", ON_TYPE, "Vila Aurora"),
        (".cover h1 { margin-inline-start: -12mm }", NEAR, "Vila Aurora"),
    ],
)
def test_a_snapshot_with_such_type_is_refused(
    make_workspace: MakeWorkspace, rule: str, message: str, words: str
) -> None:
    root = make_workspace(vila_aurora=city_data())
    restyle(root, "snapshot/snapshot.css", rule)
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=("en",)))
    assert result.exit_code is ExitCode.PREFLIGHT
    assert any(
        problem.message.startswith(message) and words in problem.value and problem.path == "page 1"
        for problem in result.problems
    ), result.problems
    assert not list((root / "reports").rglob("*.pdf"))


def test_a_compendium_whose_cities_run_over_the_title_of_its_cover_is_refused(tmp_path: Path) -> None:
    root = write_region(tmp_path / "rivers", {"port-sereno": three_cities()["port-sereno"]})
    restyle(root, "compendium/compendium.css", ".cover .who { top: 60mm; bottom: auto }")
    result = build_region(root)
    assert result.exit_code is ExitCode.PREFLIGHT
    found = [problem for problem in result.problems if problem.message == ON_TYPE]
    assert found
    assert {problem.path for problem in found} == {"page 1"}
    assert any("Profiles side by side" in problem.value for problem in found)


def test_an_annex_with_type_over_the_edge_of_a_sheet_is_refused(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    root = make_workspace(vila_aurora=city_data())
    restyle(root, "annex/annex.css", ".divider h1 { margin-inline-start: -40mm }")
    briefing = make_pdf(tmp_path / "b.pdf", title="On arrivals")
    out = tmp_path / "out.pdf"
    ended = CliRunner().invoke(
        program, ["--workspace", str(root), "annex", str(briefing), "vila-aurora", "-o", str(out)]
    )
    assert ended.exit_code == ExitCode.PREFLIGHT
    assert OVER in ended.output or NEAR in ended.output
    assert "Vila Aurora" in ended.output
    assert not out.exists()
