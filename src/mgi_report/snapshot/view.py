"""What a snapshot template is given: everything chosen, translated and set in type; no decisions left.

Views are made by :mod:`~mgi_report.present`. Strings are in the typography of their language; those
that may hold markup are :class:`~mgi_report.typography` runs, which the template environment turns into HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..data.model import Kind
from ..text.languages import Language, mark
from ..text.markup import Run
from ..text.typography import WHOLE, closed, set_text, stacked


@dataclass(frozen=True)
class SetText:
    """A text ready to print: its runs, the language it is in, and whether that is not the reader's language."""

    runs: tuple[Run, ...]
    language: str
    foreign: bool = False

    @property
    def plain(self) -> str:
        """The words without properties, and without marks for the typesetter."""
        return self.marked.replace(WHOLE, "")

    @property
    def marked(self) -> str:
        """The words with the marks for the typesetter, as lines are measured."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class FindingView:
    """One finding: ``local`` is R1, ``reference`` MDE-2022-R1; the latter is also its link target in lower case."""

    local: str
    reference: str
    text: SetText

    @property
    def anchor(self) -> str:
        """The name of its link target."""
        return self.reference.lower()


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
    definition: str
    lists: tuple[ListView, ListView]

    @property
    def anchor(self) -> str:
        """The name of its link target."""
        return f"domain-{self.number}"


@dataclass(frozen=True)
class ThemeRow:
    """A topic, and the findings of each list that are about it."""

    name: str
    developed: tuple[FindingView, ...]
    potential: tuple[FindingView, ...]


@dataclass(frozen=True)
class ThemeGroup:
    """The topics of one domain."""

    domain: DomainView
    rows: tuple[ThemeRow, ...]

    @property
    def mentioned(self) -> tuple[ThemeRow, ...]:
        """The topics that any finding of the profile is about."""
        return tuple(row for row in self.rows if row.developed or row.potential)


@dataclass(frozen=True)
class SnapshotView:
    """All that stands in a snapshot."""

    language: Language
    identity: str
    level: str
    city: str
    official: str
    country: str
    edition: str
    edition_title: str
    revised: str
    coordinates: str
    introduction: SetText | None
    domains: tuple[DomainView, ...]
    themes: tuple[ThemeGroup, ...]
    framework_name: str
    acronym: str
    about: tuple[str, ...]
    how_to_read: tuple[str, ...]
    caveat: str
    source_title: SetText
    source_publisher: str
    source_url: str
    source_language: str
    foreign: bool
    citation: tuple[Run, ...]
    verbatim: bool = False
    themes_proposed: bool = False

    @property
    def hub(self) -> str:
        """The name of the place as it stands in the middle of the wheel."""
        return stacked(self.city)

    @property
    def legend(self) -> str:
        """How to read the table of themes."""
        legend = self.language.gettext(
            "R1, G2 … are references to the findings. A dash means: not mentioned in this list of the profile."
        )
        proposed = self.language.gettext("A program proposed the themes; nobody has confirmed them yet.")
        return closed(set_text(f"{legend} {proposed}" if self.themes_proposed else legend, self.language.code))

    @property
    def note(self) -> str:
        """What this publication is, in one line at the foot of the pages."""
        words = self.language.gettext(
            mark(
                "Findings in the wording of the source. Not a publication of the International Organization "
                "for Migration."
            )
            if self.verbatim
            else mark(
                "Derived summary by mgi_report. Not a publication of the International Organization for Migration."
            )
        )
        return set_text(words, self.language.code)

    @property
    def imprint(self) -> tuple[str, ...]:
        """What this publication is and is not."""
        revised = self.language.gettext("Text last revised on %(date)s.", date=self.revised) if self.revised else ""
        origin = self.language.gettext(
            mark(
                "Introduction and findings stand in the wording of the profile named here; the layout and all other "
                "texts come from mgi_report, open-source software. It is not an IOM publication."
            )
            if self.verbatim
            else mark(
                "Summary derived from the profile named here and restated for this publication by mgi_report, "
                "open-source software. It is not an IOM publication; the official wording is that of the source."
            )
        )
        borders = self.language.gettext(
            "The designations employed and the map imply no opinion on the legal status of any territory or its "
            "authorities, or on its borders."
        )
        return tuple(closed(set_text(text, self.language.code)) for text in (f"{origin} {revised}".strip(), borders))

    @property
    def title(self) -> str:
        """Title of the document, as in its metadata."""
        return self.language.gettext(
            "%(city)s, %(country)s: migration governance snapshot, %(edition)s",
            city=self.city,
            country=self.country,
            edition=self.edition,
        )

    @property
    def description(self) -> str:
        """One sentence on the document, for its metadata."""
        return self.language.gettext(
            mark(
                "Findings of the %(name)s profile of %(city)s (%(country)s), %(edition)s, in the wording of the "
                "source; not a publication of the International Organization for Migration."
            )
            if self.verbatim
            else mark(
                "Summary of the %(name)s profile of %(city)s (%(country)s), %(edition)s, derived by mgi_report; "
                "not a publication of the International Organization for Migration."
            ),
            name=self.framework_name,
            city=self.city,
            country=self.country,
            edition=self.edition,
        )

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
        """Keywords for the metadata: the framework, the place, the domains."""
        return (self.framework_name, self.acronym, self.city, self.country, *(domain.name for domain in self.domains))

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that occurs in the text, the reader's first."""
        texts = [finding.text for domain in self.domains for listing in domain.lists for finding in listing.findings]
        texts += [self.source_title, *([self.introduction] if self.introduction else [])]
        found = {text.language for text in texts} | {
            run.language for text in texts for run in text.runs if run.language
        }
        return (self.language.code, *sorted(found - {self.language.code}))
