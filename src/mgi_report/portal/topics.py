"""Topics that a finding may be about, by keywords. They are proposals; a person confirms them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ..data.model import Framework
from .labels import fold, table_of, tables

MOST = 3
_ELSEWHERE = 2
"""How many different keywords a topic of another domain must have in a finding."""


def propose(words: str, domain: str, framework: Framework, language: str) -> list[str]:
    """The topics of a finding, the likeliest of its own domain first; none where no keyword of that domain stands."""
    folded = fold(words)
    scores = {slug: len(set(pattern.findall(folded))) for slug, pattern in _patterns(language).items()}
    known = framework.topics
    own = [slug for slug, score in scores.items() if score and slug in known and known[slug].slug == domain]
    if not own:
        return []
    own.sort(key=lambda slug: (-scores[slug], _first(slug, folded, language)))
    others = [
        slug
        for slug, score in scores.items()
        if score >= _ELSEWHERE and slug in known and known[slug].slug != domain and score >= scores[own[0]]
    ]
    return [*own[:2], *others][:MOST]


def meant(word: str, framework: Framework) -> list[str]:
    """The topics of which a word or a few are a keyword in any language, in the order of the framework."""
    folded, found = fold(word), set[str]()
    for table in tables():
        found |= {slug for slug, pattern in _patterns(table.language).items() if pattern.fullmatch(folded)}
    return [slug for slug in framework.topics if slug in found]


def _first(slug: str, folded: str, language: str) -> int:
    match = _patterns(language)[slug].search(folded)
    return match.start() if match else len(folded)


@cache
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    table = table_of(language)
    return {slug: _pattern(words) for slug, words in table.topics.items()} if table else {}


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = [fold(word) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(rf"\b(?:{'|'.join(sorted(parts, key=len, reverse=True))})\b")
