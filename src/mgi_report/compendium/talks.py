"""What the tables of an exchange must hold: by theme and by city, in volumes and on sheets, under their heads."""

from __future__ import annotations

from collections.abc import Iterator

from ..text.languages import mark
from .cells import SIDES, PromisedCell, squeezed
from .plan.matter import Boxes, Gists
from .view import Meeting, Side, ThemeTable, Topics, VolumeView

BOXES = (mark("Could ask about"), mark("Could be asked about"))
"""The heads of the two lists of a city."""
_ALONE = (mark("Only experience is described"), mark("Only potential is named"))


def card_cells(view: VolumeView) -> Iterator[PromisedCell]:
    """The cells of the exchange by theme in a volume, with those of the themes of which one side alone is described."""
    for card in view.exchange.cards:
        for side in card.sides:
            yield _promised([title_of(card.table), view.say(SIDES[side.kind])], [*_told(view, side, "all")])
    title, (one, other) = view.say("Themes of which only one side is described"), view.exchange.one_sided
    for head, tables in zip(_ALONE, (one, other), strict=True) if one or other else ():
        yield _promised([title, view.say(head)], [table.name for table in tables] or [view.say("None in this volume.")])


def title_of(table: ThemeTable) -> str:
    """A theme as it stands above those who could talk about it: behind the number of its domain."""
    return f"{table.chapter} {table.name}"


def meeting_cells(view: VolumeView, meeting: Meeting, laid: Boxes, gists: Gists) -> Iterator[PromisedCell]:
    """The cells of what a city could ask whom about, and what it could be asked about, as it was ``laid``."""
    place, titles = meeting.place, [view.say(title) for title in BOXES]
    for title, topics in zip(titles, laid.sides, strict=True):
        head = f"{place.name} {place.country}, {place.edition_within}"
        yield _promised([head, title], [*_topics_told(view, topics, gists)] or [view.say("None in this volume.")])
    for table, side in laid.rest:
        heads = [f"{place.name} {titles[laid.longer]} {view.say('(continued)')}", title_of(table)]
        yield _promised(heads, [*_partners(view, side, gists)])


def _topics_told(view: VolumeView, topics: Topics, gists: Gists) -> Iterator[str]:
    for table, side in topics:
        yield from _together(view, title_of(table))
        yield from _partners(view, side, gists)


def _partners(view: VolumeView, side: Side, gists: Gists) -> Iterator[str]:
    if side.crowded or gists == "countries":
        yield view.language.join(side.countries)
    elif gists == "names":
        yield from (place.name for place in side.places)
    else:
        yield from _told(view, side, gists)


def _told(view: VolumeView, side: Side, gists: Gists) -> Iterator[str]:
    """The cities of a side, parted where page numbers stand between their words."""
    for country, places in side.groups:
        for number, (place, references) in enumerate(places):
            if side.brief:
                yield from _together(view, "" if number else country, place.name)
                continue
            for index, item in enumerate(references):
                told = not item.finding.stands_in and (gists == "all" or (gists == "first" and not index))
                gist = item.finding.gist.plain if told else ""
                yield from _together(view, "" if index else place.name, gist, item.local)


def _together(view: VolumeView, *words: str) -> Iterator[str]:
    """Words that follow each other; where lines run to the left, readers keep no order between names and references."""
    said = " ".join(words)
    yield from said.split() if view.language.direction == "rtl" else (said,)


def _promised(heads: list[str], words: list[str]) -> PromisedCell:
    return PromisedCell(frozenset(map(squeezed, heads)), tuple(map(squeezed, words)))
