"""What slides are made of: plain values, which know nothing of files.

Lengths are millimetres from the top left corner, type sizes points, colours ``RRGGBB``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...pdf.xmp import Metadata

if TYPE_CHECKING:
    from .styles import Look


@dataclass(frozen=True)
class Text:
    """A line of text; ``colour`` is ``RRGGBB``, ``language`` empty where it is that of the slides, and
    ``before`` the space above it, in points."""

    words: str
    size: float
    colour: str
    bold: bool = False
    language: str = ""
    before: float = 0.0


@dataclass(frozen=True)
class GridCell:
    """A cell of a table: its lines, and its ground, if it has one."""

    lines: tuple[Text, ...]
    fill: str = ""


@dataclass(frozen=True)
class Grid:
    """A table at a height; its first row and its first column are heads."""

    top: float
    widths: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    heights: tuple[float, ...]
    alt: str
    first_column: bool = True


Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Drawn:
    """Shapes that belong together, read as one: closed ``areas`` with their fill, open ``lines`` with colour and width,
    and a ``label``, ``at`` its
    middle, top and width."""

    alt: str
    areas: tuple[tuple[tuple[Ring, ...], str], ...] = ()
    lines: tuple[tuple[tuple[Ring, ...], str, float], ...] = ()
    label: tuple[Text, ...] = ()
    at: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Image:
    """A drawing as SVG, and as PNG for who cannot show that, in a box: left, top, width, height."""

    svg: bytes
    png: bytes
    alt: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Slide:
    """A slide: title, what stands under it, its parts in the order of reading, lines at its foot with their colours,
    and what is said in its notes."""

    title: str
    subtitle: str
    parts: tuple[Grid | Drawn | Image, ...]
    foot: tuple[tuple[str, str], ...]
    spoken: str


@dataclass
class Deck:
    """Slides in a look and a language; ``about`` is what the file says of itself."""

    look: Look
    language: str
    about: Metadata
    slides: list[Slide] = field(default_factory=list)


def words_of(slide: Slide) -> Iterator[str]:
    """Every text of a slide, for who must judge it."""
    yield from (slide.title, slide.subtitle, *(words for words, _ in slide.foot))
    for part in slide.parts:
        if isinstance(part, Grid):
            yield from (line.words for row in part.rows for cell in row for line in cell.lines)
        elif isinstance(part, Drawn):
            yield from (text.words for text in part.label)
