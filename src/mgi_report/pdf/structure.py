"""What a finished file says of its structure, read by pypdf: the second, independent reader of the proof.

The only place that imports pypdf. PDFium draws pages and is forgiving; pypdf parses the objects of ISO 32000 as they
are written. Where both tell the same thing they must tell it alike, and what only pypdf tells (catalog, metadata,
checksums and relationships of attachments) must be as a publication of ours has it.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import Kind, Problem, excerpt
from ..workspace.aside import Aside, BrokenError
from . import reading
from .proof import Check

BOXES = ("MediaBox", "TrimBox", "BleedBox")
RELATIONSHIPS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")
"""What an attachment can be to the document (ISO 19005-3, 6.8)."""
LARGE = 2**20
"""Bytes from which a file is read by a process of its own."""
_TOLERANCE = 0.01  # points; the readers round differently

Box = tuple[float, ...]


@dataclass(frozen=True)
class AttachedFile:
    """A file attached to a document: ``stated`` is the MD5 checksum in its parameters, ``actual`` that of its bytes."""

    name: str
    relationship: str
    size: int
    stated: bytes
    actual: bytes


@dataclass(frozen=True)
class Structure:
    """What stands around the pages of a file.

    ``boxes`` has a rectangle (left, bottom, right, top in points) for each of :data:`BOXES` on each page, ``outline``
    every bookmark with the number of its page, from 1, in reading order. ``intents`` are the numbers of colour
    components of the profiles in the output intents.
    """

    boxes: tuple[tuple[Box, ...], ...]
    labels: tuple[str, ...]
    outline: tuple[tuple[str, int | None], ...]
    attachments: tuple[AttachedFile, ...]
    language: str
    marked: bool
    title: str
    described_title: str
    described_language: str
    intents: tuple[int, ...]


def get_ready() -> None:
    """Import the reader, while something else is waited for."""
    import pypdf  # noqa: F401


def read_structure(pdf: bytes) -> Structure:
    """Read the structure of a file; raises :class:`~mgi_report.pdf.reading.DamagedError` where it cannot be read."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        return _read(pypdf.PdfReader(io.BytesIO(pdf)))
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise reading.DamagedError(f"its structure cannot be read: {error}") from None


def _read(reader: Any) -> Structure:
    catalog, information, described = reader.trailer["/Root"], reader.metadata or {}, reader.xmp_metadata
    titles = described.dc_title if described is not None else {}
    languages = described.dc_language if described is not None else []
    names = ("mediabox", "trimbox", "bleedbox")
    return Structure(
        tuple(tuple(tuple(map(float, getattr(page, name))) for name in names) for page in reader.pages),
        tuple(reader.page_labels),
        tuple(_bookmarks(reader, reader.outline)),
        tuple(map(_attached, reader.attachment_list)),
        str(catalog.get("/Lang", "")),
        bool(getattr(catalog.get("/MarkInfo", {}).get("/Marked"), "value", False)),
        str(information.get("/Title", "")),
        str((titles or {}).get("x-default", "")),
        ", ".join(languages or []),
        tuple(_components(catalog.get("/OutputIntents", ()))),
    )


def _bookmarks(reader: Any, level: Iterable[Any]) -> Iterator[tuple[str, int | None]]:
    for item in level:
        if isinstance(item, list):
            yield from _bookmarks(reader, item)
        else:
            number = reader.get_destination_page_number(item)
            yield str(item.title), None if number is None or number < 0 else number + 1


def _attached(item: Any) -> AttachedFile:
    stated, data = item.checksum or b"", item.content
    stated = stated if isinstance(stated, bytes) else stated.original_bytes
    relationship = str(item.associated_file_relationship or "").removeprefix("/")
    return AttachedFile(item.name, relationship, item.size or 0, stated, hashlib.md5(data).digest())  # noqa: S324


def _components(intents: Iterable[Any]) -> Iterator[int]:
    for intent in intents:
        profile = intent.get_object().get("/DestOutputProfile")
        yield int(profile.get_object()["/N"]) if profile is not None else 0


@contextlib.contextmanager
def reading_beside(pdf: bytes, large: int = LARGE) -> Iterator[Callable[[], Structure]]:
    """Read the structure of a large file in a process of its own meanwhile; of a small one when it is asked for.

    What is yielded returns it, or raises :class:`~mgi_report.pdf.reading.DamagedError`.
    """
    with contextlib.ExitStack() as stack:
        answer: Callable[[], Structure] | None = None
        if len(pdf) > large:
            with contextlib.suppress(OSError, BrokenError):
                aside = stack.enter_context(Aside())
                aside.ask(f"{__name__}:read_structure", pdf)
                answer = aside.answer

        def read() -> Structure:
            with contextlib.suppress(BrokenError):
                if answer:
                    return answer()
            return read_structure(pdf)

        yield read


