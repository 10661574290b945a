"""Documents are laid out until one takes the pages that it should, and only that one is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mgi_report.text import hyphenation
from mgi_report.typeset import engine
from mgi_report.typeset.attempts import ANY, at_most, fitting, just
from mgi_report.typeset.documents import Composed, Typeset
from mgi_report.typeset.finish import crop

STYLE = "@page{size:100mm 80mm;margin:10mm;@bottom-center{content:counter(page)}} html{font-family:'Open Sans'}"
STYLE += "body{margin:0} h1,p{margin:0;font:7pt/5mm 'Open Sans'}"
STYLE += ".put{position:absolute;top:50mm} .ruled{border-bottom:1mm solid}"


def document(lines: int, more: str = "") -> Composed:
    body = f"<h1>T</h1><div id=words>{'<p>By sea, by land.</p>' * lines}</div>{more}"
    return Composed(f"<!DOCTYPE html><html lang=en><title>T</title><style>{STYLE}</style><body>{body}</html>", {})


def typeset(composed: Composed, pages: range = ANY) -> Typeset:
    return engine.typeset(composed, crop, pages=pages)


@pytest.mark.parametrize(
    ("pages", "drawn"), [(just(2), True), (at_most(3), True), (at_most(1), False), (just(3), False)]
)
def test_a_document_that_takes_other_pages_is_laid_out_and_not_drawn(pages: range, drawn: bool) -> None:
    made = typeset(document(14), pages)
    assert made.pages == 2
    assert bool(made.pdf) == bool(made.elements) == drawn


def test_what_is_wrong_with_a_document_that_is_not_drawn_is_told() -> None:
    faulty = document(14, "<p style='colr:red'>x</p>")
    assert typeset(faulty, at_most(1)).problems == typeset(faulty).problems != ()


@pytest.mark.parametrize(
    ("takes", "wanted", "chosen"),
    [((3, 2, 1), 1, 2), ((3, 2, 1), 2, 1), ((3, 2, 2), 1, 1), ((2, 3, 2), 1, 0), ((1, 3, 2), 1, 0)],
)
def test_the_first_that_fits_is_taken_else_the_first_of_the_fewest_pages(
    takes: tuple[int, ...], wanted: int, chosen: int
) -> None:
    asked: list[range] = []

    def lay_out(composed: Composed, pages: range) -> Typeset:
        asked.append(pages)
        return Typeset(b"", takes[int(composed.html)], ())

    attempts = ((number, Composed(str(number), {}), at_most(wanted)) for number in range(3))
    number, made = fitting(attempts, lay_out)
    assert (number, made.pages) == (chosen, takes[chosen])
    fits = takes[chosen] <= wanted
    assert asked == [at_most(wanted)] * (chosen + 1 if fits else 3) + [ANY] * (not fits)


def test_how_far_pages_are_filled_leaves_out_margins_and_what_was_put_in_its_place() -> None:
    """Ten millimetres of margin, five a line: twelve lines a page."""
    mm = 72 / 25.4
    full, last = typeset(document(13, "<p class=put>x</p>")).depths
    assert (full, last) == pytest.approx((70 * mm, 20 * mm), abs=2.5)
    assert typeset(document(2, "<div class=ruled></div>")).depths[0] == pytest.approx(26 * mm, abs=0.1)


def test_what_goes_on_over_pages_begins_on_its_first() -> None:
    assert typeset(document(30)).anchors["words"] == 1


def test_pages_that_were_not_drawn_for_the_screen_are_drawn_for_the_press_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(pages: range = ANY) -> Typeset:
        return engine.typeset(document(14), lambda pdf: None, variant="pdf/x-4", twins=tmp_path, pages=pages)

    alone = press()
    assert alone.pdf
    engine.typeset(document(14), crop, twins=tmp_path, pages=just(1))
    assert press() == alone
    engine.typeset(document(14), crop, twins=tmp_path, pages=just(1))

    def refuse(*_: Any) -> Any:
        raise AssertionError("pages are laid out once more")

    with monkeypatch.context() as patch:
        patch.setattr(hyphenation, "prepare", refuse)
        missed = press(just(1))
    assert (missed.pages, missed.pdf) == (2, b"")
    assert press() == alone
