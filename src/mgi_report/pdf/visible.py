"""Whether the words of finished pages can be seen: none hidden, cut off, too faint or too small.

A reader of PDF finds words that no person does. Here pages are painted (:mod:`rendering`), so it does not matter how a
template or a style sheet hid them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ..errors import Kind, Problem, count_of, excerpt
from ..text.typography import as_printed, fold
from ..text.units import LEAST_TYPE
from .proof import Check, Expected
from .reading import PageFacts, read_page, reopened
from .rendering import Contrast, Unseen

_SHOWN = 3  # problems of one kind on a page; the rest look the same
_FIRST = 24  # letters of words by which their finding is known
_SAYS: dict[str, tuple[Kind, str, str]] = {
    "hidden": (
        Kind.UNSEEN,
        "words that nobody can see",
        "they have the colour of their ground, are transparent, or lie under something, outside their box or the page",
    ),
    "cut": (
        Kind.UNSEEN,
        "words that are cut off, or covered in part",
        "let boxes grow with their text (no overflow, no fixed height), and put nothing over it",
    ),
    "faint": (
        Kind.CONTRAST,
        "type with a contrast of {contrast:.1f}:1 to its ground; {needed:g}:1 is needed",
        "choose a darker or a lighter colour for one of them",
    ),
    "small": (Kind.LETTERING, f"type of {{size:.1f}} pt; from {LEAST_TYPE:g} pt on it can be read", "set it larger"),
    "blank": (Kind.GLYPH_MISSING, "characters without an outline", "a font file is damaged, or lacks these characters"),
}


def read_pages(
    pdf: bytes, document: Any, expected: Expected | None, known: Expected, contrast: Contrast | None
) -> list[PageFacts]:
    """All pages of a PDF that is open as a document; words that cannot be seen are looked for where a ``contrast`` is
    demanded.

    Of a file of which no more is ``known`` than what is attached to it, and which may hold pages of others, pages with
    findings are looked at.
    """
    if expected or not contrast:
        every = enumerate(reopened(pdf, document))
        passed = known.seen | known.looked
        pages = [read_page(opened, index, None if index in passed else contrast) for index, opened in every]
        return [replace(page, unseen=()) if page.number - 1 in known.looked else page for page in pages]
    pages = [read_page(opened, index) for index, opened in enumerate(reopened(pdf, document))]
    findings = [fold(text) for _, text in known.findings]
    return [
        read_page(document, page.number - 1, contrast) if any(text in page.folded for text in findings) else page
        for page in pages
    ]


def check_visible(pages: Sequence[PageFacts], known: Expected, file: str) -> Check:
    """Every word on the pages that were looked at can be seen."""
    looked = [page for page in pages if page.unseen is not None]
    if not looked:
        return Check("visible", "no page was looked at", skipped=True)
    problems = [problem for page in looked if page.unseen for problem in _told(page, page.unseen, known, file)]
    return Check("visible", f"{count_of(len(looked), 'page')} painted", tuple(problems))


def _told(page: PageFacts, found: Sequence[Unseen], known: Expected, file: str) -> Iterator[Problem]:
    for why, (kind, message, hint) in _SAYS.items():
        for words, first in _runs(word for word in found if word.why == why)[:_SHOWN]:
            told = message.format(contrast=first.contrast, needed=first.needed, size=first.size)
            where = ": ".join((f"page {page.number}", *_finding(words, page, known)))
            yield Problem(file, message=told, value=excerpt(as_printed(words)), path=where, hint=hint, kind=kind)


def _runs(found: Iterator[Unseen]) -> list[tuple[str, Unseen]]:
    """Words that follow one another, together, with the first of each run."""
    ahead: Callable[[tuple[int, Unseen]], int] = lambda item: item[1].number - item[0]  # noqa: E731
    runs = ([word for _, word in run] for _, run in groupby(enumerate(found), ahead))
    return [(" ".join(word.words for word in run), run[0]) for run in runs]


def _finding(words: str, page: PageFacts, known: Expected) -> list[str]:
    """The finding that words, or the first of them, are of, where there is but one on the page."""
    folded = fold(words)
    texts = {reference: fold(text) for reference, text in known.findings}
    for length in (len(folded), _FIRST):
        here = [ref for ref, text in texts.items() if folded[:length] in text and text in page.folded]
        if len(here) == 1:
            return here
    return []
