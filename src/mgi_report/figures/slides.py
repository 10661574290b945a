"""The figures of a region as slides: tables that are tables, shapes that are shapes, a map as a drawing.

What a figure says comes from where its sheets have it; what finds no room on a slide goes on on the next one, under the
same heads. Every slide passes the guard of the figures before it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..data.comparison import State, Theme
from ..data.model import KINDS
from ..pdf.xmp import Metadata
from ..text.units import MM_PER_POINT
from ..typeset.office.deck import Deck, Grid, GridCell, Image, Slide, Text, words_of
from ..typeset.office.slides import deck_of
from ..typeset.office.styles import Look, look_of
from ..workspace.clock import document_date, source_date
from .comparison import LEGEND, MATRIX, Charts
from .frame import SLIDE
from .matrix.head import Column
from .region import IMPRINT
from .region_map import BORDERS, MAP, MAP_SOURCE
from .shapes import Sheet, Words
from .theme.content import Content, Item, Place
from .theme.told import EXCHANGE, HEADS, THEME

_WIDTH, _TOP, _BOTTOM = SLIDE.width - 2 * SLIDE.margin, 36.0, 164.0
_LEADING, _PAD = 1.27, (2.0, 1.2)  # of type, as programs set it; left and right, above and below
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_MOST = 8  # places beside each other


@dataclass(frozen=True)
class Slides:
    """Makes the slides of one comparison in the reader's language."""

    charts: Charts

    @property
    def look(self) -> Look:
        """The colours and the font of the theme."""
        return look_of(self.charts.tokens)

    def deck(self, slides: Sequence[Slide]) -> bytes:
        """The file of some slides."""
        charts = self.charts
        dates = [document_date(city.profile.revised, city.profile.edition) for city in charts.comparison.cities]
        created = source_date() or max(dates)
        caveat, source = (words for words, _ in charts.notes)
        about = Metadata(
            title=f"{charts.title} – {slides[0].title}",
            description=caveat,
            creator="mgi_report",
            publisher="mgi_report",
            languages=(charts.language.code,),
            identifier=f"mgi-slides-{charts.comparison.region.slug}-{charts.language.code}",
            source=source,
            rights=source,
            coverage=charts.title,
            keywords=(charts.title,),
            created=created.isoformat(),
        )
        return deck_of(Deck(self.look, charts.language.code, about, list(slides)))

    def matrix(self, domain: str = "") -> list[Slide]:
        """Themes by places, a domain a slide; what a profile lists stands in words."""
        content = self.charts.content(domain)
        columns = content.columns
        parts = [range(start, min(start + _MOST, len(columns))) for start in range(0, len(columns), _MOST)]
        slides = []
        for band in content.bands:
            fill, on = _bare(band.fill), _bare(band.on)
            for part in parts:
                head = [self._cell(self.charts.language.gettext("Theme"), bold=True, colour=on, fill=fill)]
                head += [self._place_head(columns[index], on, fill) for index in part]
                rows = [
                    [self._cell(row.name, bold=True), *(self._state(row.states[index]) for index in part)]
                    for row in band.rows
                ]
                widths = (72.0, *[(_WIDTH - 72.0) / len(part)] * len(part))
                alt = f"{band.name}: {content.subtitle}. {self.charts.language.join(columns[i].name for i in part)}."
                notes, words = content.notes, [*content.words, *(f"{item.country}, {item.edition}" for item in columns)]
                slides += self._tables(band.name, content.subtitle, head, rows, widths, alt, notes, words)
        return slides

    def _place_head(self, column: Column, on: str, fill: str) -> GridCell:
        lines = [Text(column.name, 1, on, bold=True), Text(f"{column.country}, {column.edition}", 0.85, on)]
        return GridCell(tuple(lines), fill)

    def _state(self, state: State) -> GridCell:
        look = self.look
        colour = look.soft if state is State.NOT_MENTIONED else look.ink
        return GridCell((Text(self.charts.say(LEGEND[state][1]), 1, colour),))

    def _cell(self, words: str, *, bold: bool = False, colour: str = "", fill: str = "") -> GridCell:
        return GridCell((Text(words, 1, colour or self.look.ink, bold),), fill)

    def theme(self, theme: Theme) -> list[Slide]:
        """The table of one theme, a row a place."""
        content = self.charts.about(theme, THEME, {kind: LEGEND[State(kind)][0] for kind in KINDS})
        fill, on = _bare(content.fill), _bare(content.on)
        head = [self._cell(self.charts.language.gettext("City"), bold=True, colour=on, fill=fill)]
        head += [self._cell(content.heads[kind], bold=True, colour=on, fill=fill) for kind in KINDS]
        rows = []
        for place in content.places:
            sides = [GridCell(tuple(self._items(place.items[kind])) or self._nothing()) for kind in KINDS]
            rows.append([GridCell(tuple(self._place(place))), *sides])
        half = (_WIDTH - 60.0) / 2
        title, under = f"{content.theme}", f"{content.domain} · {content.subtitle}"
        words = [*content.words, *_quoted(content)]
        return self._tables(
            title, under, head, rows, (60.0, half, half), content.said(texts=False), _notes(content), words
        )

    def _nothing(self) -> tuple[Text, ...]:
        return (Text(self.charts.say(LEGEND[State.NOT_MENTIONED][1]), 1, self.look.soft),)

    def _place(self, place: Place) -> Iterator[Text]:
        yield Text(place.name, 1, self.look.deep, bold=True)
        yield Text(place.below, 0.85, self.look.soft)

    def _items(self, items: Sequence[Item]) -> Iterator[Text]:
        for item in items:
            yield Text(item.gist or item.text, 1, self.look.ink, language=item.language)
            yield Text(item.reference, 0.8, self.look.soft)

    def exchange(self, theme: Theme) -> list[Slide]:
        """The card of one theme: two columns of the same width, whoever stands in them."""
        content = self.charts.about(theme, EXCHANGE, HEADS)
        fill, on = _bare(content.fill), _bare(content.on)
        head = [self._cell(content.heads[kind], bold=True, colour=on, fill=fill) for kind in KINDS]
        words = [*content.words, *_quoted(content)]
        told = (content.theme, f"{self.charts.title} · {content.domain} · {content.subtitle}")
        for gists in (True, False):
            row = [self._side(content, place_kind, gists=gists) for place_kind in KINDS]
            widths = (_WIDTH / 2, _WIDTH / 2)
            size, fits = self._size([head, row], widths)
            if fits:
                break
        alt, notes = content.said(texts=False), _notes(content)
        for column in zip(head, row, strict=True):  # places stand in their order on either side
            side = self._grid([[cell] for cell in column], widths[:1], size, alt)
            self._guarded(Slide(*told, (side,), notes, ""), words)
        grid = self._grid([head, row], widths, size, alt, first_column=False)
        return [Slide(*told, (grid,), notes, self._spoken(notes))]

    def _side(self, content: Content, kind: str, *, gists: bool) -> GridCell:
        lines: list[Text] = []
        for place in content.places:
            items = place.items[kind]  # type: ignore[index]
            if items and gists:
                name, *below = self._place(place)
                lines += [replace(name, before=8.0 if lines else 0.0), *below, *self._items(items)]
            elif items:
                lines.append(Text(place.dated, 1, self.look.ink))
        return GridCell(tuple(lines) or (Text(content.nothing, 1, self.look.soft),), self.look.mist)

    def map(self) -> list[Slide]:
        """Where the places lie: a drawing, with a picture of it for who cannot show that."""
        charts = self.charts
        sheet = charts.bare_map(_WIDTH, _BOTTOM - _TOP, size=11, tallest=_BOTTOM - _TOP)
        box = (SLIDE.margin, _TOP, sheet.width, sheet.height)
        image = Image(charts.draw(sheet, "svg"), charts.draw(sheet, "png"), sheet.description, box)
        foot = ((charts.say(BORDERS), "ink"), (f"{charts.say(MAP_SOURCE)} {charts.say(IMPRINT)}", "soft"))
        slide = Slide(charts.say(MAP), charts.title, (image,), foot, self._spoken((*foot, *charts.notes)))
        return [self._guarded(slide, [charts.title])]

    def _tables(
        self,
        title: str,
        under: str,
        head: list[GridCell],
        rows: list[list[GridCell]],
        widths: tuple[float, ...],
        alt: str,
        notes: tuple[tuple[str, str], ...],
        words: Sequence[str],
    ) -> list[Slide]:
        """The slides of a table: one in the greatest type in which it fits, else several in a type that is read."""
        subtitle = f"{self.charts.title} · {under}"
        size, fits = self._size([head, *rows], widths)
        pages = [rows] if fits else self._pages(head, rows, widths, size := 11.0)
        slides = []
        for number, page in enumerate(pages, 1):
            part = self.charts.language.gettext("%(part)s of %(parts)s", part=number, parts=len(pages))
            said = f"{subtitle} · {part}" if len(pages) > 1 else subtitle
            grid = self._grid([head, *page], widths, size, alt)
            self._guarded(Slide(title, subtitle, (grid,), notes, ""), words)
            slides.append(Slide(title, said, (grid,), notes, self._spoken(notes)))
        return slides

    def _pages(
        self, head: list[GridCell], rows: list[list[GridCell]], widths: tuple[float, ...], size: float
    ) -> list[list[list[GridCell]]]:
        room = _BOTTOM - _TOP - self._height(head, widths, size)
        pages: list[list[list[GridCell]]] = [[]]
        left = room
        for row in rows:
            high = self._height(row, widths, size)
            if pages[-1] and high > left:
                pages.append([])
                left = room
            pages[-1].append(row)
            left -= high
        return pages

    def _size(self, rows: Sequence[Sequence[GridCell]], widths: tuple[float, ...]) -> tuple[float, bool]:
        """The greatest size in which rows find room, or the smallest, and whether they do."""
        for size in _SIZES:
            if sum(self._height(row, widths, size) for row in rows) <= _BOTTOM - _TOP:
                return size, True
        return _SIZES[-1], False

    def _height(self, row: Sequence[GridCell], widths: tuple[float, ...], size: float) -> float:
        tall = (
            sum(
                len(self.charts.type.wrap(line.words, line.size * size, width - 2 * _PAD[0] - 0.5, bold=line.bold))
                * line.size
                * size
                + line.before / _LEADING
                for line in cell.lines
            )
            for cell, width in zip(row, widths, strict=True)
        )
        return max(tall) * MM_PER_POINT * _LEADING + 2 * _PAD[1]

    def _grid(
        self,
        rows: Sequence[Sequence[GridCell]],
        widths: tuple[float, ...],
        size: float,
        alt: str,
        *,
        first_column: bool = True,
    ) -> Grid:
        scaled = tuple(
            tuple(
                replace(
                    cell,
                    lines=tuple(replace(line, size=round(line.size * size * 2) / 2) for line in cell.lines),
                )
                for cell in row
            )
            for row in rows
        )
        return Grid(_TOP, widths, scaled, tuple(self._height(row, widths, size) for row in rows), alt, first_column)

    def _spoken(self, notes: Sequence[tuple[str, str]]) -> str:
        """What stands in the notes of a slide: caveat and source, each in a paragraph."""
        return "\n".join(dict.fromkeys(words for words, _ in notes))

    def _guarded(self, slide: Slide, words: Sequence[str]) -> Slide:
        """The slide, if nothing in it ranks: its words pass the guard of the figures as those of a sheet do."""
        charts = self.charts
        names = {charts.reader.label(city.label): f"place-{city.identity}" for city in charts.comparison.cities}
        lines = (
            Words(0, 10, said, 8, "#000000", name=names.pop(said, "")) for text in words_of(slide) for said in (text,)
        )
        known = [*words, charts.title, slide.subtitle, charts.say(MATRIX), *(said for said, _ in slide.foot)]
        charts.guarded(Sheet(SLIDE.width, SLIDE.height, tuple(lines), slide.title), known)
        return slide


def _quoted(content: Content) -> list[str]:
    return [
        text
        for place in content.places
        for kind in KINDS
        for item in place.items[kind]
        for text in (item.gist, item.text)
    ]


def _notes(content: Content) -> tuple[tuple[str, str], ...]:
    return ((content.closing, "ink"), *content.notes) if content.closing else content.notes


def _bare(rgb: str) -> str:
    return rgb.removeprefix("#").upper()
