"""A profile and the framework → the view of one reader: texts chosen by language, translated, set in type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..data.extras import Publisher
from ..data.model import KINDS, Domain, Framework, NumberedFinding, Profile
from ..text.languages import ORGANIZATION, SOURCE_LANGUAGE, Language
from ..text.markup import Run
from ..text.reader import Reader, SetText, choose
from ..text.typography import NBSP
from . import extras, words
from .view import (
    DomainView,
    FindingView,
    FrameworkView,
    KeyList,
    ListView,
    PlaceFacts,
    SnapshotView,
    ThemeGroup,
    ThemeRow,
)


def view_snapshot(
    profile: Profile, framework: Framework, language: Language, publisher: Publisher | None = None
) -> SnapshotView:
    """Everything that the snapshot of a profile says to a reader of ``language``."""
    reader, source = Reader(language), profile.source.language
    findings = list(profile.walk_findings(framework.letters))
    views = {item.reference: finding_view(item, framework, reader, source) for item in findings}
    domains = tuple(_domain(domain, profile, findings, views, reader) for domain in framework.domains)
    city, country = reader.name(profile.place.name, source), language.country(profile.place.country)
    official = reader.name(profile.place.official, source) if profile.place.official else ""
    introduction = reader.own(profile.introduction, source) if profile.introduction else None
    revised = language.day(profile.revised).replace(" ", NBSP) if profile.revised else ""
    facts, house = place_facts(profile, framework, reader, publisher), framework_view(framework, reader)
    named, verbatim = (city, country, facts.edition), facts.verbatim
    return SnapshotView(
        **vars(facts),
        **vars(house),
        language=language,
        identity=profile.identity,
        city=city,
        official=official if official != city else "",
        country=country,
        revised=revised,
        introduction=introduction,
        domains=domains,
        themes=_themes(framework, domains, findings, views, reader),
        source_title=_source_title(profile, reader),
        source_publisher=_publisher(profile.source.publisher, reader),
        source_language=language.language(source),
        foreign=any(text.foreign for text in (*(view.text for view in views.values()), introduction) if text),
        legend=words.legend(reader, proposed=facts.themes_proposed),
        note=words.note(reader, verbatim=verbatim),
        imprint=words.imprint(reader, revised, verbatim=verbatim),
        title=words.title(reader, *named),
        description=words.description(reader, house.framework_name, *named, verbatim=verbatim),
        keys=extras.key_lists(findings, views, domains),
        dates=extras.dated_names(views.values()),
        facts=extras.fact_views(profile, reader),
        cover=extras.cover_view(profile, reader),
        quote=extras.quote_view(profile, reader),
        contact=reader.text(profile.contact, source) if profile.contact else None,
        publisher=extras.publisher_view(publisher, reader),
    )


def key_points(profile: Profile, framework: Framework, reader: Reader) -> tuple[KeyList, KeyList]:
    """The key points of both lists of a profile, as its first page has them."""
    source = profile.source.language
    keys = [item for item in profile.walk_findings(framework.letters) if item.finding.key]
    views = {item.reference: finding_view(item, framework, reader, source) for item in keys}
    domains = [_domain(domain, profile, (), {}, reader) for domain in framework.domains] if keys else []
    return extras.key_lists(keys, views, domains)


def finding_view(item: NumberedFinding, framework: Framework, reader: Reader, source: str) -> FindingView:
    """A finding as a reader is given it; ``source`` is the language of the profile."""
    gist, topics = item.finding.gist, item.finding.topics
    if gist:
        shown = reader.text(gist, source)
    else:
        home = next(domain for domain in framework.domains if domain.slug == item.domain)
        names = {topic.slug: topic.name for domain in framework.domains for topic in domain.topics}
        shown = reader.text(names[topics[0]] if topics else home.name, SOURCE_LANGUAGE)
    text, theme = reader.own(item.finding.text, source), topics[0] if topics else ""
    return FindingView(item.local, item.reference, text, shown, stands_in=not gist, theme=theme)


def framework_view(framework: Framework, reader: Reader) -> FrameworkView:
    """What every publication says of the framework to a reader."""
    return FrameworkView(
        framework_name=reader.house(framework.name),
        acronym=reader.house(framework.acronym),
        about=tuple(reader.paragraph(text) for text in framework.about),
        how_to_read=tuple(reader.paragraph(text) for text in framework.how_to_read),
        caveat=reader.paragraph(framework.caveat),
    )


def place_facts(
    profile: Profile, framework: Framework, reader: Reader, publisher: Publisher | None = None
) -> PlaceFacts:
    """What every publication says of a profile to a reader."""
    language = reader.language
    return PlaceFacts(
        level=reader.say("Local") if profile.level == "local" else reader.say("National"),
        edition=language.month(profile.edition),
        edition_title=language.month_alone(profile.edition),
        coordinates=_coordinates(profile.place.coordinates, reader),
        citation=_citation(profile, reader, publisher),
        source_url=str(profile.source.url) if profile.source.url else "",
        verbatim=_is_verbatim(profile, language.code),
        themes_proposed=any(item.finding.topics_proposed for item in profile.walk_findings(framework.letters)),
    )


def _domain(
    domain: Domain,
    profile: Profile,
    findings: Sequence[NumberedFinding],
    views: dict[str, FindingView],
    reader: Reader,
) -> DomainView:
    lists = []
    for kind in KINDS:
        chosen = [views[item.reference] for item in findings if item.domain == domain.slug and item.kind == kind]
        lists.append(ListView(kind, tuple(chosen)))
    definition = domain.definition.local if profile.level == "local" else domain.definition.national
    name, scope = reader.house(domain.name), reader.paragraph(domain.scope or definition)
    return DomainView(
        domain.slug, domain.number, domain.icon, name, scope, reader.paragraph(definition), (lists[0], lists[1])
    )


def _themes(
    framework: Framework,
    domains: Sequence[DomainView],
    findings: Sequence[NumberedFinding],
    views: dict[str, FindingView],
    reader: Reader,
) -> tuple[ThemeGroup, ...]:
    groups = []
    for domain, view in zip(framework.domains, domains, strict=True):
        rows = []
        for topic in domain.topics:
            about = [item for item in findings if topic.slug in item.finding.topics]
            developed, potential = (
                tuple(views[item.reference] for item in about if item.kind == kind) for kind in KINDS
            )
            rows.append(ThemeRow(topic.slug, reader.house(topic.name), developed, potential))
        groups.append(ThemeGroup(view, tuple(rows)))
    return tuple(groups)


def _coordinates(coordinates: tuple[float, float] | None, reader: Reader) -> str:
    """Latitude and longitude in words; nothing where they are not known."""
    if coordinates is None:
        return ""
    (latitude, longitude), say, number = coordinates, reader.language.gettext, reader.language.number
    north, east = say("N") if latitude >= 0 else say("S"), say("E") if longitude >= 0 else say("W")
    return reader.say(
        "%(latitude)s, %(longitude)s",
        latitude=f"{number(abs(latitude))}°{NBSP}{north}",
        longitude=f"{number(abs(longitude))}°{NBSP}{east}",
    )


def _publisher(name: str, reader: Reader) -> str:
    return reader.say(name) if name == ORGANIZATION else reader.set(name)


def _source_title(profile: Profile, reader: Reader) -> SetText:
    return reader.runs(profile.source.title, profile.source.language)


def _is_verbatim(profile: Profile, language: str) -> bool:
    """Whether a reader of a language is given the words of the source, not restated and not translated."""
    source = profile.source.language
    texts = [finding.text for _, finding in profile.placed_findings()]
    texts += [profile.introduction] if profile.introduction else []
    return profile.source.wording == "verbatim" and all(choose(text, language, source)[1] == source for text in texts)


def source_runs(profile: Profile, reader: Reader) -> tuple[Run, ...]:
    """Who published the profile, when, and its title."""
    source, year = _source_title(profile, reader), profile.edition[:4]
    language = source.language if source.foreign else ""
    title = (Run(run.text, emphasis=True, language=language) for run in source.runs)
    return (Run(f"{_publisher(profile.source.publisher, reader)} ({year}). "), *title, Run("."))


def _citation(profile: Profile, reader: Reader, publisher: Publisher | None) -> tuple[Run, ...]:
    """How to cite the snapshot, in the order publisher (year), title, kind, source; unsigned without a publisher."""
    verbatim = _is_verbatim(profile, reader.language.code)
    kind = reader.say("Findings reproduced from:") if verbatim else reader.say("Derived summary of:")
    name = reader.say(
        "Migration governance snapshot: %(city)s, %(edition)s",
        city=reader.name(profile.place.name, profile.source.language),
        edition=reader.language.month(profile.edition),
    )
    dated = f"({profile.revised.year if profile.revised else profile.edition[:4]})"
    runs = [Run(name, emphasis=True)]
    if publisher:
        runs = [Run(f"{reader.text(publisher.name, publisher.language).plain} {dated}. "), *runs]
    first, *title = source_runs(profile, reader)
    runs.append(replace(first, text=f"{'' if publisher else f' {dated}'}. {kind} {first.text}"))
    return (*runs, *title)
