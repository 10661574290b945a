"""Templates and style sheets as they were typed: their text, and where in them something stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..data.decode import Place, decode_utf8
from ..errors import ExitCode, Kind, Problem, ReportError
from ..workspace.inputs import read

TEMPLATES, SHEETS, TABLES = ".j2", ".css", ".yaml"
_COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/", re.S)


def read_source(file: Path) -> str:
    """The text of a template or style sheet.

    Raises :class:`ReportError` (template) for one that is not UTF-8, with line and column.
    """
    problems: list[Problem] = []

    def report(message: str, place: Place, *, kind: Kind, hint: str = "", value: str = "") -> None:
        problems.append(Problem(str(file), *place, message, hint=hint, value=value, kind=kind))

    text = decode_utf8(read(file), report)
    if text is None:
        raise ReportError(problems, ExitCode.TEMPLATE)
    return text


def typed(file: Path) -> str:
    """The text of a template or style sheet with blanks for its comments, whatever its encoding is."""
    return _COMMENT.sub(blank, read(file).decode("utf-8-sig", "replace"))


def blank(comment: re.Match[str]) -> str:
    """As many blanks as a comment has characters, on as many lines."""
    return re.sub(r"[^\n]", " ", comment[0])


def source_files(folders: Iterable[Path], *suffixes: str) -> list[Path]:
    """The templates and style sheets of folders, or only those whose names end so."""
    wanted = suffixes or (TEMPLATES, SHEETS)
    return sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in wanted and file.is_file())


def check_sources(files: Iterable[Path]) -> Iterator[Problem]:
    """Which of these templates and style sheets are not UTF-8."""
    for file in files:
        try:
            read_source(file)
        except ReportError as error:
            yield from error.problems


def place_in(text: str, start: int) -> Place:
    """Line and column of a place in a text, counted from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
