"""Proves a press file as the people at the print shop would: boxes, inks, type, lines, pictures.

There is no free validator of PDF/X-4 to be trusted, so these are our own rules, applied by other software than the one
that made the file; the proof says what was looked at and claims no more. Rules about the words in it are those of
:mod:`~mgi_report.pdf.screen`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..design.editions import PRESS
from ..errors import Kind, Problem
from ..pdf.agreement import check_structure
from ..pdf.margins import check_margins
from ..pdf.proof import Check, Expected, Proof
from ..pdf.reading import DamagedError, PageFacts, open_pdf
from ..pdf.rendering import Contrast
from ..pdf.screen import check_findings, check_fonts, check_glyphs, check_open, count_of
from ..pdf.visible import check_visible, read_pages
from ..text.units import POINTS_PER_MM
from . import separations
from .facts import PressFile, PressPage, read_press
from .rules import check_black, check_colour, check_effects, check_ink, check_lettering, check_lines, check_pictures

TOLERANCE = 0.1 * POINTS_PER_MM
"""How far a box may be from where it should be."""

BLEED = PRESS.bleed * POINTS_PER_MM
TRIMS = {"A4": (210 * POINTS_PER_MM, 297 * POINTS_PER_MM), "A3 sheet": (420 * POINTS_PER_MM, 297 * POINTS_PER_MM)}
"""Sizes a trimmed page may have: a page, or two of them side by side on a sheet."""

_CONTRAST = Contrast(3.0, 3.0)
"""What a screen shows of inks is not what paper does; below that nobody reads it on either."""
_NEAR_TRIM = 0.5 * POINTS_PER_MM
_NEEDED = (
    ("version", "PDF/X-4", "the XMP packet does not say that this is PDF/X-4"),
    ("title", "", "the XMP packet has no title"),
    ("created", "", "the XMP packet has no date of creation"),
    ("modified", "", "the XMP packet has no date of change"),
    ("dated", "", "the XMP packet has no date of its own"),
    ("document", "", "the XMP packet has no identifier of the document"),
    ("rendition", "", "the XMP packet has no rendition class"),
    ("edition", "", "the XMP packet has no version of the document"),
    ("info Title", "", "the file has no title"),
    ("info CreationDate", "", "the file has no date of creation"),
    ("info ModDate", "", "the file has no date of change"),
    ("ID", "", "the file has no identifier"),
)


def prove_press(
    pdf: bytes, expected: Expected | None = None, file: str = "", *, measured: bool = False, ours: bool = True
) -> Proof:
    """Check a press file.

    ``measured`` has total ink measured too, where Ghostscript is installed; ``ours`` is whether it is one of ours.
    """
    known = expected or Expected()
    try:
        document = open_pdf(pdf)
    except DamagedError as error:
        return _unreadable(file, str(error))
    try:
        texts = read_pages(pdf, document, known, known, _CONTRAST if ours else None)
        opened = check_open(document, texts, file)
        if not opened.passed:
            return Proof(file, len(texts), (opened,), PRESS.name)
        margins = check_margins(document, texts, file)
        structure = check_structure(pdf, document, texts, file, ("PDF/X-4",), known.said, ours=ours)
        facts = read_press(pdf)
    except ValueError as error:
        return _unreadable(file, str(error))
    finally:
        document.close()
    plates = separations.measure(pdf, [page.bleed or page.media for page in facts.pages]) if measured else None
    checks = [
        opened,
        _check_standard(facts, file),
        _check_intent(facts, file),
        _check_boxes(facts.pages, file),
        _check_count(facts.pages, texts, known, file),
        check_findings(texts, known, file),
        check_fonts(texts, known, file),
        check_glyphs(texts, file),
        check_visible(texts, known, file),
        margins,
        structure,
        check_colour(facts.pages, file),
        check_ink(facts.pages, plates, file, measured=measured),
        check_black(facts.pages, file),
        check_lettering(facts.pages, file),
        check_lines(facts.pages, file),
        check_pictures(facts.pages, file),
        check_effects(facts.pages, file),
        _check_bleed(facts.pages, file),
        _check_extras(facts, file),
    ]
    return Proof(file, len(facts.pages), tuple(checks), PRESS.name)


def _unreadable(file: str, why: str) -> Proof:
    problem = Problem(file, message=f"cannot open this file as PDF: {why}", kind=Kind.PDF_DAMAGED)
    return Proof(file, 0, (Check("open", "", (problem,)),), PRESS.name)


def _check_standard(facts: PressFile, file: str) -> Check:
    identity = facts.identity
    wrong = [
        message
        for key, value, message in _NEEDED
        if not identity[key] or (value and not identity[key].startswith(value))
    ]
    trapped = identity["info Trapped"].removeprefix("/")
    if trapped not in ("True", "False") or trapped != identity["trapped"]:
        wrong.append("the file does not say, or not with one voice, whether it is trapped")
    if facts.pdf_version > "1.6":
        wrong.append(f"PDF {facts.pdf_version} is newer than PDF/X-4 allows (1.6)")
    detail = f"{identity['version'] or 'no claim'}, PDF {facts.pdf_version}, trapped: {trapped.lower() or 'not said'}"
    values = {"title": facts.title, "pdf_version": facts.pdf_version, "trapped": trapped}
    return Check(
        "standard",
        detail,
        tuple(Problem(file, message=message, kind=Kind.STANDARD) for message in wrong),
        values=values,
    )


def _check_intent(facts: PressFile, file: str) -> Check:
    wrong = []
    if facts.intents != 1:
        wrong.append(f"{facts.intents} output intents for the press; one is needed")
    elif facts.profile_fault:
        wrong.append(f"the output profile will not do: {facts.profile_fault}")
    if facts.intents and not facts.condition:
        wrong.append("the output intent does not name the printing condition")
    problems = tuple(Problem(file, message=message, kind=Kind.OUTPUT_INTENT) for message in wrong)
    detail = f"{facts.condition}; {facts.profile}" if facts.profile else facts.condition
    values = {"condition": facts.condition, "profile": facts.profile}
    return Check("intent", detail, problems, values=values)


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


def _check_boxes(pages: Sequence[PressPage], file: str) -> Check:
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


def _check_count(pages: Sequence[PressPage], texts: Sequence[PageFacts], expected: Expected, file: str) -> Check:
    problems = []
    sides = 1 if len(pages) == 1 else 2 if is_imposed(pages) else expected.pages_by  # a single page is a leaf
    if len(pages) % sides:
        hint = "a sheet folded once has four pages"
        message = f"the number of pages, {len(pages)}, is no multiple of {sides}"
        problems.append(Problem(file, message=message, hint=hint, kind=Kind.PAGE_COUNT))
    if expected.pages is not None and len(pages) != expected.pages:
        message = f"{len(pages)} pages instead of the planned {expected.pages}"
        hint = "a text takes more room than the plan foresaw"
        problems.append(Problem(file, message=message, hint=hint, kind=Kind.PLAN_MISSED))
    blank = [text.number for text in texts if not text.folded]
    for run in _runs(blank):
        left_page = len(run) == 1 and run[0] % 2 == 0
        before_the_end = len(run) < 4 and len(pages) / 2 < run[0] <= run[-1] < len(pages)
        if not left_page and not before_the_end:
            where = f"page {', '.join(map(str, run))}"
            message = "blank pages where a book has none"
            problems.append(Problem(file, message=message, path=where, kind=Kind.BLANK_PAGE))
    detail = f"{len(pages)} sides of sheets" if is_imposed(pages) else count_of(len(pages), "page")
    detail += f", blank: {', '.join(map(str, blank))}" if blank else ""
    return Check(
        "count", detail, tuple(problems), values={"pages": len(pages), "blank": blank, "sides": is_imposed(pages)}
    )


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in runs of which each follows the one before."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _check_bleed(pages: Sequence[PressPage], file: str) -> Check:
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


def _check_extras(facts: PressFile, file: str) -> Check:
    problems = [Problem(file, message=f"the file has {words}", kind=Kind.EXTRAS) for words in facts.foreign]
    return Check("extras", "", tuple(problems))
