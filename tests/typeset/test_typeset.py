"""The engine under our rule: its fonts, its log, what it may read, what it writes."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import weakref
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pypdf
import pytest

from helpers.command import python
from helpers.project import FONTS, ROOT
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.finish import seal_file, seal_streams
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace import garbage
from mgi_report.workspace.places import open_workspace


def page(body: str, style: str = "") -> Composed:
    head = f"<title>T</title><style>html{{font-family:'Open Sans'}}{style}</style>"
    return Composed(f"<!DOCTYPE html><html lang=en>{head}<body><h1>T</h1>{body}</html>", {})


def complaints(document: Composed) -> list[str]:
    return [problem.message for problem in typeset.typeset(document, lambda pdf: None).problems]


def test_each_workspace_has_its_own_fonts_in_one_process(tmp_path: Path) -> None:
    workspace = open_workspace(ROOT)
    words = page("<p lang=ar>مدينة</p>", "html{font-family:'Open Sans','Noto Naskh Arabic'}")
    assert "glyph" in str(complaints(words))
    use_fonts([*workspace.font_files(), *FONTS.glob("NotoNaskh*.ttf")], tmp_path)
    assert complaints(words) == []
    use_fonts(workspace.font_files(), workspace.cache)
    assert "glyph" in str(complaints(words))


@pytest.mark.parametrize("damaged", [b"", b"\xff\xfe", b"<fontconfig><dir>/usr/share/fonts</dir></fontconfig>"])
def test_what_is_kept_of_fonts_is_made_anew(tmp_path: Path, damaged: bytes) -> None:
    """A damaged file of the font library ends the process with a segmentation fault."""
    program = (
        "import sys; from pathlib import Path; from mgi_report.typeset import engine;"
        "from mgi_report.typeset.documents import Composed;"
        "engine.get_ready([Path(sys.argv[1])], Path(sys.argv[2]));"
        "made = engine.typeset(Composed('<html lang=en><title>T</title><p>x', {}), lambda pdf: None);"
        "print(made.pages, made.problems)"
    )
    font = str(ROOT / "assets" / "fonts" / "OpenSans-Regular.ttf")
    first = python(program, font, str(tmp_path))
    told, kept = (tmp_path / "fonts.conf").read_bytes(), next((tmp_path / "fontconfig").glob("*.cache-*"))
    (tmp_path / "fonts.conf").write_bytes(damaged)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:64] + bytes(byte ^ 0xFF for byte in whole[64:]))  # its head says that it is whole
    again = python(program, font, str(tmp_path))
    assert again == first
    assert (tmp_path / "fonts.conf").read_bytes() == told


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
    from mgi_report.pdf.proof import Expected
    from mgi_report.pdf.screen import prove

    made = typeset.typeset(page("<p style='font-family:DejaVu Serif'>x</p>"), lambda pdf: None)
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


def test_an_attached_file_keeps_its_bytes_whatever_it_ends_in() -> None:
    pdf = pydyf.PDF()
    stream = ending_in_return({"Type": "/EmbeddedFile"})
    content = stream.stream[0]
    pdf.add_object(stream)
    seal_streams(pdf)
    assert not stream.stream[0].endswith(b"\r")
    output = io.BytesIO()
    pdf.catalog["Own"] = stream.reference
    pdf.write(output, b"1.7")
    with pikepdf.open(io.BytesIO(output.getvalue())) as opened:
        assert opened.Root.Own.read_bytes() == content


def written(title: str, prepare: Callable[[pydyf.PDF], None] = lambda pdf: None) -> bytes:
    pdf, output = pydyf.PDF(), io.BytesIO()
    pdf.add_page(
        pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 9, 9])})
    )
    pdf.info["Title"] = pydyf.String(title)
    prepare(pdf)
    pdf.write(output, b"1.7", True, True)
    return output.getvalue()


def test_a_file_whose_last_streams_end_so_is_written_again() -> None:
    titles = ("A page" + "x" * number for number in range(1000))
    title = next(title for title in titles if b"\r\nendstream" in written(title))
    sealed = written(title, seal_file)
    assert b"\r\nendstream" not in sealed
    reader = pypdf.PdfReader(io.BytesIO(sealed), strict=True)
    assert reader.metadata is not None
    assert (reader.metadata.title, len(reader.pages)) == (title, 1)
    assert sealed.count(b"startxref") == 1


def test_a_sound_file_is_written_as_it_is() -> None:
    assert written("A", seal_file) == written("A")


def test_a_style_sheet_taken_out_of_documents_changes_nothing() -> None:
    styles = "p{font-size:20pt;color:#0a0b0c} @page{size:60mm 40mm;@bottom-left{content:counter(page)}}"
    document = page("<p style='color:#0d0e0f'>One</p>", f"{styles}p{{margin:0}}")
    made = [typeset.typeset(version, lambda pdf: None) for version in (document, replace(document, styles=styles))]
    assert made[0].pdf == made[1].pdf
    assert made[0].problems == ()


def test_what_is_wrong_with_a_shared_style_sheet_is_said_of_every_document() -> None:
    styles = "p{colour:red}@import url(http://127.0.0.1:9/x.css);"
    for _ in range(2):
        made = typeset.typeset(replace(page("<p>x</p>", styles), styles=styles), lambda pdf: None)
        said = " ".join(problem.message for problem in made.problems)
        assert "colour" in said
        assert "127.0.0.1" in said


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("span{float:footnote}", ["Called1", "1. below"]),
        ("span{float: footnote} ::footnote-call{content:'*'} ::footnote-marker{content:'* '}", ["Called*", "* below"]),
    ],
)
def test_notes_of_a_template_are_set(style: str, words: list[str]) -> None:
    made = typeset.typeset(page("<p>Called<span>below</span>", style), lambda pdf: None)
    text = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
    assert all(word in text for word in words), text


def test_documents_without_notes_get_no_styles_for_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.css import StyleFor

    styled: list[str] = []
    set_styles = StyleFor.set_computed_styles

    def counting(self: Any, *given: Any, pseudo_type: str | None = None, **named: Any) -> None:
        styled.append(pseudo_type or "")
        set_styles(self, *given, pseudo_type=pseudo_type, **named)

    monkeypatch.setattr(StyleFor, "set_computed_styles", counting)
    typeset.typeset(page("<p>No note of “float: footnote” kind"), lambda pdf: None)
    assert "footnote-call" in styled  # in doubt, the usual way
    styled.clear()
    typeset.typeset(page("<p>None"), lambda pdf: None)
    assert "footnote-call" not in styled
    assert "note-marker" not in styled


def test_garbage_is_collected_between_documents_only() -> None:
    class Knot:
        def __init__(self) -> None:
            self.itself = self

    before = weakref.ref(Knot())
    with garbage.one_document():
        assert before() is None
        within = weakref.ref(Knot())
        for _ in range(100_000):
            Knot()
        with garbage.one_document():
            assert within() is not None
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_engine_starts_without_fonttools_and_finds_them_when_needed() -> None:
    font = ROOT / "assets" / "fonts"
    program = f"""
