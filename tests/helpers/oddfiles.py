"""PDFs whose files or pages are put together in strange ways, long ones, signed ones and protected ones."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from helpers.pdfmaking import outline, plain, saved, tagged


def missing_info() -> bytes:
    """No document information, no language, no XMP."""
    pdf = tagged("Sparse")
    del pdf.Root["/Lang"]
    return saved(pdf)


def object_streams() -> bytes:
    """Object streams and a cross-reference stream."""
    return saved(tagged("Packed"), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def classic_xref() -> bytes:
    """A cross-reference table, as in 1993."""
    return saved(tagged("Classic"), object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.4")


def linearized() -> bytes:
    """For the web: two cross-reference sections and hint tables."""
    return saved(tagged("Linear"), linearize=True)


def hybrid() -> bytes:
    """A hybrid-reference file by hand: table for old readers, /XRefStm with the hidden objects (7.5.8.4)."""
    out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}

    def put(number: int, body: bytes) -> None:
        offsets[number] = len(out)
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    put(1, b"<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R/Lang(en)>>")
    put(2, b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 300 200]>>")
    put(3, b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>")
    words = b"BT /F1 14 Tf 30 100 Td (Hybrid sheet) Tj ET"
    put(4, b"<</Length %d>>\nstream\n%s\nendstream" % (len(words), words))
    put(5, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    hidden = [b"<</Type/Outlines/First 8 0 R/Last 8 0 R/Count 1>>", b"<</Title(Hybrid)/Parent 7 0 R/Dest[3 0 R/Fit]>>"]
    index = b"7 0 8 %d " % (len(hidden[0]) + 1)
    packed = index + b" ".join(hidden)
    put(6, b"<</Type/ObjStm/N 2/First %d/Length %d>>\nstream\n%s\nendstream" % (len(index), len(packed), packed))
    stream = len(out)
    rows = b"".join(bytes((2, 0, 6, i)) for i in range(2)) + bytes((1, *stream.to_bytes(2, "big"), 0))
    out.extend(
        b"9 0 obj\n<</Type/XRef/W[1 2 1]/Index[7 3]/Size 10/Length %d>>\nstream\n%s\nendstream\nendobj\n"
        % (len(rows), rows)
    )
    table = len(out)
    out.extend(b"xref\n0 10\n0000000000 65535 f \n")
    for number in range(1, 7):
        out.extend(b"%010d 00000 n \n" % offsets[number])
    out.extend(b"0000000000 65535 f \n" * 3)
    out.extend(b"trailer\n<</Size 10/Root 1 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (stream, table))
    return bytes(out)


def deep_pages() -> bytes:
    """A page tree five levels deep; resources, boxes and rotation are inherited from different levels."""
    pdf = tagged("Deep", 3)
    pages = [page.obj for page in pdf.pages]
    resources = pages[0].Resources
    inherited = [
        {"/Resources": resources},
        {"/MediaBox": Array([-10, -10, 350, 260])},
        {"/CropBox": Array([0, 0, 300, 220])},
        {"/Rotate": 90},
        {},
    ]
    for page in pages:
        for key in ("/Resources", "/MediaBox", "/CropBox"):
            if key in page:
                del page[key]
    pages[2].Rotate = 180
    parent = top = pdf.Root.Pages
    for attributes in inherited:
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=parent, Count=len(pages)))
        for key, value in attributes.items():
            node[key] = value
        parent.Kids = Array([node])
        parent.Count = len(pages)
        parent = node
    parent.Kids = Array(pages)
    for page in pages:
        page.Parent = parent
    assert top.Count == 3
    return saved(pdf)


def indirect_everything() -> bytes:
    """Every value that may stand apart stands apart: numbers, names, strings, arrays."""
    pdf = tagged("Apart")
    outline(pdf, [("Apart, first", 0), ("Apart, second", 1)])

    def spread(holder: Any, depth: int = 0) -> None:
        for key in list(holder.keys()) if isinstance(holder, Dictionary) else range(len(holder)):
            value = holder[key]
            if key in (
                "/Type",
                "/Length",
                "/Filter",
                "/Parent",
                "/Pg",
                "/P",
                "/Obj",
                "/Prev",
                "/Next",
                "/Last",
                "/Names",
            ):
                continue  # keys of name trees stand where they are: PDFium finds no others
            plain = not isinstance(value, pikepdf.Object) or not value.is_indirect
            if isinstance(value, (Dictionary, Array)) and depth < 12 and plain:
                spread(value, depth + 1)
            if plain and not isinstance(value, Stream):
                holder[key] = pdf.make_indirect(value)

    for item in list(pdf.objects):
        spreads = isinstance(item, (Dictionary, Array)) and not isinstance(item, Stream) and "/Kids" not in item
        if spreads and item.objgen != pdf.Root.objgen:
            spread(item)
    return saved(pdf)


def page_twice() -> bytes:
    """The same page object stands twice in the page tree."""
    pdf = tagged("Twice")
    pages = pdf.Root.Pages
    data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    first = b"%d %d R" % pages.Kids[0].objgen
    with pikepdf.open(io.BytesIO(data)) as again:
        first = b"%d 0 R" % again.Root.Pages.Kids[0].objgen[0]
        second = b"%d 0 R" % again.Root.Pages.Kids[1].objgen[0]
    old, new = b"/Kids [ %s %s ]" % (first, second), b"/Kids [ %s %s ]" % (first, first)
    assert old in data
    return data.replace(old, new)


def no_media_box() -> bytes:
    """A page without any size, which readers take for Letter."""
    pdf = plain("Boxless", 1)
    del pdf.pages[0].obj["/MediaBox"]
    return saved(pdf)


def late_labels() -> bytes:
    """Page labels that start at the third page, with roman numerals and a prefix; the tree has kids."""
    pdf = plain("Labelled", 6)
    late = Dictionary(Nums=Array([2, Dictionary(S=Name.R, St=3, P=String("Teil "))]), Limits=Array([2, 2]))
    later = Dictionary(Nums=Array([4, Dictionary(S=Name.a)]), Limits=Array([4, 4]))
    pdf.Root.PageLabels = Dictionary(Kids=Array([pdf.make_indirect(late), pdf.make_indirect(later)]))
    return saved(pdf)


def carriage_returns() -> bytes:
    """Streams whose last byte is a carriage return, and one that quotes the end of a stream."""
    pdf = plain("Returns", 2)
    for page in pdf.pages:
        page.obj.Contents = Stream(pdf, b"BT /F1 14 Tf 30 100 Td (Returns) Tj ET\r")
    quoted = b"<<>>\r\nstream\r\nA\r\nendstream\r\nendobj\r\n" * 3
    runs = b"".join(
        bytes((len(part) - 1,)) + part for part in (quoted[i : i + 100] for i in range(0, len(quoted), 100))
    )
    stream = pdf.make_stream(runs + b"\x80", Filter=Name.RunLengthDecode, Type=Name.EmbeddedFile)
    spec = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("q.pdf"), UF=String("q.pdf"), EF=Dictionary(F=stream))
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("q.pdf"), spec])))
    return saved(pdf)


def long(pages: int = 900, tagged_pages: int = 150) -> tuple[bytes, bytes]:
    """A file with more keys and names, and one with more pages, than a node of a tree has room for."""
    return saved(tagged("Tagged", tagged_pages)), saved(plain("Long", pages))


def signed(flags: int = 3) -> bytes:
    """A file with a signature field that has a value (no true signature, but treated as one)."""
    pdf = tagged("Signed")
    value = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 1, 2, 3]), Contents=String(b"\0" * 32)
    )
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("sign"),
            V=pdf.make_indirect(value),
            F=4,
            Rect=Array([10, 10, 60, 30]),
        )
    )
    pdf.pages[0].obj.Annots.append(widget)
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))
    if flags:
        pdf.Root.AcroForm.SigFlags = flags
    return saved(pdf)


def encrypted(user: str = "", owner: str = "owner", **allowed: bool) -> bytes:
    """A protected file."""
    lock = pikepdf.Encryption(user=user, owner=owner, allow=pikepdf.Permissions(**allowed))
    out = io.BytesIO()
    tagged("Locked").save(out, encryption=lock)
    return out.getvalue()
