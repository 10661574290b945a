"""Boxes of pages of the press, and what reaches their trim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..design.editions import BLEED as BLEED_MM
from ..errors import Kind, Problem
from ..pdf.proof import Check
from ..text.units import POINTS_PER_MM
from .facts import PressPage

TOLERANCE = 0.1 * POINTS_PER_MM
"""How far a box may be from where it should be."""

BLEED = BLEED_MM * POINTS_PER_MM
TRIMS = {"A4": (210 * POINTS_PER_MM, 297 * POINTS_PER_MM), "A3 sheet": (420 * POINTS_PER_MM, 297 * POINTS_PER_MM)}
"""Sizes a trimmed page may have: a page, or two of them side by side on a sheet."""
_NEAR_TRIM = 0.5 * POINTS_PER_MM


def trim_name(page: PressPage) -> str:
    """What the trimmed page is called, or nothing when it is of no size that we make."""
    if page.trim is None:
        return ""
    width, height = page.trim[2] - page.trim[0], page.trim[3] - page.trim[1]
    for name, (wide, high) in TRIMS.items():
        if abs(width - wide) <= TOLERANCE and abs(height - high) <= TOLERANCE:
            return name
    return ""


def is_imposed(pages: Sequence[PressPage]) -> bool:
    """Whether the pages are sheets with two pages on each side."""
    return bool(pages) and all(trim_name(page) == "A3 sheet" for page in pages)


def check_boxes(pages: Sequence[PressPage], file: str) -> Check:
    """Trim, bleed and media of every page."""
    problems = []
    for page in pages:
        where = f"page {page.number}"
        problems += [Problem(file, message=message, path=where, kind=Kind.BOXES) for message in _box_faults(page)]
    if len({(page.media, page.trim, page.bleed) for page in pages}) > 1:
        problems.append(Problem(file, message="the pages have different boxes", kind=Kind.BOXES))
    first = pages[0]
    if first.trim is None or first.bleed is None:
        return Check("boxes", "", tuple(problems))
    bleed = round(min(_margins(first.bleed, first.trim)) / POINTS_PER_MM, 1)
    trim, media = _size(first.trim), _size(first.media)
    name = trim_name(first) or "of another size"
    detail = f"trim {name}, bleed {bleed:.1f} mm, media {media[0]:.0f} × {media[1]:.0f} mm"
    return Check("boxes", detail, tuple(problems), values={"trim": trim, "bleed": bleed, "media": media})


def _size(box: tuple[float, float, float, float]) -> tuple[float, float]:
    """Width and height in mm."""
    return round((box[2] - box[0]) / POINTS_PER_MM, 1), round((box[3] - box[1]) / POINTS_PER_MM, 1)


def _box_faults(page: PressPage) -> Iterator[str]:
    if page.trim is None or page.bleed is None:
        yield "it has no TrimBox or no BleedBox"
        return
    if not trim_name(page):
        width, height = _size(page.trim)
        yield f"the trimmed page is {width:.1f} × {height:.1f} mm, not {' or '.join(TRIMS)}"
    wanted = 0.0 if trim_name(page) == "A3 sheet" and page.media == page.trim else BLEED
    if any(abs(margin - wanted) > TOLERANCE for margin in _margins(page.bleed, page.trim)):
        yield "the bleed is not 3 mm on all sides"
    if any(margin < -TOLERANCE for margin in _margins(page.media, page.bleed)):
        yield "the bleed goes beyond the media"
    if any(abs(edge) > TOLERANCE for edge in page.media[:2]):
        yield "the media does not begin at 0, 0"
    if page.rotation:
        yield f"it is turned by {page.rotation} degrees"


def _margins(outer: tuple[float, ...], inner: tuple[float, ...]) -> tuple[float, ...]:
    return inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]


def check_bleed(pages: Sequence[PressPage], file: str) -> Check:
    """What reaches the trim goes beyond it, and marks stand outside."""
    problems, reaching = [], 0
    for page in pages:
        if page.trim is None or page.bleed is None:
            continue
        where = f"page {page.number}"
        whole: list[Sequence[float]] = []
        for paint in page.painting.paints:
            if paint.box is None:
                continue
            if paint.colour.space == "Separation All":
                if _overlaps(paint.box, page.bleed):
                    problems.append(Problem(file, message="a mark inside the bleed", path=where, kind=Kind.BLEED))
                continue
            short, reaches, inside = _short_of_bleed(paint.box, page)
            reaching += reaches
            if not short and any(paint.colour.inks):
                whole.append(paint.box)
            elif (inside or paint.free or paint.kind == "line") and any(_within(paint.box, ground) for ground in whole):
                continue  # land and waters end anywhere on a map that reaches the bleed: no paper can show
            problems += [Problem(file, message=message, path=where, kind=Kind.BLEED) for message in short]
    marked = any(paint.colour.space == "Separation All" for page in pages for paint in page.painting.paints)
    detail = f"{reaching} grounds and pictures reach the trim, {'marks' if marked else 'no marks'}"
    return Check("bleed", detail, tuple(dict.fromkeys(problems)), values={"marks": marked})


def _overlaps(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _within(box: Sequence[float], ground: Sequence[float]) -> bool:
    left, low, right, high = (
        TOLERANCE + sign * (one - two) for one, two, sign in zip(box, ground, (1, 1, -1, -1), strict=True)
    )
    return min(left, low, right, high) >= 0


def _short_of_bleed(box: Sequence[float], page: PressPage) -> tuple[list[str], bool, bool]:
    """What is wrong with something painted at a box, whether it reaches the trim, and whether it ends inside of it."""
    assert page.trim is not None
    assert page.bleed is not None
    if not _overlaps(box, page.trim):
        return [], False, False
    found, reaches, inside = [], False, True
    for side, sign, index in (("left", -1, 0), ("lower", -1, 1), ("right", 1, 2), ("upper", 1, 3)):
        beyond_trim = sign * (box[index] - page.trim[index])
        if beyond_trim > -_NEAR_TRIM:
            reaches = True
            if sign * (page.bleed[index] - box[index]) > TOLERANCE:
                inside = inside and beyond_trim < 0
                found.append(
                    f"a ground ends {beyond_trim / POINTS_PER_MM:.1f} mm beyond the {side} trim instead of 3 mm"
                )
    return found, reaches, inside
