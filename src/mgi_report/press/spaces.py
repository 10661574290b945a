"""Colour spaces in words, and the colours at the ends of gradients (ISO 32000-1, 8.6 and 7.10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_SHORT = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}


def space_name(given: Any, spaces: Any) -> str:
    """``DeviceCMYK``, ``ICCBased 3``, ``Separation All`` and so on; what is indexed is what it is indexed from.

    ``spaces`` are the named ones among the resources of the page.
    """
    if isinstance(given, pikepdf.Name):
        name = str(given)
        return space_name(spaces[name], {}) if name in spaces else _SHORT.get(name, name.removeprefix("/"))
    if not isinstance(given, pikepdf.Array) or not len(given):
        return "unknown"
    kind = str(given[0]).removeprefix("/")
    if kind in ("Indexed", "I"):
        return space_name(given[1], spaces)
    if kind == "ICCBased":
        return f"ICCBased {int(given[1].get('/N', 0))}"
    if kind in ("Separation", "DeviceN"):
        names = [given[1]] if kind == "Separation" else list(given[1])
        return " ".join([kind, *(str(name).removeprefix("/") for name in names)])
    return kind


def end_colours(function: Any) -> Iterator[tuple[float, ...]]:
    """The colours at the ends of a function and of those it is put together from."""
    if isinstance(function, pikepdf.Array):
        yield tuple(value for part in function for end in end_colours(part) for value in end[:1])
    elif function is not None:
        for key in ("/C0", "/C1"):
            if key in function:
                yield tuple(float(value) for value in function[key])
        for part in function.get("/Functions", []):
            yield from end_colours(part)
