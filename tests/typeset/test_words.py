"""Words on a page are the words of the text for every reader, wherever lines end and whatever glyphs draw them."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pytest
from PIL import Image, ImageChops

import mgi_report.typeset.clusters as clusters
from helpers.project import FONTS, ROOT
from helpers.readers import by_pypdf, lost, pdfium, poppler, raw_poppler, words
from helpers.scripts import SENTENCES
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.workspace.places import open_workspace

NASKH, SANS = "Noto Naskh Arabic", "Noto Sans Arabic"
SOFT = "\u00ad"
LONG = [
    "Municipality administrations of extraordinary one-stop government practices, a one-stop shop, an open-source one",
    f"mis{SOFT}under{SOFT}standings of multi{SOFT}cultural neighbour{SOFT}hoods in Latin-American towns, well-being",
]


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    workspace = open_workspace(ROOT)
    typeset.use_fonts([*workspace.font_files(), *FONTS.glob("Noto*Regular.ttf")], workspace.cache)


def printed(
    lines: list[str], language: str = "en", family: str = "Open Sans", width: str = "28mm", more: str = ""
) -> bytes:
    font = f"font:10pt/14pt '{family}','Open Sans'"
    style = f"@page{{size:210mm 800mm}}p{{margin:0 0 9mm;width:{width};{font};hyphens:auto;{more}}}"
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<!DOCTYPE html><html lang={language}><title>T</title><style>{style}</style><body>{body}</html>"
    made = typeset.typeset(Composed(html, {}), lambda pdf: None, variant="pdf/ua-1")
    assert made.problems == ()
    return made.pdf


@pytest.mark.parametrize("more", ["", "hyphenate-character:'-'", "text-align:justify", "hyphenate-character:'='"])
@pytest.mark.parametrize("width", ["22mm", "28mm", "35mm", "46mm"])
def test_parted_words_come_back_whole_and_typed_hyphens_stay(width: str, more: str) -> None:
    assert lost(LONG, printed(LONG, width=width, more=more)) == {}


def test_a_hyphen_of_division_is_a_soft_one_and_a_typed_one_is_not() -> None:
    pdf = printed(["Municipality administrations, one-stop government practices and one-stop shops"])
    for reader in (poppler, raw_poppler, by_pypdf):
        lines = reader(pdf).replace("\u200b", "").split()
        parted, typed = ([line for line in lines if line.endswith(end)] for end in (SOFT, "-"))
        assert len(parted) > 1, reader
        assert typed == ["one-"], reader
    assert "-\u200b\r\n" in pdfium(pdf)
    assert SOFT not in raw_poppler(printed(["one-stop government"], width="90mm"))


def test_both_hyphens_are_the_same_glyph() -> None:
    texts = ["Municipality administrations of one-stop government"]
    with pikepdf.open(io.BytesIO(printed(texts, more="hyphenate-character:'-'"))) as opened:
        (font,) = opened.pages[0].Resources.Font.values()
        (outlines,) = font.DescendantFonts
        said = dict(re.findall(rb"<(\w{4})> <(\w+)>", font.ToUnicode.read_bytes()))
        codes = {text: int(code, 16) for code, text in said.items()}
        glyphs = outlines.CIDToGIDMap.read_bytes()
        drawn = {text: glyphs[2 * code : 2 * code + 2] for text, code in codes.items()}
        assert drawn[b"00ad"] == drawn[b"002d"] != b"\0\0"
        assert [int(width) for width in outlines.W[-1]] == [322] * len(outlines.W[-1])


@pytest.mark.parametrize("width", ["25mm", "60mm"])
def test_letters_in_parts_are_whole_for_every_reader(width: str) -> None:
    texts = ["Ḥaḍramawt, Tanṭā and Oṣogbo: Municipaliṭy of Ǎz, Đorđe and Ðorð; extraordinarỵ naṃes ḕ"]
    assert lost(texts, printed(texts, width=width)) == {}


@pytest.mark.parametrize("family", [NASKH, SANS])
@pytest.mark.parametrize(
    "text", [SENTENCES["ar"], "پاکستان گچ ژاله یہ ہے", "الإسلام لأن الآن مؤسسة", "في من علي محمد صلى بسم"]
)
def test_arabic_is_read_by_all_but_one_order(family: str, text: str) -> None:
    found = lost([text], printed([text], "ar", family, "55mm"))
    if family == NASKH:  # draws لا as two glyphs, of which poppler's raw order is that in which they stand
        found.pop("raw_poppler", None)
    assert found == {}


def test_letters_of_arabic_with_vowels_stay_together() -> None:
    text = "تُقَدِّمُ البَلَدِيَّةُ مَعلُومات"  # with a vowel at its left end pypdf loses the direction of the line
    pdf = printed([text], "ar", SANS, "90mm")
    assert sorted(words(by_pypdf(pdf))) == sorted(words(text))
    for reader in (poppler, pdfium):  # they turn the letters of one glyph around
        assert sorted(map(sorted, words(reader(pdf)))) == sorted(map(sorted, words(text)))


def test_russian_is_read_by_all() -> None:
    texts = [SENTENCES["ru"], "кое-что по-русски о правах, включая съёмное жильё и муниципалитет"]
    assert lost(texts, printed(texts, "ru")) == {}


@pytest.mark.parametrize(
    ("language", "family", "text"),
    [
        ("ar", SANS, "تُقَدِّمُ البَلَدِيَّةُ مَعلُوماتٍ ٢٠١٩ عَن 13 الخِدماتِ (IOM)"),
        ("ar", NASKH, "تُقَدِّمُ البَلَدِيَّةُ مَعلُوماتٍ ٢٠١٩ لله"),
        ("en", "Open Sans", "Municipaliṭy ḕ z\u00ba\u0300z <small>Ǎ</small>z <b>ḕ</b>x one-stop extraordinarily"),
    ],
)
def test_pages_look_as_the_engine_draws_them(
    language: str, family: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [printed([text], language, family)]
    monkeypatch.setattr(clusters.Line, "draw", lambda line, draw, matrix: draw())
    pages.append(printed([text], language, family))
    assert pages[0] != pages[1]
    ours, plain = map(picture, pages)
    assert ours.getextrema()[0] < 100
    assert ImageChops.difference(ours, plain).getbbox() is None


def picture(pdf: bytes) -> Image.Image:
    """Its first page, drawn by poppler: PDFium places what stands behind some shifts of the engine elsewhere."""
    command = ["pdftoppm", "-r", "200", "-gray", "-singlefile", "-y", "0", "-H", "900", "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))
