"""A theme of a comparison → what its figures say to a reader, whole texts and gists, set in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...data.comparison import City, Mention, Theme
from ...data.model import Kind
from ...text.languages import mark
from ...text.reader import Reader
from ...text.typography import unmarked
from ..shapes import Sheet
from .content import Content, Item, Place

THEME = mark("What each profile lists under one theme")
EXCHANGE = mark("Who could exchange about one theme")
HEADS: Mapping[Kind, str] = {
    "developed": mark("Describes experience"),
    "potential": mark("Names it as an area with potential"),
}
"""What the sides of a card say."""
NOTHING = mark("Not mentioned in these profiles.")
SILENT = mark("Not mentioned: %(cities)s. It may still exist.")


def places_of(theme: Theme, reader: Reader) -> tuple[Place, ...]:
    """The places that mention a theme, in the neutral order, with what each list says."""
    return tuple(
        _place(cell.city, {"developed": cell.developed, "potential": cell.potential}, reader)
        for cell in theme.cells
        if cell.mentions
    )


def silent(theme: Theme, reader: Reader) -> str:
    """The sentence on the places that do not mention a theme; none where all do."""
    names = [reader.label(cell.city.label) for cell in theme.cells if not cell.mentions]
    return unmarked(reader.say(SILENT, cities=reader.language.join(names))) if names else ""


def quoted(content: Content, sheet: Sheet) -> Iterator[str]:
    """The lines of a sheet that are parts of quoted findings, which are left alone."""
    items = (item for place in content.places for own in place.items.values() for item in own)
    texts = "\n".join(text for item in items for text in (item.gist, item.text))
    return (line for line in sheet.words if line in texts)


def _place(city: City, mentions: dict[Kind, tuple[Mention, ...]], reader: Reader) -> Place:
    edition, source = city.profile.edition, city.profile.source.language
    return Place(
        city.identity,
        reader.label(city.label),
        unmarked(reader.set(city.country)),
        unmarked(reader.set(reader.language.month_short(edition))),
        edition[:4],
        {kind: tuple(_item(mention, reader, source) for mention in own) for kind, own in mentions.items()},
    )


def _item(mention: Mention, reader: Reader, source: str) -> Item:
    finding = mention.finding.finding
    gist = reader.text(finding.gist, source).plain if finding.gist else ""
    text = reader.own(finding.text, source)
    return Item(gist, text.plain, mention.reference, text.language if text.foreign else "")
