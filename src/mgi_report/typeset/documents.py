"""What is handed to the typesetter, and what comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from ..errors import Problem
from ..pdf.proof import Said, checksum
from ..pdf.xmp import Metadata

Finisher = Callable[[Any], None]
"""Changes a PDF, given as the engine's objects, before it is written."""


@dataclass(frozen=True)
class Composed:
    """A document for the typesetter: HTML, and the resources it names by ``mgi:`` addresses.

    ``styles`` is a part of the HTML: the style sheet that other documents have too, so that it is read once for all.
    ``faults`` are problems that were found in composing and join those of the engine. ``inks`` has the recipe of each
    colour of the screen where it is to be printed: ``#0033a0`` → ``1 0.8 0 0.05``.
    """

    html: str
    resources: Mapping[str, bytes]
    styles: str = ""
    faults: tuple[Problem, ...] = ()
    inks: Mapping[str, str] = field(default_factory=dict)

    def calls(self, name: str) -> bool:
        """Whether a resource is named in the HTML, as it is or as addresses write it."""
        return any(re.search(rf"mgi:{re.escape(form)}(?![\w.%-])", self.html) for form in {name, quote(name)})


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF. ``relationship`` is one of ISO 19005-3, 6.8: Source, Data, Alternative, Supplement."""

    name: str
    data: bytes
    relationship: str
    description: str
    date: datetime


class Paged(Protocol):
    """What comes of typesetting a document: a finished file, or a sketch."""

    @property
    def pages(self) -> int:
        """How many pages it takes."""


P = TypeVar("P", bound=Paged)


@dataclass(frozen=True)
class Typeset:
    """A typeset document: PDF bytes (none where it was not drawn), number of pages, and what the engine complained
    about.

    ``anchors`` are the names of link targets and the pages they begin on, from 1; ``elements`` is the number of
    elements in the tag tree. ``outline`` are the bookmarks as they were laid out, with their pages, ``sizes`` width and
    height of the trimmed pages in points, ``depths`` how far down each is filled (:func:`~.attempts.depth`).
    """

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    anchors: Mapping[str, int] = field(default_factory=dict)
    elements: int = 0
    outline: tuple[tuple[str, int], ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()
    depths: tuple[float, ...] = ()

    def said(self, metadata: Metadata, attachments: Sequence[Attached] = (), *, for_press: bool = False) -> Said:
        """What its file must say of itself; a press file has neither bookmarks nor page labels."""
        labels = tuple(str(number + 1) for number in range(self.pages))
        return Said(
            metadata.title,
            metadata.languages[0],
            () if for_press else self.outline,
            () if for_press else labels,
            self.sizes,
            tuple((checksum(item.data), item.relationship) for item in attachments),
        )
