"""What a snapshot says of itself in its metadata: title, source, rights, edition."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..data.model import Framework, Profile
from ..data.records import SCHEMA
from ..pdf.xmp import Metadata
from ..text.reader import Reader
from . import words
from .view import SnapshotView


def snapshot_metadata(profile: Profile, view: SnapshotView, created: date) -> Metadata:
    """The metadata of a snapshot that bears the date ``created``."""
    publisher = view.publisher.name.plain if view.publisher else "mgi_report"
    return Metadata(
        title=view.title,
        description=view.description,
        creator=publisher,
        publisher=publisher,
        languages=view.languages,
        identifier=f"mgi-snapshot-{profile.identity}-{view.language.code}",
        source=view.source_url or profile.source.title,
        rights=words.rights(Reader(view.language), verbatim=view.verbatim),
        coverage=f"{view.city}, {view.country}; {profile.edition}",
        keywords=view.keywords,
        created=created.isoformat(),
    )


def snapshot_record(profile: Profile, framework: Framework, view: SnapshotView) -> dict[str, Any]:
    """What a snapshot says, as data: every finding with reference, domain, list, topics and the words as printed.

    A finding has its gist where the profile has one.
    """
    topics = {item.reference: item.finding.topics for item in profile.walk_findings(framework.letters)}
    proposed = {item.reference for item in profile.walk_findings(framework.letters) if item.finding.topics_proposed}
    return {
        "schema": SCHEMA,
        "city": profile.city,
        "name": view.city,
        "country": profile.place.country,
        "edition": profile.edition,
        "level": profile.level,
        "language": view.language.code,
        "source": {"title": profile.source.title, "publisher": profile.source.publisher, "url": view.source_url},
        "note": framework.caveat.get(view.language.code, ""),
        "findings": [
            {
                "reference": finding.reference,
                "domain": domain.slug,
                "list": listing.kind,
                "topics": topics[finding.reference],
                "language": finding.text.language,
                "text": finding.text.plain,
            }
            | ({} if finding.stands_in else {"gist": finding.gist.plain})
            | ({"topics_proposed": True} if finding.reference in proposed else {})
            for domain in view.domains
            for listing in domain.lists
            for finding in listing.findings
        ],
    }
