"""Spaces of word processors and web pages where YAML wants ordinary ones: in the indentation, behind “:” or “-”.

For YAML they are letters, so that what it says of them misleads; people see nothing wrong.
"""

from __future__ import annotations

import re
from unicodedata import name

from ..errors import Kind, Problem
from .tree import Place, Tree

_ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_INDENTATION = re.compile(rf"[ ]*(?:-[ ]+)*-?([{_ODD}])")
_BEHIND_KEY = re.compile(rf"[ ]*(?:-[ ]+)*[A-Za-z][\w-]*[ ]?:([{_ODD}])")
_SPACES = re.compile(rf"[ {_ODD}]+")
_WORDS = re.compile(rf"-?[{_ODD}]|[a-z][a-z0-9_-]*:[{_ODD}]")


def misleads(value: str, lines: list[str], place: Place) -> bool:
    """Whether a plain key or text begins its line and looks as if a space in it were meant as an ordinary one."""
    line, column = place
    return bool(_WORDS.match(value)) and not lines[line - 1][: column - 1].strip(" -")


def odd_space(lines: list[str], until: int) -> Place | None:
    """The last place, up to a line counted from 1, where such a space may have misled; none for no line."""
    for number in range(min(until, len(lines)), 0, -1):
        line = lines[number - 1]
        if found := _INDENTATION.match(line) or _BEHIND_KEY.match(line):
            return number, found.start(1) + 1
    return None


def odd_space_problem(tree: Tree, place: Place, lines: list[str]) -> Problem:
    """What is told of it."""
    char = lines[place[0] - 1][place[1] - 1]
    what = "a no-break space" if char == "\u00a0" else f"a space that is no ordinary one, {name(char).lower()}"
    message, hint = f"{what} (U+{ord(char):04X}) stands here", "replace it by an ordinary space"
    return tree.problem((), message, hint, place=place, kind=Kind.YAML_SYNTAX)


def mend_space(lines: list[str], place: Place) -> None:
    """Put ordinary spaces there, so that the rest can be read on."""
    line, start = lines[place[0] - 1], place[1] - 1
    lines[place[0] - 1] = line[:start] + _SPACES.sub(lambda found: " " * len(found[0]), line[start:], count=1)
