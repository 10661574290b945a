"""The font in which folios of a volume are printed: the house font, reduced to ASCII."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from ..pdf.binding import FolioFont
from ..workspace.cache import Cache, digest, file_hash, versions
from ..workspace.inputs import read

_SIZE = 7.6
_BASELINE = 10.3  # mm; where the foot of a snapshot's page stands
_CHARACTERS = range(32, 127)
_FORM = "2"  # of the subset; another one is not taken from the cache


def folio_font(file: Path, cache: Cache, colour: str) -> FolioFont:
    """Folios in the font of a TrueType file, subset once and kept.

    ``colour`` is a screen value such as ``#0B1F40``. Size and height are those of the feet of our pages.
    """
    key = digest(_FORM, file_hash([file]), *versions(("fonttools",)))
    data = cache.keep(Path("folios") / f"{key}.ttf", lambda: _subset(file))
    return _measured(data, colour)


def _subset(file: Path) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, layout_features=[], name_IDs=[6], notdef_outline=True, glyph_names=False)
    options.drop_tables = [*options.drop_tables, "GDEF", "GPOS", "GSUB", "STAT"]
    font = TTFont(io.BytesIO(read(file)), recalcTimestamp=False)  # the same bytes at every run
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_CHARACTERS)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _measured(data: bytes, colour: str) -> FolioFont:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data))
    head, high = font["head"], font["hhea"]
    widths, glyphs = font["hmtx"], font.getBestCmap()
    capitals = getattr(font["OS/2"], "sCapHeight", 0) or high.ascent

    def scaled(value: float) -> int:
        return round(value * 1000 / int(head.unitsPerEm))

    box = (scaled(head.xMin), scaled(head.yMin), scaled(head.xMax), scaled(head.yMax))
    name = str(font["name"].getDebugName(6)).replace(" ", "")
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return FolioFont(
        data=data,
        name=f"{_tag(data)}+{name}",
        widths=tuple(scaled(widths[glyphs.get(code, ".notdef")][0]) for code in _CHARACTERS),
        metrics=(scaled(high.ascent), scaled(high.descent), scaled(capitals), box),
        size=_SIZE,
        colour=(round(red, 4), round(green, 4), round(blue, 4)),
        baseline=_BASELINE,
    )


def _tag(data: bytes) -> str:
    """Six capitals that tell this subset from others (ISO 32000-1, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
