"""PDFs as strange as the standard allows, made when they are asked for; all words are invented.

``ODDITIES`` maps a name to a function that makes the bytes; :func:`tagged` makes the plain tagged file on which most
of them build.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

Make = Callable[[], bytes]


def saved(pdf: Pdf, **options: Any) -> bytes:
    """The bytes of a file, the same every time."""
    out = io.BytesIO()
    pdf.save(out, static_id=True, **options)
    return out.getvalue()


def plain(words: str = "Plain", pages: int = 2, size: tuple[int, int] = (300, 200)) -> Pdf:
    """Untagged pages with a line of words each."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(f"BT /F1 14 Tf 30 100 Td ({words} sheet {number}) Tj ET".encode())
    return pdf


def tagged(words: str = "Tagged", pages: int = 2, level: str = "/H1", paragraph: str = "/P") -> Pdf:
    """A Document with a heading and a paragraph for each page, which links to the next one by name."""
    pdf = plain(words, pages)
    root = pdf.Root
    tree = root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = element(pdf, tree, "/Document")
    tree.K = holder = document
    nums, dests = Array(), Array()
    key, digits = 0, "03" if pages > 10 else ""
    for index, page in enumerate(pdf.pages):
        content = f"/H1 <</MCID 0>> BDC BT /F1 18 Tf 30 150 Td ({words} heading {index}) Tj ET EMC\n"
        content += f"/P <</MCID 1>> BDC BT /F1 10 Tf 30 100 Td ({words} words {index}) Tj ET EMC"
        page.obj.Contents = pdf.make_stream(content.encode())
        if pages > 50 and index % 20 == 0:
            holder = element(pdf, document, "/Sect")
        head, body = element(pdf, holder, level, 0, page), element(pdf, holder, paragraph, 1, page)
        link = element(pdf, holder, "/Link")
        annotation = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([30, 90, 150, 115]),
                Border=Array([0, 0, 0]),
                Contents=String(f"{words}, onwards"),
                F=4,
                Dest=String(f"page{(index + 1) % pages:{digits}}"),
                StructParent=key + 1,
            )
        )
        page.obj.Annots, page.obj.Tabs = Array([annotation]), Name.S
        link.K = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
        page.obj.StructParents = key
        nums.extend([key, Array([head, body]), key + 1, link])
        key += 2
        dests.extend([String(f"page{index:{digits}}"), Array([page.obj, Name.XYZ, 30, 150, 0])])
    tree.ParentTree, tree.ParentTreeNextKey = pdf.make_indirect(Dictionary(Nums=nums)), key
    root.MarkInfo, root.Lang = Dictionary(Marked=True), String("en")
    root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=dests)))
    return pdf


def element(pdf: Pdf, parent: Any, kind: str, mcid: int | None = None, page: Any = None, **more: Any) -> Any:
    """A structure element below another one."""
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(kind), P=parent, **more))
    if mcid is not None:
        made.K, made.Pg = mcid, page.obj
    if parent.get("/S") is not None:
        if "/K" not in parent:
            parent.K = Array()
        parent.K.append(made)
    return made


def outline(pdf: Pdf, titles: list[tuple[str, int]]) -> None:
    """Bookmarks to pages, one level."""
    with pdf.open_outline() as tree:
        tree.root.extend(pikepdf.OutlineItem(title, page) for title, page in titles)


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
    for level, attributes in enumerate(inherited):
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=parent, Count=len(pages)))
        for key, value in attributes.items():
            node[key] = value
        parent.Kids = Array([node]) if level else Array([node])
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
        if isinstance(item, (Dictionary, Array)) and not isinstance(item, Stream) and "/Kids" not in item:
            if item.objgen != pdf.Root.objgen:
                spread(item)
    return saved(pdf)


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


