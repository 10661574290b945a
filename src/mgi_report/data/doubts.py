"""What slips into a profile unseen or can hardly be so: a comment where a text should go on, the bullet of another
program; findings without topic or gist; a place far out at sea or from its country, an edition that has not come yet.

All are warnings, because each may be meant: maps leave islets out, and clocks of machines are wrong. The one error is a
picture that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from babel import Locale

from ..errors import Kind, Problem, Severity, excerpt
from ..text.bullets import WORD_BULLETS, split_mark
from ..workspace.places import guide, shown
from .countries import AWAY
from .explain import did_you_mean
from .fields import PICTURE
from .glyphs import PRINTED
from .model import Profile, typed_findings
from .tree import Path_, Tree, inside
from .yaml_tree import read_tree

_WORDS = PRINTED - {"name", "acronym", "publisher", "source", "contact", "value", "credit", "speaker", "role"}
"""The keys behind which sentences and titles stand; behind a short name a comment is a comment."""

_HTML = re.compile(r"</?(?:a|b|br|em|i|p|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.I)
_GLUED = re.compile(r"([a-z]{2,3}):\w")

NearLand = Callable[[tuple[float, float]], bool]
"""Tells whether there is land near a point."""
FarFrom = Callable[[str, tuple[float, float]], bool]
"""Tells whether a point is far from a country."""


def check_comments(tree: Tree) -> Iterator[Problem]:
    """Comments behind texts without quotation marks: what people typed as a text that holds a “#”."""
    for path, (place, comment) in tree.comments.items():
        if not _WORDS.isdisjoint(path):
            message = "what follows “#” is a comment and is not read"
            hint = "quote the text if it goes on there; put a comment on a line of its own"
            yield tree.problem(path, message, hint, excerpt(comment), Severity.WARNING, place, kind=Kind.COMMENT)


def check_typing(tree: Tree) -> Iterator[Problem]:
    """What stands in texts and is printed as it stands: tags of HTML, a language without the space behind its “:”."""
    for path, words in _strings(tree.data, ()):
        if tag := _HTML.search(words):
            message, hint = "HTML is printed as it stands", "write *words* for emphasis, **words** for strong"
            yield tree.problem(path, message, hint, excerpt(tag[0]), Severity.WARNING, kind=Kind.MARKUP)
        if (glued := _GLUED.match(words)) and glued[1] in Locale("en").languages:
            message, hint = "this is one text, and no language of it", f"write a space behind the “:”: {glued[1]}: …"
            yield tree.problem(path, message, hint, excerpt(words), Severity.WARNING, kind=Kind.MARKUP)


