"""A comparison and what is asked for → the view of a brief."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ...data.comparison import Comparison
from ...data.model import Framework
from ...design.measures import Setting
from .. import words
from ..view import CityRow, Listed, Place, Reference, ThemeTable, VolumeView
from .plan import tells_whole
from .view import BriefView


@dataclass(frozen=True)
class Subject:
    """What a brief is about: the slug of a theme or domain; ``region`` is the title of a region that was asked for.

    ``file`` is its path in the output folder without ending, ``base`` where that folder will lie on the web, if that is
    known. ``whole``: findings stand with all their words, on as many pages as they take.
    """

    slug: str
    region: str = ""
    file: str = ""
    base: str = ""
    whole: bool = False


def view_brief(
    comparison: Comparison, framework: Framework, volume: VolumeView, subject: Subject, setting: Setting
) -> BriefView:
    """Everything that a brief says; ``volume`` is what ``comparison`` says to its reader, and ``setting``
    tells what finds room."""
    chapter = next(
        item
        for item in volume.chapters
        if subject.slug == item.slug or any(table.slug == subject.slug for table in item.tables)
    )
    whole_domain = subject.slug == chapter.slug
    tables = chapter.tables if whole_domain else tuple(item for item in chapter.tables if item.slug == subject.slug)
    rows = tuple(_rows(tables, volume, _order(comparison, framework)))
    silent = tuple(place for place in volume.places if not any(row.place is place for row in rows))
    slugs = {table.slug for table in tables}
    address, code, code_says = _addresses(volume, framework, subject)
    view = BriefView(
        volume=volume,
        chapter=chapter,
        slug=subject.slug,
        name=chapter.name if whole_domain else tables[0].name,
        series=volume.say("Domain brief") if whole_domain else volume.say("Theme brief"),
        region=subject.region,
        covers=_covers(volume, chapter.number, whole_domain=whole_domain),
        tables=tables,
        rows=rows,
        silent=silent,
        whole=True,
        cards=tuple(card for card in volume.exchange.cards if card.table.slug in slugs),
        notes=tuple(_notes(volume, rows)),
        address=address,
        code=code,
        code_says=code_says,
        site=f"{subject.base}{volume.language.code}/" if subject.base else "",
    )
    return view if subject.whole or tells_whole(view, setting) else view.by_gists


def _order(comparison: Comparison, framework: Framework) -> dict[str, int]:
    """Where each finding stands in its profile, by its reference."""
    return {
        item.reference: number
        for city in comparison.cities
        for number, item in enumerate(city.profile.walk_findings(framework.letters))
    }


def _rows(tables: Collection[ThemeTable], volume: VolumeView, order: Mapping[str, int]) -> Iterator[CityRow]:
    """All findings of each place under these themes, each once and in the order of its profile."""
    for place in volume.places:
        own = [row for table in tables for row in table.rows if row.place is place]
        if own:
            developed, potential = (_listed([row.lists[side] for row in own], order) for side in (0, 1))
            yield CityRow(place, (developed, potential))


def _listed(lists: Collection[Listed], order: Mapping[str, int]) -> Listed:
    found: dict[str, Reference] = {item.full: item for listed in lists for item in listed.all}
    entries = tuple(found[full] for full in sorted(found, key=order.__getitem__))
    return Listed(next(iter(lists)).kind, entries, ())


def _covers(volume: VolumeView, number: int, *, whole_domain: bool) -> str:
    """What the subject covers: of a theme, its domain and what that looks at."""
    chapter = volume.chapters[number - 1]
    definition = " ".join(text for _, text in chapter.definitions)
    if whole_domain:
        return definition
    said = volume.say("A theme of domain %(number)s, %(name)s.", number=number, name=chapter.name)
    return f"{said} {definition}"


def _addresses(volume: VolumeView, framework: Framework, subject: Subject) -> tuple[str, str, str]:
    """Where the brief lies on the web, the address in its QR code, and what that is."""
    own = f"{subject.base}{subject.file}.html" if subject.base else ""
    if own:
        return own, own, volume.say("QR code of the address of this publication on the web: %(address)s", address=own)
    urls = [place.url for place in volume.places]
    if len(urls) == 1 and urls[0]:
        return "", urls[0], volume.say("QR code of the address of the source page")
    url = str(framework.url)
    return "", url, volume.say("QR code of the address of the framework: %(address)s", address=url)


def _notes(volume: VolumeView, rows: Collection[CityRow]) -> Iterator[str]:
    """Whose words these are, who proposed the themes, what is in another language, and what the brief is not."""
    told: tuple[Place, ...] = tuple(row.place for row in rows)
    yield from words.origin(replace(volume, places=told) if told else volume, in_brief=True)
    foreign: dict[str, list[str]] = {}
    for row in rows:
        texts = {entry.finding.text for listed in row.lists for entry in listed.entries}
        for code in sorted({text.language for text in texts if text.foreign}):
            foreign.setdefault(code, []).append(row.place.name)
    for code, cities in foreign.items():
        yield words.foreign_findings(volume, volume.language.language(code), volume.language.join(cities))
    yield volume.say(
        "Derived summary by mgi_report. Not a publication of the International Organization for Migration."
    )
