"""Words on a page are the words of the text for every reader, wherever lines end and whatever glyphs draw them."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pytest
from PIL import Image, ImageChops

from helpers.printing import Job, printed, printed_apart
from helpers.project import ROOT
from helpers.readers import by_pypdf, lost, pdfium, poppler, raw_poppler, words
from helpers.scripts import SENTENCES
from mgi_report.typeset.fontconfig import use_fonts
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
    use_fonts(workspace.font_files(), workspace.cache)


@pytest.mark.parametrize("more", ["", "text-align:justify", "hyphenate-character:'='"])
@pytest.mark.parametrize("width", ["22mm", "28mm", "35mm", "46mm"])
def test_parted_words_come_back_whole_and_typed_hyphens_stay(width: str, more: str) -> None:
    assert lost(LONG, printed(LONG, width=width, css=more)) == {}


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
    with pikepdf.open(io.BytesIO(printed(texts))) as opened:
        (font,) = opened.pages[0].Resources.Font.values()
        (outlines,) = font.DescendantFonts
        said = dict(re.findall(rb"<(\w{4})> <(\w+)>", font.ToUnicode.read_bytes()))
        codes = {text: int(code, 16) for code, text in said.items()}
        glyphs = outlines.CIDToGIDMap.read_bytes()
        drawn = {text: glyphs[2 * code : 2 * code + 2] for text, code in codes.items()}
        assert drawn[b"00ad"] == drawn[b"002d"] != b"\0\0"
        assert [int(width) for width in outlines.W[-1]] == [322] * len(outlines.W[-1])


@pytest.mark.parametrize("width", ["22mm", "25mm", "36mm", "60mm"])
def test_letters_in_parts_are_whole_for_every_reader(width: str) -> None:
    texts = ["Ḥaḍramawt, Tanṭā and Oṣogbo: Municipaliṭy of Ǎz, Đorđe and Ðorð; extraordinarỵ naṃes ḕ"]
    assert lost(texts, printed(texts, width=width)) == {}


ARABIC = [SENTENCES["ar"], "پاکستان گچ ژاله یہ ہے", "الإسلام لأن الآن مؤسسة", "في من علي محمد صلى بسم"]
VOWELS = "تُقَدِّمُ البَلَدِيَّةُ مَعلُومات"  # with a vowel at its left end pypdf loses the direction of the line
LOOKS = [
    ("تُقَدِّمُ البَلَدِيَّةُ مَعلُوماتٍ ٢٠١٩ عَن 13 الخِدماتِ (IOM)", "ar", SANS, "28mm"),
    ("تُقَدِّمُ البَلَدِيَّةُ مَعلُوماتٍ ٢٠١٩ لله", "ar", NASKH, "28mm"),
    ("Municipaliṭy ḕ z\u00ba\u0300z <small>Ǎ</small>z <b>ḕ</b>x one-stop extraordinarily", "en", "Open Sans", "28mm"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Job, bytes]:
    arabic = [(text, "ar", family, "55mm", False) for text in (*ARABIC, VOWELS) for family in (NASKH, SANS)]
    looks = [(*look, by_itself) for look in LOOKS for by_itself in (False, True)]
    return printed_apart([*arabic, *looks], tmp_path_factory.mktemp("apart"))


@pytest.mark.parametrize("family", [NASKH, SANS])
@pytest.mark.parametrize("text", ARABIC)
def test_arabic_is_read_by_all_but_one_order(pages: dict[Job, bytes], family: str, text: str) -> None:
    found = lost([text], pages[text, "ar", family, "55mm", False])
    if family == NASKH:  # draws لا as two glyphs, of which poppler's raw order is that in which they stand
        found.pop("raw_poppler", None)
    assert found == {}


def test_letters_of_arabic_with_vowels_stay_together(pages: dict[Job, bytes]) -> None:
    pdf = pages[VOWELS, "ar", SANS, "55mm", False]
    assert sorted(words(by_pypdf(pdf))) == sorted(words(VOWELS))
    for reader in (poppler, pdfium):  # they turn the letters of one glyph around
        assert sorted(map(sorted, words(reader(pdf)))) == sorted(map(sorted, words(VOWELS)))


def test_russian_is_read_by_all() -> None:
    texts = [SENTENCES["ru"], "кое-что по-русски о правах, включая съёмное жильё и муниципалитет"]
    assert lost(texts, printed(texts, "ru")) == {}


@pytest.mark.parametrize("look", LOOKS)
def test_pages_look_as_the_engine_draws_them(pages: dict[Job, bytes], look: tuple[str, str, str, str]) -> None:
    files = [pages[(*look, by_itself)] for by_itself in (False, True)]
    assert files[0] != files[1]
    ours, plain = map(picture, files)
    assert ours.getextrema()[0] < 100
    assert ImageChops.difference(ours, plain).getbbox() is None


def picture(pdf: bytes) -> Image.Image:
    """Its first page, drawn by poppler: PDFium places what stands behind some shifts of the engine elsewhere."""
    command = ["pdftoppm", "-r", "200", "-gray", "-singlefile", "-y", "0", "-H", "900", "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))
