"""The second reader of a finished file: what it holds, and what it does not let pass."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from helpers.command import run
from mgi_report.pdf import structure
from mgi_report.pdf.screen import prove

Spoil = Callable[[pikepdf.Pdf], None]


def spoilt(built: Path, spoil: Spoil) -> bytes:
    """A finished snapshot with one thing in it changed."""
    out = io.BytesIO()
    with pikepdf.open(built) as pdf:
        spoil(pdf)
        pdf.save(out)
    return out.getvalue()


def attached(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The specification of the first attached file."""
    return pdf.Root.AF[0]


def other_target(pdf: pikepdf.Pdf) -> None:
    """The last bookmark leads nowhere."""
    del pdf.Root.Outlines.Last["/Dest"]


def other_checksum(pdf: pikepdf.Pdf) -> None:
    attached(pdf).EF.F.Params.CheckSum = pikepdf.String(b"0123456789abcdef")


def no_relationship(pdf: pikepdf.Pdf) -> None:
    attached(pdf).AFRelationship = pikepdf.Name("/Friend")


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def other_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("fr")


def untagged(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another city"


FAULTS: dict[str, tuple[Spoil, str]] = {
    "outline": (other_target, "a bookmark leads to page None"),
    "checksum": (other_checksum, "the checksum of an attached file is not that of its content"),
    "relationship": (no_relationship, "does not say what it is to the document"),
    "language": (no_language, "does not say its language"),
    "other language": (other_language, "the language is “fr”, but “en, pt” in the metadata"),
    "marked": (untagged, "does not say that it is tagged"),
    "title": (other_title, "the title is “Another city”, but"),
}


def test_a_sound_file_holds(built: Path) -> None:
    check = next(check for check in prove(built.read_bytes()).checks if check.name == "structure")
    assert check.passed
    assert not check.skipped
    assert check.detail == "4 pages, 9 bookmarks, 2 attachments"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_structure_fails_the_proof(built: Path, fault: str) -> None:
    spoil, says = FAULTS[fault]
    check = next(check for check in prove(spoilt(built, spoil)).checks if check.name == "structure")
    assert any(says in problem.message for problem in check.problems), check.problems


def test_where_the_readers_disagree_the_page_is_named(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is known in which they do, so one of them is made to see other boxes and labels."""
    real = structure.read_structure(built.read_bytes())
    boxes = ((*real.boxes[0][:1], (9.0, 9.0, 500.0, 500.0), *real.boxes[0][2:]), *real.boxes[1:])
    seen = structure.Structure(**vars(real) | {"boxes": boxes, "labels": ("x", *real.labels[1:])})
    monkeypatch.setattr(structure, "read_structure", lambda pdf: seen)
    check = next(check for check in prove(built.read_bytes()).checks if check.name == "structure")
    told = [(problem.path, problem.message) for problem in check.problems]
    assert told == [
        ("page 1", "two readers disagree on its TrimBox"),
        ("page 1", "the page is labelled “x” for one reader and “1” for another"),
    ]


def test_verify_tells_it(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "spoilt.pdf"
    file.write_bytes(spoilt(built, other_checksum))
    out = run("verify", str(file))
    assert out.returncode == 5
    assert "the checksum of an attached file is not that of its content" in out.stdout + out.stderr


def test_a_large_file_is_read_beside(built: Path) -> None:
    with structure.reading_beside(built.read_bytes(), large=0) as read:
        assert read() == structure.read_structure(built.read_bytes())


def test_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="its structure cannot be read"):
        structure.read_structure(b"%PDF-1.7 nothing")
