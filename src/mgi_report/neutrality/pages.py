"""The guard over what is finished: pages and figures in which a place could be read as ranked.

Findings are quoted, not written: pages mark them with ``data-quote``, and what stands inside is left alone. Pages mark
places with ``data-place`` and the identity of the city, so that their order can be checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from xml.etree import ElementTree

from ..errors import Kind, Problem, excerpt
from ..text.hypertext import read_html
from ..text.languages import SOURCE_LANGUAGE
from .words import ORDER, SCORELIKE, WHY, Wordings, ranking, scorelike, wording_of

SPOKEN = {"alt", "title", "aria-label", "content", "data-bookmark", "data-running", "data-note"}
"""Attributes whose value a reader sees or hears."""

_INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "q", "small", "span", "strong", "sub", "sup", "u", "wbr"}
_SILENT = {"style", "script"}


@dataclass
class _Element:
    tag: str
    language: str
    quoted: bool
    identifier: str
    last: int | None = None
    """Where in the order the last child stood that was a place; None when another child came between."""


def order_told(places: Iterable[str], neighbours: Iterable[tuple[str, str]]) -> list[str]:
    """The order of places with which all pairs of neighbours agree; where they do not, the places as they are given."""
    known = list(places)
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(known, ()))
    for before, after in neighbours:
        sorter.add(after, before)
    try:
        return list(sorter.static_order())
    except CycleError:
        return known


def is_marked(_: str, given: Mapping[str, str]) -> bool:
    """Whether an element says that its words are not ours."""
    return "data-quote" in given


@dataclass
class PageGuard:
    """Listens to pages that are read (:func:`..text.hypertext.read_html`); collects ``problems``.

    ``order`` are the identities of the cities as the comparison has them. Among neighbours in one parent, elements with
    ``data-place`` must follow it; another element between them begins anew. ``quotes`` says which elements hold words
    that are not ours; ``neighbours`` are places that follow each other, as they were found.
    """

    file: str
    order: Sequence[str]
    wordings: Wordings
    quotes: Callable[[str, Mapping[str, str]], bool] = is_marked
    problems: list[Problem] = field(default_factory=list)
    neighbours: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = {identity: number for number, identity in enumerate(self.order)}
        self.open = [_Element("", SOURCE_LANGUAGE, False, "")]
        self.said = ""

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        if tag not in _INLINE:
            self.flush()
        parent = self.open[-1]
        if not given:
            element = _Element(tag, parent.language, parent.quoted or tag in _SILENT, parent.identifier)
        else:
            quoted = parent.quoted or self.quotes(tag, given) or tag in _SILENT
            element = _Element(tag, given.get("lang", parent.language), quoted, given.get("id", parent.identifier))
            for name in () if quoted else SPOKEN & given.keys():
                self._words(given[name], element)
        self._place(given.get("data-place"), parent, tag)
        self.open.append(element)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag not in _INLINE:
            self.flush()
        self.open.pop()

    def words(self, words: str) -> None:
        """Words that no profile says are judged with their block."""
        if not self.open[-1].quoted:
            self.said += words

    def flush(self) -> None:
        """Judge the words since the last block began or ended."""
        words, self.said = self.said, ""
        if words.strip():
            self._words(words, self.open[-1])

    def _words(self, text: str, element: _Element) -> None:
        for _, word in wording_of(self.wordings, element.language).find(text):
            path = f"#{element.identifier}" if element.identifier else ""
            self.problems.append(ranking(self.file, 0, 0, word, text, path))
        if found := SCORELIKE.search(text):
            path = f"#{element.identifier}" if element.identifier else ""
            self.problems.append(scorelike(self.file, 0, 0, found, path))

    def _place(self, identity: str | None, parent: _Element, tag: str) -> None:
        if identity is None:
            parent.last = None if tag not in _INLINE else parent.last
            return
        path = f"#{parent.identifier}" if parent.identifier else ""
        number = self.places.get(identity)
        if number is None:
            hint = f"data-place is the identity of a city of the comparison: {', '.join(self.order[:3])} …"
            self.problems.append(
                Problem(self.file, 0, 0, "no such place", path, hint, excerpt(identity), kind=Kind.UNKNOWN_PLACE)
            )
            return
        if parent.last is not None:
            self.neighbours.append((self.order[parent.last], identity))
        if parent.last is not None and number < parent.last:
            message = f"{excerpt(identity)} stands after {excerpt(self.order[parent.last])}"
            self.problems.append(Problem(self.file, 0, 0, message, path, f"{WHY}; {ORDER}", kind=Kind.RANKS))
        if parent.tag == "ol":
            hint = f"{WHY}; a number before a place reads as a rank, so write <ul>"
            message = "places in a numbered list"
            self.problems.append(Problem(self.file, 0, 0, message, path, hint, excerpt(identity), kind=Kind.RANKS))
        parent.last = number


def check_pages(html: str, order: Sequence[str], wordings: Wordings, file: str = "") -> list[Problem]:
    """Finished pages: words that rank outside quotations, and places out of the neutral order (:class:`PageGuard`)."""
    guard = PageGuard(file, order, wordings)
    read_html(html.encode(), guard)
    return list(dict.fromkeys(guard.problems))


def check_figure(svg: bytes, order: Sequence[str], words: Iterable[str], file: str = "") -> list[Problem]:
    """A comparison figure as SVG: places in the neutral order, and no number that is not part of its ``words``.

    ``words`` are the titles, names and notes that were given to the figure; any other number could only be a count or a
    scale. Numbers of domains and of sheets say so in their id (``domain-…``, ``sheet``). Places have an id of
    ``place-`` and their identity. Where a key names them, ``key-`` and ``at-`` with it are the numbers in the key and
    on the map, and must be those of the places in the neutral order.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314
    known = {" ".join(word.split()) for word in words}
    problems = []
    places = {identity: index for index, identity in enumerate(order)}
    texts = list(_texts_in(root))
    keyed = dict(_key_numbers(texts, places))
    for number, (identifier, shown) in enumerate(texts):
        if identifier in keyed:
            if shown != keyed[identifier]:
                hint = f"{WHY}; the numbers of a key go through the places in their order, from 1 on"
                message = "a number that is not that of the key"
                problems.append(Problem(file, 0, 0, message, "", hint, excerpt(shown), kind=Kind.RANKS))
            continue
        numbered = any(char.isdigit() for char in shown) and not identifier.startswith(("domain-", "sheet"))
        beside = [line for _, line in texts[max(number - 1, 0) : number + 2]]
        if numbered and shown not in known and not any(_is_line_of(words, known) for words in _with(shown, beside)):
            hint = f"{WHY}; figures show which list a profile mentions a theme in, never how often"
            problems.append(Problem(file, 0, 0, "a number in a figure", "", hint, excerpt(shown), kind=Kind.RANKS))
    drawn = [
        places[name] for element in root.iter() if (name := element.get("id", "").removeprefix("place-")) in places
    ]
    for before, after in pairwise(drawn):
        if after < before:
            message = f"{excerpt(order[after])} is drawn after {excerpt(order[before])}"
            problems.append(Problem(file, 0, 0, message, "", f"{WHY}; {ORDER}", kind=Kind.RANKS))
    return problems


def _key_numbers(texts: Iterable[tuple[str, str]], places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The ids of all numbers of a key and of its map, each with the number that it has to be."""
    found = [name for name, _ in texts]
    listed = sorted({name.removeprefix("place-") for name in found} & places.keys(), key=lambda name: places[name])
    for number, identity in enumerate(listed, 1):
        yield f"key-{identity}", str(number)
        yield f"at-{identity}", str(number)


def _with(shown: str, beside: Sequence[str]) -> Iterator[str]:
    """A line, alone and with the one before or after it: a name may be parted before or after its years."""
    yield shown
    yield from (f"{before} {after}" for before, after in pairwise(beside))


def _is_line_of(shown: str, known: Iterable[str]) -> bool:
    """Whether words with a number are some of those of a name or a note; a number alone is not."""
    return any(char.isalpha() for char in shown) and any(f" {shown} " in f" {words} " for words in known)


def _texts_in(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Every line of text, with the id of its group."""
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        for text in group.findall("{http://www.w3.org/2000/svg}text"):
            yield group.get("id", ""), " ".join("".join(text.itertext()).split())
    for text in root.findall("{http://www.w3.org/2000/svg}text"):
        yield "", " ".join("".join(text.itertext()).split())