def check_structure(read: Callable[[], Structure], document: Any, file: str, *, tagged: bool = True) -> Check:
    """The catalog, metadata, bookmarks, labels, boxes and attachments of a file of ours.

    ``document`` is the same file, open in PDFium. ``tagged`` is whether it is for the screen: then it must be marked as
    tagged and say its language.
    """
    try:
        structure = read()
    except reading.DamagedError as error:
        return Check("structure", "", (Problem(file, message=str(error), kind=Kind.PDF_DAMAGED),))
    problems = [
        *_of_pages(structure, document, file),
        *_of_outline(structure, document, file),
        *_of_files(structure, document, file),
        *_of_catalog(structure, file, tagged=tagged),
    ]
    counts = (len(structure.boxes), len(structure.outline), len(structure.attachments))
    return Check("structure", "{} pages, {} bookmarks, {} attachments".format(*counts), tuple(problems))


def _of_pages(structure: Structure, document: Any, file: str) -> Iterator[Problem]:
    if len(structure.boxes) != len(document):
        message = f"one reader finds {len(structure.boxes)} pages, another {len(document)}"
        yield Problem(file, message=message, kind=Kind.PAGE_COUNT)
        return
    for index, (boxes, label) in enumerate(zip(structure.boxes, structure.labels, strict=True)):
        where, page = f"page {index + 1}", document[index]
        shown = page.get_mediabox(), page.get_trimbox(), page.get_bleedbox()
        for name, box, other in zip(BOXES, boxes, shown, strict=True):
            if any(abs(a - b) > _TOLERANCE for a, b in zip(box, other, strict=True)):
                yield Problem(file, message=f"two readers disagree on its {name}", path=where, kind=Kind.BOXES)
        if label != (other_label := reading.page_label(document, index)):
            message = f"the page is labelled {excerpt(label)} for one reader and {excerpt(other_label)} for another"
            yield Problem(file, message=message, path=where, kind=Kind.PAGE_NUMBER)


def _of_outline(structure: Structure, document: Any, file: str) -> Iterator[Problem]:
    others = list(reading.bookmarks(document))
    if len(others) != len(structure.outline):
        message = f"one reader finds {len(structure.outline)} bookmarks, another {len(others)}"
        yield Problem(file, message=message, kind=Kind.BOOKMARK)
    for (title, page), (_, other) in zip(structure.outline, others, strict=False):
        if page is None or page != other:
            message = f"a bookmark leads to page {page} for one reader and to page {other} for another"
            yield Problem(file, message=message, value=excerpt(title), kind=Kind.BOOKMARK)


def _of_files(structure: Structure, document: Any, file: str) -> Iterator[Problem]:
    for item in structure.attachments:
        if item.stated != item.actual:
            message = "the checksum of an attached file is not that of its content"
            yield Problem(file, message=message, value=excerpt(item.name), kind=Kind.ATTACHMENT)
        if item.relationship not in RELATIONSHIPS:
            message = "an attached file does not say what it is to the document"
            yield Problem(file, message=message, value=excerpt(item.name), kind=Kind.ATTACHMENT)
    if len(structure.attachments) != (count := document.count_attachments()):
        message = f"one reader finds {len(structure.attachments)} attached files, another {count}"
        yield Problem(file, message=message, kind=Kind.ATTACHMENT)


def _of_catalog(structure: Structure, file: str, *, tagged: bool) -> Iterator[Problem]:
    if structure.title and structure.title != structure.described_title:
        message = f"the title is {excerpt(structure.title)}, but {excerpt(structure.described_title)} in the metadata"
        yield Problem(file, message=message, kind=Kind.METADATA)
    if not tagged:
        if structure.intents != (4,):
            message = "the output profile is none of four components" if structure.intents else "no output intent"
            yield Problem(file, message=message, kind=Kind.OUTPUT_INTENT)
        return
    if not structure.marked:
        yield Problem(file, message="the file does not say that it is tagged", kind=Kind.METADATA)
    if not structure.language:
        yield Problem(file, message="the file does not say its language", kind=Kind.METADATA)
    elif structure.language not in structure.described_language.split(", "):
        said = excerpt(structure.described_language)
        message = f"the language is {excerpt(structure.language)}, but {said} in the metadata"
        yield Problem(file, message=message, kind=Kind.METADATA)
