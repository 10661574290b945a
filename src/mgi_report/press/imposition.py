"""Imposition: the pages of a press file in the order of sheets that are folded once and stapled in the fold.

A3 sheets, two pages on each side, for printers that cannot arrange pages themselves. The pages are placed as form
XObjects: they stay exactly what they were, fonts and profile are not stored twice, and pikepdf makes such forms itself
and keeps identifiers the same at every run.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pikepdf

from ..design.editions import BLEED
from ..text.units import POINTS_PER_MM
from . import marks
from .sheet import Box, Boxes

_FOLD_MARK = 4 * POINTS_PER_MM
_EDGE_MARK = 5 * POINTS_PER_MM


def booklet_order(pages: int) -> Iterator[tuple[int, int]]:
    """Left and right page of every side of every sheet, from 1: front and back by turns, the outer sheet first.

    ``pages`` is a multiple of four.
    """
    for sheet in range(pages // 4):
        first, last = 2 * sheet + 1, pages - 2 * sheet
        yield last, first
        yield first + 1, last - 1


def impose_booklet(pdf: bytes, *, with_marks: bool = False, right_to_left: bool = False) -> bytes:
    """Arrange a press file of whole sheets as a saddle-stitched booklet.

    Without marks the sheet is A3, and short strokes at its edges show the fold. With marks it is larger by 10 mm on all
    sides (it fits on SRA3), pages keep their outer bleed, and fold marks stand outside the trim.
    """
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as sheets:
        for left, right in booklet_order(len(source.pages)):
            pair = (right, left) if right_to_left else (left, right)
            _add_side(sheets, [source.pages[number - 1] for number in pair], with_marks=with_marks)
        _describe(source, sheets, right_to_left=right_to_left)
        return saved(sheets)


def saved(file: pikepdf.Pdf) -> bytes:
    """A file as the press takes it; the same content gives the same bytes."""
    out, mode = io.BytesIO(), pikepdf.ObjectStreamMode.generate
    file.save(out, force_version="1.6", deterministic_id=True, compress_streams=True, object_stream_mode=mode)
    return out.getvalue()


def _add_side(sheets: pikepdf.Pdf, pair: list[Any], *, with_marks: bool) -> None:
    trims = [tuple(float(edge) for edge in page.trimbox) for page in pair]
    width, height = trims[0][2] - trims[0][0], trims[0][3] - trims[0][1]
    bleed = BLEED * POINTS_PER_MM if with_marks else 0.0
    sheet = Boxes.around((0, 0, 2 * width, height), bleed, marks=with_marks)
    forms, content = {}, []
    for index, page in enumerate(pair):
        name = f"/Page{index + 1}"
        form = page.as_form_xobject()
        form.BBox = pikepdf.Array([*page.obj.get("/BleedBox", page.trimbox)])
        forms[name] = sheets.copy_foreign(form)
        content.append(_placed(name, index, trims[index], sheet))
    content.append(_fold_marks(sheet, width, with_marks=with_marks))
    page = sheets.add_blank_page(page_size=(sheet.media[2], sheet.media[3]))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
    if with_marks:
        page.obj.Resources.ColorSpace = pikepdf.Dictionary(
            {f"/{marks.REGISTRATION}": pikepdf.Object.parse(marks.ON_EVERY_PLATE.encode())}
        )
    page.obj.Contents = sheets.make_stream(b"\n".join(content))
    for key, box in (("/MediaBox", sheet.media), ("/BleedBox", sheet.bleed_box), ("/TrimBox", sheet.trim)):
        page.obj[key] = pikepdf.Array([round(edge, 4) for edge in box])


def _placed(name: str, index: int, trim: tuple[float, ...], sheet: Boxes) -> bytes:
    """One page on its half of a sheet: cut at the fold, with its bleed at the other three sides."""
    left, bottom, right, top = sheet.bleed_box
    fold = (sheet.trim[0] + sheet.trim[2]) / 2
    near, far = (left, fold) if index == 0 else (fold, right)
    aside = (sheet.trim[0] if index == 0 else fold) - trim[0]
    up = sheet.trim[1] - trim[1]
    cut = f"{near:.4f} {bottom:.4f} {far - near:.4f} {top - bottom:.4f} re W n"
    return f"q {cut} 1 0 0 1 {aside:.4f} {up:.4f} cm {name} Do Q".encode()


def _fold_marks(sheet: Boxes, width: float, *, with_marks: bool) -> bytes:
    left, bottom, _, top = sheet.trim
    fold = left + width
    if with_marks:
        near = sheet.bleed + 0.5 * POINTS_PER_MM
        ends: Box = (fold, bottom - near - _EDGE_MARK, fold, bottom - near)
        upper: Box = (fold, top + near, fold, top + near + _EDGE_MARK)
        return marks.crop_and_register(sheet, middle=False) + marks.fold(ends, upper)
    lower, upper = (fold, bottom, fold, bottom + _FOLD_MARK), (fold, top - _FOLD_MARK, fold, top)
    return marks.fold(lower, upper, inside=True)


def _describe(source: pikepdf.Pdf, sheets: pikepdf.Pdf, *, right_to_left: bool) -> None:
    """Take over what the file says about itself, under identifiers of its own; ask readers to print it as it is."""
    root = sheets.Root
    root.OutputIntents = sheets.copy_foreign(_intents(source))
    root.Metadata = sheets.make_stream(_renamed(source.Root.Metadata.read_bytes()))
    root.Metadata.Type, root.Metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    if "/Lang" in source.Root:
        root.Lang = source.Root.Lang
    root.ViewerPreferences = pikepdf.Dictionary(
        PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name.DuplexFlipShortEdge
    )
    if right_to_left:
        root.ViewerPreferences.Direction = pikepdf.Name.R2L
    sheets.trailer.Info = sheets.make_indirect(pikepdf.Dictionary())
    for key, value in source.docinfo.items():
        sheets.docinfo[key] = str(value) if not isinstance(value, pikepdf.Name) else value


def _intents(source: pikepdf.Pdf) -> Any:
    """The output intents of a file as an object that can be copied into another one."""
    intents = source.Root.OutputIntents
    return intents if intents.is_indirect else source.make_indirect(intents)


def _renamed(packet: bytes) -> bytes:
    """An XMP packet with identifiers derived from the old ones."""

    def other(found: re.Match[bytes]) -> bytes:
        return found[1] + str(uuid.uuid5(uuid.UUID(found[2].decode()), "booklet")).encode()

    return re.sub(rb"(<xmpMM:(?:Document|Instance)ID>uuid:)([0-9a-f-]{36})", other, packet)
