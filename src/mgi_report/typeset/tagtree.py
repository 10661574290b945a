"""The tag tree of a document, made shorter and complete before it is written.

The engine wraps every line of text in a ``Span`` of its own, which says nothing and is half of the tree; here a line
becomes content of the paragraph, cell or label it stands in (ISO 32000-1, 14.7.4.2), and what holds nothing goes.
Identifiers of table headers are made unique between documents, so that several can be bound to one, and are listed as
ISO 32000-1, 14.7.2 asks; their scope is said as well (14.8.5.7), for readers that know nothing else.
"""

from __future__ import annotations

import hashlib
from typing import Any

import pydyf

from .elements import element_of, free, kids_of
from .lists import join_lists, part_items

_BARE = {"Type", "S", "K", "Pg", "P"}
_EMPTY = ("/Div", "/Sect", "/P", "/Span", "/NonStruct", "/L")
_BLOCKS = ("/P", "/H1", "/H2", "/H3", "/H4", "/Caption")
_IDENTIFIERS_A_NODE = 32


def tidy(pdf: Any, name: str) -> None:
    """Shorten and complete the tag tree of the engine's objects; ``name`` tells this document from all others."""
    if "StructTreeRoot" not in pdf.catalog:
        return
    elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    root = pdf.objects[int(bytes(pdf.catalog["StructTreeRoot"]).split()[0])]
    join_lists(pdf, elements)
    _dissolve_lines(pdf, elements, pdf.objects[int(bytes(root["ParentTree"]).split()[0])])
    part_items(pdf, elements)
    _say_what_headers_head(pdf, elements)
    _list_identifiers(pdf, elements, root, name)


def _dissolve_lines(pdf: Any, elements: list[Any], parents: Any) -> None:
    content: dict[Any, list[int]] = {}
    owner: dict[bytes, bytes] = {}
    for element in reversed(elements):  # what lies in an element was made after it
        kids = [part for kid in element["K"] for part in content.get(kid, [_direct(pdf, kid)])]
        element["K"] = pydyf.Array(kids)
        bare = element["S"] != "/Document" and element.keys() <= _BARE
        if bare and all(isinstance(kid, int) for kid in kids):
            above = element_of(pdf, element["P"])
            says_nothing = _says_nothing(element, above) and above.get("Pg") == element["Pg"]
            if says_nothing or (not kids and element["S"] in _EMPTY):
                content[element.reference], owner[element.reference] = kids, element["P"]
                free(element)
    for entry in parents["Nums"]:
        if isinstance(entry, list):
            entry[:] = [_owner(reference, owner) for reference in entry]


def _says_nothing(element: Any, above: Any) -> bool:
    """Whether an element tells nothing that the one above does not: a bare line, or a block in one of its own kind."""
    if element["S"] in ("/Span", "/NonStruct"):
        return bool(above["S"] != "/Document")
    return bool(element["S"] == above["S"] and element["S"] in _BLOCKS)


def _direct(pdf: Any, kid: Any) -> Any:
    """A reference to a link's annotation stands in its element itself; it needs no object of its own."""
    if isinstance(kid, int):
        return kid
    item = pdf.objects[int(kid.split()[0])]
    if item.get("Type") != "/OBJR":
        return kid
    free(item)
    return pydyf.Dictionary(item)


def _owner(reference: bytes, owner: dict[bytes, bytes]) -> bytes:
    while reference in owner:
        reference = owner[reference]
    return reference


def _say_what_headers_head(pdf: Any, elements: list[Any]) -> None:
    scopes = {"/THead": "/Column", "/TBody": "/Row"}
    for element in elements:
        if element["S"] == "/TH":
            row = pdf.objects[int(element["P"].split()[0])]
            scope = scopes.get(pdf.objects[int(row["P"].split()[0])]["S"])
            if scope and "A" in element:
                element["A"]["Scope"] = scope
    for table in elements:
        if table["S"] == "/Table":
            _name_heads(pdf, table)


def _name_heads(pdf: Any, table: Any) -> None:
    """Give every cell the heads of its row and of its column; the engine takes a cell below one that spans rows for one
    of the column before.
    """
    rows = [row for part in kids_of(pdf, table) for row in kids_of(pdf, part) if row["S"] == "/TR"]
    taken: set[tuple[int, int]] = set()
    heads: dict[tuple[str, int], list[Any]] = {}
    cells = []
    for number, row in enumerate(rows):
        column = 0
        for cell in kids_of(pdf, row):
            while (number, column) in taken:
                column += 1
            about = cell["A"]
            down, along = (
                range(at, at + about.get(span, 1)) for at, span in ((number, "RowSpan"), (column, "ColSpan"))
            )
            taken |= {(y, x) for y in down for x in along}
            keys = {"/Row": [("/Row", y) for y in down], "/Column": [("/Column", x) for x in along]}
            for key in keys.get(about.get("Scope", ""), ()):
                heads.setdefault(key, []).append(cell["ID"])
            if cell["S"] == "/TD":
                cells.append((about, keys["/Row"] + keys["/Column"]))
    for about, found in cells:
        about["Headers"] = pydyf.Array(dict.fromkeys(head for key in found for head in heads.get(key, ())))


def _list_identifiers(pdf: Any, elements: list[Any], root: Any, name: str) -> None:
    prefix = hashlib.sha256(name.encode()).hexdigest()[:8]
    known: dict[str, bytes] = {}
    for element in elements:
        if "ID" in element:
            identifier = element["ID"]  # the same object stands in the cells it heads
            identifier.string = f"{prefix}-{identifier.string}"
            known[identifier.string] = element.reference
    if not known:
        return
    leaves = pydyf.Array()
    names = sorted(known)
    for start in range(0, len(names), _IDENTIFIERS_A_NODE):
        part = names[start : start + _IDENTIFIERS_A_NODE]
        pairs = [entry for key in part for entry in (pydyf.String(key), known[key])]
        leaf = pydyf.Dictionary(
            {"Names": pydyf.Array(pairs), "Limits": pydyf.Array([pydyf.String(part[0]), pydyf.String(part[-1])])}
        )
        pdf.add_object(leaf)
        leaves.append(leaf.reference)
    tree = pydyf.Dictionary({"Kids": leaves})
    pdf.add_object(tree)
    root["IDTree"] = tree.reference
