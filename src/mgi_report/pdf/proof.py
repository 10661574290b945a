"""What a proof is: checks, what they found, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

from ..errors import ExitCode, Problem, ReportError
from ..text.languages import mark

CHECKS = {
    "open": mark("the file opens, has pages and is not encrypted"),
    "pages": "an even number of pages, as planned, none blank",
    "text": "no page without text",
    "findings": mark("every finding stands in it whole and once"),
    "links": "every link leads somewhere and is described",
    "fonts": mark("fonts are embedded and none is foreign"),
    "embedded": mark("fonts are embedded"),
    "glyphs": mark("no character without a glyph"),
    "visible": mark("every word can be seen: none hidden, cut off, too faint or under 7 pt"),
    "margins": mark("no type outside the safe area, none over other type"),
    "outline": "bookmarks lead to pages",
    "tags": "whatever stands on a page belongs to a tag that is reached, or is an artifact",
    "structure": mark("two readers agree on pages, labels, boxes, bookmarks, attachments and metadata"),
    "standard": mark("built to PDF/X-4 (ISO 15930-7): identification, dates, trapping, file identifier"),
    "intent": mark("one output intent with an embedded CMYK output profile"),
    "boxes": mark("trim, bleed and media of every page to 0.1 mm, none turned"),
    "count": mark("the pages fill whole sheets, and blank ones stand before the closing pages"),
    "colour": mark("nothing but the four inks: no RGB, gray or Lab"),
    "ink": mark("no more than 300 % of ink at any place"),
    "black": mark("small type is printed by one plate, black, or is knocked out"),
    "lettering": mark("no type under 7 pt, none knocked out under 8 pt"),
    "lines": mark("no line under 0.25 pt"),
    "pictures": mark("pictures have at least 300 pixels per inch"),
    "effects": mark("no opacity, blending, soft mask or overprint"),
    "bleed": mark("what reaches the trim goes 3 mm beyond it; marks stand outside"),
    "extras": mark("no annotations, forms, actions, JavaScript, attachments or encryption"),
    "numbers": "printed page numbers are true, and folios are the labels of their pages",
    "tables": "every cell of every table holds what the comparison has under its heads",
    "volume pages": "every part has all its pages",
    "volume text": "every page says what it said, and looks as it did where its file had to be mended",
    "volume type": "no type of ours outside the safe area, none over other type",
    "volume links": "every link goes where it went, and ours into the volume",
    "volume labels": "page labels are as planned, and folios agree with them",
    "volume bookmarks": "bookmarks of all parts, each to its page",
    "volume files": "all attached files",
    "volume tags": "whatever stands on a page of ours belongs to a tag that is reached, or is an artifact",
    "volume structure": "two readers agree on bookmarks, files and boxes of what was made here",
    "web words": "no word that ranks, no order of places but its own, no score",
    "web findings": "every finding stands in it whole and once, in its domain and list",
    "web same": "the same findings, lists, order, words, caveat and source as in the PDF and in the data",
    "web links": "every link within the edition leads somewhere, and every name of a place in a page is its only one",
    "web alone": "it loads nothing from anywhere, and its policy allows nothing but what is in it",
    "office form": "title, headings, languages, heads of tables, alternatives, notes and properties as they should be",
    "office same": "the same findings, lists, order and words as in the PDF",
    "archive": "built to PDF/UA-2, WTPDF 1.0 and PDF/A-4f: version, claims, namespaces, lists, destinations",
    "PDF/UA-2": "ISO 14289-2, as far as it keeps ISO 14289-1, judged by page-validation",
    "PDF/A-4": "ISO 19005-4, as far as it keeps ISO 19005-3, judged by page-validation",
    "PDF/A-4f": "ISO 19005-4, as far as it keeps ISO 19005-3, judged by page-validation",
    "PDF/UA-1": "ISO 14289-1, judged by page-validation",
    "PDF/A-3a": "ISO 19005-3, judged by page-validation",
}


Verdict = dict[str, list[str]]
"""The names of the checks that ``passed``, were ``skipped`` and ``failed``; empty for what is not proved."""


def in_words(verdict: Verdict) -> str:
    """A verdict in a few words: 10 checks passed; nothing for what is not proved."""
    if not verdict:
        return ""
    bad, done = len(verdict["failed"]), len(verdict["failed"]) + len(verdict["passed"])
    skipped = f", {len(verdict['skipped'])} skipped" if verdict["skipped"] else ""
    return f"{bad} of {done} checks failed{skipped}" if bad else f"{done} checks passed{skipped}"


@dataclass(frozen=True)
class Said:
    """What a file must say of itself, as it was planned.

    ``outline`` are its bookmarks (title, page from 1) in order, ``labels`` those of its pages, ``files`` MD5 checksum
    and relationship (empty where it was not planned) of what is attached; there must be no others. ``sizes`` are width
    and height of trimmed pages in points, as far as they were planned.
    """

    title: str
    language: str
    outline: tuple[tuple[str, int | None], ...] = ()
    labels: tuple[str, ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()
    files: tuple[tuple[bytes, str], ...] = ()


def checksum(data: bytes) -> bytes:
    """The MD5 checksum by which a PDF knows the bytes of an attached file (ISO 32000-1, table 46)."""
    return md5(data, usedforsecurity=False).digest()


@dataclass(frozen=True)
class Expected:
    """What must stand in a file: findings as (reference, words), and the number of pages where it was planned.

    ``pages_by`` is what the page count of a press file is a multiple of, ``seen`` are indexes of pages that were
    painted and looked at before they were bound; ``speaks`` are patterns that find the page that a link speaks of
    (:mod:`..text.spoken`). Pages that were ``looked`` at stood in an earlier file, just as they are, and passed there.
    Findings that are ``quoted`` may stand elsewhere besides.
    """

    findings: tuple[tuple[str, str], ...] = ()
    pages: int | None = None
    fonts: tuple[str, ...] = ()
    pages_by: int = 4
    said: Said | None = None
    seen: frozenset[int] = frozenset()
    speaks: tuple[str, ...] = ()
    looked: frozenset[int] = frozenset()
    quoted: bool = False


@dataclass(frozen=True)
class Check:
    """One check: its name in :data:`CHECKS`, what was looked at and what was wrong; skipped where it cannot be done.

    ``values`` is what was found, as data: lengths in mm, type and lines in points, ink in per cent.
    """

    name: str
    detail: str
    problems: tuple[Problem, ...] = ()
    skipped: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problems


@dataclass(frozen=True)
class Proof:
    """The result for one file.

    ``edition`` says by which rules it was judged, ``notes`` are what is told of pages of somebody else.
    """

    file: str
    pages: int
    checks: tuple[Check, ...]
    edition: str = "screen"
    notes: tuple[Problem, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What all checks found, as data."""
        return {name: value for check in self.checks for name, value in check.values.items()}

    @property
    def problems(self) -> list[Problem]:
        """Everything that was wrong."""
        return [problem for check in self.checks for problem in check.problems]

    @property
    def passed(self) -> bool:
        """Whether no check found anything."""
        return not self.problems

    @property
    def exit_code(self) -> ExitCode:
        """What it comes to for a file that somebody hands in: a failure, or no PDF at all."""
        failed = ExitCode.PREFLIGHT if self.pages else ExitCode.DATA
        return ExitCode.DONE if self.passed else failed

    def demand(self, exit_code: ExitCode = ExitCode.PREFLIGHT) -> Proof:
        """The proof itself; raises :class:`ReportError` with everything that was wrong, if anything was."""
        if not self.passed:
            raise ReportError(self.problems, exit_code)
        return self

    @property
    def verdict(self) -> Verdict:
        """What became of each check, by its name."""
        found: Verdict = {"passed": [], "skipped": [], "failed": []}
        for check in self.checks:
            found["skipped" if check.skipped else "passed" if check.passed else "failed"].append(check.name)
        return found

    @property
    def summary(self) -> str:
        """In a few words: 10 checks passed."""
        return in_words(self.verdict)
