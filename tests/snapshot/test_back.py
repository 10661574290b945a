"""What finds room on the last page, and what gives way there."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from helpers.cities import MakeWorkspace, city_data, write_yaml
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.design.measures import Setting, load_measures
from mgi_report.snapshot.plan.back import BackMatter, Block
from mgi_report.snapshot.plan.pages import Typist
from mgi_report.text.widths import metrics
from mgi_report.workspace.places import open_workspace

FONTS = ROOT / "assets" / "fonts"
TEXT, BOLD = metrics(FONTS / "OpenSans-Regular.ttf", "en"), metrics(FONTS / "OpenSans-Bold.ttf")
TYPIST = Typist(Setting(load_measures([ROOT / "templates"], "snapshot"), TEXT, BOLD))
WORDS = "Some words of about one line, and a little more. " * 4
SHORT = BackMatter(
    TYPIST, [], [WORDS] * 6, [WORDS] * 2, WORDS, [f"{year} A law of some name R1" for year in range(30)], [WORDS]
)


def filled(entries: int) -> BackMatter:
    return replace(SHORT, blocks=[Block("1 A domain", "About it", ["Health: a gist of some words R1"] * entries)])


def test_definitions_and_then_dates_give_way_before_there_is_another_page() -> None:
    pages = [back for back in map(filled, range(1, 300, 3)) if back.fits]
    seen = [(back.dated(1), back.explained(1) == "themes") for back in pages]
    assert list(dict.fromkeys(seen)) == [(True, True), (True, False), (False, False)]
    assert len(pages) < 100
    assert all(filled(entries).dated(2) for entries in range(1, 300, 60))


def test_last_words_stand_below_themes_that_go_on_where_there_is_room() -> None:
    backs = [filled(entries) for entries in range(1, 700, 7) if not filled(entries).fits]
    joined = [back for back in backs if back.joined(back.pages)]
    assert joined
    assert all(len(back.themes) == back.pages for back in joined)
    assert all(back.free(back.pages) >= 0.0 for back in joined)
    assert not any(back.joined(back.pages + 1) for back in joined), "an even number of pages may ask for one more"
    assert any(not back.joined(back.pages) for back in backs)
    assert {back.explained(back.pages) for back in joined} >= {"", "themes"}


def uneven(entries: int) -> BackMatter:
    """Six domains with few and many entries by turns."""
    counts = (entries, 2, 3, 4, 2, entries)
    blocks = [Block("1 A domain", "About it", ["Health: a gist of some words R1"] * count) for count in counts]
    return replace(SHORT, blocks=blocks)


def parted(back: BackMatter) -> bool:
    """Whether a domain goes on in another column."""
    return any(part.start for page in back.themes for column in page.columns for part in column)


def test_domains_stay_whole_where_that_costs_the_page_nothing() -> None:
    backs = [uneven(entries) for entries in range(3, 60)]
    kept = [back for back in backs if back.settled.whole]
    assert any(parted(back) and not parted(back.settled) for back in backs)
    assert kept
    assert not any(parted(back.settled) for back in kept)
    assert all(back.settled.fits == back.fits for back in backs)
    assert all(back.settled.dated(1) == back.dated(1) for back in backs)
    assert all(back.settled.explained(1) == back.explained(1) for back in backs)
    assert any(not back.settled.whole for back in backs if back.fits)
    assert all(back.settled.themes[0].height <= 1.25 * back.themes[0].height for back in backs)


def test_a_logo_and_a_quotation_take_room() -> None:
    last = next(entries for entries in range(1, 300) if not filled(entries + 1).fits)
    assert not replace(filled(last), contact=["Published by: Office of Bridges"], logo=True).fits
    assert not replace(filled(last), quote=(WORDS * 3, "A. Nobody")).fits


@pytest.mark.parametrize("size", [(400, 120), (200, 400)])
def test_who_publishes_stands_with_the_logo_in_a_box(make_workspace: MakeWorkspace, size: tuple[int, int]) -> None:
    quote = {"text": "A bridge is a start. " * 6, "speaker": "A. Nobody", "role": "Ferry", "source": "A speech, 2021"}
    root = make_workspace(one=city_data(4, 3, 22) | {"contact": "Harbour office, 1 Quay", "quote": quote})
    (root / "assets" / "images").mkdir(parents=True)
    Image.linear_gradient("L").resize(size).save(root / "assets" / "images" / "logo.png")
    publisher = {"name": "Office of Bridges", "logo": "logo.png", "contact": "1 Quay", "url": "https://example.org/x"}
    publisher["note"] = "Printed with the help of *friends*."
    write_yaml(root / "data" / "publisher.yaml", publisher)
    result = build(BuildPlan(open_workspace(root), root / "reports", editions=("screen", "press"), jobs=1))
    assert [str(problem) for problem in result.problems] == []
    (file,) = (root / "reports" / "en").glob("*-en.pdf")
    document = pypdfium2.PdfDocument(file.read_bytes())
    assert len(document) == 4
    words = document[3].get_textpage().get_text_range()
    lines = [line.strip() for line in words.splitlines()]
    first = lines.index("Published by: Office of Bridges")
    assert lines[first + 1] == "1 Quay · https://example.org/x"
    assert lines[first + 3] == "Contact: Harbour office, 1 Quay"
    pictures = [item for item in document[3].get_objects() if item.type == 3]
    left, bottom, right, top = pictures[-1].get_bounds()
    mm = 72 / 25.4
    assert (right - left) / mm <= 30.01
    assert (top - bottom) / mm <= 11.01
    assert right / mm == pytest.approx(192.7, abs=0.1)
