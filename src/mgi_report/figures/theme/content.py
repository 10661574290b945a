"""What the figures of one theme say, and what they share: the bar with its name, the marks of the lists, lines of text.

Lengths are millimetres from the top left corner, type sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...data.comparison import State
from ...data.model import KINDS, Kind
from ...text.units import MM_PER_POINT
from ..frame import Format, Frame, Type
from ..matrix.signs import sign, sign_width
from ..shapes import Box, Shape, Words

LEADING = 1.34
"""Distance of two lines, in type sizes."""
_STATES: Mapping[Kind, State] = {"developed": State.DEVELOPED, "potential": State.POTENTIAL}


@dataclass(frozen=True)
class Item:
    """A finding: what a reader can take away, if it says so, its text and its reference; ``language`` is that of the
    text, where it is not the reader's."""

    gist: str
    text: str
    reference: str
    language: str = ""

    @property
    def short(self) -> str:
        """What a reader can take away, else the text, and the reference."""
        return f"{self.gist or self.text} ({self.reference})"


@dataclass(frozen=True)
class Place:
    """A place that mentions the theme, and its findings by list."""

    identity: str
    name: str
    country: str
    edition: str
    year: str
    items: Mapping[Kind, tuple[Item, ...]]

    @property
    def below(self) -> str:
        """Country and edition in a line."""
        return f"{self.country}, {self.edition}"

    @property
    def dated(self) -> str:
        """Name and year in a line."""
        return f"{self.name}, {self.year}"


@dataclass(frozen=True)
class Content:
    """All that a figure of one theme says, in words of the reader's language.

    ``places`` are those that mention it, in the neutral order; ``heads`` say what the lists are; ``nothing`` stands
    where a list has none; ``closing`` names the places that do not mention it. ``parts`` has a place for the number of
    a sheet and the number of sheets.
    """

    title: str
    subtitle: str
    number: int
    domain: str
    theme: str
    fill: str
    on: str
    heads: Mapping[Kind, str]
    places: tuple[Place, ...]
    nothing: str
    closing: str
    notes: tuple[tuple[str, str], ...]
    parts: str

    @property
    def words(self) -> Iterator[str]:
        """Everything that may be written, but lines of findings and the numbers of domains and sheets."""
        yield from (self.title, self.subtitle, self.domain, self.theme, *self.heads.values(), self.nothing)
        yield from (self.closing, *(text for text, _ in self.notes))
        for place in self.places:
            yield from (place.name, place.country, place.edition, *_ends(place.below), *_ends(place.dated))
            for kind in KINDS:
                for item in place.items[kind]:
                    yield from (item.gist, item.text, item.reference, *_ends(item.short))

    def said(self, *, texts: bool) -> str:
        """The same in words, for those who do not see it: which places list what, in which list."""
        sentences = []
        for kind in KINDS:
            own = [
                f"{place.name} ({place.below}): {'; '.join(_told(item, texts=texts) for item in place.items[kind])}"
                for place in self.places
                if place.items[kind]
            ]
            sentences.append(f"{self.heads[kind]} – {' | '.join(own) or self.nothing}")
        return " ".join((f"{self.number} {self.domain}, {self.theme}.", *sentences, self.closing)).strip()


def _ends(text: str) -> Iterator[str]:
    """What may stand on the last line of a text."""
    words = text.split(" ")
    return (" ".join(words[start:]) for start in range(len(words)))


def _told(item: Item, *, texts: bool) -> str:
    return " ".join(filter(None, (item.gist, item.text if texts or not item.gist else "", item.reference)))


@dataclass(frozen=True)
class Line:
    """A line of a block: its words, how they are set, and the space before it in lines."""

    text: str
    bold: bool = False
    soft: bool = False
    before: float = 0.0
    name: str = ""


@dataclass(frozen=True)
class Setting:
    """Sets lines at one size."""

    type: Type
    size: float
    colours: Mapping[str, str] = field(repr=False)

    @property
    def leading(self) -> float:
        """The distance of two lines in mm."""
        return self.size * MM_PER_POINT * LEADING

    def wrap(
        self, text: str, measure: float, *, bold: bool = False, soft: bool = False, before: float = 0.0
    ) -> list[Line]:
        """A text in lines."""
        lines = self.type.wrap(text, self.size, measure, bold=bold)
        return [Line(line, bold, soft, before if row == 0 else 0.0) for row, line in enumerate(lines)]

    def item(self, item: Item, measure: float, *, text: bool, before: float) -> list[Line]:
        """A finding in lines: its gist in bold, its text where it is asked for, the reference behind it."""
        lines = self.wrap(item.gist, measure, bold=True, before=before) if item.gist else []
        if text:
            lines += self.wrap(item.text, measure, before=0.0 if lines else before)
        lines.append(Line(item.reference, soft=True))
        return lines

    def height(self, lines: list[Line]) -> float:
        """The height that lines take."""
        return sum(1 + line.before for line in lines) * self.leading

    def shapes(self, lines: list[Line], left: float, top: float) -> Iterator[Words]:
        """Lines from a point downwards."""
        y = top - 0.3 * self.leading
        for line in lines:
            y += (1 + line.before) * self.leading
            colour = self.colours["soft" if line.soft else "ink"]
            yield Words(left, y, line.text, self.size, colour, line.bold, name=line.name)


def bar(content: Content, frame: Frame, top: float) -> tuple[list[Shape], float]:
    """The bar with number and name of the domain and the theme, and where it ends."""
    form, type_, left, right = frame.form, frame.type, frame.left, frame.right
    height = form.head * MM_PER_POINT * 2.3
    baseline = top + height / 2 + form.head * MM_PER_POINT * 0.36
    room = right - left - 8
    domain = f"{content.number}  {content.domain}"
    size = type_.fit(domain, form.text, room * 0.45)
    own = room - type_.width(domain, size) - 6
    shapes: list[Shape] = [Box(left, top, right - left, height, content.fill)]
    named = type_.fit(content.theme, form.head * 1.15, own, bold=True)
    shapes.append(Words(left + 4, baseline, content.theme, named, content.on, bold=True))
    shapes.append(Words(right - 4, baseline, domain, size, content.on, align="right", name=f"domain-{content.number}"))
    return shapes, top + height


def head(
    content: Content, kind: Kind, form: Format, type_: Type, box: tuple[float, float, float], deep: str
) -> list[Shape]:
    """The mark of a list and what it says, as large as the other one, in a box given by left, baseline and width."""
    left, baseline, width = box
    edge = form.text * MM_PER_POINT * 0.86
    x = left + sign_width(State.POTENTIAL, edge) + 2.2
    size = min(type_.fit(words, form.text, left + width - x, bold=True) for words in content.heads.values())
    shapes = sign(_STATES[kind], left, baseline - form.text * MM_PER_POINT * 0.36, edge, {"deep": deep, "soft": deep})
    return [*shapes, Words(x, baseline, content.heads[kind], size, deep, bold=True)]
