"""Texts that could not be printed, or not be proved once they are: found in the data, where they can be mended.

A page would be made of them and then be refused, without the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import ceil
from unicodedata import bidirectional, category

from ..errors import Kind, Problem, excerpt
from ..text.hyphenation import hyphenator
from ..text.long_words import LONGEST, opened
from ..text.markup import MarkupError, parse_markup
from ..text.typography import fold
from .fields import MAX_TEXT
from .model import typed_findings
from .tree import Tree, TypedText, texts_at

FRAMEWORK: dict[tuple[str, ...], int] = {
    **{("name",): 80, ("acronym",): 20, ("caveat",): 600, ("about", "*"): 700, ("how_to_read", "*"): 500},
    **{("domains", "*", key): most for key, most in (("name", 48), ("scope", 90))},
    **{("domains", "*", "definition", level): 600 for level in ("national", "local")},
    ("domains", "*", "topics", "*", "name"): 80,
}
"""The texts of a framework, which stand in every publication, and the characters that fit there."""

NARROW: dict[tuple[str, ...], tuple[int, int]] = {("domains", "*", "name"): (13, 4)}
"""Texts in a sector of the wheel, behind a number: letters of a line, and lines."""

_PROSE = ("introduction", "text")
"""Keys of texts in whose long words a line may end anywhere."""

_SENTENCE = 25  # characters; what is shorter may stand in other texts too
_SHORT, _BEFORE, _AFTER = 6, 3, 4  # letters of words that are not parted, and that stay together where one is
_LINE, _WASTE = 48, 1.15  # characters of a line, and how much more room lines take than characters, as a rule
_BREAKS = re.compile(r"(?<=[\s\u00ad\u200b/?&=.@–—-])")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_WORD = re.compile(r"\w{5,}")
_MARKS = re.compile(r"\{[^}]*\}|\]\([^)]*\)|[\[\]*\\]")


def check_printable(tree: Tree, limits: Mapping[tuple[str, ...], int]) -> Iterator[Problem]:
    """Texts that are too long for their place, that hold a word too long for a line, a profile's findings with points
    that readers misplace, and those that its introduction repeats.

    ``limits`` are the keys of texts with a fixed place and the characters that fit there; ``*`` stands for every item
    of a list. Looks at the data as typed.
    """
    for keys, limit in limits.items():
        for text in texts_at(tree, keys):
            yield from _too_long(text, limit, tree, *NARROW.get(keys, (0, 0)), prose=keys[-1] in _PROSE)
    introduction = "\n".join(_MARKS.sub("", words) for _, _, words in texts_at(tree, ("introduction",)))
    for path, finding in typed_findings(tree.data):
        for text in texts_at(tree, ("text",), path, finding):
            yield from _pointed(text, tree)
            yield from _repeated(text, introduction, tree)


def _too_long(text: TypedText, limit: int, tree: Tree, line: int, most: int, *, prose: bool) -> Iterator[Problem]:
    path, language, words = text
    length = len(" ".join(words.split()))
    if limit < length <= MAX_TEXT:
        message = f"the text has {length:,} characters; here at most {limit:,} fit on the page"
        yield tree.problem(path, message, "shorten it", kind=Kind.TEXT_TOO_LONG)
        return
    fitting, room = line or LONGEST, most or ceil(limit * _WASTE / _LINE)
    whole = (["0"] if line else []) + words.split()
    if max(map(len, whole), default=0) <= fitting and _lines((f"{word} " for word in whole), line) <= room:
        return  # also where no word is parted
    pieces = list(_pieces(" ".join(whole), "" if line else language, prose=prose))
    longest, lines = max(map(str.rstrip, pieces), key=len, default=""), _lines(pieces, line)
    if len(longest) > fitting:
        message = f"{len(longest)} letters that cannot be parted; here at most {fitting} fit on a line"
        hint = "write it in words, or put a soft hyphen (U+00AD) wherever it may be parted"
        yield tree.problem(path, message, hint, excerpt(longest), kind=Kind.TEXT_TOO_LONG)
    elif lines > room:
        message = f"the words are so long that they take the room of {lines * _LINE:,} characters; here {limit:,} fit"
        message = f"the words take {lines} lines; here {most} fit" if line else message
        yield tree.problem(path, message, "shorten the text, or choose shorter words", kind=Kind.TEXT_TOO_LONG)


def _pieces(words: str, language: str, *, prose: bool) -> Iterator[str]:
    """The pieces of a text between which a line may end; those that end a word end in a space."""
    try:
        runs = parse_markup(words)
    except MarkupError:  # told elsewhere
        return
    for run in opened(runs, language) if prose else runs:
        for stretch in _BREAKS.split(run.text):
            yield from _parted(stretch, run.language or language)


def _parted(stretch: str, language: str) -> Iterator[str]:
    patterns = hyphenator(language) if len(stretch) > _SHORT else None
    places: list[int] = patterns.positions(stretch) if patterns else []
    edges = [0, *(place for place in places if _BEFORE <= place <= len(stretch) - _AFTER), len(stretch)]
    yield from (stretch[start:end] for start, end in pairwise(edges))


def _lines(pieces: Iterable[str], line: int) -> int:
    lines, filled = 1, 0
    for piece in pieces:
        if filled and filled + len(piece.rstrip()) > (line or _LINE):
            lines, filled = lines + 1, 0
        filled += len(piece)
    return lines


def _pointed(text: TypedText, tree: Tree) -> Iterator[Problem]:
    """Points and vowel signs of scripts from right to left: readers of PDF put them elsewhere among the letters."""
    path, _, words = text
    if sign := _first_point(words):
        message = f"a point or vowel sign (U+{ord(sign):04X}) that readers of the file would put elsewhere"
        hint = "leave such signs out of findings: searching and reading aloud would go wrong"
        place = tree.place_of(path, sign)
        yield tree.problem(path, message, hint, excerpt(words), place=place, kind=Kind.POINTED_TEXT)


def _first_point(words: str) -> str:
    leftwards = False
    for char in words if _FROM_RIGHT.search(words) else "":
        if category(char) != "Mn":
            leftwards = bidirectional(char) in ("R", "AL")
        elif leftwards:
            return char
    return ""


def _repeated(text: TypedText, introduction: str, tree: Tree) -> Iterator[Problem]:
    """Findings that stand in the introduction word for word: nobody could tell whether they are printed once."""
    path, _, words = text
    bare = _MARKS.sub("", words)
    if not introduction or any(word not in introduction for word in _WORD.findall(bare)):
        return
    if len(fold(bare)) >= _SENTENCE and fold(bare) in fold(introduction):
        hint = "say it in other words there, or leave it out"
        message = "the introduction repeats this finding word for word"
        yield tree.problem(path, message, hint, excerpt(words), kind=Kind.DUPLICATE)
