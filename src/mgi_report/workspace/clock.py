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
        message, hint = f"SOURCE_DATE_EPOCH is {excerpt(value)}", "it must be a number of seconds since 1970"
        raise ReportError(message, ExitCode.USAGE, hint, kind=Kind.USAGE) from None


def document_date(revised: date | None, edition: str) -> date:
    """The date of a document: SOURCE_DATE_EPOCH, else the day its texts were revised, else the month of its edition."""
    return source_date() or revised or date.fromisoformat(f"{edition}-01")
