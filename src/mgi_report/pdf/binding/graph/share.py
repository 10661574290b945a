"""Fonts and colour profiles that several parts have are stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from ..source import Met, dictionaries, items_of, within
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
    said = ((key, stream[key]) for key in sorted(stream) if key != "/Length")
    return repr([(key, value.unparse() if hasattr(value, "unparse") else value) for key, value in said])


def _holders(grafted: Grafted) -> Iterator[tuple[Any, Any]]:
    met = Met()
    for intent in dictionaries(grafted.root.get("/OutputIntents")):
        if "/DestOutputProfile" in intent:
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
    return _profiles(within(item.get("/Group"), "/CS"))


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
    for item in [font, *dictionaries(font.get("/DescendantFonts"))]:
        descriptor = item.get("/FontDescriptor")
        yield from ((descriptor, key) for key, _ in items_of(descriptor) if key in _FONT_FILES)
