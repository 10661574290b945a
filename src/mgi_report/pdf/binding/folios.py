"""Page numbers of the volume, printed where a part leaves room for them.

They are pagination artifacts (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.8), set in a font embedded for them alone, so that
screen readers pass over them and printed numbers agree with the page labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .graph.graft import Grafted
from .parts import Part

MM = 72 / 25.4
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


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
    right_to_left = language.split("-")[0] in _RIGHT_TO_LEFT
    for index in range(part.folio_skip, pages):
        verso = part.folio_outer and (first + index) % 2 == 0
        yield index, verso != right_to_left


def folio_content(font: FolioFont, box: list[float], label: str, margin: float, *, left: bool) -> bytes:
    """What prints a folio within the trim box, ``margin`` mm from the edge; it begins by ending what ``q`` began."""
    x = box[0] + margin * MM if left else box[2] - margin * MM - font.width(label)
    y = box[1] + font.baseline * MM
    escaped = label.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    paint = " ".join(f"{part:g}" for part in font.colour) + (" k" if len(font.colour) == 4 else " rg")
    content = (
        "\nQ\n/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n"
        f"q BT {paint} /MgiFolio {font.size:g} Tf {x:.3f} {y:.3f} Td ({escaped}) Tj ET Q\nEMC\n"
    )
    return content.encode("ascii", "replace")


class Folios:
    """Prints folios; the font is embedded when the first is printed."""

    def __init__(self, volume: pikepdf.Pdf, font: FolioFont | None) -> None:
        self.volume, self.font = volume, font
        self._object: Any = None
        self._begin = volume.make_stream(b"q\n") if font else None
        self._with_font: dict[tuple[int, int], bool] = {}

    def add(self, grafted: Grafted, labels: list[str], language: str) -> None:
        """Print the labels of a part's pages, where it leaves room for them."""
        part = grafted.part
        if self.font is None or not part.folio:
            return
        for index, left in folio_places(part, grafted.first, len(grafted.pages), language):
            page = grafted.pages[index]
            box = [float(value) for value in page.get("/TrimBox", page.MediaBox)]
            self._print(page, folio_content(self.font, box, labels[index], part.folio, left=left))

    def _print(self, page: Any, content: bytes) -> None:
        self._embed(page)
        own = page.get("/Contents", Array([]))
        streams = list(own) if isinstance(own, Array) else [own]
        page.Contents = Array([self._begin, *streams, self.volume.make_stream(content)])

    def _embed(self, page: Any) -> None:
        if "/Resources" not in page:
            page.Resources = Dictionary()
        resources = page.Resources
        if resources.is_indirect and self._with_font.setdefault(resources.objgen, False):
            return
        if "/Font" not in resources:
            resources.Font = Dictionary()
        resources.Font["/MgiFolio"] = self._font()
        if resources.is_indirect:
            self._with_font[resources.objgen] = True

    def _font(self) -> Any:
        if self._object is None:
            assert self.font is not None
            ascent, descent, cap_height, box = self.font.metrics
            file = self.volume.make_stream(self.font.data)
            file.Length1 = len(self.font.data)
            descriptor = Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name(f"/{self.font.name}"),
                Flags=32,
                FontBBox=Array(list(box)),
                ItalicAngle=0,
                Ascent=ascent,
                Descent=descent,
                CapHeight=cap_height,
                StemV=80,
                FontFile2=self.volume.make_indirect(file),
            )
            self._object = self.volume.make_indirect(
                Dictionary(
                    Type=Name.Font,
                    Subtype=Name.TrueType,
                    BaseFont=Name(f"/{self.font.name}"),
                    FirstChar=32,
                    LastChar=126,
                    Widths=Array(list(self.font.widths)),
                    Encoding=Name.WinAnsiEncoding,
                    FontDescriptor=self.volume.make_indirect(descriptor),
                )
            )
        return self._object
