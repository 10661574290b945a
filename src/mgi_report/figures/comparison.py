"""Comparison figures: a comparison and a language → sheets, with every word chosen and set in type.

Each sheet is guarded before it leaves: places in the neutral order, no number that is not part of a name or a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..data.comparison import OTHER, City, Comparison, State, Theme
from ..data.model import KINDS, Framework
from ..data.model import Kind as ListKind
from ..design.theme_file import theme_of
from ..text.languages import Language, mark
from ..workspace.places import LAND, Workspace
from .canvas import FontFiles
from .frame import FORMATS
from .matrix.head import Column
from .matrix.layout import Band, Content, Row, lay_out
from .region_map import RegionMap
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


@dataclass(frozen=True)
class Charts(RegionMap):
    """Makes the figures of one comparison in the reader's language."""

    def matrix(self, domain: str = "", form: str = "slide") -> list[Sheet]:
        """Themes by places, of one domain or of all; as many sheets as it takes to be read."""
        content = self._content(domain)
        sheets = lay_out(content, FORMATS[form], self.type, self.colours)
        return [self.guarded(sheet, content.words) for sheet in sheets]

    def _content(self, domain: str) -> Content:
        return Content(
            title=self.title,
            subtitle=self.say(MATRIX),
            columns=tuple(self._column(city) for city in self.comparison.cities),
            bands=tuple(self._bands(domain)),
            legend={state: (self.say(long), self.say(short)) for state, (long, short) in LEGEND.items()},
            notes=self.notes,
            parts=self.language.gettext("%(part)s of %(parts)s"),
        )

    def exchange(self, theme: Theme, form: str = "slide") -> Sheet:
        """The card of one theme: who describes experience, and who names it as an area with potential."""
        content = self._about(theme, EXCHANGE, HEADS)
        sheet = card.lay_out(content, FORMATS[form], self.type, self.colours)
        return self.guarded(sheet, [*content.words, *quoted(content, sheet)])

    def theme(self, theme: Theme, form: str = "slide") -> list[Sheet]:
        """The table of one theme: what the two lists of each profile say; as many sheets as it takes."""
        heads: Mapping[ListKind, str] = {kind: LEGEND[State(kind)][0] for kind in KINDS}
        content = self._about(theme, THEME, heads)
        sheets = table.lay_out(content, FORMATS[form], self.type, self.colours)
        return [self.guarded(sheet, [*content.words, *quoted(content, sheet)]) for sheet in sheets]

    def _about(self, theme: Theme, subtitle: str, heads: Mapping[ListKind, str]) -> About:
        fill, on = self.tokens.accents()[theme.domain.slug]
        domain = theme.domain
        return About(
            self.title,
            self.say(subtitle),
            domain.number,
            self.reader.house(domain.name),
            self.name_of(theme),
            *(fill, on),
            {kind: self.say(words) for kind, words in heads.items()},
            places_of(theme, self.reader),
            self.say(NOTHING),
            silent(theme, self.reader),
            self.notes,
            self.language.gettext("%(part)s of %(parts)s"),
        )

    def name_of(self, theme: Theme) -> str:
        """The name of a theme."""
        return self.reader.house(theme.topic.name) if theme.topic else self.say(OTHER)

    def _column(self, city: City) -> Column:
        profile = city.profile
        return Column(
            city.identity,
            self.reader.label(city.label),
            self.typed(city.country),
            profile.place.country,
            self.typed(self.language.month_short(profile.edition)),
            profile.edition[:4],
        )

    def _bands(self, domain: str) -> list[Band]:
        accents = self.tokens.accents()
        bands = []
        for chapter in self.comparison.chapters:
            if domain in ("", chapter.domain.slug):
                themes = ((self.name_of(theme), theme.cells) for theme in chapter.sections)
                rows = tuple(Row(name, tuple(cell.state for cell in cells)) for name, cells in themes)
                name = self.reader.house(chapter.domain.name)
                bands.append(Band(chapter.domain.number, name, *accents[chapter.domain.slug], rows))
        return bands


def charts_of(workspace: Workspace, comparison: Comparison, framework: Framework, language: Language) -> Charts:
    """The figures of a comparison in the look of a workspace."""
    tokens = theme_of(workspace)
    cuts = [(workspace.font(family, "Regular"), workspace.font(family, "Bold")) for family in tokens.fonts.text]
    fonts = FontFiles(*cuts[0], tuple(cuts[1:]))
    land = workspace.file(*LAND)
    return Charts(comparison, framework, language, tokens, fonts, land)