def clashing(words: str, key: str = "") -> bytes:
    """A file in which everything has a name that its twin has too: destinations, files, fields, layers, identifiers."""
    pdf = tagged(words)
    tree, root = pdf.Root.StructTreeRoot, pdf.Root
    pdf.Root.Dests = pdf.make_indirect(Dictionary({"/start": Array([pdf.pages[1].obj, Name.Fit])}))
    pdf.Root.Names.Dests.Names.extend([String("z.page0"), Array([pdf.pages[1].obj, Name.Fit])])
    if key:  # the very name that the twin would get
        pdf.Root.Names.Dests.Names = Array(
            [String(f"{key}.page0"), Array([pdf.pages[1].obj, Name.Fit]), *pdf.Root.Names.Dests.Names]
        )
    page = pdf.pages[0].obj
    for target in (Name("/start"), String("z.page0"), String(f"{key}.page0")):
        page.Annots.append(
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([5, 5, 9, 9]), Dest=target))
        )
    for name in ("data.txt", "datos ñ.txt"):
        pdf.attachments[name] = pikepdf.AttachedFileSpec(
            pdf,
            f"{words} {name}".encode(),
            filename=name,
            mod_date="D:20240101000000Z",
            creation_date="D:20240101000000Z",
        )
    script = f'app.alert("{words}");'
    root.Names.JavaScript = Dictionary(Names=Array([String("greet"), Dictionary(S=Name.JavaScript, JS=String(script))]))
    document = tree.K
    table = element(pdf, document, "/Table")
    row = element(pdf, table, "/TR")
    head = element(pdf, row, "/TH", ID=String("head"), A=Dictionary(O=Name.Table, Scope=Name.Column))
    other = element(pdf, row, "/TH", ID=String("z-head"), A=Dictionary(O=Name.Table, Scope=Name.Row))
    cell = element(
        pdf, row, "/TD", A=Array([Dictionary(O=Name.Table, Headers=Array([String("head"), String("z-head")]))])
    )
    shared = pdf.make_indirect(Dictionary(O=Name.Table, Headers=Array([String("head")])))
    cells = [element(pdf, row, "/TD", A=shared) for _ in range(2)]
    tree.IDTree = pdf.make_indirect(Dictionary(Names=Array([String("head"), head, String("z-head"), other])))
    assert cell.P.objgen == cells[0].P.objgen
    other_role = words == "Clash two"
    tree.RoleMap = Dictionary(
        {
            "/Lead": Name("/H1" if other_role else "/P"),
            "/Outer": Name("/Inner"),
            "/Inner": Name("/Sect" if other_role else "/Div"),
        }
    )
    if other_role:
        tree.RoleMap[Name("/P")] = Name("/H2")  # a standard type that means something else here
        tree.RoleMap[Name("/Same")] = Name("/P")
        element(pdf, document, "/Same")
    element(pdf, document, "/Lead")
    element(pdf, document, "/Outer", C=Name("/narrow"))
    element(pdf, document, "/Inner", C=Array([Name("/narrow"), 0, Name("/wide")]))
    tree.ClassMap = Dictionary(
        {
            "/narrow": Dictionary(O=Name.Layout, Width=200 if other_role else 100),
            "/wide": Dictionary(O=Name.Layout, Width=400),
        }
    )
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Grid")))
    root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer] if other_role else []), Order=Array([layer]))
    )
    page.Resources.Properties = Dictionary(L1=layer)
    page.Contents = Array([page.Contents, pdf.make_stream(b"/OC /L1 BDC 1 0 0 rg 200 20 40 40 re f EMC")])
    form(pdf, words)
    return saved(pdf)


def form(pdf: Pdf, value: str) -> None:
    """A text field with two widgets, a parent with a named kid, a radio group with kids, and a default font."""
    font = pdf.pages[0].obj.Resources.Font.F1

    def widget(x: int, y: int, **more: Any) -> Any:
        made = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([x, y, x + 40, y + 12]), F=4, **more)
        )
        pdf.pages[1].obj.Annots.append(made)
        return made

    stream = pdf.make_stream(b"/Tx BMC BT /Helv 8 Tf 2 2 Td (x) Tj ET EMC")
    stream.BBox, stream.Subtype, stream.Resources = (
        Array([0, 0, 40, 12]),
        Name.Form,
        Dictionary(Font=Dictionary(Helv=font)),
    )
    name = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String(value), DA=String("/Helv 8 Tf 0 g")))
    name.Kids = Array([widget(10, 10, Parent=name, AP=Dictionary(N=stream)), widget(10, 30, Parent=name)])
    person = pdf.make_indirect(Dictionary(T=String("person")))
    person.Kids = Array([widget(60, 10, Parent=person, FT=Name.Tx, T=String("first"), V=String(f"{value} A"))])
    radio = pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=49152, T=String("way"), V=Name("/south")))
    states = []
    for x, state in ((110, "/north"), (160, "/south")):
        on, off = (pdf.make_stream(paint) for paint in (b"0 0 1 rg 0 0 9 9 re f", b"0 0 9 9 re s"))
        for look in (on, off):
            look.BBox, look.Subtype = Array([0, 0, 40, 12]), Name.Form
        chosen = Name(state) if state == "/south" else Name.Off
        states.append(widget(x, 10, Parent=radio, AS=chosen, AP=Dictionary(N=Dictionary({state: on, "/Off": off}))))
    radio.Kids = Array(states)
    again = widget(210, 10, FT=Name.Tx, T=String("again"), V=String(value))
    twin = widget(210, 30, FT=Name.Tx, T=String("again"), V=String(value))  # one field, shown twice (12.7.3.2)
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array([name, person, radio, again, twin]),
            DA=String("/Helv 0 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=font)),
            Q=1,
        )
    )


def clash_one() -> bytes:
    """Half of a pair in which all names clash."""
    return clashing("Clash one")


