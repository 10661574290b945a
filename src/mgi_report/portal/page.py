"""A saved page → its lines: what is no page at all is refused here, in one sentence."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..data.decode import MAX_CONTROLS
from ..errors import Problem, ReportError, excerpt
from .addresses import address_in
from .archive import Archived, NoPage, is_archive, page_in
from .hypertext import Hypertext
from .lines import CONTROLS, DIRECTIONS, Apart, Line, TooMuch, doubt, fault, read_lines

MAX_BYTES = 10_000_000
"""Saved portal pages have 15 KB as text; 10 MB leave room for pictures that a browser wrote into the page."""

_SAVE_AGAIN = "open the page in a browser and save it again, as text or HTML"
_BINARY = "this is no text and no HTML, but binary data"
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a text in Rich Text Format"),
    (b"bplist", "a web archive of Safari"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]+)", re.I)
_HTML = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(r"</(p|div|li|ul|ol|span|section|article|h[1-6])\s*>", re.I)
# What programs that clip pages write above them, and the title in it.
_FRONT = re.compile(r"---\n(?:[\w -]+:.*\n|[ \t-].*\n|\n)*?---\n")
_FRONT_TITLE = re.compile(r"title:\s*([\"']?)(.*)\1")
# UTF-8 that was read as Windows-1252 and saved once more: Ã© for é, â€™ for ’.
_TWICE_ENCODED = re.compile("Ã[\u00a0-\u00bf]|â€[\u2122\u0153\u009d\u201c\u201d\u00a6]")


@dataclass(frozen=True)
class Page:
    """A page that could be read.

    ``title`` is what the head of an HTML page says, ``address`` where the page was saved from; both may be empty.
    ``whole`` is false where an HTML page has no end.
    """

    file: str
    lines: tuple[Line, ...]
    title: str = ""
    address: str = ""
    whole: bool = True
    doubts: tuple[Problem, ...] = field(default=())


def read_page(path: Path) -> Page:
    """Read a saved page.

    Raises :class:`ReportError` for what is no text and no HTML: a folder, a file that is empty, too large, binary or
    damaged.
    """
    name = str(path)
    raw = _read(path, name)
    archived = Archived(raw)
    if is_archive(raw):
        archived = _unpacked(raw, name)
    text, doubts = _decode(archived.raw, name, archived.encoding)
    doubts += _oddities(text, name)
    try:
        page = _page_of(text, path, archived)
    except TooMuch as error:
        hint = "look whether something else was saved under this name"
        raise _refused(name, f"the page has more than {error}", hint) from None
    if not page.lines:
        raise _refused(name, "the page has no text", hint=_SAVE_AGAIN)
    return replace(page, doubts=tuple(doubts))


def _unpacked(raw: bytes, name: str) -> Archived:
    try:
        return page_in(raw)
    except NoPage as error:
        message = f"this is a page with all its pictures in one file (MHTML), but {error}"
        raise _refused(name, message, hint=_SAVE_AGAIN) from None


def _page_of(text: str, path: Path, archived: Archived) -> Page:
    name = str(path)
    if archived.encoding or archived.address or archived.location or _is_html(text, path):
        hypertext = Hypertext(text, archived.address)
        whole = hypertext.closed or not re.search(r"<(html|body)\b", text, re.I)
        if not (whole or archived.whole):
            raise _refused(name, "the page is cut off: neither it nor the file (MHTML) has an end", hint=_SAVE_AGAIN)
        address = hypertext.address or archived.location
        return Page(name, tuple(hypertext.lines), hypertext.title, address, whole)
    return Page(name, tuple(_below_front(text)), address=address_in(text))


def _below_front(text: str) -> Iterator[Line]:
    """The lines of a text; what a program noted above it, between two lines of dashes, stands apart."""
    front = _FRONT.match(text)
    last = front[0].count("\n") if front else 0
    for line in read_lines(text):
        if line.number > last:
            yield line
        else:
            title = _FRONT_TITLE.fullmatch(line.text)
            yield replace(line, apart=Apart.NAVIGATION, text=title[2] if title else line.text)


def _refused(name: str, message: str, hint: str = "", line: int = 0) -> ReportError:
    return ReportError([fault(name, line, message, hint=hint)])


def _read(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refused(name, "this is a folder", hint="name the saved pages in it")
        if status.st_size > MAX_BYTES:
            raise _too_large(name, status.st_size)
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _refused(name, f"cannot read the file ({reason})") from None
    if len(raw) > MAX_BYTES:
        raise _too_large(name, len(raw))
    if not raw.strip():
        raise _refused(name, "the file is empty", hint=_SAVE_AGAIN)
    for start, kind in _FORMATS:
        if raw.startswith(start):
            raise _refused(name, f"this is {kind}, no text and no HTML", hint=_SAVE_AGAIN)
    return raw


def _too_large(name: str, size: int) -> ReportError:
    message = f"the file has {size:,} bytes; saved pages have at most {MAX_BYTES:,}"
    return _refused(name, message, hint="look whether something else was saved under this name")


def _decode(raw: bytes, name: str, told: str = "") -> tuple[str, list[Problem]]:
    """The text of a page, with plain line ends, and what is doubtful about its encoding.

    ``told`` is the encoding that an archive says; a page says its own.
    """
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or _known(told).startswith("utf-16"):
        return _plain(raw.decode("utf-16" if marked else told, "replace"), name), []
    if b"\0" in raw:
        raise _refused(name, _BINARY, hint=_SAVE_AGAIN)
    try:
        return _plain(raw.decode("utf-8-sig"), name), []
    except UnicodeDecodeError as error:
        problem = error
    line = raw[: problem.start].count(b"\n") + 1
    sound = raw.decode("utf-8-sig", "ignore")
    beyond = sum(character > "\x7f" for character in sound)
    broken = raw.decode("utf-8-sig", "replace").count("\ufffd")
    if beyond > broken:
        if problem.reason == "unexpected end of data":
            raise _refused(name, "the page is cut off in the middle of a letter", _SAVE_AGAIN, line)
        message = f"the page is damaged: byte 0x{raw[problem.start]:02x} is no UTF-8, though the rest of it is"
        raise _refused(name, message, _SAVE_AGAIN, line)
    declared = _CHARSET.search(raw[:8192])
    encoding = _known(told or (declared[1].decode() if declared else ""))
    for candidate in (encoding, "cp1252"):
        try:
            text = raw.decode(candidate) if candidate else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if text:
            shown = "Windows-1252" if candidate == "cp1252" else candidate
            message = f"the page is not UTF-8 and was read as {shown}"
            return _plain(text, name), [doubt(name, line, message, hint="look at the accents in the result")]
    raise _refused(name, _BINARY, _SAVE_AGAIN)


def _known(encoding: str) -> str:
    # What browsers do: pages that say ISO 8859-1 or ASCII are Windows-1252, and UTF-8 was tried already.
    try:
        known = codecs.lookup(encoding).name
    except LookupError:
        return ""
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": ""}.get(known, known)


def _plain(text: str, name: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text or len(CONTROLS.findall(text)) > MAX_CONTROLS:
        raise _refused(name, _BINARY, _SAVE_AGAIN)
    return text


def _oddities(text: str, name: str) -> list[Problem]:
    """Letters that were lost or doubled on the way; raises for the lost ones, which nobody can guess."""
    lines = text.split("\n")
    lost = [number for number, line in enumerate(lines, start=1) if "\ufffd" in line]
    if lost:
        shown = excerpt(lines[lost[0] - 1][max(lines[lost[0] - 1].index("\ufffd") - 20, 0) :], 40)
        more = f", and on {len(lost) - 1} more lines" if len(lost) > 1 else ""
        message = f"a letter was lost when the page was saved: {shown}{more}"
        raise _refused(name, message, "save it again as UTF-8, or mend the letter in the page", lost[0])
    twice = [number for number, line in enumerate(lines, start=1) if _TWICE_ENCODED.search(line)]
    found = []
    for unseen, what in ((CONTROLS, "control characters"), (DIRECTIONS, "marks of direction")):
        if match := unseen.search(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(doubt(name, line, f"{what} that nobody sees were left out, the first here"))
    if len(twice) > 1:
        message = f"accents look garbled, on {len(twice)} lines"
        hint = "the page was saved in a wrong encoding; save it again as UTF-8"
        found.append(doubt(name, twice[0], message, lines[twice[0] - 1].strip()[:60], hint))
    return found


def _is_html(text: str, path: Path) -> bool:
    if _HTML.match(text[:5000]):
        return True
    enough = 1 if path.suffix.lower() in (".html", ".htm", ".xhtml") else 5
    return sum(1 for _, _ in zip(range(enough), _TAGS.finditer(text), strict=False)) == enough
