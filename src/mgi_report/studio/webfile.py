"""A finished page of the HTML edition, read back: its findings, its words, where it leads and what it loads."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from ..data.model import KINDS

_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "path", "source"}
_LOADS = {"img": "src", "script": "src", "iframe": "src", "image": "href", "use": "href", "source": "src"}


@dataclass
class Item:
    """A finding as a page lists it: ``domain`` is its number there, ``kind`` its list."""

    anchor: str
    domain: str
    kind: str
    place: str
    gist: str = ""
    text: str = ""


@dataclass
class WebFile:
    """What a page says and does; ``loads`` are addresses that a browser would ask for without being asked."""

    items: list[Item] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    policy: str = ""


@dataclass
class _Open:
    tag: str
    domain: str
    place: str
    findings: bool = False
    part: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.file = WebFile()
        self._open = [_Open("", "", "")]
        self._kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        above, classes = self._open[-1], given.get("class", "").split()
        if identifier := given.get("id"):
            self.file.ids.append(identifier)
        self._addresses(tag, given)
        if "kind" in classes:
            self._kind = next(kind for kind in KINDS if kind in classes)
        here = _Open(tag, given.get("data-domain", above.domain), given.get("data-place", above.place), part=above.part)
        here.findings = "findings" in classes
        if above.findings and tag == "li":
            self.file.items.append(Item(given["id"], here.domain, self._kind, here.place))
            here.part = "item"
        elif above.part == "item":
            here.part = {"b": "gist", "span": "text"}.get(tag, "rest")
        elif tag in ("style", "script"):
            here.part = "silent"
        if tag not in _VOID:
            self._open.append(here)

    def _addresses(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a":
            self.file.links.append(given.get("href", ""))
        elif tag == "link" and given.get("rel") not in ("canonical", "alternate"):
            self.file.loads.append(given.get("href", ""))
        elif (name := _LOADS.get(tag)) and name in given:
            self.file.loads.append(given[name])
        elif tag == "meta" and given.get("http-equiv"):
            self.file.policy = given.get("content", "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(item.tag == tag for item in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        part = self._open[-1].part
        if part == "silent":
            return
        self.file.words.append(data)
        if part == "gist":
            self.file.items[-1].gist += data
        elif part == "text":
            self.file.items[-1].text += data


def read_webfile(html: bytes) -> WebFile:
    """Read a page."""
    reader = _Reader()
    reader.feed(html.decode())
    reader.close()
    return reader.file
