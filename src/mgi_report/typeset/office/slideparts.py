"""What python-pptx has no words for: alternatives, languages, rules of cells, polygons with several rings, and drawings
as SVG with a picture for who cannot show them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree

from ...text.typography import unmarked
from .elements import A, P, R

if TYPE_CHECKING:
    from .deck import Text

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
LINE = 0.92
"""The distance of lines, as a share of what a font asks for."""
_SCALE = 1000  # units of a freeform to a millimetre
_EMU = 36_000


def _rgb(colour: str) -> Any:
    from pptx.dml import color

    kind: Any = color.RGBColor
    return kind.from_string(colour)


def write_text(holder: Any, lines: Sequence[Text], *, centred: bool = False) -> None:
    """Fill a shape or a cell with lines, each a paragraph; those of a label are ``centred`` and not parted."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    frame = holder.text_frame
    frame.word_wrap = not centred
    if centred:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.line_spacing, paragraph.space_before = LINE, Pt(line.before)
        if centred:
            paragraph.alignment = PP_ALIGN.CENTER
        run = paragraph.add_run()
        run.text = unmarked(line.words)
        run.font.size, run.font.bold = Pt(line.size), line.bold
        run.font.color.rgb = _rgb(line.colour)
        if line.language:
            run._r.get_or_add_rPr().set("lang", line.language)


def set_language(roots: Iterable[Any], language: str) -> None:
    """Say the language of all text that does not say its own."""
    for root in roots:
        for run in root.iter(f"{{{A}}}r"):
            about = run.get_or_add_rPr()
            if not about.get("lang"):
                about.set("lang", language)


def describe(shape: Any, name: str, alt: str) -> None:
    """Name a shape, and say what it shows to those who do not see it."""
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", unmarked(alt))


def fill_cell(cell: Any, colour: str) -> None:
    """The ground of a cell, or none, and the distance of its words from its edges."""
    from pptx.util import Mm

    cell.margin_left = cell.margin_right = Mm(2)
    cell.margin_top = cell.margin_bottom = Mm(1.1)
    if colour:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(colour)
    else:
        cell.fill.background()


def rule_below(cell: Any, colour: str) -> None:
    """A thin rule below a cell, and none at its other edges; lines come before fills (ISO/IEC 29500-1, 21.1.3.17)."""
    about = cell._tc.get_or_add_tcPr()
    for place, (edge, width) in enumerate((("lnL", 0), ("lnR", 0), ("lnT", 0), ("lnB", 9525))):
        line = etree.Element(f"{{{A}}}{edge}", w=str(width))
        if width:
            fill = etree.SubElement(line, f"{{{A}}}solidFill")
            etree.SubElement(fill, f"{{{A}}}srgbClr", val=colour)
        else:
            etree.SubElement(line, f"{{{A}}}noFill")
        about.insert(place, line)


def add_polygons(
    group: Any, rings: Sequence[Sequence[tuple[float, float]]], *, fill: str = "", line: str = "", width: float = 0
) -> None:
    """A shape of several rings in millimetres: filled, or as open lines."""
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    first = rings[0][0]
    builder = group.shapes.build_freeform(round(first[0] * _SCALE), round(first[1] * _SCALE), scale=_EMU / _SCALE)
    for number, ring in enumerate(rings):
        points = [(round(x * _SCALE), round(y * _SCALE)) for x, y in ring]
        if number:
            builder.move_to(*points[0])
        builder.add_line_segments(points[1:], close=bool(fill))
    shape = builder.convert_to_shape()
    shape._element.remove(shape._element.find(f"{{{P}}}style"))  # shadows and lines of the template's theme
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(fill)
        shape.line.fill.background()
    else:
        shape.fill.background()
        shape.line.color.rgb, shape.line.width = _rgb(line), Pt(width)
        shape.line.dash_style = MSO_LINE.SOLID
        about = shape.line._get_or_add_ln()
        about.set("cap", "rnd")


def add_picture(page: Any, png: bytes, svg: bytes, alt: str, box: tuple[float, float, float, float]) -> None:
    """A drawing as SVG, with a PNG for programs that do not know that ([MS-ODRAWXML], 2.3.1.18)."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI
    from pptx.util import Mm

    picture = page.shapes.add_picture(io.BytesIO(png), *map(Mm, box))
    describe(picture, "Map", alt)
    name = PackURI(page.part.partname.replace("/ppt/slides/", "/ppt/media/").replace(".xml", ".svg"))
    part = Part(name, "image/svg+xml", page.part.package, svg)
    relationship = page.part.relate_to(part, f"{R}/image")
    blip = picture._element.xpath(".//a:blip")[0]
    extension = etree.SubElement(etree.SubElement(blip, f"{{{A}}}extLst"), f"{{{A}}}ext", uri=_SVG_URI)
    drawn = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    drawn.set(f"{{{R}}}embed", relationship)
