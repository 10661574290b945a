"""What readers get of characters that have no glyph of their own: exactly what was typed.

The engine tells readers the text of a glyph once, as it found it first (ISO 32000-1, 9.10.3). That is wrong where
several characters share a glyph (Đ and Ð): such a glyph gets a code for each text (:mod:`.codes`). A hyphen that parts
a word at the end of a line says U+00AD, as 14.8.2.2.3 asks; one that was typed and stands there says that a line may
end behind it (U+200B), as readers would take it for the other kind.

Where a letter is drawn with marks that are glyphs of their own (Ḥ in some fonts, the dots of Arabic in modern ones),
the letter says the text of all, and the marks come last in the line (:mod:`.showing`). Where several glyphs that take
room stand for some characters together (Indic syllables), in a drawing, and in fonts that can have no more codes, the
word bears its text itself, as ``ActualText`` (14.9.4). It is a word and not the character, because readers put glyphs
in order by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple
from unicodedata import category, normalize

from ..text.typography import WHOLE, ZERO, without_unseen
from .codes import code_of
from .showing import LAST_GLYPH, Line, Shown

_NEVER_JOINED = re.compile("[\x20-\u02ff\u0370-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")  # Latin to Cyrillic
_NO_WORDS = WHOLE  # what a glyph says that has no words of its own
_SOFT = "\u00ad"
_TYPED = re.compile(r"(?<=\w)-\Z")
_HYPHENATED = 3  # the place of what tells of a hyphen, behind the line, the text and its layout
_for_the_eye = False
_ENDINGS = (_SOFT, f"-{ZERO}")

Draw = Callable[..., Any]


class _Cluster(NamedTuple):
    """Glyphs that stand for some characters together: their font, how they run, where in the line they stand, and which
    of them take room."""

    font: Any
    leftwards: bool
    start: int
    glyphs: tuple[int, ...]
    wide: tuple[bool, ...]
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
        if _for_the_eye:
            return draw(stream, textbox, overflow, ellipsis, matrix)
        known, typed = plain.of(stream, textbox.style), textbox.pango_layout.text
        if (
            overflow != "ellipsis"
            and ellipsis == "none"
            and (isinstance(typed, _Parted) or typed.endswith("-") or not known.issuperset(typed))
        ):
            pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
            clusters = _whole(_clusters(stream, textbox, pango, nothing))
            glyphs = list(_shown(clusters, known, is_line=hasattr(textbox, "element")))
            if any(glyph.differs for glyph in glyphs):
                return Line(stream, glyphs).draw(lambda: draw(stream, textbox, overflow, ellipsis, matrix), matrix)
        return draw(stream, textbox, overflow, ellipsis, matrix)

    return draw_and_tell


@contextmanager
def unsaid() -> Iterator[None]:
    """Until the end lines are drawn for the eye alone."""
    global _for_the_eye
    _for_the_eye = True
    try:
        yield
    finally:
        _for_the_eye = False


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
        starts, drawn = glyphs.log_clusters[0:count], glyphs.glyphs[0:count]
        edges = [*sorted(set(starts)), item.length]
        ends = dict(pairwise(edges))
        font, _ = stream.add_font(item.analysis.font)
        leftwards = bool(item.analysis.level % 2)
        for start, own in groupby(zip(starts, drawn, strict=True), key=itemgetter(0)):
            first, end = item.offset + start, item.offset + ends[start]
            seen = [(info.glyph, bool(info.geometry.width)) for _, info in own if info.glyph != pango.PANGO_GLYPH_EMPTY]
            part = ending if ending and end == len(typed) else typed[first:end].decode()
            drawn_as, wide = zip(*seen, strict=True) if seen else ((), ())
            yield _Cluster(font, leftwards, first, drawn_as, wide, part)


def _ending(text: str, style: Any) -> str:
    """What the last character of a line says in the place of its own, if anything."""
    if isinstance(text, _Parted):
        return _SOFT if len(style["hyphenate_character"]) == 1 else ""
    return f"-{ZERO}" if _TYPED.search(text) else ""


def _whole(clusters: Iterable[_Cluster]) -> list[_Cluster]:
    """Clusters with the marks that belong to them and are clusters of their own."""
    whole: list[_Cluster] = []
    for cluster in clusters:
        before = whole[-1] if whole else cluster
        letter, mark = (cluster, before) if cluster.leftwards else (before, cluster)
        if before is not cluster and letter[:2] == mark[:2] and _is_mark(mark):
            glyphs, wide = before.glyphs + cluster.glyphs, before.wide + cluster.wide
            whole[-1] = letter._replace(glyphs=glyphs, wide=wide, text=letter.text + mark.text)
        else:
            whole.append(cluster)
    return whole


def _is_mark(cluster: _Cluster) -> bool:
    return not any(cluster.wide) and all(category(letter)[0] == "M" for letter in cluster.text)


def _shown(clusters: Iterable[_Cluster], plain: set[str], *, is_line: bool) -> Iterator[Shown]:
    """How each glyph is shown; characters that need no look at their glyphs are added to the plain ones.

    In a drawing, where the engine draws letter by letter, marks stay where they are.
    """
    for word in _words(clusters):
        glyphs, bears = [], False
        for cluster in word:
            own, odd = _glyphs(cluster)
            glyphs += own
            bears = bears or odd or (not is_line and any(glyph.last for glyph in own))
            if not odd and len(cluster.text) == len(own) == 1 and not own[0].differs:
                plain.update(_NEVER_JOINED.findall(cluster.text))
        if bears:
            text = "".join(cluster.said for cluster in sorted(word, key=lambda cluster: cluster.start))
            glyphs = [glyph._replace(last=False) for glyph in glyphs]
            glyphs[0] = glyphs[0]._replace(text=normalize("NFC", text), word=len(glyphs))
        yield from glyphs


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


def _glyphs(cluster: _Cluster) -> tuple[list[Shown], bool]:
    """How the glyphs of a cluster are shown, and whether its word must bear its text itself.

    A glyph that takes no room, a mark, comes last, and the glyph that it belongs to says the text of both.
    """
    font, glyphs = cluster.font, cluster.glyphs
    if not glyphs or max(glyphs) > LAST_GLYPH:  # the engine complains of it
        return [Shown(font, glyph, glyph) for glyph in glyphs], False
    said = cluster.said or normalize("NFC", cluster.text)
    if said in _ENDINGS:
        font.to_unicode.setdefault(glyphs[0], "-")
    order = range(len(glyphs))[:: -1 if cluster.leftwards else 1]
    stay = [at for at in order if cluster.wide[at]] or [order[0]]
    texts = dict(zip(stay, _parts(said, len(stay), cluster.leftwards), strict=True))
    codes = [_code(font, glyph, texts.get(at, _NO_WORDS)) for at, glyph in enumerate(glyphs)]
    shown = [
        Shown(font, glyph, glyph if code is None else code, at not in texts)
        for at, (glyph, code) in enumerate(zip(glyphs, codes, strict=True))
    ]
    return shown, None in codes or (len(stay) > 1 and not cluster.leftwards)


def _parts(said: str, count: int, leftwards: bool) -> Iterator[str]:
    """A text for each of the glyphs that are drawn for a text together, in the order in which it is typed."""
    letters = said if leftwards or count == 1 else normalize("NFD", said)
    if leftwards and count == 1:
        letters = _joined().get(said, said)
    yield from letters[: count - 1].ljust(count - 1, _NO_WORDS)
    yield letters[count - 1 :] or _NO_WORDS


@cache
def _joined() -> dict[str, str]:
    """Letters of Arabic that are drawn as one, and the character for them: readers turn the letters of a glyph around
    where a line runs to the left, and a single one stays."""
    forms = [chr(code) for code in (*range(0xFEF5, 0xFEFD), *range(0xFDF0, 0xFDFC))]
    return {normalize("NFKC", form): form for form in reversed(forms)}


def _code(font: Any, glyph: int, said: str) -> int | None:
    """The code by which a glyph says a text; signs that readers take for the same share one."""
    told = font.to_unicode.setdefault(glyph, said)
    alike = told == said or normalize("NFKC", told) == normalize("NFKC", said)
    return glyph if alike else code_of(font, glyph, said)
