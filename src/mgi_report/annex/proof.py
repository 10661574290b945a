"""The proof of a bound volume against its parts, read by other software than the one that bound it.

Every page says what it said before, every link goes where it went, labels and folios agree and stand on no other type,
bookmarks and attachments are all there. Conformance is judged by the validator, claim by claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from ..errors import Kind, Problem, Severity, excerpt
from ..pdf.agreement import OTHER, Fault, box_faults, count_faults, file_faults, outline_faults, problems_of
from ..pdf.binding import Bound, Part, SourceError, Volume
from ..pdf.conformance import Judgement
from ..pdf.margins import margin_faults
from ..pdf.navigation import bookmarks, misspoken, page_label
from ..pdf.ownership import count_orphans, orphans_of, ownership_faults
from ..pdf.proof import Check, Proof, checksum
from ..pdf.reading import DamagedError, PageFacts, attachments, open_in_order, picture, read_page
from ..pdf.structure import Structure, read_structure
from ..pdf.volumes import outline_of
from ..text.typography import is_right_to_left
from .links import foretold, link_faults

_NAMES = (
    *("volume pages", "volume text", "volume type", "volume links", "volume labels", "volume bookmarks"),
    *("volume files", "volume tags", "volume structure"),
)

_OTHER_LOOK = "the page does not look as it did before, since its file is damaged"
_SAVE = "open the file in the program that made it and save it as PDF again"
_SHADES = 16  # of 255, by which pixels may differ


def prove_volume(
    volume: Volume, parts: Sequence[Part], file: str, ours: Collection[str] = (), speaks: Sequence[str] = ()
) -> Proof:
    """Compare a volume with the parts that it was bound from.

    ``ours`` names the parts that we made: in them every link must lead on, and to the page of which it ``speaks``
    (:attr:`.Expected.speaks`), and type, folios included, stand free.
    Raises :class:`SourceError` for a part that cannot be read again.
    """
    found: dict[str, list[Problem]] = {name: [] for name in _NAMES}
    try:
        with ExitStack() as closing:
            bound = _open(closing, volume.pdf, "")
            sources = [_open_part(closing, part) for part in parts]
            structure = _read_again(volume.pdf)
            comparison = _Comparison(file, bound, volume, parts, sources, structure, ours, speaks)
            for name, problem in comparison.faults():
                found[name].append(problem)
            pages = len(bound)
            foreseen = tuple(foretold(bound, comparison.seen, volume.parts, ours))
    except DamagedError as error:
        problem = Problem(file, message=f"the volume cannot be read again: {error}", kind=Kind.PDF_DAMAGED)
        return Proof(file, 0, (Check("open", "", (problem,)),), "volume")
    unread = structure is None
    notes = [problem for problem in found["volume tags"] if problem.severity is Severity.WARNING]
    found["volume tags"] = [problem for problem in found["volume tags"] if problem not in notes]
    checks = [
        Check(name, "", tuple(problems), skipped=unread and name == "volume structure")
        for name, problems in found.items()
    ]
    return Proof(file, pages, tuple(checks), "volume", (*notes, *foreseen))


def _read_again(pdf: bytes) -> Structure | None:
    """What another reader finds; nothing where something of somebody else stops it."""
    try:
        return read_structure(pdf)
    except DamagedError:
        return None


def judge(volume: Volume, file: str) -> Proof:
    """What the validator says of the claims of a volume; a check is skipped where there is no validator."""
    with Judgement(volume.pdf, file, volume.claims) as judgement:
        return Proof(file, volume.pages, tuple(judgement.checks()), "volume")


def _open(closing: ExitStack, pdf: bytes, password: str) -> Any:
    document = open_in_order(pdf, password)
    closing.callback(document.close)
    return document


def _open_part(closing: ExitStack, part: Part) -> Any:
    with _of(part):
        return _open(closing, part.pdf, part.password)


@contextmanager
def _of(part: Part) -> Iterator[None]:
    """Tell a part that cannot be read from the volume."""
    try:
        yield
    except DamagedError as error:
        raise SourceError(f"another reader says of it: {error}", part.name) from error


Finding = tuple[str, Problem]


@dataclass(frozen=True)
class _Comparison:
    """A volume and the parts that it was bound from, open in another reader; ``seen`` are its pages that were read."""

    file: str
    bound: Any
    volume: Volume
    parts: Sequence[Part]
    sources: Sequence[Any]
    structure: Structure | None
    ours: Collection[str]
    speaks: Sequence[str]
    seen: list[PageFacts] = field(default_factory=list)

    def faults(self) -> Iterator[Finding]:
        """All that differs."""
        expected, found = sum(len(source) for source in self.sources), len(self.bound)
        if found != expected:
            yield self._pages(f"{found} pages instead of {expected}")
            return
        for part, place, source in zip(self.parts, self.volume.parts, self.sources, strict=True):
            if place.pages != len(source):
                yield self._pages(f"{part.title} has {place.pages} pages instead of {len(source)}")
                return
            yield from self._part(part, place, source)
        yield from _bookmarks(self.bound, self.parts, self.volume.parts, self.sources, self.file)
        attached = sum(source.count_attachments() for source in self.sources)
        attached -= sum(place.without_files for place in self.volume.parts)
        if self.bound.count_attachments() != attached:
            message = f"{self.bound.count_attachments()} attached files instead of {attached}"
            yield "volume files", Problem(self.file, message=message, kind=Kind.ATTACHMENT)
        if self.structure:
            faults = _structure(self.structure, self.bound, self.parts, self.volume.parts, self.sources, self.ours)
            yield from (("volume structure", problem) for problem in problems_of(list(faults), self.file))

    def _pages(self, message: str) -> Finding:
        return "volume pages", Problem(self.file, message=message, kind=Kind.PAGE_COUNT)

    def _part(self, part: Part, place: Bound, source: Any) -> Iterator[Finding]:
        first = len(self.seen)
        for index in range(len(source)):
            yield from self._page(part, place, source, index)
        orphans = sum(count_orphans(page.orphans) for page in self.seen[first:])
        if orphans and place.tagged and part.name not in self.ours:
            yield "volume tags", orphans_of(part.name, orphans)

    def _page(self, part: Part, place: Bound, source: Any, index: int) -> Iterator[Finding]:
        number = place.first_page + index
        with _of(part):
            before = read_page(source, index)
        after = read_page(self.bound, number - 1)
        self.seen.append(after)
        where, file = f"page {number}: {excerpt(part.title)}", self.file
        label = page_label(self.bound, number - 1)
        yield from _text(before, after, label if part.folio and index >= part.folio_skip else "", file, where)
        if any(note.file == part.name and note.kind is Kind.PDF_DAMAGED for note in self.volume.notes):
            with _of(part):
                looks = picture(source, index)
            if not _alike(looks, picture(self.bound, number - 1)):
                damage = Problem(file, message=_OTHER_LOOK, path=where, hint=_SAVE, kind=Kind.TEXT_CHANGED)
                yield "volume text", damage
        ours = part.name in self.ours
        if ours:
            yield from _own(self.bound, after, file, where, self.speaks)
            if self.structure and number <= len(self.structure.pages):
                boxes = box_faults(self.structure.pages[number - 1], after)
                yield from (("volume structure", problem) for problem in problems_of(boxes, file))
        starts = {item.name: item for item in self.volume.parts}
        gone = link_faults(part, place, before, after, starts, file, where, strict=ours)
        yield from (("volume links", problem) for problem in gone)
        own = page_label(source, index).replace("\ufffd", "")  # half a character cannot be kept
        wanted = part.labels.of(index) if part.labels else own
        if label != wanted:
            message = f"the page is labelled {excerpt(label)} instead of {excerpt(wanted)}"
            yield "volume labels", Problem(file, message=message, path=where, kind=Kind.PAGE_NUMBER)


def _own(bound: Any, after: PageFacts, file: str, where: str, speaks: Sequence[str]) -> Iterator[Finding]:
    """What must be true of a page of ours alone."""
    yield from (("volume type", fault) for fault in margin_faults(bound, after, file, where))
    yield from (("volume tags", fault) for fault in ownership_faults(after.orphans, file, where))
    for wrong in filter(None, (misspoken(bound, *link, speaks) for link in after.links)):
        yield "volume links", Problem(file, message=wrong, path=where, kind=Kind.PAGE_NUMBER)


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


def _alike(one: bytes, other: bytes) -> bool:
    """Whether two small pictures show the same."""
    return one == other or (
        len(one) == len(other) and all(abs(a - b) <= _SHADES for a, b in zip(one, other, strict=True))
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _bookmarks(
    bound: Any, parts: Sequence[Part], places: Sequence[Bound], sources: Sequence[Any], file: str
) -> Iterator[Finding]:
    wanted = outline_of(parts, places, [list(bookmarks(source)) for source in sources])
    for (title, page), (was, aim) in zip(found := list(bookmarks(bound)), wanted, strict=False):
        if (title, page) != (was, aim):
            message = f"a bookmark leads to {excerpt(title)} on page {page} instead of {excerpt(was)} on page {aim}"
            yield "volume bookmarks", Problem(file, message=message, kind=Kind.BOOKMARK)
            return
    if len(found) != len(wanted):
        message = f"{len(found)} bookmarks instead of {len(wanted)}"
        yield "volume bookmarks", Problem(file, message=message, kind=Kind.BOOKMARK)


def _structure(
    structure: Structure,
    bound: Any,
    parts: Sequence[Part],
    places: Sequence[Bound],
    sources: Sequence[Any],
    ours: Collection[str],
) -> Iterator[Fault]:
    """Where another reader finds something else around the pages that we made.

    What readers find in the files of others may differ in these already; then their numbers are not compared.
    """
    made = [item for item in zip(parts, places, sources, strict=True) if item[0].name in ours]
    others = [(part, source) for part, source in zip(parts, sources, strict=True) if part.name not in ours]
    if (counts := list(count_faults(structure, bound))) and not any(map(_is_read_differently, others)):
        yield from counts
    pages = {place.first_page + index for _, place, source in made for index in range(len(source))}
    found, wanted = (
        [item for item in outline if item[1] in pages] for outline in (structure.outline, bookmarks(bound))
    )
    yield from outline_faults(found, wanted, OTHER)
    own = Counter(checksum(data) for _, _, source in made for _, data in attachments(source))
    if own - Counter(item.checksum for item in structure.files):
        yield Fault(Kind.ATTACHMENT, "an attached file is not what it was")
    yield from (fault for item in structure.files if item.checksum in own for fault in file_faults(item))


def _is_read_differently(item: tuple[Part, Any]) -> bool:
    """Whether readers differ on the numbers of pages, bookmarks and attached files in a part."""
    part, source = item
    structure = _read_again(part.pdf)
    return structure is None or any(count_faults(structure, source))
