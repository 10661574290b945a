"""What slips into a profile unseen or can hardly be so: a comment where a text should go on, the bullet of another
program, no topic; a place far out at sea, an edition that has not come yet.

All are warnings, because each may be meant: maps leave islets out, and clocks of machines are wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from ..errors import Problem, Severity, excerpt
from ..text.bullets import WORD_BULLETS, split_mark
from ..workspace.places import shown
from .glyphs import PRINTED
from .model import Profile, typed_findings
from .tree import Path_, Tree
from .yaml_tree import read_tree

_WORDS = PRINTED - {"name", "acronym", "publisher"}
"""The keys behind which sentences and titles stand; behind a short name a comment is a comment."""

_LISTED = 8  # lines that are named in one problem

NearLand = Callable[[tuple[float, float]], bool]
"""Tells whether there is land near a point."""


def check_comments(tree: Tree) -> Iterator[Problem]:
    """Comments behind texts without quotation marks: what people typed as a text that holds a “#”."""
    for path, (place, comment) in tree.comments.items():
        if not _WORDS.isdisjoint(path):
            message = "what follows “#” is a comment and is not read"
            hint = "quote the text if it goes on there; put a comment on a line of its own"
            yield tree.problem(path, message, hint, excerpt(comment), Severity.WARNING, place)


def check_marks(tree: Tree) -> Iterator[Problem]:
    """Findings that begin with the bullet or number of a list: pages have marks of their own."""
    for path, text in _texts(tree):
        mark, _ = split_mark(text.strip(" ").split("\n")[0])
        if mark and mark not in WORD_BULLETS:  # no font has those, which is an error of its own
            message, hint = "the finding begins with the mark of a list", "delete it: pages have marks of their own"
            yield tree.problem(path, message, hint, excerpt(mark), Severity.WARNING)


def check_topics(profile: Profile, tree: Tree) -> Iterator[Problem]:
    """Findings without a topic, which no theme leads to: one warning for all, at the first of them."""
    paths = [path for path, finding in profile.placed_findings() if not finding.topics]
    if paths:
        lines = [str(tree.place(path)[0]) for path in paths]
        more = ", …" if len(lines) > _LISTED else ""
        listed = f"{len(lines)} findings have no topic, on lines {', '.join(lines[:_LISTED])}{more}"
        message = listed if len(lines) > 1 else "this finding has no topic"
        hint = "write “topics: […]”, of those in data/framework.yaml; without one no theme leads to it"
        yield tree.problem(paths[0], message, hint, severity=Severity.WARNING)


def _texts(tree: Tree) -> Iterator[tuple[Path_, str]]:
    """The texts of all findings as typed, in each language, with their paths."""
    for path, finding in typed_findings(tree.data):
        text = finding.get("text") if isinstance(finding, dict) else None
        by_language = text if isinstance(text, dict) else {"": text}
        for code, words in by_language.items():
            if isinstance(words, str):
                yield (*path, "text", *([code] if code else [])), words


def check_plausible(
    profiles: Mapping[Path, Profile], base: Path | None, near_land: NearLand, today: date
) -> Iterator[Problem]:
    """A warning for each place and date that can hardly be so, in the order of the profiles.

    Only ``check`` asks; what is built does not depend on it.
    """
    for file, profile in profiles.items():
        found = [*_of_place(profile, near_land), *_of_dates(profile, today)]
        if found:
            tree = read_tree(file, shown(file, base))
            for path, value, message, hint in found:
                yield tree.problem(path, message, hint, value, Severity.WARNING)


def _of_place(profile: Profile, near_land: NearLand) -> Iterator[tuple[Path_, str, str, str]]:
    coordinates = profile.place.coordinates
    if coordinates is None or near_land(coordinates):
        return
    turned = (coordinates[1], coordinates[0])
    hint = "write latitude, then longitude, in degrees; south and west are negative"
    if abs(turned[0]) <= 90 and near_land(turned):
        hint = f"latitude comes first: [{turned[0]:g}, {turned[1]:g}]?"
    value = f"{coordinates[0]:g}, {coordinates[1]:g}"
    yield ("place", "coordinates"), value, "there is no land within 200 km of this point", hint


def _of_dates(profile: Profile, today: date) -> Iterator[tuple[Path_, str, str, str]]:
    if profile.edition > f"{today:%Y-%m}":
        yield ("edition",), profile.edition, "this edition has not come yet", "write year and month of the profile"
    if profile.revised and profile.revised > today:
        yield ("revised",), str(profile.revised), "this day has not come yet", "write the day of the last revision"
