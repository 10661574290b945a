"""Opens a PDF that somebody made somehow, and says in one sentence why it cannot be bound."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from ..xmp import WTPDF
from .parts import LockedError, Part, SignedError, SourceError

MAX_DECODED = 64 * 2**20
"""Bytes that one stream may decode to; more is taken for a bomb."""

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_DEPTH = 64
_LETTER = (0, 0, 612, 792)

_LONGEST_PACKET = 4 * 2**20

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # what it says of damaged files would go to stderr
pikepdf.settings.set_qpdf_limits(flate_max_memory=MAX_DECODED, run_length_max_memory=MAX_DECODED)


@dataclass
class Source:
    """An open PDF and what was learnt about it. ``pages`` have all attributes that pages can inherit."""

    part: Part
    pdf: pikepdf.Pdf
    pages: list[Any]
    claims: frozenset[str]
    signed: bool

    @property
    def root(self) -> Any:
        """The document catalog."""
        return self.pdf.Root


def open_source(part: Part) -> Source:
    """Open a part; raises :class:`SourceError` when it is no PDF, damaged, locked, empty or signed."""
    try:
        pdf = pikepdf.open(io.BytesIO(part.pdf), password=part.password, suppress_warnings=True)
    except pikepdf.PasswordError:
        said = "the password does not open it" if part.password else "it is encrypted and needs its password"
        raise LockedError(said, part.name) from None
    except Exception as error:
        raise SourceError(_reason(part.pdf, error), part.name) from error
    with sound(part.name):
        return _examine(part, pdf)


@contextmanager
def sound(name: str = "") -> Iterator[None]:
    """Whatever goes wrong with a part is said in one sentence: files are damaged in more ways than can be listed."""
    try:
        yield
    except (SourceError, NameError, ImportError, MemoryError):  # the latter are not those of the file
        raise
    except Exception as error:
        raise SourceError(f"it is damaged ({_short(error)})", name) from error


def _reason(data: bytes, error: Exception) -> str:
    if b"%PDF-" not in data[:1024]:
        return "it is no PDF"
    if b"%%EOF" not in data[-2048:]:
        return "it is cut off: the end of the file is missing"
    return f"it is damaged ({_short(error)})"


def _short(error: Exception) -> str:
    """What is wrong: the words of qpdf without the name of the stream and without offsets."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    words = qpdf_words(str(error))
    if not isinstance(error, (pikepdf.PdfError, RuntimeError)) or words.startswith("std::"):
        return "a value in it is of the wrong kind"
    return words or "it cannot be read"


def qpdf_words(said: str) -> str:
    """What qpdf says, without the name that Python gives the file and without the place in it.

    It says it as ``stream <_io.BytesIO object at 0x…> (object 3 0, offset 70): words``.
    """
    first = (said.splitlines() or [""])[0]
    words = re.sub(r"^.*<_io\.[^>]*>", "", first).strip(" :")
    return re.sub(r"^\([^()]*(?:object|offset|trailer|xref)[^()]*\)\W*", "", words)[:120].strip()


def _examine(part: Part, pdf: pikepdf.Pdf) -> Source:
    if b"%%EOF" not in part.pdf[-2048:]:
        raise SourceError("it is cut off: the end of the file is missing", part.name)
    if pdf.is_encrypted and not (pdf.owner_password_matched or pdf.allow.modify_assembly):
        raise LockedError("its owner does not allow it to be joined with other files", part.name)
    pages = [page.obj for page in pdf.pages]
    if not pages:
        raise SourceError("it has no pages", part.name)
    for page in pages:
        _inherit(page)
    if _is_drawn_elsewhere(pdf.Root):
        raise SourceError("it is a dynamic XFA form, whose pages only programs of Adobe can draw", part.name)
    signed = _is_signed(pdf.Root)
    if signed and not part.break_signature:
        raise SignedError("it is signed, and binding breaks the signature", part.name)
    return Source(part, pdf, pages, claims_in(packet_of(pdf.Root.get("/Metadata"))), signed)


def _is_drawn_elsewhere(root: Any) -> bool:
    """Whether pages stand in an XFA form and those of the file are a stand-in (ISO 32000-1, 12.7.8 and table 28).

    Other forms of XFA have pages and fields of PDF too, which readers show that do not know XFA.
    """
    form = root.get("/AcroForm")
    drawing = within(form, "/XFA")
    if not listed(drawing) and not isinstance(drawing, Stream):
        return False
    return is_true(root.get("/NeedsRendering")) or not listed(form.get("/Fields"))


