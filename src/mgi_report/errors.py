"""Problems, and the way they end a command.

A *problem* is a value: what is wrong, where it stands and what to do next. Every station collects its problems and
hands them on; only the command line prints them. The module imports nothing of ours, so that all others may use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import IntEnum, StrEnum, auto
from typing import Any, overload


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


class Kind(StrEnum):
    """What is wrong, for programs: messages may change, kinds do not. docs/errors.md describes each.

    The value is the name in lower case with hyphens.
    """

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name.lower().replace("_", "-")

    # What is asked for, and the machine
    USAGE = auto()
    NO_WORKSPACE = auto()
    FILE_MISSING = auto()
    UNREADABLE = auto()
    UNWRITABLE = auto()
    LEADS_OUT = auto()
    UNKNOWN_CITY = auto()
    UNKNOWN_DOMAIN = auto()
    UNKNOWN_EDITION = auto()
    UNKNOWN_LANGUAGE = auto()
    UNKNOWN_REGION = auto()
    AMBIGUOUS_CITY = auto()
    ENGINE_MISSING = auto()
    CACHE_UNUSED = auto()
    BUG = auto()
    # The text of a file
    NOT_A_FILE = auto()
    NOT_TEXT = auto()
    TOO_LARGE = auto()
    EMPTY_FILE = auto()
    CONTROL_CHARACTER = auto()
    YAML_SYNTAX = auto()
    DUPLICATE_KEY = auto()
    COMMENT = auto()
    # Its values
    UNKNOWN_KEY = auto()
    MISSING_KEY = auto()
    WRONG_FORM = auto()
    NOT_A_CHOICE = auto()
    NOT_A_CODE = auto()
    NOT_A_COUNTRY = auto()
    NOT_A_DATE = auto()
    NOT_A_LANGUAGE = auto()
    NOT_A_PICTURE = auto()
    NOT_A_REFERENCE = auto()
    NOT_A_SLUG = auto()
    NOT_AN_ADDRESS = auto()
    NOT_AN_EDITION = auto()
    OUT_OF_RANGE = auto()
    WRONG_LENGTH = auto()
    EMPTY_TEXT = auto()
    TEXT_TOO_LONG = auto()
    MARKUP = auto()
    MORE = auto()
    # What they say together
    DUPLICATE = auto()
    UNKNOWN_TOPIC = auto()
    WRONG_TOPIC = auto()
    INCOMPLETE_FINDINGS = auto()
    UNCONFIRMED_TOPICS = auto()
    DATES = auto()
    IMPLAUSIBLE = auto()
    GLYPH_MISSING = auto()
    POINTED_TEXT = auto()
    LIST_MARK = auto()
    GIST = auto()
    KEY_POINTS = auto()
    UNDECLARED_LANGUAGE = auto()
    UNTRANSLATED = auto()
    TRANSLATION = auto()
    NEEDLESS_ACCEPT = auto()
    DOUBTFUL_PAIR = auto()
    EMPTY_REGION = auto()
    RESERVED_NAME = auto()
    NO_PROFILE = auto()
    NO_REGION = auto()
    BROKEN_PROFILE = auto()
    WRONG_LEVEL = auto()
    NO_COORDINATES = auto()
    MISNAMED = auto()
    NOT_READ = auto()
    CATALOGUE = auto()
    # Pages of the portal
    PAGE_DOUBT = auto()
    PAGE_FAULT = auto()
    # Theme, templates, style sheets, pictures
    UNKNOWN_COLOUR = auto()
    AMBIGUOUS_COLOUR = auto()
    CONTRAST = auto()
    TOO_MUCH_INK = auto()
    FONT_MISSING = auto()
    FONT_DAMAGED = auto()
    TEMPLATE = auto()
    TEMPLATE_SYNTAX = auto()
    TEMPLATE_NAME = auto()
    TEMPLATE_MISSING = auto()
    TEMPLATE_LOOP = auto()
    NO_PAGE = auto()
    OVERRIDES_NOTHING = auto()
    STYLE = auto()
    STYLE_SYNTAX = auto()
    NO_VALUE = auto()
    TOKEN_MISSING = auto()
    MEASURE_UNCALLED = auto()
    TONES_LEFT = auto()
    PICTURE_MISSING = auto()
    PICTURE_UNREADABLE = auto()
    PICTURE_TOO_LARGE = auto()
    ADDRESS_REFUSED = auto()
    NO_ALT = auto()
    NO_RECIPE = auto()
    INKED = auto()
    PLAN_MISSED = auto()
    # What would rank places
    RANKS = auto()
    UNEXPLAINED_EXCEPTION = auto()
    NEEDLESS_EXCEPTION = auto()
    UNKNOWN_PLACE = auto()
    # Finished files
    PDF_DAMAGED = auto()
    PDF_ENCRYPTED = auto()
    PDF_LOCKED = auto()
    PDF_SIGNED = auto()
    PDF_UNBOUND = auto()
    PDF_LIMIT = auto()
    ACTIVE_CONTENT = auto()
    PAGE_COUNT = auto()
    BLANK_PAGE = auto()
    FINDING_LOST = auto()
    UNSEEN = auto()
    TEXT_CHANGED = auto()
    LINK = auto()
    BOOKMARK = auto()
    PAGE_NUMBER = auto()
    CELL = auto()
    ATTACHMENT = auto()
    FOREIGN_FONT = auto()
    MARGIN = auto()
    OVERLAP = auto()
    UNTAGGED = auto()
    STANDARD = auto()
    CLAIM_REFUSED = auto()
    METADATA = auto()
    OUTPUT_INTENT = auto()
    BOXES = auto()
    COLOUR = auto()
    INK = auto()
    BLACK = auto()
    LETTERING = auto()
    HAIRLINE = auto()
    RESOLUTION = auto()
    EFFECT = auto()
    BLEED = auto()
    EXTRAS = auto()
    DIFFERS = auto()
    LOADS = auto()
    OFFICE = auto()
    NOT_KEPT = auto()
    UNPROTECTED = auto()
    VOLUME_TOO_LARGE = auto()
    # What a build leaves
    INCOMPLETE = auto()
    INPUT_CHANGED = auto()
    CACHE_CHANGED = auto()
    OUTDATED = auto()
    DRAFT = auto()


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    ``line`` and ``column`` count from 1; 0 means that the problem has no place in a text. ``path`` is the place in the
    data (``findings.partnerships.developed[2].text.es``), in a page (``page 3``) or in the output. ``trace`` is the
    traceback of something unforeseen, which ``--debug`` shows; problems that differ in it alone are the same. ``kind``
    is for programs, which never need to read a message.
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
    kind: Kind = field(kw_only=True)

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known, in the form that editors make clickable."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers]) if self.file else ""

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, for ``--json``."""
        plain = asdict(self) | {"severity": str(self.severity), "kind": str(self.kind)}
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

    @overload
    def __init__(self, problems: Iterable[Problem], exit_code: ExitCode = ExitCode.DATA) -> None: ...

    @overload
    def __init__(self, problems: str, exit_code: ExitCode = ExitCode.DATA, hint: str = "", *, kind: Kind) -> None: ...

    def __init__(
        self,
        problems: Iterable[Problem] | str,
        exit_code: ExitCode = ExitCode.DATA,
        hint: str = "",
        *,
        kind: Kind | None = None,
    ) -> None:
        if isinstance(problems, str):
            problems = [Problem(message=problems, hint=hint, kind=kind or Kind.BUG)]
        self.problems = list(problems)
        self.exit_code = exit_code
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that stop an output."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def excerpt(value: object, limit: int = 60) -> str:
    """A value for a message: quoted, on one line, cut where it is long."""
    text = " ".join(str(value).split())
    return f"“{text[: limit - 1]}…”" if len(text) > limit else f"“{text}”"


def count_of(number: int, noun: str) -> str:
    """A number of things: 1 page, 4 pages."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
