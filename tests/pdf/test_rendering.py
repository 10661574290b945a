"""What can be seen of the type on painted pages: by contrast, size and place, whatever stands below or above it."""

from __future__ import annotations

import pytest

from helpers.project import ROOT
from mgi_report.pdf.reading import open_pdf, read_page
from mgi_report.pdf.rendering import Contrast
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

_USUAL = Contrast()
_LANDSCAPE = "linear-gradient(to right, #ffffff, #777777)"


def _unseen(body: str, contrast: Contrast = _USUAL) -> list[tuple[str, str]]:
    """The words of a page that are not seen, and why."""
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
    style = "@page { size: 120mm 60mm } p { margin: 0 0 3mm; width: 80mm; font: 9pt/12pt 'Open Sans' }"
    html = f"<!DOCTYPE html><html lang=en><title>T</title><style>{style}</style><body>{body}</html>"
    pdf = typeset.typeset(Composed(html, {}), lambda _: None).pdf
    document = open_pdf(pdf)
    try:
        return [(item.words, item.why) for item in read_page(document, 0, contrast).unseen or ()]
    finally:
        document.close()


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("color: #767676", ""),
        ("color: #7b7b7b", "faint"),
        ("color: #888; font-size: 18pt; line-height: 1.2", ""),
        ("color: #888; font-size: 17pt; line-height: 1.2", "faint"),
        ("color: #888; font-size: 14pt; line-height: 1.2; font-weight: 700", ""),
        ("color: #888; font-size: 14pt; line-height: 1.2", "faint"),
        ("color: #fff; background: #000", ""),
        ("color: #ff0", "faint"),
        ("color: #ff0; background: #00f", ""),
        ("color: #00f; background: #000", "faint"),
        (f"background: {_LANDSCAPE}; font-size: 20pt; line-height: 1.2", ""),
        (f"color: #fff; background: {_LANDSCAPE}; font-size: 20pt; line-height: 1.2", "faint"),
        ("font-size: 7pt", ""),
        ("font-size: 6.8pt", "small"),
        ("transform: scale(.5)", "small"),
        ("transform: rotate(90deg); width: 25mm", ""),
        ("position: absolute; left: -200mm", "hidden"),
        ("position: absolute; left: 118mm", "hidden"),
        ("overflow: hidden; height: 6pt", "cut"),
        ("overflow: hidden; width: 12mm; white-space: nowrap", "hidden"),
    ],
)
def test_type_is_judged_on_its_real_ground(style: str, why: str) -> None:
    found = _unseen(f"<p style='{style}'>On the harbour: il, 1 – 7 · “yes”; a river…</p>")
    assert {reason for _, reason in found} >= ({why} if why else set())
    assert bool(found) == bool(why), found


def test_a_word_in_the_middle_of_a_line_is_found() -> None:
    hidden, faint = "<span style='color: #fff'>never</span>", "<span style='opacity: .2'>spring</span>"
    body = f"<p>The council {hidden} met in {faint} again.</p>"
    assert _unseen(body) == [("never", "hidden"), ("spring", "faint")]


def test_less_contrast_can_be_asked_for() -> None:
    body = "<p style='color: #888'>The council met.</p>"
    assert _unseen(body, Contrast(3.0, 3.0)) == []
