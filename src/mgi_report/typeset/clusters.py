"""What readers get of characters that have no glyph of their own: exactly what was typed.

The engine tells readers the text of a glyph once, as it found it first (ISO 32000-1, 9.10.3). That is wrong where
several characters share a glyph (Đ and Ð): such a glyph gets a code for each text (:mod:`.codes`). A hyphen that parts
a word at the end of a line says U+00AD, as 14.8.2.2.3 asks; one that was typed and stands there says that a line may
end behind it (U+200B), as readers would take it for the other kind.

Where a character is drawn with several glyphs (a letter with a mark that the font has only in parts, points of Arabic
and Hebrew, Indic syllables), the word bears its text itself, as ``ActualText`` (14.9.4). It is a word and not the
character, because readers put glyphs in order by where they stand, and a raised mark may stand behind the letter that
follows it. Its glyphs say the same as well as they can, to readers that do not know ``ActualText``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from math import ceil
from operator import itemgetter
from typing import Any, NamedTuple
from unicodedata import category, normalize

import pydyf

from ..text.typography import WHOLE, ZERO, without_unseen
from .codes import code_of

_PIECES = re.compile(r"<([0-9a-f]*)>|([^<>]+)")
_GLYPH = re.compile("....")
_NEVER_JOINED = re.compile("[\x20-\u02ff\u0370-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")  # Latin to Cyrillic
_NO_SPACE = 90  # thousandths of the size: under half the space of any font
_LAST_GLYPH = 0xFFFF  # of a font; Pango numbers characters that no font has beyond it
_NO_WORDS = WHOLE  # what a glyph says that has no words of its own
_SOFT = "\u00ad"
_TYPED = re.compile(r"(?<=\w)-\Z")
_HYPHENATED = 3  # the place of what tells of a hyphen, behind the line, the text and its layout
_ENDINGS = (_SOFT, f"-{ZERO}")

Draw = Callable[..., Any]


class _Cluster(NamedTuple):
    """Glyphs that stand for some characters together: their font, how they run, and where in the line they stand."""

    font: Any
    leftwards: bool
    start: int
    glyphs: tuple[int, ...]
    text: str

    @property
    def said(self) -> str:
        """What readers are to get."""
        seen = self.text if self.glyphs and self.text in _ENDINGS else without_unseen(self.text)
        return normalize("NFC", seen)


class _Parted(str):
    """A line that ends in a hyphen that nobody typed; the engine hands it on as it is."""

    __slots__ = ()


def noting(measure: Draw) -> Draw:
    """The engine's function that measures a finished line, such that :func:`telling` knows the hyphens of division."""

    def measure_and_note(line: Any, text: str, layout: Any, *rest: Any, **named: Any) -> Any:
        if any(rest[_HYPHENATED : _HYPHENATED + 1]):
            layout.text = _Parted(layout.text)
        return measure(line, text, layout, *rest, **named)

    return measure_and_note


