"""The leaf that a snapshot has of its place since an earlier edition: told, planned, attached, guarded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Protocol

from ...data.model import Profile
from ...data.records import as_json
from ...data.spelled import spelled_out
from ...data.succession import Succession, succession
from ...design.editions import Edition
from ...pdf.proof import Check
from ...pdf.xmp import Metadata
from ...studio.studio import Studio
from ...text.reader import Reader
from ...typeset.documents import Attached, Composed
from ...workspace.clock import document_date
from .compose import Leaf, demand_no_judgement, leaf_in, leaf_of
from .present import view_since
from .proof import check_states
from .record import since_record
from .view import SinceView


@dataclass(frozen=True)
class Leaves:
    """What the snapshot of a profile says of an ``earlier`` edition; ``between`` are other editions of the place."""

    studio: Studio
    profile: Profile
    language: str
    edition: Edition
    earlier: Profile
    between: tuple[Profile, ...] = ()

    @cached_property
    def told(self) -> Succession:
        """How the findings of both editions stand to each other; on paper links spell their addresses out."""
        profiles = (self.earlier, self.profile)
        older, newer = map(spelled_out, profiles) if self.edition.for_press else profiles
        return succession(older, newer, self.studio.framework.letters, self.between)

    @cached_property
    def view(self) -> SinceView:
        """The same as readers are told it."""
        studio = self.studio
        return view_since(self.told, studio.framework, studio.language(self.language), studio.publisher)

    def planned(self, caution: float) -> Leaf:
        """Its pages, always an even number of them."""
        return leaf_of(self.studio, self.view, caution)

    def attached(self, leaf: Leaf) -> Sequence[Attached]:
        """What it says, as data."""
        if not self.edition.attached:
            return ()
        day = document_date(self.profile.revised, self.profile.edition)
        words = Reader(self.view.language).say("The findings of both editions as data, each with its state")
        name = f"mgi-editions-{self.view.identity}-{self.language}.json"
        data = as_json(since_record(self.view, self.told, leaf.plan.telling))
        return (Attached(name, data, "Data", words, datetime(day.year, day.month, day.day, tzinfo=UTC)),)

    def metadata(self, of_snapshot: Metadata) -> Metadata:
        """What the snapshot says of itself, with the languages of the leaf."""
        return replace(of_snapshot, languages=tuple(dict.fromkeys((*of_snapshot.languages, *self.view.languages))))

    def guard(self, document: Composed) -> None:
        """Raise :class:`ReportError` (template) where the leaf says that something went up or down."""
        demand_no_judgement(self.studio.workspace, leaf_in(document.html), self.view, "snapshot/since-leaf.html.j2")

    def states(self, pdf: bytes, leaf: Leaf) -> Iterator[Check]:
        """Whether every finding stands in its state in the finished file."""
        yield check_states(pdf, leaf)


class Compared(Protocol):
    """The job of a snapshot."""

    @property
    def profile(self) -> Profile:
        """The profile that is printed."""

    @property
    def language(self) -> str:
        """The language of its reader."""

    @property
    def edition(self) -> Edition:
        """What it is for."""

    @property
    def editions(self) -> tuple[Profile, tuple[Profile, ...]] | None:
        """The earlier edition, and the others there are."""


def since_of(studio: Studio, job: Compared) -> SinceView | None:
    """What the page of a snapshot says of an earlier edition, where one is asked for."""
    return Leaves(studio, job.profile, job.language, job.edition, *job.editions).view if job.editions else None
