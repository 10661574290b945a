"""Message catalogues: gettext's PO files, read and judged, and the forms of messages that agree with a number.

How many forms a language has is said by the catalogue itself, in its header (``Plural-Forms``). Tables of languages
differ in it, also from one version of Babel to the next; the one of Babel serves where a catalogue says nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po

from ..errors import Kind, Problem, ReportError, excerpt
from ..workspace.inputs import read

GERMANIC = "(n != 1)"
"""The rule of English and of many more languages: one, and all other numbers."""

_LINE = re.compile(r'(#.*)|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?) *)?"([^"\\]|\\.)*"|')
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_TRIED = 1000  # numbers for which a rule must choose a form that there is


@dataclass(frozen=True)
class Plural:
    """The forms of a message; ``rule`` is the expression in C by which a catalogue chooses one of them by a number."""

    forms: tuple[str, ...]
    rule: str = GERMANIC

    def form(self, number: int) -> str:
        """The form that agrees with a number."""
        return self.forms[_chooser(self.rule)(number)]


@lru_cache(maxsize=32)
def _chooser(rule: str) -> Callable[[int], int]:
    return c2py(rule)


@dataclass(frozen=True)
class Messages:
    """What a catalogue translates: messages, and by their singulars those that have several forms."""

    single: dict[str, str] = field(default_factory=dict)
    plural: dict[str, Plural] = field(default_factory=dict)


def messages_in(file: Path) -> list[Any]:
    """The entries of a catalogue as Babel has them, without the header; none of a file that cannot be read."""
    try:
        return [message for message in read_po(io.BytesIO(read(file))) if message.id]
    except (OSError, PoFileError, ValueError):
        return []


def read_catalogue(file: Path, code: str) -> Messages:
    """What a catalogue translates into a language.

    Raises :class:`ReportError` with file and line for what is no catalogue, other placeholders than those of the
    message, a form that is missing, or a rule that chooses none.
    """
    text = _text(file)
    problems = [
        Problem(str(file), number, 1, "this line is no part of a message catalogue", value=excerpt(line), kind=_KIND)
        for number, line in enumerate(text.splitlines(), start=1)
        if not _LINE.fullmatch(line.strip())
    ]
    if problems:
        raise ReportError(problems)
    catalogue = _parsed(file, text, code)
    number, rule = catalogue.num_plurals, catalogue.plural_expr
    problems += _check_rule(file, text, number, rule)
    found = Messages()
    for message in catalogue:
        ids, forms = _forms(message.id), _forms(message.string)
        if not ids[0] or not any(forms) or message.fuzzy:
            continue
        line = message.lineno or 0
        for form in filter(None, forms):
            problems += _check_placeholders(file, line, ids[-1], form)
        if len(ids) == 1:
            found.single[ids[0]] = forms[0]
        elif len(forms) == number and all(forms):
            found.plural[ids[0]] = Plural(forms, rule)
        else:
            problems.append(_form_missing(file, line, ids[0], number))
    if problems:
        raise ReportError(problems)
    return found


_KIND = Kind.CATALOGUE
_HEADER = "“Plural-Forms: nplurals=2; plural=(n != 1);”"


def _text(file: Path) -> str:
    raw = read(file)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        said, hint = "a character that is not UTF-8", "save the catalogue as UTF-8"
        raise ReportError([Problem(str(file), line, 0, said, hint=hint, kind=Kind.NOT_TEXT)]) from None


def _parsed(file: Path, text: str, code: str) -> Any:
    try:
        return read_po(io.StringIO(text), locale=_babel_code(code), abort_invalid=True)
    except PoFileError as error:
        said = f"this is no valid message catalogue: {error}"
        raise ReportError([Problem(str(file), (error.lineno or 0) + 1, 0, said, kind=_KIND)]) from None
    except ValueError as error:  # a number or a date in the header
        said, hint = f"the header of the catalogue is not valid: {error}", f"it needs {_HEADER} and little else"
        raise ReportError([Problem(str(file), 1, 0, said, hint=hint, kind=_KIND)]) from None


def _babel_code(code: str) -> str | None:
    try:
        return str(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None


def _check_rule(file: Path, text: str, number: int, rule: str) -> list[Problem]:
    """Whether a rule chooses one of the forms for every number."""
    try:
        if all(0 <= _chooser(rule)(n) < number for n in range(_TRIED)):
            return []
    except (ValueError, ArithmeticError):
        pass
    line = next((at for at, line in enumerate(text.splitlines(), 1) if "Plural-Forms" in line), 1)
    said, hint = f"the rule of the header does not choose one of {number} forms", f"in English it is {_HEADER}"
    return [Problem(str(file), line, 1, said, value=excerpt(rule), hint=hint, kind=_KIND)]


def _form_missing(file: Path, line: int, message: str, number: int) -> Problem:
    hint = (
        f"this catalogue has {number} forms, msgstr[0] and so on; fill in each, or say in its header how many there "
        f"are: {_HEADER}"
    )
    return Problem(str(file), line, 1, "a plural form is missing", value=excerpt(message), hint=hint, kind=_KIND)


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, (tuple, list)) else (str(text or ""),)


def _check_placeholders(file: Path, line: int, message: str, translation: str) -> list[Problem]:
    wanted, given = set(_PLACEHOLDER.findall(message)), set(_PLACEHOLDER.findall(translation))
    if wanted == given and not (re.search(r"%(?!\(\w+\)s|%)", translation) and wanted):
        return []
    said = "the placeholders differ from those of the message"
    hint = f"use exactly: {', '.join(f'%({name})s' for name in sorted(wanted)) or 'none'}"
    return [Problem(str(file), line, 1, said, value=excerpt(translation), hint=hint, kind=_KIND)]
