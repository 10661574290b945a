"""A suspect part bound beside a good one: refused in a sentence, or sound to the last page."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium

from helpers.project import FOREIGN
from mgi_report.pdf.binding import Part, SourceError, Volume, bind

GOOD = Part((FOREIGN / "typst.pdf").read_bytes(), "Good", "good")


def volume_of(pdf: bytes) -> Volume:
    """A volume of a suspect part and a good one."""
    return bind([GOOD, Part(pdf, "Suspect", "suspect")], title="A volume", language="en")


def sentence(error: SourceError) -> str:
    """The message of an error, one sentence for people: no lines, no objects of the engine, no paths."""
    said = str(error)
    assert 5 < len(said) < 200
    assert "\n" not in said
    assert "0x" not in said
    assert "_io" not in said
    assert "' object" not in said
    return said


def sound_or_refused(pdf: bytes) -> Volume | None:
    """Binding either refuses or gives a file that two other programs read to the last page."""
    try:
        volume = volume_of(pdf)
    except SourceError as error:
        sentence(error)
        return None
    assert len(volume.parts) == 2
    with pikepdf.open(io.BytesIO(volume.pdf)) as opened:
        assert len(list(opened.objects)) > volume.pages
        assert opened.get_warnings() == []
        assert len(opened.pages) == volume.pages
    document = pdfium.PdfDocument(volume.pdf)
    assert len(document) == volume.pages
    document.close()
    return volume
