"""Comparison figures: a comparison and a language → sheets, with every word chosen and set in type.

Each sheet is guarded before it leaves: places in the neutral order, no number that is not part of a name or a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..data.comparison import OTHER, City, Comparison, State, Theme
from ..data.model import KINDS, Framework
from ..data.model import Kind as ListKind
from ..design.theme import Theme as Tokens
from ..design.theme_file import theme_of
from ..errors import ExitCode, Kind, ReportError
from ..neutrality.pages import check_figure
from ..text.languages import Language, mark
from ..text.reader import Reader
from ..text.typography import NBSP, unmarked
from ..text.widths import metrics
from ..workspace.places import LAND, Workspace
from . import canvas
from .canvas import FontFiles
from .frame import FORMATS, Frame, Type
from .map.insets import BARS
from .map.labels import Rect
from .map.layout import draw_dots, draw_places, lay_out_map
from .map.view import Look, Spot
from .matrix.head import Column
from .matrix.layout import Band, Content, Row, lay_out
from .shapes import Sheet
from .theme import exchange as card
from .theme import table
from .theme.content import Content as About
from .theme.told import EXCHANGE, HEADS, NOTHING, THEME, places_of, quoted, silent

LEGEND = {
    State.DEVELOPED: (mark("Example of a well-developed area"), mark("Example")),
    State.POTENTIAL: (mark("Area with potential for further development"), mark("Potential")),
    State.BOTH: (mark("Both"), mark("Example and potential")),
    State.NOT_MENTIONED: (mark("Not mentioned in the profile"), mark("Not mentioned")),
}
"""What the signs say: in the legend, and in a cell that has room for words."""

MATRIX = mark("What each profile lists, theme by theme")
MAP = mark("Where the places lie")
KEY = mark("The numbers only link the dots with this list, which is ordered by country and then by name.")
CROWDED = mark("Dots only: so many names find no room on a map of this size.")
UNMAPPED = mark("Not on the map, as the profile gives no coordinates: %(cities)s.")
BORDERS = mark(
    "The designations employed and the map imply no opinion on the legal status of any territory or its "
    "authorities, or on its borders."
)
SOURCE = mark("Source: MGI profiles of the places shown, in the editions shown.")
MAP_SOURCE = mark("Source: coordinates from the MGI profiles; land from Natural Earth.")
IMPRINT = mark("Derived summary by mgi_report. Not a publication of the International Organization for Migration.")


@dataclass(frozen=True)
class Charts:
    """Makes the figures of one comparison in the reader's language."""

    comparison: Comparison
    framework: Framework
    language: Language
    tokens: Tokens
    fonts: FontFiles
    land: Path

    @property
    def reader(self) -> Reader:
        """What sets the words of the figures."""
        return Reader(self.language)

    @property
    def type(self) -> Type:
        """Widths of words in the fonts of the figures."""
        return Type(metrics(self.fonts.regular), metrics(self.fonts.bold))

    def matrix(self, domain: str = "", form: str = "slide") -> list[Sheet]:
        """Themes by places, of one domain or of all; as many sheets as it takes to be read."""
        content = self._content(domain)
        sheets = lay_out(content, FORMATS[form], self.type, self.colours)
        return [self._guarded(sheet, content.words) for sheet in sheets]

    def _content(self, domain: str) -> Content:
        return Content(
            title=self._title(),
            subtitle=self._say(MATRIX),
            columns=tuple(self._column(city) for city in self.comparison.cities),
            bands=tuple(self._bands(domain)),
            legend={state: (self._say(long), self._say(short)) for state, (long, short) in LEGEND.items()},
            notes=self._notes,
            parts=self.language.gettext("%(part)s of %(parts)s"),
        )

    @property
    def _notes(self) -> tuple[tuple[str, str], ...]:
        """The caveat and the source, which stand in every figure that compares."""
        imprint = f"{self._say(SOURCE)} {self._say(IMPRINT)}"
        return (self.reader.house(self.framework.caveat), "ink"), (imprint, "soft")

    def exchange(self, theme: Theme, form: str = "slide") -> Sheet:
        """The card of one theme: who describes experience, and who names it as an area with potential."""
        content = self._about(theme, EXCHANGE, HEADS)
        sheet = card.lay_out(content, FORMATS[form], self.type, self.colours)
        return self._guarded(sheet, [*content.words, *quoted(content, sheet)])

    def theme(self, theme: Theme, form: str = "slide") -> list[Sheet]:
        """The table of one theme: what the two lists of each profile say; as many sheets as it takes."""
        heads: Mapping[ListKind, str] = {kind: LEGEND[State(kind)][0] for kind in KINDS}
        content = self._about(theme, THEME, heads)
        sheets = table.lay_out(content, FORMATS[form], self.type, self.colours)
        return [self._guarded(sheet, [*content.words, *quoted(content, sheet)]) for sheet in sheets]

    def _about(self, theme: Theme, subtitle: str, heads: Mapping[ListKind, str]) -> About:
        fill, on = self.tokens.accents()[theme.domain.slug]
        domain = theme.domain
        return About(
            self._title(),
            self._say(subtitle),
            domain.number,
            self.reader.house(domain.name),
            self.name_of(theme),
            *(fill, on),
            {kind: self._say(words) for kind, words in heads.items()},
            places_of(theme, self.reader),
            self._say(NOTHING),
            silent(theme, self.reader),
            self._notes,
            self.language.gettext("%(part)s of %(parts)s"),
        )

    def name_of(self, theme: Theme) -> str:
        """The name of a theme."""
        return self.reader.house(theme.topic.name) if theme.topic else self._say(OTHER)

    def map(self, form: str = "slide") -> Sheet:
        """Where the places lie, as a figure that stands alone.

        Where the names find no room the dots are numbered and a key names them; where even that has none, it shows
        dots alone.
        Raises :class:`ReportError` (data) when no place of the comparison has coordinates.
        """
        spots = self._spots()
        missing = [
            self.reader.label(city.label) for city in self.comparison.cities if not city.profile.place.coordinates
        ]
        notes = [(self._say(BORDERS), "ink"), (f"{self._say(MAP_SOURCE)} {self._say(IMPRINT)}", "soft")]
        if missing:
            said = self.language.gettext(UNMAPPED, cities=self.language.join(missing))
            notes.insert(0, (self._set(said), "ink"))
        look, said = self._look(FORMATS[form].head), self._map_words(spots)
        frame = self._frame(form, notes)
        sheet = lay_out_map(spots, frame, look, said)
        if sheet is None:
            notes.insert(0, (self._say(CROWDED), "ink"))
            frame = self._frame(form, notes)
            sheet = lay_out_map(spots, frame, look, said, bare=True)
        assert sheet
        words = [
            frame.title,
            frame.subtitle,
            *(spot.name for spot in spots),
            *(note for note, _ in notes),
            *self._scales(look),
        ]
        return self._guarded(sheet, words)

    def _frame(self, form: str, notes: Sequence[tuple[str, str]]) -> Frame:
        fills = tuple(fill for fill, _ in self.tokens.accents().values())
        return Frame(FORMATS[form], self.type, self.colours, self._title(), self._say(MAP), tuple(notes), fills)

    def bare_map(self, width: float, height: float, size: float = 8.5, tallest: float = 205.0) -> Sheet:
        """The map alone, ``width`` × ``height`` mm, for a page that brings its own title and notes.

        Where the names find no room it is higher, as a key stands below it, at most ``tallest``: what an A4 page has
        room for below a heading. Where even that has no room, the dots stand alone, and the page names the places.
        """
        spots, look = self._spots(), self._look(size)
        box = Rect(0, 0, width, height)
        drawn = draw_places(spots, box, look, max(height, tallest)) or draw_dots(spots, box, look)
        said = " ".join([self._map_words(spots), *([look.note] if drawn.numbered else [])])
        sheet = Sheet(width, drawn.bottom, tuple(drawn.shapes), f"{self._title()}, {self._say(MAP)}", said)
        return self._guarded(sheet, [*(spot.name for spot in spots), *self._scales(look)])

    def _look(self, size: float) -> Look:
        return Look(
            *(self.land, self.type, size, self._map_colours(), self._say(KEY)),
            parallel=lambda degree: self._degree(degree, "N", "S"),
            meridian=lambda degree: self._degree(degree, "E", "W") if degree > -180 else "180°",
            kilometres=lambda length: self._set(self.language.kilometres(length)),
        )

    def _degree(self, degree: int, ahead: str, behind: str) -> str:
        """A degree as the edge of a map has it: 20° S."""
        if degree == 0:
            return "0°"
        return self._set(f"{abs(degree)}°{NBSP}{self.language.gettext(ahead if degree > 0 else behind)}")

    def _scales(self, look: Look) -> list[str]:
        """All numbers that a map may bear beside those of its key."""
        written = [write(degree) for write in (look.parallel, look.meridian) for degree in range(-180, 181)]
        return [*written, *(look.kilometres(length) for length in BARS)]

    def draw(self, sheet: Sheet, suffix: str = "svg") -> bytes:
        """The bytes of a sheet."""
        return canvas.draw(sheet, self.fonts, suffix)

    def _guarded(self, sheet: Sheet, words: Iterable[str]) -> Sheet:
        """The sheet, if nothing in it ranks; else a :class:`ReportError` (template)."""
        order = [city.identity for city in self.comparison.cities]
        if problems := check_figure(self.draw(sheet), order, words, sheet.title):
            raise ReportError(problems, ExitCode.TEMPLATE)
        return sheet

    def _spots(self) -> list[Spot]:
        spots = [
            Spot(
                city.identity,
                self.reader.label(city.label),
                city.profile.place.coordinates,
                self._set(city.country),
            )
            for city in self.comparison.cities
            if city.profile.place.coordinates
        ]
        if not spots:
            hint = "write “coordinates: [latitude, longitude]” into the place of a profile"
            raise ReportError("no place of this region has coordinates", hint=hint, kind=Kind.NO_COORDINATES)
        return spots

    def _map_colours(self) -> Mapping[str, str]:
        own = self.colours
        return {**own, "sea": own["mist"], "mark": own["label"]}

    def _map_words(self, spots: list[Spot]) -> str:
        said = self.language.ngettext(
            "Map without borders: a dot shows where %(cities)s lies.",
            "Map without borders: dots show where %(cities)s lie.",
            len(spots),
            cities=self.language.join(spot.name for spot in spots),
        )
        return self._set(said)

    def _title(self) -> str:
        return self.reader.text(self.comparison.region.title, self.comparison.region.language).plain

    @property
    def colours(self) -> Mapping[str, str]:
        """The named colours of the theme, for the screen."""
        return {name: self.tokens.rgb(name) for name in self.tokens.colours}

    def _column(self, city: City) -> Column:
        profile = city.profile
        return Column(
            city.identity,
            self.reader.label(city.label),
            self._set(city.country),
            profile.place.country,
            self._set(self.language.month_short(profile.edition)),
            profile.edition[:4],
        )

    def _bands(self, domain: str) -> list[Band]:
        accents = self.tokens.accents()
        bands = []
        for chapter in self.comparison.chapters:
            if domain in ("", chapter.domain.slug):
                rows = tuple(self._row(theme) for theme in chapter.sections)
                name = self.reader.house(chapter.domain.name)
                bands.append(Band(chapter.domain.number, name, *accents[chapter.domain.slug], rows))
        return bands

    def _row(self, theme: Theme) -> Row:
        return Row(self.name_of(theme), tuple(cell.state for cell in theme.cells))

    def _say(self, message: str) -> str:
        return self._set(self.language.gettext(message))

    def _set(self, words: str) -> str:
        return unmarked(self.reader.set(words))


def charts_of(workspace: Workspace, comparison: Comparison, framework: Framework, language: Language) -> Charts:
    """The figures of a comparison in the look of a workspace."""
    tokens = theme_of(workspace)
    cuts = [(workspace.font(family, "Regular"), workspace.font(family, "Bold")) for family in tokens.fonts.text]
    fonts = FontFiles(*cuts[0], tuple(cuts[1:]))
    land = workspace.file(*LAND)
    return Charts(comparison, framework, language, tokens, fonts, land)
