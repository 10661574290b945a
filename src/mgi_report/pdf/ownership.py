"""Whether whatever stands on a tagged page belongs to something (ISO 14289-1, 7.1 and 7.8).

Each piece of a page is content of a structure element that is reached from the root, or an artifact. What belongs to
nobody is heard by some readers on every page, and lost by others; validators do not look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ..errors import Kind, Problem, Severity, excerpt
from ..text.typography import as_printed
from .navigation import wide, wide_aside
from .tags import tags_of

_SHOWN = 3  # problems on a page; the rest look the same
_DEPTH = 8
_UNREACHED = "content that belongs to no element of the tag tree"
_UNMARKED = "type that is neither tagged nor an artifact"
_UNNAMED = "an artifact of pagination that does not say which"


class Orphan(NamedTuple):
    """What belongs to nobody: why, and its words; none where it is no type."""

    why: str
    words: str


def orphans_on(page: Any, text_page: Any) -> tuple[Orphan, ...]:
    """What belongs to nobody on a page that is open in PDFium; nothing where the file has no tags.

    Each piece of type is looked at, and of all else whatever is marked as content of an element.
    """
    with tags_of(page) as tags:
        if tags is None:
            return ()
        reached = {mark for element in tags.top for mark in tags.content(element)}
    found = (pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page)))
    return tuple(_orphans(found, reached, text_page, 0))


def _orphans(objects: Iterator[Any], reached: set[int], text_page: Any, depth: int) -> Iterator[Orphan]:
    for item in objects:
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        kind = pdfium.FPDFPageObj_GetType(item)
        if mark >= 0:  # marks in a form may be of a count of its own
            if mark not in reached and not depth:
                yield Orphan(_UNREACHED, _words(item, text_page))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if (marks := _marks(item)) is None:
                yield Orphan(_UNMARKED, _words(item, text_page))
            elif "Type" in marks and "Subtype" not in marks:
                yield Orphan(_UNNAMED, _words(item, text_page))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH and _marks(item) is None:
            inside = (pdfium.FPDFFormObj_GetObject(item, at) for at in range(pdfium.FPDFFormObj_CountObjects(item)))
            yield from _orphans(inside, reached, text_page, depth + 1)


def _marks(item: Any) -> set[str] | None:
    """What the artifact tells in which something stands; nothing where it stands in none."""
    for at in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, at)
        if wide_aside(pdfium.FPDFPageObjMark_GetName, mark) == "Artifact":
            count = pdfium.FPDFPageObjMark_CountParams(mark)
            return {wide_aside(pdfium.FPDFPageObjMark_GetParamKey, mark, number) for number in range(count)}
    return None


def _words(item: Any, text_page: Any) -> str:
    is_type = pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT
    return wide(pdfium.FPDFTextObj_GetText, item, text_page).strip() if is_type else ""


def ownership_faults(orphans: Sequence[Orphan], file: str, where: str) -> Iterator[Problem]:
    """What belongs to nobody on a page, as problems."""
    for why, words in orphans[:_SHOWN]:
        yield Problem(
            file, message=why, value=excerpt(as_printed(words)) if words else "", path=where, kind=Kind.UNTAGGED
        )


def count_orphans(orphans: Sequence[Orphan]) -> int:
    """How much belongs to nobody on a page of somebody else, who need not say what artifacts are."""
    return sum(orphan.why != _UNNAMED for orphan in orphans)


def orphans_of(file: str, count: int) -> Problem:
    """A warning that so much of a file of somebody else belongs to nobody."""
    message = f"{count} pieces of its pages belong to no tag, and are no artifacts"
    hint = "readers may leave them out, or read them on every page; who made the file can mend that"
    return Problem(file, message=message, hint=hint, severity=Severity.WARNING, kind=Kind.UNTAGGED)
