"""What other software finds in a PDF, and whether a volume still has what its parts had.

Nothing here uses the program that is tested: PDFium reads text, pictures, links, bookmarks, labels and attachments,
pypdf the objects (tags, forms, layers), poppler the text once more, qpdf the syntax, page-validation the standards.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    RectangleObject,
    StreamObject,
)

Key = tuple[str, ...]


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


@lru_cache(maxsize=64)
def facts(pdf: bytes, password: str = "", pictures: bool = True) -> Facts:
    """Everything that is compared, of one file."""
    document = pdfium.PdfDocument(pdf, password=password or None)
    document.init_forms()
    opened = _unlocked(pdf, password) if password else pdf
    reader = pypdf.PdfReader(io.BytesIO(opened))
    root = reader.root_object
    numbers: dict[int, int] = {}
    for index, page in enumerate(reader.pages):
        numbers.setdefault(page.indirect_reference.idnum, index)
    elements, tops, by_reference = _elements(root, numbers)
    parents = dict(tree(root.get("/StructTreeRoot", {}), "/ParentTree", "/Nums"))
    pages = []
    for index, page in enumerate(reader.pages):
        seen = document[index]
        found = PageFacts(
            text=seen.get_textpage().get_text_range(),
            picture=_picture(seen) if pictures else (0, 0, ""),
            boxes=_boxes(page),
            links=list(_links(document, seen)),
            annotations=[_annotation(item) for item in _array(page.get("/Annots"))],
            marks=frozenset(_marks(seen)),
            tagged_by_pdfium=frozenset(_pdfium_tags(seen)),
            files=[str(_get(item, "/UF") or _get(item, "/F")) for item in _array(page.get("/AF"))],
        )
        for path, key in _keys(page):
            found.keys[path] = _resolved(parents.get(key, None), by_reference)
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
        draws_fields=bool(_get(_get(root, "/AcroForm"), "/NeedAppearances")),
        layers=_layers(root),
        scripts=sorted(str(_get(item, "/JS")) for _, item in tree(root.get("/Names", {}), "/JavaScript", "/Names")),
        threads=[_thread(item, numbers) for item in _array(root.get("/Threads"))],
        elements=elements,
        tops=tops,
        tree="/StructTreeRoot" in root,
        marked=bool(_get(_get(root, "/MarkInfo"), "/Marked")),
        claims=_claims(root),
        by_reference=by_reference,
    )


def witness(parts: Sequence[Any], volume: Any, *, check: bool = True) -> Facts:
    """Assert that a volume has everything that its parts have; returns what was found in the volume.

    ``parts`` and ``volume`` are what binding takes and gives; only their bytes, names and wishes are read.
    """
    whole = facts(volume.pdf)
    sources = [facts(part.pdf, part.password) for part in parts]
    looks = [
        facts(_drawn_anew(part.pdf)) if whole.draws_fields and source.fields and not source.draws_fields else source
        for part, source in zip(parts, sources, strict=True)
    ]
    assert len(whole.pages) == sum(len(source.pages) for source in sources)
    first = element = 0
    kids = whole.tops[1:]
    taken: dict[str, set[str]] = {"fields": set(), "attachments": set()}
    for part, source, look in zip(parts, sources, looks, strict=True):
        _same_pages(part, look, whole, first)
        if source.tree and source.elements:
            name, count = kids.pop(0)
            assert name == "/Part"
            inside = whole.elements[1 + element : 1 + element + count]
            _same_tags(part, source, inside, first)
            _same_keys(part, source, whole, first, 1 + element)
            element += count
        else:
            _no_keys(source, whole, first)
        _same_names(part, source, whole, taken)
        first += len(source.pages)
    assert kids == []
    if whole.tree:
        assert whole.tops[0] == ("/Document", len(whole.elements))
        assert len(whole.elements) == element + 1
    _same_bookmarks(parts, sources, whole)
    _same_sums(parts, sources, whole)
    _labels(parts, sources, whole)
    _claims_hold(parts, sources, volume, whole)
    if check:
        assert qpdf_complaints(volume.pdf) == []
    return whole


def _drawn_anew(pdf: bytes) -> bytes:
    """A part as it looks when readers draw its fields: one part of a volume can ask for this only for all."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.Root.AcroForm.NeedAppearances = True
        opened.save(out, static_id=True)
    return out.getvalue()


