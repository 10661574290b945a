"""YAML text → plain data in which every value knows its line and column.

The subset is what data files need: mappings, lists and strings. Every scalar stays the string that was typed, so that
the country ``NO`` is Norway and not ``false``, and ``2022-10`` is not a sum; numbers are made where the model asks for
them. Anchors, aliases and tags are refused: data files do not need them, and they are how a small file becomes a
gigabyte or a Python object. A text that breaks a rule is reported and read on, so that one look shows all there is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ..errors import Kind, excerpt
from ..workspace.files import check_file
from ..workspace.inputs import read
from .decode import FORBIDDEN, MAX_BYTES, decode, without_controls
from .odd_spaces import mend_space, misleads, odd_space, odd_space_problem
from .tree import Path_, Place, Tree
from .yaml_syntax import explain_syntax

MAX_DEPTH = 12
_LARGE = 200_000  # bytes of a file whose tree is not remembered
_ODD_SPACES = 20  # that are told of one file

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REST = "; what follows was not read"
_HASH = re.compile(r"[ \t]+(#.*)")
_GLUED = re.compile(r"#[^\s#]\S*")  # no comment that anybody would write
_NULLS = {"", "~", "null", "Null", "NULL"}


def read_tree(path: Path, shown_as: str | None = None) -> Tree:
    """Read one YAML file; every problem of the text is in the result, nothing is raised for a bad file."""
    tree = Tree(file=shown_as or str(path))
    if (problem := check_file(path, tree.file)) and problem.kind is Kind.NOT_A_FILE:
        tree.problems.append(problem)
        return tree
    try:
        raw = read(path, MAX_BYTES + 1)
        size = len(raw) if len(raw) <= MAX_BYTES else max(path.stat().st_size, len(raw))
    except (OSError, ValueError) as error:
        message = f"cannot read the file ({getattr(error, 'strerror', None) or error})"
        tree.report(message, (0, 0), kind=Kind.UNREADABLE)
        return tree
    if len(raw) > MAX_BYTES:
        tree.report(
            f"the file has {size:,} bytes; data files have at most {MAX_BYTES:,}",
            (1, 1),
            hint="look whether something else was saved under this name",
            kind=Kind.TOO_LARGE,
        )
        return tree
    known = _sound(raw) if len(raw) < _LARGE else None
    return replace(known, file=tree.file, data=_copy(known.data), problems=[]) if known else parse_tree(raw, tree)


@lru_cache(maxsize=32)
def _sound(raw: bytes) -> Tree | None:
    """The tree of a text without problems, from which whoever reads the file gets data and problems of their own."""
    tree = parse_tree(raw, Tree(file=""))
    return None if tree.problems else tree


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(item) for item in data] if isinstance(data, list) else data


def parse_tree(raw: bytes, tree: Tree) -> Tree:
    """Parse the bytes of a YAML file into ``tree``."""
    text = decode(raw, tree.report)
    if text is None:
        return tree
    tree.lines = text.split("\n")
    lines, told = [*tree.lines], [*tree.problems]
    for _ in range(_ODD_SPACES):
        line = _build(tree, lines)
        if not (place := odd_space(lines, line)):
            break
        told.append(odd_space_problem(tree, place, lines))
        mend_space(lines, place)
        tree.start_again(told)
    tree.tell_of_more()
    if tree.problems and not isinstance(tree.data, (dict, list)):
        tree.data = None
    elif tree.data is None:
        hint = "`mgi-report init` makes an example to start from"
        tree.report("the file is empty", (1, 1), hint=hint, kind=Kind.EMPTY_FILE)
    return tree


def _build(tree: Tree, lines: list[str]) -> int:
    """Build the data of a text; the line, from 1, up to which a space may have misled the parser, or 0."""
    builder = _Builder(tree, lines)
    stopped = 0
    try:
        for event in yaml.parse("\n".join(lines), Loader=_LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        message, place, hint = explain_syntax(error, builder.lines)
        tree.report(message, place, hint=hint + _REST, kind=Kind.YAML_SYNTAX)
        stopped = place[0]
    except (yaml.YAMLError, ValueError) as error:
        tree.report(f"not valid YAML: {excerpt(error)}", (1, 1), kind=Kind.YAML_SYNTAX)
    builder.stop()
    return builder.misled or stopped


class _Builder:
    """Builds data from parser events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, tree: Tree, lines: list[str]) -> None:
        self.tree = tree
        self.lines = lines
        self.stack: list[tuple[Any, Path_]] = []
        self.keys: list[str | None] = []
        self.documents = 0
        self.flow: list[bool] = []
        self.last: Path_ = ()
        self.closed: list[Path_] = []
        self.line_of_alias = 0
        self.finished = False
        self.misled = 0
        self.controls = [(problem.line, problem.column) for problem in tree.problems]

    def stop(self) -> None:
        """Note where reading ended, if before the end of the file: what was being read there is not to be judged."""
        if not self.finished:
            self.tree.unfinished = {*(path for _, path in self.stack), *self.closed}
            self.tree.spoiled.add(self.stack[self.flow.index(True)][1] if True in self.flow else self.last)

    def take(self, event: Any) -> bool:
        """Add one event; false when the rest of the file cannot be read sensibly."""
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                hint = "keep one document in a file; delete the “---”" + _REST
                self.tree.report("a second document begins here", place, hint=hint, kind=Kind.YAML_SYNTAX)
                return False
            return True
        if getattr(event, "anchor", None):
            self._report_alias(place)
        if isinstance(event, yaml.AliasEvent):
            if self._at_key():
                return False
            self.tree.spoiled.add(self._add(None, place))
            return True
        tagged = getattr(event, "tag", None) and str(event.tag) != "!"
        if tagged:
            self.tree.report(
                "tags (!) are not allowed in data files",
                place,
                value=excerpt(str(event.tag).replace("tag:yaml.org,2002:", "!!")),
                hint="put a text that begins with ! into quotes",
                kind=Kind.YAML_SYNTAX,
            )
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            going_on = self._open(event, place)
        else:
            going_on = self._close_or_add(event, place)
        if tagged:
            self.tree.spoiled.add(self.last)
        return going_on

    def _close_or_add(self, event: Any, place: Place) -> bool:
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.keys.pop()
            _, path = self.stack.pop()
            self.closed.append(path)
            if self.flow.pop():
                self.last = path
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, place)
        elif isinstance(event, yaml.DocumentEndEvent):
            self.finished = True
        return True

    def _at_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None

    def _report_alias(self, place: Place) -> None:
        if place[0] != self.line_of_alias:
            message = "anchors (&) and aliases (*) are not allowed in data files"
            hint = "write the text out; put a text that begins with & or * into quotes"
            self.tree.report(message, place, hint=hint, kind=Kind.YAML_SYNTAX)
        self.line_of_alias = place[0]

    def _open(self, event: Any, place: Place) -> bool:
        if len(self.stack) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            hint = "no data file needs that; look at the brackets" + _REST
            self.tree.report(message, place, hint=hint, kind=Kind.YAML_SYNTAX)
            return False
        if self._at_key():
            message = "a key must be a word, not a list or a mapping"
            hint = "put a text that begins with [ or { into quotes" + _REST
            self.tree.report(message, place, hint=hint, kind=Kind.YAML_SYNTAX)
            return False
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append((container, self._add(container, place)))
        self.flow.append(bool(event.flow_style))
        self.keys.append(None)
        return True

    def _scalar(self, event: Any, place: Place) -> None:
        value = unicodedata.normalize("NFC", str(event.value))
        end = (event.end_mark.line + 1, event.end_mark.column + 1)
        spoiled = any(place <= control < end for control in self.controls)
        # Escapes in double quotes can write what the text itself may not hold.
        if FORBIDDEN.search(value):
            value = without_controls(value, self.tree.report, place)
            spoiled = True
        plain = event.style in (None, "")
        comment = self._behind(event.end_mark) if plain and value else None
        if not self.misled and plain and misleads(value, self.lines, place):
            self.misled = place[0]
        if self._at_key():
            self._key(value, place)
            return
        path = self._add(None if plain and value in _NULLS else value, place)
        if comment:
            self.tree.comments[path] = comment
        if spoiled:
            self.tree.spoiled.add(path)

    def _behind(self, end: Any) -> tuple[Place, str] | None:
        """The comment behind a plain text and its place; one that is none but for YAML is reported."""
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        found = _HASH.match(line, end.column)
        if not found:
            return None
        place = (end.line + 1, found.start(1) + 1)
        if not (glued := _GLUED.match(found[1])):
            return place, found[1]
        self.tree.report(
            "what stands behind “#” is a comment and would be lost",
            place,
            value=excerpt(glued[0]),
            hint="put the text into a block after “>-”, or into quotes; write “# ” for a comment",
            kind=Kind.COMMENT,
        )
        return None

    def _key(self, key: str, place: Place) -> None:
        container, path = self.stack[-1]
        self.closed.clear()
        if key in container:
            first = self.tree.key_places[(*path, key)]
            message, hint = "this key stands here twice", f"it is on line {first[0]} already; keep one"
            self.tree.report(message, place, value=excerpt(key), hint=hint, kind=Kind.DUPLICATE_KEY)
        self.tree.key_places[(*path, key)] = place
        self.keys[-1] = key

    def _add(self, value: Any, place: Place) -> Path_:
        if not self.stack:
            self.tree.data = value
            self.tree.places[()] = place
            return ()
        container, parent = self.stack[-1]
        self.closed.clear()
        if isinstance(container, dict):
            key = self.keys[-1]
            assert key is not None
            path: Path_ = (*parent, key)
            container[key] = value
            self.keys[-1] = None
        else:
            path = (*parent, len(container))
            container.append(value)
        self.tree.places[path] = place
        self.last = path
        return path
