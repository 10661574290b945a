"""What both ways of binding write a volume in.

``graph`` keeps the objects of a volume as pikepdf's, ``raw`` as bytes. What joins the parts (page tree, names,
bookmarks, tags, folios, catalog) is the same in both and is written once, in the few terms that stand here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .parts import Part

Ref = Any
"""What refers to an object of the volume: pikepdf's object, or its number."""

Value = Any
"""A number, boolean or text, a name of pikepdf, a list, a dictionary whose keys have their slash, a
:data:`Ref`, or whatever a part had, as its way keeps it."""


class Objects(Protocol):
    """The objects of a volume."""

    def new(self, entries: Mapping[str, Value]) -> Ref:
        """Make a dictionary."""

    def stream(self, data: bytes, entries: Mapping[str, Value], *, packed: bool = True) -> Ref:
        """Make a stream; ``packed`` where it may be compressed."""

    def open(self, ref: Ref) -> Any:
        """The entries of a dictionary, to be read and changed."""

    def within(self, entries: Any, key: str) -> Any:
        """The same for the dictionary at a key, which is made where it is missing."""

    def word(self, name: bytes) -> Value:
        """A string that names something, byte for byte."""

    def listed(self, entries: Any, key: str) -> list[Value]:
        """The items of an array at a key, or the one thing that is there; none where it is missing."""

    def box(self, page: Ref, key: str) -> list[float]:
        """A box of a page in points; without it the medium."""


@dataclass
class Joined:
    """A part in the volume: what was asked, the number of its first page, from 1, its pages there, and, as soon as it
    has them, the structure element that stands for it and those with which its pages begin, by their indexes."""

    part: Part
    first: int
    pages: list[Ref]
    element: Ref | None = field(default=None, init=False)
    beginnings: dict[int, Ref] = field(default_factory=dict, init=False)

    @property
    def name(self) -> str:
        """Key of the part."""
        return self.part.name
