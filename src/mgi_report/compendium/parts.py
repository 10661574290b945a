"""Gatherings and snapshots → the parts of a volume, in order and numbered.

Chapters are typeset first; then the parts that need their page numbers (exchange, indexes, the list of cities); the
prelims last, when every page number is known. No page is typeset twice to learn a number, but a list of cities of more
than one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from ..pdf.binding import Labels, Part
from ..typeset.documents import Typeset
from .gatherings import Run, made_of, settle
from .numbers import CitySnapshot, PageNumbers, PartKey, Sources
from .volume import VolumeStudio

MARGIN = 15.0
"""Distance of folios from the trim, in mm."""

_ROUNDS = 3
"""How often the list of cities is typeset at most; page numbers stand beside its lines and should not change them."""

Promised = tuple[str, int, str, str]
"""What a printed page number promises: part, page within it (from 1), number, and words that must stand there."""


@dataclass(frozen=True)
class LaidOut:
    """A volume all of whose gatherings are made: its parts in order, what they are made of, and their numbers."""

    prelims: Sequence[PartKey]
    body: Sequence[PartKey]
    sources: Sources
    numbers: PageNumbers


def lay_out(volume: VolumeStudio, first: Sequence[Typeset], snapshots: Mapping[str, CitySnapshot], run: Run) -> LaidOut:
    """Make what is left to make of a volume, and put everything in order.

    ``first`` are its first gatherings as they were typeset, ``snapshots`` those of its cities by identity; ``run``
    typesets gatherings.
    """
    sources = Sources(settle(volume.first, first, volume.chapter_anew, run), snapshots)
    body, sources, numbers = _body(volume, sources, run)
    sources = sources.adding(made_of([volume.front(numbers)], run))
    return LaidOut(_prelims(volume, sources, body), body, sources, numbers)


def _body(volume: VolumeStudio, sources: Sources, run: Run) -> tuple[list[PartKey], Sources, PageNumbers]:
    """The parts behind the prelims, all of them made, and the numbers of their pages."""
    chapters = [sources.evened(chapter.part) for chapter in volume.view.chapters]
    body = [*sources.evened("reading", odd=True), *chain.from_iterable(chapters)]
    numbers = PageNumbers.of(body, sources)
    indexes_anew = partial(volume.indexes_anew, numbers)
    sources = sources.adding(made_of([volume.exchange(numbers), volume.indexes(numbers)], run, indexes_anew))
    body += [*sources.evened("exchange"), *sources.evened("indexes")]
    behind = [*(PartKey.snapshot(place) for place in volume.view.places), *sources.evened("back")]
    return _with_cities(volume, sources, body, behind, run)


def _with_cities(
    volume: VolumeStudio, sources: Sources, before: Sequence[PartKey], behind: Sequence[PartKey], run: Run
) -> tuple[list[PartKey], Sources, PageNumbers]:
    """The same with the list of cities, which numbers the pages behind it: where it has more than one page itself, it
    is typeset again.
    """
    pages = 1
    for _ in range(_ROUNDS):
        counted = pages
        parts = [*before, PartKey.of("cities"), *[PartKey.notes("cities")] * (counted % 2 == 0), *behind]
        numbers = PageNumbers.of(parts, sources, planned={"cities": counted})
        sources = sources.adding(made_of([volume.cities(numbers)], run))
        pages = sources.pages(PartKey.of("cities"))
        if pages == counted:
            break
    return parts, sources, numbers


def _prelims(volume: VolumeStudio, sources: Sources, body: Sequence[PartKey]) -> list[PartKey]:
    """The prelims, with pages for notes behind them where the sheets of the edition would not be full."""
    front = sources.evened("front")
    pages = sum(map(sources.pages, [*front, *body]))
    return front + [PartKey.notes(number) for number in range(volume.edition.blanks(pages))]


def parts_of(volume: VolumeStudio, laid: LaidOut) -> list[Part]:
    """Everything the volume is bound from, in order: the prelims in Roman numbers, the rest in Arabic ones."""
    return [*_parts(volume, laid, laid.prelims, "r"), *_parts(volume, laid, laid.body, "D")]


def _parts(volume: VolumeStudio, laid: LaidOut, keys: Sequence[PartKey], style: str) -> Iterator[Part]:
    page = 1
    for key in keys:
        labels = Labels(style, start=page)
        yield _city(volume, laid, key, labels) if key.city else _gathering(volume, laid, key, labels)
        page += laid.sources.pages(key)


def _gathering(volume: VolumeStudio, laid: LaidOut, key: PartKey, labels: Labels) -> Part:
    made = laid.sources.made[key.gathering]
    return Part(
        made.pdf,
        volume.title_of(key.gathering),
        key.name,
        language=volume.language.code,
        labels=labels,
        bookmark=key in laid.body and not key.is_blank,
        folio=MARGIN,
        folio_outer=True,
        folio_skip=2 if key.name == "front" else 0,
        elements=made.elements,
    )


def _city(volume: VolumeStudio, laid: LaidOut, key: PartKey, labels: Labels) -> Part:
    snapshot = laid.sources.snapshots[key.city]
    place = next(place for place in volume.view.places if place.identity == key.city)
    return Part(
        snapshot.pdf,
        place.name,
        key.name,
        language=volume.language.code,
        labels=labels,
        bookmark=False,
        under="cities",
        folio=MARGIN,
        elements=snapshot.elements,
    )


def promises_of(volume: VolumeStudio, numbers: PageNumbers) -> tuple[Promised, ...]:
    """What the page numbers of a volume promise: in the contents, among exchange opportunities and in the indexes."""
    names = {chapter.part: chapter.name for chapter in volume.view.chapters}
    names |= {place.part: place.bare_name for place in volume.view.places}
    names |= {part: volume.title_of(part) for part in ("reading", "exchange", "indexes", "cities", "back")}
    found = [(part, 1, numbers.label_of(part), name) for part, name in names.items()]
    for entry in volume.view.entries:
        part, page = numbers.place_of(entry.reference)
        found.append((part, page, numbers.page_of(entry.reference), entry.text.plain))
    return tuple(found)