def telling(draw: Draw, pango: Any, nothing: Any) -> Draw:
    """The engine's function that draws a line of text, such that readers get the line as it was typed.

    ``pango`` is the library that the engine calls, ``nothing`` its null pointer.
    """
    plain = _Plain()

    def draw_and_tell(stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        known, typed = plain.of(stream, textbox.style), textbox.pango_layout.text
        if (
            overflow != "ellipsis"
            and ellipsis == "none"
            and (isinstance(typed, _Parted) or typed.endswith("-") or not known.issuperset(typed))
        ):
            pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
            told = list(_told(_clusters(stream, textbox, pango, nothing), known))
            if any(word.differs for word in told):
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
    run, text = line.runs[0], textbox.pango_layout.text
    typed, ending = text.encode(), _ending(text, textbox.style)
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
            part = typed[first:end].decode()
            yield _Cluster(font, leftwards, first, seen, ending if ending and end == len(typed) else part)


def _ending(text: str, style: Any) -> str:
    """What the last character of a line says in the place of its own, if anything."""
    if isinstance(text, _Parted):
        return _SOFT if len(style["hyphenate_character"]) == 1 else ""
    return f"-{ZERO}" if _TYPED.search(text) else ""


class _Told(NamedTuple):
    """The codes of a word that is drawn, one for each glyph, and the text that it must bear itself, if any."""

    codes: tuple[int, ...]
    text: str
    differs: bool


def _told(clusters: Iterable[_Cluster], plain: set[str]) -> Iterator[_Told]:
    """What each word tells readers; characters that need no look at their glyphs are added to the plain ones."""
    for word in _words(clusters):
        codes: list[int] = []
        bears = differs = False
        for cluster in word:
            own, odd = _codes(cluster)
            codes += own
            bears, changed = bears or odd, own != cluster.glyphs
            differs = differs or changed
            if not odd and not changed and len(cluster.text) == 1 and _NEVER_JOINED.match(cluster.text):
                plain.add(cluster.text)
        text = "".join(cluster.said for cluster in sorted(word, key=lambda cluster: cluster.start)) if bears else ""
        yield _Told(tuple(codes), normalize("NFC", text), bears or differs)


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


def _codes(cluster: _Cluster) -> tuple[tuple[int, ...], bool]:
    """The codes by which the glyphs of a cluster say their text, and whether its word must bear the text beside."""
    font, glyphs = cluster.font, cluster.glyphs
    if not glyphs or max(glyphs) > _LAST_GLYPH:  # the engine complains of it
        return glyphs, False
    said = cluster.said or normalize("NFC", cluster.text)
    if said in _ENDINGS:
        font.to_unicode.setdefault(glyphs[0], "-")
    step = -1 if cluster.leftwards else 1
    codes = [_code(font, glyph, part) for glyph, part in zip(glyphs[::step], _parts(said, len(glyphs)), strict=True)]
    own = (glyph if code is None else code for code, glyph in zip(codes[::step], glyphs, strict=True))
    return tuple(own), None in codes or len(glyphs) > 1 or category(said[0])[0] == "M"


def _parts(said: str, count: int) -> Iterator[str]:
    """A text for each of the glyphs that are drawn for a text together, in the order in which it is typed."""
    letters = normalize("NFD", said) if count > 1 else said
    yield from letters[: count - 1].ljust(count - 1, _NO_WORDS)
    yield letters[count - 1 :] or _NO_WORDS


def _code(font: Any, glyph: int, said: str) -> int | None:
    """The code by which a glyph says a text; signs that readers take for the same share one."""
    told = font.to_unicode.setdefault(glyph, said)
    alike = told == said or normalize("NFKC", told) == normalize("NFKC", said)
    return glyph if alike else code_of(font, glyph, said)


class _Teller:
    """Shows the glyphs of a line as the engine does, by their codes, and in brackets of their own where words bear
    their text."""

    def __init__(self, stream: Any, told: Iterable[_Told]) -> None:
        self._stream, self._show = stream, stream.show_text
        self._waiting = iter([word for word in told if word.codes])
        self._codes: list[int] = []
        self._bears = False

    def show(self, string: str) -> None:
        """Show a string of glyphs and of the shifts between them."""
        shown = ""
        for glyphs, shift in _PIECES.findall(string):
            shown += self._moved(shift) if shift else ""
            for glyph in _GLYPH.findall(glyphs):
                shown = self._before(shown)
                code = self._codes.pop()
                shown += f"<{glyph}>" if code > _LAST_GLYPH else f"<{code:04x}>"
                if self._bears and not self._codes:
                    shown = self._shown(shown)
                    self._stream.end_marked_content()
                    self._bears = False
        self._shown(shown)

    def _moved(self, shift: str) -> str:
        """A shift between glyphs; within a word none that is so wide that readers take it for a space."""
        steps = ceil(abs(float(shift)) / _NO_SPACE) if self._bears else 1
        return f"{float(shift) / steps:.3f} " * steps if steps > 1 else f"{shift} "

    def _before(self, shown: str) -> str:
        """What is to be shown with the next glyph; what is before a word that bears its text is shown."""
        if not self._codes:
            word = next(self._waiting)
            self._codes = [*reversed(word.codes)]
            if word.text:
                shown, self._bears = self._shown(shown), True
                self._stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(word.text)}))
        return shown

    def _shown(self, shown: str) -> str:
        if shown:
            self._show(shown.replace("><", ""))
        return ""
