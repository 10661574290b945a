"""What other software finds in a PDF, as values that can be compared.

PDFium reads text, pictures, links, bookmarks, labels and attachments, pypdf the objects (tags, forms, layers), poppler
the text once more.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf.generic import RectangleObject, StreamObject

from helpers.pdfobjects import get, listed, number_of, tree
from helpers.tagreading import Key, elements_of, keys_of, resolved


@dataclass
class PageFacts:
    """One page: words, picture, boxes, links, annotations and what finds its tags by a key."""

    text: str
    picture: tuple[int, int, str]
    boxes: tuple[Any, ...]
    links: list[Any]
    annotations: list[Any]
    marks: frozenset[int]
    tagged_by_pdfium: frozenset[int]
    files: list[str]
    keys: dict[Key, Any] = field(default_factory=dict)


@dataclass
class Facts:
    """One file as other software sees it."""

    pages: list[PageFacts]
    poppler: list[str]
    toc: list[tuple[int, str, int | None]]
    attachments: list[tuple[str, str]]
    file_keys: list[bytes]
    labels: list[str]
    has_labels: bool
    fields: dict[str, tuple[str, str]]
    draws_fields: bool
    layers: list[tuple[str, bool]]
    scripts: list[str]
    threads: list[tuple[str, list[int]]]
    elements: list[Any]
    tops: list[tuple[str, int]]
    tree: bool
    marked: bool
    claims: frozenset[str]
    by_reference: dict[tuple[int, int], int] = field(default_factory=dict, repr=False)


def facts(pdf: bytes, password: str = "", pictures: bool = True) -> Facts:
    """Everything that is compared, of one file; each is read once, however it is asked for."""
    return _facts(pdf, password, pictures)


@lru_cache(maxsize=64)
def _facts(pdf: bytes, password: str, pictures: bool) -> Facts:
    document = pdfium.PdfDocument(pdf, password=password or None)
    document.init_forms()
    opened = _unlocked(pdf, password) if password else pdf
    reader = pypdf.PdfReader(io.BytesIO(opened))
    root = reader.root_object
    numbers: dict[int, int] = {}
    for index, page in enumerate(reader.pages):
        numbers.setdefault(page.indirect_reference.idnum, index)
    elements, tops, by_reference = elements_of(root, numbers)
    parents = dict(tree(root.get("/StructTreeRoot", {}), "/ParentTree", "/Nums"))
    pages = []
    for index, page in enumerate(reader.pages):
        seen = document[index]
        found = PageFacts(
            text=seen.get_textpage().get_text_range(),
            picture=_picture(seen) if pictures else (0, 0, ""),
            boxes=_boxes(page),
            links=list(_links(document, seen)),
            annotations=[_annotation(item) for item in listed(page.get("/Annots"))],
            marks=frozenset(_marks(seen)),
            tagged_by_pdfium=frozenset(_pdfium_tags(seen)),
            files=[str(get(item, "/UF") or get(item, "/F")) for item in listed(page.get("/AF"))],
        )
        for path, key in keys_of(page):
            found.keys[path] = resolved(parents.get(key), by_reference)
        pages.append(found)
    return Facts(
        pages=pages,
        poppler=_poppler(opened),
        toc=list(_toc(document)),
        attachments=sorted(_attachments(document)),
        file_keys=[bytes(name.original_bytes) for name, _ in tree(root.get("/Names", {}), "/EmbeddedFiles", "/Names")],
        labels=[document.get_page_label(index) or str(index + 1) for index in range(len(document))],
        has_labels="/PageLabels" in root,
        fields=_fields(root),
        draws_fields=bool(get(get(root, "/AcroForm"), "/NeedAppearances")),
        layers=_layers(root),
        scripts=sorted(str(get(item, "/JS")) for _, item in tree(root.get("/Names", {}), "/JavaScript", "/Names")),
        threads=[_thread(item, numbers) for item in listed(root.get("/Threads"))],
        elements=elements,
        tops=tops,
        tree="/StructTreeRoot" in root,
        marked=bool(get(get(root, "/MarkInfo"), "/Marked")),
        claims=_claims(root),
        by_reference=by_reference,
    )


def _unlocked(pdf: bytes, password: str) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        command = ["qpdf", f"--password={password}", "--decrypt", file.name, "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout


def _picture(page: Any) -> tuple[int, int, str]:
    bitmap = page.render(scale=1, may_draw_forms=True)
    return bitmap.width, bitmap.height, hashlib.sha256(bytes(bitmap.buffer)).hexdigest()


def _boxes(page: Any) -> tuple[Any, ...]:
    """Boxes, rotation and unit of a page; readers take one without a size for Letter."""
    node = page
    while node is not None and "/MediaBox" not in node:
        node = get(node, "/Parent")
    if node is None:
        return (RectangleObject((0, 0, 612, 792)),) * 4 + (page.rotation, page.get("/UserUnit", 1))
    return page.mediabox, page.cropbox, page.trimbox, page.bleedbox, page.rotation, page.get("/UserUnit", 1)


def _links(document: Any, page: Any) -> Iterator[Any]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        rectangle = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, rectangle)
        rect = tuple(round(value, 2) for value in (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        yield rect, _target(document, link)


def _target(document: Any, link: Any) -> tuple[Any, ...]:
    destination = raw.FPDFLink_GetDest(document, link)
    action = raw.FPDFLink_GetAction(link)
    if not destination and action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
        return "uri", buffer.value.decode("utf-8", "replace")
    if not destination:
        return ("nowhere",)
    index = raw.FPDFDest_GetDestPageIndex(document, destination)
    if index < 0:
        return ("nowhere",)
    count, values = ctypes.c_ulong(), (ctypes.c_float * 4)()
    view = raw.FPDFDest_GetView(destination, count, values)
    return "page", index, view, tuple(round(value, 1) for value in values[: count.value])


def _marks(page: Any) -> Iterator[int]:
    """MCIDs of the text on a page, also within form XObjects that it paints."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=6):
        number = raw.FPDFPageObj_GetMarkedContentID(item)
        if number >= 0:
            yield number


