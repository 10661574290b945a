"""What a document for a word processor is made of: plain values, which know nothing of files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "title",
    "subtitle",
    "series",
    "lead",
    "definition",
    "caveat",
    "quiet",
    "text",
    "heading 1",
    "heading 2",
    "heading 3",
    "bullet",
    "number",
    "caption",
]
"""What a paragraph is; each role has a style."""

Mark = Literal["", "strong", "gist", "reference", "badge"]
"""What a stretch of text is; ``badge`` is the number of a domain on its colour."""


@dataclass(frozen=True)
class Span:
    """A stretch of text with one set of properties.

    ``language`` is empty where it is that of the document; ``href`` is an address, or ``#`` and an anchor, and
    ``title`` says where that leads. A span with a ``note`` is the mark of a footnote and has no text.
    """

    text: str
    mark: Mark = ""
    emphasis: bool = False
    language: str = ""
    href: str = ""
    title: str = ""
    note: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``domain`` is the number of the one whose colour it has, or 0, ``list`` that of a numbered list."""

    role: Role
    spans: tuple[Span, ...]
    anchor: str = ""
    domain: int = 0
    list: int = 0

    @property
    def words(self) -> str:
        """Its words, without those of its notes."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Cell:
    """A cell; ``head`` says that it is one for its row or column."""

    paragraphs: tuple[Paragraph, ...]
    head: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first row are its heads; ``widths`` are shares of the columns in per cent, none for equal ones."""

    caption: tuple[Span, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    domain: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture of its own line, by its name among those that are given, ``width`` in mm."""

    name: str
    alt: str
    width: float


Block = Paragraph | Table | Picture


@dataclass
class Document:
    """A document; ``foot`` stands at the foot of every page."""

    title: str = ""
    language: str = ""
    direction: str = "ltr"
    blocks: list[Block] = field(default_factory=list)
    foot: tuple[Span, ...] = ()
