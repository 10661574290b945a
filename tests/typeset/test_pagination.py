"""Running heads, feet and folios are artifacts of pagination, and nothing marked belongs to nobody."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from helpers.volumes import unreached
from mgi_report.pdf.xmp import Metadata
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.engine import typeset
from mgi_report.typeset.finish import finish_screen

STYLES = """@page { size: 100mm 80mm; margin: 20mm;
  @top-left { content: string(name) } @bottom-right { content: counter(page) } @left-middle { content: "side" } }
h1 { string-set: name content(); bookmark-level: none }"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Kirkhaven</title><style>{STYLES}</style></head>
<body><h1>Kirkhaven</h1><p>A town that nobody founded.</p></body></html>"""


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    about = Metadata("Kirkhaven", "A town", "Us", "Us", ("en",), "kirkhaven", "", "Free", "", ("town",), "2021-05-01")
    made = typeset(Composed(PAGE, {}, STYLES, ()), lambda pdf: finish_screen(pdf, metadata=about))
    assert made.problems == ()
    return PdfReader(BytesIO(made.pdf))


def test_margins_say_what_they_are(reader: PdfReader) -> None:
    content = reader.pages[0].get_contents()
    assert content is not None
    found = re.findall(rb"/Artifact\s*<<(.*?)>>\s*BDC", content.get_data(), re.S)
    said = {b" ".join(about.split()) for about in found}
    assert any(b"/Header" in about and b"/Top" in about for about in said)
    assert any(b"/Footer" in about and b"/Bottom" in about for about in said)
    assert all(b"/Type /Pagination" in about for about in said)


def test_whatever_is_marked_is_reached_from_the_root(reader: PdfReader) -> None:
    assert unreached(reader) == []
