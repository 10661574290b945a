"""What in a template would rank places by accident, found in its syntax tree and its words.

Nodes of the tree (:mod:`.templating.trees`) are told by their class names, so nothing of the library is imported
here. An exception is written into the template, with its reason, on the line before or on the same line:
``{# not ranked: the pages of a chapter #}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ..design.sources import TEMPLATES, read_source, source_files
from ..design.templates import COUNTS, EXTREMES, REORDER, dotted, parse_template
from ..errors import Kind, Problem, ReportError, Severity
from ..text.languages import SOURCE_LANGUAGE
from ..workspace.places import shown
from .pages import SPOKEN
from .sheets import check_sheet
from .words import ORDER, SCORELIKE, WHY, Wordings, of_editions, ranking, scorelike, wording_of

EXCEPTION = "not ranked:"
OF_EDITIONS = "since*"
"""The templates that put two editions side by side, in which words of progress and regress rank too."""
_ALLOW = "if these are no places and no findings, say so on the line before: {# not ranked: the reason #}"
_COUNTED = "what is listed is shown, not counted; a count may choose a layout inside an “if”"
_COUNTING_METHODS = {"count", "__len__"}
_STATES = re.compile(r"\b(state|states|developed|potential|mentions|kind|count|length|score)\b")
_PLACES = re.compile(r"place|cit(y|ies)|cell|profile|country|countries", re.I)
_SPEAKERS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
_NUMBERS = {"index", "index0", "revindex", "revindex0", "length"}


def check_templates(folders: Iterable[Path], wordings: Wordings, base: Path) -> list[Problem]:
    """Everything in the templates of some folders that would rank, and why others cannot be read."""
    problems: list[Problem] = []
    judging = of_editions(wordings)
    for file in source_files(folders, TEMPLATES):
        lists = judging if file.match(OF_EDITIONS) else wordings
        try:
            problems += check_template(read_source(file), shown(file, base), lists)
        except ReportError as error:
            problems += error.problems
    return problems


def check_template(source: str, file: str, wordings: Wordings) -> list[Problem]:
    """Everything in one template that would rank, with line, column, reason and what to do instead."""
    tree, comments = parse_template(source, file)
    found = list(_Reader(source.splitlines(), file, wordings).read(tree))
    found += _words(source, file, wordings)
    found += check_sheet(_styles(source), wordings, file)
    reasons = {line: text for line, text in comments.items() if text.lower().startswith(EXCEPTION)}
    problems = [problem for problem in found if not {problem.line, problem.line - 1} & set(reasons)]
    for line, text in reasons.items():
        if not text[len(EXCEPTION) :].strip():
            message, hint = "an exception without a reason", "write it behind “not ranked:”"
            problems.append(Problem(file, line, 1, message, hint=hint, kind=Kind.UNEXPLAINED_EXCEPTION))
        elif not any(problem.line in (line, line + 1) for problem in found):
            message, hint, told = "there is nothing left to except", "delete the comment", Severity.WARNING
            problems.append(Problem(file, line, 1, message, hint=hint, severity=told, kind=Kind.NEEDLESS_EXCEPTION))
    return sorted(set(problems))


@dataclass
class _Reader:
    """Walks one syntax tree; knows which names hold counts and which loops go over places."""

    lines: Sequence[str]
    file: str
    wordings: Wordings
    counts: set[str] = field(default_factory=set)

    def read(self, node: Any, *, printed: bool = False, places: bool = False) -> Iterator[Problem]:
        """Problems of a node and what is in it; ``printed`` where its value reaches the page."""
        kind = type(node).__name__
        if judge := getattr(self, f"_{kind.lower()}", None):
            yield from judge(node, printed, places)
        if kind in ("Assign", "AssignBlock"):
            self._remember(node)
        for name, child in self._children(node):
            inside = printed if name not in ("test", "iter") else False
            over = (kind == "For" and name == "body" and bool(_PLACES.search(_named(node.iter)))) or places
            yield from self.read(child, printed=inside or kind == "Output", places=over)

    def _children(self, node: Any) -> Iterator[tuple[str, Any]]:
        for name, value in node.iter_fields():
            for child in value if isinstance(value, list) else (value,):
                if hasattr(child, "iter_fields"):
                    yield name, child

    def _filter(self, node: Any, printed: bool, places: bool) -> Iterator[Problem]:
        mark = f"“|{node.name}”"
        if node.name in REORDER:
            yield self._problem(node, node.name, f"{mark} puts things into another order", f"{ORDER}; {_ALLOW}")
        elif node.name in EXTREMES:
            yield self._problem(node, node.name, f"{mark} picks out an extreme", f"{ORDER}; {_ALLOW}")
        elif node.name == "groupby" and _STATES.search(_named(node)):
            hint = "group by country, domain or theme; which list a profile uses is shown by the mark"
            yield self._problem(node, node.name, f"{mark} sorts places by what they list", f"{hint}; {_ALLOW}")
        elif printed and (node.name in COUNTS or _maps_to_count(node)):
            yield self._problem(node, node.name, f"{mark} prints a count", f"{_COUNTED}; {_ALLOW}")

    def _call(self, node: Any, printed: bool, places: bool) -> Iterator[Problem]:
        method = getattr(node.node, "attr", "")
        if method == "sort":
            yield self._problem(node, method, "“sort()” puts things into another order", f"{ORDER}; {_ALLOW}")
        elif method in _COUNTING_METHODS and printed:
            yield self._problem(node, method, f"“{method}()” prints a count", f"{_COUNTED}; {_ALLOW}")
        if getattr(node.node, "name", "") in _SPEAKERS:
            for argument in node.args:
                if isinstance(text := getattr(argument, "value", None), str):
                    for _, word in wording_of(self.wordings, SOURCE_LANGUAGE).find(text):
                        yield ranking(self.file, argument.lineno, self._column(argument.lineno, word), word, text)

    def _getattr(self, node: Any, printed: bool, places: bool) -> Iterator[Problem]:
        owner = getattr(node.node, "name", "")
        if owner == "loop" and printed and node.attr in _NUMBERS and (places or node.attr == "length"):
            hint = f"a number beside a place reads as a rank; leave it out; {_ALLOW}"
            yield self._problem(node, node.attr, f"“loop.{node.attr}” numbers places", hint)
        elif printed and f"{owner}.{node.attr}" in self.counts:
            message = f"“{owner}.{node.attr}” prints a count"
            yield self._problem(node, node.attr, message, f"{_COUNTED}; {_ALLOW}", last=True)

    def _name(self, node: Any, printed: bool, places: bool) -> Iterator[Problem]:
        if printed and node.ctx == "load" and node.name in self.counts:
            yield self._problem(node, node.name, f"“{node.name}” prints a count", f"{_COUNTED}; {_ALLOW}", last=True)

    def _remember(self, node: Any) -> None:
        """Keep the name of what is set to a count, or counted up by hand in a namespace."""
        target = node.target
        name = f"{target.name}.{target.attr}" if hasattr(target, "attr") else getattr(target, "name", "")
        value = node.node if hasattr(node, "node") else None
        if value is None:
            return
        parts = _walk(value)
        counted = any(type(part).__name__ == "Filter" and part.name in COUNTS for part in parts)
        counted = counted or any(dotted(part) in self.counts for part in parts)
        by_hand = type(value).__name__ == "Add" and any(dotted(part) == name for part in parts)
        (self.counts.add if counted or by_hand else self.counts.discard)(name)

    def _problem(self, node: Any, word: str, message: str, hint: str, *, last: bool = False) -> Problem:
        column = self._column(node.lineno, word, last=last)
        return Problem(self.file, node.lineno, column, message, hint=f"{WHY}; {hint}", kind=Kind.RANKS)

    def _column(self, line: int, word: str, *, last: bool = False) -> int:
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        found = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))
        return found[-last].start() + 1 if found else 1


def _maps_to_count(node: Any) -> bool:
    return node.name == "map" and any(getattr(argument, "value", "") in COUNTS for argument in node.args)


def _walk(node: Any) -> list[Any]:
    """A node and all below it."""
    return [node, *node.find_all(object)]


def _named(node: Any) -> str:
    """All names, attributes and words in an expression."""
    words = [getattr(part, name, "") for part in _walk(node) for name in ("name", "attr", "value")]
    return " ".join(word for word in words if isinstance(word, str))


_BLOCK = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)

_STYLE = re.compile(r"<style\b[^<>]*>.*?</style>", re.S | re.I)
_AT_RULE = re.compile(r"@[^{}<>]*\{(?:[^{}]|\{[^{}]*\})*\}")  # style that a template adds, outside of <style>


class _Words(HTMLParser):
    """Collects what a template says in its own words, with line and column."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, int, int]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("style", "script")
        line, column = self.getpos()
        tag_text = self.get_starttag_text() or ""
        for name, value in attrs:
            if name in SPOKEN and value:
                before = tag_text[: max(tag_text.find(value), 0)]
                rows = before.count("\n")
                start = len(before) - before.rfind("\n") - 1 if rows else column + len(before)
                self.found.append((value, line + rows, start))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "script") and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append((data, *self.getpos()))