def _inherit(page: Any) -> None:
    """Give a page what it inherits from the page tree, since it leaves that tree."""
    wanted = [key for key in _INHERITED if key not in page]
    node, depth = page.get("/Parent"), 0
    while wanted and isinstance(node, Dictionary) and depth < _DEPTH:
        for key in [key for key in wanted if key in node]:
            page[key] = node[key]
            wanted.remove(key)
        node, depth = node.get("/Parent"), depth + 1
    if "/MediaBox" in wanted:
        page.MediaBox = Array(_LETTER)  # as readers do


def _is_signed(root: Any) -> bool:
    """Whether a signature would break: one in a field, with the flags of the form or without, or one of its author."""
    by_author = within(root.get("/Perms"), "/DocMDP") is not None
    return by_author or any(is_signature(field) for field in fields_of(root.get("/AcroForm")))


def is_signature(field: Any) -> bool:
    """Whether a field holds a signature; its type may be inherited."""
    value = field.get("/V")
    return isinstance(value, Dictionary) and (field.get("/FT") == Name.Sig or "/ByteRange" in value)


def fields_of(form: Any) -> list[Any]:
    """All fields of an interactive form, if it is one, parents before kids (ISO 32000-1, 12.7.3)."""
    found, waiting, met = [], listed(within(form, "/Fields")), Met()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or met.again(item):
            continue
        found.append(item)
        if len(found) > 100_000:
            raise SourceError("its form fields go round in a circle")
        waiting += listed(item.get("/Kids"))
    return found


def claims_in(packet: bytes) -> frozenset[str]:
    """Standards an XMP packet claims: ``PDF/UA-1``, ``PDF/A-3a`` with every level it includes, and what the
    archive edition follows (:data:`~mgi_report.pdf.xmp.ARCHIVE`)."""
    text = packet.decode("utf-8", "replace")
    part, level = _property(text, "pdfaid:part"), _property(text, "pdfaid:conformance").lower()
    universal = {"1": "PDF/UA-1", "2": "PDF/UA-2"}.get(_property(text, "pdfuaid:part"))
    claims = {universal} if universal else set()
    if part == "4" and level in ("", "f"):
        claims.add(f"PDF/A-4{level}")
    if _property(text, "pdfd:conformsTo") == WTPDF:
        claims.add("WTPDF 1.0")
    if part in ("2", "3") and level == "a":
        claims.add("PDF/A-3a")  # what PDF/A-2a asks is all in PDF/A-3a
    return frozenset(claims)


def maker_in(packet: bytes) -> str:
    """The program that made the document, by its XMP packet; empty where it does not say."""
    return _property(packet.decode("utf-8", "replace"), "xmp:CreatorTool")


def packet_of(stream: Any) -> bytes:
    """An XMP packet; empty where there is none, or none that can be read."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        packet = stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError):
        return b""
    return packet if len(packet) < _LONGEST_PACKET else b""


def _property(packet: str, name: str) -> str:
    element, attribute = r"\s*([^<\s][^<]*?)\s*<", r"\s*=\s*[\"']([^\"']+)[\"']"
    found = re.search(rf"{name}(?:(?<=<{name})>{element}|(?<!\w{name}){attribute})", packet)
    return (found[1] or found[2]) if found else ""


def within(value: Any, key: str) -> Any:
    """What a dictionary has at a key; nothing for anything else."""
    return value.get(key) if isinstance(value, Dictionary) else None


def listed(value: Any) -> list[Any]:
    """The items of an array; none for anything else."""
    return list(value) if isinstance(value, Array) else []


def dictionaries(value: Any) -> list[Any]:
    """The dictionaries among the items of an array."""
    return [item for item in listed(value) if isinstance(item, Dictionary)]


def items_of(value: Any) -> list[tuple[str, Any]]:
    """The entries of a dictionary; none for anything else."""
    return list(value.items()) if isinstance(value, Dictionary) else []


def is_true(value: Any) -> bool:
    """Whether a value is the boolean ``true``; a string or number is not."""
    return value is True


def text_of(value: Any) -> str:
    """A text string or name as Python text; empty for anything else."""
    return str(value) if isinstance(value, (pikepdf.String, Name, str)) else ""


class Met:
    """Remembers objects that can be referred to, so that what several places share is changed once."""

    def __init__(self) -> None:
        self.seen: set[tuple[int, int]] = set()

    def again(self, item: Any) -> bool:
        """Whether an object was asked for before."""
        if not isinstance(item, Object) or not item.is_indirect:
            return False
        before = item.objgen in self.seen
        self.seen.add(item.objgen)
        return before
