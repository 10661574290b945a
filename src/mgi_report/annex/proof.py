"""The proof of a bound volume against its parts, read by other software than the one that bound it.

Every page says what it said before, every link goes where it went, labels and folios agree and stand on no other type,
bookmarks and attachments are all there. Conformance is judged by the validator, claim by claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from ..errors import Kind, Problem, excerpt
from ..pdf.binding import Bound, Part, Volume
from ..pdf.conformance import Judgement
from ..pdf.margins import margin_faults
from ..pdf.proof import Check, Proof
from ..pdf.reading import DamagedError, PageFacts, bookmarks, open_pdf, page_label, read_page
from ..text.typography import is_right_to_left

_NAMES = (
    *("volume pages", "volume text", "volume type", "volume links", "volume labels", "volume bookmarks"),
    "volume files",
)


def prove_volume(volume: Volume, parts: Sequence[Part], file: str, ours: Collection[str] = ()) -> Proof:
    """Compare a volume with the parts that it was bound from.

    ``ours`` names the parts that we made: in them every link must lead on, and type, folios included, stand free.
    """
    found: dict[str, list[Problem]] = {name: [] for name in _NAMES}
    try:
        with ExitStack() as closing:
            bound = _open(closing, volume.pdf, "")
            sources = [_open(closing, part.pdf, part.password) for part in parts]
            for name, problem in _compare(bound, volume, parts, sources, file, ours):
                found[name].append(problem)
            pages = len(bound)
    except DamagedError as error:
        problem = Problem(file, message=f"a part, or the volume, cannot be read again: {error}", kind=Kind.PDF_DAMAGED)
        return Proof(file, 0, (Check("open", "", (problem,)),), "volume")
    checks = [Check(name, "", tuple(problems)) for name, problems in found.items()]
    return Proof(file, pages, tuple(checks), "volume")


def judge(volume: Volume, file: str) -> Proof:
    """What the validator says of the claims of a volume; a check is skipped where there is no validator."""
    with Judgement(volume.pdf, file, volume.claims) as judgement:
        return Proof(file, volume.pages, tuple(judgement.checks()), "volume")


def _open(closing: ExitStack, pdf: bytes, password: str) -> Any:
    document = open_pdf(pdf, password)
    closing.callback(document.close)
    return document


Finding = tuple[str, Problem]


def _compare(
    bound: Any, volume: Volume, parts: Sequence[Part], sources: Sequence[Any], file: str, ours: Collection[str]
) -> Iterator[Finding]:
    expected = sum(len(source) for source in sources)
    if len(bound) != expected:
        yield "volume pages", Problem(file, message=f"{len(bound)} pages instead of {expected}", kind=Kind.PAGE_COUNT)
        return
    starts = {item.name: item for item in volume.parts}
    for part, place, source in zip(parts, volume.parts, sources, strict=True):
        if place.pages != len(source):
            message = f"{part.title} has {place.pages} pages instead of {len(source)}"
            yield "volume pages", Problem(file, message=message, kind=Kind.PAGE_COUNT)
            return
        for index in range(len(source)):
            number = place.first_page + index
            before, after = read_page(source, index), read_page(bound, number - 1)
            where = f"page {number}: {excerpt(part.title)}"
            label = page_label(bound, number - 1)
            folio = label if part.folio and index >= part.folio_skip else ""
            yield from _text(before, after, folio, file, where)
            if part.name in ours:
                yield from (("volume type", fault) for fault in margin_faults(bound, after, file, where))
            yield from _links(part, place, before, after, starts, file, where, strict=part.name in ours)
            wanted = part.labels.of(index) if part.labels else page_label(source, index)
            if label != wanted:
                message = f"the page is labelled {excerpt(label)} instead of {excerpt(wanted)}"
                yield "volume labels", Problem(file, message=message, path=where, kind=Kind.PAGE_NUMBER)
    yield from _bookmarks(bound, parts, volume.parts, sources, file)
    attached = sum(source.count_attachments() for source in sources)
    if bound.count_attachments() != attached:
        message = f"{bound.count_attachments()} attached files instead of {attached}"
        yield "volume files", Problem(file, message=message, kind=Kind.ATTACHMENT)


def _text(before: PageFacts, after: PageFacts, folio: str, file: str, where: str) -> Iterator[Finding]:
    """The page says what it said, and behind it the folio, where one is printed."""
    words, now, expected = _bare(before.text), _bare(after.text), _bare(folio)
    printed = now.removeprefix(words)
    if is_right_to_left(words):
        # A reader of right-to-left text puts the folio among the lines; then the characters are compared.
        more = Counter(now) - Counter(words)
        kept = not Counter(words) - Counter(now)
        printed = expected if more == Counter(expected) else "".join(more.elements())
    else:
        kept = now.startswith(words)
    if not kept or (printed and not folio):
        message = "the page does not say what it said before"
        yield "volume text", Problem(file, message=message, path=where, kind=Kind.TEXT_CHANGED)
    elif printed != expected:
        message = f"the folio is {excerpt(printed)}, but the page is labelled {excerpt(folio)}"
        yield "volume labels", Problem(file, message=message, path=where, kind=Kind.PAGE_NUMBER)


def _bare(text: str) -> str:
    return "".join(text.split())


def _links(
    part: Part,
    place: Bound,
    before: PageFacts,
    after: PageFacts,
    starts: dict[str, Bound],
    file: str,
    where: str,
    *,
    strict: bool,
) -> Iterator[Finding]:
    wanted = [(_moved(target, place, starts), words) for target, words in before.links]
    if list(after.links) != wanted:
        message = "a link does not go where it went before"
        yield "volume links", Problem(file, message=message, path=where, kind=Kind.LINK)
    elif strict:
        for target, words in after.links:
            if not target or target.startswith("bind:"):
                message = "a link that leads nowhere"
                yield "volume links", Problem(file, message=message, value=excerpt(words), path=where, kind=Kind.LINK)


def _moved(target: str, place: Bound, starts: dict[str, Bound]) -> str:
    """Where a link of a part has to lead within the volume."""
    if target.startswith("page "):
        return f"page {int(target[5:]) + place.first_page - 1}"
    name, _, page = target.removeprefix("bind:").partition("/")
    if name == target or name not in starts or "#" in target:
        return target
    return f"page {starts[name].first_page + int(page or 1) - 1}"


def _bookmarks(
    bound: Any, parts: Sequence[Part], places: Sequence[Bound], sources: Sequence[Any], file: str
) -> Iterator[Finding]:
    wanted = _expected_bookmarks(parts, places, sources)
    for (title, page), (was, aim) in zip(found := list(bookmarks(bound)), wanted, strict=False):
        if (title, page) != (was, aim):
            message = f"a bookmark leads to {excerpt(title)} on page {page} instead of {excerpt(was)} on page {aim}"
            yield "volume bookmarks", Problem(file, message=message, kind=Kind.BOOKMARK)
            return
    if len(found) != len(wanted):
        message = f"{len(found)} bookmarks instead of {len(wanted)}"
        yield "volume bookmarks", Problem(file, message=message, kind=Kind.BOOKMARK)


def _expected_bookmarks(
    parts: Sequence[Part], places: Sequence[Bound], sources: Sequence[Any]
) -> list[tuple[str, int | None]]:
    """Title and page of all bookmarks in order: those of a part below its own, or below that of another part."""
    first = {place.name: place.first_page for place in places}
    below: dict[str, list[Any]] = {"": []}
    for part, place, source in zip(parts, places, sources, strict=True):
        own: list[Any] = [(title, page and page + place.first_page - 1) for title, page in bookmarks(source)]
        level = below[part.under if part.under in below else ""]
        if part.bookmark:
            level.append((part.title, first[part.opens or part.name]))
            below[part.name] = own
            level.append(own)
        else:
            level += own
    return list(_flat(below[""]))


def _flat(level: list[Any]) -> Iterator[tuple[str, int | None]]:
    for item in level:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item
