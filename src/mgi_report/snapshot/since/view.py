"""What the pages of two editions are given: everything chosen, translated and set in type; no decisions left.

No count stands in it, and nothing that says which of two lists, or of two editions, were to be preferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...data.model import Kind
from ...data.succession import State
from ...text.languages import Language
from ...text.markup import Run
from ...text.reader import SetText
from ..view import PublisherView


@dataclass(frozen=True)
class Listed:
    """A finding as one edition lists it; ``local`` is R1, ``reference`` MDE-2022-R1. ``gist`` is empty where it has
    none."""

    local: str
    reference: str
    domain: str
    kind: Kind
    text: SetText
    gist: SetText | None


@dataclass(frozen=True)
class StandingView:
    """How a finding stands in both editions: ``words`` in square brackets, and what each edition lists.

    ``once``: both say the same words, which stand once for both; ``references`` are then those of both in words.
    """

    state: State
    words: str
    older: Listed | None
    newer: Listed | None
    once: bool = False
    references: str = ""

    @property
    def kept(self) -> bool:
        """Whether both editions list it in the same domain and list in the same words."""
        return bool(self.state is State.SAME and self.older and self.newer and self.older.domain == self.newer.domain)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """What is printed of it, the older edition first; of what says the same the newer one alone."""
        return tuple(item for item in (None if self.once else self.older, self.newer) if item)


@dataclass(frozen=True)
class SinceDomain:
    """A domain, and what is told under it."""

    slug: str
    number: int
    name: str
    standings: tuple[StandingView, ...]

    @property
    def anchor(self) -> str:
        """The name of its link target."""
        return f"since-{self.number}"


@dataclass(frozen=True)
class EditionView:
    """An edition: ``edition`` within a sentence, ``title`` alone; ``framework`` says by what version of the indicators
    it was made, or that the profile does not name it; ``revised`` is empty where nobody says when."""

    identity: str
    edition: str
    title: str
    framework: SetText
    revised: str
    publisher: str
    source: SetText
    url: str


@dataclass(frozen=True)
class SinceView:
    """Two editions of a place, for one reader.

    ``instrument`` says whether both were made by the same indicators, ``caution`` what no longer and newly listed do
    not mean, ``caveat`` is that of the framework, ``foreign`` tells in what language findings are printed where that is
    not the reader's. ``verbatim``: both stand in the wording of their sources. ``corner`` heads the column of states,
    ``missing`` stands for what an edition does not list.
    """

    language: Language
    identity: str
    city: str
    official: str
    country: str
    framework_name: str
    older: EditionView
    newer: EditionView
    domains: tuple[SinceDomain, ...]
    heading: str
    leaf_heading: str
    instrument: str
    caution: str
    caveat: str
    foreign: str
    corner: str
    missing: str
    nothing: str
    citation: tuple[Run, ...]
    note: str
    imprint: tuple[str, ...]
    verbatim: bool
    title: str
    description: str
    keywords: tuple[str, ...]
    publisher: PublisherView | None

    @property
    def editions(self) -> tuple[EditionView, EditionView]:
        """Both, the older first."""
        return self.older, self.newer

    @property
    def listed(self) -> Iterator[Listed]:
        """Every text that is printed where all are told whole, in the order of reading."""
        for domain in self.domains:
            for standing in domain.standings:
                yield from standing.listed

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that occurs, the reader's first."""
        texts = [item.text for item in self.listed] + [edition.source for edition in self.editions]
        found = {text.language for text in texts} | {run.language for text in texts for run in text.runs}
        return (self.language.code, *sorted(found - {self.language.code, ""}))
