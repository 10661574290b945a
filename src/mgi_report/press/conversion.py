"""A picture in colours of the screen brought to the inks of a press, where a person asks for it.

How it will look is up to the output profile (relative colorimetric, black point compensated); who knows the paper makes
a file of its own instead.
"""

from __future__ import annotations

import io
from typing import Any

from ..design.theme import Theme
from .inks import jpeg, on_white, repaint
from .profile import OutputProfile


def to_inks(data: bytes, profile: OutputProfile) -> bytes:
    """A picture as CMYK (JPEG) by an output profile; on white where it is transparent, untouched where it is no picture
    in colours of the screen.
    """
    from PIL import Image

    try:
        picture: Any = Image.open(io.BytesIO(data))
        picture.load()
    except OSError:  # told where it is called
        return data
    if picture.mode == "CMYK":
        return data
    given = picture.info.get("icc_profile") if picture.mode.startswith("RGB") else None
    return jpeg(_inked(on_white(picture), profile, given))


def drawing_to_inks(svg: bytes, profile: OutputProfile, theme: Theme) -> bytes:
    """A drawing with its colours as CMYK by an output profile, but for those that have a recipe in the theme."""
    from PIL import Image

    def recipe(colour: str) -> str:
        inks = _inked(Image.new("RGB", (1, 1), colour), profile).getpixel((0, 0))
        return f"device-cmyk({' '.join(f'{ink / 255:.3f}' for ink in inks)})"

    return repaint(svg, recipe, theme)


def _inked(picture: Any, profile: OutputProfile, given: bytes | None = None) -> Any:
    """A picture in RGB, by its own profile or as sRGB, in the inks of the press."""
    from PIL import ImageCms

    source = ImageCms.ImageCmsProfile(io.BytesIO(given)) if given else ImageCms.createProfile("sRGB")
    target, way = ImageCms.ImageCmsProfile(io.BytesIO(profile.data)), ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.profileToProfile(picture, source, target, way, "CMYK", flags=flags)
