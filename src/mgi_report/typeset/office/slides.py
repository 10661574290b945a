"""Figures → slides: native tables and shapes, with titles, alternatives, an order of reading, a language and notes.

The only place that imports python-pptx. Its own template gives master and layout, in which type and colours become
those of the theme; the same slides give the same bytes. Lengths are millimetres from the top left corner, type sizes
points.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ...text.typography import unmarked
from .deck import Deck, Drawn, Grid, Image, Slide, Text
from .masters import MARGIN, dressed
from .package import zipped
from .parts import app_of, core_of
from .reading import parts_of
from .slideparts import (
    add_picture,
    add_polygons,
    describe,
    fill_cell,
    rule_below,
    set_language,
    write_text,
)
from .styles import Look

if TYPE_CHECKING:
    from pptx.slide import Slide as Page


def deck_of(deck: Deck) -> bytes:
    """The bytes of a file of slides (ISO/IEC 29500-1, PresentationML)."""
    show, layout = dressed(deck.look)
    for slide in deck.slides:
        _add(show.slides.add_slide(layout), slide, deck)
    out = io.BytesIO()
    show.save(out)
    parts = parts_of(out.getvalue())
    parts["docProps/core.xml"] = core_of(deck.about, deck.language).encode()
    parts["docProps/app.xml"] = app_of(deck.about).encode()
    first = ("[Content_Types].xml", "_rels/.rels")
    order = [*first, *sorted(name for name in parts if name not in first)]
    return zipped({name: parts[name] for name in order})


def _add(page: Page, slide: Slide, deck: Deck) -> None:
    """Fill a slide: its title is read first, then each part, and last what stands at its foot."""
    look = deck.look
    title = page.shapes.title
    assert title is not None
    write_text(title, [Text(slide.title, _title_size(slide.title), look.deep, bold=True)])
    under = page.placeholders[1]
    write_text(under, [Text(slide.subtitle, 12, look.soft)])
    for number, part in enumerate(slide.parts, 1):
        if isinstance(part, Grid):
            _add_grid(page, part, look, number)
        elif isinstance(part, Image):
            add_picture(page, part.png, part.svg, part.alt, part.box)
        else:
            _add_drawn(page, part)
    foot = page.placeholders[2]
    write_text(foot, [Text(words, 9, getattr(look, colour)) for words, colour in slide.foot])
    notes = page.notes_slide
    assert notes.notes_text_frame is not None
    notes.notes_text_frame.text = unmarked(slide.spoken)
    set_language([page._element, notes._element], deck.language)


def _title_size(words: str) -> float:
    return 24.0 if len(words) <= 60 else 18.0


def _add_grid(page: Page, grid: Grid, look: Look, number: int) -> None:
    from pptx.util import Mm

    rows, columns = len(grid.rows), len(grid.widths)
    frame = page.shapes.add_table(rows, columns, Mm(MARGIN), Mm(grid.top), Mm(sum(grid.widths)), Mm(sum(grid.heights)))
    describe(frame, f"Table {number}", grid.alt)
    table: Any = frame.table
    table.horz_banding, table.first_row, table.first_col = False, True, grid.first_column
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width)
    for index, (row, height) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        table.rows[index].height = Mm(height)
        for place, cell in enumerate(row):
            made = table.cell(index, place)
            fill_cell(made, cell.fill)
            write_text(made, cell.lines)
            rule_below(made, look.deep if not index else look.rule)


def _add_drawn(page: Page, drawn: Drawn) -> None:
    """Shapes in a group, which is read as one."""
    from pptx.util import Mm

    group = page.shapes.add_group_shape()
    describe(group, drawn.alt[:60], drawn.alt)
    for rings, fill in drawn.areas:
        add_polygons(group, rings, fill=fill)
    for rings, colour, width in drawn.lines:
        add_polygons(group, rings, line=colour, width=width)
    if drawn.label:
        middle, top, width = drawn.at
        height = sum(line.size for line in drawn.label) * 0.45
        box = group.shapes.add_textbox(Mm(middle - width / 2), Mm(top), Mm(width), Mm(height))
        box.name = "Label"
        write_text(box, drawn.label, centred=True)
