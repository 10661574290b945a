"""The tag tree of PDF 2.0: the names of elements belong to a namespace, and lists say how they are numbered.

ISO 32000-2, 14.7.4 and 14.8.6, and table 382; ISO 14289-2, 8.2.5.25. What only the standard structure namespace of PDF
1.7 knows is named there.
"""

from __future__ import annotations

from typing import Any

import pydyf

from .elements import element_of, is_free, kids_of

_OLD = b"http://iso.org/pdf/ssn"
_ONLY_OLD = frozenset("/Art /BlockQuote /TOC /TOCI /Index /Private /Quote /Note /Reference /BibEntry /Code".split())
_NUMBERED = {"dl": "/Description", "ol": "/Ordered"}


def modernize(pdf: Any) -> None:
    """Complete the tag tree of the engine's objects, which the engine has given the namespace of PDF 2.0."""
    root = element_of(pdf, bytes(pdf.catalog["StructTreeRoot"]))
    (namespace,) = root["Namespaces"]
    old = None
    for item in list(pdf.objects):
        if not isinstance(item, dict) or item.get("Type") != "/StructElem" or is_free(item):
            continue
        if item["S"] in _ONLY_OLD and old is None:
            old = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_OLD.decode())})
            pdf.add_object(old)
            root["Namespaces"].append(old.reference)
        item["NS"] = old.reference if item["S"] in _ONLY_OLD and old is not None else namespace
        if item["S"] == "/L":
            item["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": _numbering(pdf, item)})


def _numbering(pdf: Any, items: Any) -> str:
    """How the items of a list are told apart: as terms, by numbers, by marks, or by nothing."""
    labelled = any(kid["S"] == "/Lbl" for item in kids_of(pdf, items) for kid in kids_of(pdf, item))
    return _NUMBERED.get(getattr(items, "list_tag", ""), "/Unordered") if labelled else "/None"
