"""Where two readers of a finished file, or the plan of it, do not agree on its structure.

pypdf reads the structure (:mod:`structure`) independently of PDFium. In a publication of ours every difference is a
fault. Files of others are read by different readers differently; there the numbers of pages, bookmarks and attached
files are compared, and what standards ask of the catalog.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import Kind, Problem, count_of, excerpt
from ..text.units import POINTS_PER_MM
from ..workspace.aside import BrokenError, call
from .navigation import Bookmark, bookmarks, page_label
from .proof import Check, Said, checksum
from .reading import Boxes, DamagedError, PageFacts, attachments, is_encrypted

if TYPE_CHECKING:
    from .structure import AttachedFile, Catalog, Metadata, Structure

_ARCHIVES = ("GTS_PDFA1", "an archive", (1, 3, 4))
_INTENTS = {
    "PDF/A-3a": _ARCHIVES,
    "PDF/A-4": _ARCHIVES,
    "PDF/A-4f": _ARCHIVES,
    "PDF/X-4": ("GTS_PDFX", "the press", (4,)),
}
"""Standard → subtype of its output intent, what that is for, how many components its profile may have."""
_RELATIONSHIPS = {"Source", "Data", "Alternative", "Supplement"}  # ISO 19005-3, 6.8, without Unspecified
_BOXES = {"media": "MediaBox", "trim": "TrimBox", "bleed": "BleedBox"}
_READ, _PLANNED = 0.01, 0.1 * POINTS_PER_MM
"""Points by which a box may differ between readers, which keep other precisions, and from the plan."""
ASIDE_FROM = 2**22
_SHOWN = 3  # faults of a kind; the rest look the same

OTHER, PLAN = "in another reader", "in the plan"


class Fault(NamedTuple):
    """What a problem will say of a file."""

    kind: Kind
    message: str
    value: str = ""
    path: str = ""


def check_structure(
    pdf: bytes,
    document: Any,
    pages: Sequence[PageFacts],
    file: str,
    standards: Collection[str],
    said: Said | None = None,
    *,
    ours: bool = True,
) -> Check:
    """Read a file a second time and compare; ``document`` is open in PDFium, ``pages`` were read of it.

    ``standards`` are those that it must follow, ``said`` is what was planned of a publication of ours.
    """
    if is_encrypted(document):
        return Check("structure", "the file is encrypted", skipped=True)
    try:
        structure: Structure = ask_second_reader("structure:read_structure", pdf, ours=ours)
    except DamagedError as error:
        return _unread(error, file, ours=ours)
    faults = [*count_faults(structure, document), *_catalog_faults(structure.catalog, standards)]
    if ours:
        faults += _own_faults(structure, document, pages, for_screen="PDF/X-4" not in standards)
        faults += _plan_faults(structure, said) if said else ()
    counts = (structure.outline, "bookmark"), (structure.labels, "label"), (structure.files, "file")
    detail = ", ".join(count_of(len(things), noun) for things, noun in counts)
    return Check("structure", detail, problems_of(faults, file))


def ask_second_reader(function: str, pdf: bytes, *, ours: bool = True) -> Any:
    """The result of a function of this room that reads a file with pypdf, called as ``module:name``.

    Large files of ours it reads in a process of its own: pypdf needs several times their size and keeps it. The module
    is not imported before: pypdf takes a tenth of a second.
    """
    module, _, name = f"{__package__}.{function}".partition(":")
    if ours and len(pdf) > ASIDE_FROM:
        with contextlib.suppress(BrokenError, OSError):
            return call(f"{module}:{name}", pdf)
    return getattr(import_module(module), name)(pdf)


def _unread(error: DamagedError, file: str, *, ours: bool) -> Check:
    why = excerpt(error, 120)
    if not ours:
        return Check("structure", f"pypdf cannot read it: {why}", skipped=True)
    problem = Problem(file, message="a second reader cannot read the file", value=why, kind=Kind.PDF_DAMAGED)
    return Check("structure", "", (problem,))


def problems_of(faults: Iterable[Fault], file: str) -> tuple[Problem, ...]:
    """Faults as problems of a file, each once."""
    return tuple(
        Problem(file, message=message, value=value, path=path, kind=kind)
        for kind, message, value, path in dict.fromkeys(faults)
    )


def count_faults(structure: Structure, document: Any) -> Iterator[Fault]:
    """Where two readers count differently."""
    for kind, what, count, other in (
        (Kind.PAGE_COUNT, "pages", len(structure.pages), len(document)),
        (Kind.BOOKMARK, "bookmarks", len(structure.outline), sum(1 for _ in bookmarks(document))),
        (Kind.ATTACHMENT, "attached files", len(structure.files), document.count_attachments()),
    ):
        if count != other:
            yield Fault(kind, f"{count} {what}, but {other} {OTHER}")


def _catalog_faults(catalog: Catalog, standards: Collection[str]) -> Iterator[Fault]:
    """What standards ask of the catalog."""
    tagged = not {"PDF/UA-1", "PDF/UA-2"}.isdisjoint(standards)
    for wrong, message in (
        (catalog.kind != "Catalog", "the catalog does not say that it is one"),
        (tagged and not catalog.marked, "the file does not say that it is tagged"),
        (tagged and not catalog.shows_title, "the file does not ask readers to show its title"),
        (tagged and not catalog.language, "the file does not say its language"),
    ):
        if wrong:
            yield Fault(Kind.METADATA, message)
    for standard in standards:
        if standard in _INTENTS:
            yield from _intent_faults(catalog, *_INTENTS[standard])


def _intent_faults(catalog: Catalog, subtype: str, purpose: str, allowed: Collection[int]) -> Iterator[Fault]:
    intents = [intent for intent in catalog.intents if intent.subtype == subtype]
    if len(intents) != 1:
        yield Fault(Kind.OUTPUT_INTENT, f"{len(intents)} output intents for {purpose}; one is needed")
    for intent in intents:
        if intent.components not in allowed or intent.components != intent.colours:
            message = f"the output intent says {intent.components} components of a profile that has {intent.colours}"
            yield Fault(Kind.OUTPUT_INTENT, message)


def _own_faults(
    structure: Structure, document: Any, pages: Sequence[PageFacts], *, for_screen: bool
) -> Iterator[Fault]:
    mended = "the file has to be mended to be read"
    yield from (Fault(Kind.PDF_DAMAGED, mended, excerpt(remark, 120)) for remark in structure.remarks)
    yield from _metadata_faults(structure.metadata, structure.catalog.language)
    if for_screen and not structure.labels:
        yield Fault(Kind.PAGE_NUMBER, "the file lists no page labels")
    labels = structure.labels or [str(page.number) for page in pages]
    read = list(zip(structure.pages, pages, strict=False))
    yield from islice((fault for boxes, page in read for fault in box_faults(boxes, page)), _SHOWN)
    if for_screen:
        yield from islice((fault for boxes, page in read for fault in _edge_faults(boxes, page.number)), _SHOWN)
    yield from label_faults(labels, [page_label(document, index) for index in range(len(document))], OTHER)
    yield from outline_faults(structure.outline, list(bookmarks(document)), OTHER)
    yield from (fault for item in structure.files for fault in file_faults(item))
    attached = Counter(checksum(data) for _, data in attachments(document))
    if Counter(item.checksum for item in structure.files) != attached:
        yield Fault(Kind.ATTACHMENT, f"an attached file has other bytes {OTHER}")


def _metadata_faults(metadata: Metadata, language: str) -> Iterator[Fault]:
    for key, value in metadata.info.items():
        if (told := metadata.packet.get(key, value)) != value:
            message = f"the {key} is not that of the document information"
            yield Fault(Kind.METADATA, message, f"{excerpt(told)} and {excerpt(value)}")
    if language and language not in metadata.languages:
        yield Fault(Kind.METADATA, "the metadata do not name the language of the file", excerpt(language))


def box_faults(boxes: Boxes, page: PageFacts) -> Iterator[Fault]:
    """Boxes of a page that are not where the other reader has them."""
    for box, name in _BOXES.items():
        if not _near(getattr(boxes, box), getattr(page.boxes, box), _READ):
            yield Fault(Kind.BOXES, f"the {name} is another one {OTHER}", path=f"page {page.number}")


def _edge_faults(boxes: Boxes, number: int) -> Iterator[Fault]:
    """For screens the trimmed page is the page, and there is no bleed."""
    for box in ("trim", "bleed"):
        if not _near(getattr(boxes, box), boxes.media, _READ):
            yield Fault(Kind.BOXES, f"the {_BOXES[box]} is not the page that is shown", path=f"page {number}")


def _near(one: Sequence[float], other: Sequence[float], tolerance: float) -> bool:
    return all(abs(edge - wanted) <= tolerance for edge, wanted in zip(one, other, strict=True))


def label_faults(labels: Sequence[str], others: Sequence[str], where: str) -> Iterator[Fault]:
    """Labels of pages that differ."""
    pairs = enumerate(zip_longest(labels, others, fillvalue=""), start=1)
    found = ((number, label, other) for number, (label, other) in pairs if label != other)
    for number, label, other in islice(found, _SHOWN):
        message = f"the page is labelled {excerpt(label)}, but {excerpt(other)} {where}"
        yield Fault(Kind.PAGE_NUMBER, message, path=f"page {number}")


def outline_faults(outline: Sequence[Bookmark], others: Sequence[Bookmark], where: str) -> Iterator[Fault]:
    """The first bookmark that differs; those after it may only have moved."""
    for (title, page), (other, aim) in zip_longest(outline, others, fillvalue=("", None)):
        if (title, page) != (other, aim):
            message = (
                f"a bookmark leads to {excerpt(title)} on page {page}, but to {excerpt(other)} on page {aim} {where}"
            )
            yield Fault(Kind.BOOKMARK, message)
            return


def file_faults(item: AttachedFile) -> Iterator[Fault]:
    """What is wrong with what a file says of a file attached to it."""
    if item.checksum != item.said_checksum:
        yield Fault(Kind.ATTACHMENT, "the checksum of an attached file is not that of its bytes", excerpt(item.name))
    if item.size != item.said_size:
        message = f"an attached file has {item.size} bytes, but says {item.said_size}"
        yield Fault(Kind.ATTACHMENT, message, excerpt(item.name))
    if item.relationship not in _RELATIONSHIPS:
        yield Fault(Kind.ATTACHMENT, "an attached file does not say what it is to the document", excerpt(item.name))


def _plan_faults(structure: Structure, said: Said) -> Iterator[Fault]:
    title, language = structure.metadata.packet.get("Title", ""), structure.catalog.language
    for what, found, wanted in (("title", title, said.title), ("language", language, said.language)):
        if found != wanted:
            yield Fault(Kind.METADATA, f"the {what} is {excerpt(found)}, but {excerpt(wanted)} {PLAN}")
    yield from label_faults(structure.labels, said.labels if structure.labels else (), PLAN)
    yield from outline_faults(structure.outline, said.outline, PLAN)
    yield from islice(_size_faults(structure.pages, said.sizes), _SHOWN)
    if Counter(item.checksum for item in structure.files) != Counter(planned for planned, _ in said.files):
        yield Fault(Kind.ATTACHMENT, f"the attached files are other ones {PLAN}")
    relationships = dict(said.files)
    for item in structure.files:
        planned = relationships.get(item.checksum)
        if planned and item.relationship != planned:
            message = f"an attached file is the {item.relationship} of the document, but its {planned} {PLAN}"
            yield Fault(Kind.ATTACHMENT, message, excerpt(item.name))


def _size_faults(pages: Sequence[Boxes], sizes: Sequence[tuple[float, float]]) -> Iterator[Fault]:
    for number, (boxes, size) in enumerate(zip(pages, sizes, strict=False), start=1):
        left, bottom, right, top = boxes.trim
        if not _near((right - left, top - bottom), size, _PLANNED):
            found, wanted = _in_mm((right - left, top - bottom)), _in_mm(size)
            yield Fault(Kind.BOXES, f"the trimmed page is {found} mm, but {wanted} mm {PLAN}", path=f"page {number}")


def _in_mm(size: tuple[float, float]) -> str:
    return " × ".join(f"{edge / POINTS_PER_MM:.1f}" for edge in size)
