"""The guard over style sheets: words that they print, and numbers that they would set before places.

An exception is written into the sheet, with its reason, on the line before or on the same line:
``/* not ranked: the steps of the procedure */``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..design.sources import place_in
from ..errors import Kind, Problem, excerpt
from .words import WHY, Wordings, ranking

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_EXCEPTION = re.compile(r"/\*\s*not ranked:\s*[^\s*]")
_PRINTED = re.compile(
    r"(?<![\w-])(?:content|quotes|string-set|list-style(?:-type)?)\s*:(?P<value>(?:[^;}\"']|\"[^\"]*\"|'[^']*')*)"
)
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_NUMBERED = re.compile(
    r"(?<![\w-])(?:counter-(?:increment|set|reset)\s*:(?!\s*(?:none|page\b))[^;}]*"
    r"|list-style(?:-type)?\s*:[^;}]*?\b(?:decimal|[a-z-]*(?:roman|alpha|latin|greek|ideographic|arabic-indic))\b[^;}]*)"
)


def check_sheet(source: str, wordings: Wordings, file: str = "") -> list[Problem]:
    """Everything in a style sheet that would rank places, with line, column, reason and what to do instead."""
    allowed = {place_in(source, found.start())[0] for found in _EXCEPTION.finditer(source)}
    plain = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), source)
    return [problem for problem in _problems(plain, wordings, file) if not {problem.line, problem.line - 1} & allowed]


def _problems(plain: str, wordings: Wordings, file: str) -> Iterator[Problem]:
    for declared in _PRINTED.finditer(plain):
        for found in _STRING.finditer(plain, declared.start("value"), declared.end("value")):
            words, start = found[1] or found[2] or "", found.start() + 1
            for wording in wordings.values():
                for at, word in wording.find(words):
                    yield ranking(file, *place_in(plain, start + at), word, words)
    for found in _NUMBERED.finditer(plain):
        hint = "what is listed stands without numbers; if these are no places and no findings: /* not ranked: reason */"
        message, value = "a style sheet that numbers", excerpt(found[0].strip())
        yield Problem(file, *place_in(plain, found.start()), message, "", f"{WHY}; {hint}", value, kind=Kind.RANKS)
