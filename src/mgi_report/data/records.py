"""The checked data as plain records, for attachments and data files."""

from __future__ import annotations

import json

SCHEMA = "mgi-report/snapshot/1"
COMPARISON = "mgi-report/comparison/1"
EDITIONS = "mgi-report/editions/1"
"""What the data attached to a snapshot, to a compendium, and to two editions of a place call themselves."""


def as_json(record: object) -> bytes:
    """A record as UTF-8 JSON, the same bytes for the same record."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
