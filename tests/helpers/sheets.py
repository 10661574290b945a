"""A small sound press file, written by hand; tests break one thing in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from helpers.project import ROOT
from mgi_report.text.units import POINTS_PER_MM as MM

FONT = ROOT / "assets" / "fonts" / "OpenSans-Regular.ttf"
PROFILE = ROOT / "assets" / "icc" / "coated-fogra39.icc"
WIDTH, HEIGHT = 216 * MM, 303 * MM
BAND = f"/DeviceCMYK cs 1 .8 .35 .45 scn 0 {HEIGHT - 100:.3f} {WIDTH:.3f} 100 re f\n"
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<pdf:Trapped>False</pdf:Trapped><xmp:CreateDate>2024-03-01</xmp:CreateDate><xmp:ModifyDate>2024-03-01</xmp:ModifyDate>
<xmp:MetadataDate>2024-03-01</xmp:MetadataDate><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass><xmpMM:VersionID>1</xmpMM:VersionID>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A sheet</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def embedded_font(pdf: Pdf) -> Any:
    """Open Sans as a simple font with its file inside, enough to set ASCII."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.OpenSans,
        Flags=32,
        FontBBox=Array([0, 0, 1000, 1000]),
        ItalicAngle=0,
        Ascent=1000,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(FONT.read_bytes()),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name.OpenSans,
            FirstChar=32,
            LastChar=126,
            Widths=Array([550] * 95),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def words(size: float, colour: str, text: str = "Hello", y: float = 400) -> str:
    return f"BT /DeviceCMYK cs {colour} scn /F1 {size} Tf 1 0 0 1 100 {y} Tm ({text}) Tj ET\n"


SOUND = BAND + words(9, "0 0 0 1") + words(8.5, "0 0 0 0", "Reversed", HEIGHT - 60)
Change = Callable[[Pdf], None]


def sheet(*contents: str, change: Change | None = None) -> bytes:
    """A sound file of four pages; ``contents`` are added to the first, ``change`` does the rest."""
    pdf = Pdf.new()
    font = embedded_font(pdf)
    for number in range(4):
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        content = SOUND + ("".join(contents) if number == 0 else "")
        page.obj.Contents = pdf.make_stream(content.encode())
        page.obj.Resources = Dictionary(
            Font=Dictionary(F1=font), XObject=Dictionary(), ExtGState=Dictionary(), ColorSpace=Dictionary()
        )
        page.obj.BleedBox = Array([0, 0, WIDTH, HEIGHT])
        page.obj.TrimBox = Array([3 * MM, 3 * MM, 213 * MM, 300 * MM])
    profile = pdf.make_stream(PROFILE.read_bytes())
    profile.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name("/GTS_PDFX"),
        OutputConditionIdentifier=String("FOGRA39"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pdf.make_indirect(Array([intent]))
    pdf.Root.Metadata = pdf.make_stream(XMP.encode())
    pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML
    pdf.docinfo["/Title"] = "A sheet"
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20240301000000Z"
    pdf.docinfo["/Trapped"] = Name("/False")
    if change:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, force_version="1.6", deterministic_id=True)
    return out.getvalue()
