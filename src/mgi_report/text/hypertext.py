"""HTML as it is read: elements that begin and end, and words, in one pass for all who want to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Listener(Protocol):
    """Who is told of a page. Every element that begins ends, also one whose end a page leaves out."""

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins, with its attributes."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def words(self, words: str) -> None:
        """Words stand here; a text may come in several pieces."""


class _Told:
    """Tells listeners what the parser finds."""

    def __init__(self, *listeners: Listener) -> None:
        self._listeners = listeners

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        for listener in self._listeners:
            listener.start(tag, attrib)

    def end(self, tag: str) -> None:
        for listener in self._listeners:
            listener.end(tag)

    def data(self, words: str) -> None:
        for listener in self._listeners:
            listener.words(words)

    def close(self) -> None:
        """Nothing is left to do."""


def read_html(html: bytes, *listeners: Listener) -> None:
    """Read a page in UTF-8 once; its elements may be left open where HTML allows it."""
    from lxml import etree  # twenty milliseconds that most commands do not need

    parser = etree.HTMLParser(target=_Told(*listeners), encoding="utf-8", huge_tree=True)
    parser.feed(html)
    parser.close()
