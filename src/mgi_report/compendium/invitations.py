"""Opportunities in words: invitations in the language of the reader, with the cities apart so that pages can link them.

Each sentence names every city of its theme once. Verbs agree with the number of cities; lists are joined as the
language joins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..data.comparison import Cell
from ..text.languages import Language, mark
from ..text.markup import Run
from ..text.typography import closed, set_runs, together
from .exchange import Occasion, Opportunity

_START, _END = "\ue000", "\ue001"  # around a city's name while a sentence is put together
_NAME = re.compile(f"{_START}([^{_END}]*){_END}")

TITLES = {
    Occasion.EXCHANGE: mark("Experience meets a question"),
    Occasion.EXPERIENCE: mark("Experience that others could ask about"),
    Occasion.SEARCH: mark("Looking for answers together"),
    Occasion.SHARED_EXPERIENCE: mark("Shared experience"),
    Occasion.SILENCE: mark("Shared silence"),
}
"""A heading for each occasion."""

INVITATIONS = {
    Occasion.EXCHANGE: mark(
        "Some profiles list an example of a well-developed area, others name potential for further development. Those "
        "concerned could tell one another what they tried, what it took and what they would do differently."
    ),
    Occasion.EXPERIENCE: mark(
        "Examples of well-developed areas are listed here, and no other profile names the theme as an area with "
        "potential. Whoever takes it up one day knows whom to ask."
    ),
    Occasion.SEARCH: mark(
        "These themes are named as areas with potential, and no profile in this volume lists an example. Those "
        "concerned could look for answers together, or ask beyond the region."
    ),
    Occasion.SHARED_EXPERIENCE: mark(
        "Every profile lists an example. What was done may differ greatly, which is what makes comparing notes worth "
        "while."
    ),
    Occasion.SILENCE: mark(
        "No profile mentions these themes. This says something about the profiles and nothing about the places: what "
        "is not mentioned may still exist."
    ),
}
"""What the cities are invited to, one paragraph for each occasion."""


@dataclass(frozen=True)
class Part:
    """A piece of a sentence, set in type; ``cell`` says which city's name it is and what its profile lists."""

    text: str
    cell: Cell | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence or two about one theme."""

    parts: tuple[Part, ...]

    @property
    def plain(self) -> str:
        """The words."""
        return "".join(part.text for part in self.parts)

    @property
    def marked(self) -> str:
        """The words with the marks for the typesetter, as a paragraph is printed and measured."""
        return closed(self.plain)


def phrase(opportunity: Opportunity, language: Language) -> Sentence:
    """What the profiles say about a theme, as a sentence under its heading."""
    clauses, cells = _clauses(opportunity, language)
    if opportunity.occasion is Occasion.SILENCE:
        alone = language.ngettext(
            "The profile does not mention this theme.",
            "No profile mentions this theme.",
            len(opportunity.theme.cells),
        )
        return _set(alone, (), language)
    text = language.gettext("%(clauses)s.", clauses=language.gettext("; ").join(clauses))
    tail = _tail(opportunity, language)
    return _set(f"{text} {tail}".strip(), cells, language)


def _clauses(opportunity: Opportunity, language: Language) -> tuple[list[str], list[Cell]]:
    everyone = len(opportunity.theme.cells)
    clauses: list[str] = []
    cells: list[Cell] = []
    for group, say in (
        (opportunity.experienced, _experience),
        (opportunity.both, _both),
        (opportunity.seeking, _seeking),
    ):
        if not group:
            continue
        if len(group) == everyone > 2:
            subject = language.gettext("All profiles in this volume")
        else:
            subject = language.join(f"{_START}{cell.city.label}{_END}" for cell in group)
            cells += group
        clauses.append(say(language, subject, len(group), leads=not clauses))
    return clauses, cells


def _experience(language: Language, cities: str, number: int, *, leads: bool) -> str:
    return language.ngettext(
        "%(cities)s describes experience with this theme",
        "%(cities)s describe experience with this theme",
        number,
        cities=cities,
    )


def _both(language: Language, cities: str, number: int, *, leads: bool) -> str:
    if leads:
        return language.ngettext(
            "%(cities)s describes experience with this theme and also names it as an area with potential",
            "%(cities)s describe experience with this theme and also name it as an area with potential",
            number,
            cities=cities,
        )
    return language.ngettext(
        "%(cities)s describes experience with it and also names it as an area with potential",
        "%(cities)s describe experience with it and also name it as an area with potential",
        number,
        cities=cities,
    )


def _seeking(language: Language, cities: str, number: int, *, leads: bool) -> str:
    if leads:
        return language.ngettext(
            "%(cities)s names this theme as an area with potential",
            "%(cities)s name this theme as an area with potential",
            number,
            cities=cities,
        )
    return language.ngettext(
        "%(cities)s names it as an area with potential",
        "%(cities)s name it as an area with potential",
        number,
        cities=cities,
    )


def _tail(opportunity: Opportunity, language: Language) -> str:
    """What the other profiles say, where only one list occurs: that they do not mention the theme."""
    if opportunity.occasion not in (Occasion.EXPERIENCE, Occasion.SEARCH) or not opportunity.silent:
        return ""
    return language.ngettext(
        "The other profile does not mention it.", "The other profiles do not mention it.", len(opportunity.silent)
    )


def _set(text: str, cells: Sequence[Cell], language: Language) -> Sentence:
    pieces = _NAME.split(text)
    runs = set_runs([Run(piece) for piece in pieces], language.code, language.folders)
    named = iter(cells)
    parts = (Part(together(run.text), next(named)) if index % 2 else Part(run.text) for index, run in enumerate(runs))
    return Sentence(tuple(part for part in parts if part.text))
