"""The drawings of snapshots and the covers of volumes, each drawn once and kept.

What draws takes some 60 MB. A build that needs many drawings has them drawn by a process of its own, while it gets
ready to typeset, so that the memory is not taken in each of its workers; a few are drawn sooner by those who need them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..design.theme import TONES
from ..design.theme_file import theme_of
from ..figures.ornaments import recolour
from ..figures.sight import in_sight
from ..figures.wheel import DOORS, FIGURE
from ..workspace.cache import Cache, file_hash
from ..workspace.inputs import one_run, read, watch
from ..workspace.places import LAND, Workspace

if TYPE_CHECKING:
    from ..data.model import Framework
    from ..design.theme import Theme
    from ..figures.snapshot import SectorStyle
    from ..typeset.office.deck import Drawn

Coordinates = tuple[float, float]
_MANY = 10


@dataclass(frozen=True)
class Spot:
    """A place of which maps will be needed: the slug of the city, and where it lies."""

    city: str
    coordinates: Coordinates


class Drawings:
    """Draws in the colours and fonts of a workspace, whose profiles lie at ``siblings``."""

    def __init__(
        self,
        workspace: Workspace,
        framework: Framework,
        theme: Theme,
        cache: Cache,
        siblings: Sequence[Coordinates] = (),
    ) -> None:
        self.workspace, self.framework, self.theme, self.cache = workspace, framework, theme, cache
        self.siblings = siblings

    @cached_property
    def icons(self) -> dict[str, bytes]:
        """The icons of the domains, in the colour that stands on their accents."""
        accents = self.theme.accents()
        return {
            domain.slug: recolour(read(self.icon_file(domain.icon)), accents[domain.slug][1])
            for domain in self.framework.domains
        }

    @cached_property
    def glazes(self) -> dict[str, bytes]:
        """The same icons in a tone of the accent, for grounds."""
        return {
            domain.slug: recolour(read(self.icon_file(domain.icon)), self.theme.glaze(domain.slug).rgb)
            for domain in self.framework.domains
        }

    def icon_file(self, name: str) -> Path:
        """The drawing of an icon."""
        return self.workspace.file("assets", "icons", f"{name}.svg")

    @cached_property
    def _of_wheel(self) -> object:
        accents = self.theme.accents()
        watch(self.icon_file(domain.icon) for domain in self.framework.domains)
        sectors = [
            (*accents[domain.slug], read(self.icon_file(domain.icon)).decode()) for domain in self.framework.domains
        ]
        return "wheel", sectors, self.theme.rgb("label")

    def doors(self) -> bytes:
        """The wheel of first pages, without words."""
        return self.cache.drawing(("doors", self._of_wheel), lambda: self.wheel(doors=True))

    def wheel(
        self,
        names: Sequence[str] = (),
        title: str = "",
        subtitle: str = "",
        suffix: str = "svg",
        *,
        doors: bool = False,
    ) -> bytes:
        """Draw the wheel; with a view complete with its words, as a figure that stands alone."""
        from ..figures import snapshot as figures

        styles = self._sectors(names)
        family = self.theme.fonts.text[0]
        fonts = figures.FontFiles(self.workspace.font(family, "Regular"), self.workspace.font(family, "Bold"))
        wheel = DOORS if doors else FIGURE
        return figures.draw_wheel(styles, fonts, self.theme.rgb("label"), title, subtitle, suffix, wheel)

    def _sectors(self, names: Sequence[str]) -> list[SectorStyle]:
        """How each sector looks, with its name where it has one."""
        from ..figures.snapshot import SectorStyle

        accents = self.theme.accents()
        return [
            SectorStyle(*accents[domain.slug], self.icon_file(domain.icon), names[index] if names else "")
            for index, domain in enumerate(self.framework.domains)
        ]

    def wheel_parts(
        self, names: Sequence[str], spoken: Sequence[str], middle: tuple[float, float], enlarged: float, size: float
    ) -> list[Drawn]:
        """The wheel as shapes for a slide, with type of a size; ``spoken`` is what is said of each sector."""
        from ..figures.snapshot import wheel_parts

        return wheel_parts(self._sectors(names), spoken, middle, enlarged, size)

    @cached_property
    def _of_maps(self) -> tuple[dict[str, str], str]:
        parts = {"sea": "mist", "land": "land", "mark": "red", "paper": "paper", "sibling": "label"}
        colours = {part: self.theme.rgb(token) for part, token in parts.items()}
        land = self.workspace.file(*LAND)
        watch([land])
        return colours, file_hash([land])

    def locator(self, coordinates: Coordinates) -> bytes:
        """The locator map of a place, with its siblings in sight."""

        def draw() -> bytes:
            from ..figures import locator

            _, siblings, colours, _ = inputs
            return locator.draw_locator(coordinates, siblings, self.workspace.file(*LAND), colours)

        inputs = self._of_locator(coordinates)
        return self.cache.drawing(("map", inputs), draw)

    def _of_locator(self, coordinates: Coordinates) -> tuple[Coordinates, tuple[Coordinates, ...], dict[str, str], str]:
        return coordinates, in_sight(coordinates, self.siblings), *self._of_maps

    def cover(self, coordinates: Coordinates, identity: str) -> bytes:
        """The map on the first page of a place; ``identity`` is its city."""

        def draw() -> bytes:
            from ..figures.cover import draw_cover

            return draw_cover(coordinates, identity, self.workspace.file(*LAND), inputs[2])

        inputs = self._of_cover(coordinates, identity)
        return self.cache.drawing(("cover", inputs), draw)

    def _of_cover(self, coordinates: Coordinates, identity: str) -> tuple[Coordinates, str, dict[str, str], str]:
        return coordinates, identity, self._tones, self._of_maps[1]

    def card(self, title: str, under: str, series: str) -> bytes:
        """The picture by which a web page is shown where its address is shared."""

        def draw() -> bytes:
            from ..figures.card import FontFiles, draw_card

            cuts = [(self.workspace.font(name, "Regular"), self.workspace.font(name, "Bold")) for name in families]
            return draw_card(title, under, series, self.theme, FontFiles(*cuts[0], tuple(cuts[1:])))

        families = self.theme.fonts.text
        colours = {name: colour.rgb for name, colour in self.theme.colours.items()}
        return self.cache.drawing(("card", title, under, series, families, colours, self.theme.accents()), draw)

    def volume_covers(
        self, places: Sequence[Coordinates], page: tuple[float, float], bleed: float
    ) -> tuple[bytes, bytes]:
        """The back and the front cover of a volume: one drawing over both pages, whose size and bleed are in mm."""

        @cache
        def draw() -> tuple[bytes, bytes]:
            from ..figures.volume import draw_volume_covers

            return draw_volume_covers(places, page, bleed, self.workspace.file(*LAND), colours)

        colours, land = self._tones, self._of_maps[1]
        back, front = (("volume", side, tuple(places), page, bleed, colours, land) for side in ("back", "front"))
        return self.cache.drawing(back, lambda: draw()[0]), self.cache.drawing(front, lambda: draw()[1])

    @cached_property
    def _tones(self) -> dict[str, str]:
        return {tone: self.theme.rgb(tone) for tone in (*TONES, "paper")} | {"mark": self.theme.rgb("yellow")}

    def are_kept(self, places: Sequence[Spot]) -> bool:
        """Whether the wheel and the maps of all these places were drawn before."""
        maps = [("map", self._of_locator(spot.coordinates)) for spot in places]
        covers = [("cover", self._of_cover(spot.coordinates, spot.city)) for spot in places]
        return all(self.cache.has_drawing(inputs) for inputs in (("doors", self._of_wheel), *maps, *covers))


@contextlib.contextmanager
def drawn_aside(drawings: Drawings, places: Sequence[Spot]) -> Iterator[None]:
    """Have what is not kept yet drawn by a process of its own meanwhile; in the end it is kept.

    Where that cannot be done, or does not pay, whoever needs a drawing makes it, and says what is wrong with it.
    """
    from ..workspace.aside import Aside, BrokenError

    if len(places) < _MANY or (os.cpu_count() or 1) < 2 or drawings.are_kept(places):
        yield
        return
    try:
        aside = Aside()
    except OSError:
        yield
        return
    with aside:
        with contextlib.suppress(BrokenError):
            about = drawings.workspace, drawings.framework, tuple(drawings.siblings)
            aside.ask(f"{__name__}:draw_and_keep", *about, tuple(places))
        yield
        with contextlib.suppress(Exception):
            aside.answer()


def draw_and_keep(
    workspace: Workspace, framework: Framework, siblings: Sequence[Coordinates], places: Sequence[Spot]
) -> None:
    """Draw the wheel and the maps of places, as far as they are not kept."""
    with one_run():
        drawings = Drawings(workspace, framework, theme_of(workspace), Cache(workspace.cache), siblings)
        drawings.doors()
        for spot in places:
            drawings.locator(spot.coordinates)
            drawings.cover(spot.coordinates, spot.city)
