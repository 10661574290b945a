"""The objects of a volume as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pikepdf import Name

from ..objects import Value
from .syntax import NotPlainError, Ref, entries, literal, real, referred, values, written
from .writer import Writer, compressed


class Loose(dict[int, bytes]):
    """Objects of a part as they are written; what is not among them is told as :class:`NotPlainError`."""

    def __missing__(self, number: int) -> bytes:
        raise NotPlainError("an object is a stream, or is used twice")


class Drafts(dict[int, dict[str, Value]]):
    """Dictionaries of the volume that are not yet as they will be (:class:`...objects.Objects`), by their numbers.

    ``loose`` are the objects of the part at hand; one that is opened becomes a draft.
    """

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self.writer = writer
        self.loose = Loose()

    def new(self, items: Mapping[str, Value]) -> Ref:
        """Begin an object; its number."""
        number = Ref(self.writer.reserve())
        self[number] = dict(items)
        return number

    def stream(self, data: bytes, items: Mapping[str, Value], *, packed: bool = True) -> Ref:
        """Write a stream at once; its number."""
        number = Ref(self.writer.reserve())
        if packed:
            data, items = compressed(data), {**items, "/Filter": Name.FlateDecode}
        self.writer.stream(number, written({**items, "/Length": len(data)}), data)
        return number

    def open(self, ref: int) -> dict[str, Value]:
        """A draft, or what becomes one."""
        if ref not in self:
            self[ref] = entries(self.loose.pop(ref, b""))
        return self[ref]

    def within(self, items: Any, key: str) -> Any:
        """A draft of its own, or a part of one that is taken apart."""
        value = items.get(key, b"<<>>")
        if isinstance(value, bytes) and (number := referred(value)) is not None:
            return self.open(number)
        items[key] = value = entries(value) if isinstance(value, bytes) else value
        return value

    def word(self, name: bytes) -> bytes:
        """A string as it is written."""
        return literal(name)

    def listed(self, items: Any, key: str) -> list[Value]:
        """Items of an array, or what stands alone."""
        value: bytes = items.get(key, b"[]")
        number = referred(value)
        if number is not None and number in self.loose:
            value = self.loose[number]
        return values(value) if value.startswith(b"[") else [value]

    def box(self, page: Ref, key: str) -> list[float]:
        """In points; raises :class:`NotPlainError` for anything but four numbers."""
        items = self.open(page)
        box = [real(value) for value in values(items.get(key) or items["/MediaBox"])]
        if len(box) != 4:
            raise NotPlainError("a box was expected")
        return box

    def close(self) -> None:
        """Write them all."""
        self.writer.pack({number: written(items) for number, items in self.items()})
