"""What goes into a volume and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...errors import Problem

_LONG = 50_000
"""Roman numbers and letters take room in proportion to the number; from here on digits are used."""

TAGGED = "with tags (LibreOffice: “Tagged PDF”; Word: “Document structure tags for accessibility”)"
"""How an office program makes a PDF that can be heard."""


class SourceError(ValueError):
    """A part that cannot be bound; the message is one sentence that says why, ``name`` is the part."""

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


class LockedError(SourceError):
    """A part that needs a password, or another one."""


class SignedError(SourceError):
    """A part whose signature binding would break."""


@dataclass(frozen=True)
class Labels:
    """Page labels of a part (ISO 32000-1, 12.4.2).

    ``style`` is ``D`` (1, 2), ``r`` (i, ii), ``R``, ``a``, ``A`` or empty for the prefix alone; ``start`` is the number
    of its first page.
    """

    style: str = "D"
    prefix: str = ""
    start: int = 1

    def of(self, index: int) -> str:
        """The label of a page, counted from 0 within the part."""
        number = self.start + index
        numerals = _NUMERALS.get(self.style, str) if 0 < number < _LONG or not self.style else str
        return self.prefix + numerals(number)


@dataclass(frozen=True)
class Tab:
    """A thumb tab at the fore-edge: a ground that reaches the trim, and the bleed where a page has one.

    ``top`` is its distance from the upper trim, ``height`` and ``width`` its size inside the trim, in millimetres.
    Colours have three parts (RGB) or four (CMYK), from 0 to 1. ``label`` is up to three characters, printed in the font
    of folios in the middle of the tab, or as far inwards as type keeps from the trim; characters beyond 32 to 126 are
    left out as the font has none.
    """

    top: float
    height: float
    width: float
    colour: tuple[float, ...]
    label: str = ""
    label_colour: tuple[float, ...] = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Part:
    """One PDF that goes into a volume.

    ``name`` is a short key (letters, digits, hyphens) by which links reach the part. ``language`` is said of the
    whole part where the file does not say its own. Without ``labels`` the part keeps its page labels, or is numbered
    from 1. ``bookmark`` puts the part's bookmarks under its title; without it they stand as they are. ``under`` is
    the key of an earlier part whose bookmark gets those of this one below it; ``opens`` that of an earlier part, such
    as a divider, to which the bookmark leads instead. ``folio`` prints the page label where the part leaves room for
    it: in the bottom corner where lines end, ``folio`` mm from the trim (0: not at all), with ``folio_outer`` at the
    side of the fore-edge; the first ``folio_skip`` pages have none. ``tab`` is printed at the fore-edge of all pages
    but the first ``tab_skip``. The fore-edge is on the right of the volume's odd pages. Both change sides, and lines
    end on the left, where the part is ``mirrored``; where that is not said, its language decides. ``elements`` is the
    number of structure elements, where these very bytes were proved before; their tag tree is not walked again then.
    ``strip_active`` takes out scripts, programs and forms that send data.
    """

    pdf: bytes
    title: str
    name: str
    language: str = ""
    labels: Labels | None = None
    bookmark: bool = True
    under: str = ""
    folio: float = 0.0
    folio_outer: bool = False
    folio_skip: int = 0
    elements: int = 0
    password: str = ""
    break_signature: bool = False
    opens: str = ""
    mirrored: bool | None = None
    strip_active: bool = False
    tab: Tab | None = None
    tab_skip: int = 0


@dataclass(frozen=True)
class Bound:
    """What became of a part: its first page in the volume (from 1), pages, structure elements, claims it came with.

    ``without_files`` is how many of its attached files were taken out.
    """

    name: str
    title: str
    first_page: int
    pages: int
    size: int
    tagged: bool
    elements: int
    claims: frozenset[str]
    without_files: int = 0


@dataclass(frozen=True)
class Volume:
    """A bound volume: its bytes, its parts, the standards it claims, and notes on what could not be kept as it was."""

    pdf: bytes
    parts: tuple[Bound, ...]
    claims: tuple[str, ...]
    notes: tuple[Problem, ...] = field(default=())

    @property
    def pages(self) -> int:
        """Number of pages."""
        return sum(part.pages for part in self.parts)


def roman(number: int) -> str:
    """i, ii, iii: as page labels count in small Roman numerals."""
    pairs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    out = ""
    for value, letters in (*pairs, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        out += letters * count
    return out


def letters(number: int) -> str:
    """A … Z, AA … ZZ, as page labels count (ISO 32000-1, table 159)."""
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)


_NUMERALS: dict[str, Callable[[int], str]] = {
    "D": str,
    "r": roman,
    "R": lambda number: roman(number).upper(),
    "A": letters,
    "a": lambda number: letters(number).lower(),
    "": lambda number: "",
}
