"""“Web page, single file” of browsers: MHTML gives the same profile as the page in it."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from helpers.imports import assert_same, take_over, told
from helpers.portal_pages import Shape, known, write_page
from mgi_report.portal.archive import is_archive

ADDRESS = "https://www.migrationdataportal.org/overviews/mgi/norway-lindmark"
CANONICAL = '<link rel="canonical" href="https://example.org/overviews/mgi/norway-lindmark">'
PAGE = write_page(known(), Shape(markup="list")).decode().replace(CANONICAL, "")
HEAD = f"""From: <Saved by Blink>
Snapshot-Content-Location: {ADDRESS}
Subject: Profile
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="--Parts--x"
"""
PICTURE = f"""
----Parts--x
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.org/picture.png

{base64.encodebytes(bytes(range(256))).decode()}
"""


def part(page: bytes, encoding: str = "quoted-printable", kind: str = "text/html", fields: str = "") -> bytes:
    """One part of an archive."""
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}
    body = coded.get(encoding, bytes)(page)
    head = f"\n----Parts--x\nContent-Type: {kind}\n{fields}Content-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + body + b"\n"


def archive(*parts: bytes, head: str = HEAD, end: bytes = b"----Parts--x--\n") -> bytes:
    """An archive with the line ends of browsers."""
    return b"".join([head.encode(), *parts, PICTURE.encode(), end]).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


ADVERT = b"<html><body><h3>Partnerships</h3></body></html>"
SOUND = {
    "quoted-printable": archive(part(PAGE.encode())),
    "base64": archive(part(PAGE.encode(), "base64")),
    "8bit": archive(part(PAGE.encode(), "8bit")),
    "Unix line ends": archive(part(PAGE.encode())).replace(b"\r\n", b"\n"),
    "UTF-8 with a mark": archive(part(PAGE.encode("utf-8-sig"))),
    "UTF-16": archive(part(PAGE.encode("utf-16"), "base64", 'text/html; charset="unicode"')),
    "UTF-16 without a mark": archive(part(PAGE.encode("utf-16-le"), "base64", "text/html; charset=utf-16le")),
    "frames": archive(part(PAGE.encode()), part(ADVERT)),
    "the second part": archive(
        part(ADVERT),
        part(PAGE.encode(), fields="Content-ID: <main@x>\n"),
        head=HEAD.replace('type="text/html"', 'start="<main@x>"'),
    ),
    "Internet Explorer": archive(
        part(PAGE.encode(), fields=f"Content-Location: {ADDRESS}\n"),
        head=HEAD.replace(f"Snapshot-Content-Location: {ADDRESS}\n", ""),
    ),
    "one part": f"From: x\nContent-Location: {ADDRESS}\nContent-Type: text/html\n\n".encode() + PAGE.encode(),
    "a broken address": archive(part(PAGE.encode()), head=HEAD.replace("/mgi/", "/mgi/\n ")),
}


@pytest.mark.parametrize("raw", SOUND.values(), ids=SOUND.keys())
def test_an_archive_gives_the_profile_of_its_page(tmp_path: Path, raw: bytes) -> None:
    result = take_over(tmp_path, raw, "page.mhtml")
    assert_same(result, known())
    assert told(result) == []
    assert result.draft is not None
    assert result.draft.url == ADDRESS


def test_the_encoding_that_the_archive_says(tmp_path: Path) -> None:
    page = PAGE.replace('<meta charset="utf-8">', "").replace("every day", "toda la niñez")
    raw = archive(part(page.encode("iso8859-15", "ignore"), kind="text/html; charset=iso-8859-15"))
    result = take_over(tmp_path, raw, "page.mht")
    assert told(result) == ["the page is not UTF-8 and was read as iso8859-15"]
    assert result.draft is not None
    assert "niñez" in result.draft.findings["partnerships"]["developed"][0].words


WHOLE = SOUND["quoted-printable"]
UNSOUND = {
    "no page": (archive(part(b"text", kind="text/plain")), "but no page is in it"),
    "an empty page": (archive(part(b" \n")), "but no page is in it"),
    "cut off": (WHOLE[: WHOLE.index(b"PARTNER")], "the page is cut off: neither it nor the file (MHTML) has an end"),
    "cut off in Base64": (SOUND["base64"][:4001], "cut off"),
    "parts in parts": (
        b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
        "more parts or lines than any page",
    ),
    "many parts": (
        b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\n\nx\n" * 6_000,
        "more parts or lines than any page",
    ),
    "many fields": (b"Content-Type: text/html\n" + b"X: y\n" * 500_000, "more parts or lines than any page"),
}


@pytest.mark.parametrize(("raw", "message"), UNSOUND.values(), ids=UNSOUND.keys())
def test_an_unsound_archive_is_refused_in_one_sentence(tmp_path: Path, raw: bytes, message: str) -> None:
    result = take_over(tmp_path, raw, "page.mhtml")
    (problem,) = result.problems
    assert message in problem.message
    assert not result.written


def test_an_archive_without_an_end_whose_page_has_one_is_read(tmp_path: Path) -> None:
    result = take_over(tmp_path, archive(part(PAGE.encode()), end=b""), "page.mhtml")
    assert_same(result, known())
    assert told(result) == []


@pytest.mark.parametrize("raw", [PAGE.encode(), write_page(known(), Shape()), b"Title: text\n\nMore", b""])
def test_what_is_no_archive(raw: bytes) -> None:
    assert not is_archive(raw)
