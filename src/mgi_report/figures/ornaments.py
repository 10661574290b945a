"""Small drawings of our own pages, as SVG: the stripe, icons in a colour, QR codes."""

from __future__ import annotations

import io
from functools import lru_cache

from ..design.theme import Theme

_PIXELS = 10
"""Of a square of a QR code in a PNG: 300 dpi and more at the sizes of our pages."""


def stripe(theme: Theme, bleed: float) -> bytes:
    """The six accents side by side, as an ornament: always the same, whatever the profile says.

    The first and the last reach into the bleed, given in mm.
    """
    fills = [fill for fill, _ in theme.accents().values()]
    edges = [-bleed, *(35 * index for index in range(1, len(fills))), 210 + bleed]
    bars = "".join(
        f'<rect x="{left:g}" y="0" width="{right - left:g}" height="2.4" fill="{fill}"/>'
        for fill, left, right in zip(fills, edges[:-1], edges[1:], strict=True)
    )
    width = 210 + 2 * bleed
    size = f'width="{width:g}mm" height="2.4mm" viewBox="{-bleed:g} 0 {width:g} 2.4" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{bars}</svg>'.encode()


def recolour(svg: bytes, colour: str) -> bytes:
    """An icon in one colour, for a background."""
    return svg.replace(b"currentColor", colour.encode())


@lru_cache(maxsize=64)
def qr_code(address: str, colour: str, suffix: str = "svg") -> bytes:
    """An address as a QR code (ISO/IEC 18004, error correction M): as SVG, or as PNG, which has a white ground."""
    import segno

    out, code = io.BytesIO(), segno.make(address, error="m", micro=False)
    if suffix == "png":
        code.save(out, kind="png", border=0, dark=colour, scale=_PIXELS)
    else:
        code.save(out, kind="svg", border=0, xmldecl=False, dark=colour, omitsize=True)
    return out.getvalue()
