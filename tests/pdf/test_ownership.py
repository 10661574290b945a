"""Whatever stands on a page belongs to a tag that is reached, or is an artifact: what does not is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Pdf

from helpers.project import FOREIGN
from mgi_report.annex.proof import prove_volume
from mgi_report.errors import Kind, Problem, Severity
from mgi_report.pdf.binding import Part, bind
from mgi_report.pdf.reading import open_in_order, read_page
from mgi_report.pdf.screen import check_ownership, prove

Spoil = Callable[[Pdf], None]


def spoilt(file: Path, spoil: Spoil) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(file) as pdf:
        spoil(pdf)
        pdf.save(out)
    return out.getvalue()


def faults(pdf: bytes) -> list[Problem]:
    (check,) = (check for check in prove(pdf, file="a.pdf").checks if check.name == "tags")
    return list(check.problems)


def dropped(kind: str) -> Spoil:
    """The first element of a kind is taken out of what its parent lists, and stays all else that it was."""

    def spoil(pdf: Pdf) -> None:
        element = next(item for item in elements(pdf.Root.StructTreeRoot) if item.get("/S") == kind)
        element.P.K = Array([kid for kid in element.P.K if getattr(kid, "objgen", 0) != element.objgen])

    return spoil


def elements(node: Any) -> Any:
    for kid in node.K if isinstance(node.get("/K"), Array) else [node.get("/K")]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def rewritten(old: bytes, new: bytes) -> Spoil:
    """Something in the content of the second page is written otherwise."""

    def spoil(pdf: Pdf) -> None:
        contents = pdf.pages[1].obj.Contents
        data = contents.read_bytes()
        assert old in data
        contents.write(data.replace(old, new))

    return spoil


def test_a_sound_file_passes(built: Path) -> None:
    assert faults(built.read_bytes()) == []


def test_what_no_element_lists_is_named_with_page_and_words(built: Path) -> None:
    (fault, *_) = faults(spoilt(built, dropped("/H1")))
    assert (fault.kind, fault.path) == (Kind.UNTAGGED, "page 1")
    assert "belongs to no element" in fault.message
    assert fault.value


@pytest.mark.parametrize(
    ("new", "message"),
    [(b"/Other\n<<", "neither tagged nor an artifact"), (None, "does not say which")],
    ids=["no artifact", "no subtype"],
)
def test_running_heads_that_do_not_say_what_they_are_are_named(built: Path, new: bytes | None, message: str) -> None:
    spoil = rewritten(b"/Artifact\n<<", new) if new else rewritten(b"/Subtype /Header", b"/Other /Header")
    found = faults(spoilt(built, spoil))
    assert found
    assert all(message in fault.message and fault.path == "page 2" for fault in found)
    assert any("Vila Aurora" in fault.value for fault in found)


def test_what_a_briefing_brings_is_told_and_what_was_made_here_refused(built: Path) -> None:
    briefing = spoilt(FOREIGN / "typst.pdf", dropped("/P"))
    document = open_in_order(briefing)
    pages = [read_page(document, index) for index in range(len(document))]
    assert check_ownership(pages, "b.pdf", ours=False).detail == "2 without"
    document.close()
    parts = [Part(briefing, "Briefing", "briefing"), Part(built.read_bytes(), "Annex", "annex")]
    volume = bind(parts, title="Volume", language="en")
    proof = prove_volume(volume, parts, "out.pdf", ["annex"])
    assert proof.passed
    (note,) = proof.notes
    assert (note.file, note.kind, note.severity) == ("briefing", Kind.UNTAGGED, Severity.WARNING)
    refused = prove_volume(volume, parts, "out.pdf", ["briefing", "annex"]).problems
    assert Kind.UNTAGGED in {problem.kind for problem in refused}
