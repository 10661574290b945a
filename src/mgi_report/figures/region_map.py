"""The map of a region: where its places lie, on land without any borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Kind, ReportError
from ..text.languages import mark
from ..text.typography import NBSP
from .frame import FORMATS, Frame
from .map.insets import BARS
from .map.labels import Rect
from .map.layout import draw_dots, draw_places, lay_out_map
from .map.view import Look, Spot
from .region import IMPRINT, Figures
from .shapes import Sheet
from .sight import UNMAPPED

MAP = mark("Where the places lie")
KEY = mark("The numbers only link the dots with this list, which is ordered by country and then by name.")
CROWDED = mark("Dots only: so many names find no room on a map of this size.")
BORDERS = mark(
    "The designations employed and the map imply no opinion on the legal status of any territory or its "
    "authorities, or on its borders."
)
MAP_SOURCE = mark("Source: coordinates from the MGI profiles; land from Natural Earth.")


@dataclass(frozen=True)
class RegionMap(Figures):
    """Draws the map, alone or for a page."""

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
        notes = [(self.say(BORDERS), "ink"), (f"{self.say(MAP_SOURCE)} {self.say(IMPRINT)}", "soft")]
        if missing:
            said = self.language.gettext(UNMAPPED, cities=self.language.join(missing))
            notes.insert(0, (self.typed(said), "ink"))
        look, said = self._look(FORMATS[form].head), self._map_words(spots)
        frame = self._frame(form, notes)
        sheet = lay_out_map(spots, frame, look, said)
        if sheet is None:
            notes.insert(0, (self.say(CROWDED), "ink"))
            frame = self._frame(form, notes)
            sheet = lay_out_map(spots, frame, look, said, bare=True)
        assert sheet
        named = [spot.name for spot in spots] + [note for note, _ in notes]
        return self.guarded(sheet, [frame.title, frame.subtitle, *named, *self._scales(look)])

    def _frame(self, form: str, notes: Sequence[tuple[str, str]]) -> Frame:
        fills = tuple(fill for fill, _ in self.tokens.accents().values())
        return Frame(FORMATS[form], self.type, self.colours, self.title, self.say(MAP), tuple(notes), fills)

    def bare_map(self, width: float, height: float, size: float = 8.5, tallest: float = 205.0) -> Sheet:
        """The map alone, ``width`` × ``height`` mm, for a page that brings its own title and notes.

        Where the names find no room it is higher, as a key stands below it, at most ``tallest``: what an A4 page has
        room for below a heading. Where even that has no room, the dots stand alone, and the page names the places.
        """
        spots, look = self._spots(), self._look(size)
        box = Rect(0, 0, width, height)
        drawn = draw_places(spots, box, look, max(height, tallest)) or draw_dots(spots, box, look)
        said = " ".join([self._map_words(spots), *([look.note] if drawn.numbered else [])])
        sheet = Sheet(width, drawn.bottom, tuple(drawn.shapes), f"{self.title}, {self.say(MAP)}", said)
        return self.guarded(sheet, [*(spot.name for spot in spots), *self._scales(look)])

    def _look(self, size: float) -> Look:
        colours = {**self.colours, "sea": self.colours["mist"], "mark": self.colours["label"]}
        return Look(
            *(self.land, self.type, size, colours, self.say(KEY)),
            parallel=lambda degree: self._degree(degree, "N", "S"),
            meridian=lambda degree: self._degree(degree, "E", "W") if degree > -180 else "180°",
            kilometres=lambda length: self.typed(self.language.kilometres(length)),
        )

    def _degree(self, degree: int, ahead: str, behind: str) -> str:
        """A degree as the edge of a map has it: 20° S."""
        if degree == 0:
            return "0°"
        return self.typed(f"{abs(degree)}°{NBSP}{self.language.gettext(ahead if degree > 0 else behind)}")

    def _scales(self, look: Look) -> list[str]:
        """All numbers that a map may bear beside those of its key."""
        written = [write(degree) for write in (look.parallel, look.meridian) for degree in range(-180, 181)]
        return [*written, *(look.kilometres(length) for length in BARS)]

    def _spots(self) -> list[Spot]:
        spots = [
            Spot(city.identity, self.reader.label(city.label), place, self.typed(city.country))
            for city in self.comparison.cities
            if (place := city.profile.place.coordinates)
        ]
        if not spots:
            hint = "write “coordinates: [latitude, longitude]” into the place of a profile"
            raise ReportError("no place of this region has coordinates", hint=hint, kind=Kind.NO_COORDINATES)
        return spots

    def _map_words(self, spots: list[Spot]) -> str:
        said = self.language.ngettext(
            "Map without borders: a dot shows where %(cities)s lies.",
            "Map without borders: dots show where %(cities)s lie.",
            len(spots),
            cities=self.language.join(spot.name for spot in spots),
        )
        return self.typed(said)
