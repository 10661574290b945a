"""What a profile holds beside its findings, and what stands out of them, as one reader sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ..data.extras import Publisher
from ..data.model import KINDS, NumberedFinding, Profile
from ..text.languages import mark
from ..text.markup import Run
from ..text.reader import Reader, SetText
from .view import (
    CoverView,
    DatedName,
    DomainView,
    FactView,
    FindingView,
    KeyList,
    KeyPoint,
    NameGroup,
    PublisherView,
    QuoteView,
)

_TITLES = {
    "law": mark("Laws and rules"),
    "plan": mark("Plans and strategies"),
    "programme": mark("Programmes and projects"),
    "network": mark("Networks"),
}
"""The kinds of names that stand at the foot of short pages, in this order."""


def key_lists(
    findings: Sequence[NumberedFinding], views: Mapping[str, FindingView], domains: Iterable[DomainView]
) -> tuple[KeyList, KeyList]:
    """The key points of both lists, in the order of the profile."""
    homes = {domain.slug: domain for domain in domains}
    developed, potential = (
        tuple(
            KeyPoint(views[item.reference], homes[item.domain])
            for item in findings
            if item.finding.key and item.kind == kind
        )
        for kind in KINDS
    )
    return KeyList("developed", developed), KeyList("potential", potential)


def dated_names(views: Iterable[FindingView]) -> tuple[DatedName, ...]:
    """The names with a year in texts as they are printed, by year; one that several findings tell stands once."""
    found: dict[tuple[int, str, str], DatedName] = {}
    for view in views:
        for name in _dated(view):
            found.setdefault((name.year, name.kind, name.name.plain), name)
    return tuple(sorted(found.values(), key=lambda name: name.year))


def _dated(view: FindingView) -> Iterator[DatedName]:
    for (year, kind, _), parts in groupby(view.text.runs, lambda run: (run.year, run.kind, run.entry)):
        if year:
            runs = tuple(Run(run.text, language=run.language) for run in parts)
            yield DatedName(year, SetText(runs, view.text.language, view.text.foreign), kind, view)


def names_in(views: Iterable[FindingView], reader: Reader) -> tuple[NameGroup, ...]:
    """The laws, plans, programmes and networks that findings name, by kind and in the order of the findings."""
    found: dict[str, dict[str, tuple[SetText, FindingView]]] = {kind: {} for kind in _TITLES}
    for view in views:
        for (kind, _), parts in groupby(view.text.runs, lambda run: (run.kind, run.entry)):
            if kind in found:
                runs = tuple(Run(run.text, language=run.language) for run in parts)
                name = SetText(runs, view.text.language, view.text.foreign)
                found[kind].setdefault(name.plain, (name, view))
    return tuple(NameGroup(reader.say(_TITLES[kind]), tuple(names.values())) for kind, names in found.items() if names)


def fact_views(profile: Profile, reader: Reader) -> tuple[FactView, ...]:
    """The figures of a profile."""
    source = profile.source.language
    return tuple(
        FactView(
            reader.text(fact.label, source),
            reader.text(fact.value, source),
            fact.year,
            reader.text(fact.source, source),
        )
        for fact in profile.facts
    )


def cover_view(profile: Profile, reader: Reader) -> CoverView | None:
    """The picture on the cover, if the profile has one."""
    cover, source = profile.cover, profile.source.language
    return CoverView(cover.image, reader.text(cover.alt, source), reader.text(cover.credit, source)) if cover else None


def quote_view(profile: Profile, reader: Reader) -> QuoteView | None:
    """The words of a person, if the profile has any."""
    if not (quote := profile.quote):
        return None
    given = (quote.speaker, quote.role, quote.source)
    speaker, role, source = (reader.text(text, profile.source.language) for text in given)
    return QuoteView(reader.own(quote.text, profile.source.language), speaker, role, source)


def publisher_view(publisher: Publisher | None, reader: Reader) -> PublisherView | None:
    """Who publishes, if the workspace says so."""
    if not publisher:
        return None
    contact, note = (
        reader.text(text, publisher.language) if text else None for text in (publisher.contact, publisher.note)
    )
    name, url = reader.text(publisher.name, publisher.language), str(publisher.url or "")
    return PublisherView(name, publisher.logo or "", contact, url, note)
