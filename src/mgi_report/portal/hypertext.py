"""Saved HTML → lines, each with the line of the file on which its words stand.

An event parser is enough: a page is cut into lines where blocks begin and end, and nothing else of its tree is asked
for. It tells the place of every piece of text, which parsers that build trees lose.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby

from ..text.bullets import split_mark
from .addresses import address_of
from .elements import BLOCKS, HEADINGS, INLINE, LISTS, PLAIN, VOID, Nature, nature_of
from .lines import CONTROLS, LIST_SIGN, MAX_LINES, MAX_TAGS, MAX_TEXT, Apart, Left, Line, TooMuch, clean, read_line
from .notes import END, LOWERED, RAISED, SURE, is_glued

_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?(\S+)|Page saved with SingleFile\s+url:\s*(\S+)")
_APART = {Nature.FURNITURE: Apart.NAVIGATION, Nature.NOTES: Apart.NOTE, Nature.CONCEALED: Apart.HIDDEN}
_SEEN = 40  # characters before a link that tell whether it is glued to them
_RAISED = Nature.RAISED | Nature.NOTE


@dataclass
class _Piece:
    """Words of a line, what is true of them, where the link leads in which they stand, if they stand in one, and which
    raised element they are part of."""

    words: str
    nature: Nature
    target: str | None
    raised: int


class Hypertext(HTMLParser):
    """Reads one page; ``lines``, ``title`` and ``address`` hold what was found.

    Raises :class:`TooMuch`, also where elements lie in each other without an end.
    """

    def __init__(self, text: str, address: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.title = ""
        self.address = address
        self.closed = False
        self._open: list[tuple[str, Nature]] = []  # with what is true of all that lies in it
        self._counts: Counter[str] = Counter()
        self._lists: list[int] = []
        self._groups = 0
        self._items: list[bool] = []  # for every open list item whether none of its words was read yet
        self._gap, self._ruled = True, False
        self._pieces: list[_Piece] = []
        self._first = self._last = self._raised = 0
        self._tags = self._size = 0
        self._links: list[str] = []
        self._target: str | None = None
        saved = _SAVED_FROM.search(text)
        self._set_address((saved[1] or saved[2]) if saved else "")
        self.feed(text)
        self.close()
        self._flush()

    def _set_address(self, noted: str | None) -> None:
        self.address = self.address or address_of(noted or "")

    @property
    def _nature(self) -> Nature:
        return self._open[-1][1] if self._open else PLAIN

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins, and note what the words that follow are part of."""
        self._tags += 1
        if self._tags > MAX_TAGS:
            raise TooMuch(MAX_TAGS, "elements")
        values = dict(attrs)
        if tag in ("link", "meta"):
            self._note(tag, values)
        nature = nature_of(tag, values)
        if tag in BLOCKS or tag == "br" or nature & Nature.CONCEALED:
            self._flush(gap=tag not in ("br", "li"))
        self._ruled = self._ruled or tag == "hr"
        if tag == "li":
            self._close("li", within=LISTS)
            self._items.append(True)
        elif tag == "p":
            self._close("p", within=BLOCKS - {"p"})
        elif tag == "a":
            self._target = values.get("href") or ""
            self._links += [self._target] if self._target else []
        elif tag == "q":
            self._collect(self.getpos()[0], "‘" if self._counts["q"] % 2 else "“")
        if tag in VOID:
            return
        self._raised += bool(nature & _RAISED and not self._nature & _RAISED)
        self._open.append((tag, nature | self._nature))
        if len(self._open) > MAX_LINES:
            raise TooMuch(MAX_LINES, "lines")
        self._counts[tag] += 1
        if tag in LISTS:
            self._groups += 1
            self._lists.append(self._groups)

    def _note(self, tag: str, values: dict[str, str | None]) -> None:
        relation = (values.get("rel") or values.get("property") or "").lower()
        if tag == "link" and relation == "canonical":
            self._set_address(values.get("href"))
        elif relation == "og:title" and not self.title:
            self.title = clean(values.get("content") or "")
        elif relation == "og:url":
            self._set_address(values.get("content"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<div/>`` is no empty element in HTML, ``<br/>`` is."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a line where a block ends; an end tag that nothing opened is left out."""
        if tag in ("html", "body"):
            self.closed = True
        if tag in BLOCKS or (tag not in INLINE and self._nature & Nature.CONCEALED):
            self._flush(gap=tag != "li")
        if self._counts[tag]:
            if tag == "q":
                self._collect(self.getpos()[0], "”" if self._counts["q"] % 2 else "’")
            while self._pop() != tag:
                pass

    def _pop(self) -> str:
        tag, _ = self._open.pop()
        self._counts[tag] -= 1
        if tag in LISTS:
            self._lists.pop()
        elif tag == "li":
            self._items.pop()
        return tag

    def _close(self, tag: str, within: frozenset[str]) -> None:
        # An item or a paragraph ends where the next one begins, whether its end is written or not.
        if not self._counts[tag]:
            return
        nearest = next(name for name, _ in reversed(self._open) if name == tag or name in within)
        while nearest == tag and self._pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Collect words, with the line of the file where they stand."""
        if self._nature & Nature.SILENT:
            return
        number = self.getpos()[0]
        if self._counts["title"]:
            self.title = self.title or clean(data)
        elif self._counts["pre"] and "\n" in data:
            self._preformatted(number, data)
        else:
            self._collect(number, data)

    def _preformatted(self, number: int, data: str) -> None:
        for offset, part in enumerate(data.split("\n")):
            if offset:
                self._flush()
            if part.strip():
                self._collect(number + offset, part)
            elif offset:
                self._gap = True

    def _collect(self, number: int, data: str) -> None:
        self._size += len(data.strip())
        if self._size > MAX_TEXT:
            raise TooMuch(MAX_TEXT, "characters of text")
        if data.strip():
            begin = number + data[: len(data) - len(data.lstrip())].count("\n")
            self._first = self._first or begin
            self._last = number + data.rstrip().count("\n")
        target = self._target if self._counts["a"] else None
        raised = self._raised if self._nature & _RAISED else 0
        self._pieces.append(_Piece(CONTROLS.sub("", data), self._nature, target, raised))

    def _flush(self, *, gap: bool = False) -> None:
        pieces, self._pieces = self._pieces, []
        first, last, self._first = self._first, self._last, 0
        links, self._links = self._links, []
        raw, left = _joined(pieces)
        preformatted = bool(self._counts["pre"])
        line = read_line(first, raw if preformatted else " ".join(raw.split()), gap=self._gap)
        gone = read_line(first, " ".join(words for _, words in left), gap=self._gap)
        if line:
            words = [piece for piece in pieces if piece.words.strip() and not _is_left_out(piece)]
            kept = {piece.target for piece in words if not piece.nature & _RAISED}
            passed = {piece.target for piece in pieces} - kept
            links = [link for link in links if link not in passed]
            linked = all(piece.target is not None for piece in words)
            heading = any(self._counts[tag] for tag in HEADINGS)
            line = replace(
                line, last=last, linked=linked, links=tuple(links), left=(*line.left, *left), heading=heading
            )
            line = replace(line, ruled=self._ruled, apart=self._apart() or ("" if heading else line.apart))
            self._add(line if preformatted else self._in_list(replace(line, width=0)))
            self._gap = self._ruled = False
        elif gone:
            self._add(replace(gone, words="", last=last, apart=self._apart() or Apart.HIDDEN, left=tuple(left)))
        self._gap = self._gap or gap

    def _add(self, line: Line) -> None:
        if len(self.lines) >= MAX_LINES:
            raise TooMuch(MAX_LINES, "lines")
        self.lines.append(line)

    def _apart(self) -> str:
        return next((apart for nature, apart in _APART.items() if nature & self._nature), "")

    def _in_list(self, line: Line) -> Line:
        if not (self._lists and self._items):
            return line
        line = replace(line, group=self._lists[-1])
        if self._items[-1]:
            self._items[-1] = False
            typed, words = split_mark(line.text)
            words = line.text if typed and typed[-1] in ".)" else words
            return replace(line, mark=LIST_SIGN, text=words, words=words, indent=4 * len(self._lists))
        return replace(line, bound=True)


def _is_left_out(piece: _Piece) -> bool:
    return bool(piece.nature & (Nature.STRUCK | Nature.UNSEEN))


def _joined(pieces: list[_Piece]) -> tuple[str, list[tuple[Left, str]]]:
    """The words of a line, with signs around what is raised or lowered, and those that were left out."""
    parts: list[str] = [""]
    left, cut, begun = [], False, False
    for raised, group in groupby(pieces, key=lambda piece: piece.raised):
        mark: list[str] = []
        sure = False
        for piece in group:
            sure = sure or bool(piece.nature & Nature.NOTE)
            has_words = any(char.isalnum() for char in piece.words)
            if _is_left_out(piece) and (begun or has_words):  # a sign before all words may be a bullet
                if has_words:
                    left.append((Left.STRUCK if piece.nature & Nature.STRUCK else Left.HIDDEN, piece.words))
                cut = True
                continue
            if cut and piece.words[:1] in (".", ",", ";", ")"):
                while len(parts) > 1 and not parts[-1].strip():
                    parts.pop()
                parts[-1] = parts[-1].rstrip()
            (mark if raised else parts).append(piece.words if raised else _signed(piece, parts[-1][-_SEEN:]))
            cut, begun = cut and not piece.words.strip(), begun or bool(piece.words.strip())
        if raised:
            words = "".join(mark)
            parts.append(f"{SURE if sure else RAISED}{words}{END}" if words.strip() else words)
    return "".join(parts), left


def _signed(piece: _Piece, before: str) -> str:
    if piece.words.strip():
        if piece.nature & Nature.LOWERED:
            return f"{LOWERED}{piece.words}{END}"
        if piece.target is not None and is_glued(piece.words, before):
            return f"{RAISED}{piece.words}{END}"
    return piece.words
