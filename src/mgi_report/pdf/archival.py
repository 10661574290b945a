"""What a file of ours must have beyond the screen edition where it claims PDF/UA-2, WTPDF 1.0 and PDF/A-4f.

The validator at hand knows none of them (:mod:`conformance`), so that what they add is looked up here with pypdf:
version and document information (ISO 19005-4, 6.1.2 and 6.1.3), claims (6.7.3; ISO 14289-2, 5; WTPDF 1.0, 6.1.3), the
namespaces of elements (ISO 14289-2, 8.2.4), the numbering of lists (8.2.5.25), paragraphs (ISO/TS 32005) and structure
destinations (8.8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import excerpt
from .structure import entry, opened

_MODERN, _OLD = "http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"
_WANTED = {
    ("http://www.aiim.org/pdfa/ns/id/", "part"): "4",
    ("http://www.aiim.org/pdfa/ns/id/", "rev"): "2020",
    ("http://www.aiim.org/pdfua/ns/id/", "part"): "2",
    ("http://www.aiim.org/pdfua/ns/id/", "rev"): "2024",
    ("http://pdfa.org/declarations/", "conformsTo"): "http://pdfa.org/declarations/wtpdf#accessibility1.0",
}


def read_archive(pdf: bytes) -> tuple[int, dict[str, int]]:
    """How many elements a file has, and what is wrong with it, each with how often."""
    with opened(pdf) as (reader, _):
        tree = entry(reader.root_object, "/StructTreeRoot")
        elements = list(_elements(tree))
        faults = Counter((*_file_faults(reader), *_tree_faults(tree, elements), *_destination_faults(reader)))
    return len(elements), dict(faults)


def _listed(value: Any) -> list[Any]:
    found = value if isinstance(value, list) else [] if value is None else [value]
    return [item.get_object() for item in found]


def _file_faults(reader: Any) -> Iterator[str]:
    if reader.pdf_header != "%PDF-2.0":
        yield f"the file is not of PDF 2.0: {excerpt(reader.pdf_header)}"
    if "/Info" in reader.trailer:
        yield "the file has a document information, which PDF/A-4 forbids"
    packet = reader.xmp_metadata
    attached = "/EmbeddedFiles" in (entry(reader.root_object, "/Names") or {})
    level = {("http://www.aiim.org/pdfa/ns/id/", "conformance"): "F" if attached else ""}
    for (space, name), value in (_WANTED | level).items():
        nodes = packet.rdf_root.getElementsByTagNameNS(space, name) if packet else []
        said = ["".join(part.data for part in node.childNodes if part.nodeType == node.TEXT_NODE) for node in nodes]
        if said != ([value] if value else []):
            found, wanted = ", ".join(said) or "nothing", value or "nothing"
            yield f"the metadata say {excerpt(found)} as {name}, not {excerpt(wanted)}"


def _elements(tree: Any) -> Iterator[tuple[Any, str]]:
    """Every element with the type of the one that it lies in."""
    waiting = [(kid, "") for kid in _listed(entry(tree, "/K"))]
    while waiting:
        element, above = waiting.pop()
        if isinstance(element, Mapping) and "/S" in element:
            yield element, above
            waiting += [(kid, str(element["/S"])) for kid in _listed(entry(element, "/K"))]


def _tree_faults(tree: Any, elements: list[tuple[Any, str]]) -> Iterator[str]:
    spaces = {str(entry(space, "/NS")) for space in _listed(entry(tree, "/Namespaces"))}
    if not spaces <= {_MODERN, _OLD} or _MODERN not in spaces:
        yield "the tags do not name the namespace of PDF 2.0, or name others"
    tops = [element for element, above in elements if not above]
    if [(str(top["/S"]), _space(top)) for top in tops] != [("/Document", _MODERN)]:
        yield "the tags do not begin with one Document of PDF 2.0"
    for element, above in elements:
        kind = str(element["/S"])
        if _space(element) not in (_MODERN, _OLD):
            yield "an element without a namespace"
        if kind == "/P" == above:
            yield "a paragraph within a paragraph"
        if kind == "/L" and "/ListNumbering" not in (entry(element, "/A") or {}):
            yield "a list that does not say how it is numbered"


def _space(element: Any) -> str:
    return str(entry(entry(element, "/NS"), "/NS") or "")


def _destination_faults(reader: Any) -> Iterator[str]:
    """Names and bookmarks that lead to no element."""
    names = entry(entry(reader.root_object, "/Names"), "/Dests")
    for destination in _named(names):
        if "/SD" not in destination:
            yield "a name that leads to a page, and to no element"
    for item in _bookmarks(entry(reader.root_object, "/Outlines")):
        if "/SD" not in (entry(item, "/A") or {}):
            yield "a bookmark that leads to a page, and to no element"


def _named(tree: Any) -> Iterator[Any]:
    yield from _listed(entry(tree, "/Names"))[1::2]
    for kid in _listed(entry(tree, "/Kids")):
        yield from _named(kid)


def _bookmarks(parent: Any) -> Iterator[Any]:
    item = entry(parent, "/First")
    while item is not None:
        yield item
        yield from _bookmarks(item)
        item = entry(item, "/Next")
