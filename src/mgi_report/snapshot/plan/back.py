"""How many pages the last part needs: the text about the framework, the table of themes, source and imprint.

It is made for one page and goes onto two where the table is long, or where the page count of the whole asks for it.
Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...text.widths import Metrics
from .pages import MM

PAGE = 255 * MM
_USUAL, _DENSE = (7.6, 1.2, 0.9), (7.1, 1.15, 0.44)
"""The table of themes on one page: type size in points, leading, and what a row has above and below together in mm."""

Row = tuple[str, str, str]
"""A theme and the references in both lists."""


@dataclass(frozen=True)
class BackMatter:
    """The words of the last part. ``mentioned`` are the rows of the table on one page, ``all_rows`` those on two."""

    about: Sequence[str]
    reading: Sequence[str]
    caveat: str
    mentioned: Sequence[Row]
    all_rows: Sequence[Row]
    heads: tuple[str, str]
    legend: str
    source: Sequence[str]
    imprint: Sequence[str]

    def pages(self, text: Metrics) -> int:
        """The least number of pages."""
        tallest = max(self._words(text), self._table(text, _DENSE)) + self._colophon(text)
        return 1 if tallest <= PAGE else self._on_more(text)

    def dense(self, text: Metrics, caution: float = 1.0) -> bool:
        """Whether one page holds the table of themes only in its smaller setting; ``caution`` is the part of the page
        to count on.
        """
        return self._table(text, _USUAL) + self._colophon(text) > PAGE * caution

    def _words(self, text: Metrics) -> float:
        """The left column of one page."""
        left = _HEADING + _paragraphs(text, [*self.about, *self.reading], 8.4, 1.42, 82 * MM, 1.8 * MM)
        return left + _SUBHEADING + _caveat(text, self.caveat, 8.4, 1.42, 73.8 * MM)

    def _table(self, text: Metrics, setting: tuple[float, float, float]) -> float:
        """The right column of one page."""
        size, lead, padding = setting
        right = _HEADING + max(text.lines(head, 7.6, 18.8 * MM) for head in self.heads) * 7.2 * 1.2 + 2.1 * MM
        right += _rows(text, self.mentioned, size, lead, (46.8 * MM, 18.8 * MM), padding * MM)
        return right + _paragraphs(text, [self.legend], 7.2, 1.35, 92 * MM, 1.6 * MM)

    def _on_more(self, text: Metrics) -> int:
        about = _paragraphs(text, self.about, 9.4, 1.48, 86 * MM, 2.4 * MM)
        reading = _paragraphs(text, self.reading, 9.4, 1.48, 86 * MM, 2.4 * MM) + _SUBHEADING
        reading += _caveat(text, self.caveat, 9.4, 1.48, 77.8 * MM)
        first = 2 * _HEADING + max(about, reading) + 16 * MM
        table = _rows(text, self.all_rows, 8.4, 1.25, (74 * MM, 46 * MM), 1.2 * MM)
        used = first + table + 6 * MM + self._colophon(text)
        # Where a page ends between two rows, up to a row is lost; the head of the table is repeated.
        return max(2, int(used // (PAGE - 14 * MM)) + 1)

    def _colophon(self, text: Metrics) -> float:
        cells = (_paragraphs(text, cell, 7.8, 1.42, 70 * MM, 1.4 * MM) for cell in (self.source, self.imprint))
        return 9.8 * MM + max(5.4 * MM + max(cells), 33 * MM)


_HEADING = 18.0 + 5.3 * MM
_SUBHEADING = 14.0 + 3.6 * MM  # its margin and that of the paragraph before it collapse


def _paragraphs(
    text: Metrics, paragraphs: Sequence[str], size: float, leading: float, measure: float, margin: float
) -> float:
    return sum(text.lines(words, size, measure) * size * leading + margin for words in paragraphs)


def _caveat(text: Metrics, words: str, size: float, leading: float, measure: float) -> float:
    return 9.0 * MM + 14.0 + text.lines(words, size, measure) * size * leading + 1.8 * MM


def _rows(
    text: Metrics, rows: Sequence[Row], size: float, leading: float, measures: tuple[float, float], padding: float
) -> float:
    name, references = measures
    widths = (name, references, references)
    return sum(
        max(text.lines(words, size, width) for words, width in zip(row, widths, strict=True)) * size * leading
        + padding
        + 0.25 * MM
        for row in rows
    )
