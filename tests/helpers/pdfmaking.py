"""Plain PDFs to build strange ones on, made when they are asked for; all words are invented."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String


def saved(pdf: Pdf, **options: Any) -> bytes:
    """The bytes of a file, the same every time."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
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
