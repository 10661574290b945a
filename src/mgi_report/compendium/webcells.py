"""What the pages of a region in HTML must hold under heads, which the compendium holds as well."""

from __future__ import annotations

from collections.abc import Iterator

from .cells import SIDES, PromisedCell, sign_cells, squeezed
from .talks import BOXES, title_of
from .view import Group, Listed, Meeting, Reference, ThemeTable, VolumeView


def promised_web_cells(view: VolumeView, *, single: bool) -> Iterator[PromisedCell]:
    """The cells of the table of themes by cities, what is referred to under themes, and the exchange; on a ``single``
    page this is told by city alone, without references.
    """
    for chapter in view.chapters:
        yield from sign_cells(view, chapter.tables)
        for table in chapter.themes:
            yield from _referred(view, table, single=single)
    for card in () if single else view.exchange.cards:
        for side in card.sides:
            words = (_told(group, brief=side.brief) for group in side.groups)
            yield _promised((title_of(card.table), view.say(SIDES[side.kind])), "".join(words))
    for meeting in view.exchange.meetings:
        yield from _boxes(view, meeting, single=single)


def _referred(view: VolumeView, table: ThemeTable, *, single: bool) -> Iterator[PromisedCell]:
    for row in table.rows:
        place = row.place
        head = f"{place.name}, {'' if single else place.country} {place.year}"
        for listed in (listed for listed in row.lists if listed.all):
            yield _promised((table.name, head), _also(view, listed))


def _also(view: VolumeView, listed: Listed) -> str:
    also = "".join(f"{item.full} {item.theme}" for item in listed.also)
    return f"{view.say('See also')} {also}" if also else ""


def _told(group: Group, *, brief: bool) -> str:
    """The cities of a country on one side of an exchange, with what they say."""
    country, places = group
    said = (f"{place.name} {''.join(_finding(item, brief=brief) for item in items)}" for place, items in places)
    return (country if brief else "") + "".join(said)


def _finding(item: Reference, *, brief: bool) -> str:
    return item.full if brief or item.finding.stands_in else f"{item.finding.gist.plain} {item.full}"


def _boxes(view: VolumeView, meeting: Meeting, *, single: bool) -> Iterator[PromisedCell]:
    place = meeting.place
    for title, topics in zip(BOXES, meeting.boxes, strict=True):
        words = ""
        for table, side in topics:
            words += f"{table.chapter} {table.name}"
            for country, places in side.groups:
                words += country if side.brief else ""
                for other, items in places:
                    words += other.name + ("" if single else "".join(item.full for item in items))
        head = f"{place.name} {place.country}, {place.edition_within}"
        yield _promised((head, view.say(title)), words or view.say("None in this volume."))


def _promised(heads: tuple[str, str], words: str) -> PromisedCell:
    return PromisedCell(frozenset(map(squeezed, heads)), (squeezed(words),))
