"""Pictures in office files: their size, how Word places them, and the stripe in the colours of the domains."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape

from .elements import DECORATIVE, NAMES, Element, parsed, w

_EMU = 36_000  # to a millimetre


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels, from its head (ISO/IEC 15948, 11.2.2)."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def stripe(colours: Sequence[str]) -> bytes:
    """A stripe of these colours (``RRGGBB``), each the same length, as PNG."""
    from PIL import Image

    block = 166
    picture = Image.new("RGB", (block * len(colours), 12))
    for index, colour in enumerate(colours):
        picture.paste(f"#{colour}", (index * block, 0, (index + 1) * block, 12))
    out = io.BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE).save(out, "PNG", optimize=True)
    return out.getvalue()


def drawing(number: int, relationship: str, alt: str, width: float, size: tuple[int, int]) -> Element:
    """A picture in a line, ``width`` mm wide; one without ``alt`` is marked as saying nothing."""
    wide, high = round(width * _EMU), round(width * _EMU * size[1] / size[0])
    silent = f'<a:extLst><a:ext uri="{_URI}"><d:decorative xmlns:d="{DECORATIVE}" val="1"/></a:ext></a:extLst>'
    names = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMES.items())
    said = f'name="Picture {number}" descr="{escape(alt)}"'
    shape = (
        f'<wp:inline {names} distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" {said}>{"" if alt else silent}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="{NAMES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" {said}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )
    return w("drawing", parsed(shape))


_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
