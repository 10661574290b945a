"""The page of a city in the HTML edition: the same view, findings, order and words as in the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.doors import Door
from ..studio.webpage import Place, Webpage, Webpages
from .since.view import SinceView
from .view import SnapshotView


@dataclass(frozen=True)
class CityPage:
    """What ``html/city.html.j2`` is given, beside what all pages are given.

    ``since`` is there where an earlier edition is asked for. ``short`` is what the references of its findings begin
    with, in lower case; ``doors`` are the sectors of the wheel, ``hrefs`` where they lead, ``names`` the domains.
    """

    view: SnapshotView
    since: SinceView | None
    short: str
    doors: tuple[Door, ...]
    hrefs: tuple[str, ...]
    names: tuple[str, ...]


def city_page(pages: Webpages, view: SnapshotView, place: Place, since: SinceView | None = None) -> Webpage:
    """The page of a city, with how its findings stand ``since`` an earlier edition.

    Raises :class:`ReportError` (template) as :meth:`Webpages.page` does.
    """
    names = tuple(domain.name for domain in view.domains)
    given = CityPage(
        view=view,
        since=since,
        short=short_of(view),
        doors=pages.doors(names),
        hrefs=tuple(f"#{domain.anchor}" for domain in view.domains),
        names=names,
    )
    return pages.page("city", view.language, place, [given.short], **vars(given))


def short_of(view: SnapshotView) -> str:
    """What the references of the findings of a place begin with, in lower case; its identity where it has none."""
    lists = (listing for domain in view.domains for listing in domain.lists)
    anchors = (finding.anchor.rpartition("-")[0] for listing in lists for finding in listing.findings)
    return next(anchors, view.identity)
