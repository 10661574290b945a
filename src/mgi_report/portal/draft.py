"""A profile that was read from a page → YAML that a person likes to go on with."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..data.blank import scalar
from ..text.languages import ORGANIZATION
from ..text.markup import escape

_WIDTH = 110


@dataclass(frozen=True)
class DraftFinding:
    """One finding in the words of the page, the topics proposed for it, and its line on the page."""

    words: str
    topics: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Draft:
    """A profile in the words of a page; texts are plain words, not markup yet."""

    city: str
    edition: str
    code: str
    level: str
    name: str
    official: str
    country: str
    title: str
    language: str
    url: str = ""
    introduction: str = ""
    findings: Mapping[str, Mapping[str, Sequence[DraftFinding]]] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """City and edition, as in the model."""
        return f"{self.city}-{self.edition}"

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(len(found) for lists in self.findings.values() for found in lists.values())

    @property
    def proposals(self) -> int:
        """How many findings have proposed topics."""
        return sum(self.proposals_in(slug) for slug in self.findings)

    def proposals_in(self, slug: str) -> int:
        """How many findings of one domain have proposed topics."""
        return sum(bool(finding.topics) for found in self.findings[slug].values() for finding in found)

    @property
    def missing(self) -> list[str]:
        """What a page does not say and a profile may hold."""
        absent = {"coordinates": True, "url": not self.url, "introduction": not self.introduction}
        return [name for name, is_absent in absent.items() if is_absent]


def as_yaml(draft: Draft, schema: str = "") -> str:
    """The file of a profile; ``schema`` is the path of the JSON Schema, for editors."""
    return "\n".join(_lines(draft, schema)) + "\n"


def _lines(draft: Draft, schema: str) -> Iterator[str]:
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield "# Taken over word for word from a saved page of the portal by mgi-report import."
    yield f"city: {draft.city}"
    yield f"edition: {draft.edition}"
    yield f"code: {draft.code}  # proposed; begins every reference, as {draft.code}-{draft.edition[:4]}-R1"
    yield f"level: {draft.level}"
    yield "place:"
    yield f"  name: {scalar(escape(draft.name))}"
    if draft.official and draft.official != draft.name:
        yield f"  official: {scalar(escape(draft.official))}"
    yield f"  country: {draft.country}"
    yield "  # coordinates: [latitude, longitude]  not on the page; without them there is no locator map"
    yield "source:"
    yield f"  title: {scalar(escape(draft.title))}"
    yield f"  publisher: {ORGANIZATION}"
    yield f"  language: {draft.language}"
    yield "  wording: verbatim"
    yield f"  url: {scalar(draft.url)}" if draft.url else "  # url: address of the page; it is not in the saved file"
    if draft.introduction:
        yield "introduction: >-"
        yield from _wrapped(draft.introduction, "  ")
    yield "findings:"
    for slug, lists in draft.findings.items():
        yield f"  {slug}:"
        for kind, findings in lists.items():
            yield f"    {kind}:"
            for finding in findings:
                yield from _finding(finding)


def _finding(finding: DraftFinding) -> Iterator[str]:
    start = "      - "
    if finding.topics:
        yield f"{start}topics: [{', '.join(finding.topics)}]"
        yield "        topics_proposed: true"
        start = "        "
    yield f"{start}text: >-"
    yield from _wrapped(finding.words, " " * 10)


def _wrapped(words: str, indent: str) -> list[str]:
    """The lines of a folded block; they are joined again by single spaces."""
    wrapper = textwrap.TextWrapper(_WIDTH, indent, indent, break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(escape(words))
