"""Fonts of a workspace: damaged ones are told before they are used, by every command, and never print blanks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from helpers.cities import Data, MakeWorkspace
from helpers.snapshots import plan
from mgi_report.build.build import build
from mgi_report.build.check import check
from mgi_report.design.coverage import coverage_of
from mgi_report.design.fonts import check_fonts
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.pdf.screen import prove
from mgi_report.workspace.places import builtin, open_workspace

_FONT = "OpenSans-Regular.ttf"
_FONTS = builtin() / "assets" / "fonts"


def _changed(change: Callable[[TTFont], object]) -> bytes:
    font, out = TTFont(_FONTS / _FONT, recalcTimestamp=False), io.BytesIO()
    change(font)
    font.save(out)
    return out.getvalue()


def _blank(characters: str) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        for glyph in [font.getBestCmap()[ord(char)] for char in characters]:
            font["glyf"][glyph] = Glyph()

    return change


def _all_blank(font: TTFont) -> None:
    for glyph in font["glyf"].keys():  # noqa: SIM118
        font["glyf"][glyph] = Glyph()


def _flipped() -> bytes:
    data, place = bytearray((_FONTS / _FONT).read_bytes()), TTFont(_FONTS / _FONT).reader.tables["glyf"].offset + 5000
    data[place] ^= 0x10
    return bytes(data)


DAMAGED = {
    "empty": (lambda: b"", "it cannot be read"),
    "no font": (lambda: b"%PDF-1.7 is no font at all" * 900, "it cannot be read"),
    "cut short": (lambda: (_FONTS / _FONT).read_bytes()[:60_000], "it ends within its table"),
    "one bit flipped": (_flipped, "its table “glyf” is not what its checksum says"),
    "without widths": (lambda: _changed(lambda font: font.__delitem__("hmtx")), "it has no table “hmtx”"),
    "without outlines": (lambda: _changed(_all_blank), "its characters have no outlines"),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_font_is_told_by_check_and_build(make_workspace: MakeWorkspace, data: Data, how: str) -> None:
    root = make_workspace(vila_aurora=data)
    make, says = DAMAGED[how]
    font = root / "assets" / "fonts" / _FONT
    font.parent.mkdir(parents=True)
    font.write_bytes(make())
    checked = check(open_workspace(root))
    assert checked.exit_code == ExitCode.TEMPLATE
    assert [(problem.kind, problem.file) for problem in checked.problems if problem.kind == Kind.FONT_DAMAGED] == [
        (Kind.FONT_DAMAGED, f"assets/fonts/{_FONT}")
    ]
    assert any(says in problem.message for problem in checked.problems)
    with pytest.raises(ReportError) as stopped:
        build(plan(root))
    assert {problem.kind for problem in stopped.value.problems} == {Kind.FONT_DAMAGED}
    assert stopped.value.exit_code == ExitCode.TEMPLATE


def test_the_fonts_that_ship_are_sound() -> None:
    assert check_fonts(sorted(_FONTS.glob("*.ttf")), builtin()) == []


def test_a_character_whose_glyph_is_blank_is_one_that_the_font_lacks(make_workspace: MakeWorkspace) -> None:
    root = make_workspace()
    (root / "assets" / "fonts").mkdir(parents=True)
    (root / "assets" / "fonts" / _FONT).write_bytes(_changed(_blank("eß")))
    coverage = coverage_of(open_workspace(root), keep=False)
    assert coverage
    assert coverage.missing("Große Reise") == "ße"


def test_a_blank_character_in_a_finished_file_is_found(built: Path) -> None:
    out, emptied = io.BytesIO(), 0
    with pikepdf.open(built) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                font, saved = TTFont(io.BytesIO(item.FontFile2.read_bytes())), io.BytesIO()
                _all_blank(font)
                emptied += 1
                font.save(saved)
                item.FontFile2 = pdf.make_stream(saved.getvalue())
        pdf.save(out)
    assert emptied
    found = [problem for problem in prove(out.getvalue()).problems if problem.kind == Kind.GLYPH_MISSING]
    assert {problem.message for problem in found} == {"characters without an outline"}
