"""What a proof is: checks, what they found, and what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .errors import Problem

CHECKS = {
    "open": "the file opens, has pages and is not encrypted",
    "pages": "an even number of pages, as planned, none blank",
    "findings": "every finding stands in it whole and once",
    "links": "every link leads somewhere and is described",
    "fonts": "fonts are embedded and none is foreign",
    "glyphs": "no character without a glyph",
    "margins": "no type outside the safe area, none on top of other type",
    "outline": "bookmarks lead to pages",
    "standard": "built to PDF/X-4 (ISO 15930-7): identification, dates, trapping, file identifier",
    "intent": "one output intent with an embedded CMYK output profile",
    "boxes": "trim, bleed and media of every page to 0.1 mm, none turned",
    "count": "the pages fill whole sheets, and blank ones stand before the last",
    "colour": "nothing but the four inks: no RGB, gray or Lab",
    "ink": "no more than 300 % of ink at any place",
    "black": "small type is printed by one plate, black, or is knocked out",
    "lettering": "no type under 7 pt, none knocked out under 8 pt",
    "lines": "no line under 0.25 pt",
    "pictures": "pictures have at least 300 pixels per inch",
    "effects": "no opacity, blending, overprint or nested effect",
    "bleed": "what reaches the trim goes 3 mm beyond it; marks stand outside",
    "extras": "no annotations, forms, actions, JavaScript, attachments or encryption",
    "PDF/UA-1": "ISO 14289-1, judged by page-validation",
    "PDF/A-3a": "ISO 19005-3, judged by page-validation",
}


@dataclass(frozen=True)
class Expected:
    """What must stand in a file: findings as (reference, words), and the number of pages where it was planned."""

    findings: tuple[tuple[str, str], ...] = ()
    pages: int | None = None
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """One check: its name in :data:`CHECKS`, what was looked at and what was wrong; skipped where it cannot be done."""

    name: str
    detail: str
    problems: tuple[Problem, ...] = ()
    skipped: bool = False

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problems


@dataclass(frozen=True)
class Proof:
    """The result for one file."""

    file: str
    pages: int
    checks: tuple[Check, ...]

    @property
    def problems(self) -> list[Problem]:
        """Everything that was wrong."""
        return [problem for check in self.checks for problem in check.problems]

    @property
    def passed(self) -> bool:
        """Whether no check found anything."""
        return not self.problems

    @property
    def summary(self) -> str:
        """In a few words: 10 checks passed."""
        done = [check for check in self.checks if not check.skipped]
        bad = sum(not check.passed for check in done)
        skipped = f", {len(self.checks) - len(done)} skipped" if len(done) < len(self.checks) else ""
        return f"{bad} of {len(done)} checks failed{skipped}" if bad else f"{len(done)} checks passed{skipped}"

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        checks = [
            {
                "name": check.name,
                "rule": CHECKS[check.name],
                "detail": check.detail,
                "passed": check.passed,
                "skipped": check.skipped,
                "problems": [problem.as_dict() for problem in check.problems],
            }
            for check in self.checks
        ]
        return {"file": self.file, "pages": self.pages, "passed": self.passed, "checks": checks}
