"""Saved HTML → lines, each with the line of the file on which its words stand.

An event parser is enough: a page is cut into lines where blocks begin and end, and nothing else of its tree is asked
for. It tells the place of every piece of text, which parsers that build trees lose.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

from ..text.bullets import split_mark
from .lines import LIST_SIGN, MAX_LINES, Line, TooManyLines, clean, read_line


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section "
    "summary table tbody td tfoot th thead title tr ul"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_HIDDEN = _names("script style noscript template svg math iframe object canvas select textarea datalist")
_FURNITURE = _names("nav footer aside")
_FURNITURE_ROLES = _names("navigation contentinfo search banner complementary dialog alertdialog")
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_LISTS = _names("ul ol menu")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?(\S+)|Page saved with SingleFile\s+url:\s*(\S+)")


class Hypertext(HTMLParser):
    """Reads one page; ``lines``, ``title`` and ``address`` hold what was found.

    Raises :class:`TooManyLines`, also where elements lie in each other without an end.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.title = ""
        self.address = ""
        self.closed = False
        self._open: list[tuple[str, bool]] = []
        self._counts: Counter[str] = Counter()
        self._hidden = 0
        self._furniture = 0
        self._lists: list[int] = []
        self._groups = 0
        self._items: list[bool] = []  # for every open list item whether none of its words was read yet
        self._gap = True
        self._pieces: list[str] = []
        self._first = self._last = 0
        self._linked = self._unlinked = False
        self._links: list[str] = []
        saved = _SAVED_FROM.search(text)
        self._set_address((saved[1] or saved[2]) if saved else "")
        self.feed(text)
        self.close()
        self._flush()

    def _set_address(self, address: str | None) -> None:
        if address and re.match(r"https?://[^/\s]+\.[a-z]", address) and not self.address:
            self.address = address.rstrip(">-")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins, and note what the words that follow are part of."""
        values = dict(attrs)
        if tag in ("link", "meta"):
            self._note(tag, values)
        if tag in _BLOCKS or tag == "br":
            self._flush(gap=tag not in ("br", "li"))
        if tag == "li":
            self._close("li", within=_LISTS)
            self._items.append(True)
        elif tag == "p":
            self._close("p", within=_BLOCKS - {"p"})
        elif tag == "a" and values.get("href"):
            self._links.append(str(values["href"]))
        if tag in _VOID:
            return
        is_furniture = tag in _FURNITURE or (values.get("role") or "").lower() in _FURNITURE_ROLES
        self._open.append((tag, is_furniture))
        if len(self._open) > MAX_LINES:
            raise TooManyLines
        self._counts[tag] += 1
        self._hidden += tag in _HIDDEN
        self._furniture += is_furniture
        if tag in _LISTS:
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
        if tag in _BLOCKS:
            self._flush(gap=tag != "li")
        if self._counts[tag]:
            while self._pop() != tag:
                pass

    def _pop(self) -> str:
        tag, is_furniture = self._open.pop()
        self._counts[tag] -= 1
        self._hidden -= tag in _HIDDEN
        self._furniture -= is_furniture
        if tag in _LISTS:
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
        if self._hidden:
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
        if data.strip():
            begin = number + data[: len(data) - len(data.lstrip())].count("\n")
            self._first = self._first or begin
            self._last = number + data.rstrip().count("\n")
            if self._counts["a"]:
                self._linked = True
            else:
                self._unlinked = True
        self._pieces.append(data)

    def _flush(self, *, gap: bool = False) -> None:
        raw, self._pieces = "".join(self._pieces), []
        first, last, self._first = self._first, self._last, 0
        linked, self._linked, self._unlinked = self._linked and not self._unlinked, False, False
        links, self._links = tuple(self._links), []
        preformatted = bool(self._counts["pre"])
        line = read_line(first, raw if preformatted else " ".join(raw.split()), gap=self._gap)
        if line:
            line = replace(line, last=last, linked=linked, links=links, furniture=self._furniture > 0)
            line = replace(line, heading=any(self._counts[tag] for tag in _HEADINGS))
            if len(self.lines) >= MAX_LINES:
                raise TooManyLines
            self.lines.append(line if preformatted else self._in_list(replace(line, width=0)))
            self._gap = False
        self._gap = self._gap or gap

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
