"""What the process that works tells the one that shows, and what it is told."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from ...errors import Problem
from ...pdf.onscreen import Page

SKETCH, PROOF = "sketch", "proof"
"""The two speeds: pages as they will look, and the finished file with its proof."""


def this_turn() -> int:
    """A number of a turn that is greater than all before, those of a process that has ended too."""
    return time.monotonic_ns() // 1_000_000


Origin = tuple[str, int, int]
"""A file by its whole name, line and column."""


@dataclass(frozen=True)
class Document:
    """A publication that can be looked at: its path in an output folder, and what it is called."""

    key: str
    title: str
    language: str


@dataclass(frozen=True)
class Sheet:
    """A page: what can be seen of it, and where it is drawn from: a file by its checksum, and an index from 0."""

    page: Page
    file: str
    index: int


@dataclass(frozen=True)
class Listed:
    """The publications there are."""

    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Began:
    """Something was saved, and work on a publication began; ``turn`` counts that."""

    key: str
    turn: int


@dataclass(frozen=True)
class Shown:
    """The pages of a publication, all or those that are there by now, with files that were not sent before.

    ``origins`` are the places in the data of its findings, by their link targets; nothing where they are as before.
    """

    key: str
    turn: int
    stage: str
    sheets: tuple[Sheet, ...]
    files: Mapping[str, bytes]
    origins: Mapping[str, Origin] | None = None


@dataclass(frozen=True)
class Told:
    """A stage is over: what is wrong, whether it is ``sound`` all the same, and in how many seconds."""

    key: str
    turn: int
    stage: str
    problems: tuple[Problem, ...]
    sound: bool
    seconds: float = 0.0


@dataclass(frozen=True)
class Web:
    """The page of the HTML edition was made: its path in the output folder."""

    key: str
    path: str
    turn: int


Message = Listed | Began | Shown | Told | Web


@dataclass(frozen=True)
class Saved:
    """Files of the workspace were saved."""


@dataclass(frozen=True)
class Open:
    """These publications are looked at, with the page in view of each, from 0; the first was turned to last."""

    views: tuple[tuple[str, int], ...]
