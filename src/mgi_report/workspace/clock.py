"""The one clock: dates of documents come from their data, never from the moment of building."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from ..errors import ExitCode, Kind, ReportError, excerpt


def source_date() -> date | None:
    """The date that SOURCE_DATE_EPOCH sets, if it is set (reproducible-builds.org)."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    try:
        return datetime.fromtimestamp(int(value), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ReportError(
            f"SOURCE_DATE_EPOCH is {excerpt(value)}",
            ExitCode.USAGE,
            hint="it must be a number of seconds since 1970",
            kind=Kind.USAGE,
        ) from None


def document_date(revised: date | None, edition: str) -> date:
    """The date of a document: SOURCE_DATE_EPOCH, else the day its texts were revised, else the month of its edition."""
    year, month = map(int, edition.split("-"))
    return source_date() or revised or date(year, month, 1)
