"""The leaf that a snapshot has of its place since an earlier edition: told, planned, attached, guarded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from ...data.model import Profile
from ...data.succession import Succession
from ...design.editions import Edition
from ...pdf.proof import Check
from ...pdf.xmp import Metadata
from ...studio.studio import Studio
from ...typeset.documents import Attached, Composed
from .compose import Leaf, demand_no_judgement, leaf_in, leaf_of, tell
from .proof import check_states
from .record import attached_record
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
    def _told(self) -> tuple[Succession, SinceView]:
        return tell(self.studio, self.earlier, self.profile, self.between, self.language, self.edition)

    @property
    def view(self) -> SinceView:
        """How the findings of both editions stand to each other, as readers are told it."""
        return self._told[1]

    def planned(self, caution: float) -> Leaf:
        """Its pages, always an even number of them."""
        return leaf_of(self.studio, self.view, caution)

    def attached(self, leaf: Leaf) -> Sequence[Attached]:
        """What it says, as data."""
        return (attached_record(self.view, self._told[0], leaf.plan.telling),) if self.edition.attached else ()

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
