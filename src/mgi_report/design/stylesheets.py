"""Style sheets as the engine is given them, and the way back: which line of which file a complaint is about.

The engine reads one sheet on one line, joined from several files, with the tokens of the theme put in. Its complaints
name columns of that line. Joining and filling in leave the order of the visible characters as it is, so counting these
leads back to the file; that is only done when there is a complaint.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, unquote

from ..errors import Problem
from .sources import TEMPLATES, blank, place_in, read_source, source_files, typed

LAST, LAST_ON_WEB = "workspace.css", "html/workspace.css"
"""The style sheets of a workspace that are read last in every PDF and on every web page; there are no built-in ones."""

NO_ALT = re.compile(r'Image "(?P<name>[^"]*)" has no required alt description')
"""What the engine says of a picture without words."""

_CALL = re.compile(r"var\(\s*--([\w-]+)\s*(?:,[^()]*)?\)")
_INSIDE = re.compile(r"<style\b[^<>]*>[^<]*</style>|\bstyle=(?P<own>\"[^\"]*var\([^\"]*\"|'[^']*var\([^']*')", re.I)
_MARK = re.compile(r"/\*= file (\S+) =\*/")
_AT = re.compile(r" at 1:(\d+)(?=[,.]|$)")
_IGNORED = re.compile(r"Ignored `\s*(?P<name>[^\s:`]+)")
_DECLARED = re.compile(r"Ignored `\s*([^`]+?)\s*`")
_SELECTOR = re.compile(r"selector, '(?P<text>.*?)\s*'?$", re.S)
_LONGEST = 90  # characters of what the engine quotes; an open bracket makes it quote the rest of the sheet


class Joined(str):
    """Style sheets one after the other; ``folders`` are those of templates, which may have styles of their own."""

    folders: tuple[Path, ...] = ()


class Styles(str):
    """A style sheet for the engine that knows what it was made from."""

    source: str
    filled: str
    tokens: Mapping[str, str]

    def __new__(
        cls, text: str, source: str = "", filled: str = "", tokens: Mapping[str, str] = MappingProxyType({})
    ) -> Styles:
        """``source`` is what :func:`joined` gave, ``filled`` the same, line by line, with the ``tokens`` put in."""
        styles = super().__new__(cls, text)
        styles.source, styles.filled, styles.tokens = source, filled, dict(tokens)
        return styles


def joined(files: Iterable[Path], folders: Sequence[Path] = ()) -> Joined:
    """Style sheets one after the other, each behind a comment that names its file.

    Raises :class:`ReportError` (template) for one that is not UTF-8.
    """
    found = Joined("\n".join(f"/*= file {quote(str(file))} =*/{read_source(file)}" for file in files))
    found.folders = tuple(folders)
    return found


def compiled(css: str, tokens: Mapping[str, str], direction: str) -> Styles:
    """A style sheet with the tokens of the theme put in, so that the engine has less to resolve.

    ``@top-start``, ``@end-top`` and their like become the margin box at that side in the direction of the language.
    """
    start, end = ("left", "right") if direction == "ltr" else ("right", "left")
    boxes = re.compile(r"(?<=@)(?:top|bottom)-(?:start|end)\b|(?<=@)(?:start|end)-(?:top|bottom)\b")
    filled = boxes.sub(lambda box: box[0].replace("start", start).replace("end", end), css)
    filled = re.sub(r"/\*.*?\*/", blank, filled, flags=re.S)
    filled = with_tokens(filled, tokens)
    return Styles(re.sub(r"\s+", " ", filled), css, filled, tokens)


def with_tokens(css: str, tokens: Mapping[str, str]) -> str:
    """Declarations with the values of the tokens that they call, with a value to fall back on or without."""
    return _CALL.sub(lambda found: tokens.get(found[1], found[0]), css)


def with_tokens_inside(html: str, tokens: Mapping[str, str]) -> str:
    """HTML of which the ``style`` attributes and elements have the values of the tokens that they call."""

    def filled(found: re.Match[str]) -> str:
        if found["own"] is None:
            return with_tokens(found[0], tokens)
        return with_tokens(found[0], {name: escape(value) for name, value in tokens.items()})

    return _INSIDE.sub(filled, html)


def located(styles: str, problem: Problem) -> Problem:
    """A complaint of the engine with the file, line and, where it is certain, column that it is about.

    A complaint about anything else, or without a trace of its place, is returned as it is but for its length.
    """
    at = _column(styles, problem.message)
    message = _shortened(_AT.sub("", problem.message, count=1) if at else problem.message)
    if not isinstance(styles, Styles):
        return replace(problem, message=_shortened(problem.message))
    if at is None:
        return _in_templates(styles, problem)
    file, line, column = _origin(styles, at)
    if not file:
        return replace(problem, message=_shortened(problem.message))
    return replace(problem, file=file, line=line, column=column, message=message)


def _in_templates(styles: Styles, problem: Problem) -> Problem:
    """A complaint about a declaration or a picture of a template, which the engine counts apart, at its first place."""
    shorter = replace(problem, message=_shortened(problem.message))
    declared, nameless = _DECLARED.search(problem.message), NO_ALT.search(problem.message)
    spellings = [re.compile(re.escape(nameless["name"]))] if nameless else []
    spellings += _spellings(declared[1]) if declared else []
    if not spellings:
        return shorter
    texts = {
        file: typed(file)
        for folder in getattr(styles.source, "folders", ())
        for file in source_files([folder], TEMPLATES)
    }
    for spelled in spellings:
        for file, text in texts.items():
            if found := spelled.search(text):
                line, column = place_in(text, found.start())
                message = _shortened(_AT.sub("", problem.message, count=1))
                return replace(shorter, file=str(file), line=line, column=column, message=message)
    return shorter


def _spellings(declaration: str) -> Iterator[re.Pattern[str]]:
    """How a template may have a declaration: with whatever white space, or else with a value that is filled in."""
    parts = [re.escape(part) for part in re.split(r"([:;,\s])", declaration) if part.strip()]
    if parts:
        yield re.compile(r"\s*".join(parts))
        yield re.compile(rf"(?<![\w-]){parts[0]}\s*:[^;<>\"']*\{{[{{%]")


def _column(styles: str, message: str) -> int | None:
    """How many characters of the sheet stand before what a complaint is about."""
    if selector := _SELECTOR.search(message):
        found = styles.find(selector["text"])
        return found if found >= 0 and selector["text"] else None
    places = list(_AT.finditer(message))
    if not places:
        return None
    at = int(places[-1][1]) - 1
    ignored = _IGNORED.search(message)
    name = ignored["name"] if ignored else ""
    # Styles inside a template are another sheet, whose columns mean nothing here.
    return at if styles[at:].lstrip().startswith(name) or styles[:at].rstrip().endswith(f"{name}:") else None


def _origin(styles: Styles, at: int) -> tuple[str, int, int]:
    """The file, line and column (0 where a token moved it) behind a place in the sheet."""
    rest = styles[at:]
    place = _nth_visible(
        styles.filled, sum(not char.isspace() for char in styles[: at + len(rest) - len(rest.lstrip())])
    )
    number = styles.filled.count("\n", 0, place)
    before = styles.filled[styles.filled.rfind("\n", 0, place) + 1 : place]
    lines = styles.source.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    marks = list(_MARK.finditer(styles.source))
    own = bisect_right([mark.start() for mark in marks], starts[number])
    if not own:
        return "", 0, 0
    mark = marks[own - 1]
    line = number - styles.source.count("\n", 0, mark.start()) + 1
    typed = lines[number][: len(before)]
    sure = _visible(typed) == _visible(before)
    shift = len(mark[0]) if line == 1 else 0
    return unquote(mark[1]), line, len(before) + 1 - shift if sure else 0


def place_of(styles: str, words: str) -> tuple[str, int]:
    """The file and line of a style sheet in which words stand; nothing where that is not known."""
    source = getattr(styles, "source", "")
    at = source.find(words)
    marks = [mark for mark in _MARK.finditer(source) if mark.start() <= at]
    return (unquote(marks[-1][1]), source.count("\n", marks[-1].start(), at) + 1) if marks else ("", 0)


def _visible(text: str) -> str:
    return re.sub(r"/\*.*?\*/|\s", "", text, flags=re.S)


def _nth_visible(text: str, count: int) -> int:
    """Where the character stands that has so many visible ones before it."""
    for place, char in enumerate(text):
        if not char.isspace():
            if not count:
                return place
            count -= 1
    return len(text)


def _shortened(message: str) -> str:
    """A complaint without most of a long quotation."""
    quoted = re.search(r"`(.*)`", message, re.S)
    if not quoted:
        return message
    words = quoted[1].strip()
    words = f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words
    return f"{message[: quoted.start()]}`{words}`{message[quoted.end() :]}"
