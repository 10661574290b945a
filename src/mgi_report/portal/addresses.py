"""The address of a page as people, programs and pages themselves write it → the address alone."""

from __future__ import annotations

import re

# What no address may hold: RFC 3986 has none of it, but whoever notes an address puts it around one.
_CHAR = r"[^\s\x00-\x1f\x7f-\x9f\"<>\\^`{|}]"
_ADDRESS = re.compile(rf"https?://[^/\s]+\.[a-z]{_CHAR}*")
_IN_TEXT = _CHAR.replace("[^", r"[^\[\]()'“”„‘’«»", 1)
_PORTAL = re.compile(
    rf"https?://(?:www\.)?migrationdataportal\.(?:org|com)(?::\d+)?/{_IN_TEXT}*(?:mgi|node)/{_IN_TEXT}+"
)
_BEHIND = ".,;:!?*_->"
_AROUND = f" \t\r\n\"'“”„‘’«»<{_BEHIND}"


def address_of(noted: str) -> str:
    """The address that a page or a program noted, or nothing where it is none of the web."""
    address = noted.strip(_AROUND)
    return address if _ADDRESS.fullmatch(address) else ""


def address_in(text: str) -> str:
    """The first address of a page of the portal that stands in a text."""
    found = _PORTAL.search(text)
    return found[0].rstrip(_BEHIND) if found else ""