def _styles(source: str) -> str:
    """The styles of a template where they stand in it, and blanks for all else."""
    found = [*_STYLE.finditer(source), *_AT_RULE.finditer(source)]
    kept = {place for styles in found for place in range(*styles.span())}
    return "".join(char if char == "\n" or place in kept else " " for place, char in enumerate(source)) if kept else ""


def _words(source: str, file: str, wordings: Wordings) -> Iterator[Problem]:
    """Words that rank in the plain text of a template; what stands in tags of the template language is masked."""
    masked = _BLOCK.sub(lambda block: re.sub(r"[^\n]", "\0", block[0]), source)
    masked = _AT_RULE.sub(lambda rule: re.sub(r"[^\n]", "\0", rule[0]), masked)
    reader = _Words()
    reader.feed(masked)
    reader.close()
    for text, line, column in reader.found:
        for start, word in wording_of(wordings, SOURCE_LANGUAGE).find(text):
            before = text[:start]
            row = line + before.count("\n")
            place = start - before.rfind("\n") if "\n" in before else column + start + 1
            yield ranking(file, row, place, word, text.replace("\0", ""))
        if found := SCORELIKE.search(text):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            row, lead = line + text[:start].count("\n"), text.rfind("\n", 0, start)
            yield scorelike(file, row, start - lead if lead >= 0 else column + start + 1, found)
