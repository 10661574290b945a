"""Templates and style sheets as they were typed: their text, and where in them something stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .decode import Place, decode_utf8
from .errors import ExitCode, Problem, ReportError

TEMPLATES, SHEETS = ".j2", ".css"


def read_source(file: Path) -> str:
    """The text of a template or style sheet.

    Raises :class:`ReportError` (template) for one that is not UTF-8, with line and column.
    """
    problems: list[Problem] = []

    def report(message: str, place: Place, *, hint: str = "", value: str = "") -> None:
        problems.append(Problem(str(file), *place, message, hint=hint, value=value))

    text = decode_utf8(file.read_bytes(), report)
    if text is None:
        raise ReportError(problems, ExitCode.TEMPLATE)
    return text


def source_files(folders: Iterable[Path], *suffixes: str) -> list[Path]:
    """The templates and style sheets of folders, or only those whose names end so."""
    wanted = suffixes or (TEMPLATES, SHEETS)
    return sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in wanted and file.is_file())


def check_sources(folders: Iterable[Path]) -> Iterator[Problem]:
    """What is wrong with the bytes of templates and style sheets."""
    for file in source_files(folders):
        try:
            read_source(file)
        except ReportError as error:
            yield from error.problems


def place_of(words: re.Pattern[str], folders: Sequence[Path]) -> tuple[str, int, int]:
    """File, line and column of the first place in templates and style sheets that matches, those of the first folder
    before the others; nothing and zeros where there is none."""
    for folder in folders:
        for file in source_files([folder]):
            text = file.read_text(encoding="utf-8", errors="replace")
            if found := words.search(text):
                start = found.start()
                return str(file), text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return "", 0, 0
