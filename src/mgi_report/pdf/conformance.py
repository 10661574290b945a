"""What the validator says of a file: PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), and what later parts keep.

PDF/UA-2 and PDF/A-4f are unknown to it. Most of what they ask they have from the parts before, so that a file which
claims them is judged by those, without the rules that the later parts have given up.

It is page-validation, where that is installed. It works while the caller makes checks of its own: in threads, because
it leaves the interpreter free, and in a process of its own for large files, because it needs many times their size, and
for files of somebody else, on which it may break down.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import Any

from ..errors import Kind, Problem
from ..workspace.aside import Aside, BrokenError
from .guard import is_guarded
from .proof import Check

STANDARDS = {"PDF/UA-1": "PDF_UA_1", "PDF/A-3a": "PDF_A_3A"}
"""Names of standards, and what the validator calls them."""

_BEFORE = {"PDF/UA-2": "PDF/UA-1", "PDF/A-4": "PDF/A-3a", "PDF/A-4f": "PDF/A-3a"}
_GIVEN_UP = {
    *("HEADER-001", "ID-PART-001", "ID-CONFORMANCE-001", "XMP-PROPERTY-DEFINITION-001"),
    *("XMP-EXTENSION-PROPERTY-DEFINITION-001", "XMP-EXTENSION-PROPERTY-VALUE-SHAPE-001"),
    *("XMP-PREDEFINED-PROPERTY-001", "XMP-PREDEFINED-VALUE-TYPE-001"),
}
"""Rules of the earlier parts, behind the name of the standard, on the version of a file, on what it claims and on
where properties are described."""

_LARGE = 2**20
LIMITS = {"max_reference_depth": 5_000, "max_decoded_stream_size": 2**28, "max_form_invocations": 200_000}
"""What the validator takes: bookmarks in a row count as depth, each takes 80 kB, and volumes have hundreds. Every mark
of a list is the invocation of a form; a volume of 80 cities has more than 10,000.
"""


class Judgement:
    """A file being judged by standards, in the background for as long as this is entered.

    Each standard becomes a check of its name, skipped where there is no validator.
    """

    def __init__(self, pdf: bytes, file: str, names: Iterable[str] = tuple(STANDARDS)) -> None:
        self._given = (pdf, file, tuple(name for name in names if name in STANDARDS or name in _BEFORE))
        self._stack = contextlib.ExitStack()
        self._answer: Callable[[], list[Check]] = lambda: judge_all(*self._given)

    def __enter__(self) -> Judgement:
        if validator() is not None and self._given[2]:
            if is_guarded() or len(self._given[0]) > _LARGE:
                self._ask_aside()
            else:
                self._ask_threads()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _ask_aside(self) -> None:
        with contextlib.suppress(OSError, BrokenError):
            engine = self._stack.enter_context(Aside())
            engine.ask(f"{__name__}:judge_all", *self._given)
            self._answer = engine.answer

    def _ask_threads(self) -> None:
        from concurrent.futures import ThreadPoolExecutor

        pdf, file, names = self._given
        pool = self._stack.enter_context(ThreadPoolExecutor(len(names)))
        futures = [pool.submit(judge, pdf, file, name) for name in names]
        self._answer = lambda: [future.result() for future in futures]

    def checks(self) -> list[Check]:
        """The checks, in the order of the names, as soon as they are there."""
        try:
            return self._answer()
        except BrokenError:
            if not is_guarded():
                return judge_all(*self._given)
        _, file, names = self._given
        message = "the validator breaks down on the file, or takes more memory or time than it may"
        return [Check(name, "", (Problem(file, message=message, kind=Kind.STANDARD),)) for name in names]


def validator() -> Any:
    """The validator's module, or nothing where it is not installed."""
    try:
        import page
    except ImportError:
        return None
    return page


def judge_all(pdf: bytes, file: str, names: Iterable[str]) -> list[Check]:
    """Judge a file by one standard after the other."""
    return [judge(pdf, file, name) for name in names]


def judge(pdf: bytes, file: str, name: str) -> Check:
    """Judge a file by a standard."""
    known = validator()
    if known is None:
        return Check(name, "page-validation is not installed", skipped=True)
    earlier = _BEFORE.get(name, "")
    profile = getattr(known.ValidationProfile, STANDARDS[earlier or name])
    limits = known.SafetyLimits(**LIMITS)
    try:
        report = known.validate_pdf_bytes(pdf, profile=profile, limits=limits)
    except known.PageError as error:
        message = f"the validator cannot read the file: {error}"
        return Check(name, "", (Problem(file, message=message, kind=Kind.STANDARD),))
    problems = tuple(
        Problem(file, message=f"{name}: {failure.message}", value=failure.rule_id, kind=Kind.STANDARD)
        for failure in report.failures
        if not (earlier and failure.rule_id.partition("-")[2] in _GIVEN_UP)
    )
    return Check(name, f"{len(report.rules)} rules" if hasattr(report.rules, "__len__") else "", problems)
