"""What the figures of a comparison share: their words, set in type, their look, and the guard that each must pass.

A place stands in the neutral order, and no number that is not part of a name or a date stands anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..data.comparison import Comparison
from ..data.model import Framework
from ..design.theme import Theme as Tokens
from ..errors import ExitCode, ReportError
from ..neutrality.pages import check_figure
from ..text.languages import Language, mark
from ..text.reader import Reader
from ..text.typography import unmarked
from ..text.widths import metrics
from . import canvas
from .canvas import FontFiles
from .frame import Type
from .shapes import Sheet

SOURCE = mark("Source: MGI profiles of the places shown, in the editions shown.")
IMPRINT = mark("Derived summary by mgi_report. Not a publication of the International Organization for Migration.")


@dataclass(frozen=True)
class Figures:
    """A comparison and a language, of which sheets are made."""

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

    @property
    def title(self) -> str:
        """What stands above them."""
        return self.reader.text(self.comparison.region.title, self.comparison.region.language).plain

    @property
    def colours(self) -> Mapping[str, str]:
        """The named colours of the theme, for the screen."""
        return {name: self.tokens.rgb(name) for name in self.tokens.colours}

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """The caveat and the source, which stand in every figure that compares."""
        imprint = f"{self.say(SOURCE)} {self.say(IMPRINT)}"
        return (self.reader.house(self.framework.caveat), "ink"), (imprint, "soft")

    def draw(self, sheet: Sheet, suffix: str = "svg") -> bytes:
        """The bytes of a sheet."""
        return canvas.draw(sheet, self.fonts, suffix)

    def guarded(self, sheet: Sheet, words: Iterable[str]) -> Sheet:
        """The sheet, if nothing in it ranks; else a :class:`ReportError` (template)."""
        order = [city.identity for city in self.comparison.cities]
        if problems := check_figure(self.draw(sheet), order, words, sheet.title):
            raise ReportError(problems, ExitCode.TEMPLATE)
        return sheet

    def say(self, message: str) -> str:
        """A message of the catalogue in the language of the reader."""
        return self.typed(self.language.gettext(message))

    def typed(self, words: str) -> str:
        """Words as they are set in that language."""
        return unmarked(self.reader.set(words))
