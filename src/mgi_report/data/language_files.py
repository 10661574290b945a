"""Files of languages: whether they are sound, and the languages of a workspace read with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..text.conventions import FOLDER, Conventions
from ..text.languages import Language, load_language
from ..text.typography import fold
from ..workspace.places import Workspace, shown
from .explain import Fault, read_as
from .fields import Country
from .fields import Language as Code
from .glyphs import Coverage, check_glyphs
from .printable import check_printable
from .tree import Path_, Tree
from .yaml_tree import read_tree

_LONGEST_NAME = 60
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Code)
_COUNTRY: TypeAdapter[str] = TypeAdapter(Country)
_FORMS = {
    "quotes": "two marks: [«, »]",
    "inner_quotes": "two marks: [“, ”]",
    "keep_next": "a list of words: [a, e, y]",
    "letters": "letters, each with the one behind which it stands: {ñ: n}",
    "capitals": "“names” or “nouns”",
    "countries": "names by code: {SV: El Salvador}",
    "small_words": "a list of rules: [{word: y, becomes: e, before: h?i}]",
}


def language_of(workspace: Workspace, code: str) -> Language:
    """A language of publication, with its catalogue and its conventions.

    Raises :class:`ReportError`: as :func:`load_language` does, and (data) for files of languages that are not sound.
    """
    if problems := list(check_language_files(workspace)):
        raise ReportError(problems, ExitCode.DATA)
    return load_language(code, workspace.paths("locales"), workspace.paths(*FOLDER))


def check_language_files(workspace: Workspace, coverage: Coverage | None = None) -> Iterator[Problem]:
    """What is wrong with the files of languages of a workspace, whether a build would come to read them or not.

    With a ``coverage`` names of countries are refused that the fonts cannot show.
    """
    for file in sorted(workspace.root.joinpath(*FOLDER).glob("*.yaml")):
        tree = read_tree(file, shown(file, workspace.root))
        found = read_as(Conventions, tree, _form)
        yield from tree.problems
        if found:
            yield from _codes(file.stem, found, tree)
            yield from _rules(found, tree)
            yield from check_printable(tree, {("countries", code): _LONGEST_NAME for code in found.countries})
            yield from check_glyphs(tree, coverage)


def _form(path: Path_, detail: object) -> Fault | None:
    form = _FORMS.get(str(path[0])) if path else None
    return Fault(f"expected {form}", (path[:1],)) if form else None


def _codes(name: str, found: Conventions, tree: Tree) -> Iterator[Problem]:
    codes: list[tuple[Path_, str, TypeAdapter[str]]] = [((), name, _LANGUAGE)]
    codes += [(("locale",), found.locale, _LANGUAGE)] if found.locale else []
    codes += [(("countries", code), code, _COUNTRY) for code in found.countries]
    for path, code, kind in codes:
        try:
            kind.validate_python(code)
        except ValidationError as error:
            said = error.errors()[0]["ctx"]
            yield tree.problem(path, said["message"], said["hint"], kind=Kind(said["kind"]))


def _rules(found: Conventions, tree: Tree) -> Iterator[Problem]:
    for letter, before in found.letters.items():
        if any(len(form) != 1 for char in (letter, before) for form in (char, char.upper())):
            yield tree.problem(("letters", letter), f"expected {_FORMS['letters']}", kind=Kind.WRONG_FORM)
    for country, name in found.countries.items():
        if not fold(name):
            yield tree.problem(
                ("countries", country), "the text is empty", "write it, or delete it", kind=Kind.EMPTY_TEXT
            )
    for index, rule in enumerate(found.small_words):
        try:
            re.compile(rule.before)
        except re.error as error:
            path, message = ("small_words", index, "before"), f"this is no regular expression ({error})"
            yield tree.problem(path, message, value=excerpt(rule.before), kind=Kind.WRONG_FORM)
