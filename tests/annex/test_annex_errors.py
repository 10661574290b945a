"""What can go wrong with an annex: one sentence and a next step for each problem, and the output path as it was."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner, Result

from helpers.briefings import make_pdf, signed, without_pages
from helpers.cities import city_data, second_city, write_yaml
from mgi_report.annex import joining as station
from mgi_report.annex.plan import AnnexPlan
from mgi_report.annex.volume import annex
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode, ReportError
from mgi_report.pdf import conformance
from mgi_report.text.sizes import parse_size, say_size
from mgi_report.workspace.places import builtin, open_workspace

OLD = b"what was there before"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cities, one of them in two editions, and a third one that is broken."""
    root = tmp_path_factory.mktemp("annexes")
    older = second_city() | {"edition": "2019-02"}
    broken = city_data() | {"city": "cova-funda", "code": "COV"}
    broken["findings"] = dict(list(broken["findings"].items())[:5])
    files = {"vila-aurora": city_data(), "port-sereno": second_city(), "port-sereno-2019": older, "cova-funda": broken}
    for name, data in files.items():
        write_yaml(root / "data" / "profiles" / f"{name}.yaml", data)
    return root


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "briefing.pdf", title="On arrivals", language="en")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    file = tmp_path / "out.pdf"
    file.write_bytes(OLD)
    return file


def run(root: Path, *arguments: object) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), "annex", *map(str, arguments)])


def refused(result: Result, code: int, *words: str) -> None:
    """It ended with a code, said these words, one sentence and a next step for each problem, and no traceback."""
    assert result.exit_code == code, result.output
    said = " ".join(result.stderr.split())
    for word in words:
        assert word in said
    assert "Traceback" not in result.stderr
    assert "bug" not in result.stderr
    lines = [line for line in result.stderr.strip().splitlines() if not line.startswith("[")]
    assert len(lines) <= 2 * sum(" error: " in f" {line}" for line in lines)


# what is asked for


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["vila-aurore"], 1, ["no such city: “vila-aurore”", "did you mean “vila-aurora”?"]),
        (["cova-funda"], 2, ["safe-migration", "cova-funda.yaml:"]),
        (["vila-aurora", "Vila Aurora"], 1, ["a city is named twice: “vila-aurora, Vila Aurora”"]),
        (["vila-aurora", "vila-aurora"], 1, ["a city is named twice: “vila-aurora”"]),
        (["vila-aurora", "--language", "xx"], 1, ["no texts in the language “xx”", "known: en, es, fr"]),
        (["vila-aurora", "--max-size", "five"], 1, ["“five” is no size", "5MB, 500kB or 5MiB"]),
        (["vila-aurora", "--after", "nowhere.pdf"], 1, ["nowhere.pdf", "cannot read this file (No such file"]),
        ([], 1, ["there is nothing to annex"]),
    ],
)
def test_what_cannot_be_meant(
    root: Path, briefing: Path, out: Path, arguments: list[str], code: int, words: list[str]
) -> None:
    refused(run(root, briefing, *arguments, "-o", out), code, *words)
    assert out.read_bytes() == OLD


@pytest.mark.usefixtures("apart")
def test_of_several_editions_the_latest_is_taken_and_told(root: Path, briefing: Path, out: Path) -> None:
    result = run(root, briefing, "port-sereno", "-o", out)
    assert result.exit_code == 0, result.output
    told = "warning: there are several editions; port-sereno-2021-05 is taken: “port-sereno”"
    assert told in " ".join(result.stderr.split())
    assert "name port-sereno-2019-02" in result.stderr
    assert "May 2021" in str([item.title for item in pypdf.PdfReader(out).outline if not isinstance(item, list)])


def test_an_edition_among_several_is_named(root: Path, briefing: Path, out: Path) -> None:
    result = run(root, briefing, "port-sereno-2019-02", "-o", out)
    assert result.exit_code == 0, result.output
    assert "February 2019" in str([item.title for item in pypdf.PdfReader(out).outline if not isinstance(item, list)])


