"""The measures that pages and plans share, as data: lengths, type sizes and leadings, one table for each publication.

``templates/<publication>/measures.yaml`` is the table; that of a workspace says only what differs. Style sheets call a
measure ``var(--tab-height)``, plans and templates ``measures.tab_height``. What follows from others is a formula in the
table, so that no length stands twice.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..data.explain import did_you_mean
from ..data.tree import Tree
from ..data.yaml_tree import read_tree
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..text.units import POINTS_PER_MM
from ..workspace.crowds import AT_MOST
from ..workspace.places import guide
from .moved import SHOWN, gone

if TYPE_CHECKING:
    from ..text.widths import Metrics

TABLE = "measures.yaml"
_POINTS = {"mm": POINTS_PER_MM, "pt": 1.0, "": 1.0}
_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_VALUE = re.compile(rf"({_NUMBER})(mm|pt|)(?:/({_NUMBER})(mm|pt|))?")
_TERM = re.compile(rf"({_NUMBER})(mm|pt|)|([a-z][\w-]*)")
_SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_KINDS = {
    "length": "a length in mm or pt, more than 0, such as 59mm",
    "type": "a type size in pt and its leading, such as 8.4pt/1.42 or 12pt/5.6mm",
    "factor": "a number without a unit, more than 0, such as 1.36",
}


class Measure(float):
    """A length or a type size in points, or a factor. ``line`` is the height of a line of type, in points as well."""

    line = 0.0

    def height(self, text: Metrics, words: str, measure: float) -> float:
        """The height of words set in this type in a column ``measure`` points wide."""
        return text.lines(words, self, measure) * self.line


class Measures:
    """The measures of one publication, by the names in its table with ``_`` for ``-``.

    ``tokens`` are what style sheets call by name: lengths and sizes as they stand in the table or, where they are
    computed, in mm; the leading of a type beside it.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table: dict[str, Measure] = {}
        self.tokens: dict[str, str] = {}
        for name, value in table.items():
            kind, measure = _parsed(value)
            if not kind:
                measure = Measure(_computed(value, self))
            size, _, leading = value.partition("/")
            key = name.replace("-", "_")
            self._table[key] = measure
            self.tokens[name] = size if kind else f"{round(measure / _POINTS['mm'], 4):.7g}mm"
            if kind == "type":
                self._table |= {f"{key}_line": Measure(measure.line), f"{key}_leading": Measure(measure.line / measure)}
                self.tokens[f"{name}-leading"] = leading

    def __getattr__(self, name: str) -> Measure:
        if name.startswith("_") or name not in self._table:
            raise AttributeError(f"there is no measure {name}")
        return self._table[name]

    def __dir__(self) -> list[str]:
        return list(self._table)


class Setting(NamedTuple):
    """What pages are planned with: their measures, and the widths of words in the text font and in its bold cut."""

    measures: Measures
    text: Metrics
    bold: Metrics


def load_measures(folders: Sequence[Path], publication: str) -> Measures:
    """The measures of a publication: those of the last folder of templates, the built-in one, and over them the others.

    Raises :class:`ReportError` (template) with file, line and column of all that is wrong with a table: names that are
    not in the built-in one, other kinds of values than there, values that leave nothing for a computed length.
    """
    *own, ours = (folder / publication / TABLE for folder in folders)
    table: dict[str, str] = read_tree(ours).data
    for tree in map(read_tree, filter(Path.is_file, own)):
        if not tree.says_nothing:
            wrong = islice(_wrong(tree, table, publication), AT_MOST)
            if problems := tree.problems or [*wrong] or [*_narrow(tree, table)]:
                raise ReportError(problems, ExitCode.TEMPLATE)
            table = table | tree.data
    return Measures(table)


def publications(folder: Path) -> list[str]:
    """The names of the publications that have a table in a folder of templates."""
    return sorted(file.parent.name for file in folder.glob(f"*/{TABLE}"))


def _wrong(tree: Tree, below: dict[str, str], publication: str) -> Iterator[Problem]:
    """What is wrong with a table that is to stand over another one."""
    if not isinstance(tree.data, dict):
        yield tree.problem((), "expected measures (name: value)", kind=Kind.WRONG_FORM)
        return
    for name, value in tree.data.items():
        kind = _parsed(below.get(name))[0] or "length"
        if name not in below:
            hint = did_you_mean(name, below, f"{guide('templates')} tells where the measures stand")
            message, place = f"unknown measure {excerpt(name)}", tree.key_place((name,))
            if told := gone("measures", str(name), publication):
                message, hint = told, SHOWN
            yield tree.problem((), message, hint, place=place, kind=Kind.UNKNOWN_KEY)
        elif kind != _parsed(value)[0] and value != below[name]:  # a copy of a table may have its formulas
            found = excerpt(value) if isinstance(value, str) else "something else"
            hint = f"the built-in one is {below[name]}"
            message = f"expected {_KINDS[kind]}, found {found}"
            yield tree.problem((name,), message, hint, kind=Kind.WRONG_FORM)


def _narrow(tree: Tree, below: dict[str, str]) -> Iterator[Problem]:
    """The first computed length that a table leaves nothing for, at the value that does so."""
    own: dict[str, str] = tree.data
    for lost in _lost(below | own)[:1]:
        cause = next((name for name in own if lost in _lost({**below, name: own[name]})), next(iter(own)))
        yield tree.problem((cause,), f"this leaves nothing for {excerpt(lost)}", kind=Kind.OUT_OF_RANGE)


def _lost(table: Mapping[str, str]) -> list[str]:
    """Computed lengths that are none."""
    measures = Measures(table)
    return [name for name in table if getattr(measures, name.replace("-", "_")) <= 0]


def _parsed(value: object) -> tuple[str, Measure]:
    """A value and its kind: ``length``, ``type`` or ``factor``; none for what is neither of them, as a formula is."""
    found = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if not found or not float(found[1]) or not float(found[3] or 1):
        return "", Measure()
    size = Measure(float(found[1]) * _POINTS[found[2]])
    if not found[3]:
        return "length" if found[2] else "factor", size
    size.line = float(found[3]) * (_POINTS[found[4]] if found[4] else size)
    return "type" if found[2] == "pt" else "", size


def _computed(formula: str, measures: Measures) -> float:
    """The value of a formula of lengths, factors and measures before it, as CSS writes it in ``calc()``."""

    def term(found: re.Match[str]) -> str:
        number, unit, name = found.groups()
        value = float(number) * _POINTS[unit] if number else getattr(measures, name.replace("-", "_"))
        return repr(float(value))

    return _solved(ast.parse(_TERM.sub(term, formula), mode="eval").body)


def _solved(node: Any) -> float:
    if isinstance(node, ast.BinOp):
        return float(_SIGNS[type(node.op)](_solved(node.left), _solved(node.right)))
    return float(ast.literal_eval(node))
