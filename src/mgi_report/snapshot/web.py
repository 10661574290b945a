"""The page of a city in the HTML edition: the same view, findings, order and words as in the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..figures.doors import Door
from ..studio.webpage import Place, Webpages
from .view import SnapshotView, ThemeGroup

Options = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Domains with the themes that a reader may choose among: slug and name of each."""


@dataclass(frozen=True)
class CityPage:
    """What ``html/city.html.j2`` is given, beside what all pages are given.

    ``themes_of`` are the slugs of all themes of a finding, by its reference; ``doors`` the sectors of the wheel,
    ``hrefs`` where they lead, ``names`` the domains.
    """

    view: SnapshotView
    themes_of: Mapping[str, str]
    options: Options
    doors: tuple[Door, ...]
    hrefs: tuple[str, ...]
    names: tuple[str, ...]


def city_page(pages: Webpages, view: SnapshotView, place: Place) -> bytes:
    """The page of a city.

    Raises :class:`ReportError` (template) as :meth:`Webpages.page` does.
    """
    names = tuple(domain.name for domain in view.domains)
    given = CityPage(
        view=view,
        themes_of=themes_of(view),
        options=tuple(_option(group) for group in view.themes if group.mentioned),
        doors=pages.doors(names),
        hrefs=tuple(f"#{domain.anchor}" for domain in view.domains),
        names=names,
    )
    return pages.page("city", view.language, place, [view.identity], **vars(given))


def _option(group: ThemeGroup) -> tuple[str, tuple[tuple[str, str], ...]]:
    return f"{group.domain.number} {group.domain.name}", tuple((row.slug, row.name) for row in group.mentioned)


def themes_of(view: SnapshotView) -> dict[str, str]:
    """The slugs of all themes of each finding, by its reference."""
    found: dict[str, list[str]] = {
        finding.reference: [] for domain in view.domains for listing in domain.lists for finding in listing.findings
    }
    for group in view.themes:
        for row in group.rows:
            for finding in (*row.developed, *row.potential):
                found[finding.reference].append(row.slug)
    return {reference: " ".join(slugs) for reference, slugs in found.items()}
