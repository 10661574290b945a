"""A profile and the framework → the view of one reader: texts chosen by language, translated, set in type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ..data.model import DOMAIN_SLUGS, KINDS, Domain, Framework, NumberedFinding, Profile, Text, choose
from ..text.languages import ORGANIZATION, Language
from ..text.markup import Run, parse_markup
from ..text.typography import NBSP, close_runs, closed, set_runs, set_text
from .view import DomainView, FindingView, ListView, SetText, SnapshotView, ThemeGroup, ThemeRow

House = Callable[[Text], str]
"""Chooses and sets a text of the framework."""


def set_in(text: Text, language: str, source_language: str) -> SetText:
    """Choose the text for a reader and set it; a text in another language than the reader's says so."""
    words, code = choose(text, language, source_language)
    return SetText(tuple(set_runs(parse_markup(words), code)), code, foreign=code != language)


def name_in(text: Text, language: str, source_language: str) -> str:
    """A name as it stands alone, in headings, data and metadata: its words may be parted at the end of a line."""
    return set_in(text, language, source_language).plain.replace(NBSP, " ")


def set_paragraph(text: Text, language: str, source_language: str) -> SetText:
    """The same for a text that is a paragraph of its own."""
    chosen = set_in(text, language, source_language)
    return replace(chosen, runs=close_runs(chosen.runs))


def house_paragraph(text: Text, language: str) -> str:
    """A paragraph of the framework, chosen and set."""
    return closed(set_in(text, language, "en").plain)


def view_snapshot(profile: Profile, framework: Framework, language: Language) -> SnapshotView:
    """Everything that the snapshot of a profile says to a reader of ``language``."""
    code, source = language.code, profile.source.language

    def own(text: Text) -> SetText:
        return set_paragraph(text, code, source)

    def house(text: Text) -> str:
        return set_in(text, code, "en").plain

    def paragraph(text: Text) -> str:
        return house_paragraph(text, code)

    findings = list(profile.walk_findings(framework.letters))
    views = {item.reference: FindingView(item.local, item.reference, own(item.finding.text)) for item in findings}
    domains = tuple(_domain(domain, profile, findings, views, house, paragraph) for domain in framework.domains)
    official = name_in(profile.place.official, code, source) if profile.place.official else ""
    city, country = name_in(profile.place.name, code, source), language.country(profile.place.country)
    edition = language.month(profile.edition)
    texts = [*(view.text for view in views.values()), *([own(profile.introduction)] if profile.introduction else [])]
    title = _source_title(profile, language)
    publisher = _publisher(profile.source.publisher, language)
    return SnapshotView(
        language=language,
        identity=profile.identity,
        level=language.gettext("Local") if profile.level == "local" else language.gettext("National"),
        city=city,
        official=official if official != city else "",
        country=country,
        edition=edition,
        edition_title=language.month_alone(profile.edition),
        revised=language.day(profile.revised).replace(" ", NBSP) if profile.revised else "",
        coordinates=coordinates_of(profile.place.coordinates, language),
        introduction=own(profile.introduction) if profile.introduction else None,
        domains=domains,
        themes=_themes(framework, domains, findings, views, house),
        framework_name=house(framework.name),
        acronym=house(framework.acronym),
        about=tuple(paragraph(text) for text in framework.about),
        how_to_read=tuple(paragraph(text) for text in framework.how_to_read),
        caveat=paragraph(framework.caveat),
        source_title=title,
        source_publisher=publisher,
        source_url=str(profile.source.url) if profile.source.url else "",
        source_language=language.language(source),
        foreign=any(text.foreign for text in texts),
        citation=citation_of(profile, language),
        verbatim=is_verbatim(profile, code),
        themes_proposed=any(item.finding.topics_proposed for item in findings),
    )


def _domain(
    domain: Domain,
    profile: Profile,
    findings: Sequence[NumberedFinding],
    views: dict[str, FindingView],
    house: House,
    paragraph: House,
) -> DomainView:
    lists = []
    for kind in KINDS:
        chosen = [views[item.reference] for item in findings if item.domain == domain.slug and item.kind == kind]
        lists.append(ListView(kind, tuple(chosen)))
    definition = domain.definition.local if profile.level == "local" else domain.definition.national
    return DomainView(
        domain.slug, domain.number, domain.icon, house(domain.name), paragraph(definition), (lists[0], lists[1])
    )


def _themes(
    framework: Framework,
    domains: Sequence[DomainView],
    findings: Sequence[NumberedFinding],
    views: dict[str, FindingView],
    house: House,
) -> tuple[ThemeGroup, ...]:
    groups = []
    for domain, view in zip(framework.domains, domains, strict=True):
        rows = []
        for topic in domain.topics:
            about = [item for item in findings if topic.slug in item.finding.topics]
            developed, potential = (
                tuple(views[item.reference] for item in about if item.kind == kind) for kind in KINDS
            )
            rows.append(ThemeRow(house(topic.name), developed, potential))
        groups.append(ThemeGroup(view, tuple(rows)))
    return tuple(groups)


def coordinates_of(coordinates: tuple[float, float] | None, language: Language) -> str:
    """Latitude and longitude in words; nothing where they are not known."""
    if coordinates is None:
        return ""
    latitude, longitude = coordinates
    north = language.gettext("N") if latitude >= 0 else language.gettext("S")
    east = language.gettext("E") if longitude >= 0 else language.gettext("W")
    values = {
        "latitude": f"{language.number(abs(latitude))}°\u00a0{north}",
        "longitude": f"{language.number(abs(longitude))}°\u00a0{east}",
    }
    return language.gettext("%(latitude)s, %(longitude)s", **values)


def _publisher(name: str, language: Language) -> str:
    return set_text(language.gettext(name) if name == ORGANIZATION else name, language.code)


def _source_title(profile: Profile, language: Language) -> SetText:
    source = profile.source.language
    return SetText(tuple(set_runs(parse_markup(profile.source.title), source)), source, source != language.code)


def is_verbatim(profile: Profile, language: str) -> bool:
    """Whether a reader of a language is given the words of the source, not restated and not translated."""
    source = profile.source.language
    lists = [profile.findings[slug] for slug in DOMAIN_SLUGS]
    texts = [finding.text for both in lists for finding in (*both.developed, *both.potential)]
    texts += [profile.introduction] if profile.introduction else []
    return profile.source.wording == "verbatim" and all(choose(text, language, source)[1] == source for text in texts)


def citation_of(profile: Profile, language: Language) -> tuple[Run, ...]:
    """How to cite the snapshot, in the order author (year), title, kind, source."""
    year, title = profile.edition[:4], _source_title(profile, language)
    city = name_in(profile.place.name, language.code, profile.source.language)
    publisher = _publisher(profile.source.publisher, language)
    head = f"mgi_report ({_year(profile.revised) or year}). "
    name = language.gettext(
        "Migration governance snapshot: %(city)s, %(edition)s", city=city, edition=language.month(profile.edition)
    )
    verbatim = is_verbatim(profile, language.code)
    kind = language.gettext("Findings reproduced from:") if verbatim else language.gettext("Derived summary of:")
    runs = [
        Run(head),
        Run(set_text(name, language.code), emphasis=True),
        Run(f". {set_text(kind, language.code)} {publisher} ({year}). "),
    ]
    runs += [Run(run.text, emphasis=True, language=title.language if title.foreign else "") for run in title.runs]
    return (*runs, Run("."))


def _year(day: date | None) -> str:
    return str(day.year) if day else ""
