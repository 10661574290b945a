"""The checked data as plain records, for attachments and data files."""

from __future__ import annotations

import json
from typing import Any

from .model import Framework, Profile
from .views import SnapshotView

SCHEMA = "mgi-report/snapshot/1"
COMPARISON = "mgi-report/comparison/1"
"""What the data attached to a snapshot, and those attached to a compendium, call themselves."""


def snapshot_record(profile: Profile, framework: Framework, view: SnapshotView) -> dict[str, Any]:
    """What a snapshot says, as data: every finding with reference, domain, list, topics and the words as printed."""
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
            | ({"topics_proposed": True} if finding.reference in proposed else {})
            for domain in view.domains
            for listing in domain.lists
            for finding in listing.findings
        ],
    }


def as_json(record: object) -> bytes:
    """A record as UTF-8 JSON, the same bytes for the same record."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
