"""Metadata of a volume that continues one of its parts: its own packet, with title and honest claims."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from pikepdf import Dictionary

from ..xmp import CLAIMS, SCREEN, Metadata, packet
from .source import items_of, packet_of, text_of

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_IDENTIFICATION = {
    "http://www.aiim.org/pdfa/ns/id/",
    "http://www.aiim.org/pdfua/ns/id/",
    "http://pdfa.org/declarations/",
    "http://www.npes.org/pdfx/ns/id/",
    "http://ns.adobe.com/pdfx/1.3/",
    "http://www.npes.org/pdfvt/ns/id/",
    "http://www.aiim.org/pdfe/ns/id/",
}
_SCHEMAS = "http://www.aiim.org/pdfa/ns/extension/"


def kept_info(info: Any) -> dict[str, Any]:
    """What the document information says, without standards (PDF/X is claimed there)."""
    return {key: value for key, value in items_of(info) if not key.startswith("/GTS_")}


def merged_packet(stream: Any, info: Any, title: str, language: str, claims: tuple[str, ...]) -> str:
    """The XMP packet of the leading part with the claims of the volume; a new one where none can be read."""
    if own := packet_of(stream):
        try:
            return _adapted(own, claims)
        except (etree.LxmlError, LookupError, ValueError):
            pass
    say = info if isinstance(info, Dictionary) else Dictionary()
    unsaid: dict[str, Any] = dict.fromkeys(("publisher", "identifier", "source", "rights", "coverage", "created"), "")
    metadata = Metadata(
        title=text_of(say.get("/Title")) or title,
        description=text_of(say.get("/Subject")),
        creator=text_of(say.get("/Author")),
        languages=(language,),
        keywords=tuple(word for word in re.split(r"\s*[,;]\s*", text_of(say.get("/Keywords"))) if word),
        **unsaid,
    )
    return packet(metadata, text_of(say.get("/Producer")), text_of(say.get("/Creator")), claims)


def _adapted(data: bytes, claims: tuple[str, ...]) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    tree = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    rdf = tree if tree.tag == f"{{{_RDF}}}RDF" else tree.find(f".//{{{_RDF}}}RDF")
    if rdf is None:
        raise LookupError("no RDF")
    for description in list(rdf):
        _strip(description)
        if not len(description) and not [key for key in description.attrib if not key.startswith(f"{{{_RDF}}}")]:
            rdf.remove(description)
    if claims:
        _claim(rdf, claims)
    body = etree.tostring(tree, encoding="unicode")
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{body}\n<?xpacket end="w"?>'


def _strip(description: Any) -> None:
    """Take out what a description says of standards."""
    for key in [key for key in description.attrib if etree.QName(key).namespace in _IDENTIFICATION]:
        del description.attrib[key]
    for child in list(description):
        if isinstance(child.tag, str) and etree.QName(child).namespace in _IDENTIFICATION:
            description.remove(child)


def _claim(rdf: Any, claims: tuple[str, ...]) -> None:
    """Add claims; the description of the PDF/UA schema joins the one list of schemas that a packet may have."""
    spaces = {
        "rdf": _RDF,
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
        "pdfaExtension": _SCHEMAS,
        "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
        "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    content = "".join(CLAIMS[claim] for claim in SCREEN if claim in claims)
    description = etree.fromstring(f'<rdf:Description {declared} rdf:about="">{content}</rdf:Description>')
    known = rdf.find(f".//{{{_SCHEMAS}}}schemas/{{{_RDF}}}Bag")
    schemas = description.find(f"{{{_SCHEMAS}}}schemas")
    if known is not None and schemas is not None:
        if "http://www.aiim.org/pdfua/ns/id/" not in etree.tostring(known, encoding="unicode"):
            known.extend(schemas[0])
        description.remove(schemas)
    rdf.append(description)
