"""What is printed is what readers of the file get, whatever glyphs a font draws it with."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from collections.abc import Callable
from html import escape

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from helpers.project import FONTS, ROOT
from mgi_report.pdf.reading import open_pdf, read_page
from mgi_report.text.typography import fold, set_text, without_unseen
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

HOUSE = ROOT / "assets" / "fonts" / "OpenSans-Regular.ttf"
NASKH = FONTS / "NotoNaskhArabic-Regular.ttf"

Extract = Callable[[bytes], str]


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    workspace = open_workspace(ROOT)
    use_fonts([*workspace.font_files(), NASKH], workspace.cache)


def printed(lines: list[str], family: str = "Open Sans", language: str = "en", width: str = "auto") -> bytes:
    style = f"@page{{size:210mm 5000mm}}p{{margin:0;width:{width};font:10pt/20pt '{family}';hyphens:auto}}"
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    html = f"<!DOCTYPE html><html lang={language}><title>T</title><style>{style}</style><body>{body}</html>"
    return typeset.typeset(Composed(html, {}), lambda pdf: None, variant="pdf/ua-1").pdf


def by_pdfium(pdf: bytes) -> str:
    document = open_pdf(pdf)
    return "\n".join(read_page(document, index).text for index in range(len(document)))


def by_poppler(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("extract", [by_pdfium, by_poppler])
@pytest.mark.parametrize(
    "lines",
    [
        ["Ḥaḍramawt, Tanṭā and Oṣogbo", "Hadramawt, a dto so"],  # parts of letters are letters elsewhere
        ["ḕ before e\u0304\u0300 and Ǎ in Ǎz", "z\u00ba\u0300z"],  # a mark that stands behind the next letter
        ["© ©\ufe0f ™\ufe0f 20 °\ufe0eC"],
        ["Đorđe and Ðorð", "the area ∆ or Δ"],
        ["th\u034fis and (th\u115fat)"],
    ],
)
def test_words_are_extracted_as_they_were_typed(lines: list[str], extract: Extract) -> None:
    found = (as_read(line) for line in extract(printed(lines)).splitlines())
    assert [line for line in found if line] == [as_read(line) for line in lines]


def as_read(line: str) -> str:
    return unicodedata.normalize("NFC", " ".join(without_unseen(line).split()))


@pytest.mark.parametrize(("font", "family"), [(HOUSE, "Open Sans"), (NASKH, "Noto Naskh Arabic")])
def test_every_character_of_a_font_comes_back(font: str, family: str) -> None:
    characters = [chr(code) for code in TTFont(font).getBestCmap() if unicodedata.category(chr(code))[0] in "LNPSM"]
    assert lost([f"a{ord(char):x} z{char}z" for char in characters], family) == []


def test_every_letter_that_the_font_has_only_in_parts_comes_back() -> None:
    known = {chr(code) for code in TTFont(HOUSE).getBestCmap()}
    composed = [chr(code) for code in range(0xA0, 0x2FFF) if chr(code) not in known]
    composed = [
        char for char in composed if (parts := unicodedata.normalize("NFD", char)) != char and known >= {*parts}
    ]
    assert len(composed) > 200
    assert lost([f"a{ord(char):x} z{char}z" for char in composed]) == []


def test_letters_of_three_scripts_with_any_mark_come_back() -> None:
    known = [chr(code) for code in TTFont(HOUSE).getBestCmap()]
    marks = [char for char in known if unicodedata.category(char) == "Mn" and char < "\u0590"]
    letters = [char for char in known if unicodedata.category(char) == "Ll"][::9]
    words = [f"z{letter}{mark}{second}z" for letter in letters for mark in marks for second in ("", "\u0323")]
    assert lost([" ".join(words[at : at + 6]) for at in range(0, len(words), 6)]) == []


def lost(lines: list[str], family: str = "Open Sans") -> list[str]:
    """The lines that do not stand in the text of their page, each behind the one before."""
    text, at, missing = fold(by_pdfium(printed(lines, family))), 0, []
    for line in lines:
        found = text.find(fold(line), at)
        if 0 <= found <= at + 40:
            at = found + len(fold(line))
        else:
            missing.append(line)
    return missing


@pytest.mark.parametrize("extract", [by_pdfium, by_poppler])
def test_an_address_over_lines_comes_back_letter_by_letter(extract: Extract) -> None:
    address = (
        "https://www.example.org/a/rather/long/index.php?id=1&section=migration-governance-indicators#municipality"
    )
    text = extract(printed([set_text(f"Look at {address} for all.", "en")], width="45mm"))
    assert len(text.split("\n")) > 3
    assert address in "".join(text.split())


def test_words_in_drawings_come_back_too() -> None:
    text = "<text x='0' y='9' font-size='9' font-family='Open Sans'>Oṣogbo, Ǎz</text>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 12'>{text}</svg>"
    html = "<!DOCTYPE html><html lang=en><title>T</title><body><img alt=x src='mgi:a.svg'></html>"
    made = typeset.typeset(Composed(html, {"a.svg": drawing.encode()}), lambda pdf: None, variant="pdf/ua-1")
    assert made.problems == ()
    assert "Oṣogbo,Ǎz" in "".join(by_pdfium(made.pdf).split())


def test_what_is_said_of_links_and_pictures_holds_no_marks() -> None:
    address = set_text("https://example.org/municipality", "en")
    assert address != "https://example.org/municipality"
    link = f"<a href='https://example.org/municipality' title=\"Open {address}\">{address}</a>"
    html = f"<!DOCTYPE html><html lang=en><title>T</title><body>{link}</html>"
    pdf = typeset.typeset(Composed(html, {}), lambda pdf: None, variant="pdf/ua-1").pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (annotation,) = opened.pages[0].Annots
        assert str(annotation.Contents) == "Open https://example.org/municipality"


def test_words_of_glyphs_of_their_own_bear_no_text_beside_them() -> None:
    pdf = printed(["Ordinary words of the Señora, “office” – 5 €", "Oṣogbo"])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.pages[0].Contents.read_bytes().count(b"/ActualText") == 1
