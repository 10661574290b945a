"""What the engine leaves open in a PDF, filled in before it is written.

Works on the engine's own objects, so that a finished file is written once and never parsed again. It adds one XMP
packet for both standards (PDF/A-3a, ISO 19005-3, and PDF/UA-1, ISO 14289-1), uncompressed as archives want it, page
labels (ISO 32000-1, 12.4.2), the media types of attachments and pictures that no reader smooths.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from html import unescape
from typing import Any

import pydyf

from ..pdf.xmp import SCREEN, Metadata, packet
from .destinations import name_elements
from .modern import continue_lists, modernize
from .pieces import join
from .tagtree import tidy

_MEDIA_TYPES = {".json": "application/json", ".yaml": "application/yaml", ".csv": "text/csv", ".pdf": "application/pdf"}


def finish_screen(pdf: Any, metadata: Metadata, claims: Sequence[str] = SCREEN) -> None:
    """Complete a file with tags, of the screen edition (PDF/A-3a and PDF/UA-1 in one) or of the one for archives."""
    crop(pdf)
    replace_metadata(pdf, metadata, claims)
    join(pdf)
    modern = "PDF/UA-2" in claims
    if modern:
        continue_lists(pdf)
    tidy(pdf, metadata.identifier)
    name_elements(pdf)
    if modern:
        modernize(pdf)
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Filespec":
            _name_media_type(pdf, item)
        elif isinstance(item, dict) and item.get("Type") == "/Annot":
            left, top, right, bottom = item["Rect"]
            item["Rect"] = pydyf.Array([min(left, right), min(top, bottom), max(left, right), max(top, bottom)])
    keep_pixels(pdf)
    seal_streams(pdf)


def crop(pdf: Any) -> None:
    """Show pages as they are trimmed: what reaches further is there for the press."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Page":
            trim = pydyf.Array([round(edge, 6) + 0.0 for edge in item["TrimBox"]])
            item["MediaBox"] = item["BleedBox"] = item["TrimBox"] = trim


def seal_file(pdf: Any) -> None:
    """Have a PDF write itself again as long as a stream ends in a carriage return just before its end-of-line mark.

    The file would be correct, but where such a stream ends depends on the reader (ISO 32000-1, 7.3.8.1), and
    validators complain. :func:`seal_streams` cannot know the streams that the writer itself makes last: those of
    objects and of cross-references.
    """
    write, made = pdf.write, len(pdf.objects)

    def write_sealed(output: Any, *options: Any, **more: Any) -> None:
        for key in (None, *_DEFAULT_PREFERENCES):
            if key:
                pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())[key] = "false"
            del pdf.objects[made:]
            pdf.current_position, draft = 0, io.BytesIO()
            write(draft, *options, **more)
            if not _ends_in_return(draft.getvalue()):
                break
        output.write(draft.getvalue())

    pdf.write = write_sealed


# Defaults written out: harmless, and enough to change the bytes of the object stream.
_DEFAULT_PREFERENCES = ("HideToolbar", "HideMenubar", "HideWindowUI", "FitWindow", "CenterWindow")


def _ends_in_return(pdf: bytes) -> bool:
    return b"\r\nendstream" in pdf


def seal_streams(pdf: Any) -> None:
    """Compress the streams here, so that none ends in a carriage return.

    Attached files keep their bytes: where one would end so, it is compressed twice.
    """
    for item in pdf.objects:
        if not isinstance(item, pydyf.Stream) or not item.compress:
            continue
        item.compress = False
        raw = raw_of(item.stream)
        if item.extra.get("Type") == "/EmbeddedFile":
            packed, filters = packed_whole(raw)
        else:
            filters = ["/FlateDecode"]
            while (packed := zlib.compress(raw, 9)).endswith(b"\r"):
                # A space means nothing at the end of content, and in a font it lies behind the last table. (A zero byte
                # would not do: it leaves the last byte of the checksum as it is.)
                raw += b" "
        if "Length1" in item.extra:
            item.extra["Length1"] = len(raw)
        item.stream = [packed]
        item.extra["Filter"] = pydyf.Array(filters) if len(filters) > 1 else filters[0]


def raw_of(items: Sequence[Any]) -> bytes:
    """What a stream holds, as it is written where nothing compresses it."""
    data = pydyf.Stream(list(items)).data
    return bytes(data[data.index(b"stream\n") + 7 : -len(b"\nendstream")])


def packed_whole(raw: bytes) -> tuple[bytes, list[str]]:
    """A file compressed so that it keeps its bytes and does not end in a carriage return, and the filters it takes."""
    packed, filters = zlib.compress(raw, 9), ["/FlateDecode"]
    while packed.endswith(b"\r"):
        packed = zlib.compress(packed, 9)
        filters.append("/FlateDecode")
    return packed, filters


def keep_pixels(pdf: Any) -> None:
    """Have pictures shown as they are: PDF/A forbids that a reader smooths them (ISO 19005-3, 6.2.8), which the engine
    asks for, and on the press the result would depend on who does it."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"


def replace_metadata(pdf: Any, metadata: Metadata, claims: Sequence[str] = SCREEN, more: Sequence[str] = ()) -> None:
    """Put our own XMP packet, uncompressed, in the place of the engine's; see :func:`xmp.packet`."""
    number = int(pdf.catalog["Metadata"].split()[0])
    made_by = (_info(pdf, "Producer"), _info(pdf, "Creator")) if pdf.info else _makers(pdf.objects[number].stream[0])
    xmp = packet(metadata, *made_by, claims, more)
    stream = pydyf.Stream([xmp.encode("utf-8")], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    stream.number = number
    stream.offset, stream.generation, stream.free = 0, 0, "n"
    pdf.objects[number] = stream


def _name_media_type(pdf: Any, file: Any) -> None:
    name = file["UF"].string if hasattr(file["UF"], "string") else str(file["UF"])
    suffix = "." + name.rpartition(".")[2]
    stream = pdf.objects[int(file["EF"]["F"].split()[0])]
    if suffix in _MEDIA_TYPES:
        stream.extra["Subtype"] = "/" + _MEDIA_TYPES[suffix].replace("/", "#2f")


def _info(pdf: Any, key: str) -> str:
    return str(pdf.info[key].string) if key in pdf.info else ""


def _makers(engines: bytes) -> tuple[str, str]:
    """Producer and creator by the engine's own packet, where there is no document information (ISO 19005-4, 6.1.3)."""
    found = (re.search(rule, engines) for rule in (rb'pdf:Producer="([^"]*)"', rb"<xmp:CreatorTool>([^<]*)<"))
    producer, creator = (unescape(item[1].decode()) if item else "" for item in found)
    return producer, creator
