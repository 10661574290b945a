"""A finished page of the HTML edition, read back: its findings, its words, where it leads and what it loads.

A finding is an item of a list with an id, which is its reference in lower case. Its gist stands in ``b``, its reference
in the link to itself, and all other words in it are its text. Elements around it say of what domain (``data-domain``),
list (a class), theme (``data-theme``) and place (``data-place``) it is.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from ..data.model import KINDS
from ..pdf.tables import Cell
from ..text.hypertext import read_html
from .webcells import CellReader

_LOADS = {"img": "src", "script": "src", "iframe": "src", "image": "href", "use": "href", "source": "src"}
_TOLD = {"domain": "data-domain", "place": "data-place", "theme": "data-theme"}


@dataclass
class Item:
    """A finding as a page lists it: ``domain`` is its number there, ``kind`` its list."""

    anchor: str
    domain: str
    kind: str
    place: str
    theme: str = ""
    gist: str = ""
    text: str = ""


@dataclass
class WebFile:
    """What a page says and does; ``loads`` are addresses that a browser would ask for without being asked.

    ``inside`` are its style sheets and scripts, ``language`` is that of the page. ``places`` are those that it shows,
    ``themes`` the names of its themes by their slugs, in the order in which they first come; ``names`` those of the
    domains and themes of a place. ``cells`` are what stands under heads (:mod:`.webcells`).
    """

    items: list[Item] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    themes: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    policy: str = ""
    language: str = ""


class _Open(NamedTuple):
    """An element: what is true of all in it, and what its words are part of."""

    domain: str = ""
    place: str = ""
    theme: str = ""
    kind: str = ""
    part: str = ""


class PageReader:
    """Listens to a page (:func:`..text.hypertext.read_html`); ``file`` is what it says and does."""

    def __init__(self) -> None:
        self._cells = CellReader()
        self.file = WebFile(cells=self._cells.cells)
        self._open = [_Open()]

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        self._cells.start(tag, given)
        here = self._open[-1]
        if given:
            here = self._told(here, given)
            self._addresses(tag, given)
            if tag == "li" and "id" in given:
                self.file.items.append(Item(given["id"], here.domain, here.kind, here.place, here.theme))
                here = here._replace(part="text")
        if here.part == "text" and (part := self._part(tag, given)):
            here = here._replace(part=part)
        elif tag == "h3" and here.theme:
            here = here._replace(part="theme")
        elif tag == "h2" or (tag == "li" and "data-theme" in given):
            here = here._replace(part="name")
        elif tag in ("style", "script"):
            self.file.inside.append("")
            here = here._replace(part="inside")
        self._open.append(here)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._cells.end(tag)
        self._open.pop()

    def words(self, words: str) -> None:
        """Words stand here."""
        self._cells.words(words)
        part = self._open[-1].part
        if part == "inside":
            self.file.inside[-1] += words
            return
        self.file.words.append(words)
        if part == "gist":
            self.file.items[-1].gist += words
        elif part == "text":
            self.file.items[-1].text += words
        elif part == "name":
            self.file.names.append(words)
        elif part == "theme":
            theme = self._open[-1].theme
            self.file.themes[theme] = self.file.themes.get(theme, "") + words

    def _told(self, here: _Open, given: Mapping[str, str]) -> _Open:
        if identifier := given.get("id"):
            self.file.ids.append(identifier)
        kinds = given["class"].split() if "class" in given else ()
        if (shown := given.get("data-place")) and shown not in self.file.places:
            self.file.places.append(shown)
        told = {part: given[name] for part, name in _TOLD.items() if name in given}
        for kind in (name for name in KINDS if name in kinds):
            told["kind"] = kind
        return here._replace(**told) if told else here

    def _part(self, tag: str, given: Mapping[str, str]) -> str:
        if tag == "b":
            return "gist"
        return "reference" if tag == "a" and given.get("href") == f"#{self.file.items[-1].anchor}" else ""

    def _addresses(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "a":
            self.file.links.append(given.get("href", ""))
        elif tag == "link" and given.get("rel") not in ("canonical", "alternate"):
            self.file.loads.append(given.get("href", ""))
        elif (name := _LOADS.get(tag)) and name in given:
            self.file.loads.append(given[name])
        elif tag == "meta" and given.get("http-equiv"):
            self.file.policy = given.get("content", "")
        elif tag == "html":
            self.file.language = given.get("lang", "")


def checksum(text: str) -> str:
    """A style sheet or script as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def read_webfile(html: bytes) -> WebFile:
    """Read a page."""
    reader = PageReader()
    read_html(html, reader)
    return reader.file
