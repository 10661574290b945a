"""The guard over the script of web pages: its words, and whatever could order or count places.

An exception is written into the script, with its reason, on the line before or on the same line:
``// not ranked: the states of the form``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Kind, Problem, excerpt
from .words import ORDER, WHY, Wordings, ranking

SCRIPTS = ".js"
"""How the names of scripts end."""

_STRINGS = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
_ORDERS = re.compile(r"\.(sort|toSorted|reverse|toReversed)\s*\(")
_COUNTS = re.compile(r"\.(length|size|indexOf|findIndex)\b|\b(Math\.(?:max|min))\b")
_EXCEPTION = re.compile(r"//\s*not ranked:\s*\S")


def check_script(source: str, wordings: Wordings, file: str = "") -> list[Problem]:
    """Everything in a script that would rank places, with line, column, reason and what to do instead."""
    lines = source.splitlines()
    allowed = {number for number, line in enumerate(lines) if _EXCEPTION.search(line)}
    return [
        problem
        for number, line in enumerate(lines)
        if not {number, number - 1} & allowed
        for problem in _problems(line, number + 1, wordings, file)
    ]


def _problems(line: str, number: int, wordings: Wordings, file: str) -> Iterator[Problem]:
    for found in _STRINGS.finditer(line):
        words = next(group for group in found.groups() if group is not None)
        for wording in wordings.values():
            for at, word in wording.find(words):
                yield ranking(file, number, found.start() + at + 2, word, words)
    for pattern, message, hint in (
        (_ORDERS, "a script that orders", ORDER),
        (_COUNTS, "a script that counts", "what is listed is shown, not counted"),
    ):
        for found in pattern.finditer(line):
            said = f"{WHY}; {hint}; if it orders no places and tells no number, say so: // not ranked: the reason"
            name = next(group for group in found.groups() if group)
            yield Problem(file, number, found.start() + 1, message, "", said, excerpt(name), kind=Kind.RANKS)
