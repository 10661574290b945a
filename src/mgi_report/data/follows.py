"""What is wrong with, and doubtful about, findings of which a profile says, or does not say, that they go on.

``follows`` must name a finding of an earlier edition of the place, and two findings cannot both be the same one: these
are errors. That two findings may be one, where their words alone do not tell, is a warning with the places of both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from ..errors import Kind, Problem, Severity, excerpt
from ..workspace.places import shown
from .explain import did_you_mean
from .identity import peek
from .model import NumberedFinding, Profile
from .succession import DOUBTFUL, State, likeness_to, succession
from .tree import Path_, Tree
from .yaml_tree import read_tree

_Edition = tuple[Path, Profile]


def check_succession(
    profiles: Mapping[Path, Profile], letters: Mapping[str, str], base: Path | None, beside: Iterable[Path] = ()
) -> Iterator[Problem]:
    """What is wrong with references to earlier editions, and a warning for each pair of findings that may be one.

    ``profiles`` are the sound ones with all editions of their places; ``beside`` are the files of all, so that
    nothing is said of a reference to an edition that could not be read, which is told elsewhere.
    """
    known = {(data.get("code"), data.get("edition", "")[:4]) for data in (peek(file).data for file in beside)}
    known -= {(profile.code, profile.edition[:4]) for profile in profiles.values()}
    unread = {f"{code}-{year}" for code, year in known}
    ordered = sorted(profiles.items(), key=lambda item: (item[1].city, item[1].edition))
    for _, group in groupby(ordered, key=lambda item: item[1].city):
        editions = list(group)
        for number, edition in enumerate(editions):
            yield from _references(edition, editions[:number], letters, base, unread)
        for before, now in pairwise(editions):
            yield from _doubts(before, now, letters, base)


def _references(
    edition: _Edition,
    earlier: Sequence[_Edition],
    letters: Mapping[str, str],
    base: Path | None,
    unread: Collection[str],
) -> Iterator[Problem]:
    file, profile = edition
    placed = [(path, item) for path, item in _placed(profile, letters) if item.finding.follows]
    if not placed:
        return
    tree, given = read_tree(file, shown(file, base)), dict[str, str]()
    known = [item.reference for _, other in earlier for item in other.walk_findings(letters)]
    for path, item in placed:
        reference = item.finding.follows or ""
        at = (*path, "follows")
        if reference in given:
            hint = f"{given[reference]} follows it already; of two findings one can be the same"
            yield tree.problem(at, "this finding is followed twice", hint, excerpt(reference), kind=Kind.DUPLICATE)
        elif reference not in known and reference.rpartition("-")[0] not in unread:
            there = f"there are {known[0]} … {known[-1]}" if known else "this city has no earlier edition here"
            message = f"no earlier edition of {excerpt(profile.city)} has this finding"
            hint = did_you_mean(reference, known, there) if earlier else there
            yield tree.problem(at, message, hint, excerpt(reference), kind=Kind.NOT_A_REFERENCE)
        given.setdefault(reference, item.local)


def _doubts(before: _Edition, now: _Edition, letters: Mapping[str, str], base: Path | None) -> Iterator[Problem]:
    """Findings of two editions that follow each other which may be one."""
    (older_file, older), (newer_file, newer) = before, now
    told = succession(older, newer, letters)
    doubtful = [item for item in told.standings if item.state is State.DOUBT]
    accepted = [(path, item) for path, item in _placed(newer, letters) if item.finding.accept.follows]
    if not doubtful and not accepted:
        return
    trees = read_tree(older_file, shown(older_file, base)), read_tree(newer_file, shown(newer_file, base))
    old, new = ({item.reference: path for path, item in _placed(profile, letters)} for profile in (older, newer))
    for item in doubtful:
        assert item.older
        assert item.newer
        reference = item.older.reference
        message = f"this may be {reference} put differently, or another finding"
        hint = (
            f"see {_place(trees[0], old[reference])}; write “follows: {reference}”, or “accept: {{follows: why not}}”"
        )
        yield trees[1].problem(new[item.newer.reference], message, hint, "", Severity.WARNING, kind=Kind.DOUBTFUL_PAIR)
    for path, listed in accepted:
        if listed.finding.follows or likeness_to(listed, newer, older, letters) < DOUBTFUL:
            message = "there is nothing left to accept under “follows”"
            place = (*path, "accept", "follows")
            yield trees[1].problem(place, message, "delete it", severity=Severity.WARNING, kind=Kind.NEEDLESS_ACCEPT)


def _placed(profile: Profile, letters: Mapping[str, str]) -> Iterator[tuple[Path_, NumberedFinding]]:
    """The findings of a profile, numbered, with their places in its file."""
    for (path, _), item in zip(profile.placed_findings(), profile.walk_findings(letters), strict=True):
        yield path, item


def _place(tree: Tree, path: Path_) -> str:
    line, _ = tree.place(path)
    return f"{tree.file}:{line}"
