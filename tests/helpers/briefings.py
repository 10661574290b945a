"""PDFs as users bring them, made with pikepdf: with and without what programs put into them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

A4, LETTER, LANDSCAPE = (595.28, 841.89), (612.0, 792.0), (841.89, 595.28)
Size = tuple[float, float]
Change = Callable[[pikepdf.Pdf], None]


def make_pdf(
    file: Path,
    sizes: Sequence[Size] = (A4, A4, A4),
    *,
    title: str = "",
    language: str = "",
    words: str = "Briefing",
    change: Change | None = None,
    **saving: object,
) -> Path:
    """An untagged PDF: one line of text on each page, saying which page it is."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for number, size in enumerate(sizes, start=1):
        content = f"BT /F1 18 Tf 60 {size[1] - 90:.2f} Td ({words} page {number}) Tj ET".encode()
        page = pdf.add_blank_page(page_size=size)
        page.obj.Contents = pdf.make_stream(content)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    if title:
        pdf.docinfo["/Title"] = title
    if language:
        pdf.Root.Lang = String(language)
    if change:
        change(pdf)
    pdf.save(file, deterministic_id="encryption" not in saving, **saving)  # type: ignore[arg-type]
    return file


def furnished(pdf: pikepdf.Pdf) -> None:
    """Bookmarks, page labels, a link from page 1 to page 3, a form field and an attachment."""
    with pdf.open_outline() as outline:
        first = OutlineItem("Summary", 0)
        first.children.append(OutlineItem("Figures", 1))
        outline.root += [first, OutlineItem("Conclusions", 2)]
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D)]))
    pages = [page.obj for page in pdf.pages]
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([60, 700, 200, 720]),
        Border=Array([0, 0, 0]),
        Dest=Array([pages[2], Name.Fit]),
        Contents=String("Go to the conclusions"),
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("remarks"),
            V=String("none yet"),
            Rect=Array([60, 600, 300, 620]),
        )
    )
    pages[0].Annots = Array([pdf.make_indirect(link), field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.attachments["figures.csv"] = b"city,year\nVila Aurora,2021\n"


def signed(pdf: pikepdf.Pdf) -> None:
    """A signature field that holds a signature."""
    signature = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        SubFilter=Name("/adbe.pkcs7.detached"),
        ByteRange=Array([0, 10, 20, 10]),
        Contents=String("0" * 64),
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("signature"),
            V=pdf.make_indirect(signature),
            Rect=Array([60, 100, 200, 140]),
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def without_pages() -> bytes:
    """A PDF of no pages."""
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()
