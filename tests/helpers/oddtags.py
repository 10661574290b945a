"""PDFs with strange tags, and pairs in which everything is called as in the other one."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from helpers.pdfmaking import element, saved, tagged


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
    """Marked content in form XObjects: by /Stm, with StructParents, in an appearance; an image."""
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
