"""Two profiles of a place → the view of one reader: how each finding stands in both, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ...data.extras import Publisher
from ...data.model import Domain, Framework, NumberedFinding, Profile
from ...data.succession import Standing, State, Succession
from ...text.languages import ORGANIZATION, Language
from ...text.markup import Run, plain_text
from ...text.reader import Reader, SetText, choose
from ...text.typography import NBSP, close_runs, fold
from .. import extras
from ..present import framework_view
from ..words import note
from . import words
from .view import EditionView, Listed, SinceDomain, SinceView, StandingView


def view_since(
    told: Succession, framework: Framework, language: Language, publisher: Publisher | None = None
) -> SinceView:
    """Everything that pages of two editions say to a reader of ``language``.

    Findings are printed in that language where both editions have it, else in one that both have, else each in that of
    its source.
    """
    older, newer, reader = told.older, told.newer, Reader(language)
    code = language.code if all(language.code in item.written_in for item in (older, newer)) else told.language
    house, source = framework_view(framework, reader), newer.source.language
    city = reader.name(newer.place.name, source)
    official = reader.name(newer.place.official, source) if newer.place.official else ""
    country = language.country(newer.place.country)
    editions = _edition(older, reader), _edition(newer, reader)
    dated = editions[0].edition, editions[1].edition
    texts = [item.source.framework and _bare(item.source.framework, item, code) for item in (older, newer)]
    names = {domain.slug: f"{domain.number}{NBSP}{reader.house(domain.name)}" for domain in framework.domains}
    foreign = language.language(told.language) if code and code != language.code else ""
    apart = ("", "") if code else tuple(language.language(item.source.language) for item in (older, newer))
    verbatim = all(item.source.wording == "verbatim" and item.source.language == code for item in (older, newer))
    missing = reader.say("Not listed")
    title = words.title(reader, city, country, *dated)
    return SinceView(
        language=language,
        identity=f"{newer.city}-{older.edition}-{newer.edition}",
        city=city,
        official=official if official != city else "",
        country=country,
        framework_name=house.framework_name,
        older=editions[0],
        newer=editions[1],
        domains=tuple(_domain(domain, told, code, reader, names, dated[0]) for domain in framework.domains),
        heading=reader.say("Two editions: %(older)s and %(newer)s", older=dated[0], newer=dated[1]),
        leaf_heading=reader.say("Since the edition of %(older)s", older=dated[0]),
        instrument=words.instrument(reader, texts[0] or "", texts[1] or ""),
        caution=words.caution(reader),
        caveat=house.caveat,
        foreign=words.foreign(reader, foreign, apart[0], apart[1]),
        corner=reader.say("How it is listed"),
        missing=f"[{missing}]",
        nothing=reader.say("Nothing listed in either edition."),
        citation=(Run(title, emphasis=True), Run(f" ({newer.edition[:4]}).")),
        note=note(reader, verbatim=verbatim),
        imprint=words.imprint(reader),
        verbatim=verbatim,
        title=title,
        description=words.description(reader, house.framework_name, city, *dated),
        keywords=tuple(dict.fromkeys((house.framework_name, house.acronym, city, country))),
        publisher=extras.publisher_view(publisher, reader),
    )


def _edition(profile: Profile, reader: Reader) -> EditionView:
    source, language = profile.source, reader.language
    unnamed = SetText((Run(reader.say("not named in the profile")),), language.code)
    publisher = reader.say(source.publisher) if source.publisher == ORGANIZATION else reader.set(source.publisher)
    return EditionView(
        identity=profile.identity,
        edition=language.month(profile.edition),
        title=language.month_alone(profile.edition),
        framework=reader.text(source.framework, source.language) if source.framework else unnamed,
        revised=language.day(profile.revised).replace(" ", NBSP) if profile.revised else "",
        publisher=publisher,
        source=reader.runs(source.title, source.language),
        url=str(source.url) if source.url else "",
    )


def _domain(
    domain: Domain, told: Succession, code: str, reader: Reader, names: Mapping[str, str], edition: str
) -> SinceDomain:
    standings = [_standing(item, told, code, reader, names, edition) for item in told.of_domain(domain.slug)]
    order = list(State)
    standings.sort(key=lambda item: order.index(item.state))
    return SinceDomain(domain.slug, domain.number, reader.house(domain.name), tuple(standings))


def _standing(
    item: Standing, told: Succession, code: str, reader: Reader, names: Mapping[str, str], edition: str
) -> StandingView:
    older = _listed(item.older, told.older, code, reader) if item.older else None
    newer = _listed(item.newer, told.newer, code, reader) if item.newer else None
    same = older is not None and newer is not None and fold(older.text.plain) == fold(newer.text.plain)
    state = item.state
    if state in (State.SAME, State.DIFFERENT):
        state = State.SAME if same else State.DIFFERENT
    elsewhere = names[older.domain] if older and newer and older.domain != newer.domain else ""
    said = words.state_in_words(item, reader, edition, elsewhere, same=same)
    if not (older and newer):
        return StandingView(state, said, older, newer)
    both = reader.say("%(older)s, now %(newer)s", older=older.local, newer=newer.local)
    return StandingView(state, said, older, newer, same, newer.local if older.local == newer.local else both)


def _listed(item: NumberedFinding, profile: Profile, code: str, reader: Reader) -> Listed:
    text, gist = item.finding.text, item.finding.gist
    chosen = _set(choose(text, code, profile.source.language), reader)
    shown = _set(choose(gist, code, profile.source.language), reader) if gist else None
    return Listed(item.local, item.reference, item.domain, item.kind, chosen, shown)


def _set(chosen: tuple[str, str], reader: Reader) -> SetText:
    found = reader.runs(*chosen)
    return SetText(tuple(close_runs(found.runs)), found.language, found.foreign)


def _bare(text: str | Mapping[str, str], profile: Profile, code: str) -> str:
    return fold(plain_text(choose(text, code, profile.source.language)[0]))
