"""What frames a figure that stands alone: sizes of sheets, type, title, stripe and notes.

Lengths are millimetres from the top left corner, type sizes points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..text.units import MM_PER_POINT
from ..text.widths import Metrics
from .shapes import Box, Shape, Words

LEADING = 1.22
"""Distance of two lines of a name, in type sizes."""
_WORD = re.compile(r"(?:\d[\d.,–/-]* )?[^ ]+(?: \d[\d.,–/-]*(?= |$))*")
"""A word, and the numbers beside it."""
_SPARE = 0.965  # renderers space letters differently; a line that is measured full must not run over


@dataclass(frozen=True)
class Format:
    """A size of sheet and what follows from it. ``fixed`` sheets keep their height, others end below the notes."""

    width: float
    height: float
    fixed: bool
    margin: float
    title: float
    head: float
    text: float
    small: float


SLIDE = Format(338.667, 190.5, True, 15, 22, 11, 12, 9.2)
A4 = Format(210, 297, False, 13, 16, 8.5, 9, 7.4)
FORMATS = {"slide": SLIDE, "a4": A4}
"""A slide of 16:9, and the width of an A4 page."""


@dataclass(frozen=True)
class Type:
    """Widths of words in the two cuts."""

    regular: Metrics
    bold: Metrics

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a line in mm, on the safe side."""
        return (self.bold if bold else self.regular).width(text, size) * MM_PER_POINT / _SPARE

    def wrap(self, text: str, size: float, measure: float, *, bold: bool = False) -> list[str]:
        """A text in lines that are at most ``measure`` mm wide where its words allow; no word is broken, and no number
        stands alone on a line.
        """
        lines: list[str] = []
        for word in _WORD.findall(text):
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, size, bold=bold) <= measure:
                lines[-1] = joined
            else:
                lines.append(word)
        return lines

    def fit(self, text: str, size: float, measure: float, *, bold: bool = False) -> float:
        """The size, at most ``size``, at which a line fits."""
        return size * min(1.0, measure / max(self.width(text, size, bold=bold), 1e-6))


@dataclass(frozen=True)
class Frame:
    """Title, stripe and notes of a sheet.

    ``notes`` are paragraphs with the name of their colour, ``fills`` the accents of the stripe, side by side and equal.
    """

    form: Format
    type: Type
    colours: Mapping[str, str]
    title: str
    subtitle: str
    notes: tuple[tuple[str, str], ...]
    fills: tuple[str, ...]

    @property
    def left(self) -> float:
        """The left edge of the type area."""
        return self.form.margin

    @property
    def right(self) -> float:
        """The right edge of the type area."""
        return self.form.width - self.form.margin

    @property
    def top(self) -> float:
        """Where the content begins."""
        return self.form.margin + self.form.title * MM_PER_POINT * 1.3 + self.form.head * MM_PER_POINT * 2.2

    @property
    def under(self) -> float:
        """The height that the notes take at the foot, the margin included."""
        return self._leading * (len(self._lines) + 0.6) + self.form.margin * 0.62

    @cached_property
    def _lines(self) -> list[tuple[str, str]]:
        measure = self.right - self.left
        return [
            (line, colour) for text, colour in self.notes for line in self.type.wrap(text, self.form.small, measure)
        ]

    @property
    def _leading(self) -> float:
        return self.form.small * MM_PER_POINT * 1.38

    def above(self, said: str = "") -> list[Shape]:
        """Stripe, title and subtitle; ``said`` stands at the right of the title, as the number of the sheet."""
        form, deep, soft = self.form, self.colours["deep"], self.colours["soft"]
        share = form.width / len(self.fills)
        shapes: list[Shape] = [Box(index * share, 0, share, 2.4, fill) for index, fill in enumerate(self.fills)]
        measure = self.right - self.left - (self.type.width(said, form.head) + 6 if said else 0)
        size = self.type.fit(self.title, form.title, measure, bold=True)
        baseline = form.margin + form.title * MM_PER_POINT * 0.9
        shapes.append(Words(self.left, baseline, self.title, size, deep, bold=True))
        if said:
            shapes.append(Words(self.right, baseline, said, form.head, soft, align="right", name="sheet"))
        size = self.type.fit(self.subtitle, form.head * 1.1, self.right - self.left)
        shapes.append(Words(self.left, baseline + form.head * MM_PER_POINT * 1.75, self.subtitle, size, soft))
        return shapes

    def below(self, end: float) -> list[Shape]:
        """The notes at the foot of a sheet that ends at ``end``."""
        y = end - self.form.margin * 0.62 - self._leading * len(self._lines)
        shapes: list[Shape] = []
        for line, colour in self._lines:
            y += self._leading
            shapes.append(Words(self.left, y - self._leading * 0.3, line, self.form.small, self.colours[colour]))
        return shapes