def _same_pages(part: Any, source: Facts, whole: Facts, first: int) -> None:
    for index, page in enumerate(source.pages):
        found = whole.pages[first + index]
        where = f"{part.name}, page {index + 1}"
        if not part.folio:
            assert found.text == page.text, where
            assert found.picture == page.picture, where
            assert whole.poppler[first + index] == source.poppler[index], where
        assert found.boxes == page.boxes, where
        assert found.marks == page.marks, where
        assert found.files == page.files, where
        assert found.annotations == page.annotations, where
        assert len(found.links) == len(page.links), where
        for old, new in zip(page.links, found.links, strict=True):
            if old[1][0] == "uri" and str(old[1][1]).startswith("bind:"):
                continue
            assert new == (old[0], _shifted(old[1], first)), where


def _shifted(target: tuple[Any, ...], first: int) -> tuple[Any, ...]:
    return (target[0], target[1] + first, *target[2:]) if target[0] == "page" else target


def _same_tags(part: Any, source: Facts, inside: list[Any], first: int) -> None:
    """The elements of a part, in order, below the one that stands for the part."""
    expected = list(source.elements)
    if _is_one_document(source):
        top, rest, deeper, skipped = inside[0], inside[1:], 1, 1
        old, expected = expected[0], expected[1:]
        assert top["content"] == _moved(old["content"], first)
    else:
        top, rest, deeper, skipped = inside[0], inside[1:], 2, 0
    assert top["language"], "each part says its language"
    assert top["title"] == part.title
    assert len(rest) == len(expected), part.name
    for old, new in zip(expected, rest, strict=True):
        assert new["type"] == old["type"], (part.name, old, new)
        assert new["depth"] == old["depth"] + deeper, (part.name, old, new)
        assert new["content"] == _moved(old["content"], first), (part.name, old, new)
        for key in ("language", "alt", "actual", "expansion", "title", "attributes", "parent_is_holder"):
            assert new[key] == old[key], (part.name, key, old, new)
        headers = [None if item is None else item - skipped for item in old["headers"]]
        base = inside[0]["ordinal"] + 1
        assert [None if item is None else item - base for item in new["headers"]] == headers, (part.name, old, new)
        assert new["unique_id"] == old["unique_id"], part.name


def _is_one_document(source: Facts) -> bool:
    return [item["type"] for item in source.elements if item["depth"] == 0] == ["/Document"]


def _moved(content: list[Any], first: int) -> list[Any]:
    return [(kind, None if page is None else page + first, *rest) for kind, page, *rest in content]


def _same_keys(part: Any, source: Facts, whole: Facts, first: int, start: int) -> None:
    """Marked content and annotations find, by way of the parent tree, the element that they found before.

    Only elements that were reached from the root count, in both files.
    """
    shift = start + (0 if _is_one_document(source) else 1)
    for index, page in enumerate(source.pages):
        found = whole.pages[first + index]
        assert found.keys.keys() == page.keys.keys(), (part.name, index)
        for path, value in page.keys.items():
            assert found.keys[path] == _ordinals(value, shift), (part.name, index, path)
        if source.marked:  # else PDFium does not look at the tags of the source
            assert found.tagged_by_pdfium == page.tagged_by_pdfium, (part.name, index)
        if page.marks and page.marks == page.tagged_by_pdfium:
            reached = found.keys[("page",)]
            assert all(reached[mark] is not None for mark in found.marks), (part.name, index)


def _ordinals(value: Any, shift: int) -> Any:
    if isinstance(value, list):
        return [None if item is None else item + shift for item in value]
    return None if value is None else value + shift


