"""Letters that join are drawn as outlines, since a page sets the letters of a drawing one by one; others stay words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from helpers.project import FONTS, ROOT
from mgi_report.figures.canvas import FontFiles, draw
from mgi_report.figures.shapes import Sheet, Words

OWN = ROOT / "assets" / "fonts"
FILES = FontFiles(
    OWN / "OpenSans-Regular.ttf",
    OWN / "OpenSans-Bold.ttf",
    ((FONTS / "NotoNaskhArabic-Regular.ttf", FONTS / "NotoNaskhArabic-Bold.ttf"),),
)
JOINED, ALONE = "مدينة", "م د ي ن ة"


def drawn(text: str, **style: Any) -> str:
    return draw(Sheet(80, 40, (Words(40, 20, text, 12, "#000000", **style),), "A sheet"), FILES).decode()


def edges(svg: str) -> tuple[list[float], list[float]]:
    path = re.findall(r' d="([^"]+)"', svg)[-1]
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]
    return numbers[::2], numbers[1::2]


def test_words_of_letters_that_stand_alone_stay_words() -> None:
    assert ">Vila Aurora, Łódź, Заря</text>" in drawn("Vila Aurora, Łódź, Заря")


def test_letters_that_join_are_outlines_that_join() -> None:
    svg = drawn(JOINED)
    assert "<text" not in svg
    assert edges(svg) != edges(drawn(JOINED[::-1])), "they run to the left"
    joined, alone = (max(edges(drawn(text))[0]) - min(edges(drawn(text))[0]) for text in (JOINED, ALONE))
    assert joined < 0.8 * alone


@pytest.mark.parametrize(("align", "least", "most"), [("left", 113, 115), ("right", 80, 113), ("center", 100, 113)])
def test_outlines_stand_where_words_would(align: str, least: float, most: float) -> None:
    """The middle of the sheet is at 113.4 points."""
    across, down = edges(drawn(JOINED, align=align))
    assert least - 1 < min(across) < most
    assert min(down) < 56.7 < max(down) + 1


def test_upright_outlines_run_up() -> None:
    across, down = edges(drawn(JOINED, upright=True))
    assert max(down) - min(down) > max(across) - min(across)
