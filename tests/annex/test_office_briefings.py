"""Briefings from a word processor: converted and told, or refused with nothing written."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from helpers.briefings import make_pdf
from helpers.cities import MakeWorkspace, city_data
from helpers.command import run
from helpers.office import converted, made
from mgi_report.typeset.office import libreoffice
from mgi_report.typeset.office.package import zipped
from mgi_report.typeset.office.reading import parts_of


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(vila_aurora=city_data())


def test_a_briefing_of_word_is_converted_and_told_with_the_version(root: Path) -> None:
    converted(made())  # skips where LibreOffice is not installed
    (root / "briefing.docx").write_bytes(made())
    done = run("annex", "briefing.docx", "vila-aurora", "-o", "out.pdf", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "briefing.docx: warning: LibreOffice 7" in done.stderr.replace("LibreOffice 2", "LibreOffice 7")
    pages = pypdf.PdfReader(root / "out.pdf").pages
    assert "Cova Funda" in pages[0].extract_text()
    assert len(pages) > 4


def test_so_is_an_annex_of_ones_own(root: Path) -> None:
    converted(made())
    make_pdf(root / "briefing.pdf", title="On arrivals", language="en")
    (root / "notes.docx").write_bytes(made())
    done = run("annex", "briefing.pdf", "notes.docx", "vila-aurora", "-o", "out.pdf", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "Cova Funda" in "".join(page.extract_text() for page in pypdf.PdfReader(root / "out.pdf").pages)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({**parts_of(made()), "word/vbaProject.bin": b"x"}), "it holds macros"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "it is protected by a password"),
        (made()[:900], "it is damaged"),
        (b"", "it is damaged"),
    ],
)
def test_what_must_not_be_opened_is_refused_and_nothing_is_written(root: Path, data: bytes, said: str) -> None:
    (root / "briefing.docx").write_bytes(data)
    done = run("annex", "briefing.docx", "vila-aurora", "-o", "out.pdf", cwd=root)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not (root / "out.pdf").exists()
    assert len([line for line in done.stderr.splitlines() if "error:" in line]) == 1


def test_without_libreoffice_it_is_refused_with_what_converts_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    (root / "briefing.odt").write_bytes(zipped({"mimetype": b"x", "content.xml": b"<x/>"}))
    done = run("annex", "briefing.odt", "vila-aurora", "-o", "out.pdf", cwd=root)
    assert (done.returncode, "soffice --headless --convert-to pdf briefing.odt" in done.stderr) == (3, True), (
        done.stderr
    )
    assert not (root / "out.pdf").exists()