def _no_keys(source: Facts, whole: Facts, first: int) -> None:
    """Pages without tags point to nobody else's."""
    for index in range(len(source.pages)):
        found = whole.pages[first + index]
        assert all(not value or set(value) == {None} for value in found.keys.values() if isinstance(value, list)), index
        assert all(isinstance(value, list) or value is None for value in found.keys.values()), index
        assert found.tagged_by_pdfium == frozenset()


def _same_names(part: Any, source: Facts, whole: Facts, taken: dict[str, set[str]]) -> None:
    for name, value in source.fields.items():
        new = name
        if new in taken["fields"]:
            top, dot, rest = name.partition(".")
            matching = [key for key in whole.fields if key not in taken["fields"] and _is_new(key, top, dot + rest)]
            assert matching, (part.name, name)
            new = matching[0]
        assert whole.fields[new] == value, (part.name, name)
        taken["fields"].add(new)


def _is_new(key: str, top: str, rest: str) -> bool:
    return re.fullmatch(re.escape(top) + r" \([^)]+\)( ?\d+)?" + re.escape(rest), key) is not None


def _same_bookmarks(parts: Sequence[Any], sources: Sequence[Facts], whole: Facts) -> None:
    expected: list[tuple[int, str, int | None]] = []
    first = 0
    for part, source in zip(parts, sources, strict=True):
        if part.bookmark:
            expected.append((0, part.title, first))
        for level, title, page in source.toc:
            expected.append((level + bool(part.bookmark), title, None if page is None else page + first))
        first += len(source.pages)
    assert whole.toc == expected


def _same_sums(parts: Sequence[Any], sources: Sequence[Facts], whole: Facts) -> None:
    sums = sorted(digest for source in sources for _, digest in source.attachments)
    assert sorted(digest for _, digest in whole.attachments) == sums
    assert len(set(whole.file_keys)) == len(whole.file_keys) == len(sums)
    assert sorted(whole.layers) == sorted(layer for source in sources for layer in source.layers)
    assert whole.scripts == sorted(script for source in sources for script in source.scripts)
    assert len(whole.fields) == sum(len(source.fields) for source in sources)
    threads, first = [], 0
    for source in sources:
        threads += [(title, [page + first for page in pages]) for title, pages in source.threads]
        first += len(source.pages)
    assert whole.threads == threads


def _labels(parts: Sequence[Any], sources: Sequence[Facts], whole: Facts) -> None:
    expected = []
    for part, source in zip(parts, sources, strict=True):
        if part.labels is not None:
            expected += [part.labels.of(index) for index in range(len(source.pages))]
        elif source.has_labels:
            expected += source.labels
        else:
            expected += [str(index + 1) for index in range(len(source.pages))]
    assert whole.labels == expected


def _claims_hold(parts: Sequence[Any], sources: Sequence[Facts], volume: Any, whole: Facts) -> None:
    """A standard is claimed only where every part claims it, and then the validator agrees."""
    assert whole.claims == frozenset(volume.claims)
    for claim in whole.claims:
        assert all(claim in source.claims for source in sources)
    for claim in ("PDF/UA-1", "PDF/A-3a"):
        if all(
            claim in source.claims and not violations(part.pdf, claim)
            for part, source in zip(parts, sources, strict=True)
        ):
            assert claim in whole.claims
            assert violations(volume.pdf, claim) == []
    if not all(source.tree for source in sources):
        assert "PDF/UA-1" not in whole.claims
        assert "PDF/A-3a" not in whole.claims


