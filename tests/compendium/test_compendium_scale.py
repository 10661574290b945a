"""Large volumes: what grows with the cities is typeset in pieces, which make the same volume."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest

from helpers.layouts import Imagined, laid_out
from helpers.volumes import NAME, build_region, many, studio_of, write_region
from mgi_report.compendium import gatherings
from mgi_report.compendium.gatherings import Gathering, pieces_of
from mgi_report.compendium.parts import LaidOut, parts_of
from mgi_report.compendium.plan import flow
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.pdf.navigation import bookmarks
from mgi_report.typeset.documents import Typeset

CITIES, SHORT = 13, 2
CUT = 6
"""So many gatherings of the small region are in two pieces at least when a piece is a page: its chapters."""


class Scaled(Imagined):
    """A volume of many cities of which one chapter and the list of cities are typeset."""

    def __init__(self) -> None:
        super().__init__()
        self.volume: VolumeStudio = studio_of(many(CITIES))
        self.laid: LaidOut = laid_out(self.volume, self)

    def __call__(self, wanted: Sequence[Gathering]) -> list[Typeset]:
        typeset = ("chapter-3", "cities", "meetings")
        return [
            gatherings.make(item, self.volume.studio) if item.part in typeset else self.one(item) for item in wanted
        ]


@pytest.fixture(scope="module")
def scaled() -> Iterator[Scaled]:
    """Pieces are short here, so that fewer cities do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "PIECE", SHORT)
        yield Scaled()


@pytest.mark.slow
def test_a_list_of_cities_longer_than_a_page_is_counted(scaled: Scaled) -> None:
    laid = scaled.laid
    cities = laid.sources.made["cities"].pages
    assert cities > 2
    first = scaled.volume.view.places[0].part
    assert laid.numbers.starts[first] == laid.numbers.starts["cities"] + cities
    assert laid.numbers.starts[first] % 2 == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["chapter-3", "meetings"])
def test_what_is_long_is_bound_from_pieces_that_follow_one_another(scaled: Scaled, name: str) -> None:
    made = scaled.laid.sources.made[name]
    lengths = [piece.pages for piece in pieces_of(made)]
    assert len(lengths) > 1
    assert max(lengths) <= SHORT + 1, "what holds memory is about what was planned"
    parts = [part for part in parts_of(scaled.volume, scaled.laid) if part.name.startswith(name)]
    assert [(part.bookmark, part.under) for part in parts] == [(True, ""), *[(False, name)] * (len(lengths) - 1)]
    starts = [part.labels.start for part in parts if part.labels]
    assert starts == [scaled.laid.numbers.starts[name] + sum(lengths[:number]) for number in range(len(lengths))]
    for part, pages in zip(parts, lengths, strict=True):
        assert len(pypdfium2.PdfDocument(part.pdf)) == pages


@pytest.mark.slow
def test_every_finding_of_a_long_chapter_can_be_linked(scaled: Scaled) -> None:
    wanted = {entry.anchor for entry in scaled.volume.view.entries if entry.chapter == 3}
    assert wanted <= set(scaled.laid.sources.made["chapter-3"].anchors)


@pytest.mark.slow
def test_a_volume_in_pieces_is_the_same_volume(volume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a single page, as near as themes, cards and cities begin one: bound, proved, with all that it says."""
    monkeypatch.setattr(flow, "PIECE", 1)
    kept = shutil.copytree(volume / "cache", tmp_path / "cache", ignore=shutil.ignore_patterns("volumes"))
    monkeypatch.setenv("MGI_REPORT_CACHE", str(kept))
    root, before = write_region(tmp_path), len([*kept.glob("gatherings/*.pdf")])
    assert build_region(root, jobs=1).problems == []
    whole, parted = (pypdfium2.PdfDocument(folder / "reports" / NAME) for folder in (volume, root))
    starts, moved = (bookmarks(document) for document in (whole, parted))
    assert [title for title, _ in moved] == [title for title, _ in starts]
    assert len(parted) >= len(whole)
    assert len([*kept.glob("gatherings/*.pdf")]) >= before + CUT, "what is in pieces is typeset anew"
    said, told = (sorted(word for page in range(len(doc)) for word in words(doc, page)) for doc in (whole, parted))
    assert said == told


def words(document: pypdfium2.PdfDocument, page: int) -> list[str]:
    """Names of findings on a page: each stands as often in both volumes, wherever pages end."""
    text = str(document[page].get_textpage().get_text_bounded())
    return [word for word in text.split() if word.startswith(("MAL", "VAU", "PSE")) and len(word) > 3]
