"""Codes of their own for glyphs that stand for several characters: the hyphen, letters that look alike.

A font tells readers one text a code (ISO 32000-1, 9.10.3), and the engine's code of a glyph is its number. Where a
glyph is drawn for another text than at first, it gets one more code here, beyond the glyphs of its font, that the font
leads to the same glyph (``CIDToGIDMap``, 9.7.4.2). Every reader follows that; not every one knows ``ActualText``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf

_SET_APART = 256  # numbers beyond the glyphs of a font, by which the engine numbers characters that it lacks
_LAST = 0xD7FF  # some readers take what follows, up to U+DFFF, for halves of characters


def code_of(font: Any, glyph: int, text: str) -> int | None:
    """The code by which a glyph says a text; its own number for what it was told of first.

    None where the font can have no other codes: pictures of glyphs, and outlines that know no map (CFF).
    """
    if font.to_unicode.setdefault(glyph, text) == text:
        return glyph
    codes: dict[tuple[int, str], int] = vars(font).setdefault("further_codes", {})
    code: int = codes.get((glyph, text), font.glyph_count + _SET_APART + len(codes))
    if code > _LAST or font.bitmap or font.type == "otf":
        return None
    codes[glyph, text] = code
    return code


def tell(pdf: Any, fonts: Iterable[Any]) -> None:
    """Write the codes into the fonts of a PDF that the engine has made and not yet written."""
    further = {font.name: font for font in fonts if getattr(font, "further_codes", None)}
    for item in pdf.objects if further else ():
        if isinstance(item, dict) and item.get("Subtype") == "/Type0" and item["BaseFont"] in further:
            _tell(pdf, item, further[item["BaseFont"]])


def _tell(pdf: Any, dictionary: Any, font: Any) -> None:
    """Texts, widths and glyphs of the further codes of one font."""
    codes = font.further_codes
    texts = pdf.objects[_number(dictionary["ToUnicode"])].stream
    lines = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for (_, text), code in codes.items()]
    end = texts.index(b"endcmap")
    for start in range(0, len(lines), 100):  # no more are allowed in one section
        part = lines[start : start + 100]
        texts[end:end] = [line.encode() for line in (f"{len(part)} beginbfchar", *part, "endbfchar")]
    glyphs = {glyph: glyph for glyph in font.to_unicode} | {code: glyph for (glyph, _), code in codes.items()}
    mapped = b"".join(glyphs.get(code, 0).to_bytes(2, "big") for code in range(max(glyphs) + 1))
    stream = pydyf.Stream([mapped], compress=True)
    pdf.add_object(stream)
    outlines = pdf.objects[_number(dictionary["DescendantFonts"][0])]
    outlines["CIDToGIDMap"] = stream.reference
    outlines["W"] += [min(codes.values()), pydyf.Array(font.widths[glyph] for glyph, _ in codes)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
