"""What a profile is, and what the framework is that it follows.

All models are frozen and refuse unknown keys. They hold what the files say; everything derived (finding ids, order,
comparison) is computed from them elsewhere. Texts are :data:`Text`: one string in the language of the source, or one
string per language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from ..errors import Kind as ProblemKind
from .extras import Acceptance, Cover, Fact, Quote
from .extras import Strict as _Model
from .fields import (
    MAX_FINDINGS,
    MAX_TOPICS,
    Address,
    Code,
    Coordinates,
    Country,
    Day,
    Edition,
    FindingId,
    GistText,
    Language,
    Markup,
    Plain,
    Reference,
    Slug,
    Translations,
    rule_broken,
)
from .fields import Text as Text
from .tree import Path_, inside

DOMAIN_SLUGS = (
    "migrants-rights",
    "whole-of-government",
    "partnerships",
    "well-being",
    "mobility-crises",
    "safe-migration",
)
"""The six domains of the MGI in their order; a framework file names and defines them."""

Kind = Literal["developed", "potential"]
KINDS: tuple[Kind, Kind] = ("developed", "potential")


class Place(_Model):
    """Where a profile is about."""

    name: Text = Field(description="Short name, as in a headline: Medellín")
    official: Text | None = Field(default=None, description="Official name of the place: District of Medellín")
    country: Country = Field(description="ISO 3166-1 alpha-2 code; its names come from Unicode CLDR")
    coordinates: Coordinates | None = Field(
        default=None, description="Latitude and longitude in degrees; without them the snapshot has no locator map"
    )


class Source(_Model):
    """Where the findings come from."""

    title: Markup = Field(description="Title of the source page, in its own language")
    publisher: Plain = Field(description="Who published it")
    language: Language = Field(description="Language of the source and of every text given as one plain string")
    url: Address | None = Field(default=None, description="Address of the source page")
    framework: Text | None = Field(
        default=None,
        description="Version of the indicators that were asked, as the source names it: 87 indicators, local pilot",
    )
    wording: Literal["restated", "verbatim"] = Field(
        default="restated", description="Whether the findings are restated or stand in the wording of the source"
    )


class Finding(_Model):
    """One finding of a profile, and the topics it is about."""

    text: Text = Field(description="One or two sentences; inline markup is allowed")
    topics: list[Slug] = Field(
        default=[],
        max_length=MAX_TOPICS,
        description="Topics of the framework; the first belongs to the finding's domain",
    )
    gist: GistText | None = Field(
        default=None, description="What a reader can take away: a noun phrase of at most 60 characters, without markup"
    )
    key: bool = Field(
        default=False, description="One of the key points of the profile: at most three in each list, in both as many"
    )
    topics_proposed: bool = Field(
        default=False, description="The importer proposed the topics; delete this line when a person has confirmed them"
    )
    id: FindingId | None = Field(
        default=None,
        description="Reference such as R7 of a finding that was added later; the others are counted and keep theirs",
    )
    accept: Acceptance = Field(
        default=Acceptance(),
        description="Doubts about the finding that are unfounded, each with its reason",
    )
    follows: Reference | None = Field(
        default=None,
        description="Which finding of an earlier edition this is, by its whole reference: BUE-2022-R3",
    )


class Findings(_Model):
    """The two lists of one domain. They have equal weight."""

    developed: list[Finding] = Field(max_length=MAX_FINDINGS, description="Examples of well-developed areas")
    potential: list[Finding] = Field(
        max_length=MAX_FINDINGS, description="Areas with potential for further development"
    )


class DomainFindings(_Model):
    """The findings of a profile: all six domains, none may be missing."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    migrants_rights: Findings = Field(alias="migrants-rights")
    whole_of_government: Findings = Field(alias="whole-of-government")
    partnerships: Findings
    well_being: Findings = Field(alias="well-being")
    mobility_crises: Findings = Field(alias="mobility-crises")
    safe_migration: Findings = Field(alias="safe-migration")

    def __getitem__(self, slug: str) -> Findings:
        findings: Findings = getattr(self, slug.replace("-", "_"))
        return findings


