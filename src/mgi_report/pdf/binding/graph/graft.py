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

from ..parts import Part
from ..source import Source

FANOUT = 32
"""Pages, or nodes, in one node of a page tree that is written."""


@dataclass
class Grafted:
    """A part in the volume: its catalog and its pages, as objects of the volume."""

    part: Part
    root: Any
    info: Any
    pages: list[Any]
    first: int
    claims: frozenset[str]

    @property
    def name(self) -> str:
        """Key of the part."""
        return self.part.name


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
    return Grafted(source.part, copied.Root, copied.Info, pages, first, source.claims)


def plant_pages(volume: pikepdf.Pdf, pages: list[Any]) -> None:
    """Make a page tree of all pages, a few levels deep (ISO 32000-1, 7.7.3)."""
    root = volume.Root.Pages
    nodes, counts = pages, [1] * len(pages)
    while len(nodes) > FANOUT:
        upper, sums = [], []
        for start in range(0, len(nodes), FANOUT):
            kids, total = nodes[start : start + FANOUT], sum(counts[start : start + FANOUT])
            node = volume.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(kids), Count=total))
            for kid in kids:
                kid.Parent = node
            upper.append(node)
            sums.append(total)
        nodes, counts = upper, sums
    for node in nodes:
        node.Parent = root
    root.Kids, root.Count = Array(nodes), len(pages)
