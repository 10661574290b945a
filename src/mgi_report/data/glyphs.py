"""Characters in the texts of a data file that no font of the theme has, each at its place.

The typesetter would find them too, but only when the page is made, and without the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Protocol

from ..errors import Kind, Problem, excerpt
from ..text.bullets import WORD_BULLETS
from ..text.markup import MarkupError, parse_markup
from .tree import Path_, Tree

PRINTED = frozenset(
    {"name", "official", "title", "publisher", "framework", "introduction", "text"}
    | {"acronym", "about", "how_to_read", "caveat", "definition", "scope"}
    | {"gist", "contact", "label", "value", "source", "alt", "credit", "speaker", "role", "countries", "note"}
)
"""The keys of profiles, frameworks, regions and publishers behind which a text stands that is printed."""

_NAMED = 3  # characters of one text that are told by name; the others are of the same script, as a rule
_AROUND = 24  # characters of the text shown to the left of the one that is missing


class Coverage(Protocol):
    """What knows which characters the pages can show."""

    def missing(self, text: str) -> str:
        """The characters of a text that cannot be shown."""


def check_glyphs(tree: Tree, coverage: Coverage | None) -> Iterator[Problem]:
    """Every printed text with characters that cannot be shown: one problem for each text, at the first of them.

    Looks at the data as typed, so that a file with other problems is checked as well.
    """
    if coverage is None or _nothing_odd(tree, coverage):
        return
    for path, text in _printed(tree.data, (), within=False):
        if coverage.missing(text) and (missing := coverage.missing(_shown(text))):
            near, place, kind = _near(text, missing[0]), tree.place_of(path, missing[0]), Kind.GLYPH_MISSING
            yield tree.problem(path, _message(missing), _hint(missing, coverage), near, place=place, kind=kind)


def _nothing_odd(tree: Tree, coverage: Coverage) -> bool:
    """Whether the whole file has no character that is missing, which is quick to see; escapes may stand for some."""
    typed = set().union(*tree.lines)
    return "\\" not in typed and not coverage.missing("".join(typed))


def _printed(data: Any, path: Path_, *, within: bool) -> Iterator[tuple[Path_, str]]:
    """The texts that are printed, with their paths."""
    if isinstance(data, str):
        if within:
            yield path, data
    elif isinstance(data, (dict, list)):
        entries = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in entries:
            yield from _printed(value, (*path, key), within=within or key in PRINTED)


def _shown(text: str) -> str:
    """What of a text is seen on pages: its words and the forms for the index, not addresses."""
    try:
        return "".join(run.text + run.entry for run in parse_markup(text))
    except MarkupError:
        return text


def _message(missing: str) -> str:
    listed = [_name(char) for char in missing[:_NAMED]]
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    if len(missing) == 1:
        return f"no font of the theme has the character {listed[0]}"
    return f"no font of the theme has the characters {', '.join(listed)}{more}"


def _name(char: str) -> str:
    name = unicodedata.name(char, "without a name")
    return f"U+{ord(char):04X} {name}"


def _hint(missing: str, coverage: Coverage) -> str:
    if bullets := [char for char in missing if char in WORD_BULLETS]:
        advice = f"U+{ord(bullets[0]):04X} is a bullet of Word: delete it"
        others = missing.translate(dict.fromkeys(map(ord, bullets)))
        return f"{advice}; {_hint(others, coverage)}" if others else advice
    them = "it" if len(missing) == 1 else "them"
    advice = f"add a font family that has {them} to fonts.text in assets/theme.yaml, and its files to assets/fonts"
    plain = {char: unicodedata.normalize("NFKC", char) for char in missing[:_NAMED]}
    better = [excerpt(form) for char, form in plain.items() if form != char and not coverage.missing(form)]
    return f"write {', '.join(better)} instead, or {advice}" if len(better) == len(missing) else advice


def _near(text: str, char: str) -> str:
    """The words around a character, so that it is seen in a long text too."""
    text = " ".join(text.split())
    start = max(0, text.find(char) - _AROUND)
    return excerpt(f"…{text[start:]}" if start else text)
