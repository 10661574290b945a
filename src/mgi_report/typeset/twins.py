"""Pages that were laid out and drawn once, for two files: tagged on the screen, in the inks of the press on paper.

A colour does not change a layout, so the pages of a file for the press are those of the screen edition without what is
said of them (tags, links, bookmarks), and each colour in its inks. They are always made so, be it from pages that were
drawn for the screen just now or for the press alone: the bytes are the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import pickle
import re
import secrets
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pydyf

from .attempts import ANY
from .documents import Composed, Finisher, Typeset
from .finish import raw_of, seal_file

_REFERENCE = re.compile(rb"([0-9]+) 0 R")
_COLOUR = re.compile(rb"(?m)^([0-9.]+ [0-9.]+ [0-9.]+) (rg|RG)$")
_VERSION = b"1.6"  # of PDF, on which PDF/X-4 is built
_FOUR = "/DeviceCMYK"
_OF_PAGES = ("Type", "MediaBox", "TrimBox", "BleedBox", "Contents", "Resources")


@dataclass(frozen=True)
class Pages:
    """Drawn pages as the engine's objects, bare of what is said of them, and what is known of their layout; pages that
    were not drawn are nothing."""

    pdf: Any
    known: Typeset

    def written(self, inks: Mapping[str, str], finisher: Finisher) -> Typeset:
        """The pages in inks, as the file that is finished so; they are used up."""
        paint_in(self.pdf, inks)
        finisher(self.pdf)
        seal_file(self.pdf)
        file = io.BytesIO()
        self.pdf.write(file, _VERSION, identifier=True, compress=True)
        return replace(self.known, pdf=file.getvalue())


def bare(pdf: Any) -> Any:
    """A copy of what a PDF shows, given as the engine's objects before they are finished."""
    return _Copy(pdf).made


class _Copy:
    """Copies objects that are reached from pages, each once."""

    def __init__(self, source: Any) -> None:
        self._source, self._numbers = source.objects, dict[int, bytes]()
        self.made = made = pydyf.PDF()
        self._contents = {int(page["Contents"].split()[0]) for page in pages_of(source)}
        for page in pages_of(source):
            shown = pydyf.Dictionary({key: self._copied(page[key]) for key in _OF_PAGES})
            shown["Parent"] = made.pages.reference
            made.add_page(shown)
        made.info.update(source.info)
        if "Lang" in source.catalog:
            made.catalog["Lang"] = source.catalog["Lang"]
        said = pydyf.Stream([b""], pydyf.Dictionary({"Type": "/Metadata", "Subtype": "/XML"}))
        made.add_object(said)
        made.catalog["Metadata"] = said.reference

    def _copied(self, value: Any) -> Any:
        if isinstance(value, bytes) and (named := _REFERENCE.fullmatch(value)):
            return self._object(int(named[1]))
        if isinstance(value, dict):
            return pydyf.Dictionary({key: self._copied(item) for key, item in self._plain(value).items()})
        if isinstance(value, (list, tuple)):
            return pydyf.Array([self._copied(item) for item in value])
        return value

    def _plain(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """A dictionary without the profile of the screen."""
        if value.get("S") == "/Transparency":
            return {**value, "CS": _FOUR}
        return {key: item for key, item in value.items() if key != "srgb"}

    def _object(self, number: int) -> bytes:
        if number in self._numbers:
            return self._numbers[number]
        item = self._source[number]
        if isinstance(item, pydyf.Stream):
            painted = number in self._contents or _is_painted(item)
            held = raw_of(_unmarked(item.stream) if painted else item.stream)
            made: Any = pydyf.Stream([held], self._copied(item.extra), item.compress)
        else:
            made = self._copied(item)
        self.made.add_object(made)
        self._numbers[number] = made.reference
        return self._numbers[number]


def pages_of(pdf: Any) -> Iterator[Any]:
    """The pages of a PDF in their order."""
    for number in pdf.pages["Kids"][::3]:
        yield pdf.objects[number]


def _is_painted(stream: Any) -> bool:
    """Whether a stream has operators that paint, and is not the content of a page."""
    return stream.extra.get("Subtype") == "/Form" or "PatternType" in stream.extra


def _unmarked(items: list[Any]) -> list[Any]:
    """The operators of a stream without its tags; words that are said of glyphs stay."""
    kept: list[Any] = []
    stays: list[bool] = []
    for item in items:
        if item in (b"BDC", b"BMC"):
            said = isinstance(kept[-1], dict) and "ActualText" in kept[-1]
            stays.append(said)
            if said:
                kept.append(item)
            else:
                del kept[-2 if item == b"BDC" else -1 :]
        elif item != b"EMC" or stays.pop():
            kept.append(item)
    return kept


def paint_in(pdf: Any, inks: Mapping[str, str]) -> None:
    """Have a PDF paint in inks: ``#0033a0`` → ``1 0.8 0 0.05``. A colour without a recipe stays as it is, and the proof
    of the press refuses it."""

    @cache
    def inked(colour: bytes, operator: bytes) -> bytes:
        channels = (round(255 * float(channel)) for channel in colour.split())
        recipe = inks.get("#" + "".join(f"{channel:02x}" for channel in channels))
        return recipe.encode() + (b" k" if operator == b"rg" else b" K") if recipe else colour + b" " + operator

    contents = [pdf.objects[int(page["Contents"].split()[0])] for page in pages_of(pdf)]
    streams = [item for item in pdf.objects if isinstance(item, pydyf.Stream) and _is_painted(item)]
    for stream in contents + streams:
        stream.stream = [_COLOUR.sub(lambda found: inked(found[1], found[2]), raw_of(stream.stream))]


def keep(folder: Path, document: Composed, pages: Pages) -> None:
    """Keep drawn pages until the file for the press takes them; where there is no room, it has them drawn again."""
    file = _file(folder, document)
    written = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with contextlib.suppress(OSError):
        written.write_bytes(zlib.compress(pickle.dumps(pages), 1))
        written.replace(file)


def take(folder: Path | None, document: Composed, wanted: range = ANY) -> Pages | None:
    """The pages of a document that were drawn for another file of this run, if they were; they are kept no longer.

    Of one that takes other pages than are ``wanted``, only that is known.
    """
    if folder is None:
        return None
    try:
        file = _file(folder, document)
        kept = file.read_bytes()
        file.unlink(missing_ok=True)
    except OSError:
        return None
    pages: Pages = pickle.loads(zlib.decompress(kept))  # noqa: S301 - a file of this run, in a folder of its own
    if pages.known.pages not in wanted:
        return replace(pages, pdf=None)
    return pages if pages.pdf else None


def _file(folder: Path, document: Composed) -> Path:
    """Where the pages of a document are kept: those of all that looks alike, and is faulty alike, in the same place."""
    looks = hashlib.sha256(repr((document.html, document.styles, document.faults)).encode())
    for name in sorted(document.resources):
        if document.calls(name):
            looks.update(repr(name).encode() + hashlib.sha256(document.resources[name]).digest())
    return folder / looks.hexdigest()
