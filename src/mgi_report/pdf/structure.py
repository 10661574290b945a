"""The structure of a finished PDF, read with pypdf: catalog, metadata, outline, page labels, attached files, boxes.

The only place that imports pypdf. It is the second reader of the proof, beside PDFium and independent of it; it looks
at no content. :mod:`agreement` says where the two and the plan differ.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..workspace.hearing import hearing
from ..workspace.later import later
from .guard import Listener, Remark
from .navigation import Bookmark
from .proof import checksum
from .reading import Boxes, DamagedError, Rect

with later("pypdf", "fontTools", "fontTools.ttLib"):  # it reads fonts with them, and we no content
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdf.generic import IndirectObject, PdfObject, read_object

_COLOURS = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}  # ICC.1:2010, 7.2.6
_SPACE = slice(16, 20)
_DAY = 8  # digits

_Opened = tuple[io.BytesIO, dict[int, int]]
"""The data of a stream of objects, and where in it each object begins."""


@dataclass(frozen=True)
class OutputIntent:
    """An output intent (ISO 32000-1, 14.11.5): what it is for, and the components that its profile says it has.

    ``colours`` is how many the colour space in the profile itself has; both are 0 where no profile is embedded.
    """

    subtype: str
    components: int
    colours: int


@dataclass(frozen=True)
class Catalog:
    """What the document catalog says (ISO 32000-1, 7.7.2); empty where it does not."""

    kind: str
    language: str
    marked: bool
    shows_title: bool
    intents: tuple[OutputIntent, ...]


@dataclass(frozen=True)
class Metadata:
    """The XMP packet and the document information by the keys of the latter, days as eight digits.

    ``languages`` are those of the packet; ``info`` has only what the file says.
    """

    packet: Mapping[str, str]
    info: Mapping[str, str]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class AttachedFile:
    """An attached file: its bytes as size and MD5 checksum, and what the file says of them (ISO 32000-1, 7.11.4).

    ``relationship`` is what it is to the document, empty where the document does not name it among its own files.
    """

    name: str
    size: int
    checksum: bytes
    said_size: int | None
    said_checksum: bytes
    relationship: str


@dataclass(frozen=True)
class Structure:
    """The structure of a file.

    ``outline`` has all bookmarks in order, ``labels`` one for every page or none where the file lists none; ``remarks``
    is what the reader had to mend.
    """

    catalog: Catalog
    metadata: Metadata
    outline: tuple[Bookmark, ...]
    labels: tuple[str, ...]
    files: tuple[AttachedFile, ...]
    pages: tuple[Boxes, ...]
    remarks: tuple[str, ...]


def read_structure(pdf: bytes) -> Structure:
    """Read the structure of a file that is not encrypted; raises :class:`DamagedError` where it cannot be read."""
    with opened(pdf) as (reader, remarks):
        return Structure(
            _catalog(reader),
            _metadata(reader),
            tuple(_bookmarks(reader, reader.outline)),
            tuple(reader.page_labels) if "/PageLabels" in reader.root_object else (),
            tuple(_files(reader)),
            tuple(Boxes(_rect(page.mediabox), _rect(page.trimbox), _rect(page.bleedbox)) for page in reader.pages),
            tuple(dict.fromkeys(words for _, words in remarks)),
        )


@contextmanager
def opened(pdf: bytes) -> Iterator[tuple[PdfReader, list[Remark]]]:
    """A file open in pypdf, and what that has to say of it.

    Raises :class:`DamagedError` for whatever goes wrong meanwhile.
    """
    with _remarks() as remarks:
        try:
            yield SingleReader(pdf), remarks
        except MemoryError:
            raise
        except Exception as error:  # files are damaged in more ways than can be listed
            known = isinstance(error, PyPdfError)
            raise DamagedError(str(error) if known else "a value in it is of the wrong kind") from error


OPEN_STREAMS = 32
"""So many streams of objects stay open; a volume has one for each part, and they are asked for in their order."""


class SingleReader(PdfReader):
    """Takes single objects out of streams of objects.

    pypdf reads a stream whole where one object of it is asked for. Most objects are tags, which are not looked at here.
    """

    def __init__(self, pdf: bytes) -> None:
        self._streams: dict[int, _Opened] = {}
        super().__init__(io.BytesIO(pdf))

    def get_object(self, indirect_reference: int | IndirectObject) -> PdfObject | None:
        """An object, taken out of its stream alone where it lies in one."""
        number = indirect_reference if isinstance(indirect_reference, int) else indirect_reference.idnum
        holder, _ = getattr(self, "xref_objStm", {}).get(number, (None, None))
        if holder is None:
            return super().get_object(indirect_reference)
        known = self.cache_get_indirect_object(0, number)
        if known is None:
            if holder not in self._streams:
                while len(self._streams) >= OPEN_STREAMS:
                    del self._streams[next(iter(self._streams))]
                self._streams[holder] = self._open_stream(holder)
            data, places = self._streams[holder]
            if number not in places:
                return super().get_object(indirect_reference)
            data.seek(places[number])
            known = self.cache_indirect_object(0, number, read_object(data, self))
        return known

    def _open_stream(self, holder: int) -> _Opened:
        stream: Any = super().get_object(holder)
        self.resolved_objects.pop((0, holder), None)  # which would keep it packed and unpacked
        data, first = stream.get_data(), int(stream["/First"])
        numbers = [int(digits) for digits in data[:first].split()]
        return io.BytesIO(data), {number: first + at for number, at in zip(numbers[::2], numbers[1::2], strict=True)}


@contextmanager
def _remarks() -> Iterator[list[Remark]]:
    """What pypdf says of a file, kept from stderr."""
    listener = Listener(logging.WARNING)
    with hearing("pypdf", listener):
        yield listener.remarks


def entry(holder: Any, key: str) -> Any:
    """The value of an entry; none where there is none, or no dictionary."""
    found = holder.get(key) if isinstance(holder, Mapping) else None
    return found.get_object() if isinstance(found, PdfObject) else found


def _name(value: Any) -> str:
    return str(value or "").removeprefix("/")


def _is_true(value: Any) -> bool:
    return getattr(value, "value", False) is True


def _catalog(reader: PdfReader) -> Catalog:
    root = reader.root_object
    return Catalog(
        _name(entry(root, "/Type")),
        str(entry(root, "/Lang") or ""),
        _is_true(entry(entry(root, "/MarkInfo"), "/Marked")),
        _is_true(entry(entry(root, "/ViewerPreferences"), "/DisplayDocTitle")),
        tuple(_intent(item.get_object()) for item in entry(root, "/OutputIntents") or ()),
    )


def _intent(intent: Any) -> OutputIntent:
    profile, subtype = entry(intent, "/DestOutputProfile"), _name(entry(intent, "/S"))
    if profile is None:
        return OutputIntent(subtype, 0, 0)
    return OutputIntent(subtype, int(entry(profile, "/N") or 0), _COLOURS.get(profile.get_data()[_SPACE], 0))


def _metadata(reader: PdfReader) -> Metadata:
    packet: Any = reader.xmp_metadata
    info: Any = reader.metadata or {}
    said = {key[1:]: str(entry(info, key)) for key in info}
    said |= {key: "".join(filter(str.isdigit, said[key]))[:_DAY] for key in ("CreationDate", "ModDate") if key in said}
    if packet is None:
        return Metadata({}, said, ())
    told = {
        "Title": (packet.dc_title or {}).get("x-default"),
        "Subject": (packet.dc_description or {}).get("x-default"),
        "Author": ", ".join(packet.dc_creator or ()),
        "Keywords": packet.pdf_keywords,
        "Creator": packet.xmp_creator_tool,
        "Producer": packet.pdf_producer,
        "CreationDate": _day(packet, "xmp_create_date"),
        "ModDate": _day(packet, "xmp_modify_date"),
    }
    return Metadata({key: value or "" for key, value in told.items()}, said, tuple(packet.dc_language or ()))


def _day(packet: Any, name: str) -> str:
    try:
        moment = getattr(packet, name)
    except ValueError:  # no date
        return ""
    return f"{moment:%Y%m%d}" if moment else ""


def _bookmarks(reader: PdfReader, items: Iterable[Any]) -> Iterator[Bookmark]:
    for item in items:
        if isinstance(item, list):
            yield from _bookmarks(reader, item)
        else:
            index = reader.get_destination_page_number(item)
            yield str(item.title), None if index is None or index < 0 else index + 1


def _files(reader: PdfReader) -> Iterator[AttachedFile]:
    associated = {item.idnum for item in entry(reader.root_object, "/AF") or () if isinstance(item, IndirectObject)}
    for file in reader.attachment_list:
        number = getattr(file.pdf_object.indirect_reference, "idnum", None)
        yield AttachedFile(
            str(file.alternative_name or file.name),
            len(file.content),
            checksum(file.content),
            file.size,
            _bytes(file.checksum),
            _name(file.associated_file_relationship) if number in associated else "",
        )


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else getattr(value, "original_bytes", b"")


def _rect(box: Any) -> Rect:
    left, bottom, right, top = map(float, box)
    return left, bottom, right, top
