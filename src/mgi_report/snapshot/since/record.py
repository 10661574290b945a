"""Two editions as data: attached to their document, and to a snapshot with such a leaf."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from ...data.model import Profile
from ...data.records import EDITIONS, as_json
from ...data.succession import Succession
from ...pdf.xmp import Metadata
from ...text.reader import Reader
from ...typeset.documents import Attached
from ...workspace.clock import document_date
from ..words import rights
from .plan import Telling
from .view import Listed, SinceView, StandingView


def since_record(view: SinceView, told: Succession, telling: Telling = "whole") -> dict[str, Any]:
    """What the pages say, as data: every finding of both editions with its state and, where it has one, its
    counterpart. A finding has its text where that is printed.
    """
    return {
        "schema": EDITIONS,
        "city": told.newer.city,
        "name": view.city,
        "country": told.newer.place.country,
        "level": told.newer.level,
        "language": view.language.code,
        "compared_in": told.language,
        "editions": [
            {
                "edition": profile.edition,
                "framework": edition.framework.plain if profile.source.framework else "",
                "revised": profile.revised.isoformat() if profile.revised else "",
                "source": {"title": profile.source.title, "publisher": profile.source.publisher, "url": edition.url},
            }
            for profile, edition in zip((told.older, told.newer), view.editions, strict=True)
        ],
        "note": view.caution,
        "findings": [
            item
            for domain in view.domains
            for standing in domain.standings
            for item in _findings(standing, whole=telling == "whole" or not standing.kept)
        ],
    }


def _findings(standing: StandingView, *, whole: bool) -> Iterator[dict[str, Any]]:
    printed = standing.listed if whole else ()
    for item, other in ((standing.older, standing.newer), (standing.newer, standing.older)):
        if item:
            yield {
                "reference": item.reference,
                "state": str(standing.state),
                "with": other.reference if other else "",
                "domain": item.domain,
                "list": item.kind,
            } | (_text(item) if item in printed else {})


def _text(item: Listed) -> dict[str, str]:
    return {"language": item.text.language, "text": item.text.plain}


def attached_record(view: SinceView, told: Succession, telling: Telling = "whole") -> Attached:
    """The same as a file inside the PDF."""
    words = Reader(view.language).say("The findings of both editions as data, each with its state")
    name = f"mgi-editions-{view.identity}-{view.language.code}.json"
    return Attached(name, as_json(since_record(view, told, telling)), "Data", words, moment_of(told.newer))


def moment_of(profile: Profile) -> datetime:
    """When what is attached of a profile was made: on the day of its texts."""
    day = document_date(profile.revised, profile.edition)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def since_metadata(view: SinceView, created: date) -> Metadata:
    """What a document of two editions says of itself."""
    publisher = view.publisher.name.plain if view.publisher else "mgi_report"
    return Metadata(
        title=view.title,
        description=view.description,
        creator=publisher,
        publisher=publisher,
        languages=view.languages,
        identifier=f"mgi-editions-{view.identity}-{view.language.code}",
        source="; ".join(item.url or item.source.plain for item in view.editions),
        rights=rights(Reader(view.language), verbatim=view.verbatim),
        coverage=f"{view.city}, {view.country}; {', '.join(item.identity[-7:] for item in view.editions)}",
        keywords=view.keywords,
        created=created.isoformat(),
    )
