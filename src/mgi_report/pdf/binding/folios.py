"""Page numbers and thumb tabs of the volume, printed where a part leaves room for them.

They are pagination artifacts (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.8), set in a font embedded for them alone, so that
screen readers pass over them and printed numbers agree with the page labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pikepdf import Name

from ...text.units import POINTS_PER_MM, SAFE_MARGIN
from .objects import Joined, Objects, Ref
from .parts import Part, Tab

_FONT = "/MgiFolio"
_LABEL = 9.0
"""Type size of the labels of tabs, in points: those in white would fill in on paper if they were as small as folios."""
_BEYOND = 0.5
"""Points by which letters may reach beyond their widths."""


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


def folio_content(font: FolioFont, box: list[float], label: str, margin: float, *, left: bool) -> str:
    """What prints a folio within the trim box, ``margin`` mm from the edge."""
    x = box[0] + margin * POINTS_PER_MM if left else box[2] - margin * POINTS_PER_MM - font.width(label)
    y = box[1] + font.baseline * POINTS_PER_MM
    return (
        "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n"
        f"q {_set(font, label, font.colour, x, y)} Q\nEMC\n"
    )


def tab_content(font: FolioFont | None, tab: Tab, trim: list[float], bleed: list[float], *, left: bool) -> str:
    """What prints a thumb tab at one side of the trim box, over the ``bleed``, with its label inside the safe area."""
    inner = trim[0] + tab.width * POINTS_PER_MM if left else trim[2] - tab.width * POINTS_PER_MM
    low, high = (trim[3] - length * POINTS_PER_MM for length in (tab.top + tab.height, tab.top))
    start, end = (min(bleed[0], trim[0]), inner) if left else (inner, max(bleed[2], trim[2]))
    painted = f"{_paint(tab.colour)} {start:.3f} {low:.3f} {end - start:.3f} {high - low:.3f} re f"
    label = "".join(char for char in tab.label[:3] if 32 <= ord(char) < 127)
    if font and label:
        font = replace(font, size=_LABEL)
        wide, safe = font.width(label), SAFE_MARGIN * POINTS_PER_MM + _BEYOND
        x = ((trim[0] if left else trim[2]) + inner - wide) / 2
        x = max(x, trim[0] + safe) if left else min(x, trim[2] - safe - wide)
        y = (low + high - font.metrics[2] * font.size / 1000) / 2
        painted += f" {_set(font, label, tab.label_colour, x, y)}"
    side = "Left" if left else "Right"  # a running head, at the fore-edge
    return f"/Artifact <</Type /Pagination /Subtype /Header /Attached [/{side}]>> BDC\nq {painted} Q\nEMC\n"


def _paint(colour: tuple[float, ...]) -> str:
    """The operator that fills in a colour of three parts or of four."""
    return " ".join(f"{part:g}" for part in colour) + (" k" if len(colour) == 4 else " rg")


def _set(font: FolioFont, text: str, colour: tuple[float, ...], x: float, y: float) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {_paint(colour)} {_FONT} {font.size:g} Tf {x:.3f} {y:.3f} Td ({escaped}) Tj ET"


class Folios:
    """Prints folios and thumb tabs; the font is embedded when the first letter is printed."""

    def __init__(self, objects: Objects, font: FolioFont | None) -> None:
        self.objects, self.font = objects, font
        self._begin: Ref = None
        self._embedded: Ref = None

    def add(self, joined: Joined, labels: Sequence[str], language: str) -> None:
        """Print the tab of a part and the labels of its pages, where it leaves room for them."""
        from ...text.languages import is_mirrored

        part = joined.part
        if not part.tab and not (self.font and part.folio):
            return
        mirrored = is_mirrored(language) if part.mirrored is None else part.mirrored
        for index, page in enumerate(joined.pages):
            fore_edge = ((joined.first + index) % 2 == 0) != mirrored
            content = self._tab(part, page, left=fore_edge) if part.tab and index >= part.tab_skip else ""
            if self.font and part.folio and index >= part.folio_skip:
                left = fore_edge if part.folio_outer else mirrored
                trim = self.objects.box(page, "/TrimBox")
                content += folio_content(self.font, trim, labels[index], part.folio, left=left)
            if content:
                self._print(page, content)

    def _tab(self, part: Part, page: Ref, *, left: bool) -> str:
        assert part.tab
        trim = self.objects.box(page, "/TrimBox")
        bleed = self.objects.box(page, "/BleedBox") if "/BleedBox" in self.objects.open(page) else trim
        return tab_content(self.font, part.tab, trim, bleed, left=left)

    def _print(self, page: Ref, content: str) -> None:
        """Add to what a page paints; it begins by ending what ``q`` began, so that no state of the page is left."""
        if self._begin is None:
            self._begin = self.objects.stream(b"q\n", {})
        entries = self.objects.open(page)
        own = self.objects.listed(entries, "/Contents")
        if self.font and _FONT in content:
            if self._embedded is None:
                self._embedded = _embedded(self.objects, self.font)
            fonts = self.objects.within(self.objects.within(entries, "/Resources"), "/Font")
            fonts[_FONT] = self._embedded
        added = self.objects.stream(f"\nQ\n{content}".encode("ascii", "replace"), {})
        entries["/Contents"] = [self._begin, *own, added]


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
