"""Page numbers of the volume, printed where a part leaves room for them.

They are pagination artifacts (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.8), set in a font embedded for them alone, so that
screen readers pass over them and printed numbers agree with the page labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Name

from ...text.units import POINTS_PER_MM
from .objects import Joined, Objects, Ref
from .parts import Part

_FONT = "/MgiFolio"


@dataclass(frozen=True)
class FolioFont:
    """A TrueType font for folios: file and PostScript name; size in points, baseline in mm above the trim.

    ``widths`` are advance widths of the characters 32 to 126 in thousandths of the size, ``metrics`` ascent, descent,
    cap height (same unit) and the font's bounding box.
    """

    data: bytes
    name: str
    widths: tuple[int, ...]
    metrics: tuple[int, int, int, tuple[int, int, int, int]]
    size: float = 8.0
    colour: tuple[float, ...] = (0.2, 0.2, 0.2)
    baseline: float = 9.0

    def width(self, text: str) -> float:
        """Width of a text in points."""
        return sum(self.widths[ord(char) - 32] for char in text if 32 <= ord(char) < 127) * self.size / 1000


def folio_places(part: Part, first: int, pages: int, language: str) -> Iterator[tuple[int, bool]]:
    """The pages of a part that get a folio, from 0, and whether it stands on the left.

    It stands where lines end, or at the fore-edge: right on the volume's odd pages. ``first`` is the number of the
    part's first page in the volume.
    """
    from ...text.languages import is_mirrored

    mirrored = is_mirrored(language) if part.mirrored is None else part.mirrored
    for index in range(part.folio_skip, pages):
        verso = part.folio_outer and (first + index) % 2 == 0
        yield index, verso != mirrored


def folio_content(font: FolioFont, box: list[float], label: str, margin: float, *, left: bool) -> bytes:
    """What prints a folio within the trim box, ``margin`` mm from the edge; it begins by ending what ``q`` began."""
    x = box[0] + margin * POINTS_PER_MM if left else box[2] - margin * POINTS_PER_MM - font.width(label)
    y = box[1] + font.baseline * POINTS_PER_MM
    escaped = label.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    paint = " ".join(f"{part:g}" for part in font.colour) + (" k" if len(font.colour) == 4 else " rg")
    content = (
        "\nQ\n/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n"
        f"q BT {paint} {_FONT} {font.size:g} Tf {x:.3f} {y:.3f} Td ({escaped}) Tj ET Q\nEMC\n"
    )
    return content.encode("ascii", "replace")


class Folios:
    """Prints folios; the font is embedded when the first is printed."""

    def __init__(self, objects: Objects, font: FolioFont | None) -> None:
        self.objects, self.font = objects, font
        self._begin: Ref = None
        self._embedded: Ref = None

    def add(self, joined: Joined, labels: Sequence[str], language: str) -> None:
        """Print the labels of a part's pages, where it leaves room for them."""
        part, font = joined.part, self.font
        if font is None or not part.folio:
            return
        if self._embedded is None:
            self._begin = self.objects.stream(b"q\n", {})
            self._embedded = _embedded(self.objects, font)
        for index, left in folio_places(part, joined.first, len(joined.pages), language):
            page = joined.pages[index]
            content = folio_content(font, self.objects.box(page, "/TrimBox"), labels[index], part.folio, left=left)
            entries = self.objects.open(page)
            own = self.objects.listed(entries, "/Contents")
            entries["/Contents"] = [self._begin, *own, self.objects.stream(content, {})]
            fonts = self.objects.within(self.objects.within(entries, "/Resources"), "/Font")
            fonts[_FONT] = self._embedded


def _embedded(objects: Objects, font: FolioFont) -> Ref:
    """The font as an object (ISO 32000-1, 9.6.3 and 9.8)."""
    ascent, descent, cap_height, box = font.metrics
    name = Name(f"/{font.name}")
    file = objects.stream(font.data, {"/Length1": len(font.data)})
    descriptor = {"/Type": Name.FontDescriptor, "/FontName": name, "/Flags": 32, "/ItalicAngle": 0}
    descriptor |= {"/Ascent": ascent, "/Descent": descent, "/CapHeight": cap_height, "/StemV": 80}
    descriptor |= {"/FontBBox": list(box), "/FontFile2": file}
    kind = {"/Type": Name.Font, "/Subtype": Name.TrueType, "/BaseFont": name}
    codes = {"/Encoding": Name.WinAnsiEncoding, "/FirstChar": 32, "/LastChar": 126, "/Widths": list(font.widths)}
    return objects.new({**kind, **codes, "/FontDescriptor": objects.new(descriptor)})
