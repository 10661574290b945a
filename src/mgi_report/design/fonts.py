"""Font files: whose they are, and whether the families of a theme have some."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..data.explain import Fault, did_you_mean
from ..errors import Kind, excerpt
from ..workspace.inputs import read
from .theme import Fonts

MEASURED = ("Regular", "Bold")
"""The cuts of the first family for texts, found by the names of their files: words are measured and figures drawn with
them."""

_PREFERRED_FAMILY, _FAMILY, _PREFERRED_CUT, _CUT = 16, 1, 17, 2  # entries of the table “name” (OpenType)


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
    """Family, cut and code points of a font file; nothing of one that cannot be read."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(read(file)), lazy=True) as font:
            face = _named(font, _PREFERRED_FAMILY, _FAMILY), _named(font, _PREFERRED_CUT, _CUT), set(font.getBestCmap())
    except Exception:  # a damaged file can fail anywhere in the library; it has nothing to lend
        return
    yield face


def _named(font: Any, *entries: int) -> str:
    names = (font["name"].getDebugName(entry) for entry in entries)
    return next((str(name) for name in names if name), "")
