"""Press files bound to a volume: one file that keeps all rules of the press."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from helpers.cities import city_data
from helpers.project import ROOT
from helpers.sheets import sheet
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.design.editions import PRESS_PART
from mgi_report.pdf.binding import Part, bind
from mgi_report.pdf.xmp import Metadata
from mgi_report.press.imposition import impose_booklet
from mgi_report.press.proof import prove_press
from mgi_report.press.volume import settle_volume
from mgi_report.snapshot.make import make_snapshot
from mgi_report.studio.studio import Studio
from mgi_report.workspace.places import open_workspace

METADATA = Metadata(
    title="Two cities on an invented river",
    description="A volume",
    creator="mgi_report",
    publisher="mgi_report",
    languages=("en",),
    identifier="mgi-volume-en",
    source="",
    rights="",
    coverage="",
    keywords=(),
    created="2024-03-01",
)


def volume_of(*parts: bytes, closing: int = 1) -> bytes:
    bound = bind([Part(pdf, f"Part {i}", f"part-{i}") for i, pdf in enumerate(parts)], title="Volume", language="en")
    return settle_volume(bound.pdf, METADATA, "engine", "mgi_report", closing)


def test_press_files_are_bound_to_one_that_keeps_all_rules() -> None:
    pdf = volume_of(sheet(), sheet())
    proof = prove_press(pdf)
    assert [str(problem) for problem in proof.problems] == []
    assert proof.pages == 8
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.pdf_version == "1.6"
        assert [intent.DestOutputProfile.N for intent in opened.Root.OutputIntents] == [4]
        assert not {"/StructTreeRoot", "/Outlines", "/Names", "/PageLabels"} & set(opened.Root.keys())
        assert opened.docinfo["/Title"] == METADATA.title
    assert volume_of(sheet(), sheet()) == pdf


@pytest.mark.parametrize(("closing", "blank"), [(1, [6, 7]), (2, [5, 6])])
def test_the_last_sheet_is_filled_before_the_closing_pages(closing: int, blank: list[int]) -> None:
    with pikepdf.open(io.BytesIO(sheet())) as short:
        del short.pages[2:]
        out = io.BytesIO()
        short.save(out)
    pdf = volume_of(sheet(), out.getvalue(), closing=closing)
    texts = [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert [number for number, text in enumerate(texts, start=1) if not text] == blank
    assert prove_press(pdf).passed
    assert prove_press(impose_booklet(pdf)).passed


def test_a_snapshot_is_made_as_a_part_without_blank_pages_or_companions() -> None:
    workspace = open_workspace(ROOT)
    studio = Studio(workspace, load_framework(workspace.framework))
    made = make_snapshot(studio, Profile.model_validate(city_data()), b"", "en", PRESS_PART)
    assert made.proof.passed
    assert made.companions == ()
    proof = prove_press(volume_of(made.pdf, made.pdf))
    assert [str(problem) for problem in proof.problems] == []
    assert len(made.pdf) * 1.5 > len(volume_of(made.pdf, made.pdf)), "fonts and profile are shared"
