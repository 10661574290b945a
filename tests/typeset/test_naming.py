"""What templates say about elements reaches the tag tree: labels, terms, words for signs, lists that go on, silence.

And a page that uses the styles of all publications is painted in the order in which it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from helpers.order import jumps
from helpers.project import ROOT
from mgi_report.pdf.xmp import Metadata
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.finish import finish_screen
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import builtin, open_workspace

ABOUT = Metadata("T", "", "", "", ("en",), "naming", "", "", "", (), "2024-03-01")
DOT = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle cx='4' cy='4' r='3'/></svg>"


def made(body: str, styles: str = "") -> bytes:
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
    base = (builtin() / "templates" / "shared" / "base.css").read_text()
    fonts = "--font-text: 'Open Sans'; --font-heading: 'Open Sans'"
    style = f"html {{ {fonts}; --ink: #000; --deep: #000; --bleed: 0mm }} {base} {styles}"
    html = f"<!DOCTYPE html><html lang=en><title>T</title><style>{style}</style><body>{body}</html>"
    typeset = engine.typeset(Composed(html, {"dot.svg": DOT}), lambda pdf: finish_screen(pdf, ABOUT))
    assert typeset.problems == ()
    return typeset.pdf


def outline(node: Any) -> Iterator[str]:
    """Structure types from the root on, in brackets what lies in them."""
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            yield from outline(kid)
    elif isinstance(node, dict) and "/S" in node:
        below = "".join(outline(node["/K"])) if "/K" in node else ""
        yield f"{node['/S'][1:]}({below})" if below else f"{node['/S'][1:]} "


def tree(body: str) -> str:
    root = PdfReader(BytesIO(made(body))).trailer["/Root"]["/StructTreeRoot"]
    return "".join(outline(root["/K"])).removeprefix("Document(").removesuffix(")")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li><p><span data-tag=Lbl>R1</span> Gist</p><p>Text</p></ul>", "L(LI(Lbl LBody(P P )))"),
        ("<ul><li><span data-tag=Lbl>1</span> Text</ul>", "L(LI(Lbl LBody ))"),
        ("<dl><dt>Level<dd>Local<dt>Source<dd>Page</dl>", "L(LI(Lbl LBody )LI(Lbl LBody ))"),
        ("<dl><dt>Cities<dd>One<dd>Two</dl>", "L(LI(Lbl LBody )LI(LBody ))"),
        ("<ul><li>A</ul><div><p aria-hidden=true>Names (continued)</p><ul data-goes-on><li>B</ul></div>", None),
        ("<div class=rule></div><section><div></div><p>A</p></section>", "Sect(P )"),
    ],
)
def test_the_tree_says_what_the_template_says(body: str, expected: str | None) -> None:
    assert tree(body) == (expected or "L(LI(LBody )LI(LBody ))")


def test_a_sign_is_said_in_words_once() -> None:
    body = "<h2><span aria-label='Domain 1, Rights:' style='display: inline-block'>1</span> Health</h2>"
    with pikepdf.open(BytesIO(made(body))) as pdf:
        said = [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert said == ["Domain 1, Rights:"]


def test_what_is_not_to_be_heard_is_an_artifact() -> None:
    with pikepdf.open(BytesIO(made("<p>Port <span aria-hidden=true>—</span> city</p>"))) as pdf:
        marks = [str(step.operands[0]) for step in pikepdf.parse_content_stream(pdf.pages[0], "BDC BMC")]
    assert marks.count("/Artifact") == 1
    assert len(marks) == 3


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ("<h1>A</h1><div style='float: left'><p>B</p></div><p>C</p>", ""),
        ("<p>A <img alt=dot src=mgi:dot.svg> B</p><p>C</p>", ""),
        ("<h1>A</h1><table><tr><td><img alt=dot src=mgi:dot.svg></td><td><p>B</p></td></tr></table><p>C</p>", ""),
        ("<h2>A</h2><dl><dt>B<dd>C<dt>D<dd>E</dl>", "dt { float: inline-start; width: 20mm } dd { margin-left: 25mm }"),
        ("<h1>A</h1><ul><li>B <span class=page>1</span><li>C</ul><h2>D</h2>", ".page { position: absolute; right: 0 }"),
    ],
)
def test_pages_are_painted_in_the_order_in_which_they_are_read(body: str, styles: str) -> None:
    assert jumps(made(body, styles)) == []
