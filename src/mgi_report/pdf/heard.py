"""What of a tagged PDF is heard, as far as a machine can tell: headings, texts instead of pictures, languages, order.

Whether it is right only a person can say; this is what such a person looks at (Matterhorn Protocol, checks for people).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from .reading import open_pdf
from .tags import Tags, tags_of

_DEPTH = 8
_DIVIDED = re.compile("(?:[\u00ad\ufffe]|(?<=-)\u200b) ")


class Heading(NamedTuple):
    """A heading: its level, from 1, its page, from 1, and its words."""

    level: int
    page: int
    words: str


@dataclass
class Heard:
    """What is heard of a file. ``kinds`` counts elements by their type, ``instead`` what is said instead of pictures
    and signs, ``languages`` parts that name one; ``jumps`` are pages, from 1, that are painted in another order than
    read, and ``silent`` those without a tag."""

    title: str
    pages: int = 0
    headings: list[Heading] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    instead: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    jumps: list[int] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)


def read_heard(pdf: bytes) -> Heard:
    """Read what is heard of a file.

    Raises :class:`DamagedError` for one that cannot be opened.
    """
    document = open_pdf(pdf)
    heard = Heard(document.get_metadata_value("Title"), len(document))
    for number, page in enumerate(document, start=1):
        with tags_of(page) as tags:
            if tags and [*tags.top]:
                _listen(heard, number, page, tags)
            else:
                heard.silent.append(number)
    return heard


def _listen(heard: Heard, number: int, page: Any, tags: Tags) -> None:
    for element in tags.walk():
        kind = tags.kind(element)
        heard.kinds[kind] += 1
        if kind[:1] == "H" and kind[1:].isdigit():
            heard.headings.append(Heading(int(kind[1:]), number, _joined(tags.lines(element))))
        if text := tags.instead(element):
            heard.instead[text] += 1
        if language := tags.language(element):
            heard.languages[language] += 1
    if _goes_back(page, (mark for element in tags.top for mark in tags.content(element))):
        heard.jumps.append(number)


def _joined(lines: Iterable[str]) -> str:
    """Lines as one text; a word that a line divides is whole again, and so is one with a typed hyphen at the end."""
    return _DIVIDED.sub("", " ".join(lines))


def _goes_back(page: Any, read: Iterable[int]) -> bool:
    """Whether a page is painted in another order than that in which its marked content is read."""
    painted: dict[int, int] = {}
    for item in page.get_objects(max_depth=_DEPTH):
        painted.setdefault(pdfium.FPDFPageObj_GetMarkedContentID(item), len(painted))
    places = [painted[mark] for mark in read if mark in painted]
    return any(two < one for one, two in pairwise(places))
