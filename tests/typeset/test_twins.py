"""Pages that are drawn once for two editions: the same bytes as when they are drawn for the press alone."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest
from PIL import Image

from mgi_report.press.contents import read_painting
from mgi_report.press.painting import Colour
from mgi_report.text import hyphenation
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed, Typeset
from mgi_report.typeset.finish import crop, raw_of
from mgi_report.typeset.twins import bare

INKS = {"#0033a0": "1 0.8 0 0.05", "#000000": "0 0 0 1"}
STAR = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path {}d="M0 0h9v9z"/></svg>'
PAGE = """<!DOCTYPE html><html lang=en><title>Kirkhaven</title><style>@page{size:100mm 80mm;bleed:3mm;margin:10mm}
html{font-family:'Open Sans';color:#0033A0} a{color:inherit} .edge{position:absolute;left:-13mm;width:106mm;height:5mm;
background:#0033A0} @page{@bottom-center{content:counter(page)}}</style><body><div class=edge></div>
<h1 id=top>Kirkhaven</h1><p>By <a href="#top">sea</a>, by land.</p>
<img src="mgi:star.svg" alt="A star"></body></html>"""


def document(html: str = PAGE, star: str = STAR.format('fill="#0033A0" ')) -> Composed:
    return Composed(html, {"star.svg": star.encode()}, inks=INKS)


def press(page: Composed, folder: Path | None = None) -> Typeset:
    return engine.typeset(page, lambda pdf: None, variant="pdf/x-4", twins=folder)


def screen(page: Composed, folder: Path | None = None, variant: str = "pdf/a-3a") -> Typeset:
    return engine.typeset(page, crop, variant=variant, twins=folder)


def colours(made: Typeset) -> set[Colour]:
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        return {paint.colour for page in opened.pages for paint in read_painting(page).paints}


def refuse(*_: Any) -> Any:
    raise AssertionError("pages are laid out once more")


def test_pages_drawn_for_the_screen_are_those_of_the_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = press(document())
    for_readers = screen(document(), tmp_path)
    assert len([*tmp_path.iterdir()]) == 1
    monkeypatch.setattr(hyphenation, "prepare", refuse)
    assert press(document(), tmp_path) == alone
    assert not [*tmp_path.iterdir()], "nobody else takes them"
    assert (alone.anchors, alone.outline, alone.sizes) == (for_readers.anchors, for_readers.outline, for_readers.sizes)
    assert for_readers.elements > alone.elements == 0


def test_to_wait_for_the_press_changes_nothing_on_the_screen(tmp_path: Path) -> None:
    assert screen(document(), tmp_path) == screen(document())


def test_complaints_are_told_of_both(tmp_path: Path) -> None:
    odd = document(PAGE.replace("margin:10mm", "margin:10mm;colr:red"))
    found = screen(odd, tmp_path).problems
    assert len(found) == 1
    assert press(odd, tmp_path).problems == press(odd).problems == found


@pytest.mark.parametrize(
    "other",
    [
        document(PAGE.replace("sea", "air")),
        document(star=STAR.format('fill="#000000" ')),
    ],
)
def test_what_looks_otherwise_is_laid_out_by_itself(tmp_path: Path, other: Composed) -> None:
    screen(document(), tmp_path)
    assert press(other, tmp_path) == press(other)
    assert len([*tmp_path.iterdir()]) == 1


def test_pictures_of_pixels_wait_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 51, 160, 99)).save(drawn, "PNG")
    page = Composed(PAGE.replace("star.svg", "star.png"), {"star.png": drawn.getvalue()}, inks=INKS)
    alone = press(page)
    screen(page, tmp_path)
    monkeypatch.setattr(hyphenation, "prepare", refuse)
    assert press(page, tmp_path) == alone


def test_pictures_that_no_page_calls_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = press(document())
    screen(Composed(PAGE, {**document().resources, "other.svg": b"<svg/>"}), tmp_path)
    monkeypatch.setattr(hyphenation, "prepare", refuse)
    assert press(document(), tmp_path) == alone


def test_files_for_archives_leave_nothing_for_the_press(tmp_path: Path) -> None:
    screen(document(), tmp_path, "pdf/a-4f")
    assert not [*tmp_path.iterdir()]


def test_where_there_is_no_room_pages_are_drawn_again(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert screen(document(), gone) == screen(document())
    assert press(document(), gone) == press(document())


@pytest.mark.parametrize("paint", ['fill="#0033A0" ', "style='fill: #0033a0; stroke: none' ", 'fill="rgb(0,51,160)" '])
def test_colours_of_pages_and_of_drawings_become_recipes(paint: str) -> None:
    assert colours(press(document(star=STAR.format(paint)))) == {Colour("DeviceCMYK", (1.0, 0.8, 0.0, 0.05))}


@pytest.mark.parametrize(
    ("paint", "inks"), [("", (0.0, 0.0, 0.0, 1.0)), ('fill="device-cmyk(0 1 1 0)" ', (0.0, 1.0, 1.0, 0.0))]
)
def test_drawings_are_black_by_default_and_keep_the_inks_they_name(paint: str, inks: tuple[float, ...]) -> None:
    assert Colour("DeviceCMYK", inks) in colours(press(document(star=STAR.format(paint))))


def test_a_colour_without_a_recipe_stays_and_is_found(tmp_path: Path) -> None:
    spaces = {colour.space for colour in colours(press(document(star=STAR.format('fill="#123456" '))))}
    assert spaces == {"DeviceCMYK", "DeviceRGB"}


def test_what_is_said_of_pages_is_left_out_and_words_of_glyphs_stay() -> None:
    made = press(document(PAGE.replace("By ", "<span lang=ar>لله</span> By ")))
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        content = b"".join(page.Contents.read_bytes() for page in opened.pages)
        assert not {"/StructTreeRoot", "/Outlines", "/Names", "/OutputIntents", "/MarkInfo"} & {*opened.Root.keys()}
        assert not [page for page in opened.pages if "/Annots" in page or "/StructParents" in page]
        kinds = [str(item.get("/Type", "")) for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        assert "/StructElem" not in kinds
        assert opened.pdf_version == "1.6"
    assert b"MCID" not in content
    assert b"Artifact" not in content
    assert content.count(b"BDC") == content.count(b"EMC") == content.count(b"ActualText")


def marked(*items: Sequence[Any]) -> list[Any]:
    return [thing for item in items for thing in item]


def test_only_the_tags_that_were_opened_are_closed() -> None:
    word = pydyf.Dictionary({"ActualText": pydyf.String("word")})
    inner = marked(["/Span", word, b"BDC"], [b"0 0 1 rg"], [b"EMC"])
    tagged = marked(["/P", pydyf.Dictionary({"MCID": 0}), b"BDC"], inner, [b"EMC", "/Artifact", b"BMC", b"f", b"EMC"])
    pdf, content = pydyf.PDF(), pydyf.Stream(tagged)
    pdf.add_object(content)
    box = pydyf.Array([0, 0, 9, 9])
    boxes = {"MediaBox": box, "TrimBox": box, "BleedBox": box}
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Contents": content.reference, "Resources": {}, **boxes}))
    (shown,) = (item for item in bare(pdf).objects if isinstance(item, pydyf.Stream) and not item.extra)
    assert raw_of(shown.stream) == raw_of([*inner, b"f"])


def test_groups_are_blended_in_the_four_inks() -> None:
    made = press(document(PAGE.replace("<p>", "<p style='opacity:.5'>")))
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        groups = [item.Group.CS for item in opened.objects if isinstance(item, pikepdf.Stream) and "/Group" in item]
    assert groups == [pikepdf.Name.DeviceCMYK]


def test_the_screen_does_not_show_what_the_press_cuts_off() -> None:
    shown = {}
    for name, made in (("screen", screen(document())), ("press", press(document()))):
        with pikepdf.open(io.BytesIO(made.pdf)) as opened:
            shown[name] = {tuple(round(float(edge), 1) for edge in page.MediaBox) for page in opened.pages}
    assert shown == {"screen": {(0.0, 0.0, 283.5, 226.8)}, "press": {(-8.5, -8.5, 292.0, 235.3)}}


def test_a_sketch_shows_the_same_part_of_a_page() -> None:
    for in_inks, width in ((False, 283.5), (True, 300.5)):
        pdf, problems = engine.sketch(document(), in_inks=in_inks)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            left, _, right, _ = opened.pages[0].MediaBox
            content = opened.pages[0].Contents.read_bytes()
        assert problems == ()
        assert float(right - left) == pytest.approx(width, abs=0.1)
        assert bool(re.search(rb" rg$", content, re.M)) is not in_inks
