"""The rules of the press about what is painted: inks, type, lines, pictures, effects.

Each check counts what it looked at and tells every kind of fault once a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..design.theme import MAX_INK
from ..errors import Kind, Problem
from ..pdf.proof import Check
from .facts import PressPage
from .painting import Colour, Paint
from .separations import available

LEAST_TYPE = 7.0
LEAST_REVERSED = 8.0
LEAST_COLOURED = 10.0
"""Type smaller than this, in points, is printed by one plate: four would not meet in its strokes."""
LEAST_LINE = 0.25
LEAST_RESOLUTION = 300
LEAST_LINE_ART = 600
"""Pixels per inch of pictures, and of pictures of one bit."""

_FOUR = "DeviceCMYK"
_MARKS = "Separation All"
_SLACK = 0.02  # points and per cent that rounding may take


def _walk(pages: Sequence[PressPage], *kinds: str) -> Iterator[tuple[PressPage, Paint]]:
    """What is painted, without the marks outside the page."""
    for page in pages:
        for paint in page.painting.paints:
            if (not kinds or paint.kind in kinds) and paint.colour.space != _MARKS:
                yield page, paint


def _problems(file: str, found: Sequence[tuple[PressPage, str]], kind: Kind, hint: str = "") -> tuple[Problem, ...]:
    """One problem for each kind of fault on each page, with how often it is there."""
    counted = sorted(Counter((page.number, message) for page, message in found).items())
    told = ((number, message + (f" ({times} times)" if times > 1 else "")) for (number, message), times in counted)
    return tuple(Problem(file, message=message, path=f"page {n}", hint=hint, kind=kind) for n, message in told)


def recipe(colour: Colour) -> str:
    """A colour in words: ``C 0 M 30 Y 94 K 0``."""
    if colour.space == _FOUR and len(colour.inks) == 4:
        return " ".join(f"{plate} {100 * ink:.0f}" for plate, ink in zip("CMYK", colour.inks, strict=True))
    return f"{colour.space} {' '.join(f'{ink:g}' for ink in colour.inks)}".strip()


def check_colour(pages: Sequence[PressPage], file: str) -> Check:
    """Everything is painted in the four inks; its ``values`` are the colours of what is no picture, in per cent."""
    paints = list(_walk(pages))
    what = {"type": "type", "picture": "a picture", "line": "a line"}
    found = [
        (page, f"{what.get(paint.kind, 'a ground')} in {recipe(paint.colour)}")
        if paint.kind != "shading"
        else (page, "a gradient that is not mixed from the four inks")
        for page, paint in paints
        if paint.colour.space != _FOUR
    ]
    hint = "say colours with the tokens of the theme, as var(--deep), or as device-cmyk()"
    colours = dict.fromkeys(paint.colour for _, paint in paints if paint.kind != "picture")
    inks = sorted({colour.percent for colour in colours if colour.space == _FOUR and len(colour.inks) == 4})
    return Check(
        "colour", f"{len(paints)} things painted", _problems(file, found, Kind.COLOUR, hint), values={"inks": inks}
    )


def check_ink(pages: Sequence[PressPage], plates: Sequence[float] | None, file: str, *, measured: bool) -> Check:
    """Total ink: of every colour and picture, and of the plates where they were rendered.

    Grounds and type knock out what is below them, so that the most ink at any place is that of one colour; what could
    add up (opacity, blending, overprint) is refused by :func:`check_effects`.
    """
    most, found = 0.0, []
    for page, paint in _walk(pages):
        total = paint.picture.ink if paint.picture else 100 * sum(paint.colour.inks)
        if paint.colour.space != _FOUR or total is None:
            continue
        most = max(most, total)
        if total > MAX_INK + _SLACK:
            what = "a picture" if paint.kind == "picture" else recipe(paint.colour)
            found.append((page, f"{total:.0f} % of ink in {what}"))
    detail = f"computed {most:.0f} %"
    if plates:
        detail += f", measured {max(plates):.0f} %"
        found += [
            (page, f"{ink:.0f} % of ink, measured")
            for page, ink in zip(pages, plates, strict=True)
            if ink > MAX_INK + 1  # a plate is measured in steps of 0.4 %
        ]
    elif measured:
        missing = "install Ghostscript to have it measured too"
        detail += "; Ghostscript could not render the plates" if available() else f"; {missing}"
    values = {"ink": round(most), "ink_measured": round(max(plates)) if plates else None}
    return Check("ink", detail, _problems(file, found, Kind.INK), values=values)


def check_black(pages: Sequence[PressPage], file: str) -> Check:
    """Small type is black, a tint of black, or paper."""
    found, alone, types = [], 0, 0
    for page, paint in _walk(pages, "type"):
        types += 1
        plates = [ink for ink in paint.colour.inks[:3] if ink > 0]
        alone += not plates
        if plates and paint.size < LEAST_COLOURED - _SLACK:
            found.append((page, f"type of {paint.size:.1f} pt in {recipe(paint.colour)}"))
    hint = "small type takes the tokens ink, soft or label"
    share = f"{100 * alone / types:.0f} % of the lines of type need one plate" if types else "no type"
    return Check("black", share, _problems(file, found, Kind.BLACK, hint))


def check_lettering(pages: Sequence[PressPage], file: str) -> Check:
    """Type is large enough to be read, and knocked out type large enough not to fill in."""
    found, sizes, reversed_sizes = [], [], []
    for page, paint in _walk(pages, "type"):
        sizes.append(paint.size)
        if paint.size < LEAST_TYPE - _SLACK:
            found.append((page, f"type of {paint.size:.1f} pt"))
        if paint.colour.space == _FOUR and not any(paint.colour.inks):
            reversed_sizes.append(paint.size)
            if paint.size < LEAST_REVERSED - _SLACK:
                found.append((page, f"knocked out type of {paint.size:.1f} pt"))
    detail = f"smallest {min(sizes):.1f} pt" if sizes else "no type"
    detail += f", knocked out {min(reversed_sizes):.1f} pt" if reversed_sizes else ""
    values = {"type": _least(sizes), "type_reversed": _least(reversed_sizes)}
    return Check("lettering", detail, _problems(file, found, Kind.LETTERING), values=values)


def check_lines(pages: Sequence[PressPage], file: str) -> Check:
    """Lines, and rules that are drawn as narrow grounds, are wide enough to be printed."""
    found, widths = [], []
    for page, paint in _walk(pages, "line", "rule"):
        widths.append(paint.size)
        if paint.size < LEAST_LINE - _SLACK:
            found.append((page, f"a line of {paint.size:.2f} pt"))
    detail = f"thinnest {min(widths):.2f} pt" if widths else "no lines"
    return Check("lines", detail, _problems(file, found, Kind.HAIRLINE), values={"line": _least(widths)})


def _least(sizes: Sequence[float]) -> float | None:
    return round(min(sizes), 2) if sizes else None


def check_pictures(pages: Sequence[PressPage], file: str) -> Check:
    """Pictures are fine enough at the size in which they are placed."""
    found, resolutions = [], []
    for page, paint in _walk(pages, "picture"):
        resolutions.append(paint.size)
        one_bit = paint.picture is not None and paint.picture.bits == 1
        least = LEAST_LINE_ART if one_bit else LEAST_RESOLUTION
        if paint.size < least - 1:
            found.append((page, f"a picture of {paint.size:.0f} pixels per inch; {least} are needed"))
    detail = f"{len(resolutions)} pictures, coarsest {min(resolutions):.0f} ppi" if resolutions else "no pictures"
    values = {"pictures": len(resolutions), "resolution": round(min(resolutions)) if resolutions else None}
    return Check("pictures", detail, _problems(file, found, Kind.RESOLUTION), values=values)


def check_effects(pages: Sequence[PressPage], file: str) -> Check:
    """Nothing that makes inks add up or that a press renders otherwise than a screen."""
    found = [(page, effect) for page in pages for effect in sorted(page.painting.effects)]
    return Check(
        "effects", "", _problems(file, found, Kind.EFFECT, "the styles use opacity, a filter or a picture with alpha")
    )
