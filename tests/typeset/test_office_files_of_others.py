"""Text documents that somebody hands in: refused in a sentence, or converted by LibreOffice within limits."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pypdf
import pytest

from helpers.office import changed, converted, made
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.typeset.office import foreign, libreoffice
from mgi_report.typeset.office.foreign import check_document
from mgi_report.typeset.office.package import zipped
from mgi_report.typeset.office.reading import parts_of

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
MACROS = zipped({**parts_of(made()), "word/vbaProject.bin": b"Sub AutoOpen()"})
OPEN = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}


def bomb() -> bytes:
    """A zip whose only file unpacks to a thousand times its size, and to more than a document may have."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(foreign.LARGEST // 2**20 + 1):
            part.write(b"\0" * 2**20)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind", "said"),
    [
        ("a.docx", LOCKED, Kind.PDF_LOCKED, "protected by a password"),
        ("a.docx", OLE, Kind.UNREADABLE, "the format of an old Word"),
        ("a.docx", MACROS, Kind.ACTIVE_CONTENT, "it holds macros"),
        ("a.docm", made(), Kind.ACTIVE_CONTENT, "it holds macros"),
        ("a.docx", made()[:2000], Kind.PDF_DAMAGED, "it is damaged"),
        ("a.docx", b"no zip", Kind.PDF_DAMAGED, "it is damaged"),
        ("a.docx", zipped({"x": b"y"}), Kind.PDF_DAMAGED, "no text document"),
        (
            "a.odt",
            zipped({**OPEN, "META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
            Kind.PDF_LOCKED,
            "password",
        ),
        ("a.odt", zipped({**OPEN, "Basic/Standard/Module1.xml": b"<x/>"}), Kind.ACTIVE_CONTENT, "it holds macros"),
        ("a.odt", zipped({"mimetype": b"x"}), Kind.PDF_DAMAGED, "no text document"),
    ],
)
def test_what_cannot_or_must_not_be_opened_is_refused(name: str, data: bytes, kind: Kind, said: str) -> None:
    with pytest.raises(ReportError) as refused:
        check_document(data, Path(name))
    (problem,) = refused.value.problems
    assert (problem.kind, said in problem.message, bool(problem.hint)) == (kind, True, True), problem


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data, started = bomb(), time.process_time()
    with pytest.raises(ReportError, match="it unpacks to more than a document has"):
        check_document(data, Path("a.docx"))
    assert time.process_time() - started < 1


def test_a_sound_one_passes() -> None:
    check_document(made(), Path("a.docx"))
    check_document(zipped(OPEN), Path("a.odt"))


def test_where_libreoffice_is_missing_the_command_that_converts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(ReportError) as refused:
        libreoffice.to_pdf(made(), Path("folder/my briefing.docx"))
    assert refused.value.exit_code == ExitCode.MISSING
    assert "soffice --headless --convert-to pdf" in refused.value.problems[0].hint


def stand_in(folder: Path, script: str) -> None:
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = tmp_path / "child"
    stand_in(tmp_path, f"sleep 300 &\necho $! > {noted}\nwait")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(libreoffice, "SECONDS", 1)
    with pytest.raises(ReportError, match="takes more than 1 seconds"):
        libreoffice.to_pdf(made(), Path("a.docx"))
    child = int(noted.read_text())
    for _ in range(50):
        if not is_alive(child):
            break
        time.sleep(0.05)
    assert not is_alive(child)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked for does not."""
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_that_ends_without_a_pdf_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(ReportError, match="cannot make a PDF of it"):
        libreoffice.to_pdf(made(), Path("a.docx"))


def test_it_has_a_profile_and_a_home_of_its_own_and_no_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = tmp_path / "said"
    stand_in(tmp_path, f'echo "$@" "home=$HOME" "proxy=$https_proxy" > {noted}')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(ReportError):
        libreoffice.to_pdf(made(), Path("a.docx"))
    said = noted.read_text()
    assert "-env:UserInstallation=file:///" in said
    assert "proxy=http://127.0.0.1:9" in said
    assert f"home={Path.home()}" not in said
    assert not Path(said.partition("home=")[2].split()[0]).exists()  # it was thrown away


def test_libreoffice_keeps_headings_and_bookmarks_of_a_document() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(converted(made())))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Arrivals in Cova Funda" in str(pdf.metadata)


def test_a_part_that_is_changed_is_still_a_file() -> None:
    data = changed(made(), "word/document.xml", lambda xml: xml.replace("Crews", "Ships"))
    assert b"Ships" in parts_of(data)["word/document.xml"]
