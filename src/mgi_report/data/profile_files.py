"""Data files → model, with every problem of every file at once.

Each problem has its file, line and column, the value that is wrong, the rule it breaks and a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import Kind, Problem, ReportError, Severity, errors_of, excerpt
from ..workspace.places import shown
from .doubts import check_comments, check_marks, check_topics
from .explain import did_you_mean, dotted, explain_validation, inside
from .fields import DAY, EDITION, FINDING_ID, MAX_TEXT, SLUG
from .glyphs import Coverage, check_glyphs
from .identity import is_home, peek
from .model import DOMAIN_SLUGS, KINDS, Framework, Profile
from .translations import check_translations
from .yaml_tree import Path_, Tree, read_tree

M = TypeVar("M", bound=BaseModel)

LIMITS = {("introduction",): 1100, ("place", "name"): 60, ("place", "official"): 120}
"""Texts with a fixed place on the first page, and the characters that fit there."""


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
) -> Loaded:
    """Read a framework and profiles.

    A file with errors is left out of the result and its problems are in ``problems``; nothing is raised. Files are
    named relative to ``base`` in the problems; a file that is named twice is read once. Files ``beside`` them are not
    read, but no profile may claim to be the same as one of them. With a ``coverage`` texts are refused that the fonts
    cannot show.
    """
    problems: list[Problem] = []
    framework, tree = load_model(framework_file, Framework, problems, base)
    before = len(tree.problems)
    usable = check_glyphs(tree, coverage)
    problems += [*tree.problems[before:], *check_comments(tree)]
    profiles: dict[Path, Profile] = {}
    trees: dict[Path, Tree] = {}
    for file in {path.resolve(): path for path in profile_files}.values():
        trees[file] = read_tree(file, shown(file, base))
        if profile := profile_of(trees[file], framework, problems, coverage):
            profiles[file] = profile
    read = {file.resolve(): file for file in trees}
    everything = {path.resolve(): peek(path, shown(path, base)) for path in beside}
    everything |= {file.resolve(): tree for file, tree in trees.items()}
    sound = {file.resolve() for file in profiles} | (everything.keys() - read.keys())  # those were not looked at
    order = sorted(everything, key=partial(_rank, everything, sound))
    for file, problem in _between_profiles({file: everything[file] for file in order}):
        if file in read:
            problems.append(problem)
            profiles.pop(read[file], None)
    return Loaded(framework if usable else None, profiles, sorted(problems), coverage)


def _rank(trees: Mapping[Path, Tree], sound: set[Path], file: Path) -> tuple[bool, bool, Path]:
    """Who is in the right when two files clash: the one named after its city, then a sound one."""
    city = inside(trees[file].data, "city", default="")
    return not is_home(file, city), file not in sound, file


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
    return _model_of(tree, model, problems), tree


def _model_of(tree: Tree, model: type[M], problems: list[Problem]) -> M | None:
    if tree.data is not None:
        try:
            result = model.model_validate(tree.data)
            if not tree.problems:
                return result
        except ValidationError as error:
            explain_validation(error, model, tree)
    problems += tree.problems
    return None


def profile_of(
    tree: Tree, framework: Framework | None, problems: list[Problem], coverage: Coverage | None = None
) -> Profile | None:
    """The profile in a file that was read, if it has no error; everything that is wrong with it joins ``problems``."""
    profile = _model_of(tree, Profile, problems)
    before = len(tree.problems)
    check_glyphs(tree, coverage)
    found = [*tree.problems[before:], *check_comments(tree), *check_marks(tree)]
    found += check_profile(tree, framework) if framework else []
    found += check_translations(profile, framework, tree) if framework else []
    if framework and profile:
        found += [*_unconfirmed(profile, tree), *check_topics(profile, tree)]
    problems += found
    return None if errors_of(found) else profile


def _unconfirmed(profile: Profile, tree: Tree) -> list[Problem]:
    """Topics that the importer proposed and nobody has confirmed: one warning for all, at the first of them."""
    places: list[Path_] = [
        ("findings", slug, kind, index, "topics_proposed")
        for slug in DOMAIN_SLUGS
        for kind in KINDS
        for index, finding in enumerate(getattr(profile.findings[slug], kind))
        if finding.topics_proposed
    ]
    if not places:
        return []
    count = "one finding are" if len(places) == 1 else f"{len(places)} findings are"
    line, column = tree.key_place(places[0])
    message = f"the topics of {count} proposals of the importer"
    hint = "look at each, correct it, and delete the line “topics_proposed: true”"
    told, kind = Severity.WARNING, Kind.UNCONFIRMED_TOPICS
    return [Problem(tree.file, line, column, message, "topics_proposed", hint, severity=told, kind=kind)]


def check_profile(tree: Tree, framework: Framework) -> list[Problem]:
    """What the model alone cannot know: topics and references that must agree with the framework, and the two dates.

    Looks at the data as typed, so that a file with other problems is checked as far as it makes sense.
    """
    before = len(tree.problems)
    for slug in DOMAIN_SLUGS:
        given: set[str] = set()
        for kind in KINDS:
            for index, finding in enumerate(inside(tree.data, "findings", slug, kind, default=[])):
                path: Path_ = ("findings", slug, kind, index)
                _check_topics(inside(finding, "topics", default=[]), slug, framework, tree, (*path, "topics"))
                _check_reference(inside(finding, "id", default=""), framework.letters[slug], given, tree, path)
    for keys, limit in LIMITS.items():
        check_length(keys, limit, tree)
    revised, edition = inside(tree.data, "revised", default=""), inside(tree.data, "edition", default="")
    if re.fullmatch(DAY, revised) and re.fullmatch(EDITION, edition) and revised < edition:
        tree.report(
            "the texts were revised before the profile appeared",
            tree.place(("revised",)),
            value=excerpt(revised),
            path="revised",
            hint=f"“revised” is the day of the last change to this file, and the edition is of {edition}",
            kind=Kind.DATES,
        )
    return tree.problems[before:]


def check_length(keys: tuple[str, ...], limit: int, tree: Tree) -> None:
    """Report a text, in any language, that is too long for its place on a page."""
    text = inside(tree.data, *keys, default="")
    by_language: dict[Any, Any] = inside(tree.data, *keys, default={})
    for path, words in [(keys, text), *((((*keys, code)), words) for code, words in by_language.items())]:
        if isinstance(words, str) and limit < len(words) <= MAX_TEXT:
            message = f"the text has {len(words):,} characters; here at most {limit:,} fit on the page"
            tree.report(message, tree.place(path), path=dotted(path), hint="shorten it", kind=Kind.TEXT_TOO_LONG)


def _check_topics(topics: list[Any], domain: str, framework: Framework, tree: Tree, path: Path_) -> None:
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
            message, hint = f"the first topic must belong to the domain of the finding, {domain}", own
            kind = Kind.WRONG_TOPIC
        else:
            continue
        tree.report(message, tree.place((*path, index)), value=excerpt(topic), hint=hint, path=dotted(path), kind=kind)


def _check_reference(reference: str, letter: str, given: set[str], tree: Tree, path: Path_) -> None:
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
    path = (*path, "id")
    tree.report(message, tree.place(path), value=excerpt(reference), hint=hint, path=dotted(path), kind=kind)


def _what_tells_apart(*files: Path) -> str:
    """What gives one of two profiles an identity of its own: another edition, or another city where names differ."""
    places = [inside(read_tree(file).data, "place", default={}) for file in files]
    if places[0].get("name") != places[1].get("name"):
        return "another city has its own “city” and “code”"
    return "a new edition has its own month"


def _between_profiles(trees: Mapping[Path, Tree]) -> list[tuple[Path, Problem]]:
    # From the data as typed, so that a file with other problems is seen as well.
    found: list[tuple[Path, Problem]] = []
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
        line, column = tree.place((key,))
        value, kind = excerpt(data[key]), Kind.DUPLICATE
        found.append((file, Problem(tree.file, line, column, message, key, hint, value, kind=kind)))
    return found
