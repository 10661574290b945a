"""The master of our slides: the template of python-pptx, in the type, the colours and the measures of the theme.

A slide has a title, a line under it and notes at its foot, each in a placeholder, so that all programs know them.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from .elements import A, P
from .styles import Look

WIDTH, HEIGHT = 338.667, 190.5
"""A slide of 16:9 in mm."""
MARGIN = 15.0
_PLACES = {0: (11.0, 12.0), 1: (23.0, 8.0), 2: (168.0, 17.0)}
"""Top and height of the title, of what stands under it, and of the notes."""
_ROLES = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_STRIPE = 2.4
_TITLE_ONLY = 5


def dressed(look: Look) -> tuple[Any, Any]:
    """An empty presentation, and the layout of its slides."""
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.util import Mm

    show = Presentation()
    show.slide_width, show.slide_height = Mm(WIDTH), Mm(HEIGHT)
    master = show.slide_master
    layout = show.slide_layouts[_TITLE_ONLY]
    for other in [item for item in show.slide_layouts if item.name != layout.name]:
        show.slide_layouts.remove(other)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob.decode("utf-8"), look).encode("utf-8")
    _drop(show.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    _drop(show.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _place(master, layout)
    _stripe(layout, look)
    return show, layout


def _drop(part: Any, kind: str) -> None:
    for identifier in [name for name, item in part._rels.items() if item.reltype == kind]:
        part._rels.pop(identifier)


def _themed(xml: str, look: Look) -> str:
    """The theme of the template with our colours by their roles, and our font."""
    fills = [look.fills[number] for number in sorted(look.fills)]
    colours = dict(zip(_ROLES, (look.ink, "FFFFFF", look.deep, look.mist, *fills, look.link, look.soft), strict=True))
    for role, colour in colours.items():
        xml = re.sub(rf"<a:{role}>.*?</a:{role}>", f'<a:{role}><a:srgbClr val="{colour}"/></a:{role}>', xml, flags=re.S)
    xml = re.sub(r'(<a:latin typeface=")[^"]*(")', rf"\g<1>{look.font}\g<2>", xml)
    return re.sub(r'(<a:theme [^>]*name=")[^"]*(")', r"\g<1>mgi_report\g<2>", xml)


def _place(master: Any, layout: Any) -> None:
    """Placeholders of the layout: the title, and two of text, made of the title as nothing makes them; others go."""
    from pptx.util import Mm

    for holder in (master, layout):
        for item in list(holder.placeholders):
            if item.placeholder_format.type in _unused():
                item._element.getparent().remove(item._element)
    title = next(item for item in layout.placeholders if item.placeholder_format.idx == 0)
    body = next(item for item in master.placeholders if item.placeholder_format.idx == 1)
    body.left, body.top, body.width, body.height = (Mm(item) for item in (MARGIN, 40, WIDTH - 2 * MARGIN, 120))
    for number, name in ((1, "Subtitle"), (2, "Notes")):
        made = deepcopy(title._element)
        made.nvSpPr.cNvPr.set("id", str(40 + number))
        made.nvSpPr.cNvPr.set("name", name)
        holder = made.nvSpPr.nvPr.find(f"{{{P}}}ph")
        holder.set("type", "body")
        holder.set("idx", str(number))
        title._element.addnext(made)
    for item in (*layout.placeholders, *(one for one in master.placeholders if one.placeholder_format.idx == 0)):
        top, height = _PLACES[item.placeholder_format.idx]
        item.left, item.top, item.width, item.height = (Mm(one) for one in (MARGIN, top, WIDTH - 2 * MARGIN, height))
        _still(item)


def _still(item: Any) -> None:
    """Text at the top left of its place, without bullets, in the size that it is given."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame = item.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.auto_size = MSO_ANCHOR.TOP, MSO_AUTO_SIZE.NONE
    listed = frame._txBody.find(f"{{{A}}}lstStyle")
    for old in list(listed):
        listed.remove(old)
    level = etree.SubElement(listed, f"{{{A}}}lvl1pPr", marL="0", indent="0", algn="l")
    etree.SubElement(etree.SubElement(level, f"{{{A}}}spcBef"), f"{{{A}}}spcPts", val="0")
    etree.SubElement(level, f"{{{A}}}buNone")


def _stripe(layout: Any, look: Look) -> None:
    """The stripe in the colours of the domains, in the layout, where nobody reads it aloud."""
    tree = layout.shapes._spTree
    share = round(WIDTH * 36_000 / len(look.fills))
    for number, key in enumerate(sorted(look.fills)):
        shape = etree.fromstring(
            f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{60 + number}" name="Stripe {key}"/>'
            f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{number * share}" y="0"/>'
            f'<a:ext cx="{share}" cy="{round(_STRIPE * 36_000)}"/></a:xfrm><a:prstGeom prst="rect">'
            f'<a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{look.fills[key]}"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
        )
        tree.insert(2 + number, shape)


def _unused() -> frozenset[Any]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return frozenset((PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER))
