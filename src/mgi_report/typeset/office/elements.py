"""Elements of WordprocessingML (ISO/IEC 29500-1), made and named in one place."""

from __future__ import annotations

from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XML = "http://www.w3.org/XML/1998/namespace"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"

NAMES = {"w": W, "r": R, "a": A, "wp": WP, "pic": PIC}
_ATTRIBUTES = {"r_id": f"{{{R}}}id", "r_embed": f"{{{R}}}embed", "xml_space": f"{{{XML}}}space"}

Element = Any
"""An element of lxml, which has no types of its own."""


def w(tag: str, *inside: Element | str | None, **given: object) -> Element:
    """An element of the word processor; attributes are its own, elements that are nothing are left out."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap=NAMES if tag in _ROOTS else {"w": W})
    for name, value in given.items():
        made.set(_ATTRIBUTES.get(name, f"{{{W}}}{name.rstrip('_')}"), str(value))
    for item in inside:
        if isinstance(item, str):
            made.text = item
        elif item is not None:
            made.append(item)
    return made


_ROOTS = ("document", "styles", "numbering", "settings", "footnotes", "hdr", "ftr", "fonts")


def attribute(name: str) -> str:
    """The full name of an attribute of the word processor."""
    return f"{{{W}}}{name}"


def on(flag: bool, tag: str) -> Element | None:
    """A property that is on, or nothing."""
    return w(tag) if flag else None


def parsed(xml: str) -> Element:
    """An element that is written out."""
    return etree.fromstring(xml)


def written(root: Element) -> bytes:
    """A part of a file."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(NAMES))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def relationships(targets: list[tuple[str, str, str, bool]]) -> bytes:
    """A part with relationships: identifier, last word of its type, target, whether that is outside of the file."""
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for identifier, kind, target, outside in targets:
        full = kind if "/" in kind else f"{R}/{kind}"
        item = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=identifier, Type=full, Target=target)
        if outside:
            item.set("TargetMode", "External")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
