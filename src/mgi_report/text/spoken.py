"""Pages that are spoken: what a link says of the page to which it leads, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .languages import Language, mark

MESSAGES = (
    mark("Go to %(title)s on page %(page)s"),
    mark("Go to domain %(number)s, %(name)s, on page %(page)s"),
    mark("Go to the pages of %(city)s on page %(page)s"),
    mark("Page %(page)s: %(findings)s"),
    mark("page %(page)s"),
)
"""The messages by which descriptions of links speak of pages; the last one stands at the end of others."""

_LABEL = r"(?P<page>(?:[^\W\d_]+-)?(?:\d+|[ivxlcdm]+))"
_PLACEHOLDER = re.compile(r"%\(\w+\)s")
_PAGE = "%(page)s"


def speaking(language: Language) -> tuple[str, ...]:
    """Patterns by which pages are found that are spoken in a language, for :func:`spoken_page`."""
    return tuple(map(_pattern, (language.gettext(message) for message in MESSAGES)))


def _pattern(message: str) -> str:
    before, _, after = message.partition(_PAGE)
    words = re.sub(r"^\W+", "", _PLACEHOLDER.split(before)[-1])
    behind = ".+".join(re.escape(_plain(part)) for part in _PLACEHOLDER.split(after))
    return rf"(?<!\w){re.escape(_plain(words))}{_LABEL}{behind}$"


def spoken_page(words: str, patterns: Sequence[str]) -> str:
    """The label of the page that a description speaks of; nothing where it speaks of none."""
    found = (re.search(pattern, _plain(words)) for pattern in patterns)
    return next((match["page"] for match in found if match), "")


def _plain(words: str) -> str:
    return re.sub(r"\s", " ", words)
