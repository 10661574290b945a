"""The proof of a volume finds what binding could lose: each test takes one thing away."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from helpers.briefings import furnished, make_pdf
from helpers.pdfmaking import saved
from helpers.project import ROOT
from mgi_report.annex import proof
from mgi_report.annex.proof import prove_volume
from mgi_report.pdf.binding import Labels, Part, Volume, bind
from mgi_report.pdf.reading import DamagedError
from mgi_report.pdf.structure import Structure, read_structure
from mgi_report.studio.folio_font import folio_font
from mgi_report.workspace.cache import Cache

Pair = tuple[Volume, list[Part]]


@pytest.fixture(scope="module")
def pair(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("volume")
    briefing = make_pdf(folder / "b.pdf", title="On arrivals", change=furnished).read_bytes()
    parts = [
        Part(briefing, "Briefing", "briefing", bookmark=False),
        Part(built.read_bytes(), "Annex A", "annex-a", labels=Labels(prefix="A-"), folio=15),
    ]
    font = folio_font(ROOT / "assets" / "fonts" / "OpenSans-SemiBold.ttf", Cache(folder), "#0B1F40")
    return bind(parts, title="Volume", language="en", folio_font=font), parts


def changed(volume: Volume, change: Callable[[pikepdf.Pdf], None]) -> Volume:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(volume.pdf)) as pdf:
        change(pdf)
        pdf.save(out)
    return replace(volume, pdf=out.getvalue())


def failures(volume: Volume, parts: list[Part]) -> list[str]:
    checks = prove_volume(volume, parts, "out.pdf", ["annex-a"]).checks
    return [check.name for check in checks if not check.passed]


def test_a_sound_volume_passes(pair: Pair) -> None:
    volume, parts = pair
    found = prove_volume(volume, parts, "out.pdf", ["annex-a"])
    assert [str(problem) for problem in found.problems] == []
    assert found.summary == "9 checks passed"


def no_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def other_words(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"page 2", b"page 4"))


def no_words_of_ours(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[4].obj
    page.Contents = pdf.make_stream(b"q Q")


def other_folio(pdf: pikepdf.Pdf) -> None:
    streams = pdf.pages[4].obj.Contents
    streams[-1] = pdf.make_stream(streams[-1].read_bytes().replace(b"(A-2)", b"(A-3)"))


def no_folio(pdf: pikepdf.Pdf) -> None:
    streams = pdf.pages[4].obj.Contents
    streams[-1] = pdf.make_stream(b"Q")


def folio_on_type(pdf: pikepdf.Pdf) -> None:
    page = pypdfium2.PdfDocument(saved(pdf))[4].get_textpage()
    left, bottom, _, _ = page.get_rect(page.count_rects() // 2)
    streams = pdf.pages[4].obj.Contents
    moved = re.sub(rb"[\d.]+ [\d.]+ Td", f"{left:.1f} {bottom:.1f} Td".encode(), streams[-1].read_bytes())
    streams[-1] = pdf.make_stream(moved)


def lost_link(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3].obj.Annots[0]


def link_to_another_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].Dest[0] = pdf.pages[1].obj


def lost_destinations(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names["/Dests"]


def no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def bookmark_to_another_page(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].destination = pikepdf.make_page_destination(pdf, 0)


def no_attachments(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names["/EmbeddedFiles"]


def attached(pdf: pikepdf.Pdf, ending: str) -> Any:
    """The specification of an attached file."""
    names = pdf.Root.Names.EmbeddedFiles
    items = [*names.get("/Names", ()), *(item for kid in names.get("/Kids", ()) for item in kid.Names)]
    return next(item for item in items[1::2] if str(item.UF).endswith(ending))


def other_checksum(pdf: pikepdf.Pdf) -> None:
    attached(pdf, ".yaml").EF.F.Params.CheckSum = pikepdf.String(b"0123456789abcdef")


def no_relationship(pdf: pikepdf.Pdf) -> None:
    del attached(pdf, ".json").AFRelationship


def other_bytes(pdf: pikepdf.Pdf) -> None:
    attached(pdf, ".json").EF.F.write(b"{}")


def inherit_media(pdf: pikepdf.Pdf, page: int = 3) -> None:
    """PDFium does not know of boxes that a page inherits."""
    item = pdf.pages[page].obj
    item.Parent.MediaBox = item.MediaBox
    del item.MediaBox


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (no_page, "volume pages"),
        (other_words, "volume text"),
        (no_words_of_ours, "volume text"),
        (folio_on_type, "volume type"),
        (other_folio, "volume labels"),
        (no_folio, "volume labels"),
        (lost_link, "volume links"),
        (link_to_another_page, "volume links"),
        (lost_destinations, "volume links"),
        (no_bookmarks, "volume bookmarks"),
        (bookmark_to_another_page, "volume bookmarks"),
        (no_attachments, "volume files"),
        (other_checksum, "volume structure"),
        (no_relationship, "volume structure"),
        (other_bytes, "volume structure"),
        (inherit_media, "volume structure"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_is_lost_is_found(pair: Pair, change: Callable[[pikepdf.Pdf], None], check: str) -> None:
    volume, parts = pair
    assert check in failures(changed(volume, change), parts)


def test_what_is_odd_in_a_file_of_somebody_else_is_no_fault_of_the_volume(pair: Pair) -> None:
    volume, parts = pair

    def odd(pdf: pikepdf.Pdf) -> None:
        inherit_media(pdf, 0)
        attached(pdf, ".csv").EF.F.Params.CheckSum = pikepdf.String(b"0123456789abcdef")

    assert failures(changed(volume, odd), parts) == []


def test_numbers_count_unless_readers_differ_on_a_part_of_somebody_else(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    volume, parts = pair

    def one_less(odd: bytes) -> Callable[[bytes], Structure]:
        def read(pdf: bytes) -> Structure:
            found = read_structure(pdf)
            return replace(found, outline=found.outline[1:]) if pdf in (volume.pdf, odd) else found

        return read

    monkeypatch.setattr(proof, "read_structure", one_less(b""))
    assert failures(volume, parts) == ["volume structure"]
    monkeypatch.setattr(proof, "read_structure", one_less(parts[0].pdf))
    assert failures(volume, parts) == []


def test_a_volume_that_the_second_reader_cannot_read_is_not_judged_by_it(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(pdf: bytes) -> Structure:
        raise DamagedError("it is odd")

    monkeypatch.setattr(proof, "read_structure", fail)
    assert prove_volume(*pair, "out.pdf", ["annex-a"]).summary == "8 checks passed, 1 skipped"


def test_labels_that_differ_are_found(pair: Pair) -> None:
    volume, parts = pair

    def other(pdf: pikepdf.Pdf) -> None:
        numbers = pdf.Root.PageLabels.Nums
        numbers[len(numbers) - 1].P = pikepdf.String("B-")

    assert failures(changed(volume, other), parts) == ["volume labels"]


def test_the_folio_font_is_small_and_the_same_at_every_run(tmp_path: Path) -> None:
    file = ROOT / "assets" / "fonts" / "OpenSans-SemiBold.ttf"
    one, two = (folio_font(file, Cache(tmp_path / name), "#0B1F40") for name in ("one", "two"))
    assert one == two
    assert len(one.data) < 10_000
    subset, whole = TTFont(io.BytesIO(one.data)), TTFont(file)
    assert subset["head"].modified == whole["head"].modified
    assert set(range(32, 127)) == set(subset.getBestCmap())
    assert one.width("A-1") == pytest.approx(
        sum(whole["hmtx"][glyph][0] for glyph in ("A", "hyphen", "one")) * 7.6 / 2048, abs=0.02
    )
