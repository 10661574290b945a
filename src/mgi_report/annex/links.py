"""Links of a bound volume against those of its parts, and what verify will find in the pages of somebody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ..errors import Kind, Problem, Severity, excerpt
from ..pdf.binding import Bound, Part
from ..pdf.proof import Expected
from ..pdf.reading import PageFacts
from ..pdf.screen import page_checks

_LACKING = "what the file lacks the volume lacks too; mend it in the program that made it"


def link_faults(
    part: Part,
    place: Bound,
    before: PageFacts,
    after: PageFacts,
    starts: dict[str, Bound],
    file: str,
    where: str,
    *,
    strict: bool,
) -> Iterator[Problem]:
    """Links of a page that do not go where they went; where it is ``strict`` none may lead nowhere."""
    wanted = [(_moved(target, place, starts), words) for target, words in before.links]
    pairs = zip(wanted, after.links, strict=False)
    if len(after.links) != len(wanted) or not all(
        was == now or (not strict and _is_found(was, now, place)) or (part.strip_active and _is_out(was, now))
        for was, now in pairs
    ):
        message = "a link does not go where it went before"
        yield Problem(file, message=message, path=where, kind=Kind.LINK)
    elif strict:
        for target, words in after.links:
            if not target or target.startswith("bind:"):
                message = "a link that leads nowhere"
                yield Problem(file, message=message, value=excerpt(words), path=where, kind=Kind.LINK)


def _is_found(was: tuple[str, str], now: tuple[str, str], place: Bound) -> bool:
    """Whether a link whose target a reader did not find leads to a page of its part now, with names put in order."""
    pages = range(place.first_page, place.first_page + place.pages)
    return not was[0] and was[1] == now[1] and now[0] in {f"page {number}" for number in pages}


def _is_out(was: tuple[str, str], now: tuple[str, str]) -> bool:
    """Whether a link that opened a file, or ran a script, leads nowhere any more."""
    return was[0].lower().startswith(("file ", "javascript:")) and not now[0] and was[1] == now[1]


def _moved(target: str, place: Bound, starts: dict[str, Bound]) -> str:
    """Where a link of a part has to lead within the volume."""
    if target.startswith("page "):
        return f"page {int(target[5:]) + place.first_page - 1}"
    name, _, page = target.removeprefix("bind:").partition("/")
    if name == target or name not in starts or "#" in target:
        return target
    return f"page {starts[name].first_page + int(page or 1) - 1}"


def foretold(
    bound: Any, pages: Sequence[PageFacts], places: Sequence[Bound], ours: Collection[str]
) -> Iterator[Problem]:
    """A warning for each fault that verify will find in pages that are not ``ours``, with how often, by part."""
    owners = {place.first_page + index: place.name for place in places for index in range(place.pages)}
    theirs = [page for page in pages if owners.get(page.number, "") not in ours]
    found: Counter[tuple[str, Kind, str, str]] = Counter()
    for check in page_checks(bound, theirs, Expected(()), ""):
        for problem in check.problems:
            owner = owners.get(int(problem.path.removeprefix("page ") or 0), "") if problem.path else ""
            found[owner, problem.kind, problem.message, "" if owner else problem.value] += 1
    for (owner, kind, message, value), times in found.items():
        told = f"verify will not pass the volume: {message}{f', {times} times' if times > 1 else ''}"
        yield Problem(owner, message=told, value=value, hint=_LACKING, severity=Severity.WARNING, kind=kind)
