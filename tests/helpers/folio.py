"""The font of folios, with the measures that a descriptor needs."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from helpers.project import ROOT
from mgi_report.pdf.binding.folios import FolioFont


def folio_font() -> FolioFont:
    """Open Sans, with the measures that a descriptor needs."""
    file = ROOT / "assets" / "fonts" / "OpenSans-Regular.ttf"
    font = TTFont(file)
    unit = 1000 / font["head"].unitsPerEm
    names, advances = font.getBestCmap(), font["hmtx"]
    widths = tuple(round(advances[names[code]][0] * unit) for code in range(32, 127))
    head = font["head"]
    box = tuple(round(value * unit) for value in (head.xMin, head.yMin, head.xMax, head.yMax))
    heights = (round(font["hhea"].ascent * unit), round(font["hhea"].descent * unit), 714)
    return FolioFont(file.read_bytes(), "OpenSans-Regular", widths, (*heights, box))
