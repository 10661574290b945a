"""How many pages the last part needs: the text about the framework, the table of themes, source and imprint.

It is made for one page and goes onto two where the table is long, or where the page count of the whole asks for it.
Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...design.measures import Measure, Measures
from ...text.widths import Metrics

Row = tuple[str, str, str]
"""A theme and the references in both lists."""


@dataclass(frozen=True)
class BackMatter:
    """The words of the last part. ``mentioned`` are the rows of the table on one page, ``all_rows`` those on two."""

    measures: Measures
    text: Metrics
    about: Sequence[str]
    reading: Sequence[str]
    caveat: str
    mentioned: Sequence[Row]
    all_rows: Sequence[Row]
    heads: tuple[str, str]
    legend: str
    source: Sequence[str]
    imprint: Sequence[str]

    @property
    def pages(self) -> int:
        """The least number of pages."""
        m = self.measures
        tallest = max(self._words, self._table(m.themes_dense, m.themes_dense_row)) + self._colophon
        return 1 if tallest <= m.room else self._on_more

    def dense(self, caution: float = 1.0) -> bool:
        """Whether one page holds the table of themes only in its smaller setting; ``caution`` is the part of the page
        to count on.
        """
        m = self.measures
        return self._table(m.themes, m.themes_row) + self._colophon > m.room * caution

    @property
    def _words(self) -> float:
        """The left column of one page."""
        m = self.measures
        left = m.heading + self._paragraphs(
            [*self.about, *self.reading], m.about_text, m.about_left, m.about_text_below
        )
        return left + m.subheading + m.caveat_frame + m.about_text.height(self.text, self.caveat, m.caveat_text)

    def _table(self, type_: Measure, frame: float) -> float:
        """The right column of one page."""
        m = self.measures
        head = max(self.text.lines(head, m.themes, m.themes_cell) for head in self.heads)
        right = m.heading + head * m.themes_head_line + m.themes_head_frame
        right += self._rows(self.mentioned, type_, frame, m.themes_name, m.themes_cell)
        return right + m.legend.height(self.text, self.legend, m.about_right) + m.legend_above

    @property
    def _on_more(self) -> int:
        m = self.measures
        about, reading = (
            self._paragraphs(words, m.roomy_text, m.roomy_column, m.roomy_text_below)
            for words in (self.about, self.reading)
        )
        reading += m.roomy_subheading + m.caveat_frame
        reading += m.roomy_text.height(self.text, self.caveat, m.roomy_caveat_text)
        table = self._rows(self.all_rows, m.roomy_themes, m.roomy_row, m.roomy_name, m.roomy_cell)
        used = m.roomy_frame + max(about, reading) + table + self._colophon
        return max(2, int(used // m.roomy_room) + 1)

    @property
    def _colophon(self) -> float:
        m = self.measures
        cells = (
            self._paragraphs(cell, m.colophon, m.colophon_cell, m.colophon_below)
            for cell in (self.source, self.imprint)
        )
        return m.colophon_frame + max(m.colophon_head_frame + max(cells), m.qr_frame)

    def _paragraphs(self, paragraphs: Sequence[str], type_: Measure, measure: float, below: float) -> float:
        return sum(type_.height(self.text, words, measure) + below for words in paragraphs)

    def _rows(self, rows: Sequence[Row], type_: Measure, frame: float, name: float, cell: float) -> float:
        return sum(
            frame
            + max(type_.height(self.text, words, width) for words, width in zip(row, (name, cell, cell), strict=True))
            for row in rows
        )
