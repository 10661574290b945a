"""Small helpers to read the objects of a PDF with pypdf, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject


def get(holder: Any, key: str) -> Any:
    holder = holder.get_object() if isinstance(holder, IndirectObject) else holder
    if not isinstance(holder, DictionaryObject):
        return None
    value = holder.get(key)
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(value, NullObject) else value


def listed(value: Any) -> list[Any]:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return list(value) if isinstance(value, ArrayObject) else []


def tree(holder: Any, key: str, flat: str) -> Iterator[tuple[Any, Any]]:
    """Pairs of a name tree or a number tree, values as they are written."""
    waiting = [get(holder.get_object(), key)] if isinstance(holder, (DictionaryObject, IndirectObject)) else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop(0)
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        items = listed(get(node, flat))
        yield from zip([item.get_object() for item in items[::2]], items[1::2], strict=False)
        waiting = [kid.get_object() for kid in listed(get(node, "/Kids"))] + waiting


def number_of(value: Any) -> tuple[int, int]:
    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else (0, 0)
