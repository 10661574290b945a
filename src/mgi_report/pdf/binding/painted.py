"""What each page of a PDF is painted from: by this the pages of a file are known again in another one.

Pages are painted alike where everything that a page refers to has the same bytes: its content, its fonts and drawings,
its boxes. Numbers of objects, links, tags and what the file says of itself do not count.
"""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

import pikepdf

_REFERENCE = re.compile(rb"(?<![\w.+-])(\d+) (\d+) R(?!\w)")
_INHERITED = ("/MediaBox", "/CropBox", "/Resources", "/Rotate")
_ASIDE = frozenset(("/Parent", "/Annots", "/StructParents", "/Tabs", "/B", "/Metadata", "/PieceInfo", *_INHERITED))
"""What nothing is painted from, or pages inherit."""


def page_prints(pdf: bytes) -> list[str]:
    """A print of each page; equal for pages that are painted from the same bytes.

    Raises :class:`pikepdf.PdfError` where the file cannot be read.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        prints = _Prints(document)
        layers = document.Root.get("/OCProperties")
        shown = b"" if layers is None else prints.of(layers)
        return [hashlib.sha256(shown + prints.of_page(page.obj)).hexdigest()[:24] for page in document.pages]


class _Prints:
    """Prints of the objects of a file, each taken once."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._known: dict[tuple[int, int], bytes] = {}

    def of_page(self, page: Any) -> bytes:
        """That of all that a page is painted from."""
        own = [(name, value) for name, value in page.items() if name not in _ASIDE]
        given = [(name, value) for name in _INHERITED if (value := _inherited(page, name)) is not None]
        return b"".join(name.encode() + self.of(value) for name, value in sorted(own + given, key=lambda item: item[0]))

    def of(self, item: Any) -> bytes:
        """That of an object and of all that it refers to."""
        if not isinstance(item, pikepdf.Object):
            return repr(item).encode()
        if not item.is_indirect:
            return self._told(item)
        if item.objgen not in self._known:
            self._known[item.objgen] = b"within itself"
            self._known[item.objgen] = hashlib.sha256(self._told(item)).digest()
        return self._known[item.objgen]

    def _told(self, item: Any) -> bytes:
        stream = isinstance(item, pikepdf.Stream)
        written = (item.stream_dict if stream else item).unparse(resolved=True)
        said = _REFERENCE.sub(lambda found: self.of(self._document.get_object(int(found[1]), int(found[2]))), written)
        return said + item.read_raw_bytes() if stream else said


def _inherited(page: Any, name: str) -> Any:
    """What a page has of a name, or the nodes above it."""
    node = page
    for _ in range(64):
        if name in node or "/Parent" not in node:
            return node.get(name)
        node = node["/Parent"]
    return None