def _strings(data: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    """The words of all texts, with their places."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _strings(value, (*path, key))
    elif isinstance(data, str) and not PRINTED.isdisjoint(path):
        yield path, data


def check_marks(tree: Tree) -> Iterator[Problem]:
    """Findings that begin with the bullet or number of a list: pages have marks of their own."""
    for path, text in _texts(tree):
        mark, _ = split_mark(text.strip(" ").split("\n")[0])
        if mark and mark not in WORD_BULLETS:  # no font has those, which is an error of its own
            message, hint = "the finding begins with the mark of a list", "delete it: pages have marks of their own"
            yield tree.problem(path, message, hint, excerpt(mark), Severity.WARNING, kind=Kind.LIST_MARK)


def _texts(tree: Tree) -> Iterator[tuple[Path_, str]]:
    """The texts of all findings as typed, in each language, with their paths."""
    for path, finding in typed_findings(tree.data):
        text = finding.get("text") if isinstance(finding, dict) else None
        by_language = text if isinstance(text, dict) else {"": text}
        for code, words in by_language.items():
            if isinstance(words, str):
                yield (*path, "text", *([code] if code else [])), words


def check_incomplete(profiles: Mapping[Path, Profile], base: Path | None) -> Iterator[Problem]:
    """How many findings have no topic, so that no theme leads to them, and how many no gist: a line for each profile.

    Of a profile that was only begun, that it has none yet: each domain would say that nothing is listed.

    Only ``check`` asks: what is lacking is no fault, and stands at the first finding that lacks anything.
    """
    for file, profile in profiles.items():
        placed = list(profile.placed_findings())
        lacking = {
            "topic": [path for path, finding in placed if not finding.topics],
            "gist": [path for path, finding in placed if not finding.gist],
        }
        if not placed:
            message, hint = "the profile has no findings yet", "write them into the two lists of each domain"
            tree = read_tree(file, shown(file, base))
            place, kind = tree.key_place(("findings",)), Kind.INCOMPLETE_FINDINGS
            yield tree.problem(("findings",), message, hint, "", Severity.WARNING, place, kind=kind)
        told = [f"{_findings(paths)} no {name}" for name, paths in lacking.items() if paths]
        if told:
            first = next(path for path, _ in placed if any(path in paths for paths in lacking.values()))
            hint = f"from this one on; {guide('data')} tells how to write topics and gists"
            message = f"incomplete: {', '.join(told)}"
            tree, kind = read_tree(file, shown(file, base)), Kind.INCOMPLETE_FINDINGS
            yield tree.problem(first, message, hint, severity=Severity.WARNING, kind=kind)


def _findings(paths: Sequence[Path_]) -> str:
    return "one finding has" if len(paths) == 1 else f"{len(paths)} findings have"


def check_pictures(tree: Tree, pictures: Collection[str]) -> Iterator[Problem]:
    """An error where the cover of a profile calls a picture that is not there."""
    image = inside(tree.data, "cover", "image", default="")
    if re.fullmatch(PICTURE, image) and image not in pictures:
        yield missing_picture(("cover", "image"), image, pictures, tree)


def missing_picture(path: Path_, image: str, pictures: Collection[str], tree: Tree) -> Problem:
    """What to say of a picture that is not among those of the workspace."""
    hint = did_you_mean(image, pictures, "put it into assets/images of the workspace")
    return tree.problem(path, "there is no such picture", hint, excerpt(image), kind=Kind.PICTURE_MISSING)


def check_plausible(
    profiles: Mapping[Path, Profile], base: Path | None, near_land: NearLand, far_from: FarFrom, today: date
) -> Iterator[Problem]:
    """A warning for each place and date that can hardly be so, in the order of the profiles.

    Only ``check`` asks; what is built does not depend on it.
    """
    for file, profile in profiles.items():
        found = [*_of_place(profile, near_land, far_from), *_of_dates(profile, today)]
        if found:
            tree = read_tree(file, shown(file, base))
            for path, value, message, hint in found:
                yield tree.problem(path, message, hint, value, Severity.WARNING, kind=Kind.IMPLAUSIBLE)


def check_editions(profiles: Mapping[Path, Profile], base: Path | None) -> Iterator[Problem]:
    """A warning for an edition with another code than the city had, though that is free, and for one whose findings are
    all those of the edition before it, as in a copy that nobody went on with."""
    ordered = sorted(profiles.items(), key=lambda item: (item[1].city, item[1].edition))
    for city, group in groupby(ordered, key=lambda item: item[1].city):
        before: list[Profile] = []
        for file, profile in group:
            tree = read_tree(file, shown(file, base)) if before else None
            taken = {item.code for item in before if item.edition[:4] == profile.edition[:4]}
            codes = [item.code for item in before if item.code not in taken]
            if tree and codes and profile.code not in {item.code for item in before}:
                message = f"other editions of {excerpt(city)} have the code {excerpt(codes[-1])}"
                hint = "keep it, so that references differ in their year alone"
                yield tree.problem(("code",), message, hint, profile.code, Severity.WARNING, kind=Kind.IMPLAUSIBLE)
            if tree and _findings_of(profile) == _findings_of(before[-1]) != []:
                message = f"all findings are word for word those of the edition {before[-1].edition}"
                hint = "write those of this edition, or delete this file"
                yield tree.problem(("edition",), message, hint, "", Severity.WARNING, kind=Kind.IMPLAUSIBLE)
            before.append(profile)


def _findings_of(profile: Profile) -> list[tuple[Path_, Any]]:
    return [(path, finding.text) for path, finding in profile.placed_findings()]


def _of_place(profile: Profile, near_land: NearLand, far_from: FarFrom) -> Iterator[tuple[Path_, str, str, str]]:
    coordinates, country = profile.place.coordinates, profile.place.country
    if coordinates is None:
        return
    is_far = far_from(country, coordinates)
    if is_far:
        message = f"this point is more than {AWAY} km from {Locale('en').territories.get(country, country)}"
    elif not near_land(coordinates):
        message = "there is no land within 200 km of this point"
    else:
        return
    hint = "write latitude, then longitude, in degrees; south and west are negative"
    points = _meant(*coordinates, signs=is_far)
    if meant := next((point for point in points if near_land(point) and not far_from(country, point)), None):
        first = "latitude comes first" if meant == coordinates[::-1] else "south and west are negative"
        hint = f"{first}: [{meant[0]:g}, {meant[1]:g}]?"
    elif is_far:
        hint += f"; the country is {country}"
    value = f"{coordinates[0]:g}, {coordinates[1]:g}"
    yield ("place", "coordinates"), value, message, hint


def _meant(latitude: float, longitude: float, *, signs: bool) -> Iterator[tuple[float, float]]:
    """What may have been meant: both turned round, or with other ``signs``."""
    if abs(longitude) <= 90:
        yield longitude, latitude
    if signs:
        yield from ((latitude, -longitude), (-latitude, longitude), (-latitude, -longitude))


def _of_dates(profile: Profile, today: date) -> Iterator[tuple[Path_, str, str, str]]:
    if profile.edition > f"{today:%Y-%m}":
        yield ("edition",), profile.edition, "this edition has not come yet", "write year and month of the profile"
    if profile.revised and profile.revised > today:
        yield ("revised",), str(profile.revised), "this day has not come yet", "write the day of the last revision"
