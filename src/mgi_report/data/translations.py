"""Whether the translations of a text say the same: what a careful reviser would ask about.

A number, a year or a foreign name that stands in one language and not in the other, a name that is marked, or given a
year, in one and not in the other, a year of a name that its text does not tell, a text that is the same in two
languages, a length out of proportion, a language that is missing: each is a warning, never an error, because only a
reader can tell. A finding that is right all the same says so, with its reason, for its text and its gist together:
``accept: {length: The Spanish name of the office is long.}``. A text in a language that the framework does not know is
an error: it could never be printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ..errors import Kind, Problem, Severity, excerpt
from ..text.markup import Run, parse_markup
from ..text.typography import fold
from ..workspace.places import guide
from .extras import TEXTS, Acceptance
from .fields import MAX_LANGUAGES, Gists, Language, Translations
from .model import Framework, Profile, Text, typed_findings
from .tree import Path_, Tree, inside, values_at

V = TypeVar("V")
_Told = tuple[dict[Path_, Text], frozenset[str]]
"""The text of a finding and its gist, or another text, by their places; the kinds of doubt about them accepted."""

LONGEST_RATIO = 1.75
"""How much longer than the source a translation usually is at most; the shortest is the inverse."""

_RATIO_FROM = 60  # characters; shorter texts vary more
_SAME_FROM = 25
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_TRANSLATIONS: TypeAdapter[dict[str, str]] = TypeAdapter(Translations)
_GISTS: TypeAdapter[dict[str, str]] = TypeAdapter(Gists)
_NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3}(?!\d))+|\d+")


@dataclass(frozen=True)
class _Doubt:
    kind: str
    language: str
    message: str
    value: str = ""
    hint: str = "mend the text, or accept it with a reason"


def check_translations(profile: Profile | None, framework: Framework, tree: Tree) -> Iterator[Problem]:
    """All doubts about the translations of a profile, as warnings; an undeclared language is an error.

    Of a file with errors, which is no ``profile``, every text is looked at that is sound in itself, if it was read to
    its end.
    """
    source = profile.source.language if profile else inside(tree.data, "source", "language", default="")
    if not profile and (tree.unfinished or not _sound(source, _LANGUAGE)):
        return
    yield from _undeclared(source, framework, tree)
    texts = list(_texts(profile) if profile else _typed_texts(tree))
    used = {code for told, _ in texts for text in told.values() if isinstance(text, dict) for code in text}
    wanted = tuple(code for code in framework.languages if code in used)
    for told, accepted in texts:
        given = {path: text for path, text in told.items() if isinstance(text, dict)}
        doubts = [
            (path, doubt) for path, text in given.items() for doubt in _doubts_of((*text.items(),), source, wanted)
        ]
        if len(given) > 1:
            (_, text), (path, gist) = given.items()
            doubts += [(path, doubt) for doubt in _names_of_gist(gist, text, source)]
        yield from _doubtful(given, accepted, doubts, tree)


def _undeclared(source: str, framework: Framework, tree: Tree) -> Iterator[Problem]:
    """Texts that lack the language of the source, or are in one that the framework does not have, as they are typed."""
    places: list[tuple[Path_, Any]] = [
        item for keys in (("introduction",), *TEXTS) for item in values_at(tree.data, keys)
    ]
    for at, finding in typed_findings(tree.data):
        places += [item for key in ("text", "gist") for item in values_at(finding, (key,), at)]
    for path, text in places:
        codes = (
            [code for code in text if _is_code(code)] if isinstance(text, dict) and len(text) <= MAX_LANGUAGES else []
        )
        if codes and source not in text and path not in tree.spoiled:
            message = f"the text in “{source}”, the language of the source, is missing"
            yield tree.problem(path, message, "write it, or correct source.language", kind=Kind.UNTRANSLATED)
        for code in codes:
            if code not in {*framework.languages, source}:
                hint = f"the framework has {', '.join(framework.languages)}; add it there first ({guide('languages')})"
                message = f"the language “{code}” is not declared"
                yield tree.problem((*path, code), message, hint, kind=Kind.UNDECLARED_LANGUAGE)


@lru_cache(maxsize=256)
def _is_code(code: str) -> bool:
    return _sound(code, _LANGUAGE) is not None


def _doubtful(
    given: Mapping[Path_, Mapping[str, str]],
    accepted: frozenset[str],
    doubts: Sequence[tuple[Path_, _Doubt]],
    tree: Tree,
) -> Iterator[Problem]:
    for path, doubt in doubts:
        if doubt.kind not in accepted:
            place = (*path, doubt.language) if doubt.language in given[path] else path
            kind = Kind.UNTRANSLATED if doubt.kind == "missing" else Kind.TRANSLATION
            yield tree.problem(place, doubt.message, doubt.hint, doubt.value, Severity.WARNING, kind=kind)
    for key in sorted(accepted - {doubt.kind for _, doubt in doubts}) if given else ():
        finding = next(iter(given))[:-1]
        place, message = (*finding, "accept", key), f"there is nothing left to accept under “{key}”"
        yield tree.problem(place, message, "delete it", severity=Severity.WARNING, kind=Kind.NEEDLESS_ACCEPT)


def _texts(profile: Profile) -> Iterator[_Told]:
    if profile.introduction:
        yield {("introduction",): profile.introduction}, frozenset()
    for path, finding in profile.placed_findings():
        gist: dict[Path_, Text] = {(*path, "gist"): finding.gist} if finding.gist else {}
        yield {(*path, "text"): finding.text, **gist}, finding.accept.kinds
    yield from (({path: text}, frozenset()) for path, text in profile.extras())


def _typed_texts(tree: Tree) -> Iterator[_Told]:
    """The same as they are typed, those left out that are not sound."""
    found: list[tuple[Path_, tuple[str, ...], Any]] = [((), ("introduction",), tree.data)]
    found += [(path, ("text", "gist"), finding) for path, finding in typed_findings(tree.data)]
    for path, keys, data in found:
        typed = {(*path, key): inside(data, key, default={}) for key in keys}
        forms = {at: _GISTS if at[-1] == "gist" else _TRANSLATIONS for at in typed}
        sound = {at: _sound(text, forms[at]) for at, text in typed.items() if at not in tree.spoiled}
        accepted = inside(data, "accept", default={}) if path else {}
        kinds = frozenset(kind for kind in Acceptance.model_fields if kind != "follows" and accepted.get(kind))
        yield {at: text for at, text in sound.items() if text}, kinds


def _sound(value: Any, kind: TypeAdapter[V]) -> V | None:
    """The value as the model would have it; nothing where it breaks a rule, which is told elsewhere."""
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


@lru_cache(maxsize=1024)
def _doubts_of(text: tuple[tuple[str, str], ...], source_language: str, wanted: tuple[str, ...]) -> tuple[_Doubt, ...]:
    return tuple(_doubts(dict(text), source_language, wanted))


def _doubts(text: Mapping[str, str], source_language: str, wanted: Sequence[str]) -> Iterator[_Doubt]:
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
        yield from _years_untold(code, runs[code], plain[code])


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


def _years_untold(code: str, runs: Sequence[Run], plain: str) -> Iterator[_Doubt]:
    for run in runs:
        if run.year and str(run.year) not in plain:
            yield _Doubt("names", code, f"the text does not tell the year {run.year} of this name", excerpt(run.text))


def _names_of_gist(gist: Mapping[str, str], text: Mapping[str, str], source: str) -> Iterator[_Doubt]:
    """Names that are the same in all texts of a finding stand in all its gists or in none."""
    marked = [{run.text for run in parse_markup(words) if run.kind} for words in text.values()]
    kept = set.intersection(*marked)
    origin = source if source in gist else next(iter(gist))
    for code, words in gist.items():
        for name in sorted(kept):
            if (fold(name) in fold(words)) != (fold(name) in fold(gist[origin])):
                message = f"a name stands in one gist, in “{origin}” or “{code}”, and not in the other"
                yield _Doubt("names", code, message, excerpt(name))


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))


def _kinds(runs: Sequence[Run]) -> Counter[str]:
    return Counter(f"{run.kind} {run.year or ''}".strip() for run in runs if run.kind)


def _listed(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements()))