@pytest.mark.parametrize("how", ["path", "symlink", "hard link", "dotted", "annex"])
def test_never_over_a_file_that_is_bound(root: Path, briefing: Path, tmp_path: Path, how: str) -> None:
    own = make_pdf(tmp_path / "own.pdf", words="Own")
    target = tmp_path / "target.pdf"
    if how == "symlink":
        target.symlink_to(briefing)
    elif how == "hard link":
        target.hardlink_to(briefing)
    else:
        (tmp_path / "sub").mkdir()
        target = {"path": briefing, "dotted": tmp_path / "sub" / ".." / "briefing.pdf", "annex": own}[how]
    before = briefing.read_bytes(), own.read_bytes()
    refused(run(root, briefing, "vila-aurora", own, "-o", target), 1, "binding would write over", "another file")
    assert (briefing.read_bytes(), own.read_bytes()) == before


def test_the_output_is_a_pdf_and_no_folder(root: Path, briefing: Path, tmp_path: Path) -> None:
    profile = root / "data" / "profiles" / "vila-aurora.yaml"
    before = profile.read_bytes()
    refused(run(root, briefing, "vila-aurora", "-o", profile), 1, "the volume is a PDF", "end the name")
    assert profile.read_bytes() == before
    (tmp_path / "folder.pdf").mkdir()
    refused(run(root, briefing, "vila-aurora", "-o", tmp_path / "folder.pdf"), 1, "this is a folder")


def test_a_file_is_bound_once(root: Path, briefing: Path, out: Path, tmp_path: Path) -> None:
    refused(run(root, briefing, "vila-aurora", briefing, "-o", out), 1, "this file is named twice")
    (tmp_path / "again.pdf").symlink_to(briefing)
    refused(run(root, briefing, tmp_path / "again.pdf", "-o", out), 1, "this file is named twice")


def test_all_problems_at_once(root: Path, briefing: Path, out: Path, tmp_path: Path) -> None:
    locked = make_pdf(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="owner"))
    (tmp_path / "text.pdf").write_text("not a PDF")
    result = run(root, locked, "vila-aurore", "elsewhere", tmp_path / "text.pdf", "--language", "xx", "-o", briefing)
    words = ["“vila-aurore”", "“elsewhere”", "text.pdf", "locked.pdf", "“xx”"]
    refused(result, 1, *words)
    assert result.stderr.count("error:") == 5


# files that cannot be bound


def damaged(kind: str, file: Path) -> Path:
    sound = make_pdf(file).read_bytes()
    content = {
        "text": b"just some words",
        "empty": b"",
        "cut off": sound[: len(sound) // 2],
        "no pages": without_pages(),
    }
    file.write_bytes(content[kind])
    return file


def test_a_file_of_an_office_program_is_to_be_exported_with_tags(root: Path, out: Path, tmp_path: Path) -> None:
    file = damaged("text", tmp_path / "briefing.rtf")
    refused(run(root, file, "vila-aurora", "-o", out), 2, f"{file}: error: cannot bind this file: it is no PDF")
    assert "export it as PDF first, with tags" in run(root, file, "vila-aurora", "-o", out).stderr


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("kind", ["text", "empty", "cut off", "no pages"])
@pytest.mark.parametrize("place", ["briefing", "annex"])
def test_a_file_that_is_no_sound_pdf(
    root: Path, briefing: Path, out: Path, tmp_path: Path, kind: str, place: str
) -> None:
    bad = damaged(kind, tmp_path / "bad.pdf")
    arguments = (bad, "vila-aurora") if place == "briefing" else (briefing, bad)
    refused(run(root, *arguments, "-o", out), 2, f"{bad}: error: cannot bind this file: it")
    assert out.read_bytes() == OLD


@pytest.mark.usefixtures("apart")
def test_a_protected_briefing_asks_for_its_password(root: Path, out: Path, tmp_path: Path) -> None:
    locked = make_pdf(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="secret", owner="owner"))
    refused(run(root, locked, "vila-aurora", "-o", out), 2, "it is encrypted and needs its password", "--password")
    wrong = run(root, locked, "vila-aurora", "--password", "guess", "-o", out)
    refused(wrong, 2, "the password does not open it", "--password")
    assert out.read_bytes() == OLD
    opened = run(root, locked, "vila-aurora", "--password", "guess", "--password", "owner", "-o", out)
    assert opened.exit_code == 0, opened.output
    assert "it was protected by a password, and the volume is not" in opened.stderr
    assert not pypdf.PdfReader(out).is_encrypted
    assert "Briefing page 2" in pypdf.PdfReader(out).pages[1].extract_text()


