"""What slips into a profile unseen or can hardly be so: a comment where a text should go on, the bullet of another
program; findings without topic or gist; a place far out at sea, an edition that has not come yet.

All are warnings, because each may be meant: maps leave islets out, and clocks of machines are wrong. The one error is a
picture that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ..errors import Kind, Problem, Severity, excerpt
from ..text.bullets import WORD_BULLETS, split_mark
from ..workspace.places import guide, shown
from .explain import did_you_mean
from .fields import PICTURE
from .glyphs import PRINTED
from .model import Profile, typed_findings
from .tree import Path_, Tree, inside
from .yaml_tree import read_tree

_WORDS = PRINTED - {"name", "acronym", "publisher", "source", "contact", "value", "credit", "speaker", "role"}
"""The keys behind which sentences and titles stand; behind a short name a comment is a comment."""

NearLand = Callable[[tuple[float, float]], bool]
"""Tells whether there is land near a point."""


def check_comments(tree: Tree) -> Iterator[Problem]:
    """Comments behind texts without quotation marks: what people typed as a text that holds a “#”."""
    for path, (place, comment) in tree.comments.items():
        if not _WORDS.isdisjoint(path):
            message = "what follows “#” is a comment and is not read"
            hint = "quote the text if it goes on there; put a comment on a line of its own"
            yield tree.problem(path, message, hint, excerpt(comment), Severity.WARNING, place, kind=Kind.COMMENT)


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
                yield tree.problem(path, message, hint, value, Severity.WARNING, kind=Kind.IMPLAUSIBLE)


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
