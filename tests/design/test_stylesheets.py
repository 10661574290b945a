"""Complaints about CSS name the file, line and column that a template author wrote."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.design.editions import PRESS
from mgi_report.design.stylesheets import Styles, compiled, joined, located, with_tokens_inside
from mgi_report.errors import ExitCode, Kind, Problem
from mgi_report.workspace.places import open_workspace

TOKENS = {"ink": "device-cmyk(0 0 0 1)", "font-text": '"Open Sans", "Noto"'}
SAYS = "the typesetting engine says: "


@pytest.fixture
def sheets(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "a*" / "first one.css", tmp_path / "second.css"
    first.parent.mkdir()
    first.write_text("/* two\n   lines */\nhtml { color: var(--ink); font-family: var(--font-text) }\n", "utf-8")
    second.write_text(
        "@page { @top-start { content: none } }\np { /* why */ colr: red; color: var(--ink); widht: 3mm }\n"
    )
    return first, second


def complaint(styles: str, snippet: str, reason: str = "unknown property") -> Problem:
    column = styles.index(snippet) + 1
    return Problem(message=f"{SAYS}Ignored `{snippet}` at 1:{column}, {reason}.", kind=Kind.STYLE)


def test_a_sheet_for_the_engine_has_one_line_the_tokens_and_no_comments(sheets: tuple[Path, Path]) -> None:
    styles = compiled(joined(sheets), TOKENS, "rtl")
    assert re.sub(" +", " ", styles).strip() == (
        'html { color: device-cmyk(0 0 0 1); font-family: "Open Sans", "Noto" } '
        "@page { @top-right { content: none } } p { colr: red; color: device-cmyk(0 0 0 1); widht: 3mm }"
    )
    assert "\n" not in styles


def test_a_complaint_is_led_back_to_file_line_and_column(sheets: tuple[Path, Path]) -> None:
    styles = compiled(joined(sheets), TOKENS, "ltr")
    first, second = map(str, sheets)
    for snippet, file, line, column in [
        ("color: device", first, 3, 8),
        ("font-family", first, 3, 0),  # a token before it has moved it: the line alone is certain
        ("content: none", second, 1, 0),  # as has the side of the box
        ("colr: red", second, 2, 15),
        ("widht: 3mm", second, 2, 0),
    ]:
        found = located(styles, complaint(styles, snippet))
        assert (found.file, found.line, found.column) == (file, line, column), snippet
        assert found.message == f"{SAYS}Ignored `{snippet}`, unknown property."


def test_a_selector_is_found_by_its_words(sheets: tuple[Path, Path]) -> None:
    sheets[1].write_text("p { margin: 0 }\n\n  p:hoover(3) { margin: 0 }\n", encoding="utf-8")
    styles = compiled(joined(sheets), TOKENS, "ltr")
    found = located(styles, Problem(message=f"{SAYS}Invalid or unsupported selector, 'p:hoover(3) '", kind=Kind.STYLE))
    assert (found.file, found.line, found.column) == (str(sheets[1]), 3, 3)


def test_what_is_not_about_the_sheet_stays_as_it_is(sheets: tuple[Path, Path]) -> None:
    styles = compiled(joined(sheets), TOKENS, "ltr")
    for message in (
        "Ignored `--gap: x` at 1:9, invalid value.",  # of styles inside a template
        "Ignored `colr: red` at 1:9000, unknown property.",
        "Failed to load image at 'mgi:images/no.png'",
        "Invalid or unsupported selector, 'x:y'",
        ".notdef glyph rendered",
    ):
        assert located(styles, Problem(message=message, kind=Kind.STYLE)) == Problem(message=message, kind=Kind.STYLE)
    plain = Problem(message="Ignored `p` at 1:1, invalid.", kind=Kind.STYLE)
    assert located("p { margin: x }", plain) == plain


def test_a_long_quotation_is_cut(sheets: tuple[Path, Path]) -> None:
    sheets[1].write_text("p { margin: calc( }\n" + "b { margin: 0 }\n" * 99, encoding="utf-8")
    styles = compiled(joined(sheets), TOKENS, "ltr")
    found = located(styles, complaint(styles, str(styles[styles.index("margin: calc") :])))
    assert (found.line, found.column) == (1, 5)
    assert len(found.message) < 180
    assert found.message.endswith("…`, unknown property.")


def test_a_sheet_keeps_its_origin_on_the_way_to_another_process(sheets: tuple[Path, Path]) -> None:
    styles = compiled(joined(sheets), TOKENS, "ltr")
    again = pickle.loads(pickle.dumps(styles))
    assert isinstance(again, Styles)
    assert located(again, complaint(styles, "colr: red")).line == 2


@pytest.mark.parametrize("aside", [False, True])
def test_a_build_names_the_line_of_the_style_sheet(make_workspace: MakeWorkspace, data: Data, *, aside: bool) -> None:
    root = make_workspace(vila_aurora=data)
    file = root / "templates" / "snapshot" / "snapshot.css"
    file.parent.mkdir(parents=True)
    own = ".cover { colr: red }\n.band h1 { text-indent: var(--inc) }\n"
    file.write_text(f"/* Ours. */\n{own}{(ROOT / 'templates' / 'snapshot' / file.name).read_text('utf-8')}", "utf-8")
    cities = ("vila-aurora",) if aside else ()
    result = build(BuildPlan(open_workspace(root), root / "reports", cities=cities, jobs=0 if aside else 1))
    assert result.exit_code == ExitCode.TEMPLATE
    found = {(p.file, p.line, p.column, p.message.removeprefix(SAYS), p.hint) for p in result.problems}
    assert (str(file), 2, 10, "Ignored `colr: red`, unknown property.", "") in found
    assert (str(file), 3, 25, "there is no token “--inc”", "did you mean “--ink”?") in found


def test_the_sheet_of_the_report_on_a_press_file_is_led_back_too(make_workspace: MakeWorkspace, data: Data) -> None:
    root, name = make_workspace(vila_aurora=data), "press/preflight.css"
    file = root / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text(f"p {{ margni: 0 }}\n{(ROOT / 'templates' / name).read_text('utf-8')}", "utf-8")
    result = build(BuildPlan(open_workspace(root), root / "reports", editions=(PRESS.name,), jobs=1))
    assert [(problem.file, problem.line, problem.column) for problem in result.problems] == [(str(file), 1, 5)]


def test_tokens_are_put_in_where_elements_have_styles_of_their_own() -> None:
    html = """<style>b { color: var(--ink); margin: var(--gap) }</style><p title="var(--ink)">var(--ink)</p>
<i style="color: var(--ink, red); font-family: var( --font-text )"></i><i style='top: var(--gap, 2mm)'></i>"""
    assert with_tokens_inside(html, TOKENS) == (
        """<style>b { color: device-cmyk(0 0 0 1); margin: var(--gap) }</style><p title="var(--ink)">var(--ink)</p>
<i style="color: device-cmyk(0 0 0 1); font-family: &quot;Open Sans&quot;, &quot;Noto&quot;"></i>"""
        "<i style='top: var(--gap, 2mm)'></i>"
    )