class Profile(_Model):
    """A place's migration governance profile, in one edition."""

    city: Slug = Field(description="Slug of the place: lower-case letters, digits and hyphens")
    edition: Edition = Field(description="Year and month of the profile")
    code: Code = Field(description="Three letters that begin every reference to a finding, as MDE")
    level: Literal["local", "national"] = Field(description="Whose governance was assessed")
    revised: Day | None = Field(default=None, description="Day on which the texts of this file were last revised")
    languages: list[Language] = Field(
        default=[],
        max_length=MAX_TOPICS,
        description="Languages of its publications, where none is asked for; by default that of the source",
    )
    place: Place
    source: Source
    introduction: Text | None = Field(default=None, description="A short introduction")
    contact: Text | None = Field(default=None, description="Where readers can ask about the profile")
    facts: list[Fact] = Field(
        default=[], max_length=MAX_FINDINGS, description="Figures about the place, each with its year and source"
    )
    cover: Cover | None = Field(default=None, description="A picture for the cover")
    quote: Quote | None = Field(default=None, description="Words of a person, with their source")
    findings: DomainFindings = Field(description="The six domains, each with its two lists")

    @property
    def identity(self) -> str:
        """City and edition: ``medellin-2022-09``."""
        return f"{self.city}-{self.edition}"

    @property
    def written_in(self) -> tuple[str, ...]:
        """The languages in which every finding exists, the language of the source first."""
        texts = [finding.text for _, finding in self.placed_findings()]
        found = [set(text) if isinstance(text, dict) else {self.source.language} for text in texts]
        common = set.intersection(*found) if found else {self.source.language}
        return tuple(sorted(common, key=lambda code: (code != self.source.language, code)))

    def placed_findings(self) -> Iterator[tuple[Path_, Finding]]:
        """All findings in the order of the framework, with their places in the data."""
        for slug in DOMAIN_SLUGS:
            for kind in KINDS:
                for index, finding in enumerate(getattr(self.findings[slug], kind)):
                    yield ("findings", slug, kind, index), finding

    def extras(self) -> Iterator[tuple[Path_, Text]]:
        """The texts that stand beside the findings, apart from the introduction, with their places in the data."""
        for path, text in ((("source", "framework"), self.source.framework), (("contact",), self.contact)):
            if text:
                yield path, text
        for index, fact in enumerate(self.facts):
            yield from ((("facts", index, key), getattr(fact, key)) for key in ("label", "value", "source"))
        for name, part in (("cover", self.cover), ("quote", self.quote)):
            yield from (((name, key), text) for key, text in part or () if key != "image")

    def walk_findings(self, letters: Mapping[str, str]) -> Iterator[NumberedFinding]:
        """All findings in the order of the framework, with their references.

        ``letters`` maps domain slugs to their letters (R for migrants' rights …). In each domain the numbers run
        through both lists, so that no list looks like an appendix of the other. A finding with an id of its own is not
        counted, so that one that is added later leaves the references of the others as they are.
        """
        for slug in DOMAIN_SLUGS:
            listed = [(kind, finding) for kind in KINDS for finding in getattr(self.findings[slug], kind)]
            given = {finding.id for _, finding in listed if finding.id}
            free = (local for number in count(1) if (local := f"{letters[slug]}{number}") not in given)
            for kind, finding in listed:
                local = finding.id or next(free)
                yield NumberedFinding(f"{self.code}-{self.edition[:4]}-{local}", local, slug, kind, finding)


@dataclass(frozen=True)
class NumberedFinding:
    """A finding with its reference: ``MDE-2022-R1`` (``reference``) or, within its profile, ``R1`` (``local``)."""

    reference: str
    local: str
    domain: str
    kind: Kind
    finding: Finding


class Topic(_Model):
    """A sub-area of a domain, by which findings can be found and compared."""

    slug: Slug
    name: Translations


class Definition(_Model):
    """What a domain looks at, for national and for local profiles."""

    national: Translations
    local: Translations


class Domain(_Model):
    """One of the six domains of the MGI."""

    slug: Literal[DOMAIN_SLUGS]  # type: ignore[valid-type]
    number: int = Field(ge=1, le=6)
    letter: str = Field(pattern="^[A-Z]$", description="Letter in the references of its findings")
    icon: Slug
    name: Translations
    scope: Translations | None = Field(None, description="What it is about in a few words, at any level of government")
    definition: Definition
    topics: list[Topic] = Field(min_length=1)


class Framework(_Model):
    """The Migration Governance Indicators: names, definitions, topics and the texts that stand in every publication."""

    name: Translations
    acronym: Translations
    url: Address
    languages: list[Language] = Field(min_length=1, description="Languages in which publications can be made")
    about: list[Translations]
    how_to_read: list[Translations]
    caveat: Translations
    domains: list[Domain] = Field(min_length=6, max_length=6)

    @model_validator(mode="after")
    def _consistent(self) -> Framework:
        for position, (domain, slug) in enumerate(zip(self.domains, DOMAIN_SLUGS, strict=True), start=1):
            if domain.slug != slug or domain.number != position:
                message = f"domain {position} must be “{slug}” with number {position}"
                raise rule_broken(message, "keep the order of the MGI", kind=ProblemKind.NOT_A_CHOICE)
        if len(set(self.letters.values())) < len(self.domains):
            hint = "references to findings would collide"
            raise rule_broken("two domains have the same letter", hint, kind=ProblemKind.DUPLICATE)
        topics = [topic.slug for domain in self.domains for topic in domain.topics]
        double = next((slug for slug in topics if topics.count(slug) > 1), None)
        if double:
            hint = "topics have one home; findings may name several topics"
            raise rule_broken(f"the topic “{double}” stands twice", hint, kind=ProblemKind.DUPLICATE)
        return self

    @property
    def letters(self) -> dict[str, str]:
        """Domain slug → letter."""
        return {domain.slug: domain.letter for domain in self.domains}

    @property
    def topics(self) -> dict[str, Domain]:
        """Topic slug → the domain it belongs to."""
        return {topic.slug: domain for domain in self.domains for topic in domain.topics}


def typed_findings(data: Any) -> Iterator[tuple[Path_, Any]]:
    """What stands where findings are expected in the data of a file, sound or not, with its place."""
    for slug in DOMAIN_SLUGS:
        for kind in KINDS:
            for index, finding in enumerate(inside(data, "findings", slug, kind, default=[])[:MAX_FINDINGS]):
                yield ("findings", slug, kind, index), finding
