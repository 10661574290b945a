"""Proves a press file as the people at the print shop would: boxes, inks, type, lines, pictures.

There is no free validator of PDF/X-4 to be trusted, so these are our own rules, applied by other software than the one
that made the file; the proof says what was looked at and claims no more. Rules about the words in it are those of
:mod:`~mgi_report.pdf.screen`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import groupby

from ..design.editions import PRESS
from ..errors import Kind, Problem, count_of
from ..pdf.agreement import check_structure
from ..pdf.margins import check_margins
from ..pdf.proof import Check, Expected, Proof
from ..pdf.reading import PageFacts, open_pdf
from ..pdf.rendering import Contrast
from ..pdf.screen import check_findings, check_fonts, check_glyphs, check_open, unreadable
from ..pdf.visible import check_visible, read_pages
from . import separations
from .facts import PressFile, PressPage, read_press
from .rules import check_black, check_colour, check_effects, check_ink, check_lettering, check_lines, check_pictures
from .trims import check_bleed, check_boxes, is_imposed

_CONTRAST = Contrast(3.0, 3.0)
"""What a screen shows of inks is not what paper does; below that nobody reads it on either."""
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
        with closing(open_pdf(pdf)) as document:
            texts = read_pages(pdf, document, known, known, _CONTRAST if ours else None)
            opened = check_open(document, texts, file)
            if not opened.passed:
                return Proof(file, len(texts), (opened,), PRESS.name)
            margins = check_margins(document, texts, file)
            structure = check_structure(pdf, document, texts, file, ("PDF/X-4",), known.said, ours=ours)
        facts = read_press(pdf)
    except ValueError as error:  # a damaged file too
        return unreadable(file, f"cannot open this file as PDF: {error}", PRESS.name)
    plates = separations.measure(pdf, [page.bleed or page.media for page in facts.pages]) if measured else None
    checks = [
        opened,
        _check_standard(facts, file),
        _check_intent(facts, file),
        check_boxes(facts.pages, file),
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
        check_bleed(facts.pages, file),
        _check_extras(facts, file),
    ]
    return Proof(file, len(facts.pages), tuple(checks), PRESS.name)


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
    problems = tuple(Problem(file, message=message, kind=Kind.STANDARD) for message in wrong)
    return Check("standard", detail, problems, values=values)


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


def _check_count(pages: Sequence[PressPage], texts: Sequence[PageFacts], expected: Expected, file: str) -> Check:
    problems = []
    sides = 1 if len(pages) <= 2 else 2 if is_imposed(pages) else expected.pages_by  # one page or two are a leaf
    if len(pages) % sides:
        hint = "a sheet folded once has four pages"
        message = f"the number of pages, {len(pages)}, is no multiple of {sides}"
        problems.append(Problem(file, message=message, hint=hint, kind=Kind.PAGE_COUNT))
    if expected.pages is not None and len(pages) != expected.pages:
        message = f"{len(pages)} pages instead of the planned {expected.pages}"
        hint = "a text takes more room than the plan foresaw"
        problems.append(Problem(file, message=message, hint=hint, kind=Kind.PLAN_MISSED))
    blank = [text.number for text in texts if not text.folded]
    for _, numbered in groupby(enumerate(blank), lambda item: item[1] - item[0]):  # those that follow one another
        run = [number for _, number in numbered]
        left_page = len(run) == 1 and run[0] % 2 == 0
        before_the_end = len(run) < 4 and len(pages) / 2 < run[0] <= run[-1] < len(pages)
        if not left_page and not before_the_end:
            where = f"page {', '.join(map(str, run))}"
            message = "blank pages where a book has none"
            problems.append(Problem(file, message=message, path=where, kind=Kind.BLANK_PAGE))
    detail = f"{len(pages)} sides of sheets" if is_imposed(pages) else count_of(len(pages), "page")
    detail += f", blank: {', '.join(map(str, blank))}" if blank else ""
    values = {"pages": len(pages), "blank": blank, "sides": is_imposed(pages)}
    return Check("count", detail, tuple(problems), values=values)


def _check_extras(facts: PressFile, file: str) -> Check:
    problems = [Problem(file, message=f"the file has {words}", kind=Kind.EXTRAS) for words in facts.foreign]
    return Check("extras", "", tuple(problems))
