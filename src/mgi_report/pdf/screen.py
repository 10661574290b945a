"""Opens a finished PDF and proves it: nothing lost, nothing broken, conformant.

Works on bytes alone and with other software than the one that made them: PDFium reads the pages, PDFium and pypdf the
structure, page-validation (where it is installed) judges PDF/UA-1 and PDF/A-3a.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from ..errors import Kind, Problem, count_of, excerpt
from ..text.turned import has
from ..text.typography import fold, is_right_to_left, spelled, without_punctuation
from .agreement import ask_second_reader, check_structure
from .conformance import STANDARDS, Judgement
from .expected import expected_by_attachment
from .margins import check_margins
from .navigation import bookmarks, misspoken
from .ownership import count_orphans, ownership_faults
from .proof import Check, Expected, Proof
from .reading import DamagedError, PageFacts, is_encrypted, open_in_order
from .rendering import Contrast
from .visible import check_visible, read_pages

_SENTENCE = 25  # characters; what is shorter may well stand in other texts of a publication

More = Callable[[Any, Sequence[PageFacts]], Iterable[Check]]
"""Checks of one kind of publication, given the open document and its pages."""


def prove(
    pdf: bytes,
    expected: Expected | None = None,
    file: str = "",
    more: More | None = None,
    standards: Sequence[str] = tuple(STANDARDS),
    *,
    ours: bool = True,
) -> Proof:
    """Check a PDF.

    Without expectations the findings are read from the data attached to the file, if it is one of ours; how many pages
    were planned and which fonts are the project's own is not known then, and not judged. ``standards`` are those that
    the file must follow, ``ours`` is whether it is a publication of ours.
    """
    archive = "PDF/UA-2" in standards
    try:
        document = open_in_order(pdf)
    except DamagedError as error:
        return unreadable(file, f"cannot open this file as PDF: {error}")
    try:
        with closing(document), Judgement(pdf, file, standards) as judgement:
            known = expected or expected_by_attachment(document)
            pages = read_pages(pdf, document, expected, known, Contrast() if ours else None)
            checks = [
                *page_checks(document, pages, known, file),
                check_ownership(pages, file, ours=ours),
                check_structure(pdf, document, pages, file, standards, known.said, ours=ours),
                *([_check_archive(pdf, file)] if archive else ()),
                *(more(document, pages) if more else ()),
                *judgement.checks(),
                *(
                    Check(name, "not claimed", skipped=True)
                    for name in STANDARDS
                    if name not in standards and not archive
                ),
            ]
            return Proof(file, len(pages), tuple(checks), "archive" if archive else "screen")
    except DamagedError as error:
        return unreadable(file, f"the file is damaged: {error}")


def page_checks(document: Any, pages: Sequence[PageFacts], known: Expected, file: str) -> list[Check]:
    """What is checked of the pages of any PDF, and of its bookmarks."""
    return [
        check_open(document, pages, file),
        _check_pages(pages, known, file),
        check_findings(pages, known, file),
        _check_links(document, pages, file, known.speaks),
        check_fonts(pages, known, file),
        check_glyphs(pages, file),
        check_visible(pages, known, file),
        check_margins(document, pages, file),
        _check_outline(document, file),
    ]


def unreadable(file: str, message: str, edition: str = "screen") -> Proof:
    """The proof of a file that cannot be read."""
    return Proof(file, 0, (Check("open", "", (Problem(file, message=message, kind=Kind.PDF_DAMAGED),)),), edition)


def check_open(document: Any, pages: Sequence[PageFacts], file: str) -> Check:
    """The file is not encrypted."""
    message = "the file is encrypted; archives and print shops refuse that"
    problems = (Problem(file, message=message, kind=Kind.PDF_ENCRYPTED),) if is_encrypted(document) else ()
    return Check("open", count_of(len(pages), "page"), problems)


def _check_pages(pages: Sequence[PageFacts], expected: Expected, file: str) -> Check:
    problems = []
    planned = expected.pages is not None
    if planned and len(pages) != expected.pages:
        message = f"{len(pages)} pages instead of the planned {expected.pages}"
        hint = "a text takes more room than the plan foresaw"
        problems.append(Problem(file, message=message, hint=hint, kind=Kind.PLAN_MISSED))
    if planned and len(pages) % min(expected.pages_by, 2):
        message, hint = f"an odd number of pages ({len(pages)})", "printed on both sides, one would be blank"
        problems.append(Problem(file, message=message, hint=hint, kind=Kind.PAGE_COUNT))
    problems += [
        Problem(file, message="a page without text", path=f"page {page.number}", kind=Kind.BLANK_PAGE)
        for page in pages
        if not page.folded
    ]
    return Check("pages" if planned else "text", count_of(len(pages), "page"), tuple(problems))


def check_findings(pages: Sequence[PageFacts], expected: Expected, file: str) -> Check:
    """Every finding stands in the pages whole, as often as it is listed; a few words may stand elsewhere too."""
    if not expected.findings:
        return Check("findings", "no data attached that names a finding", skipped=True)
    # Pages that were just made have every hyphen that was typed; what made those of somebody else is not known.
    plain = spelled if expected.said else fold
    everything = "".join(plain(page.text) if expected.said else page.folded for page in pages)
    bare = without_punctuation(everything)
    told = [(reference, plain(text), text) for reference, text in expected.findings]
    listed = "\n".join(folded for _, folded, _ in told)
    bare_list = without_punctuation(listed)
    problems = []
    for reference, folded, text in told:
        wanted, found = listed.count(folded), everything.count(folded)
        if is_right_to_left(text):  # readers disagree on which side of a number a full stop stands
            wanted, found = (words.count(without_punctuation(folded)) for words in (bare_list, bare))
            found = wanted if found < wanted and has(bare, text) else found
        if found < wanted or (found > wanted and len(folded) >= _SENTENCE and not expected.quoted):
            lost = "is not in the pages, or not whole"
            times = lost if found < wanted else f"stands there {found} times instead of {wanted}"
            message, nearest = f"the finding {reference} {times}", _nearest(fold(text), pages)
            problems.append(Problem(file, message=message, value=excerpt(text), path=nearest, kind=Kind.FINDING_LOST))
    return Check("findings", count_of(len(dict(expected.findings)), "finding"), tuple(dict.fromkeys(problems)))


def _nearest(folded: str, pages: Sequence[PageFacts]) -> str:
    """The page on which most of a finding's beginning stands."""
    for length in (len(folded) // 2, len(folded) // 4, 12):
        for page in pages:
            if folded[:length] and folded[:length] in page.folded:
                return f"page {page.number}"
    return ""


def _check_links(document: Any, pages: Sequence[PageFacts], file: str, speaks: Sequence[str]) -> Check:
    problems = [
        Problem(file, message=message, value=excerpt(value), path=f"page {page.number}", kind=kind)
        for page in pages
        for target, description in page.links
        for kind, message, value in _link_faults(document, target, description, speaks)
    ]
    return Check("links", count_of(sum(len(page.links) for page in pages), "link"), tuple(problems))


def _link_faults(
    document: Any, target: str, description: str, speaks: Sequence[str]
) -> Iterator[tuple[Kind, str, str]]:
    if not target:
        yield Kind.LINK, "a link that leads nowhere", description
    elif not description or (description == target and not target.startswith(("http", "mailto"))):
        yield Kind.LINK, "a link without a description in words", target
    elif wrong := misspoken(document, target, description, speaks):
        yield Kind.PAGE_NUMBER, wrong, description


def _check_archive(pdf: bytes, file: str) -> Check:
    """What a publication of ours says of itself, and whether its tags are those of PDF 2.0 (:mod:`archival`)."""
    try:
        elements, faults = ask_second_reader("archival:read_archive", pdf)
    except DamagedError as error:
        elements, faults = 0, {f"a second reader cannot read the file: {excerpt(error, 120)}": 1}
    problems = (
        Problem(file, message=message, value=f"{count} times" if count > 1 else "", kind=Kind.STANDARD)
        for message, count in faults.items()
    )
    return Check("archive", f"{elements} elements", tuple(problems))


def check_fonts(pages: Iterable[PageFacts], expected: Expected, file: str) -> Check:
    """Fonts are embedded and among those expected, where that is known."""
    fonts = sorted({font for page in pages for font in page.fonts})
    problems = [
        Problem(file, message="a font is not embedded", value=excerpt(name), kind=Kind.FOREIGN_FONT)
        for name, embedded in fonts
        if not embedded
    ]
    allowed = tuple(map(_squeezed, expected.fonts))
    message = "a font that is not among the project's own"
    hint = "a family in a style sheet is misspelt, or a character is missing in it"
    problems += [
        Problem(file, message=message, value=excerpt(name), hint=hint, kind=Kind.FOREIGN_FONT)
        for name, _ in fonts
        if allowed and not _squeezed(name).startswith(allowed)
    ]
    names = [name for name, _ in fonts]
    return Check("fonts" if allowed else "embedded", ", ".join(names), tuple(problems), values={"fonts": names})


def _squeezed(name: str) -> str:
    return name.replace(" ", "").replace("-", "").lower()


def check_glyphs(pages: Iterable[PageFacts], file: str) -> Check:
    """No character lacks its glyph."""
    message = "a character without a glyph or without a meaning"
    problems = (
        Problem(file, message=message, path=f"page {page.number}", kind=Kind.GLYPH_MISSING)
        for page in pages
        if "\ufffd" in page.text or "\0" in page.text
    )
    return Check("glyphs", "", tuple(problems))


def check_ownership(pages: Sequence[PageFacts], file: str, *, ours: bool = True) -> Check:
    """Whatever stands on tagged pages belongs to something; in a file of somebody else what does not is counted."""
    if not ours:
        count = sum(count_orphans(page.orphans) for page in pages)
        return Check("tags", f"{count} without" if count else "")
    found = (ownership_faults(page.orphans, file, f"page {page.number}") for page in pages)
    return Check("tags", "", tuple(problem for faults in found for problem in faults))


def _check_outline(document: Any, file: str) -> Check:
    found, message = list(bookmarks(document)), "a bookmark that leads nowhere"
    lost = [excerpt(title) for title, page in found if page is None]
    problems = [Problem(file, message=message, value=title, kind=Kind.BOOKMARK) for title in lost]
    return Check("outline", count_of(len(found), "bookmark"), tuple(problems))
