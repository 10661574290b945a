"""The engine under our rule: its fonts, its log, what it may read, what it writes."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pydyf
import pytest

from conftest import ROOT
from mgi_report import accelerate, typeset
from mgi_report.compose import Composed
from mgi_report.finish import must_be_written_again, seal_streams
from mgi_report.workspace import open_workspace


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    workspace = open_workspace(ROOT)
    typeset.use_fonts(workspace.font_files(), workspace.cache)


def page(body: str, style: str = "") -> Composed:
    head = f"<title>T</title><style>html{{font-family:'Open Sans'}}{style}</style>"
    return Composed(f"<!DOCTYPE html><html lang=en>{head}<body><h1>T</h1>{body}</html>", {})


def complaints(document: Composed) -> list[str]:
    return [problem.message for problem in typeset.typeset(document, lambda pdf, attempt: None).problems]


def test_a_sound_page_has_no_problems() -> None:
    assert complaints(page("<p>Hello</p>")) == []


@pytest.mark.parametrize(
    ("body", "style", "words"),
    [
        ("<img src='file:///etc/hostname' alt=x>", "", "file:///etc/hostname"),
        ("<img src='http://127.0.0.1:9/x.png' alt=x>", "", "127.0.0.1"),
        ("<p>x</p>", "p{background:url(file:///etc/hostname)}", "file:///etc/hostname"),
        ("<p>x</p>", "@import url(http://127.0.0.1:9/x.css);", "127.0.0.1"),
        ("<a href='#nowhere' title=x>x</a>", "", "#nowhere"),
        ("<p>\u4e2d</p>", "", ".notdef"),
        ("<p>x</p>", "p{colour:red}", "colour"),
    ],
)  # fmt: skip
def test_whatever_the_engine_says_is_a_problem(body: str, style: str, words: str) -> None:
    found = complaints(page(body, style))
    assert any(words in message for message in found), found


def test_a_foreign_family_cannot_come_from_the_system() -> None:
    from mgi_report.preflight import prove
    from mgi_report.proof import Expected

    made = typeset.typeset(page("<p style='font-family:DejaVu Serif'>x</p>"), lambda pdf, attempt: None)
    fonts = next(check for check in prove(made.pdf, Expected(fonts=("Open Sans",))).checks if check.name == "fonts")
    assert fonts.passed
    assert "DejaVu" not in fonts.detail


def ending_in_return(extra: dict[str, Any]) -> pydyf.Stream:
    for length in range(1, 1000):
        content = b"q" * length
        if zlib.compress(content, 9).endswith(b"\r"):
            return pydyf.Stream([content], dict(extra), compress=True)
    raise AssertionError("none found")


@pytest.mark.parametrize("extra", [{}, {"Length1": 12}])
def test_no_stream_ends_in_a_carriage_return(extra: dict[str, Any]) -> None:
    pdf = pydyf.PDF()
    stream = ending_in_return(extra)
    pdf.add_object(stream)
    seal_streams(pdf)
    packed = stream.stream[0]
    assert not packed.endswith(b"\r")
    content = zlib.decompress(packed)
    assert set(content.rstrip(b" ")) == set(b"q")
    assert stream.extra.get("Length1", len(content)) == len(content)


def test_a_file_whose_last_streams_end_so_is_written_again() -> None:
    assert must_be_written_again(b"stream\nabc\r\nendstream")
    assert not must_be_written_again(b"stream\nabc\nendstream")


def test_kept_declarations_give_the_same_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerate, "_folder", tmp_path)
    declarations = "typedef struct { int a; } thing; size_t strlen(const char *s);"
    for _ in range(2):
        ffi = accelerate._kept(declarations)
        assert ffi.dlopen(None).strlen(b"four") == 4
        assert ffi.new("thing *", {"a": 7}).a == 7
    assert len(list(tmp_path.glob("_mgi_declarations_*.py"))) == 1


def test_broken_kept_declarations_do_not_stop_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerate, "_folder", tmp_path)
    accelerate._kept("int abs(int x);")
    for file in tmp_path.glob("*.py"):
        file.write_text("this is no python")
    assert accelerate._kept("int abs(int x);").dlopen(None).abs(-3) == 3
