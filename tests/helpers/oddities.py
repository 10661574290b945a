"""PDFs as strange as the standard allows.

``ODDITIES`` maps a name to a function that makes the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from helpers.oddfiles import (
    carriage_returns,
    classic_xref,
    deep_pages,
    hybrid,
    indirect_everything,
    late_labels,
    linearized,
    missing_info,
    no_media_box,
    object_streams,
    page_twice,
)
from helpers.oddtags import clash_one, clash_two, many_tops, marked_forms, strange_keys, unmarked
from helpers.pdfmaking import plain, saved, tagged

Make = Callable[[], bytes]


def broken_destination() -> bytes:
    """Links and a bookmark to names that nobody defined."""
    pdf = tagged("Broken")
    pdf.pages[0].obj.Annots[0].Dest = String("nobody")
    pdf.pages[1].obj.Annots[0].Dest = Name("/nobody-either")
    with pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem("Lost", action=Dictionary(S=Name.GoTo, D=String("nowhere"))))
    return saved(pdf)


def empty_outline() -> bytes:
    """Bookmarks without a bookmark."""
    pdf = tagged("Empty")
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=0))
    return saved(pdf)


def nested_outline() -> bytes:
    """Bookmarks on four levels, open and closed, with colours, in UTF-16, to names, pages and the web."""
    pdf = tagged("Nested", 3)
    item = pikepdf.OutlineItem
    with pdf.open_outline() as tree:
        one = item("Überschrift – één ☂", 0)
        two = item("Second", action=Dictionary(S=Name.GoTo, D=String("page1")))
        three = item("Third", 2)
        web = item("Web", action=Dictionary(S=Name.URI, URI=String("https://example.org/nested")))
        two.is_closed = True
        three.children.append(web)
        two.children.append(three)
        one.children.append(two)
        tree.root.extend([one, item("After", 2)])
    return saved(pdf)


def untagged_annotations() -> bytes:
    """Annotations without a key into the parent tree: a note with a popup, a link, a stamp."""
    pdf = tagged("Annotated")
    page = pdf.pages[0].obj
    note = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents=String("Nota ä"), NM=String("n1")
        )
    )
    popup = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([40, 10, 90, 60]), Parent=note)
    note.Popup = pdf.make_indirect(popup)
    page.Annots.extend([note, note.Popup])
    page.Annots.append(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 1, 9, 9]), Dest=Array([pdf.pages[1].obj, Name.Fit])
        )
    )
    return saved(pdf)


def shared_annotations() -> bytes:
    """One link annotation, one action and one array of annotations used on several pages."""
    pdf = plain("Shared", 4)
    action = pdf.make_indirect(Dictionary(S=Name.GoTo, D=String("page1")))

    def link(**more: Any) -> Dictionary:
        return Dictionary(Type=Name.Annot, Subtype=Name.Link, Border=Array([0, 0, 1]), **more)

    both = pdf.make_indirect(link(Rect=Array([30, 20, 90, 40]), Dest=String("page1")))
    array = pdf.make_indirect(Array([link(Rect=Array([100, 20, 190, 40]), Dest=String("page0")), both]))
    pdf.pages[0].obj.Annots = Array([both, pdf.make_indirect(link(Rect=Array([1, 50, 20, 70]), A=action))])
    pdf.pages[1].obj.Annots = Array([both, pdf.make_indirect(link(Rect=Array([1, 50, 20, 70]), A=action))])
    pdf.pages[2].obj.Annots = pdf.pages[3].obj.Annots = array
    names = Array()
    for index, page in enumerate(pdf.pages):
        names.extend([String(f"page{index}"), Array([page.obj, Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
    with pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem("By the shared action", action=action))
    return saved(pdf)


def old_names() -> bytes:
    """Destinations of PDF 1.1 (a dictionary of names), and one file that mixes both kinds."""
    pdf = tagged("Old")
    pdf.Root.Dests = pdf.make_indirect(
        Dictionary(
            {
                "/start": Array([pdf.pages[0].obj, Name.Fit]),
                "/end": Dictionary(D=Array([pdf.pages[1].obj, Name.FitH, 100])),
            }
        )
    )
    rect = Array([5, 5, 25, 25])
    for target in (Name("/end"), String("end"), Name("/page1"), Name("/start")):
        pdf.pages[0].obj.Annots.append(
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, Dest=target))
        )
    return saved(pdf)


def page_files() -> bytes:
    """A file associated with a page and one with a structure element."""
    pdf = tagged("Associated")
    specs = []
    for name in ("page.csv", "element.csv"):
        spec = pikepdf.AttachedFileSpec(
            pdf,
            f"a,b\n{name}".encode(),
            filename=name,
            mime_type="text/csv",
            mod_date="D:20240101000000Z",
            creation_date="D:20240101000000Z",
        )
        spec.relationship = Name.Data
        pdf.attachments[name] = spec
        specs.append(pdf.attachments[name].obj)
    pdf.pages[0].obj.AF = Array([specs[0]])
    pdf.Root.StructTreeRoot.K.AF = Array([specs[1]])
    return saved(pdf)


def threads() -> bytes:
    """An article that runs through three pages."""
    pdf = plain("Article", 3)
    thread = pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String("An article"))))
    beads = [
        pdf.make_indirect(Dictionary(Type=Name.Bead, T=thread, P=page.obj, R=Array([20, 20, 280, 180])))
        for page in pdf.pages
    ]
    for index, bead in enumerate(beads):
        bead.N, bead.V = beads[(index + 1) % 3], beads[index - 1]
        pdf.pages[index].obj.B = Array([bead])
    thread.F = beads[0]
    pdf.Root.Threads = Array([thread])
    return saved(pdf)


def base_state_off() -> bytes:
    """Three layers of which only those listed are shown."""
    pdf = plain("Layers", 1)
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"Layer {i}"))) for i in range(3)]
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(layers), D=Dictionary(BaseState=Name.OFF, ON=Array([layers[1]]), Order=Array(layers))
    )
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary({f"/L{i}": layer for i, layer in enumerate(layers)})
    paint = "".join(f"/OC /L{i} BDC {i * 0.4} 0.5 0 rg {20 + 60 * i} 20 40 40 re f EMC\n" for i in range(3))
    page.Contents = Array([page.Contents, pdf.make_stream(paint.encode())])
    return saved(pdf)


def unicode_names() -> bytes:
    """Names of everything in UTF-16 and in bytes of no encoding."""
    pdf = tagged("Names")
    wide = "ciudad_ñ_城市".encode("utf-16-be")
    name = String(b"\xfe\xff" + wide)
    odd = String(b"\x80\x81\xfe(\\)")
    pdf.Root.Names.Dests.Names = Array(
        [odd, Array([pdf.pages[0].obj, Name.Fit]), name, Array([pdf.pages[1].obj, Name.Fit])]
    )
    pdf.pages[0].obj.Annots[0].Dest = name
    pdf.pages[1].obj.Annots[0].Dest = odd
    pdf.attachments["城市.txt"] = pikepdf.AttachedFileSpec(
        pdf, b"x", filename="城市.txt", mod_date="D:20240101000000Z", creation_date="D:20240101000000Z"
    )
    return saved(pdf)


def linking(*targets: str) -> bytes:
    """A page with a link annotation of a web address for each target, as our own front matter has them."""
    pdf = tagged("Linking", 1)
    for index, target in enumerate(targets):
        action = Dictionary(S=Name.URI, URI=String(target))
        rect = Array([200, 20 * index, 290, 20 * index + 15])
        pdf.pages[0].obj.Annots.append(
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action))
        )
    return saved(pdf)


def print_ready() -> bytes:
    """A file whose metadata claims to be PDF/X, PDF/VT and PDF/E, and opens at a named place."""
    pdf = tagged("Print")
    spaces = {
        "pdfx": "http://ns.adobe.com/pdfx/1.3/",
        "pdfxid": "http://www.npes.org/pdfx/ns/id/",
        "pdfvtid": "http://www.npes.org/pdfvt/ns/id/",
        "pdfe": "http://www.aiim.org/pdfe/ns/id/",
        "dc": "http://purl.org/dc/elements/1.1/",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {declared} pdfxid:GTS_PDFXVersion="PDF/X-4" pdfe:ISO_PDFEVersion="PDF/E-1">'
        "<pdfvtid:GTS_PDFVTVersion>PDF/VT-1</pdfvtid:GTS_PDFVTVersion><dc:format>application/pdf</dc:format>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Title"], pdf.docinfo["/GTS_PDFXVersion"] = "A print file", "PDF/X-4"
    pdf.docinfo["/Author"] = "Example Press"
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=String("page1"))
    return saved(pdf)


ODDITIES: dict[str, Make] = {
    made.__name__.replace("_", "-"): made
    for made in (
        missing_info,
        object_streams,
        classic_xref,
        linearized,
        hybrid,
        deep_pages,
        indirect_everything,
        broken_destination,
        empty_outline,
        nested_outline,
        untagged_annotations,
        shared_annotations,
        page_twice,
        old_names,
        clash_one,
        clash_two,
        marked_forms,
        page_files,
        threads,
        base_state_off,
        late_labels,
        unicode_names,
        many_tops,
        unmarked,
        no_media_box,
        strange_keys,
        carriage_returns,
    )
}
