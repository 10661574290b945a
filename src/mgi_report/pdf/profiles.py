"""The profiles that travel in our files: attached as they were typed."""

from __future__ import annotations

import re
from contextlib import closing

from .reading import DamagedError, attachments, open_pdf

_NAME = re.compile(r"mgi-profile-[a-z0-9-]+\.yaml")
MOST = 200
"""Profiles that are taken of one file."""


def profiles_in(pdf: bytes) -> list[tuple[str, bytes]]:
    """Name and bytes of the profiles attached to a file; raises :class:`~mgi_report.pdf.reading.DamagedError`."""
    with closing(open_pdf(pdf)) as document:
        return [item for item in attachments(document) if _NAME.fullmatch(item[0])][:MOST]


def look(pdf: bytes) -> list[tuple[str, bytes]] | str:
    """The same in a process with limits: why not, where a file cannot be read."""
    try:
        return profiles_in(pdf)
    except DamagedError as error:
        return str(error)
