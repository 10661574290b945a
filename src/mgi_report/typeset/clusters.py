"""What readers get of characters that have no glyph of their own: exactly what was typed.

The engine tells readers the text of a glyph once, as it found it first (ISO 32000-1, 9.10.3). That is wrong where a
character is drawn with several glyphs (a letter with a mark that the font has only in parts, points of Arabic and
Hebrew, Indic syllables) and where several characters share a glyph (Đ and Ð). A word with such a character bears its
text itself, as ``ActualText`` (14.9.4). It is a word and not the character, because readers put glyphs in order by
where they stand, and a raised mark may stand behind the letter that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple
from unicodedata import category, normalize

import pydyf

from ..text.typography import without_unseen

_PIECES = re.compile(r"<([0-9a-f]*)>|([^<>]+)")
_GLYPH = re.compile("....")
_NEVER_JOINED = re.compile("[\x20-\u02ff\u0370-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")  # Latin to Cyrillic
_LAST_GLYPH = 0xFFFF  # of a font; Pango numbers characters that no font has beyond it
_NO_WORDS = "\ufffc"  # what a glyph says that has no words of its own

Draw = Callable[..., Any]


class _Cluster(NamedTuple):
    """Glyphs that stand for some characters together: their font, how they run, and where in the line they stand."""

    font: Any
    leftwards: bool
    start: int
    glyphs: tuple[int, ...]
    text: str


def telling(draw: Draw, pango: Any, nothing: Any) -> Draw:
    """The engine's function that draws a line of text, such that readers get the line as it was typed.

    ``pango`` is the library that the engine calls, ``nothing`` its null pointer.
    """
    plain = _Plain()

    def draw_and_tell(stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        known = plain.of(stream, textbox.style)
        if overflow != "ellipsis" and ellipsis == "none" and not known.issuperset(textbox.pango_layout.text):
            pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
            told = list(_told(_clusters(stream, textbox, pango, nothing), known))
            if any(text for _, text in told):
                stream.show_text = _Teller(stream, told).show
        try:
            return draw(stream, textbox, overflow, ellipsis, matrix)
        finally:
            vars(stream).pop("show_text", None)

    return draw_and_tell


class _Plain:
    """The characters that have a glyph of their own, by style: lines of these alone need no look at their glyphs."""

    def __init__(self) -> None:
        self._fonts: Any = None
        self._known: dict[tuple[Any, ...], set[str]] = {}

    def of(self, stream: Any, style: Any) -> set[str]:
        """Those that are known of a style in the document of a stream; to be added to."""
        if self._fonts is not stream._fonts:
            self._fonts, self._known = stream._fonts, {}
        names = ("font_style", "font_weight", "font_stretch", "lang")
        key = (*style["font_family"], *(style[name] for name in names))  # the families are a list within drawings
        return self._known.setdefault(key, set())


def _clusters(stream: Any, textbox: Any, pango: Any, nothing: Any) -> Iterator[_Cluster]:
    """The clusters of a line in the order in which they are drawn."""
    line, _ = textbox.pango_layout.get_first_line()
    run, typed = line.runs[0], textbox.pango_layout.text.encode()
    while run != nothing:
        item, glyphs = run.data.item, run.data.glyphs
        run, count = run.next, glyphs.num_glyphs
        starts, drawn = glyphs.log_clusters[0:count], [info.glyph for info in glyphs.glyphs[0:count]]
        edges = [*sorted(set(starts)), item.length]
        ends = dict(pairwise(edges))
        font, _ = stream.add_font(item.analysis.font)
        leftwards = bool(item.analysis.level % 2)
        for start, own in groupby(zip(starts, drawn, strict=True), key=itemgetter(0)):
            first, end = item.offset + start, item.offset + ends[start]
            seen = tuple(glyph for _, glyph in own if glyph != pango.PANGO_GLYPH_EMPTY)
            yield _Cluster(font, leftwards, first, seen, typed[first:end].decode())


def _told(clusters: Iterable[_Cluster], plain: set[str]) -> Iterator[tuple[int, str]]:
    """Of each word how many glyphs it has, and the text that it must bear itself, if any."""
    for word in _words(clusters):
        bears = False
        for cluster in word:
            odd = _is_odd(cluster)
            bears = bears or odd
            if not odd and len(cluster.text) == 1 and _NEVER_JOINED.match(cluster.text):
                plain.add(cluster.text)
        text = "".join(cluster.text for cluster in sorted(word, key=lambda cluster: cluster.start))
        yield sum(len(cluster.glyphs) for cluster in word), normalize("NFC", without_unseen(text)) if bears else ""


def _words(clusters: Iterable[_Cluster]) -> Iterator[list[_Cluster]]:
    """Words with the space that is drawn behind them; what runs from right to left one by one, as readers turn it."""
    word: list[_Cluster] = []
    for cluster in clusters:
        if word and (cluster.leftwards or word[-1].leftwards or word[-1].text.isspace()):
            yield word
            word = []
        word.append(cluster)
    if word:
        yield word


def _is_odd(cluster: _Cluster) -> bool:
    """Whether readers would get something else; what no glyph was told of yet is told."""
    if any(glyph > _LAST_GLYPH for glyph in cluster.glyphs):  # the engine complains of it
        return False
    said = normalize("NFC", without_unseen(cluster.text) or cluster.text)
    known = cluster.font.to_unicode
    if len(cluster.glyphs) == 1:
        told = known.setdefault(cluster.glyphs[0], said)
        return category(said[0])[0] == "M" or (told != said and normalize("NFKC", told) != normalize("NFKC", said))
    for glyph, part in zip(cluster.glyphs, normalize("NFD", said).ljust(len(cluster.glyphs), _NO_WORDS), strict=False):
        known.setdefault(glyph, part)
    return bool(cluster.glyphs)


class _Teller:
    """Shows the glyphs of a line as the engine does, in brackets of their own where they bear their text."""

    def __init__(self, stream: Any, told: Iterable[tuple[int, str]]) -> None:
        self._stream, self._show = stream, stream.show_text
        self._waiting = iter([(count, text) for count, text in told if count])
        self._left, self._bears = 0, False

    def show(self, string: str) -> None:
        """Show a string of glyphs and of the shifts between them."""
        shown = ""
        for glyphs, shift in _PIECES.findall(string):
            shown += f"{shift} " if shift else ""
            for glyph in _GLYPH.findall(glyphs):
                shown = self._before(shown) + f"<{glyph}>"
                self._left -= 1
                if self._bears and not self._left:
                    shown = self._shown(shown)
                    self._stream.end_marked_content()
                    self._bears = False
        self._shown(shown)

    def _before(self, shown: str) -> str:
        """What is to be shown with the next glyph; what is before a word that bears its text is shown."""
        if not self._left:
            self._left, text = next(self._waiting)
            if text:
                shown, self._bears = self._shown(shown), True
                self._stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}))
        return shown

    def _shown(self, shown: str) -> str:
        if shown:
            self._show(shown.replace("><", ""))
        return ""
