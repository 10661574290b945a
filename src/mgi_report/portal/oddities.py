"""What a careful reader would look at in what was taken over, and in what was not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..data.fields import MAX_TEXT
from ..errors import Problem
from ..text.markup import escape
from .items import Item
from .labels import fold, tables
from .lines import Left, Line, doubt, fault
from .page import Page
from .parts import Role
from .structure import Structure

_TAKEN = (Role.FINDING, Role.HEADING, Role.INTRODUCTION, Role.TITLE, Role.DATE)
_ALL_BUT = 0.8  # of the findings end with a full stop where each of them should
_LINES = {Left.HIDDEN, Left.HYPHEN}  # told once for all lines; the others may each have changed a finding
# What a page that lost its markup may have made of the numbers of footnotes: “since 20201”, “the office2”, “(1999)3”.
_YEAR_AND_MORE = re.compile(r"([^\W\d_]+|[(–-])\s?((?:19[5-9]|20[0-3])\d\d{1,2})(?![\d.,]?\d)")
_GLUED = re.compile(r"(?<![^\W_])(?:(?!covid)[^\W\d_]{5,}[.,;:]?|\S*[)”»])\d{1,2}(?![\w.,-]\w|\w)", re.I)
_BEFORE_YEARS = re.compile("since|until|during|after|before|between|desde|hasta|durante|entre|depuis|avant|apres|ate|")


def oddities(page: Page, structure: Structure) -> list[Problem]:
    """Doubts about findings, and what became of words and lines that stand in or between them."""
    problems = [*_of_findings(structure.findings, page.file), *_of_ends(structure.findings, page.file)]
    problems += _left_out(structure, page.file)
    for line in _passed(structure, Role.NOTE):
        problems.append(doubt(page.file, line.number, "a footnote, it seems; not taken over", line.text))
    if not page.whole:
        problems.append(doubt(page.file, 0, "the end of the HTML page is missing; was it saved whole?"))
    return problems


def _of_findings(findings: Sequence[Item], file: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for item in findings:
        if len(escape(item.words)) > MAX_TEXT:
            message = f"the finding has {len(item.words):,} characters; at most {MAX_TEXT:,} fit"
            yield fault(file, item.first, message, item.words, "look whether several became one")
        if item.words in seen:
            yield doubt(file, item.first, f"the same finding stands on line {seen[item.words]} already", item.words)
        seen.setdefault(item.words, item.first)
        if " • " in item.words:
            yield doubt(file, item.first, "a bullet stands within this finding", item.words)
        if links := [link for line in item.lines for link in line.links]:
            yield doubt(file, item.first, "a link in this finding was not taken over", links[0])
        for number in _grown_numbers(item.words):
            yield doubt(file, item.first, "the number of a footnote may stand at its end; look at the page", number)


def _grown_numbers(words: str) -> Iterator[str]:
    """Numbers that may have grown by that of a footnote: years of five figures, and words with a number."""
    for match in _YEAR_AND_MORE.finditer(words):
        before = fold(match[1])
        if _BEFORE_YEARS.fullmatch(before) or any(before in table.words for table in tables()):
            yield match[2]
    yield from _GLUED.findall(words)


def _of_ends(findings: Sequence[Item], file: str) -> Iterator[Problem]:
    open_ended = [item for item in findings if not item.lines[-1].ends_sentence]
    if len(open_ended) == 1 < len(findings):
        message = "only this finding ends without a full stop; is it whole?"
    else:
        message = "this finding ends without a full stop, as few do; is it whole?"
    if len(open_ended) <= (1 - _ALL_BUT) * len(findings) or len(open_ended) == 1:
        for item in open_ended:
            yield doubt(file, item.last, message, item.words[-50:])


def _left_out(structure: Structure, file: str) -> Iterator[Problem]:
    """What became of some words within the lines that were taken over."""
    told: dict[Left, list[tuple[int, str]]] = {}
    for line, role in structure.roles.items():
        for what, words in line.left if role in _TAKEN else ():
            told.setdefault(what, []).append((line.number, words))
    for line in _passed(structure, Role.HIDDEN):
        what = line.left[0][0] if line.left else Left.HIDDEN
        told.setdefault(what, []).append((line.number, line.text))
    for what, places in told.items():
        places.sort(key=lambda place: place[0])
        if what in _LINES:
            lines = len({number for number, _ in places})
            more = f", here and on {lines - 1} more line{'s' if lines > 2 else ''}" if lines > 1 else ""
            yield doubt(file, places[0][0], f"{what}{more}", places[0][1])
        else:
            for number, words in places:
                yield doubt(file, number, what, words)


def _passed(structure: Structure, role: Role) -> list[Line]:
    """The lines of a role that stand between the first heading of the profile and its last finding."""
    first = structure.blocks[0].first.number if structure.blocks else 0
    last = max((item.last for item in structure.findings), default=0)
    return [line for line, known in structure.roles.items() if known is role and first <= line.number <= last]
