"""Fonts and colour profiles that several parts have are stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from ..source import Met, items_of, listed
from .graft import Grafted

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class Shared:
    """Remembers streams by their bytes."""

    def __init__(self) -> None:
        self.known: dict[tuple[bytes, str], Any] = {}

    def add(self, grafted: Grafted) -> None:
        """Let a part use the streams of earlier parts where they are the same to the byte."""
        for holder, key in _holders(grafted):
            stream = holder[key]
            if not isinstance(stream, Stream):
                continue
            data = stream.read_raw_bytes()
            signature = (hashlib.sha256(data).digest(), _parameters(stream))
            same = self.known.setdefault(signature, stream)
            if same.objgen != stream.objgen:
                holder[key] = same


def _parameters(stream: Any) -> str:
    """What, beside its bytes, tells a stream from another."""
    keys = [key for key in stream if key != "/Length"]
    return repr(
        [(key, stream[key].unparse() if hasattr(stream[key], "unparse") else stream[key]) for key in sorted(keys)]
    )


def _holders(grafted: Grafted) -> Iterator[tuple[Any, Any]]:
    met = Met()
    for intent in listed(grafted.root.get("/OutputIntents")):
        if isinstance(intent, Dictionary) and "/DestOutputProfile" in intent:
            yield intent, "/DestOutputProfile"
    for page in grafted.pages:
        yield from _group(page)
    waiting = [page.get("/Resources") for page in grafted.pages]
    while waiting:
        resources = waiting.pop()
        if not isinstance(resources, Dictionary) or met.again(resources):
            continue
        for _, font in items_of(resources.get("/Font")):
            yield from _font_files(font, met)
        for _, space in items_of(resources.get("/ColorSpace")):
            yield from _profiles(space)
        for kind in ("/XObject", "/Pattern"):
            for _, item in items_of(resources.get(kind)):
                if isinstance(item, Stream) and not met.again(item):
                    yield from _profiles(item.get("/ColorSpace"))
                    yield from _group(item)
                    waiting.append(item.get("/Resources"))


def _group(item: Any) -> Iterator[tuple[Any, Any]]:
    """The colour space in which a page or form is blended."""
    group = item.get("/Group")
    if isinstance(group, Dictionary):
        yield from _profiles(group.get("/CS"))


def _profiles(space: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """The ICC profile of a colour space, also below an indexed one."""
    if not isinstance(space, Array) or len(space) < 2 or depth > 2:
        return
    if space[0] == Name.ICCBased:
        yield space, 1
    elif space[0] == Name.Indexed:
        yield from _profiles(space[1], depth + 1)


def _font_files(font: Any, met: Met) -> Iterator[tuple[Any, str]]:
    if not isinstance(font, Dictionary) or met.again(font):
        return
    below = font.get("/DescendantFonts")
    for item in [font, *(below if isinstance(below, Array) else ())]:
        descriptor = item.get("/FontDescriptor") if isinstance(item, Dictionary) else None
        if isinstance(descriptor, Dictionary):
            yield from ((descriptor, key) for key in _FONT_FILES if key in descriptor)
