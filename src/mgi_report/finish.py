"""What the engine leaves open in a PDF, filled in before it is written.

Works on the engine's own objects, so that a finished file is written once and never parsed again. It adds one XMP
packet for both standards (PDF/A-3a, ISO 19005-3, and PDF/UA-1, ISO 14289-1), uncompressed as archives want it, page
labels (ISO 32000-1, 12.4.2) and the media types of attachments.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pydyf

_MEDIA_TYPES = {".json": "application/json", ".yaml": "application/yaml", ".csv": "text/csv", ".pdf": "application/pdf"}


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


def finish_screen(pdf: Any, metadata: Metadata, attempt: int = 0) -> None:
    """Complete the screen edition: PDF/A-3a and PDF/UA-1 in one file.

    ``attempt`` counts from 0; see :func:`must_be_written_again`.
    """
    stream = pydyf.Stream(
        [_xmp(metadata, pdf).encode("utf-8")], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False
    )
    _replace_metadata(pdf, stream)
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Filespec":
            _name_media_type(pdf, item)
        elif isinstance(item, dict) and item.get("Type") == "/Annot":
            left, top, right, bottom = item["Rect"]
            item["Rect"] = pydyf.Array([min(left, right), min(top, bottom), max(left, right), max(top, bottom)])
    # Defaults written out: harmless, and enough to change the bytes of the object stream.
    for key in ("HideToolbar", "HideMenubar", "HideWindowUI", "FitWindow", "CenterWindow")[:attempt]:
        pdf.catalog["ViewerPreferences"][key] = "false"
    _seal_streams(pdf)


def must_be_written_again(pdf: bytes) -> bool:
    """Whether a stream of a written file ends in a carriage return just before its end-of-line mark.

    The file is correct then, but where the stream ends depends on the reader (ISO 32000-1, 7.3.8.1), and validators
    complain. The streams that the writer itself makes last can only be changed by another attempt.
    """
    return b"\r\nendstream" in pdf


def _seal_streams(pdf: Any) -> None:
    """Compress the streams here, so that none ends in a carriage return."""
    for item in pdf.objects:
        if not isinstance(item, pydyf.Stream) or not item.compress:
            continue
        item.compress = False
        data = item.data
        raw = data[data.index(b"stream\n") + 7 : -len(b"\nendstream")]
        packed = zlib.compress(raw, 9)
        while packed.endswith(b"\r"):
            # A space means nothing at the end of content, and in a font it lies behind the last table. (A zero byte
            # would not do: it leaves the last byte of the checksum as it is.)
            raw += b" "
            packed = zlib.compress(raw, 9)
        if "Length1" in item.extra:
            item.extra["Length1"] = len(raw)
        item.stream = [packed]
        item.extra["Filter"] = "/FlateDecode"


def _replace_metadata(pdf: Any, stream: Any) -> None:
    number = int(pdf.catalog["Metadata"].split()[0])
    stream.number = number
    stream.offset, stream.generation, stream.free = 0, 0, "n"
    pdf.objects[number] = stream


def _name_media_type(pdf: Any, file: Any) -> None:
    name = file["UF"].string if hasattr(file["UF"], "string") else str(file["UF"])
    suffix = "." + name.rpartition(".")[2]
    stream = pdf.objects[int(file["EF"]["F"].split()[0])]
    if suffix in _MEDIA_TYPES:
        stream.extra["Subtype"] = "/" + _MEDIA_TYPES[suffix].replace("/", "#2f")


def _xmp(metadata: Metadata, pdf: Any) -> str:
    producer = pdf.info["Producer"].string if "Producer" in pdf.info else ""
    tool = pdf.info["Creator"].string if "Creator" in pdf.info else ""
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
        f"<dc:format>application/pdf</dc:format><dc:identifier>{escape(metadata.identifier)}</dc:identifier>",
        f"<dc:source>{escape(metadata.source)}</dc:source><dc:coverage>{escape(metadata.coverage)}</dc:coverage>",
        f"<pdf:Producer>{escape(producer)}</pdf:Producer>",
        f"<pdf:Keywords>{escape(', '.join(metadata.keywords))}</pdf:Keywords>",
        f"<xmp:CreatorTool>{escape(tool)}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{metadata.created}</xmp:CreateDate><xmp:ModifyDate>{metadata.created}</xmp:ModifyDate>",
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        _EXTENSION,
    ]
    return _PACKET.format(properties="\n".join(properties))


def _alternative(name: str, text: str, language: str) -> str:
    words = escape(text)
    own = f"<rdf:li xml:lang={quoteattr(language)}>{words}</rdf:li>"
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li>{own}</rdf:Alt></{name}>'


def _list(name: str, kind: str, items: list[str]) -> str:
    rows = "".join(f"<rdf:li>{escape(item)}</rdf:li>" for item in items)
    return f"<{name}><rdf:{kind}>{rows}</rdf:{kind}></{name}>"


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

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
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
