"""The page boxes of the press (ISO 32000-1, 14.11.2): trim, bleed, media. Lengths are points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass

from ..text.units import POINTS_PER_MM

MARK_ROOM = 10.0 * POINTS_PER_MM
"""How far the media reaches beyond the trim where there are marks."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True)
class Boxes:
    """The boxes of one page or sheet.

    ``width`` and ``height`` are those of the trimmed page, ``bleed`` is how far grounds go beyond it and ``outside``
    how far the media does. The media begins at 0, 0: some layout programs misplace pages of which it does not.
    """

    width: float
    height: float
    bleed: float
    outside: float

    @classmethod
    def around(cls, trim: Box, bleed: float, *, marks: bool) -> Boxes:
        """The boxes of a page with this trim, wherever its origin was."""
        return cls(trim[2] - trim[0], trim[3] - trim[1], bleed, max(MARK_ROOM, bleed) if marks else bleed)

    @property
    def media(self) -> Box:
        """What is there at all."""
        return 0.0, 0.0, self.width + 2 * self.outside, self.height + 2 * self.outside

    @property
    def trim(self) -> Box:
        """What is left when it is cut."""
        return self.outside, self.outside, self.outside + self.width, self.outside + self.height

    @property
    def bleed_box(self) -> Box:
        """How far grounds reach, so that a cut a little aside shows no paper."""
        left, bottom, right, top = self.trim
        return left - self.bleed, bottom - self.bleed, right + self.bleed, top + self.bleed
