"""The card of an exchange: one theme, who describes experience with it and who names it as an area with potential.

Both sides have the same size and the same type, whatever they hold. Up to eight places a side stand with gists and
references; more, or such as find no room, stand by name alone, under their countries. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import ceil

from ...data.model import KINDS, Kind
from ...text.units import MM_PER_POINT
from ..frame import Format, Frame, Type
from ..shapes import Box, Sheet, Words
from .content import Content, Line, Setting, bar, head

_MOST = 8  # places a side that stand with their gists
_SCALES = (1.0, 0.92, 0.84, 0.77)
_SMALLEST = 7.0  # points
_BETWEEN, _PAD = 6.0, 4.0  # mm between the sides, and inside them
_COLUMN, _WIDE, _APART = 46.0, 68.0, 4.0  # mm; least width of columns of names and of gists, and between them


@dataclass(frozen=True)
class _Block:
    """The lines of a place in a side, which place it is, and what stands over the first place of its country."""

    place: int
    lines: list[Line]
    over: tuple[Line, ...] = ()


def lay_out(content: Content, form: Format, type_: Type, colours: Mapping[str, str]) -> Sheet:
    """The card on one sheet; ``colours`` holds ink, soft, paper, mist and deep."""
    notes = content.notes if not content.closing else ((content.closing, "ink"), *content.notes)
    frame = Frame(form, type_, colours, content.title, content.subtitle, notes, (content.fill,))
    shapes, top = bar(content, frame, frame.top)
    top += 3.0
    headed = form.text * MM_PER_POINT * 2.4
    room = form.height - frame.under - top - headed - _PAD
    width = (frame.right - frame.left - _BETWEEN) / 2
    setting, sides = _fitted(content, form, type_, colours, width - 2 * _PAD, room)
    tall = max(_height(setting, side) for side in sides.values())
    height = headed + (room if form.fixed else tall) + _PAD
    drawn: list[tuple[int, Words]] = []
    for number, kind in enumerate(KINDS):
        left = frame.left + number * (width + _BETWEEN)
        shapes.append(Box(left, top, width, height, colours["mist"]))
        place = (left + _PAD, top + headed * 0.66, width - 2 * _PAD)
        shapes += head(content, kind, form, type_, place, colours["deep"])
        drawn += _side(setting, sides[kind], left + _PAD, top + headed, width - 2 * _PAD)
    end = form.height if form.fixed else top + height + 2 + frame.under
    shapes += _in_order(drawn)
    ground = Box(0, 0, form.width, end, colours["paper"])
    title = f"{content.title}, {content.subtitle}: {content.theme}"
    return Sheet(
        form.width, end, (ground, *frame.above(), *shapes, *frame.below(end)), title, content.said(texts=False)
    )


def _in_order(drawn: list[tuple[int, Words]]) -> Iterator[Words]:
    """Words place by place, through both sides; a place that stands in both is marked once."""
    marked = set()
    for _, words in sorted(drawn, key=lambda pair: pair[0]):
        yield replace(words, name="") if words.name in marked else words
        marked.add(words.name)


_Side = list[list[_Block]]
"""A side in columns."""


def _fitted(
    content: Content, form: Format, type_: Type, colours: Mapping[str, str], width: float, room: float
) -> tuple[Setting, dict[Kind, _Side]]:
    """Both sides in the fullest form and the greatest type in which they fit, in as few columns, as many on either."""
    settings = [Setting(type_, max(form.text * scale, _SMALLEST), colours) for scale in _SCALES]
    full = all(sum(bool(place.items[kind]) for place in content.places) <= _MOST for kind in KINDS)
    for gists in (True, False) if full else (False,):
        many = max(1, int(width / (_WIDE if gists else _COLUMN)))
        for setting, number in product(settings, range(1, many + 1)):
            measure = width / number - (_APART if number > 1 else 0)
            sides = {kind: _side_of(setting, content, kind, measure, number, gists=gists) for kind in KINDS}
            if all(_height(setting, side) <= room for side in sides.values()):
                return setting, sides
    return setting, sides


def _side_of(setting: Setting, content: Content, kind: Kind, measure: float, number: int, *, gists: bool) -> _Side:
    """A side in columns of a width; with gists each place has its findings, else its name stands under its country."""
    blocks = []
    for index, place in enumerate(content.places):
        if not place.items[kind]:
            continue
        lines = setting.wrap(place.name if gists else place.dated, measure, bold=True)
        lines[0] = replace(lines[0], name=f"place-{place.identity}", before=0.6 if gists else 0.0)
        if gists:
            lines += setting.wrap(place.below, measure, soft=True)
            lines += [line for item in place.items[kind] for line in setting.wrap(item.short, measure)]
        blocks.append(_Block(index, lines, () if gists else tuple(setting.wrap(place.country, measure, soft=True))))
    if not blocks:
        return [[_Block(0, [Line(content.nothing, soft=True)])]]
    rows = ceil(sum(len(block.lines) for block in blocks) / number)
    while len(columns := _columns(blocks, rows)) > number:
        rows += 1
    return columns


def _columns(blocks: list[_Block], rows: int) -> _Side:
    """Blocks in columns of at most so many lines; a column that goes on with a country says so again."""
    columns: _Side = [[]]
    taken = 0
    over: tuple[Line, ...] = ()
    for block in blocks:
        lines = [*(block.over if block.over != over else ()), *block.lines]
        if columns[-1] and taken + len(lines) > rows:
            columns.append([])
            taken, lines = 0, [*block.over, *block.lines]
        columns[-1].append(_Block(block.place, lines))
        taken, over = taken + len(lines), block.over
    return columns


def _height(setting: Setting, side: _Side) -> float:
    return max(setting.height([line for block in column for line in block.lines]) for column in side)


def _side(setting: Setting, side: _Side, left: float, top: float, width: float) -> Iterator[tuple[int, Words]]:
    for number, column in enumerate(side):
        y = top
        for block in column:
            for words in setting.shapes(block.lines, left + number * width / len(side), y):
                yield block.place, words
            y += setting.height(block.lines)
