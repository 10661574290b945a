"""What a bound volume must hold by its parts, as PDFium reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .navigation import Bookmark, bookmarks
from .proof import checksum
from .reading import attachments, open_pdf

if TYPE_CHECKING:
    from .binding import Bound, Part


@dataclass(frozen=True)
class PartSaid:
    """What a part brings into a volume: bookmarks, sizes of trimmed pages in points, checksums of attached files."""

    outline: tuple[Bookmark, ...]
    sizes: tuple[tuple[float, float], ...]
    files: tuple[bytes, ...]


def said_by_part(part: Part) -> PartSaid:
    """Read a part; raises :class:`DamagedError`."""
    with closing(open_pdf(part.pdf, part.password)) as document:
        boxes = [page.get_trimbox() for page in document]
        sizes = tuple((right - left, top - bottom) for left, bottom, right, top in boxes)
        return PartSaid(tuple(bookmarks(document)), sizes, tuple(checksum(data) for _, data in attachments(document)))


def outline_of(
    parts: Sequence[Part], places: Sequence[Bound], outlines: Sequence[Sequence[Bookmark]]
) -> list[Bookmark]:
    """The bookmarks of a volume: those of a part (``outlines``) below its own, or below that of another part."""
    first = {place.name: place.first_page for place in places}
    below: dict[str, list[Any]] = {"": []}
    for part, place, outline in zip(parts, places, outlines, strict=True):
        own: list[Any] = [(title, page and page + place.first_page - 1) for title, page in outline]
        level = below[part.under if part.under in below else ""]
        if part.bookmark:
            level.append((part.title, first[part.opens or part.name]))
            below[part.name] = own
            level.append(own)
        else:
            level += own
    return list(_flat(below[""]))


def _flat(level: list[Any]) -> Iterator[Bookmark]:
    for item in level:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item
