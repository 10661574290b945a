"""A comparison → who could talk to whom about which theme.

Computed from the states of the cells alone and in the order of the framework; how many findings or cities there are
changes neither the order nor the kind, but for one city, none and all. Words for it are in
:mod:`~mgi_report.compendium.invitations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..data.comparison import Cell, Comparison, State, Theme


class Occasion(StrEnum):
    """What a theme gives occasion to."""

    EXCHANGE = "exchange"
    """Some cities list an example, others name potential."""
    EXPERIENCE = "experience"
    """One or some list an example; nobody else names potential."""
    SEARCH = "search"
    """Only potential is named."""
    SHARED_EXPERIENCE = "shared-experience"
    """All list an example."""
    SILENCE = "silence"
    """No profile mentions the theme."""


@dataclass(frozen=True)
class Opportunity:
    """A theme and what it gives occasion to. The groups are disjoint and in the neutral order of cities."""

    theme: Theme
    occasion: Occasion

    @property
    def experienced(self) -> tuple[Cell, ...]:
        """Cities that only list examples of well-developed areas."""
        return self._in(State.DEVELOPED)

    @property
    def both(self) -> tuple[Cell, ...]:
        """Cities that list examples and name potential as well."""
        return self._in(State.BOTH)

    @property
    def seeking(self) -> tuple[Cell, ...]:
        """Cities that only name potential for further development."""
        return self._in(State.POTENTIAL)

    @property
    def silent(self) -> tuple[Cell, ...]:
        """Cities whose profile does not mention the theme."""
        return self._in(State.NOT_MENTIONED)

    def _in(self, state: State) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.theme.cells if cell.state is state)


def exchange(comparison: Comparison) -> tuple[Opportunity, ...]:
    """One opportunity for each theme of the framework, in its order; findings without a theme give none."""
    themes = (theme for chapter in comparison.chapters for theme in chapter.themes)
    return tuple(Opportunity(theme, occasion_of(theme)) for theme in themes)


def occasion_of(theme: Theme) -> Occasion:
    """What a theme gives occasion to.

    An exchange takes two: a city that lists an example, and another that names potential. In a region of one city
    nothing is shared.
    """
    examples = theme.cities(State.DEVELOPED, State.BOTH)
    potential = theme.cities(State.POTENTIAL, State.BOTH)
    if not examples:
        return Occasion.SEARCH if potential else Occasion.SILENCE
    if len(examples) == len(theme.cells) > 1:
        return Occasion.SHARED_EXPERIENCE
    if any(one is not other for one in examples for other in potential):
        return Occasion.EXCHANGE
    return Occasion.EXPERIENCE
