"""Font files: whether they are sound, whose they are, and whether the families of a theme have some.

A font that was cut short or changed on its way may still open, and then prints blanks. So its table of contents, the
checksums of its tables and its outlines are looked at before it is used (OpenType, chapter “OpenType font file”).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..data.explain import Fault, did_you_mean
from ..errors import Kind, Problem, excerpt
from ..workspace.inputs import read
from ..workspace.places import shown
from .theme import Fonts

MEASURED = ("Regular", "Bold")
"""The cuts of the first family for texts, found by the names of their files: words are measured and figures drawn with
them."""

_PREFERRED_FAMILY, _FAMILY, _PREFERRED_CUT, _CUT = 16, 1, 17, 2  # entries of the table “name” (OpenType)


_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name")
_ADJUSTMENT = slice(8, 12)  # of the table “head”: counts as zero in its checksum


def check_fonts(files: Iterable[Path], base: Path) -> list[Problem]:
    """Which font files are damaged."""
    hint = "copy it once more from where it came from, or delete it"
    found = [(file, _fault_of(read(file))) for file in files]
    return [
        Problem(shown(file, base), message=f"this font is damaged: {fault}", hint=hint, kind=Kind.FONT_DAMAGED)
        for file, fault in found
        if fault
    ]


@lru_cache(maxsize=64)
def _fault_of(data: bytes) -> str:
    """What is wrong with a font, in a clause; nothing where it is sound."""
    opened = _opener()
    try:
        with opened(io.BytesIO(data), lazy=True) as font:
            return "" if font.flavor else next(_faults(font, data), "")
    except Exception:  # a damaged file can fail anywhere in the library
        return "it cannot be read"


def _opener() -> Any:
    """What opens fonts. That it is missing is no fault of a font."""
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # it wonders at the dates of old fonts
    return TTFont


def _faults(font: Any, data: bytes) -> Iterator[str]:
    from fontTools.ttLib.sfnt import calcChecksum

    for tag, entry in font.reader.tables.items():
        table = bytearray(data[entry.offset : entry.offset + entry.length])
        if len(table) < entry.length:
            yield f"it ends within its table “{tag.strip()}”"
        if tag == "head":
            table[_ADJUSTMENT] = bytes(4)
        if calcChecksum(table) != entry.checkSum:
            yield f"its table “{tag.strip()}” is not what its checksum says"
    outlines = ("glyf", "loca") if "glyf" in font else ("CFF2",) if "CFF2" in font else ("CFF ",)
    missing = [tag.strip() for tag in (*_NEEDED, *outlines) if tag not in font]
    if missing:
        yield f"it has no table “{missing[0]}”"
    known = font.getBestCmap() or {}
    if known and not any(_has_outline(font, glyph) for glyph in known.values()):
        yield "its characters have no outlines"


def _has_outline(font: Any, glyph: str) -> bool:
    """Whether there is something to print; of outlines other than those of TrueType that is taken for granted."""
    if "glyf" not in font:
        return True
    place, number = font["loca"], font.getGlyphID(glyph)
    return bool(place[number + 1] > place[number])


def file_name(family: str, cut: str) -> str:
    """The name of a font file: ``OpenSans-Bold.ttf``."""
    return f"{family.replace(' ', '')}-{cut}.ttf"


def fontless(fonts: Fonts, files: Sequence[Path]) -> Iterator[Fault]:
    """The families of a theme that no font file is for, with the names that are expected and the families there are."""
    names = {file.name for file in files}
    for role, families in (("text", fonts.text), ("heading", fonts.heading)):
        for index, family in enumerate(families):
            wanted = [file_name(family, cut) for cut in MEASURED]
            measured = role == "text" and index == 0
            missing = [name for name in wanted if name not in names]
            if missing and (measured or not _is_there(family, files)):
                yield _fault(family, missing, files, role, index)


def _is_there(family: str, files: Iterable[Path]) -> bool:
    """Whether there is any font of a family, by the name of its file or, which takes longer, by what it says."""
    start = file_name(family, "").removesuffix(".ttf")
    return any(file.name.startswith(start) for file in files) or family in _families(files)


def _families(files: Iterable[Path]) -> set[str]:
    return {family for file in files for family, _, _ in faces(file)}


def _fault(family: str, missing: Sequence[str], files: Iterable[Path], role: str, index: int) -> Fault:
    there = sorted(_families(files) - {family})
    near = did_you_mean(family, there, f"there are {', '.join(there)}")
    hint = f"put {' and '.join(missing)} into assets/fonts of the workspace; {near}"
    paths = (("fonts", role, index), ("fonts", role))
    return Fault(f"the family {excerpt(family)} lacks font files", paths, hint, Kind.FONT_MISSING)


def faces(file: Path) -> Iterator[tuple[str, str, Iterable[int]]]:
    """Family, cut and code points of a font file, without those that are blank; nothing of one that cannot be read."""
    opened = _opener()
    try:
        with opened(io.BytesIO(read(file)), lazy=True) as font:
            codes = {code for code, glyph in font.getBestCmap().items() if _has_outline(font, glyph)}
            face = _named(font, _PREFERRED_FAMILY, _FAMILY), _named(font, _PREFERRED_CUT, _CUT), codes
    except Exception:  # a damaged file can fail anywhere in the library; it has nothing to lend
        return
    yield face


def _named(font: Any, *entries: int) -> str:
    names = (font["name"].getDebugName(entry) for entry in entries)
    return next((str(name) for name in names if name), "")