import sys
from mgi_report.typeset import engine as typeset
typeset.engine()
assert not any(name.partition(".")[0] == "fontTools" for name in sys.modules)
from weasyprint.pdf import fonts
opened = fonts.TTFont({str(next(font.rglob("*.ttf")))!r})
assert "glyf" in opened
assert fonts.ttFont.getTableClass("loca").__name__ == "table__l_o_c_a"
assert fonts.subset.Options().hinting
assert issubclass(fonts.TTLibError, Exception)
import fontTools.ttLib
assert type(opened) is fontTools.ttLib.TTFont
"""
    subprocess.run([sys.executable, "-c", program], check=True)


STARTED = """
import hashlib, sys
from helpers.project import FONTS, ROOT
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed
from mgi_report.workspace.places import open_workspace
workspace = open_workspace(ROOT)
engine.get_ready(workspace.font_files(), workspace.cache)
document = Composed("<html lang=en><title>T</title><p style='font-family: Open Sans'>Words", {})
made = engine.typeset(document, lambda pdf: None)
print(hashlib.sha256(made.pdf).hexdigest(), "pycparser" in sys.modules)
"""


def test_declarations_are_parsed_once_and_serve_as_well(tmp_path: Path) -> None:
    own = {"XDG_CACHE_HOME": str(tmp_path)}
    made, parsed = python(STARTED, **own).split()
    kept = sorted(tmp_path.rglob("_mgi_declarations_*"))
    assert parsed == "True"
    assert kept
    assert python(STARTED, **own).split() == [made, "False"]
    for file in kept:
        file.write_bytes(b"this is no code")
    assert python(STARTED, **own).split() == [made, "True"]
    assert python(STARTED, **own).split() == [made, "False"], "they are kept anew"
