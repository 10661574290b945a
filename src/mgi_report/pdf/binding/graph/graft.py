"""Copies a whole document into the volume: every object once, every reference between them kept.

qpdf copies what a page refers to, but no other page and nothing that only the catalog knows; links to later pages and
the tag tree are lost so. Here the pages are hidden under another type while the catalog is copied as one graph, so that
tags, links, bookmarks and form fields still point to the pages they pointed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from ..objects import Joined
from ..source import Source


@dataclass
class Grafted(Joined):
    """A part in the volume, with its catalog and document information as objects of the volume."""

    root: Any
    info: Any
    claims: frozenset[str]


def graft(volume: pikepdf.Pdf, source: Source, first: int) -> Grafted:
    """Copy a source, which cannot be used again; ``first`` is the number of its first page in the volume, from 1."""
    for page in source.pages:
        page.Type = Name.MgiPage
        if "/Parent" in page:
            del page["/Parent"]
    root = source.root
    if "/Pages" in root:
        del root["/Pages"]
    info = source.pdf.trailer.get("/Info", Dictionary())
    bundle = source.pdf.make_indirect(Dictionary(Root=root, Pages=Array(source.pages), Info=info))
    copied = volume.copy_foreign(bundle)
    pages = list(copied.Pages)
    for page in pages:
        page.Type = Name.Page
    return Grafted(source.part, first, pages, copied.Root, copied.Info, source.claims)
