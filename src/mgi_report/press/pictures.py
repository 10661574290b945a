"""A picture in a finished file: how many bits a pixel has, and how much ink its darkest one takes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class PictureFacts:
    """``bits`` are those of one component; ``ink`` is in per cent, nothing where the picture cannot be decoded."""

    bits: int
    ink: float | None


def read_picture(image: Any, space: str) -> PictureFacts:
    """Read an image object of an open file; only those of four inks are decoded."""
    stencil = bool(image.get("/ImageMask", image.get("/IM", False)))
    bits = 1 if stencil else int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
    return PictureFacts(bits, _most_ink(image, bits) if space == "DeviceCMYK" and not stencil else None)


def _most_ink(image: Any, bits: int) -> float | None:
    import numpy as np

    decode = [float(value) for value in image.get("/Decode", image.get("/D", [0, 1] * 4))]
    try:
        values, turned = _values(image, bits)
    except (OSError, ValueError, pikepdf.PdfError):
        return None
    if values is None:
        return None
    inverted = turned != (decode[0] > decode[1])
    return float(np.max(np.sum(255 - values if inverted else values, axis=-1))) / 2.55


def _values(image: Any, bits: int) -> tuple[Any, bool]:
    """Pixels as numbers from 0 to 255, and whether decoding them turned them round."""
    import numpy as np
    from PIL import Image

    if "/DCTDecode" in str(image.get("/Filter", image.get("/F", ""))):
        with Image.open(io.BytesIO(image.read_raw_bytes())) as picture:
            if picture.mode != "CMYK":
                return None, False
            # Pillow turns the inverted values that Adobe writes; a reader of PDF goes by /Decode alone.
            return np.asarray(picture, dtype=np.int32), "adobe" in picture.info
    if bits != 8:
        return None, False
    size = int(image.get("/Height", image.get("/H"))), int(image.get("/Width", image.get("/W"))), 4
    pixels = np.frombuffer(image.read_bytes(), dtype=np.uint8)[: size[0] * size[1] * 4]
    return pixels.reshape(size).astype(np.int32), False