def violations(pdf: bytes, claim: str) -> list[str]:
    """What page-validation finds against a standard."""
    import page

    profile = {"PDF/UA-1": "PDF_UA_1", "PDF/A-3a": "PDF_A_3A"}[claim]
    report = page.validate_pdf_bytes(
        pdf, profile=getattr(page.ValidationProfile, profile), limits=page.SafetyLimits.unlimited()
    )
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def qpdf_complaints(pdf: bytes) -> list[str]:
    """Warnings and errors of ``qpdf --check``."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        done = subprocess.run(["qpdf", "--check", file.name], capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines()
    return [line for line in lines if line.startswith(("WARNING", "ERROR"))] + (
        [f"qpdf ended with {done.returncode}"] if done.returncode else []
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
        node = _get(node, "/Parent")
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


def _get(holder: Any, key: str) -> Any:
    holder = holder.get_object() if isinstance(holder, IndirectObject) else holder
    if not isinstance(holder, DictionaryObject):
        return None
    value = holder.get(key)
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(value, NullObject) else value


def _array(value: Any) -> list[Any]:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return list(value) if isinstance(value, ArrayObject) else []


def _annotation(item: Any) -> Any:
    rect = tuple(round(float(value.get_object()), 2) for value in _array(_get(item, "/Rect")))
    return (
        str(_get(item, "/Subtype")),
        rect,
        str(_get(item, "/Contents")),
        _get(item, "/F"),
        str(_get(item, "/NM")),
        str(_get(item, "/AS")),
        "/StructParent" in item.get_object(),
    )


def tree(holder: Any, key: str, flat: str) -> Iterator[tuple[Any, Any]]:
    """Pairs of a name tree or a number tree, values as they are written."""
    waiting = [_get(holder.get_object(), key)] if isinstance(holder, (DictionaryObject, IndirectObject)) else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop(0)
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        items = _array(_get(node, flat))
        yield from zip([item.get_object() for item in items[::2]], items[1::2], strict=False)
        waiting = [kid.get_object() for kid in _array(_get(node, "/Kids"))] + waiting


def _keys(page: Any) -> Iterator[tuple[Key, int]]:
    """Everything on a page that has a key into the parent tree, with the way that leads to it."""
    for key in ("/StructParents", "/StructParent"):
        if key in page:
            yield ("page",), int(page[key])
    seen: set[int] = set()
    for number, item in enumerate(_array(page.get("/Annots"))):
        if (key := _get(item, "/StructParent")) is not None:
            yield (f"annotation {number}",), int(key)
        for state, stream in _appearances(_get(item, "/AP")):
            yield from _stream_keys((f"annotation {number}", state), stream, seen)
    yield from _resource_keys((), page.get("/Resources"), seen)


def _appearances(value: Any) -> Iterator[tuple[str, Any]]:
    for kind in ("/N", "/R", "/D"):
        entry = _get(value, kind)
        if isinstance(entry, StreamObject):
            yield kind, entry
        elif isinstance(entry, DictionaryObject):
            yield from ((kind + key, entry[key].get_object()) for key in entry)


def _resource_keys(path: Key, resources: Any, seen: set[int]) -> Iterator[tuple[Key, int]]:
    for kind in ("/XObject", "/Pattern"):
        entries = _get(resources, kind)
        for name in sorted(entries) if isinstance(entries, DictionaryObject) else ():
            yield from _stream_keys((*path, kind, name), _get(entries, name), seen)


def _stream_keys(path: Key, stream: Any, seen: set[int]) -> Iterator[tuple[Key, int]]:
    if not isinstance(stream, StreamObject) or id(stream) in seen:
        return
    seen.add(id(stream))
    for key in ("/StructParents", "/StructParent"):
        if (number := _get(stream, key)) is not None:
            yield (*path, key), int(number)
    yield from _resource_keys(path, stream.get("/Resources"), seen)


def _resolved(value: Any, by_reference: dict[tuple[int, int], int]) -> Any:
    """Places, in the walk from the root, of the elements that a value of the parent tree names."""
    if value is None:
        return None
    found = value.get_object()
    if isinstance(found, ArrayObject):
        return [by_reference.get(_id(item)) for item in found]
    return by_reference.get(_id(value))


def _id(value: Any) -> tuple[int, int]:
    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else (0, 0)


def _elements(
    root: Any, numbers: dict[int, int]
) -> tuple[list[Any], list[tuple[str, int]], dict[tuple[int, int], int]]:
    """All structure elements that are reached from the root, in the order of reading.

    Also the types of the top elements and of those right below the first, each with the number of elements that it
    holds, itself included; and the place of each element by its reference.
    """
    top_tree = _get(root, "/StructTreeRoot")
    if top_tree is None:
        return [], [], {}
    roles, classes = _get(top_tree, "/RoleMap") or {}, _get(top_tree, "/ClassMap") or {}
    elements: list[Any] = []
    by_reference: dict[tuple[int, int], int] = {}

    def visit(item: Any, depth: int, holder: Any, page: Any) -> None:
        entry = item.get_object()
        if isinstance(entry, ArrayObject):
            for kid in entry:
                visit(kid, depth, holder, page)
            return
        if not isinstance(entry, DictionaryObject) or "/S" not in entry:
            return
        assert isinstance(item, IndirectObject)
        assert _id(item) not in by_reference, "an element stands in the tree twice"
        by_reference[_id(item)] = len(elements)
        own = entry.raw_get("/Pg").idnum if "/Pg" in entry else page
        found = {
            "ordinal": len(elements),
            "type": _role(entry["/S"], roles),
            "depth": depth,
            "language": str(_get(entry, "/Lang") or ""),
            "alt": str(_get(entry, "/Alt") or ""),
            "actual": str(_get(entry, "/ActualText") or ""),
            "expansion": str(_get(entry, "/E") or ""),
            "title": str(_get(entry, "/T") or ""),
            "attributes": _described(entry, classes),
            "headers": [bytes(name.original_bytes) for name in _headers(entry)],
            "id": _get(entry, "/ID"),
            "content": [],
            "parent_is_holder": "/P" in entry and entry.raw_get("/P") == holder,
        }
        elements.append(found)
        kids = entry.get("/K")
        kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
        raw_kids = [entry.raw_get("/K")] if kids is not None and not isinstance(kids, ArrayObject) else _array(kids)
        for kid in raw_kids:
            value = kid.get_object()
            if isinstance(value, int):
                found["content"].append(("mcid", numbers.get(own), int(value)))
            elif isinstance(value, DictionaryObject) and "/S" not in value:
                at = value.raw_get("/Pg").idnum if "/Pg" in value else own
                stream = "/Stm" in value
                kind = str(value.get("/Type"))
                said = _get(value, "/MCID") if kind == "/MCR" else str(_get(_get(value, "/Obj"), "/Subtype"))
                found["content"].append((kind, numbers.get(at), said, stream))
            else:
                visit(kid, depth + 1, item, own)

    top = top_tree.raw_get("/K") if "/K" in top_tree else ArrayObject()
    before: list[int] = []
    for kid in _array(top) if isinstance(top.get_object(), ArrayObject) else [top]:
        before.append(len(elements))
        visit(kid, 0, top_tree.indirect_reference, None)
    _name_headers(elements)
    if not elements:
        return [], [], {}
    depths = [item["depth"] for item in elements]
    tops = [(elements[0]["type"], depths[1:].index(0) + 1 if 0 in depths[1:] else len(depths))]
    starts = [index for index, depth in enumerate(depths) if depth == 1] + [len(depths)]
    if len(before) == 1:
        tops += [(elements[a]["type"], b - a) for a, b in zip(starts, starts[1:], strict=False)]
    return elements, tops if len(before) == 1 else [(elements[at]["type"], 0) for at in before], by_reference


def _role(name: str, roles: Any) -> str:
    """The type that a name stands for, by the role map."""
    seen = []
    while name in roles and name not in seen:
        seen.append(name)
        name = str(roles[name])
    return str(name)


def _described(entry: Any, classes: Any) -> list[str]:
    """Attributes of an element, its own and those of its classes, as text; headers apart."""
    own = _get(entry, "/A")
    found = [_plain(item) for item in (_array(own) if isinstance(own, ArrayObject) else [own]) if item is not None]
    named = _get(entry, "/C")
    for name in _array(named) if isinstance(named, ArrayObject) else [named]:
        if isinstance(name, NameObject):
            found.append("class " + _plain(_get(classes, name)))
    return found


def _plain(value: Any) -> str:
    value = value.get_object() if value is not None else None
    if isinstance(value, ArrayObject):
        return "[" + " ".join(_plain(item) for item in value) + "]"
    if isinstance(value, DictionaryObject):
        if "/Type" in value and value["/Type"] == "/Page":
            return "page"
        return "<" + " ".join(f"{key} {_plain(value[key])}" for key in sorted(value) if key != "/Headers") + ">"
    return repr(value)


def _headers(entry: Any) -> Iterator[Any]:
    own = _get(entry, "/A")
    for item in _array(own) if isinstance(own, ArrayObject) else [own]:
        yield from (name.get_object() for name in _array(_get(item, "/Headers")))


def _name_headers(elements: list[Any]) -> None:
    """Turn names of header cells into the places of these cells."""
    places: dict[bytes, list[int]] = {}
    for item in elements:
        if item["id"] is not None:
            places.setdefault(bytes(item["id"].original_bytes), []).append(item["ordinal"])
    for item in elements:
        item["headers"] = [places.get(name, [None])[0] for name in item["headers"]]
        identifier = item.pop("id")
        item["unique_id"] = None if identifier is None else len(places[bytes(identifier.original_bytes)]) == 1


def _fields(root: Any) -> dict[str, tuple[str, str]]:
    """Form fields that have a value or can have one: full name, type and value, inherited ones too."""
    found: dict[str, tuple[str, str]] = {}
    waiting = [(item, "", "", "", 0) for item in _array(_get(_get(root, "/AcroForm"), "/Fields"))]
    while waiting:
        item, prefix, kind, value, depth = waiting.pop(0)
        own = _get(item, "/T")
        name = ".".join(text for text in (prefix, str(own) if own is not None else "") if text)
        kind = str(_get(item, "/FT") or kind)
        if kind == "/Sig":
            value = ""
        elif _get(item, "/V") is not None:
            value = str(_get(item, "/V"))
        kids = _array(_get(item, "/Kids"))
        named = [kid for kid in kids if _get(kid, "/T") is not None]
        if own is not None and not named:
            found[name] = (kind, value)
        if depth < 20:
            waiting += [(kid, name, kind, value, depth + 1) for kid in named]
    return found


def _layers(root: Any) -> list[tuple[str, bool]]:
    """Layers and whether they are shown when the file is opened."""
    properties = _get(root, "/OCProperties")
    default = _get(properties, "/D")
    shown = {_id(item) for item in _array(_get(default, "/ON"))}
    hidden = {_id(item) for item in _array(_get(default, "/OFF"))}
    base = _get(default, "/BaseState") != "/OFF"
    return [
        (str(_get(item, "/Name")), _id(item) not in hidden if base else _id(item) in shown)
        for item in _array(_get(properties, "/OCGs"))
    ]


def _thread(item: Any, numbers: dict[int, int]) -> tuple[str, list[int]]:
    thread = item.get_object()
    title, pages = str(_get(_get(thread, "/I"), "/Title")), []
    bead, start = _get(thread, "/F"), thread.raw_get("/F")
    while bead is not None and len(pages) < 100:
        pages.append(numbers[bead.raw_get("/P").idnum])
        if "/N" not in bead or bead.raw_get("/N") == start:
            break
        bead = _get(bead, "/N")
    return title, pages


def _claims(root: Any) -> frozenset[str]:
    packet = _get(root, "/Metadata")
    text = packet.get_data().decode("utf-8", "replace") if isinstance(packet, StreamObject) else ""

    def says(name: str) -> str:
        found = re.search(rf"{name}(?:>|=\")\s*([^<\"]+)", text)
        return found[1].strip() if found else ""

    found = {"PDF/UA-1"} if says("pdfuaid:part") == "1" else set()
    if says("pdfaid:part") in ("2", "3") and says("pdfaid:conformance").lower() == "a":
        found.add("PDF/A-3a")
    return frozenset(found)
