"""Pages as a browser shows them: pictures, links and targets, and where two differ."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from mgi_report.pdf import onscreen
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed

PAGE = "@page{size:200pt 100pt;margin:20pt}body{margin:0}"
STYLE = f"{PAGE}p{{font:8pt 'Open Sans';margin:0}}a{{position:absolute;top:30pt;left:80pt}}"
HEAD = f"<!DOCTYPE html><html lang=en><title>T</title><style>{STYLE}</style>"


def made(words: str, rest: str = "") -> bytes:
    """A page with a line of words."""
    pdf, problems = engine.sketch(Composed(f"{HEAD}<body><p id=one>{words}</p>{rest}</body></html>", {}))
    assert problems == ()
    return pdf


def test_links_and_targets_have_their_places() -> None:
    page = onscreen.pages_of(
        made("Words", "<a href='#one'>up</a><a style='top:50pt' href='https://example.org/'>out</a>")
    )[0]
    assert (page.width, page.height) == pytest.approx((200, 100))
    assert page.anchors == (("one", 10.0, 20.0),)
    assert [link.target for link in page.links] == ["page 1", "https://example.org/"]
    assert page.links[0].box[:2] == pytest.approx((50, 50), abs=1)


def test_a_picture_has_as_many_pixels_as_are_asked_for() -> None:
    with Image.open(io.BytesIO(onscreen.picture(made("Words"), 0, 1.5))) as drawn:
        assert (drawn.format, drawn.size) == ("BMP", (300, 150))
        dark = drawn.convert("L").point(lambda shade: 255 * (shade < 100)).getbbox()
    assert dark is not None
    assert dark[0] == pytest.approx(30, abs=2)


def test_a_word_that_changed_is_found_where_it_stands() -> None:
    old, new = made("The words of a page"), made("The birds of a page")
    assert onscreen.pages_of(old)[0].print != onscreen.pages_of(new)[0].print
    assert not onscreen.alike((old, 0), (new, 0))
    ((left, top, width, height),) = onscreen.differences((old, 0), (new, 0))
    assert 15 < left < 25
    assert 15 < top < 25
    assert width < 50
    assert height < 15


def test_another_colour_is_another_look_though_it_is_as_dark() -> None:
    ground = "<div style='height:30pt;background:{}'></div>"
    one, other = (onscreen.pages_of(made("Words", ground.format(colour)))[0] for colour in ("#0b2000", "#0b2003"))
    assert one.print != other.print


def test_another_colour_is_marked_though_it_is_as_light() -> None:
    ground = "<div style='height:30pt;background:{}'></div>"
    old, new = (made("Words", ground.format(colour)) for colour in ("#c86464", "#5a948c"))  # the same shade of grey
    assert not onscreen.alike((old, 0), (new, 0))
    ((left, _, width, height),) = onscreen.differences((old, 0), (new, 0))
    assert (left, width, height) == pytest.approx((10, 80, 30), abs=2)


def test_pages_that_look_the_same_are_alike_whatever_their_files() -> None:
    one, other = made("The words"), made("The words", "<p id='two'></p>")
    assert one != other
    assert onscreen.alike((one, 0), (other, 0))
    assert onscreen.differences((one, 0), (other, 0)) == []


def test_a_page_of_another_size_is_another_page() -> None:
    one, other = made("Words"), engine.sketch(Composed(f"{HEAD.replace('200pt', '300pt')}<body><p>Words", {}))[0]
    assert not onscreen.alike((one, 0), (other, 0))
    assert onscreen.differences((one, 0), (other, 0)) == []
