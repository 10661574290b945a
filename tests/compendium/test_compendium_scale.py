"""Large volumes: what grows with the cities is cut, typeset in pieces, and has the pages that were planned."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from helpers.volumes import NAME, build_region, many, studio_of, write_region
from mgi_report.compendium import gatherings
from mgi_report.compendium.gatherings import Gathering, pieces_of
from mgi_report.compendium.numbers import CitySnapshot
from mgi_report.compendium.parts import LaidOut, lay_out, parts_of
from mgi_report.compendium.plan import flow, matter
from mgi_report.compendium.plan.flow import PIECE, pieces
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.pdf.navigation import bookmarks
from mgi_report.typeset.documents import Typeset

CITIES = 80


@pytest.mark.parametrize("pages", [1, PIECE, PIECE + 1, 5 * PIECE, 5 * PIECE + 1, 1000])
def test_pieces_are_about_equal_and_none_is_longer_than_it_may_be(pages: int) -> None:
    starts = [0, *sorted(pieces(pages)), pages]
    lengths = [after - before for before, after in pairwise(starts)]
    assert max(lengths) <= PIECE
    assert max(lengths) - min(lengths) <= 1
    assert len(lengths) == -(-pages // PIECE)


class Scaled:
    """A volume of many cities of which all that grows with them is typeset; of six chapters, one."""

    def __init__(self) -> None:
        self.volume: VolumeStudio = studio_of(many(CITIES))
        self.planned: dict[str, int | None] = {}
        places = self.volume.view.places
        snapshots = {place.identity: CitySnapshot(place.identity, b"", 4, 10) for place in places}
        self.laid: LaidOut = lay_out(self.volume, self.run(self.volume.first), snapshots, self.run)

    def run(self, wanted: Sequence[Gathering]) -> list[Typeset]:
        return [self.one(gathering) for gathering in wanted]

    def one(self, gathering: Gathering) -> Typeset:
        self.planned[gathering.part] = gathering.pages
        if gathering.part.startswith("chapter-") and gathering.part != "chapter-3":
            anchors = {entry.reference.anchor: 2 for entry in self.volume.view.entries}
            return Typeset(b"", gathering.pages or 2, (), anchors)
        return gatherings.make(gathering, self.volume.studio)


@pytest.fixture(scope="module")
def scaled() -> Scaled:
    return Scaled()


@pytest.mark.slow
@pytest.mark.parametrize("part", ["chapter-3", "indexes"])
def test_a_plan_for_many_cities_holds(scaled: Scaled, part: str) -> None:
    assert scaled.laid.sources.made[part].pages == scaled.planned[part]


@pytest.mark.slow
def test_a_list_of_cities_longer_than_a_page_is_counted(scaled: Scaled) -> None:
    laid = scaled.laid
    assert laid.sources.made["cities"].pages == 2
    names = [key.name for key in laid.body]
    first = scaled.volume.view.places[0].part
    assert names[names.index("cities") :][:3] == ["cities", "notes~cities", first]
    assert laid.numbers.starts[first] == laid.numbers.starts["cities"] + 3


@pytest.mark.slow
def test_a_long_chapter_is_bound_from_pieces_that_follow_one_another(scaled: Scaled) -> None:
    made = scaled.laid.sources.made["chapter-3"]
    lengths = [piece.pages for piece in pieces_of(made)]
    assert len(lengths) > 1
    parts = [part for part in parts_of(scaled.volume, scaled.laid) if part.name.startswith("chapter-3")]
    assert [(part.bookmark, part.under) for part in parts] == [(True, ""), (False, "chapter-3")]
    starts = [part.labels.start for part in parts if part.labels]
    assert starts == [scaled.laid.numbers.starts["chapter-3"] + sum(lengths[:number]) for number in range(len(lengths))]
    wanted = {entry.reference.anchor for entry in scaled.volume.view.entries if entry.reference.chapter == 3}
    assert wanted <= set(made.anchors)
    for part, pages in zip(parts, lengths, strict=True):
        assert len(pypdfium2.PdfDocument(part.pdf)) == pages


@pytest.mark.slow
def test_a_volume_in_pieces_is_the_same_volume(volume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a single page: bound, proved, and chapters and indexes as they are in one piece."""
    for module in (flow, matter):
        monkeypatch.setattr(module, "PIECE", 1)
    root = write_region(tmp_path)
    assert build_region(root, jobs=1).problems == []
    whole, parted = (pypdfium2.PdfDocument(folder / "reports" / NAME) for folder in (volume, root))
    starts, moved = (dict(bookmarks(document)) for document in (whole, parted))
    assert list(moved) == list(starts)
    for name, following in (("1 Migrants’ rights", "Exchange opportunities"), ("Indexes", "The cities")):
        first, last, other = starts[name], starts[following], moved[name]
        assert None not in (first, last, other)
        pages = range((last or 0) - (first or 0))
        assert [words(whole, (first or 0) + page) for page in pages] == [
            words(parted, (other or 0) + page) for page in pages
        ]


def words(document: pypdfium2.PdfDocument, page: int) -> list[str]:
    """What stands on a page, counted from 1, without its folio."""
    return str(document[page - 1].get_textpage().get_text_bounded()).split()[:-1]
