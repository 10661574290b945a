"""The pages of a volume: their tree, and the folios on them."""

from __future__ import annotations

from ..folios import FolioFont, folio_content, folio_places
from ..graph.graft import FANOUT
from .moved import Moved
from .syntax import array, dictionary, entries, reference, referred, values
from .writer import Drafts


def box_of(page: dict[bytes, bytes], key: bytes) -> list[float]:
    """A box of a page in points; without it the medium."""
    return [float(value) for value in values(page.get(key, page[b"/MediaBox"]))]


def whole_page(moved: Moved, number: int) -> bytes:
    """A destination: the top of a page, at the zoom the reader has."""
    left, bottom, right, top = box_of(moved.drafts[number], b"/CropBox")
    return array([reference(number), b"/XYZ", b"%.10g" % min(left, right), b"%.10g" % max(bottom, top), b"0"])


def page_tree(drafts: Drafts, pages: list[int]) -> bytes:
    """Make a page tree of all pages, a few levels deep (ISO 32000-1, 7.7.3)."""
    nodes, counts = pages, [1] * len(pages)
    while True:
        starts = range(0, len(nodes), FANOUT)
        upper = [_node(drafts, nodes[start : start + FANOUT], sum(counts[start : start + FANOUT])) for start in starts]
        if len(upper) == 1:
            return reference(upper[0])
        counts = [sum(counts[start : start + FANOUT]) for start in starts]
        nodes = upper


def _node(drafts: Drafts, kids: list[int], count: int) -> int:
    node = drafts.new({b"/Type": b"/Pages", b"/Kids": array(list(map(reference, kids))), b"/Count": b"%d" % count})
    for kid in kids:
        drafts[kid][b"/Parent"] = reference(node)
    return node


class RawFolios:
    """Prints folios; the font is embedded when the first is printed."""

    def __init__(self, drafts: Drafts, font: FolioFont | None) -> None:
        self.drafts, self.font = drafts, font
        self.begin = self.name = b""
        self.with_font: set[int] = set()

    def add(self, moved: Moved, labels: list[str], language: str) -> None:
        """Print the labels of a part's pages, where it leaves room for them."""
        if self.font is None or not moved.part.folio:
            return
        if not self.begin:
            self.begin, self.name = self.drafts.stream(b"q\n"), self._font(self.font)
        for index, left in folio_places(moved.part, moved.first, len(moved.pages), language):
            page = self.drafts[moved.pages[index]]
            box = box_of(page, b"/TrimBox")
            content = folio_content(self.font, box, labels[index], moved.part.folio, left=left)
            own = page.get(b"/Contents", b"[]")
            streams = values(own) if own.startswith(b"[") else [own]
            page[b"/Contents"] = array([self.begin, *streams, self.drafts.stream(content)])
            self._embed(moved, page)

    def _embed(self, moved: Moved, page: dict[bytes, bytes]) -> None:
        number = referred(page[b"/Resources"])
        if number is None:
            resources = entries(page[b"/Resources"])
            self._add_to(moved, resources)
            page[b"/Resources"] = dictionary(resources)
        elif number not in self.with_font:
            self.with_font.add(number)
            self._add_to(moved, moved.open(number))

    def _add_to(self, moved: Moved, resources: dict[bytes, bytes]) -> None:
        number = referred(resources.get(b"/Font", b"<<>>"))
        if number is None:
            fonts = entries(resources.get(b"/Font", b"<<>>")) | {b"/MgiFolio": self.name}
            resources[b"/Font"] = dictionary(fonts)
        else:
            moved.open(number)[b"/MgiFolio"] = self.name

    def _font(self, font: FolioFont) -> bytes:
        ascent, descent, cap_height, box = font.metrics
        name = b"/" + font.name.encode()
        file = self.drafts.stream(font.data, b"/Length1 %d" % len(font.data))
        descriptor = {b"/Type": b"/FontDescriptor", b"/FontName": name, b"/Flags": b"32", b"/ItalicAngle": b"0"}
        descriptor |= {b"/Ascent": b"%d" % ascent, b"/Descent": b"%d" % descent, b"/CapHeight": b"%d" % cap_height}
        descriptor |= {b"/StemV": b"80", b"/FontBBox": array([b"%d" % edge for edge in box]), b"/FontFile2": file}
        kind = {b"/Type": b"/Font", b"/Subtype": b"/TrueType", b"/BaseFont": name, b"/Encoding": b"/WinAnsiEncoding"}
        widths = {b"/FirstChar": b"32", b"/LastChar": b"126", b"/Widths": array([b"%d" % w for w in font.widths])}
        return reference(
            self.drafts.new({**kind, **widths, b"/FontDescriptor": reference(self.drafts.new(descriptor))})
        )
