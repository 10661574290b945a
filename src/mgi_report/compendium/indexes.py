"""The index of a comparison: the names marked in its findings. Pure; page numbers come later.

Every entry lists its findings city by city in the neutral order. A reference leads to the page by the
link target of its finding, so an index and the pages it points to cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..data.comparison import Comparison, Mention
from ..text.collation import collated
from ..text.languages import Language, mark
from ..text.markup import NAME_KINDS, Run, parse_markup
from ..text.reader import choose
from ..text.typography import fold

KIND_TITLES = {
    "institution": mark("Institutions"),
    "network": mark("Networks"),
    "programme": mark("Programmes and services"),
    "publication": mark("Publications"),
    "law": mark("Laws and regulations"),
    "plan": mark("Plans and strategies"),
}
"""A heading for each kind of name, in the order of the index."""


@dataclass(frozen=True)
class NameEntry:
    """A name as an index lists it, the language it is in, its kind and the findings that have it."""

    name: str
    language: str
    kind: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class _Found:
    name: str
    language: str
    kind: str
    mention: Mention

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, fold(self.name).casefold()


def names_index(comparison: Comparison, language: Language) -> tuple[NameEntry, ...]:
    """Every name marked in the findings as this reader sees them, collated.

    The same name in several cities, or once as a foreign name and once in a text of its own language, is one entry. Two
    kinds are two entries. Where cases differ the entry has the capital.
    """
    found: dict[tuple[str, str], list[_Found]] = {}
    for mention in _by_city(comparison):
        for item in _names(mention, language):
            found.setdefault(item.key, []).append(item)
    entries = [_entry(items) for items in found.values()]
    return tuple(collated(entries, language.code, lambda entry: (entry.name, entry.kind), language.folders))


def by_kind(entries: Iterable[NameEntry]) -> dict[str, tuple[NameEntry, ...]]:
    """Collated entries under their kinds, in the order of :data:`KIND_TITLES`; empty kinds are left out."""
    listed = list(entries)
    groups = {kind: tuple(entry for entry in listed if entry.kind == kind) for kind in KIND_TITLES}
    return {kind: found for kind, found in groups.items() if found}


def _by_city(comparison: Comparison) -> list[Mention]:
    """All findings, city by city in the neutral order, within a city in the order of its references."""
    cities = {city.identity: place for place, city in enumerate(comparison.cities)}
    domains = [chapter.domain.slug for chapter in comparison.chapters]

    def place(mention: Mention) -> tuple[int, int, int]:
        finding = mention.finding
        return cities[mention.city.identity], domains.index(finding.domain), int(finding.local[1:])

    return sorted(comparison.findings.values(), key=place)


def _names(mention: Mention, language: Language) -> Iterator[_Found]:
    """The names in the text that this reader gets, each whole even where a part of it is emphasized."""
    text, code = choose(mention.finding.finding.text, language.code, mention.city.profile.source.language)

    def name_of(run: Run) -> tuple[str, str, str]:
        return run.kind, run.entry, run.language

    for (kind, entry, own), runs in groupby(parse_markup(text), name_of):
        words = "".join(run.text for run in runs)
        if kind in NAME_KINDS:
            yield _Found(entry or words, own or code, kind, mention)


def _entry(items: list[_Found]) -> NameEntry:
    shown = min(items, key=lambda item: (not item.name[:1].isupper(), items.index(item)))
    mentions = tuple({item.mention.reference: item.mention for item in items}.values())
    return NameEntry(shown.name, shown.language, shown.kind, mentions)
