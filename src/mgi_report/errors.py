"""Problems, and the way they end a command.

A *problem* is a value: what is wrong, where it stands and what to do next. Every station collects its problems and
hands them on; only the command line prints them. The module imports nothing of ours, so that all others may use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import IntEnum, StrEnum
from typing import Any


class ExitCode(IntEnum):
    """How a command ended, for shells and build servers."""

    DONE = 0
    USAGE = 1
    DATA = 2
    MISSING = 3
    TEMPLATE = 4
    PREFLIGHT = 5
    BUG = 70


class Severity(StrEnum):
    """An error stops the output it concerns; a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    ``line`` and ``column`` count from 1; 0 means that the problem has no place in a text. ``path`` is the place in the
    data (``findings.partnerships.developed[2].text.es``), in a page (``page 3``) or in the output. ``trace`` is the
    traceback of something unforeseen, which ``--debug`` shows; problems that differ in it alone are the same.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    message: str = ""
    path: str = ""
    hint: str = ""
    value: str = ""
    severity: Severity = Severity.ERROR
    trace: str = field(default="", compare=False, repr=False)

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known, in the form that editors make clickable."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers]) if self.file else ""

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, for ``--json``."""
        plain = asdict(self) | {"severity": str(self.severity)}
        del plain["trace"]
        return plain

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        path = f" ({self.path})" if self.path else ""
        value = f": {self.value}" if self.value else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{where}{self.severity}: {self.message}{value}{path}{hint}"


class ReportError(Exception):
    """A known problem, or several, that ends what was asked for.

    The command line prints the problems and exits with ``exit_code``; a library user catches it and reads ``problems``.
    """

    def __init__(self, problems: Iterable[Problem] | str, exit_code: ExitCode = ExitCode.DATA, hint: str = "") -> None:
        if isinstance(problems, str):
            problems = [Problem(message=problems, hint=hint)]
        self.problems = list(problems)
        self.exit_code = exit_code
        super().__init__("\n".join(str(problem) for problem in self.problems))


def known(error: Exception, file: str = "") -> ReportError:
    """An error as it is told: itself where it is a known problem, else a bug of ours that stopped ``file``."""
    if isinstance(error, ReportError):
        return error
    import traceback

    message = f"something unforeseen happened: {type(error).__name__}: {error}"
    hint = "this is a bug; run again with --debug before the command and report what it prints"
    trace = "".join(traceback.format_exception(error))
    return ReportError([Problem(file, message=message, hint=hint, trace=trace)], ExitCode.BUG)


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that stop an output."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def excerpt(value: object, limit: int = 60) -> str:
    """A value for a message: quoted, on one line, cut where it is long."""
    text = " ".join(str(value).split())
    return f"“{text[: limit - 1]}…”" if len(text) > limit else f"“{text}”"
