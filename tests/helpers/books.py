"""A finished volume of the three invented cities: its pages, what stands on them, and where its links lead."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
from PIL import Image

from helpers.tables import Tagged
from helpers.volumes import NAME, NAMES, walk
from mgi_report.text.typography import fold

MM = 72 / 25.4
Box = tuple[float, float, float, float]

CHAPTERS = (
    "1 Migrants’ rights",
    "2 Whole-of-government approach",
    "3 Partnerships",
    "4 Well-being of migrants",
    "5 Mobility dimension of crises",
    "6 Safe, orderly and regular migration",
)
AFTER = ("Exchange by theme", "Exchange by city", "The cities", "Index of names")
"""The parts after the chapters, as bookmarks name them."""


class Book:
    """A volume as software other than the one that made it reads it; pages are counted from 0."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pdf = (root / "reports" / NAME).read_bytes()
        self.reader = pypdf.PdfReader(io.BytesIO(self.pdf))
        self.document = pypdfium2.PdfDocument(self.pdf)
        self.labels = list(self.reader.page_labels)
        assert len(self.labels) == len(self.document) > 30
        self.text = [self.document[index].get_textpage().get_text_bounded() for index in range(len(self.document))]
        self.folded = [fold(text) for text in self.text]
        self.names = self.reader.named_destinations
        self.root_element = self.reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
        self.elements = list(walk(self.root_element))
        self.tagged = Tagged(self.reader, self.document)

    def parts(self, title: str) -> list[Any]:
        """The structure elements of the parts with a title."""
        return [item for item in self.elements if item["/S"] == "/Part" and item.get("/T") == title]

    def titled(self, title: str) -> int:
        """Where the part with a bookmark begins."""
        return next(page for level, name, page in self.bookmarks() if name == title)

    def bookmarks(self, items: Any = None, level: int = 0) -> Iterator[tuple[int, str, int]]:
        """Level, title and page of every bookmark."""
        for item in self.reader.outline if items is None else items:
            if isinstance(item, list):
                yield from self.bookmarks(item, level + 1)
            else:
                yield level, str(item.title), self.reader.get_destination_page_number(item)

    @property
    def front(self) -> dict[str, int]:
        """Where the pages before the chapters stand, by their running heads."""
        return {title: page for page in range(self.titled(CHAPTERS[0]) - 1, 0, -1) if (title := self.head(page))}

    @property
    def chapters(self) -> dict[int, range]:
        """The pages of each chapter; the first one is its opener."""
        starts = [self.titled(title) for title in (*CHAPTERS, AFTER[0])]
        found = {number: range(*span) for number, span in enumerate(pairwise(starts), 1)}
        assert all(len(pages) > 1 for pages in found.values())
        return found

    @property
    def cities(self) -> dict[str, range]:
        """The pages of each city."""
        starts = [next(page for level, title, page in self.bookmarks() if level and title == name) for name in NAMES]
        spans = pairwise([*starts, self.titled("Index of names")])
        found = {name: range(*span) for name, span in zip(NAMES, spans, strict=True)}
        assert all(found.values())
        return found

    def pages(self, title: str) -> range:
        """The pages of a part after the chapters."""
        starts = [*map(self.titled, AFTER), len(self.text) - 1]
        return range(*list(pairwise(starts))[AFTER.index(title)])

    def said(self, title: str) -> str:
        """What stands on the pages of a part after the chapters, folded, without their heads and feet."""
        return fold(" ".join(map(self.body, self.pages(title))))

    def links(self, index: int) -> Iterator[tuple[str, int | None, float | None, Box]]:
        """What links of a page say, the page and height that they lead to (none for the web), and where they are."""
        for item in self.reader.pages[index].get("/Annots", []):
            link = item.get_object()
            box = tuple(float(value) for value in link["/Rect"])
            target = self.aim(link)
            page = None if target is None else self.reader.get_destination_page_number(target)
            top = None if target is None or target.top is None else float(target.top)
            yield str(link.get("/Contents", "")), page, top, box  # type: ignore[misc]

    def aim(self, link: Any) -> Any:
        """The destination of a link within the file."""
        action = link.get("/A", {})
        if action.get("/S") == "/URI":
            return None
        target = link.get("/Dest", action.get("/D"))
        if isinstance(target, (str, bytes)):
            return self.names[str(target)]
        return pypdf.generic.Destination("", target[0], pypdf.generic.Fit.xyz(*target[2:5]))

    def within(self, index: int, box: Box) -> str:
        """What is printed within a box: left, bottom, right, top in points."""
        return str(self.document[index].get_textpage().get_text_bounded(*box)).strip()

    def body(self, index: int) -> str:
        """What stands on a page without its head and foot."""
        return self.within(index, (0, 17 * MM, 210 * MM, (297 - 20) * MM))

    def head(self, index: int) -> str:
        """The running head of a page on the side where lines begin."""
        return " ".join(self.within(index, (15 * MM, (297 - 16) * MM, 115 * MM, (297 - 9) * MM)).split())

    def picture(self, index: int) -> Image.Image:
        """A page as a picture, one pixel for each point."""
        return self.document[index].render(scale=1).to_pil().convert("RGB")


def filled(pdf: bytes) -> list[float]:
    """How much of the height for text each page of a gathering uses: down to its lowest ink, from 0 to 1."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=1, grayscale=True).to_pil().crop((0, round(22 * MM), 595, round(279 * MM)))
        box = picture.point(lambda value: 255 if value < 250 else 0).getbbox()
        found.append(box[3] / picture.size[1] if box else 0.0)
    return found


def tops(pdf: bytes) -> list[str]:
    """The first words of each page of a gathering below its running head."""
    document = pypdfium2.PdfDocument(pdf)
    texts = (page.get_textpage().get_text_bounded(top=page.get_height() - 20 * MM) for page in document)
    return [text.strip()[:120] for text in texts]
