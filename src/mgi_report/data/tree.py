"""The data of one file as it was typed, with the line and column of everything in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from ..errors import Kind, Problem, Severity
from ..workspace.crowds import AT_MOST, more

Place = tuple[int, int]
Path_ = tuple[str | int, ...]

TypedText = tuple[Path_, str, str]
"""A text as it was typed: where it stands, the language it is in, and its words."""

V = TypeVar("V", str, list[Any], dict[Any, Any])


@dataclass
class Tree:
    """The data of one file, the place of every value and key, and what was wrong with the text.

    ``spoiled`` holds the paths whose value was replaced because of a problem that is reported already, ``unfinished``
    those of the mappings and lists that were open where reading had to stop. ``comments`` are those behind a text
    without quotation marks, by its path, with their places. ``lines`` is the text as it was read.
    """

    file: str
    data: Any = None
    places: dict[Path_, Place] = field(default_factory=dict)
    key_places: dict[Path_, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    spoiled: set[Path_] = field(default_factory=set)
    unfinished: set[Path_] = field(default_factory=set)
    comments: dict[Path_, tuple[Place, str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list, repr=False)
    _reported: dict[Kind, tuple[int, Place]] = field(default_factory=dict, repr=False)

    def start_again(self, problems: list[Problem]) -> None:
        """Forget what was read, but for the lines, and know these problems."""
        vars(self).update(vars(Tree(self.file, problems=[*problems], lines=self.lines)))

    @property
    def says_nothing(self) -> bool:
        """Whether the file is empty but for comments."""
        return bool(self.lines) and not any(line.strip() and not line.lstrip().startswith("#") for line in self.lines)

    def head(self) -> Tree:
        """What stands at the top of the file and is no more than a text: all that is kept of it among many files."""
        whole = self.data if isinstance(self.data, dict) else {}
        data = {key: value for key, value in whole.items() if isinstance(value, str)}
        return Tree(self.file, data, {(key,): self.place((key,)) for key in data})

    def place(self, path: Path_) -> Place:
        """The line and column of the value at ``path``, or of the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def place_of(self, path: Path_, char: str) -> Place:
        """The line and column of the first such character of the value at ``path``; of the value where it is not
        typed as itself, but as an escape."""
        line, column = start = self.place(path)
        after = bisect_right(self._in_order, start)
        end = self._in_order[after] if after < len(self._in_order) else (len(self.lines) + 1, 1)
        while line <= len(self.lines):
            found = self.lines[line - 1].find(char, column - 1)
            if found >= 0:
                return (line, found + 1) if (line, found + 1) < end else start
            line, column = line + 1, 1
        return start

    @cached_property
    def _in_order(self) -> list[Place]:
        """The places of all values and keys; asked for when the file has been read."""
        return sorted({*self.places.values(), *self.key_places.values()})

    def key_place(self, path: Path_) -> Place:
        """The line and column of the key that names ``path``."""
        return self.key_places.get(path) or self.place(path)

    def problem(
        self,
        path: Path_,
        message: str,
        hint: str = "",
        value: str = "",
        severity: Severity = Severity.ERROR,
        place: Place | None = None,
        *,
        kind: Kind,
    ) -> Problem:
        """A problem of the value at ``path``, or of something that stands at a ``place`` of its own."""
        line, column = place or self.place(path)
        return Problem(self.file, line, column, message, dotted(path), hint, value, severity, kind=kind)

    def report(self, message: str, place: Place, *, kind: Kind, hint: str = "", value: str = "") -> None:
        """Add what is wrong with the text itself, at a place in it; of each kind few, and how many more there are."""
        count, first = self._reported.get(kind, (0, place))
        if count < AT_MOST:
            self.problems.append(self.problem((), message, hint, value, place=place, kind=kind))
        self._reported[kind] = (count + 1, place if count == AT_MOST else first)

    def tell_of_more(self) -> None:
        """Add how many more problems were reported than are told, when the text has been read."""
        for kind, (count, first) in self._reported.items():
            if count > AT_MOST:
                self.problems.append(more(self.problem((), "", place=first, kind=kind), count - AT_MOST))
        self._reported.clear()


def dotted(path: Path_) -> str:
    """A path in the data as people write it: ``findings.partnerships.developed[2].text``; items count from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def inside(data: Any, *keys: str, default: V) -> V:
    """The value behind keys, where it is of the same type as the default."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, type(default)) else default


def values_at(data: Any, keys: tuple[str, ...], path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """What stands behind keys in data that lie at a path; the key ``*`` stands for every item of a list."""
    if not keys:
        yield path, data
    elif keys[0] == "*":
        for index, item in enumerate(data if isinstance(data, list) else []):
            yield from values_at(item, keys[1:], (*path, index))
    elif isinstance(data, dict) and keys[0] in data:
        yield from values_at(data[keys[0]], keys[1:], (*path, keys[0]))


def texts_at(tree: Tree, keys: tuple[str, ...], path: Path_ = (), data: Any = None) -> Iterator[TypedText]:
    """The texts behind keys, of the file or of what lies at a path of it, in every language that they are in."""
    own = inside(tree.data, "source", "language", default="") or inside(tree.data, "language", default="en")
    for at, value in values_at(tree.data if data is None else data, keys, path):
        for code, words in (value if isinstance(value, dict) else {"": value}).items():
            if isinstance(words, str):
                yield (*at, code) if code else at, code or own, words