def test_a_password_by_the_environment_or_by_hand(
    root: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = make_pdf(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="", owner="owner"))
    refused(run(root, locked, "vila-aurora", "-o", out), 2, "its owner does not allow it")
    arguments = ["--workspace", str(root), "annex", str(locked), "vila-aurora", "-o", str(out)]
    assert CliRunner(env={"MGI_REPORT_PASSWORD": "owner"}).invoke(program, arguments).exit_code == 0
    refused(
        CliRunner().invoke(program, [*arguments, "--password", "-"]), 1, "no terminal to ask", "MGI_REPORT_PASSWORD"
    )
    monkeypatch.setattr("mgi_report.cli.annexing.has_terminal", lambda: True)
    asked = CliRunner().invoke(program, [*arguments, "--password", "-"], input="owner\n")
    assert asked.exit_code == 0, asked.output
    assert "owner" not in asked.output


def test_a_signed_briefing_is_bound_only_when_asked_for(root: Path, out: Path, tmp_path: Path) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", language="en", change=signed)
    refused(run(root, briefing, "vila-aurora", "-o", out), 2, "binding breaks the signature", "--break-signature")
    assert out.read_bytes() == OLD
    result = run(root, briefing, "vila-aurora", "--break-signature", "-o", out)
    assert result.exit_code == 0, result.output
    assert f"{briefing}: warning: its signature is broken" in result.stderr


@pytest.mark.usefixtures("apart")
def test_bookmarks_in_a_circle_are_found_while_binding(root: Path, out: Path, tmp_path: Path) -> None:
    def circle(pdf: pikepdf.Pdf) -> None:
        one, two = (pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(word))) for word in "AB")
        one.Next, two.Next = two, one
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=one, Last=two, Count=2))

    briefing = make_pdf(tmp_path / "b.pdf", language="en", change=circle)
    refused(run(root, briefing, "vila-aurora", "-o", out), 2, str(briefing), "bookmarks go round in a circle")
    assert out.read_bytes() == OLD


# size


def test_a_volume_that_is_too_large_names_the_largest_parts(root: Path, out: Path, tmp_path: Path) -> None:
    def heavy(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["data.bin"] = random.Random(4).randbytes(300_000)

    briefing = make_pdf(tmp_path / "b.pdf", language="en", change=heavy)
    size = say_size(briefing.stat().st_size)
    result = run(root, briefing, "vila-aurora", "--max-size", "200kB", "-o", out)
    refused(result, 5, "more than 200 kB; nothing was written", f"the largest parts: b.pdf {size}, A Vila Aurora ")
    assert out.read_bytes() == OLD
    assert run(root, briefing, "vila-aurora", "--max-size", "5MB", "-o", out).exit_code == 0


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("5MB", 5_000_000),
        ("500 kB", 500_000),
        ("5MiB", 5_242_880),
        ("1.5mb", 1_500_000),
        ("2,5 MB", 2_500_000),
        ("640 B", 640),
        ("12000", 12_000),
        ("3k", 3000),
        ("1GiB", 2**30),
    ],
)
def test_sizes_are_read(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "MB", "5 TB", "-5MB", "0", "1,000kB", "five", "5MB5", "640"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ReportError):
        parse_size(text)


@pytest.mark.parametrize(
    ("size", "words"),
    [(640, "640 B"), (1000, "1.00 kB"), (102_345, "102 kB"), (999_600, "1.00 MB"), (12_340_000, "12.3 MB")],
)
def test_sizes_are_said(size: int, words: str) -> None:
    assert say_size(size) == words


# claims


@pytest.mark.usefixtures("apart")
def test_a_false_claim_of_the_briefing_is_not_repeated(root: Path, built: Path, out: Path, tmp_path: Path) -> None:
    briefing = tmp_path / "b.pdf"
    with pikepdf.open(built) as pdf:
        del pdf.pages[1].obj["/Tabs"]  # PDF/UA-1 asks for it where there are annotations
        del pdf.pages[0].obj["/Tabs"]
        pdf.save(briefing)
    result = run(root, briefing, "vila-aurora", "-o", out)
    assert result.exit_code == 0, result.output
    assert "the volume does not claim PDF/UA-1, since the validator found faults: PDF/UA-1: " in result.stderr
    packet = str(pypdf.PdfReader(out).trailer["/Root"]["/Metadata"].get_data())
    assert "pdfuaid:part" not in packet.split("pdfaExtension:schemas")[-1]
    assert "it claims PDF/A-3a" in result.stdout
    assert "it does not claim PDF/UA-1 (see the warning)" in result.stdout


