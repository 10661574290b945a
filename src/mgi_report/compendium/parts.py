"""Gatherings and the pages of cities → the parts of a volume, in order and numbered.

Chapters are typeset first; then the parts that need their page numbers; the prelims last, when every page number is
known. How many pages the prelims and the list of cities take is assumed before, and what depends on it is typeset again
where it was not so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..pdf.binding import Labels, Part, Tab
from ..typeset.documents import Typeset
from .gatherings import Run, made_of, pieces_of
from .numbers import CitySnapshot, PageNumbers, PartKey, Sources
from .plan.matter import pages_of_cities
from .view import ChapterView
from .volume import VolumeStudio

MARGIN = 15.0
"""Distance of folios from the trim, in mm."""
_ROUNDS = 3
_TAB = {"height": 20.0, "width": 8.0}
_TAB_TOP, _TAB_STEP = 24.0, 38.0
"""Thumb tabs: their size, where the first one stands, and how far the next is below it, in mm."""
_USUAL = {"front": 7, "divider": 1, "blank": 1}
_BARE = ("opener", "divider", "end", "blank")
"""Parts without folios."""

Promised = tuple[str, int, str, str]
"""What a printed page number promises: part, page within it (from 1), number, and words that must stand there."""


@dataclass(frozen=True)
class LaidOut:
    """A volume all of whose gatherings are made: its parts in order, what they are made of, and their numbers."""

    body: Sequence[PartKey]
    sources: Sources
    numbers: PageNumbers

    @property
    def pages(self) -> int:
        """All pages."""
        return sum(map(self.sources.pages, self.body))


def lay_out(volume: VolumeStudio, first: Sequence[Typeset], snapshots: Mapping[str, CitySnapshot], run: Run) -> LaidOut:
    """Make what is left to make of a volume, and put everything in order.

    ``first`` are its first gatherings as they were typeset, ``snapshots`` the pages of its cities by identity; ``run``
    typesets gatherings.
    """
    names = [gathering.part for gathering in volume.first]
    sources, pages = Sources(dict(zip(names, first, strict=True)), snapshots), dict(_USUAL)
    pages["cities"] = pages_of_cities(volume.view.places, volume.setting)
    pages |= {chapter.opener: 1 for chapter in volume.view.chapters}
    for _ in range(_ROUNDS):
        keys, sources, numbers = _numbered(volume, sources, pages, run)
        taken = {name: sources.pages(PartKey.of(name)) for name in ("front", "cities")}
        if taken.items() <= pages.items():
            break
        pages |= taken
    blanks = volume.edition.blanks(sum(map(sources.pages, keys))) if volume.edition.for_press else 0
    return LaidOut([*keys[:-1], *[PartKey.of("blank")] * blanks, keys[-1]], sources, numbers)


def _numbered(
    volume: VolumeStudio, sources: Sources, pages: Mapping[str, int], run: Run
) -> tuple[list[PartKey], Sources, PageNumbers]:
    """What names pages, typeset with their numbers as far as ``pages`` are those that the parts take."""
    keys = [PartKey.of("front")]
    for chapter in volume.view.chapters:
        keys += [PartKey.of(chapter.opener), PartKey.of(chapter.part)]
    numbers = PageNumbers.of(keys, sources, pages)
    exchange = volume.exchange(numbers)
    wanted = [*volume.openers(numbers), *exchange, volume.indexes(numbers)]
    sources = sources.adding(made_of(wanted, run))
    keys += [PartKey.of(gathering.part) for gathering in exchange]
    before = sum(pages.get(key.name) or sources.pages(key) for key in keys)
    whole = any(snapshot.whole for snapshot in sources.snapshots.values())
    divided = (before + pages["cities"]) % 2 == whole
    keys += map(PartKey.of, ("divider", "cities") if divided else ("cities",))
    keys += [*map(PartKey.snapshot, volume.view.places), PartKey.of("indexes"), PartKey.of("end")]
    numbers = PageNumbers.of(keys, sources, pages)
    more = [volume.divider()] if divided else []
    sources = sources.adding(made_of([volume.cities(numbers), volume.front(numbers), *more], run))
    return keys, sources, replace(numbers, sources=sources)


def parts_of(volume: VolumeStudio, laid: LaidOut) -> list[Part]:
    """Everything the volume is bound from, in one numbering; the pages of cities come without their bytes."""
    found: list[Part] = []
    page = 1
    for number, key in enumerate(laid.body):
        labels = Labels("D", start=page)
        name = f"{key.name}~{number}" if key.gathering == "blank" else key.name
        found += [_city(volume, laid, key, labels)] if key.city else _gathering(volume, laid, key, labels, name)
        page += laid.sources.pages(key)
    return found


def _gathering(volume: VolumeStudio, laid: LaidOut, key: PartKey, labels: Labels, name: str) -> Iterator[Part]:
    chapter = next((item for item in volume.view.chapters if item.part == key.name), None)
    bare = key.gathering.startswith(_BARE)
    for number, made in enumerate(pieces_of(laid.sources.made[key.gathering])):
        yield Part(
            made.pdf,
            volume.title_of(key.gathering),
            f"{name}~{number}" if number else name,
            language=volume.language.code,
            labels=labels,
            bookmark=not bare and not number and key.name != "front",
            under=key.name if number else "",
            opens=chapter.opener if chapter and not number else "",
            folio=0.0 if bare else MARGIN,
            folio_outer=True,
            folio_skip=1 if key.name == "front" else 0,
            elements=made.elements,
            tab=_tab(volume, chapter) if chapter else None,
        )
        labels = replace(labels, start=labels.start + made.pages)


def _tab(volume: VolumeStudio, chapter: ChapterView) -> Tab:
    """The thumb tab of a chapter: one of six positions, in its colour."""
    theme, inks = volume.studio.theme, volume.edition.inks
    accent = theme.domains[chapter.slug]
    fill, on = (theme.colours[name].operands(inks) for name in (accent.fill, accent.on))
    top = _TAB_TOP + _TAB_STEP * (chapter.number - 1)
    return Tab(top, **_TAB, colour=fill, label=str(chapter.number), label_colour=on)


def _city(volume: VolumeStudio, laid: LaidOut, key: PartKey, labels: Labels) -> Part:
    snapshot = laid.sources.snapshots[key.city]
    place = next(place for place in volume.view.places if place.identity == key.city)
    return Part(
        b"",  # until it is bound
        place.name,
        key.name,
        language=volume.language.code,
        labels=labels,
        bookmark=False,
        under="cities",
        folio=MARGIN,
        folio_outer=not snapshot.whole,
        elements=snapshot.elements,
    )


def promises_of(volume: VolumeStudio, numbers: PageNumbers) -> tuple[Promised, ...]:
    """What the page numbers of a volume promise: in the contents, in tables, in exchange and in the index."""
    view = volume.view
    names = {chapter.opener: chapter.name for chapter in view.chapters}
    names |= {place.part: place.bare_name for place in view.places}
    if view.exchange.cards:
        names |= {"exchange": view.say("Experience meets a question"), "meetings": view.say("Who could talk to whom")}
    names |= {part: volume.title_of(part) for part in ("cities", "indexes")}
    found = [(part, 1, numbers.label_of(part), name) for part, name in names.items()]
    page = int(numbers.page_at("indexes", "sources"))
    found.append(("indexes", page - numbers.starts["indexes"] + 1, str(page), volume.title_of("back")))
    for chapter in view.chapters:
        for table in chapter.themes:
            page = int(numbers.theme_page(chapter, table))
            found.append((chapter.part, page - numbers.starts[chapter.part] + 1, str(page), table.name))
    for entry in view.entries:
        part, page = numbers.place_of(entry)
        found.append((part, page, numbers.page_of(entry), entry.finding.text.plain))
    return tuple(found)
