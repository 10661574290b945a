"""Files of somebody else as annexes: what is odd in them is told in true words, and stops nothing that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner, Result
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from helpers.briefings import make_pdf
from mgi_report.annex import joining
from mgi_report.cli import main as program
from mgi_report.errors import Kind, Problem, Severity
from mgi_report.pdf.binding import Part, Volume
from mgi_report.pdf.binding.source import qpdf_words
from mgi_report.pdf.screen import prove


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No workspace is needed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))


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


# what the proof makes of files of somebody else


def from_right(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)


@pytest.mark.parametrize("encryption", [False, pikepdf.Encryption(user="word", owner="owner")])
def test_a_file_that_opens_from_right_to_left(plain: Path, tmp_path: Path, encryption: object) -> None:
    words = "One, two (2021); three:"
    odd = make_pdf(tmp_path / "odd.pdf", words=words, change=from_right, encryption=encryption)
    other = make_pdf(tmp_path / "other.pdf", words=words)
    password = ["--password", "word", "--password", "owner"] if encryption else []
    for files in ((odd, other), (other, odd)):
        bound(*files, *password)
    checks = {check.name: check.passed for check in prove(Path("out.pdf").read_bytes(), ours=False).checks}
    assert checks["glyphs"]


def link(pdf: pikepdf.Pdf, **keys: object) -> pikepdf.Object:
    place = {"Rect": Array([60, 700, 200, 720]), "Border": Array([0, 0, 0])}
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, **place, **keys))


def into_other_files(pdf: pikepdf.Pdf) -> None:
    away = Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))
    pdf.pages[0].Annots = Array([link(pdf, A=away), link(pdf, A=Dictionary(S=Name.Launch, F=String("other.pdf")))])
    with pdf.open_outline() as outline:
        outline.root += [OutlineItem("Away", 0), OutlineItem("Web", 0)]
    first = pdf.Root.Outlines.First
    for item, action in ((first, away), (first.Next, Dictionary(S=Name.URI, URI=String("https://example.org")))):
        del item.Dest
        item.A = action


def by_number(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = Array([link(pdf, Dest=Array([1, Name.Fit])), link(pdf, Dest=String("a"))])
    pdf.pages[1].Annots = Array([link(pdf, A=Dictionary(S=Name.GoTo, D=Array([2, Name.Fit])))])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a"), Array([1, Name.Fit])])))
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Summary", 0))
    pdf.Root.Outlines.First.Dest = Array([2, Name.Fit])


def of_two_kinds(pdf: pikepdf.Pdf) -> None:
    pages = [page.obj for page in pdf.pages]
    pdf.Root.Dests = Dictionary({"/a": Array([pages[1], Name.Fit])})
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a"), Array([pages[2], Name.Fit])])))
    action = Dictionary(S=Name.GoTo, D=Array([pages[2], Name.Fit]))
    links = [
        link(pdf, Dest=Name("/a")),
        link(pdf, Dest=String("a")),
        link(pdf, Dest=Array([pages[1], Name.Fit]), A=action),
    ]
    pdf.pages[0].Annots = Array(links)


def in_disorder(pdf: pikepdf.Pdf) -> None:
    names = [String("z"), Array([pdf.pages[2].obj, Name.Fit]), String("a"), Array([pdf.pages[1].obj, Name.Fit])]
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))
    pdf.pages[0].Annots = Array([link(pdf, Dest=String("a")), link(pdf, Dest=String("z"))])


def placed_twice(pdf: pikepdf.Pdf) -> None:
    shared = link(pdf, Dest=Array([pdf.pages[1].obj, Name.Fit]))
    pdf.pages[0].Annots = Array([shared, shared])
    pdf.pages[2].Annots = Array([shared])


@pytest.mark.parametrize("change", [into_other_files, by_number, of_two_kinds, in_disorder, placed_twice])
def test_ways_through_a_file_that_readers_take_differently(
    plain: Path, tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    odd = make_pdf(tmp_path / "odd.pdf", change=change)
    bound(odd, plain)
    bound(plain, odd)
    volume = pikepdf.open("out.pdf")
    if change is by_number:
        aims = [volume.pages[3].Annots[0].Dest[0], volume.pages[4].Annots[0].A.D[0]]
        assert [aim.objgen for aim in aims] == [volume.pages[4].obj.objgen, volume.pages[5].obj.objgen]
    if change is into_other_files:
        checks = {check.name: check for check in prove(odd.read_bytes(), ours=False).checks}
        assert checks["outline"].passed
        assert [problem.message for problem in checks["links"].problems] == [
            "a link without a description in words"
        ] * 2


# what could do something by itself


def active(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    first = Dictionary(
        S=Name.GoTo,
        D=Array([pdf.pages[1].obj, Name.Fit]),
        Next=Array([script, Dictionary(S=Name.Named, N=Name.NextPage)]),
    )
    send = Dictionary(S=Name.SubmitForm, F=String("https://example.org"))
    start = Dictionary(S=Name.Launch, F=String("tool.exe"))
    web = Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))
    pdf.pages[0].Annots = Array([link(pdf, A=action) for action in (first, send, start, web)])
    pdf.attachments["invoice.exe"] = b"MZ and more"
    pdf.attachments["table.csv"] = b"a,b"
    pdf.attachments["innocent.txt"] = b"#!/bin/sh"
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), pdf.make_indirect(script)]))


def test_what_could_do_something_is_told_by_name_and_taken_out_where_that_is_asked_for(
    plain: Path, tmp_path: Path
) -> None:
    odd = make_pdf(tmp_path / "odd.pdf", change=active)
    names = (
        "JavaScript (5 times)",
        "a form that sends its data",
        "starts a program",
        "“invoice.exe”",
        "“innocent.txt”",
    )
    for files in ((odd, plain), (plain, odd)):
        said = " ".join(bound(*files)[0].stderr.split())
        assert all(name in said for name in names), said
        assert "--strip-active takes that out" in said
        result, volume = bound(*files, "--strip-active")
        assert "odd.pdf: warning: taken out: JavaScript (5 times), " in result.stderr
        assert set(volume.attachments) == {"table.csv"}
        written = pikepdf.open("out.pdf")
        text = repr([repr(item) for item in written.objects])
        assert not [word for word in ("/JS", "/Launch", "/SubmitForm", "MZ and") if word in text]
        assert "/NextPage" in text
    assert "--strip-active" not in bound(plain, make_pdf(tmp_path / "still.pdf"))[0].stderr


def form(pdf: pikepdf.Pdf, fields: int) -> None:
    widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), Rect=Array([9, 9, 99, 30]))
    found = [pdf.make_indirect(widget) for _ in range(fields)]
    pdf.pages[0].Annots = Array(found)
    pdf.Root.AcroForm = Dictionary(Fields=Array(found), XFA=pdf.make_stream(b"<xdp/>"))


def test_a_dynamic_form_is_refused_and_a_static_one_is_told(plain: Path, tmp_path: Path) -> None:
    def needing(pdf: pikepdf.Pdf) -> None:
        form(pdf, 1)
        pdf.Root.NeedsRendering = True

    for change in (needing, lambda pdf: form(pdf, 0)):
        dynamic = make_pdf(tmp_path / "dynamic.pdf", change=change)
        result = run(plain, dynamic, "-o", "out.pdf")
        assert result.exit_code == 2
        assert "it is a dynamic XFA form, whose pages only programs of Adobe can draw" in result.stderr
    static = make_pdf(tmp_path / "static.pdf", change=lambda pdf: form(pdf, 1))
    assert "not kept: its XFA form; the fields of the pages are kept" in bound(plain, static)[0].stderr


def test_actions_that_follow_each_other_in_circles_are_looked_at_once(plain: Path, tmp_path: Path) -> None:
    def circles(pdf: pikepdf.Pdf) -> None:
        actions = [pdf.make_indirect(Dictionary(S=Name.Named, N=Name.NextPage)) for _ in range(40)]
        for action in actions:
            action.Next = Array(actions)
        pdf.pages[0].Annots = Array([link(pdf, A=actions[0])])

    bound(plain, make_pdf(tmp_path / "odd.pdf", change=circles))
