"""A brief in the HTML edition: one page, of the same view as its PDF."""

from __future__ import annotations

from dataclasses import dataclass

from ...studio.webpage import Place, Webpage, Webpages
from .view import BriefView


@dataclass(frozen=True)
class BriefPage:
    """What ``html/brief.html.j2`` is given, beside what all pages are given; ``skip`` leads past the banner."""

    brief: BriefView
    skip: str


def brief_page(pages: Webpages, view: BriefView, place: Place) -> Webpage:
    """The page of a brief.

    Raises :class:`ReportError` (template) as :meth:`Webpages.page` does.
    """
    given = BriefPage(view, view.volume.say("Skip to the brief"))
    order = [item.short for item in view.places]
    return pages.page("brief", view.volume.language, place, order, **vars(given))
