"""XMP: what a file says about itself, and which standards it claims to follow (ISO 16684-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

# PDF/A knows no PDF/UA identifier; ISO 19005-3, 6.6.2.3 wants such a schema described in the file.
_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_escaped = partial(escape, quote=False)

MAKER = "mgi_report"
"""What files of this program say made them; the version follows."""

WTPDF = "http://pdfa.org/declarations/wtpdf#accessibility1.0"
"""By what address a file declares that it is a Well-Tagged PDF for accessibility."""

CLAIMS = {
    "PDF/A-3a": "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
    "PDF/UA-1": f"<pdfuaid:part>1</pdfuaid:part>{_EXTENSION}",
    "PDF/A-4f": "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfaid:conformance>F</pdfaid:conformance>",
    "PDF/A-4": "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>",
    "PDF/UA-2": "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
    "WTPDF 1.0": '<pdfd:declarations xmlns:pdfd="http://pdfa.org/declarations/"><rdf:Bag>'
    f'<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{WTPDF}</pdfd:conformsTo></rdf:li></rdf:Bag>'
    "</pdfd:declarations>",
    "PDF/X-4": "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
}
"""Standards, and how a file says that it follows them."""

SCREEN = ("PDF/A-3a", "PDF/UA-1")
"""What the screen edition follows: both at once."""

ARCHIVE = ("PDF/A-4f", "PDF/UA-2", "WTPDF 1.0")
"""What the archive edition follows: ISO 19005-4 and 14289-2, and Well-Tagged PDF of the PDF Association, for
accessibility. A file without attached ones is PDF/A-4."""


def claims_of(variant: str, *, attached: bool = True) -> tuple[str, ...]:
    """What a file says that it follows, by the engine's PDF variant and whether data travels inside."""
    if variant == "pdf/a-4f":
        return ARCHIVE if attached else ("PDF/A-4", *ARCHIVE[1:])
    return SCREEN


@dataclass(frozen=True)
class Metadata:
    """What the file says about itself, in the terms of Dublin Core.

    ``languages`` are all languages of the text, the reader's first; ``created`` is an ISO 8601 date.
    """

    title: str
    description: str
    creator: str
    publisher: str
    languages: tuple[str, ...]
    identifier: str
    source: str
    rights: str
    coverage: str
    keywords: tuple[str, ...]
    created: str


def packet(
    metadata: Metadata, producer: str, tool: str, claims: Sequence[str] = SCREEN, more: Sequence[str] = ()
) -> str:
    """The XMP packet of a file that follows the standards in ``claims``: keys of :data:`CLAIMS`.

    ``more`` are properties of this file alone, as RDF.
    """
    language = metadata.languages[0]
    properties = [
        _alternative("dc:title", metadata.title, language),
        _alternative("dc:description", metadata.description, language),
        _alternative("dc:rights", metadata.rights, language),
        _list("dc:creator", "Seq", [metadata.creator]),
        _list("dc:publisher", "Bag", [metadata.publisher]),
        _list("dc:language", "Bag", list(metadata.languages)),
        _list("dc:subject", "Bag", list(metadata.keywords)),
        _list("dc:type", "Bag", ["Text"]),
        f"<dc:format>application/pdf</dc:format><dc:identifier>{_escaped(metadata.identifier)}</dc:identifier>",
        f"<dc:source>{_escaped(metadata.source)}</dc:source><dc:coverage>{_escaped(metadata.coverage)}</dc:coverage>",
        f"<pdf:Producer>{_escaped(producer)}</pdf:Producer>",
        f"<pdf:Keywords>{_escaped(', '.join(metadata.keywords))}</pdf:Keywords>",
        f"<xmp:CreatorTool>{_escaped(tool)}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{metadata.created}</xmp:CreateDate><xmp:ModifyDate>{metadata.created}</xmp:ModifyDate>",
        *(CLAIMS[claim] for claim in claims),
        *more,
    ]
    return _PACKET.format(properties="\n".join(properties))


def _alternative(name: str, text: str, language: str) -> str:
    words = _escaped(text)
    own = f'<rdf:li xml:lang="{escape(language)}">{words}</rdf:li>'
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li>{own}</rdf:Alt></{name}>'


def _list(name: str, kind: str, items: list[str]) -> str:
    rows = "".join(f"<rdf:li>{_escaped(item)}</rdf:li>" for item in items)
    return f"<{name}><rdf:{kind}>{rows}</rdf:{kind}></{name}>"


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