def clash_two() -> bytes:
    """The other half, with other meanings."""
    return clashing("Clash two", "clash-two")


def marked_forms() -> bytes:
    """Marked content in form XObjects: with an MCR by /Stm, with StructParents, in an appearance, an image with a key."""
    pdf = tagged("Forms")
    tree, page = pdf.Root.StructTreeRoot, pdf.pages[0].obj
    document, font = tree.K, page.Resources.Font.F1

    def xobject(content: bytes, **more: Any) -> Any:
        made = pdf.make_stream(content)
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 200])
        made.Resources = Dictionary(Font=Dictionary(F1=font))
        for key, value in more.items():
            made[f"/{key}"] = value
        return made

    inner = xobject(b"/P <</MCID 0>> BDC BT /F1 9 Tf 150 60 Td (Inner words) Tj ET EMC", StructParents=4)
    outer = xobject(b"/Fm2 Do /P <</MCID 0>> BDC BT /F1 9 Tf 150 40 Td (Outer words) Tj ET EMC", StructParents=5)
    outer.Resources.XObject = Dictionary(Fm2=inner)
    image = pdf.make_stream(bytes((255, 0, 0)) * 4)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 2, 2
    image.ColorSpace, image.BitsPerComponent, image.StructParent = Name.DeviceRGB, 8, 6
    look = xobject(b"/P <</MCID 0>> BDC BT /F1 9 Tf 5 5 Td (Look) Tj ET EMC", StructParents=7)
    look.BBox = Array([0, 0, 60, 20])
    stamp = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([200, 10, 260, 30]),
            F=4,
            Contents=String("Look"),
            AP=Dictionary(N=look),
        )
    )
    page.Annots.append(stamp)
    page.Resources.XObject = Dictionary(Fm1=outer, Im1=image)
    content = page.Contents.read_bytes() + b"\n/Fm1 Do q 20 0 0 20 10 10 cm /Im1 Do Q"
    page.Contents = pdf.make_stream(content)
    found = []
    for stream in (inner, outer, look):
        item = element(pdf, document, "/P", Pg=page)
        item.K = Dictionary(Type=Name.MCR, Pg=page, Stm=stream, MCID=0)
        found.append(item)
    figure = element(pdf, document, "/Figure", Alt=String("A red square"))
    figure.K = Dictionary(Type=Name.OBJR, Obj=image, Pg=page)
    tree.ParentTree.Nums.extend([4, Array([found[0]]), 5, Array([found[1]]), 6, figure, 7, Array([found[2]])])
    tree.ParentTreeNextKey = 8
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


def late_labels() -> bytes:
    """Page labels that start at the third page, with roman numerals and a prefix; the tree has kids."""
    pdf = plain("Labelled", 6)
    late = Dictionary(Nums=Array([2, Dictionary(S=Name.R, St=3, P=String("Teil "))]), Limits=Array([2, 2]))
    later = Dictionary(Nums=Array([4, Dictionary(S=Name.a)]), Limits=Array([4, 4]))
    pdf.Root.PageLabels = Dictionary(Kids=Array([pdf.make_indirect(late), pdf.make_indirect(later)]))
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


def many_tops() -> bytes:
    """A tag tree with two elements at its top, a grouping type of its own among them, and no /Marked."""
    pdf = tagged("Tops")
    tree = pdf.Root.StructTreeRoot
    other = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/Chapter"), P=tree, Lang=String("fr")))
    element(pdf, other, "/P")
    tree.RoleMap = Dictionary({"/Chapter": Name.Sect, "/P": Name.P})
    tree.K = Array([tree.K, other])
    return saved(pdf)


def unmarked() -> bytes:
    """A tag tree in a file that does not say that it is tagged."""
    pdf = tagged("Unmarked")
    del pdf.Root["/MarkInfo"]
    return saved(pdf)


def no_media_box() -> bytes:
    """A page without any size, which readers take for Letter."""
    pdf = plain("Boxless", 1)
    del pdf.pages[0].obj["/MediaBox"]
    return saved(pdf)


def strange_keys() -> bytes:
    """Keys into the parent tree with gaps, very large ones and a negative one."""
    pdf = tagged("Keys")
    tree = pdf.Root.StructTreeRoot
    values = [tree.ParentTree.Nums[i] for i in (1, 3, 5, 7)]
    numbers = [7, 900, 2**31 - 2, 2**31 - 1]
    tree.ParentTree.Nums = Array([item for pair in zip(numbers, values, strict=True) for item in pair])
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = numbers[2 * index]
        page.obj.Annots[0].StructParent = numbers[2 * index + 1]
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), StructParent=-1)
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))
    tree.ParentTreeNextKey = 901
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


def thousand() -> bytes:
    """A thousand tagged pages."""
    return saved(tagged("Long", 1000))


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
