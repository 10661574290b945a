"""Which characters the pages can show: what the families of the theme have, read from their fonts.

A build reads no font for it: what was found is kept by the content of theme and fonts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ..errors import ExitCode, ReportError
from ..text.typography import HYPHENS, without_unseen
from ..workspace.cache import Cache, digest, file_hash
from ..workspace.places import Workspace
from .fonts import check_fonts, faces

_FORM = "2"  # of what is kept; another one is not taken from the cache
_CUTS = ("Regular", "Bold")  # what texts are set in; the others are near relations of these

_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# Format characters that are drawn all the same (Unicode: Prepended_Concatenation_Mark).
_SEEN_FORMATS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}


@dataclass(frozen=True)
class Coverage:
    """The characters that at least one family of the theme has."""

    known: frozenset[str]

    def missing(self, text: str) -> str:
        """The characters of a text that cannot be shown, each once, in the order of the text.

        Spaces and what is never seen need no glyph. A letter with a mark is set from its parts where the fonts have
        these alone, as the engine's shaper does (HarfBuzz).
        """
        if self.known.issuperset(text):
            return ""
        lacking = (char for char in dict.fromkeys(without_unseen(text)) if char not in self.known)
        return "".join(char for char in lacking if not self._can_do_without(char))

    def _can_do_without(self, char: str) -> bool:
        if unicodedata.category(char) in _UNSEEN:
            return ord(char) not in _SEEN_FORMATS
        if char in HYPHENS:
            return "-" in self.known
        parts = unicodedata.normalize("NFD", char)
        return parts != char and self.known.issuperset(parts)


def coverage_of(workspace: Workspace, *, keep: bool = True) -> Coverage | None:
    """What the pages of a workspace can show; nothing where no family of the theme has a font, which is told elsewhere.

    With ``keep`` the answer is kept in the cache. Raises :class:`ReportError` (template) for a theme or a font that is
    not sound.
    """
    fonts = workspace.font_files()
    if not keep:
        return _from_text(_read(workspace, fonts))
    themes = [folder / "assets" / "theme.yaml" for folder in workspace.folders]
    key = digest(_FORM, file_hash([*filter(Path.is_file, themes), *fonts]))
    return _from_text(Cache(workspace.cache).keep(Path("characters") / key, lambda: _read(workspace, fonts)))


def _from_text(ranges: bytes) -> Coverage | None:
    known: set[str] = set()
    for pair in ranges.split():
        first, last = pair.split(b"-")
        known.update(map(chr, range(int(first, 16), int(last, 16) + 1)))
    return Coverage(frozenset(known)) if known else None


def _read(workspace: Workspace, fonts: Iterable[Path]) -> bytes:
    """The code points of all families as ranges, ``20-7e a0-17f``."""
    from .theme_file import theme_of

    if damaged := check_fonts(fonts, workspace.root):
        raise ReportError(damaged, ExitCode.TEMPLATE)
    families: dict[str, dict[str, set[int]]] = {name: {} for name in theme_of(workspace).fonts.all}
    for file in fonts:
        for family, cut, characters in faces(file):
            if family in families:
                families[family].setdefault(cut, set()).update(characters)
    known = set().union(*map(_common, families.values()))
    return " ".join(f"{first:x}-{last:x}" for first, last in _ranges(sorted(known))).encode()


def _common(cuts: dict[str, set[int]]) -> set[int]:
    """What a family has in each cut that texts are set in."""
    needed = [cuts[cut] for cut in _CUTS if cut in cuts] or list(cuts.values())
    return set.intersection(*needed) if needed else set()


def _ranges(codes: list[int]) -> Iterator[tuple[int, int]]:
    for _, numbered in groupby(enumerate(codes), lambda item: item[1] - item[0]):
        run = [code for _, code in numbered]
        yield run[0], run[-1]
