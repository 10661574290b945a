"""What a snapshot template is given: everything chosen, translated and set in type; no decisions left.

Views are made by :mod:`~mgi_report.snapshot.present`. Strings are in the typography of their language; those
that may hold markup are :class:`~mgi_report.text.markup.Run` values, which the template environment turns into HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..data.model import KINDS, Kind
from ..text.languages import Language
from ..text.markup import Run
from ..text.reader import SetText


@dataclass(frozen=True)
class FindingView:
    """One finding: ``local`` is R1, ``reference`` MDE-2022-R1; the latter is also its link target in lower case.

    ``gist`` is what a reader can take away; ``stands_in`` says that the profile has none, and that the name of the
    finding's first theme, or of its domain, stands in. ``theme`` is the slug of its first theme, if it has any.
    """

    local: str
    reference: str
    text: SetText
    gist: SetText
    stands_in: bool
    theme: str = ""

    @property
    def anchor(self) -> str:
        """The name of its link target."""
        return self.reference.lower()

    def under(self, theme: str) -> FindingView:
        """The finding as it stands behind the name of its theme."""
        return replace(self, gist=self.gist.after(theme))


@dataclass(frozen=True)
class ListView:
    """One of the two lists of a domain."""

    kind: Kind
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class DomainView:
    """One domain with its lists."""

    slug: str
    number: int
    icon: str
    name: str
    scope: str
    definition: str
    lists: tuple[ListView, ListView]

    @property
    def anchor(self) -> str:
        """The name of its link target."""
        return f"domain-{self.number}"


@dataclass(frozen=True)
class ThemeRow:
    """A topic, and the findings of each list that are about it."""

    slug: str
    name: str
    developed: tuple[FindingView, ...]
    potential: tuple[FindingView, ...]


@dataclass(frozen=True)
class ThemeEntry:
    """A topic in one list: the ``findings`` that are about it before all else, and those that are so ``besides``."""

    kind: Kind
    name: str
    findings: tuple[FindingView, ...]
    besides: tuple[FindingView, ...]


@dataclass(frozen=True)
class ThemeGroup:
    """The topics of one domain."""

    domain: DomainView
    rows: tuple[ThemeRow, ...]

    @property
    def mentioned(self) -> tuple[ThemeRow, ...]:
        """The topics that any finding of the profile is about."""
        return tuple(row for row in self.rows if row.developed or row.potential)

    @property
    def entries(self) -> tuple[ThemeEntry, ...]:
        """The topics of each list that are the first theme of a finding."""
        return tuple(entry for entry in self._all_entries if entry.findings)

    @property
    def also(self) -> Mapping[str, tuple[FindingView, ...]]:
        """The topics that findings of a list are about only besides, with these findings."""
        found: dict[str, tuple[FindingView, ...]] = {}
        for entry in self._all_entries:
            if entry.besides and not entry.findings:
                found[entry.name] = found.get(entry.name, ()) + entry.besides
        return found

    @property
    def _all_entries(self) -> Iterator[ThemeEntry]:
        for kind in KINDS:
            for row in self.rows:
                first = tuple(item.under(row.name) for item in getattr(row, kind) if item.theme == row.slug)
                besides = tuple(item for item in getattr(row, kind) if item.theme != row.slug)
                yield ThemeEntry(kind, row.name, first, besides)


@dataclass(frozen=True)
class KeyPoint:
    """A finding that a reader of the profile should know first, and its domain."""

    finding: FindingView
    domain: DomainView


@dataclass(frozen=True)
class KeyList:
    """The key points of one of the two lists; the other one has as many."""

    kind: Kind
    points: tuple[KeyPoint, ...]


@dataclass(frozen=True)
class DatedName:
    """A law, plan or other name of a finding, and the year in which what it names began."""

    year: int
    name: SetText
    kind: str
    finding: FindingView


@dataclass(frozen=True)
class NameGroup:
    """The names of a kind in some findings, each with the finding that names it first."""

    title: str
    names: tuple[tuple[SetText, FindingView], ...]


@dataclass(frozen=True)
class FactView:
    """A figure about the place."""

    label: SetText
    value: SetText
    year: int
    source: SetText


@dataclass(frozen=True)
class CoverView:
    """The picture on the cover; ``image`` is called ``mgi:images/<image>``."""

    image: str
    alt: SetText
    credit: SetText


@dataclass(frozen=True)
class QuoteView:
    """Words of a person, with their source."""

    text: SetText
    speaker: SetText
    role: SetText
    source: SetText


@dataclass(frozen=True)
class PublisherView:
    """Who publishes; ``logo`` and ``url`` are empty where there are none."""

    name: SetText
    logo: str
    contact: SetText | None
    url: str
    note: SetText | None = None


@dataclass(frozen=True)
class FrameworkView:
    """What every publication says of the framework."""

    framework_name: str
    acronym: str
    about: tuple[str, ...]
    how_to_read: tuple[str, ...]
    caveat: str


@dataclass(frozen=True)
class PlaceFacts:
    """What every publication says of a profile.

    ``edition`` stands within a sentence, ``edition_title`` alone. ``verbatim``: the reader is given the wording of the
    source; ``themes_proposed``: nobody confirmed its themes.
    """

    level: str
    edition: str
    edition_title: str
    coordinates: str
    citation: tuple[Run, ...]
    source_url: str
    verbatim: bool
    themes_proposed: bool


@dataclass(frozen=True)
class SnapshotView(PlaceFacts, FrameworkView):
    """All that stands in a snapshot.

    ``legend`` says how to read the table of themes, ``note`` in one line what this publication is, ``imprint`` what it
    is and is not; ``title`` and ``description`` are those of its metadata. ``keys`` are the key points of both lists,
    ``dates`` the names with a year, the earliest first.
    """

    language: Language
    identity: str
    city: str
    official: str
    country: str
    revised: str
    introduction: SetText | None
    domains: tuple[DomainView, ...]
    themes: tuple[ThemeGroup, ...]
    source_title: SetText
    source_publisher: str
    source_language: str
    foreign: bool
    legend: str
    note: str
    imprint: tuple[str, ...]
    title: str
    description: str
    keys: tuple[KeyList, KeyList]
    dates: tuple[DatedName, ...]
    facts: tuple[FactView, ...]
    cover: CoverView | None
    quote: QuoteView | None
    contact: SetText | None
    publisher: PublisherView | None
    address: str = ""
    """Where its page lies on the web, where that is known."""

    def themes_of(self, kind: Kind) -> tuple[str, ...]:
        """The names of the topics of a list, in the order of the framework."""
        return tuple(row.name for group in self.themes for row in group.rows if getattr(row, kind))

    @property
    def mentioned(self) -> bool:
        """Whether any finding is about any topic."""
        return any(group.mentioned for group in self.themes)

    @property
    def unsorted(self) -> bool:
        """Whether there are findings and none of them has a topic, so that a table of themes would be untrue."""
        return not self.mentioned and any(listing.findings for domain in self.domains for listing in domain.lists)

    @property
    def keywords(self) -> tuple[str, ...]:
        """Keywords for the metadata, each once: the framework, the place, the domains."""
        words = (self.framework_name, self.acronym, self.city, self.country, *(domain.name for domain in self.domains))
        return tuple(dict.fromkeys(words))

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that occurs in the text, the reader's first."""
        texts = [finding.text for domain in self.domains for listing in domain.lists for finding in listing.findings]
        texts += [self.source_title, *([self.introduction] if self.introduction else [])]
        found = {text.language for text in texts} | {
            run.language for text in texts for run in text.runs if run.language
        }
        return (self.language.code, *sorted(found - {self.language.code}))
