"""A bound volume of press files made one press file.

Binding (:mod:`mgi_report.binding`) keeps pages, boxes and the output intent of its parts; what the file says of itself
is said here again, and what is for screens is left out.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pikepdf

from ..design.editions import PRESS
from ..pdf.xmp import Metadata, packet
from .finishing import identity, stamp
from .imposition import saved

_FOR_SCREENS = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/PageMode", "/PageLabels", "/OpenAction")


def settle_volume(pdf: bytes, metadata: Metadata, producer: str, tool: str, closing: int = 1) -> bytes:
    """Make a volume PDF/X-4 whose pages are those of press files with the same boxes and one output intent.

    ``closing`` is how many pages at its end stay together on the back: blank pages that fill the last sheet come before
    them. A volume that prints its page numbers plans them in (``Edition.blanks``), so that none are
    added here.
    """
    with pikepdf.open(io.BytesIO(pdf)) as volume:
        for key in _FOR_SCREENS:
            if key in volume.Root:
                del volume.Root[key]
        for page in volume.pages:
            for key in ("/Annots", "/StructParents", "/Tabs"):
                if key in page.obj:
                    del page.obj[key]
        _fill(volume, closing)
        _identify(volume, metadata, producer, tool)
        volume.remove_unreferenced_resources()
        return saved(volume)


def _fill(volume: pikepdf.Pdf, closing: int) -> None:
    """Blank pages with the boxes of the others, before the closing ones."""
    pattern: Any = volume.pages[-1].obj
    for _ in range(PRESS.blanks(len(volume.pages))):
        blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
        for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
            blank[key] = pikepdf.Array([*pattern[key]])
        blank.Contents = volume.make_stream(b"")
        volume.pages.insert(len(volume.pages) - closing, pikepdf.Page(volume.make_indirect(blank)))


def _identify(volume: pikepdf.Pdf, metadata: Metadata, producer: str, tool: str) -> None:
    content = hashlib.sha256()
    for page in volume.pages:
        page.contents_coalesce()
        content.update(page.obj.Contents.read_bytes())
    xmp = packet(metadata, producer, tool, ["PDF/X-4"], identity(metadata, content.hexdigest()))
    volume.Root.Metadata = volume.make_stream(xmp.encode("utf-8"))
    volume.Root.Metadata.Type, volume.Root.Metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    said = {"/Title": metadata.title, "/Author": metadata.creator, "/Producer": producer, "/Creator": tool}
    said |= dict.fromkeys(("/CreationDate", "/ModDate"), stamp(metadata.created))
    info = pikepdf.Dictionary({name: pikepdf.String(words) for name, words in said.items()})
    info.Trapped = pikepdf.Name("/False")
    volume.trailer.Info = volume.make_indirect(info)