@pytest.mark.parametrize(("faults", "more"), [(1, ""), (2, ", and 1 more"), (3, ", and 2 more")])
def test_of_many_faults_the_first_is_told_and_how_many_follow(
    root: Path, built: Path, out: Path, tmp_path: Path, faults: int, more: str
) -> None:
    briefing = tmp_path / "b.pdf"
    with pikepdf.open(built) as pdf:
        link = next(item for item in pdf.pages[1].obj.Annots if "/Contents" in item)
        for holder, key in ((pdf.pages[1].obj, "/Tabs"), (link, "/Contents"), (link, "/StructParent"))[:faults]:
            del holder[key]
        pdf.save(briefing)
    result = run(root, briefing, "vila-aurora", "-o", out)
    (line,) = [line for line in result.stderr.splitlines() if "since the validator found faults" in line]
    assert re.search(rf"found faults: PDF/UA-1: [^,]*page 2 [^,]*{more}$", line), line


def test_without_the_validator_a_claim_is_said_to_be_unchecked(
    root: Path, built: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing = out.with_name("b.pdf")
    shutil.copy(built, briefing)
    assert run(root, briefing, "vila-aurora", "-o", out).exit_code == 0  # the snapshot is made with its proof
    monkeypatch.setattr(conformance, "validator", lambda: None)
    result = run(root, briefing, "vila-aurora", "-o", out)
    assert "it claims PDF/A-3a and PDF/UA-1 (not checked: page-validation is not installed)" in result.stdout


def test_a_volume_that_fails_its_proof_is_not_written(
    root: Path, briefing: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind = station.bind

    def careless(parts, **options):  # type: ignore[no-untyped-def]
        from dataclasses import replace

        volume = bind(parts, **options)
        return replace(volume, pdf=bind([replace(parts[0], labels=None)], title="", language="en").pdf)

    monkeypatch.setattr(station, "bind", careless)
    refused(run(root, briefing, "vila-aurora", "-o", out), 5, "3 pages instead of 8")
    assert out.read_bytes() == OLD


def test_a_bug_is_told_of_the_volume_that_it_stopped(root: Path, briefing: Path, out: Path, tmp_path: Path) -> None:
    own = shutil.copytree(root, tmp_path / "own")
    sheet = own / "templates" / "annex" / "divider.html.j2"
    sheet.parent.mkdir(parents=True)
    crash = '<hr style="border: 1px inset device-cmyk(0 0 0 1)">'  # the engine raises NotImplementedError for it
    text = (builtin() / "templates/annex/divider.html.j2").read_text("utf-8")
    sheet.write_text(text.replace("{% block sheet %}", f"{{% block sheet %}}{crash}"), "utf-8")
    with pytest.raises(ReportError) as caught:
        annex(AnnexPlan(open_workspace(own), briefing, ("vila-aurora",), out))
    assert caught.value.exit_code is ExitCode.BUG
    (problem,) = caught.value.problems
    assert problem.file == str(out)
    assert "something unforeseen happened: NotImplementedError" in problem.message
    assert "NotImplementedError" in problem.trace
    assert out.read_bytes() == OLD


def test_a_style_sheet_of_our_sheets_that_is_not_understood_is_named_with_its_line(
    root: Path, briefing: Path, out: Path, tmp_path: Path
) -> None:
    own = shutil.copytree(root, tmp_path / "own")
    sheet = own / "templates" / "annex" / "annex.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(f"p {{ colr: red }}\n{(builtin() / 'templates/annex/annex.css').read_text('utf-8')}", "utf-8")
    result = run(own, briefing, "vila-aurora", "-o", out)
    refused(
        result,
        4,
        "templates/annex/annex.css:1:5: error: the typesetting engine says: Ignored `colr: red`, unknown property.",
    )
    assert "--sheets none" not in result.stderr
    assert out.read_bytes() == OLD
