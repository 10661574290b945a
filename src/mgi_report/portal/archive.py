"""MHTML, “web page, single file” of browsers: MIME → the HTML in it, with its encoding and the address of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.parser import BytesParser

from .addresses import address_in, address_of

_HEAD = re.compile(rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")  # RFC 5322, 2.2: fields, and lines that go on
_TYPE = re.compile(rb"^content-type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)\b", re.I | re.M)
_NESTED = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
_BOUNDARY = re.compile(rb"boundary=\s*\"?([^\";\s]+)", re.I)
_PAGES = ("text/html", "application/xhtml+xml")
# A page is one part among a few hundred pictures; a forwarded one stands two or three deeper. The parser takes
# minutes for the most parts and lines that a file can have.
_DEEPEST, _MOST_PARTS, _MOST_LINES = 8, 5_000, 500_000


class NoPage(Exception):  # noqa: N818
    """Why no page can be taken out of an archive."""


@dataclass(frozen=True)
class Archived:
    """The page in an archive: its bytes, and what the archive says of its encoding and of its address.

    ``location`` is where the browser found the part, often no more than the site. ``whole`` is false where the archive
    has no end.
    """

    raw: bytes
    encoding: str = ""
    address: str = ""
    location: str = ""
    whole: bool = True


def is_archive(raw: bytes) -> bool:
    """Whether a file begins as MIME that holds a page."""
    head = _HEAD.match(raw[:20_000])
    return bool(head and _TYPE.search(head[0]))


def page_in(raw: bytes) -> Archived:
    """The page of an archive.

    Raises :class:`NoPage` where it holds none, is damaged, or has more parts than any page.
    """
    nested = _NESTED.findall(raw)
    parts = sum(raw.count(b"--" + boundary) for boundary in set(_BOUNDARY.findall(raw)[:_DEEPEST]))
    if len(nested) > _DEEPEST or parts > _MOST_PARTS or raw.count(b"\n") > _MOST_LINES:
        raise NoPage("it has more parts or lines than any page")
    archive = BytesParser().parsebytes(raw.lstrip())
    pages = [part for part in archive.walk() if part.get_content_type() in _PAGES]
    start = _plain(archive.get_param("start"))
    page = next((part for part in pages if start and _plain(part["Content-ID"]) == start), next(iter(pages), None))
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise NoPage("no page is in it")
    if any("Base64" in type(defect).__name__ for defect in page.defects):
        raise NoPage("the page in it is damaged or cut off")
    return Archived(
        content,
        page.get_content_charset(""),
        address_of(_plain(archive["Snapshot-Content-Location"])),
        address_in(_plain(page["Content-Location"] or archive["Content-Location"])),
        not any(part.defects for part in archive.walk()),
    )


def _plain(field: object) -> str:
    """The value of a field that was broken into lines."""
    return "".join(str(field or "").split())
