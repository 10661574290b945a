"""Whether the translations of a text say the same: what a careful reviser would ask about.

A number, a year or a foreign name that stands in one language and not in the other, a name that is marked in one and
not in the other, a text that is the same in two languages, a length out of proportion, a language that is missing: each
is a warning, never an error, because only a reader can tell. A finding that is right all the same says so, with its
reason: ``accept: {length: The Spanish name of the office is long.}``. A text in a language that the framework does not
know is an error: it could never be printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ..errors import Kind, Problem, Severity, excerpt
from ..text.markup import Run, parse_markup
from ..text.typography import fold
from .explain import dotted, inside
from .fields import Language, Translations
from .model import DOMAIN_SLUGS, KINDS, Acceptance, Framework, Profile, Text
from .yaml_tree import Path_, Tree

V = TypeVar("V")
_Told = tuple[Path_, Text, frozenset[str]]
"""A text, its place in the data, and the kinds of doubt about it that are accepted."""

LONGEST_RATIO = 1.75
"""How much longer than the source a translation usually is at most; the shortest is the inverse."""

_RATIO_FROM = 60  # characters; shorter texts vary more
_SAME_FROM = 25
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_TRANSLATIONS: TypeAdapter[dict[str, str]] = TypeAdapter(Translations)
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*")


@dataclass(frozen=True)
class _Doubt:
    kind: str
    language: str
    message: str
    value: str = ""
    hint: str = "mend the text, or accept it with a reason"


def check_translations(profile: Profile | None, framework: Framework, tree: Tree) -> list[Problem]:
    """All doubts about the translations of a profile, as warnings; an undeclared language is an error.

    Of a file with errors, which is no ``profile``, every text is looked at that is sound in itself, if it was read to
    its end.
    """
    if profile:
        return _check(list(_texts(profile)), profile.source.language, framework, tree)
    source = inside(tree.data, "source", "language", default="")
    if tree.unfinished or not _sound(source, _LANGUAGE):
        return []
    return _check(list(_typed_texts(tree)), source, framework, tree)


def _check(texts: Sequence[_Told], source: str, framework: Framework, tree: Tree) -> list[Problem]:
    problems: list[Problem] = []
    known = {*framework.languages, source}
    used = {code for _, text, _ in texts if isinstance(text, dict) for code in text}
    wanted = [code for code in framework.languages if code in used]
    for path, text, accepted in texts:
        if not isinstance(text, dict):
            continue
        if source not in text:
            message = f"the text in “{source}”, the language of the source, is missing"
            problems.append(
                _problem(tree, path, message, hint="write it, or correct source.language", kind=Kind.UNTRANSLATED)
            )
        for code in text:
            if code not in known:
                hint = f"the framework has {', '.join(framework.languages)}; add it there first (docs/languages.md)"
                problems.append(
                    _problem(
                        tree,
                        (*path, code),
                        f"the language “{code}” is not declared",
                        hint=hint,
                        kind=Kind.UNDECLARED_LANGUAGE,
                    )
                )
        doubts = list(_doubts(text, source, wanted))
        for doubt in doubts:
            if doubt.kind not in accepted:
                place = (*path, doubt.language) if doubt.language in text else path
                kind = Kind.UNTRANSLATED if doubt.kind == "missing" else Kind.TRANSLATION
                problem = _problem(tree, place, doubt.message, value=doubt.value, hint=doubt.hint, kind=kind)
                problems.append(replace(problem, severity=Severity.WARNING))
        for key in sorted(accepted - {doubt.kind for doubt in doubts}):
            place, message = (*path[:-1], "accept", key), f"there is nothing left to accept under “{key}”"
            problem = _problem(tree, place, message, hint="delete it", kind=Kind.NEEDLESS_ACCEPT)
            problems.append(replace(problem, severity=Severity.WARNING))
    return problems


def _problem(tree: Tree, path: Path_, message: str, value: str = "", hint: str = "", *, kind: Kind) -> Problem:
    line, column = tree.place(path)
    return Problem(tree.file, line, column, message, dotted(path), hint, value, kind=kind)


def _texts(profile: Profile) -> Iterator[_Told]:
    if profile.introduction:
        yield ("introduction",), profile.introduction, frozenset()
    for slug in DOMAIN_SLUGS:
        for kind in KINDS:
            for index, finding in enumerate(getattr(profile.findings[slug], kind)):
                yield ("findings", slug, kind, index, "text"), finding.text, finding.accept.kinds


def _typed_texts(tree: Tree) -> Iterator[_Told]:
    """The same as they are typed, those left out that are not sound."""
    found: list[tuple[Path_, Any, Any]] = [(("introduction",), inside(tree.data, "introduction", default={}), {})]
    for slug in DOMAIN_SLUGS:
        for kind in KINDS:
            for index, finding in enumerate(inside(tree.data, "findings", slug, kind, default=[])):
                text, accepted = inside(finding, "text", default={}), inside(finding, "accept", default={})
                found.append((("findings", slug, kind, index, "text"), text, accepted))
    for path, text, accepted in found:
        if path not in tree.spoiled and (sound := _sound(text, _TRANSLATIONS)):
            yield path, sound, frozenset(kind for kind in Acceptance.model_fields if accepted.get(kind))


def _sound(value: Any, kind: TypeAdapter[V]) -> V | None:
    """The value as the model would have it; nothing where it breaks a rule, which is told elsewhere."""
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


def _doubts(text: Mapping[str, str], source_language: str, wanted: list[str]) -> Iterator[_Doubt]:
    for code in wanted:
        if code not in text:
            hint = "write it; until then the language of the source is printed"
            yield _Doubt("missing", code, f"no text in “{code}”, which other texts of this profile have", hint=hint)
    origin = source_language if source_language in text else next(iter(text))
    runs = {code: parse_markup(words) for code, words in text.items()}
    plain = {code: "".join(run.text for run in parts) for code, parts in runs.items()}
    for code in text:
        if code != origin:
            yield from _compared(origin, code, plain, runs)
        yield from _foreign_names(code, runs[code], plain)


def _compared(
    origin: str, code: str, plain: Mapping[str, str], runs: Mapping[str, tuple[Run, ...]]
) -> Iterator[_Doubt]:
    here, there = _numbers(plain[code]), _numbers(plain[origin])
    if here != there:
        lost, new = there - here, here - there
        words = [f"“{origin}” has {_listed(lost)}"] * bool(lost) + [f"“{code}” has {_listed(new)}"] * bool(new)
        yield _Doubt("numbers", code, f"the numbers differ: {', '.join(words)}")
    here, there = _kinds(runs[code]), _kinds(runs[origin])
    if here != there:
        lost, new = there - here, here - there
        words = [f"“{origin}” marks {_listed(lost)}"] * bool(lost) + [f"“{code}” marks {_listed(new)}"] * bool(new)
        yield _Doubt("names", code, f"other names are marked: {', '.join(words)}")
    if len(plain[code]) >= _SAME_FROM and fold(plain[code]) == fold(plain[origin]):
        yield _Doubt("identical", code, f"the text is the same in “{origin}” and “{code}”", excerpt(plain[code]))
    ratio = len(plain[code]) / len(plain[origin])
    if min(len(plain[code]), len(plain[origin])) >= _RATIO_FROM and not 1 / LONGEST_RATIO <= ratio <= LONGEST_RATIO:
        yield _Doubt("length", code, f"the text has {ratio:.1f} times the length of “{origin}”", excerpt(plain[code]))


def _foreign_names(code: str, runs: Sequence[Run], plain: Mapping[str, str]) -> Iterator[_Doubt]:
    """Names kept in another language must stand in that language's own text too."""
    for run in runs:
        if run.language in plain and run.language != code and fold(run.text) not in fold(plain[run.language]):
            message = f"this name in “{run.language}” does not stand in the text of that language"
            yield _Doubt("names", code, message, excerpt(run.text))


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))


def _kinds(runs: Sequence[Run]) -> Counter[str]:
    return Counter(run.kind for run in runs if run.kind)


def _listed(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements()))
