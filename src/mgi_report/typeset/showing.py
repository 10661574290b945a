"""Shows the glyphs of a line as the engine places them, by the codes and in the order in which readers get its words.

Marks that stand over, under or in a letter come last, as glyphs without words: readers put glyphs in order by where
they stand, and take a step back or a wide one for the end of a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pydyf

_PIECES = re.compile(r"<([0-9a-f]*)>|([^<>]+)")
_GLYPH = re.compile("....")
LAST_GLYPH = 0xFFFF  # of a font; the engine numbers characters that no font has beyond it


class Shown(NamedTuple):
    """A glyph of a font, the code by which it is shown, and whether it comes last. The first one of a word that bears
    its text itself has that text, and how many glyphs the word has."""

    font: Any
    glyph: int
    code: int
    last: bool = False
    text: str = ""
    word: int = 0

    @property
    def differs(self) -> bool:
        """Whether the engine would not show it so."""
        return self.last or self.code != self.glyph or bool(self.text)


class Line:
    """What the engine draws of a line, taken down and shown again; ``glyphs`` in the order in which it draws them."""

    def __init__(self, stream: Any, glyphs: Iterable[Shown]) -> None:
        self._stream, self._waiting = stream, iter(glyphs)
        self._drawn: list[tuple[str, Any]] = []
        """Fonts, rises and shifts, and glyphs with the engine's number of each, as they follow one another."""

    def draw(self, draw: Callable[[], Any], matrix: Any) -> Any:
        """Draw a line that begins at ``matrix``; what ``draw`` returns is handed on."""
        own = vars(self._stream)
        own["set_font_size"] = lambda *font: self._drawn.append(("font", font))
        own["set_text_rise"] = lambda rise: self._drawn.append(("rise", rise))
        own["show_text"] = self._take_down
        try:
            returned = draw()
        finally:
            del own["set_font_size"], own["set_text_rise"], own["show_text"]
        self._show(last=False)
        if any(kind == "glyph" and what[1].last for kind, what in self._drawn):
            self._begin("")
            self._stream.set_text_matrix(*matrix.values)
            self._show(last=True)
            self._stream.end_marked_content()
        return returned

    def _take_down(self, string: str) -> None:
        for glyphs, shift in _PIECES.findall(string):
            if shift:
                self._drawn.append(("shift", float(shift)))
            for glyph in _GLYPH.findall(glyphs):
                self._drawn.append(("glyph", (int(glyph, 16), next(self._waiting))))

    def _begin(self, text: str) -> None:
        self._stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}))

    def _show(self, *, last: bool) -> None:
        """Show the glyphs that come last, or all others; over what is left out goes a step."""
        run, step, rise, risen, left = _Run(self._stream), 0.0, 0.0, 0.0, 0
        for kind, what in self._drawn:
            if kind == "shift":
                step += what
            elif kind == "rise":
                rise = what
            elif kind == "font":
                step = run.moved(step)
                run.end()
                self._stream.set_font_size(*what)
            elif what[1].last is not last:
                step -= what[1].font.widths[what[0]]
            else:
                glyph, shown = what
                if shown.text:
                    run.end()
                    self._begin(shown.text)
                    left = shown.word
                if rise != risen:
                    run.end()
                    self._stream.set_text_rise(rise)
                    risen = rise
                step = run.moved(step)
                run.string += f"<{glyph if shown.code > LAST_GLYPH else shown.code:04x}>"
                left -= 1
                if not left:
                    run.end()
                    self._stream.end_marked_content()
        run.end()
        if risen:
            self._stream.set_text_rise(0)


class _Run:
    """Glyphs and the shifts between them that are shown at once."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.string = ""

    def moved(self, step: float) -> float:
        """Take a step to the left, in thousandths of the size; what is left of it is nothing."""
        if rounded := round(step, 3):
            self.string += f"{rounded:g} "
        return 0.0

    def end(self) -> None:
        """Show it."""
        if self.string:
            self._stream.show_text(self.string.replace("><", ""))
        self.string = ""
