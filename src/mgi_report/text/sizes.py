"""Sizes of files as people write them."""

from __future__ import annotations

import re

from ..errors import ExitCode, Kind, ReportError, excerpt

_UNITS = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
_UNITS |= {"k": 10**3, "m": 10**6, "g": 10**9}
_BARE = 10_000  # fewer bytes than any volume has
_SIZE = re.compile(r"\s*(\d+(?:\.\d+|,\d{1,2})?)\s*([a-z]*)\s*", re.I)


def parse_size(text: str) -> int:
    """Bytes of ``5MB``, ``500 kB``, ``1.5MiB`` or ``5000000``: k, M and G count by 1000, KiB and so on by 1024.

    Raises :class:`ReportError` (usage) for anything else, and for a small number without a unit, which means others.
    """
    found = _SIZE.fullmatch(text)
    unit = _UNITS.get(found[2].lower()) if found else None
    size = int(float(found[1].replace(",", ".")) * unit) if found and unit else 0
    if found and not found[2] and 0 < size < _BARE:
        hint = f"write {found[1]}MB, {found[1]}kB or {found[1]}B"
        raise ReportError(f"{excerpt(text)} has no unit", ExitCode.USAGE, hint, kind=Kind.USAGE)
    if not size:
        raise ReportError(
            f"{excerpt(text)} is no size", ExitCode.USAGE, "write it as 5MB, 500kB or 5MiB", kind=Kind.USAGE
        )
    return size


def say_size(size: int) -> str:
    """Bytes in words, with three figures at most: 640 B, 102 kB, 4.85 MB; by steps of 1000."""
    if size < 1000:
        return f"{size} B"
    value, unit = (size / 10**6, "MB") if size >= 999_500 else (size / 1000, "kB")
    places = 0 if value >= 99.95 else 1 if value >= 9.995 else 2
    return f"{value:.{places}f} {unit}"
