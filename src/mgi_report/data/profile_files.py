"""Data files → model, with every problem of every file at once.

Each problem has its file, line and column, the value that is wrong, the rule it breaks and a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from ..errors import Kind, Problem, ReportError, Severity, errors_of, excerpt
from ..text.markup import MarkupError, plain_text
from ..text.typography import fold
from ..workspace.crowds import few
from ..workspace.places import shown
from .codes import spells
from .doubts import check_comments, check_marks, check_typing
from .explain import did_you_mean, read_as
from .fields import DAY, EDITION, FINDING_ID, MAX_TOPICS, SLUG
from .glyphs import Coverage, check_glyphs
from .identity import is_home, peek
from .model import KINDS, Framework, Profile, typed_findings
from .printable import FRAMEWORK, check_printable
from .translations import check_translations
from .tree import Path_, Tree, inside
from .yaml_tree import read_tree

M = TypeVar("M", bound=BaseModel)

LIMITS: dict[tuple[str, ...], int] = {
    ("introduction",): 1100,
    ("place", "name"): 60,
    ("place", "official"): 120,
    ("source", "title"): 300,
    ("source", "publisher"): 80,
    ("source", "framework"): 120,
    ("contact",): 200,
    ("cover", "alt"): 300,
    ("cover", "credit"): 120,
    **{("quote", key): most for key, most in (("text", 400), ("speaker", 80), ("role", 120), ("source", 200))},
    ("facts", "*", "label"): 80,
    ("facts", "*", "value"): 40,
    ("facts", "*", "source"): 200,
}
"""Texts with a fixed place on the first pages, and the characters that fit there."""

Judge = Callable[[Tree], Iterable[Problem]]
"""Tells what is wrong with the data of a profile as they are typed."""

MAX_KEYS = 3
"""How many findings of a list may be key points of a profile."""


@dataclass(frozen=True)
class Loaded:
    """The checked data: a framework and the profiles that have no error, with the files they came from."""

    framework: Framework | None
    profiles: Mapping[Path, Profile]
    problems: Sequence[Problem] = field(default=())
    coverage: Coverage | None = None


def load(
    framework_file: Path,
    profile_files: Iterable[Path],
    base: Path | None = None,
    beside: Iterable[Path] = (),
    coverage: Coverage | None = None,
    judge: Judge = lambda _: (),
) -> Loaded:
    """Read a framework and profiles.

    A file with errors is left out of the result and its problems are in ``problems``; nothing is raised. Files are
    named relative to ``base`` in the problems; a file that is named twice is read once. Files ``beside`` them are not
    read, but no profile may claim to be the same as one of them. With a ``coverage`` texts are refused that the fonts
    cannot show; ``judge`` tells what else is wrong with a profile.
    """
    problems: list[Problem] = []
    framework, tree = load_model(framework_file, Framework, problems, base)
    unfit = [*check_glyphs(tree, coverage), *check_printable(tree, FRAMEWORK)]
    problems += [*unfit, *check_comments(tree)]
    profiles: dict[Path, Profile] = {}
    trees: dict[Path, Tree] = {}
    for file in {path.resolve(): path for path in profile_files}.values():
        tree = read_tree(file, shown(file, base))
        if profile := profile_of(tree, framework, problems, coverage, judge):
            profiles[file] = profile
        trees[file] = tree.head()
    read = {file.resolve(): file for file in trees}
    everything = {path.resolve(): peek(path, shown(path, base)) for path in beside}
    everything |= {file.resolve(): tree for file, tree in trees.items()}
    sound = {file.resolve() for file in profiles} | (everything.keys() - read.keys())  # those were not looked at
    order = sorted(everything, key=partial(_rank, everything, sound))
    for file, problem in _between_profiles({file: everything[file] for file in order}):
        if file in read:
            problems.append(problem)
            profiles.pop(read[file], None)
    return Loaded(None if unfit else framework, profiles, few(problems), coverage)


def _rank(trees: Mapping[Path, Tree], sound: set[Path], file: Path) -> tuple[bool, bool, bool, str, Path]:
    """Who is in the right when two files clash: the one named after its city, then a sound one, the one from whose name
    the code is taken, and the earlier edition.
    """
    city, edition, code = (inside(trees[file].data, key, default="") for key in ("city", "edition", "code"))
    return not is_home(file, city), file not in sound, not spells(city, code), edition, file


def load_framework(file: Path) -> Framework:
    """Read the framework alone; raises :class:`ReportError` with all its problems."""
    problems: list[Problem] = []
    framework, _ = load_model(file, Framework, problems, None)
    if framework is None:
        raise ReportError(problems)
    return framework


def load_model(file: Path, model: type[M], problems: list[Problem], base: Path | None) -> tuple[M | None, Tree]:
    """Read one file as a model, or nothing where it has errors, and its tree; what is wrong joins ``problems``."""
    tree = read_tree(file, shown(file, base))
    found = read_as(model, tree)
    problems += tree.problems
    return found, tree


def profile_of(
    tree: Tree,
    framework: Framework | None,
    problems: list[Problem],
    coverage: Coverage | None = None,
    judge: Judge = lambda _: (),
) -> Profile | None:
    """The profile in a file that was read, if it has no error; everything that is wrong with it joins ``problems``."""
    profile = read_as(Profile, tree)
    found = [
        *check_glyphs(tree, coverage),
        *check_comments(tree),
        *check_marks(tree),
        *check_typing(tree),
        *judge(tree),
    ]
    found += check_profile(tree, framework) if framework else []
    found += check_translations(profile, framework, tree) if framework else []
    if framework and profile:
        found += [*_unconfirmed(profile, tree), *check_keys(profile, tree)]
    problems += [*tree.problems, *found]
    return None if errors_of(found) else profile


def _unconfirmed(profile: Profile, tree: Tree) -> Iterator[Problem]:
    """Topics that the importer proposed and nobody has confirmed: one warning for all, at the first of them."""
    paths = [path for path, finding in profile.placed_findings() if finding.topics_proposed]
    if paths:
        count = "one finding are" if len(paths) == 1 else f"{len(paths)} findings are"
        message = f"the topics of {count} proposals of the importer"
        hint = "look at each, correct it, and delete the line “topics_proposed: true”"
        place, kind = tree.key_place((*paths[0], "topics_proposed")), Kind.UNCONFIRMED_TOPICS
        yield tree.problem(("topics_proposed",), message, hint, "", Severity.WARNING, place, kind=kind)


def check_keys(profile: Profile, tree: Tree) -> Iterator[Problem]:
    """Key points must be few, and as many of the one list as of the other: no list is to look like an appendix."""
    keys = {
        kind: [path for path, finding in profile.placed_findings() if path[2] == kind and finding.key] for kind in KINDS
    }
    for kind, paths in keys.items():
        for path in paths[MAX_KEYS:]:
            message = f"more than {MAX_KEYS} key points among the {kind} areas of the profile"
            hint = "choose those that a reader wants to know first"
            yield tree.problem((*path, "key"), message, hint, kind=Kind.KEY_POINTS)
    developed, potential = (len(keys[kind]) for kind in KINDS)
    if developed != potential:
        longer = keys["developed"] if developed > potential else keys["potential"]
        message = f"{developed} developed and {potential} potential areas are key points"
        hint = "mark as many in the one list as in the other: both have equal weight"
        yield tree.problem((*longer[min(developed, potential)], "key"), message, hint, kind=Kind.KEY_POINTS)


def check_profile(tree: Tree, framework: Framework) -> Iterator[Problem]:
    """What the model alone cannot know: topics and references that must agree with the framework, and the two dates.

    Looks at the data as typed, so that a file with other problems is checked as far as it makes sense.
    """
    given: set[str] = set()
    for path, finding in typed_findings(tree.data):
        domain = str(path[1])
        yield from _check_topics(inside(finding, "topics", default=[])[:MAX_TOPICS], domain, framework, tree, path)
        yield from _check_reference(inside(finding, "id", default=""), framework.letters[domain], given, tree, path)
        yield from _check_gist(finding, tree, path)
    yield from check_printable(tree, LIMITS)
    revised, edition = inside(tree.data, "revised", default=""), inside(tree.data, "edition", default="")
    if re.fullmatch(DAY, revised) and re.fullmatch(EDITION, edition) and revised < edition:
        hint = f"“revised” is the day of the last change to this file, and the edition is of {edition}"
        message = "the texts were revised before the profile appeared"
        yield tree.problem(("revised",), message, hint, excerpt(revised), kind=Kind.DATES)


def _check_topics(topics: list[Any], domain: str, framework: Framework, tree: Tree, path: Path_) -> Iterator[Problem]:
    known = framework.topics
    own = f"topics of this domain: {', '.join(slug for slug, home in known.items() if home.slug == domain)}"
    for index, topic in enumerate(topics):
        if not isinstance(topic, str) or not re.fullmatch(SLUG, topic):
            continue
        if topic not in known:
            message, hint, kind = "unknown topic", did_you_mean(topic, known, own), Kind.UNKNOWN_TOPIC
        elif topics.index(topic) != index:
            message, hint, kind = "this topic stands here twice", "keep one", Kind.DUPLICATE
        elif index == 0 and known[topic].slug != domain:
            message = f"the first topic must belong to the domain of the finding, {domain}"
            hint, kind = own, Kind.WRONG_TOPIC
        else:
            continue
        at, place = (*path, "topics"), tree.place((*path, "topics", index))
        yield tree.problem(at, message, hint, excerpt(topic), place=place, kind=kind)


def _check_gist(finding: Any, tree: Tree, path: Path_) -> Iterator[Problem]:
    """A gist that is the whole text says nothing that the text does not say beside it."""
    source = inside(tree.data, "source", "language", default="")
    texts = {code or source: text for code, text in _by_language(finding, "text").items()}
    for code, gist in _by_language(finding, "gist").items():
        if _bare(gist) and _bare(gist) == _bare(texts.get(code or source, "")):
            place = (*path, "gist", *([code] if code else []))
            hint = "name the thing in a few words, or leave the gist out"
            yield tree.problem(place, "the gist is the whole text", hint, excerpt(gist), kind=Kind.GIST)


def _by_language(finding: Any, key: str) -> dict[str, str]:
    """What is typed as a text, by language; by none where it is one string."""
    text = finding.get(key) if isinstance(finding, dict) else None
    given = text if isinstance(text, dict) else {"": text}
    return {code: words for code, words in given.items() if isinstance(words, str)}


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    """The words of a text for comparison: without markup, full stop and differences of typing."""
    try:
        return fold(plain_text(text)).strip(" .")
    except MarkupError:
        return ""


def _check_reference(reference: str, letter: str, given: set[str], tree: Tree, path: Path_) -> Iterator[Problem]:
    if not re.fullmatch(FINDING_ID, reference):
        return
    if not reference.startswith(letter):
        message, hint = f"references in this domain begin with {letter}", f"write “{letter}{reference[1:]}”"
        kind = Kind.NOT_A_REFERENCE
    elif reference in given:
        message, hint = "this reference is given twice in this domain", "choose a number that is free"
        kind = Kind.DUPLICATE
    else:
        given.add(reference)
        return
    yield tree.problem((*path, "id"), message, hint, excerpt(reference), kind=kind)


def _what_tells_apart(*files: Path) -> str:
    """What gives one of two profiles an identity of its own: another edition, or another city where names differ."""
    places = [inside(read_tree(file).data, "place", default={}) for file in files]
    if places[0].get("name") != places[1].get("name"):
        return "another city has its own “city” and “code”"
    return "a new edition has its own month"


def _between_profiles(trees: Mapping[Path, Tree]) -> Iterator[tuple[Path, Problem]]:
    # From the data as typed, so that a file with other problems is seen as well.
    editions: dict[tuple[str, str], tuple[Path, Tree]] = {}
    codes: dict[str, tuple[str, Tree]] = {}
    references: dict[tuple[str, str], Tree] = {}
    for file, tree in trees.items():
        data = tree.data if isinstance(tree.data, dict) else {}
        city, edition, code = (data.get(key) for key in ("city", "edition", "code"))
        if not (isinstance(city, str) and isinstance(edition, str) and isinstance(code, str)):
            continue
        home, other = editions.setdefault((city, edition), (file, tree))
        owner, holder = codes.setdefault(code, (city, tree))
        sibling = references.setdefault((code, edition[:4]), tree)
        if other is not tree:
            message, key = "this city and edition stand in two files", "edition"
            hint = f"the other is {other.file}; {_what_tells_apart(file, home)}"
        elif owner != city:
            message, key = f"the code is taken by “{owner}”", "code"
            hint = f"see {holder.file}; references to findings would collide"
        elif sibling is not tree:
            message, key = "two editions of one year have the same code", "code"
            hint = f"the other is {sibling.file}; references to findings would collide, as they hold code and year"
        else:
            continue
        yield file, tree.problem((key,), message, hint, excerpt(data[key]), kind=Kind.DUPLICATE)
