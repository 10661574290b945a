"""Makes the PDFs of other producers anew: ``python tests/foreign/make.py [NAME...]``.

Needs ``pip install typst reportlab`` and, from Debian or elsewhere, ``chromium`` and ``libreoffice-writer-nogui``. The
tests read the stored files and need none of these; README.md tells the versions.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "assets" / "fonts"
RECIPES = HERE / "recipes"


def run(command: list[str], folder: str) -> None:
    """Run a program that sees the project's fonts and no others."""
    settings = Path(folder) / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder}/fonts</cachedir></fontconfig>")
    subprocess.run(command, check=True, timeout=300, env=os.environ | {"FONTCONFIG_FILE": str(settings)})


def typst() -> bytes:
    """Tagged, PDF/UA-1."""
    import typst as engine

    return engine.compile(
        str(RECIPES / "typst.typ"),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )


def typst_a() -> bytes:
    """The same as PDF/A-3a, with another table of roles and names."""
    import typst as engine

    return engine.compile(
        str(RECIPES / "typst.typ"),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards="a-3a",
    )


def reportlab() -> bytes:
    """Untagged: bookmarks, named destinations, links and a form."""
    from reportlab.lib.pagesizes import A5, landscape
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, invariant=True)
    canvas.setTitle("Harbour notes of Northmouth")
    canvas.setAuthor("Example Press")
    for number in range(1, 5):
        canvas.setFont("Helvetica", 16)
        canvas.drawString(50, 500, f"Northmouth, sheet {number}")
        canvas.bookmarkPage(f"sheet{number}")
        canvas.addOutlineEntry(f"Sheet {number}", f"sheet{number}", level=0 if number in (1, 3) else 1)
        canvas.linkRect("", f"sheet{number % 4 + 1}", (50, 450, 150, 470), Border="[0 0 1]")
        canvas.linkURL("https://example.org/northmouth", (200, 450, 300, 470))
        canvas.rect(60, 100, 100 + number * 20, 80, fill=1)
        if number == 2:
            form = canvas.acroForm
            form.textfield(name="name", value="Northmouth", x=50, y=300, width=150, height=20, tooltip="Name")
            form.checkbox(name="ferry", checked=True, x=50, y=260, tooltip="Ferry")
            for value in ("sea", "land"):
                x = 100 if value == "sea" else 140
                form.radio(name="route", value=value, selected=value == "land", x=x, y=260, tooltip="Route")
            form.choice(name="season", value="spring", options=["spring", "autumn"], x=50, y=200, width=90, height=20)
        if number == 3:
            canvas.setPageSize(landscape(A5))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def chromium() -> bytes:
    """Tagged, as Chromium prints, with an outline."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.pdf"
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--export-tagged-pdf")
        command = ["chromium", *options, "--generate-pdf-document-outline", f"--user-data-dir={folder}/profile"]
        page = (RECIPES / "chromium.html").as_uri()
        run([*command, f"--print-to-pdf={target}", page], folder)
        return target.read_bytes()


def libreoffice() -> bytes:
    """Tagged, PDF/UA and a form."""
    wanted = (
        "PDFUACompliance",
        "UseTaggedPDF",
        "ExportBookmarks",
        "ExportFormFields",
        "ExportBookmarksToPDFDestination",
    )
    options = ",".join(f'"{name}":{{"type":"boolean","value":"true"}}' for name in wanted)
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        target = f"pdf:writer_pdf_Export:{{{options}}}"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder]
        run([*command, str(RECIPES / "libreoffice.fodt")], folder)
        return (Path(folder) / "libreoffice.pdf").read_bytes()


PRODUCERS = {
    "typst": typst,
    "typst-a": typst_a,
    "reportlab": reportlab,
    "chromium": chromium,
    "libreoffice": libreoffice,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or PRODUCERS:
        pdf = PRODUCERS[name]()
        (HERE / f"{name}.pdf").write_bytes(pdf)
        print(f"{name}: {len(pdf)} bytes")  # noqa: T201
