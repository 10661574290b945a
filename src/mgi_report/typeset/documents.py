"""What is handed to the typesetter, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..errors import Problem

Finisher = Callable[[Any], None]
"""Changes a PDF, given as the engine's objects, before it is written."""


@dataclass(frozen=True)
class Composed:
    """A document for the typesetter: HTML, and the resources it names by ``mgi:`` addresses.

    ``styles`` is a part of the HTML: the style sheet that other documents have too, so that it is read once for all.
    ``faults`` are problems that were found in composing and join those of the engine.
    """

    html: str
    resources: Mapping[str, bytes]
    styles: str = ""
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF. ``relationship`` is one of ISO 19005-3, 6.8: Source, Data, Alternative, Supplement."""

    name: str
    data: bytes
    relationship: str
    description: str
    date: datetime


@dataclass(frozen=True)
class Typeset:
    """A typeset document: PDF bytes, number of pages, and what the engine complained about.

    ``anchors`` are the names of link targets and the pages they stand on, from 1; ``elements`` is the number of
    elements in the tag tree.
    """

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    anchors: Mapping[str, int] = field(default_factory=dict)
    elements: int = 0
