"""The parts of a page: what became of each line, and the lists of each domain."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .items import Item
from .labels import Kind
from .lines import Apart, Line


class Role(StrEnum):
    """What became of a line."""

    FINDING = "finding"
    HEADING = "heading"
    INTRODUCTION = "introduction"
    TITLE = "title"
    DATE = "date"
    SCAFFOLD = "scaffolding"
    WHEEL = "wheel sentence"
    SITE = "text of the site"
    NAVIGATION = Apart.NAVIGATION.value
    NOTE = Apart.NOTE.value
    HIDDEN = Apart.HIDDEN.value
    UNCLEAR = "unclear"


@dataclass
class Part:
    """One list: its heading and its findings."""

    kind: Kind
    heading: Line
    language: str
    items: list[Item] = field(default_factory=list)


@dataclass
class Block:
    """One domain: its heading, if there is one, and the lists that were found. ``first`` is its first line."""

    first: Line
    slug: str = ""
    heading: Line | None = None
    parts: dict[Kind, Part] = field(default_factory=dict)
