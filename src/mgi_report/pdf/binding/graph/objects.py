"""The objects of a volume as pikepdf has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, String

from ..objects import Value


class GraphObjects:
    """The objects of a volume (:class:`..objects.Objects`); what refers to one is the object."""

    def __init__(self, volume: pikepdf.Pdf) -> None:
        self.volume = volume

    def new(self, entries: Mapping[str, Value]) -> Any:
        """A dictionary of its own."""
        return self.volume.make_indirect(Dictionary(dict(entries)))

    def stream(self, data: bytes, entries: Mapping[str, Value], *, packed: bool = True) -> Any:
        """Whether it is packed, qpdf decides when it writes: everything but metadata."""
        stream = self.volume.make_stream(data)
        for key, value in entries.items():
            stream[key] = value
        return stream

    def open(self, ref: Any) -> Any:
        """The object itself."""
        return ref

    def within(self, entries: Any, key: str) -> Any:
        """What lies at a key, wherever it is stored."""
        if key not in entries:
            entries[key] = Dictionary()
        return entries[key]

    def word(self, name: bytes) -> Any:
        """A string as it is."""
        return String(name)

    def listed(self, entries: Any, key: str) -> list[Any]:
        """Items of an array, or what stands alone."""
        own = entries.get(key, Array([]))
        return list(own) if isinstance(own, Array) else [own]

    def box(self, page: Any, key: str) -> list[float]:
        """In points, whatever kind of numbers they are."""
        return [float(value) for value in page.get(key, page.MediaBox)]