def _pdfium_tags(page: Any) -> Iterator[int]:
    """MCIDs that PDFium's own walk through the tag tree finds for a page."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        for index in range(raw.FPDF_StructElement_GetMarkedContentIdCount(element)):
            number = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
            if number >= 0:
                yield number
        count = raw.FPDF_StructElement_CountChildren(element)
        waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(max(0, count))]
    raw.FPDF_StructTree_Close(tree)


def _toc(document: Any) -> Iterator[tuple[int, str, int | None]]:
    for item in document.get_toc(max_depth=30):
        destination = item.get_dest()
        yield item.level, item.get_title(), None if destination is None else destination.get_index()


def _attachments(document: Any) -> Iterator[tuple[str, str]]:
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        yield attachment.get_name(), hashlib.sha256(bytes(attachment.get_data())).hexdigest()


def _poppler(pdf: bytes) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        done = subprocess.run(["pdftotext", "-raw", file.name, "-"], capture_output=True, check=True)
    # Some check boxes are drawn anew by poppler, with a mark or without, as it finds a font for it.
    return re.sub("[✘✔✓]\n", "", done.stdout.decode("utf-8", "replace")).split("\f")


def _annotation(item: Any) -> Any:
    rect = tuple(round(float(value.get_object()), 2) for value in listed(get(item, "/Rect")))
    return (
        str(get(item, "/Subtype")),
        rect,
        str(get(item, "/Contents")),
        get(item, "/F"),
        str(get(item, "/NM")),
        str(get(item, "/AS")),
        "/StructParent" in item.get_object(),
    )


def _fields(root: Any) -> dict[str, tuple[str, str]]:
    """Form fields that have a value or can have one: full name, type and value, inherited ones too."""
    found: dict[str, tuple[str, str]] = {}
    waiting = [(item, "", "", "", 0) for item in listed(get(get(root, "/AcroForm"), "/Fields"))]
    while waiting:
        item, prefix, kind, value, depth = waiting.pop(0)
        own = get(item, "/T")
        name = ".".join(text for text in (prefix, str(own) if own is not None else "") if text)
        kind = str(get(item, "/FT") or kind)
        if kind == "/Sig":
            value = ""
        elif get(item, "/V") is not None:
            value = str(get(item, "/V"))
        kids = listed(get(item, "/Kids"))
        named = [kid for kid in kids if get(kid, "/T") is not None]
        if own is not None and not named:
            found[name] = (kind, value)
        if depth < 20:
            waiting += [(kid, name, kind, value, depth + 1) for kid in named]
    return found


def _layers(root: Any) -> list[tuple[str, bool]]:
    """Layers and whether they are shown when the file is opened."""
    properties = get(root, "/OCProperties")
    default = get(properties, "/D")
    shown = {number_of(item) for item in listed(get(default, "/ON"))}
    hidden = {number_of(item) for item in listed(get(default, "/OFF"))}
    base = get(default, "/BaseState") != "/OFF"
    return [
        (str(get(item, "/Name")), number_of(item) not in hidden if base else number_of(item) in shown)
        for item in listed(get(properties, "/OCGs"))
    ]


def _thread(item: Any, numbers: dict[int, int]) -> tuple[str, list[int]]:
    thread = item.get_object()
    title, pages = str(get(get(thread, "/I"), "/Title")), []
    bead, start = get(thread, "/F"), thread.raw_get("/F")
    while bead is not None and len(pages) < 100:
        pages.append(numbers[bead.raw_get("/P").idnum])
        if "/N" not in bead or bead.raw_get("/N") == start:
            break
        bead = get(bead, "/N")
    return title, pages


def _claims(root: Any) -> frozenset[str]:
    packet = get(root, "/Metadata")
    text = packet.get_data().decode("utf-8", "replace") if isinstance(packet, StreamObject) else ""

    def says(name: str) -> str:
        found = re.search(rf"{name}(?:>|=\")\s*([^<\"]+)", text)
        return found[1].strip() if found else ""

    found = {"PDF/UA-1"} if says("pdfuaid:part") == "1" else set()
    if says("pdfaid:part") in ("2", "3") and says("pdfaid:conformance").lower() == "a":
        found.add("PDF/A-3a")
    if says("pdfuaid:part") == "2":
        found.add("PDF/UA-2")
    if says("pdfaid:part") == "4":
        found.add(f"PDF/A-4{says('pdfaid:conformance').lower()}")
    if says("pdfd:conformsTo").endswith("/wtpdf#accessibility1.0"):
        found.add("WTPDF 1.0")
    return frozenset(found)
