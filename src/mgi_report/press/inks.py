"""Colours and pictures of a document brought to the inks of the press.

Pages and drawings are made in colours of the screen and translated where they are written, colour by colour, by the
recipes of the theme that they get here; pictures are not translated at all, because a recipe for every pixel is the
work of whoever knows the paper.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ..design.editions import Edition
from ..design.pictures import Picture, is_drawing, lettering, lettering_problem, place_of_picture
from ..design.stylesheets import place_of
from ..design.theme import MAX_INK, Theme
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..typeset.documents import Composed

_INKED = "device-cmyk("
_PAINT = re.compile(
    r"(?P<lead>\b(?:fill|stroke|color|stop-color|flood-color)\s*(?:=\s*[\"']|:)\s*)(?P<paint>[^\"';}<]+)", re.I
)
_NO_COLOUR = re.compile(r"none|transparent|currentcolor|inherit|context-\w+|url\(.*|device-cmyk\(.*", re.I)
_HINT = (
    "use a colour of the theme, black, white or device-cmyk(C M Y K) with numbers from 0 to 1; logo-press.svg goes "
    "before logo.svg, and “convert_logo: true” in data/publisher.yaml converts the logo of the publisher"
)


def for_edition(document: Composed, theme: Theme, edition: Edition) -> Composed:
    """A document with pictures as the edition needs them, and for the press with the recipes of its colours.

    Raises :class:`ReportError` (template) for every colour and picture that has no recipe, and for the screen for those
    in inks: a file with both breaks its claim to be PDF/A (ISO 19005-3, 6.2.4.3).
    """
    if lettered := [*_lettered(document, theme)]:
        raise ReportError(lettered, ExitCode.TEMPLATE)
    if edition.inks == "rgb":
        if inked := [*_inked_pictures(document), *_inked_styles(document.styles)]:
            raise ReportError(inked, ExitCode.TEMPLATE)
        return document
    recipes = _recipes(theme)
    problems: list[Problem] = []
    resources = {
        name: _resource(name, data, recipes, problems)
        for name, data in document.resources.items()
        if document.calls(name)
    }
    if problems:
        raise ReportError(problems, ExitCode.TEMPLATE)
    return replace(document, resources=resources, inks=recipes)


def refused(pictures: Mapping[str, bytes], theme: Theme, edition: Edition) -> Iterator[Problem]:
    """The pictures, by their files, that an edition refuses wherever a page calls them; lettering is told elsewhere.

    For the press what only a finished page tells is left: how fine a picture is at the size in which it stands.
    """
    named = {f"images/{name}": Picture.of(data, name) for name, data in pictures.items()}
    if edition.inks == "rgb":
        yield from (_inked_picture(name, data) for name, data in named.items() if _is_inked(data))
        return
    problems: list[Problem] = []
    for name, data in named.items():
        inked = _resource(name, data, _recipes(theme), problems)
        most = _most_ink(inked)
        if most > MAX_INK + 1:
            message = f"{most:.0f} % of ink at its darkest place; the press takes {MAX_INK} %"
            hint = "save it with the profile of the print shop"
            problems.append(Problem(place_of_picture(name, data), message=message, hint=hint, kind=Kind.INK))
    yield from problems


def _most_ink(picture: bytes) -> float:
    """The most ink that a drawing or a picture takes at any place, in per cent."""
    from PIL import Image

    if is_drawing(picture):
        recipes = (found[1].split() for found in re.finditer(r"device-cmyk\(([\d.\s]+)\)", picture.decode("utf-8")))
        return max((100 * sum(map(float, recipe)) for recipe in recipes), default=0.0)
    if not picture:
        return 0.0
    import numpy as np

    with Image.open(io.BytesIO(picture)) as opened:
        return float(np.max(np.sum(np.asarray(opened, dtype=np.int32), axis=-1))) / 2.55


def _lettered(document: Composed, theme: Theme) -> Iterator[Problem]:
    """Drawings of the workspace with lettering for which there is no font."""
    for name, data in document.resources.items():
        if name.startswith("images/") and document.calls(name):
            line, family = lettering(data, theme.fonts.all)
            if line:
                yield lettering_problem(place_of_picture(name, data), line, family)


def _inked_pictures(document: Composed) -> Iterator[Problem]:
    """Pictures of the workspace in inks of the press."""
    for name, data in document.resources.items():
        if name.startswith("images/") and document.calls(name) and _is_inked(data):
            yield _inked_picture(name, data)


def _inked_picture(name: str, data: bytes) -> Problem:
    message = "this picture is in inks of the press (CMYK), which the screen edition cannot hold (PDF/A)"
    hint = "save it in colours of the screen (RGB); an SVG in colours of the theme or a gray picture does for both"
    return Problem(place_of_picture(name, data), message=message, hint=hint, kind=Kind.INKED)


def _is_inked(data: bytes) -> bool:
    from PIL import Image

    if is_drawing(data):
        return _INKED.encode() in data
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.mode == "CMYK"
    except OSError:  # told by the engine
        return False


def _inked_styles(styles: str) -> Iterator[Problem]:
    if _INKED in styles:
        file, line = place_of(styles, _INKED)
        message = "a colour in inks of the press, which the screen edition cannot hold (PDF/A)"
        hint = "name a colour of the theme, var(--name): it has a value for the screen and a recipe for the press"
        yield Problem(file, line, message=message, value=excerpt(_INKED), hint=hint, kind=Kind.INKED)


def _recipes(theme: Theme) -> dict[str, str]:
    """Screen value in lower case → recipe. The theme sees to it that no value stands for two recipes."""
    return {"#000000": "0 0 0 1", "#ffffff": "0 0 0 0"} | {
        colour.rgb.lower(): colour.plates for colour in theme.printed
    }


def _resource(name: str, data: bytes, recipes: Mapping[str, str], problems: list[Problem]) -> bytes:
    file = place_of_picture(name, data)
    if is_drawing(data):
        problems += _unprintable(data, recipes, file)
        return data
    try:
        return _picture(data)
    except ValueError as error:
        kind = Kind.NO_RECIPE if isinstance(error, _NoRecipeError) else Kind.PICTURE_UNREADABLE
        problems.append(Problem(file, message=str(error), hint=_picture_hint(error), kind=kind))
        return b""


def _unprintable(svg: bytes, recipes: Mapping[str, str], file: str) -> Iterator[Problem]:
    """The colours of a drawing that have no recipe."""
    for paint, line in _colours(svg).items():
        if _hex(paint) not in recipes:
            message = f"the colour {excerpt(paint)} of this drawing has no recipe for the press"
            yield Problem(file, line, message=message, hint=_HINT, kind=Kind.NO_RECIPE)


@lru_cache(maxsize=256)
def _colours(svg: bytes) -> Mapping[str, int]:
    """The colours of a drawing, with the lines on which they come first; most drawings are in many documents."""
    text, found = svg.decode("utf-8"), dict[str, int]()
    for named in _PAINT.finditer(text):
        paint = named["paint"].strip()
        if paint not in found and not _NO_COLOUR.fullmatch(paint):
            found[paint] = text.count("\n", 0, named.start()) + 1
    return found


def repaint(svg: bytes, paint: Callable[[str], str], theme: Theme) -> bytes:
    """A drawing with the colours (``#rrggbb``) painted anew that have no recipe in the theme."""
    known = _recipes(theme)

    def painted(found: re.Match[str]) -> str:
        colour = "" if _NO_COLOUR.fullmatch(found["paint"].strip()) else _hex(found["paint"].strip())
        return found["lead"] + paint(colour) if colour and colour not in known else found[0]

    return _PAINT.sub(painted, svg.decode("utf-8")).encode()


def _hex(paint: str) -> str:
    from PIL import ImageColor

    try:
        red, green, blue, *alpha = ImageColor.getrgb(paint)
    except ValueError:
        return ""
    return "" if alpha and alpha[0] != 255 else f"#{red:02x}{green:02x}{blue:02x}"


class _NoRecipeError(ValueError):
    """A picture in colours of the screen."""


def _picture_hint(error: ValueError) -> str:
    if isinstance(error, _NoRecipeError):
        return (
            "which inks make its colours depends on the paper: save it as CMYK (JPEG or TIFF) with the profile of the "
            "print shop, as SVG in colours of the theme, or as a gray picture; logo-press.tif goes before logo.png, "
            "and “convert_logo: true” in data/publisher.yaml converts the logo of the publisher"
        )
    return "pictures may be JPEG, TIFF or PNG"


def _picture(data: bytes) -> bytes:
    """A picture in the four inks; a gray one is printed with black alone, on white where it is transparent."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except OSError:
        raise ValueError("this picture cannot be read") from None
    if picture.mode == "CMYK":
        return data if picture.format == "JPEG" else jpeg(picture)
    red, green, blue = on_white(picture).split()
    if not red.tobytes() == green.tobytes() == blue.tobytes():
        raise _NoRecipeError(f"this picture is in colours of the screen ({picture.mode}), not in inks of the press")
    none = Image.new("L", picture.size, 0)
    return jpeg(Image.merge("CMYK", (none, none, none, red.point(lambda light: 255 - light))))


def on_white(picture: Any) -> Any:
    """A picture in RGB, on white where it is transparent."""
    from PIL import Image

    shown = Image.new("RGBA", picture.size, "white")
    shown.alpha_composite(picture.convert("RGBA"))
    return shown.convert("RGB")


def jpeg(picture: Any) -> bytes:
    """The bytes of a picture as JPEG."""
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=97, subsampling=0)
    return out.getvalue()
