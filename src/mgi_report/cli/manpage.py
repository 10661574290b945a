"""The manual page of all commands, made of what ``--help`` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..errors import ExitCode
from ..workspace.places import VERSION
from .synopsis import PROGRAM, Synopsis, synopses

if TYPE_CHECKING:
    import click

ENDINGS = {
    ExitCode.DONE: "done",
    ExitCode.USAGE: "usage: what was asked for cannot be",
    ExitCode.DATA: "data: a data file, or a PDF that was handed in, is not sound",
    ExitCode.MISSING: "a library, a font or a file of the program is missing",
    ExitCode.TEMPLATE: "a template, style sheet, theme or picture is not sound, or would rank places",
    ExitCode.PREFLIGHT: "a finished file did not pass its proof, and was not written",
    ExitCode.BUG: "something unforeseen happened",
}
VARIABLES = {
    "MGI_REPORT_CACHE": "Folder of what is kept between builds; by default .mgi-cache in the workspace.",
    "MGI_REPORT_PASSWORD": "Password of protected PDFs that annex binds.",
    "SOURCE_DATE_EPOCH": "The date of what is made, in seconds since 1970, instead of that of the data.",
    "NO_COLOR": "Where it is set, nothing is coloured.",
    "PAGER": "The program that shows long pages of the documentation.",
}


def manual_page(program: click.Command) -> str:
    """The page in the format of man(7)."""
    return "\n".join(_lines(program)) + "\n"


def _lines(program: click.Command) -> Iterator[str]:
    whole, *commands = synopses(program)
    yield f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {VERSION}"'
    yield from (".SH NAME", f"{PROGRAM} \\- {_plain(whole.help[0][0].lower() + whole.help[0][1:-1])}")
    yield from (".SH SYNOPSIS", f"\\fB{_plain(PROGRAM)}\\fR {_plain(whole.usage.removeprefix(f'{PROGRAM} '))}")
    yield from (".SH DESCRIPTION", *_listed(whole.table))
    yield from (".SH OPTIONS", *_listed(whole.options))
    yield from (".SH COMMANDS", "Each has also", "\\fB\\-\\-json\\fR and \\fB\\-\\-help\\fR.")
    for command in commands:
        yield from _command(command)
    yield from (".SH EXIT STATUS", *_listed((str(int(code)), words) for code, words in ENDINGS.items()))
    yield from (".SH ENVIRONMENT", *_listed(VARIABLES.items()))
    yield from (".SH SEE ALSO", _plain(f"{PROGRAM} docs"), "lists the pages of the documentation.")


def _command(command: Synopsis) -> Iterator[str]:
    yield f".SS {_plain(command.usage)}"
    for paragraph in command.help:
        yield from (".PP", _plain(paragraph))
    yield from _listed(command.options)
    if command.examples:
        yield from (".PP", "Examples:", *_verbatim(command.examples))


def _listed(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Terms, each with what is said of it."""
    for term, words in items:
        yield from (".TP", f"\\fB{_plain(term)}\\fR", _plain(words))


def _verbatim(lines: tuple[str, ...]) -> Iterator[str]:
    yield from (".PP", ".nf", ".RS")
    yield from (_plain(line) for text in lines for line in text.splitlines())
    yield from (".RE", ".fi")


def _plain(text: str) -> str:
    """Text in which nothing is a request or an escape of roff."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in escaped)
    return f"\\&{escaped}" if escaped.startswith(".") else escaped
