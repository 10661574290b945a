"""Files of somebody else as annexes: what is odd in them is told in true words, and stops nothing that can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner, Result
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from helpers.briefings import make_pdf
from helpers.guarding import unguarded
from mgi_report.annex import joining
from mgi_report.cli import main as program
from mgi_report.errors import Kind, Problem, Severity
from mgi_report.pdf.binding import Part, Volume
from mgi_report.pdf.binding.source import qpdf_words
from mgi_report.pdf.guard import Guard


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No workspace is needed, and the process with limits is tried elsewhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(Guard, "call", unguarded)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "plain.pdf", title="Plain", language="en")


def run(*arguments: object, command: str = "annex") -> Result:
    return CliRunner().invoke(program, [command, *map(str, arguments)])


def bound(*arguments: object) -> tuple[Result, pypdf.PdfReader]:
    result = run(*arguments, "--sheets", "none", "-o", "out.pdf")
    assert result.exit_code == 0, result.output
    return result, pypdf.PdfReader("out.pdf")


# protected


@pytest.mark.parametrize("given", [[], ["--password", ""]])
def test_a_file_that_opens_without_a_password_is_bound_where_its_owner_allows_it(
    plain: Path, tmp_path: Path, given: list[str]
) -> None:
    allowed = pikepdf.Permissions(modify_assembly=True)
    open_file = make_pdf(tmp_path / "o.pdf", encryption=pikepdf.Encryption(user="", owner="owner", allow=allowed))
    for first, second in ((open_file, plain), (plain, open_file)):
        result, volume = bound(first, second, *given)
        assert f"{open_file.name}: warning: it was protected by rights that its owner gives" in result.stderr
        assert not volume.is_encrypted


def test_where_the_owner_does_not_allow_it_that_is_said(plain: Path, tmp_path: Path) -> None:
    closed = make_pdf(tmp_path / "o.pdf", encryption=pikepdf.Encryption(user="", owner="owner"))
    result = run(plain, closed, "-o", "out.pdf")
    assert result.exit_code == 2
    assert "its owner does not allow it to be joined with other files" in result.stderr
    assert "needs its password" not in result.stderr
    assert bound(plain, closed, "--password", "owner")


# damaged


def test_a_page_that_cannot_be_read_is_named(plain: Path, tmp_path: Path) -> None:
    damaged = make_pdf(tmp_path / "d.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    before, _, after = damaged.read_bytes().rpartition(b"/Type /Page >>")
    damaged.write_bytes(before + b"/Type /Pale >>" + after)
    result = run(plain, damaged, "-o", "out.pdf")
    assert result.exit_code == 2
    assert "d.pdf: error: cannot bind this file: another reader says of it: page 3 cannot be read" in result.stderr
    looked = run(damaged, command="verify")
    assert looked.exit_code == 2
    assert "the file is damaged: page 3 cannot be read" in looked.output


def test_a_file_that_was_mended_is_told(plain: Path, tmp_path: Path) -> None:
    damaged = make_pdf(tmp_path / "d.pdf")
    place = damaged.read_bytes().rindex(b"startxref\n") + 10
    damaged.write_bytes(damaged.read_bytes()[:place] + b"77" + damaged.read_bytes()[place + 2 :])
    for files in ((damaged, plain), (plain, damaged)):
        result, _ = bound(*files)
        assert "d.pdf: warning: it is damaged, and was mended: “xref not found”, and 2 more" in result.stderr
    assert "damaged" not in bound(plain, make_pdf(tmp_path / "sound.pdf"))[0].stderr


def test_a_mended_file_must_look_as_before(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ground(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1].obj
        page.Contents = pdf.make_stream(b"0.5 g 100 100 200 9 re f 0 g " + page.Contents.read_bytes())

    looking = make_pdf(tmp_path / "looking.pdf", change=ground)
    other = make_pdf(tmp_path / "other.pdf").read_bytes()
    bind, warning = joining.bind, Problem("briefing", severity=Severity.WARNING, kind=Kind.PDF_DAMAGED)
    for notes, code in (((warning,), 5), ((), 0)):

        def careless(parts: Sequence[Part], notes: tuple[Problem, ...] = notes, **options: Any) -> Volume:
            return replace(bind([replace(parts[0], pdf=other), *parts[1:]], **options), notes=notes)

        monkeypatch.setattr(joining, "bind", careless)
        result = run(looking, plain, "--sheets", "none", "-o", "out.pdf")
        assert result.exit_code == code, result.output
        assert (
            "the page does not look as it did before, since its file is damaged (page 2: " in result.stderr
        ) == bool(code)


def test_half_a_character_in_a_bookmark_a_label_and_a_name(plain: Path, tmp_path: Path) -> None:
    half = b"\xfe\xff\xd8\x3d"

    def halved(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("Summary", 0))
        pdf.Root.Outlines.First.Title = String(half)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(half))]))
        pdf.attachments["a.txt"] = b"words"
        pdf.Root.Names.EmbeddedFiles.Names[1].UF = String(half)

    odd = make_pdf(tmp_path / "odd.pdf", change=halved)
    bound(odd, plain)
    bound(plain, odd)
    for file in ("odd.pdf", "out.pdf"):
        assert run(file, command="verify").exit_code in (0, 5)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("stream <_io.BytesIO object at 0x7f> (object 3 0): Loop detected", "Loop detected"),
        ("<_io.BytesIO object at 0x7f> (trailer, offset 9): no /Root", "no /Root"),
        (
            "stream <_io.BytesIO object at 0x7f>: root of pages tree has no /Kids array",
            "root of pages tree has no /Kids array",
        ),
        ("<_io.BytesIO object at 0x7f> (offset 12)", ""),
        ("", ""),
    ],
)
def test_what_qpdf_says_without_words_of_python(said: str, words: str) -> None:
    assert qpdf_words(said) == words


# labels


def test_a_label_that_stands_twice_is_told(plain: Path, tmp_path: Path) -> None:
    def labelled(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String("A-"))]))

    briefing = make_pdf(tmp_path / "b.pdf", change=labelled)
    result, _ = bound(briefing, plain)
    said = "out.pdf: warning: a page of plain.pdf has the label of a page before it: “A-1”, and 2 more"
    assert said.replace("plain.pdf", str(plain)) in result.stderr or said in result.stderr
    result, _ = bound(plain, briefing)
    assert "has the label" not in result.stderr
