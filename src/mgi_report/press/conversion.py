"""A picture in colours of the screen brought to the inks of a press, where a person asks for it.

How it will look is up to the output profile (relative colorimetric, black point compensated); who knows the paper makes
a file of its own instead.
"""

from __future__ import annotations

import io
from typing import Any

from .profile import OutputProfile


def to_inks(data: bytes, profile: OutputProfile) -> bytes:
    """A picture as CMYK (JPEG) by an output profile; on white where it is transparent, untouched where it is no picture
    in colours of the screen.
    """
    from PIL import Image, ImageCms

    try:
        picture: Any = Image.open(io.BytesIO(data))
        picture.load()
    except OSError:  # told where it is called
        return data
    if picture.mode == "CMYK":
        return data
    shown = Image.new("RGBA", picture.size, "white")
    shown.alpha_composite(picture.convert("RGBA"))
    given = picture.info.get("icc_profile") if picture.mode.startswith("RGB") else None
    source = ImageCms.ImageCmsProfile(io.BytesIO(given)) if given else ImageCms.createProfile("sRGB")
    target, way = ImageCms.ImageCmsProfile(io.BytesIO(profile.data)), ImageCms.Intent.RELATIVE_COLORIMETRIC
    inked: Any = ImageCms.profileToProfile(
        shown.convert("RGB"), source, target, way, "CMYK", flags=ImageCms.Flags.BLACKPOINTCOMPENSATION
    )
    out = io.BytesIO()
    inked.save(out, format="JPEG", quality=97, subsampling=0)
    return out.getvalue()
