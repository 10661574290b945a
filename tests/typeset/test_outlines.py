"""Straight outlines are drawn as the engine draws them, only sooner."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.outlines import straight

STAR = "M 10.5 20 \nL 30 40.25 \nL -0.125 40 \nz\nM 1 1 \nL 2 2 \n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50">{}</svg>'
MARKED = '<marker id="dot" markerWidth="3" markerHeight="3"><rect width="3" height="3"/></marker>'


def painted(drawing: str) -> list[tuple[tuple[float, ...], str]]:
    """The operators by which a drawing is painted, with their numbers; to move without a line paints nothing."""
    html = "<!DOCTYPE html><html lang=en><title>T</title><img src='mgi:a.svg' alt=x></html>"
    made = engine.typeset(Composed(html, {"a.svg": SVG.format(drawing).encode()}), lambda pdf: None)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        found = [
            (tuple(round(float(number), 4) for number in operands), str(operator))
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in ("m", "l", "c", "h", "f", "f*", "S", "B")
        ]
    return [one for one, after in zip(found, [*found[1:], ((), "")], strict=False) if (one[1], after[1]) != ("m", "m")]


@pytest.mark.parametrize(
    "drawing",
    [
        f'<path d="{STAR}"/>',
        f'<g transform="scale(2)"><path d="{STAR}" style="fill: none; stroke: #0033a0"/></g>',
        '<path d="M 1 2 \nL 3 4 \nM 5 6 \nL 7 8 \n" stroke="#000"/>',
    ],
)
def test_what_is_straight_is_painted_as_ever(drawing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = painted(drawing)
    svg = engine.engine().svg
    monkeypatch.setitem(svg.TAGS, "path", svg.path)
    assert made == painted(drawing)
    assert any(operator == "l" for _, operator in made)


@pytest.mark.parametrize(
    ("drawing", "by_the_engine"),
    [
        (f'<path d="{STAR}"/>', False),
        ('<path d="M 1 2 C 1 1 2 2 3 3"/>', True),
        ('<path d="M1,2L3,4z"/>', True),
        ('<path d="M 1 2 \nL 3mm 4 \n"/>', True),
        ('<path d="L 1 2 \nL 3 4 \n"/>', True),
        ('<path d="M 1 2 \nL 3 4 \nz\nL 5 6 \n"/>', True),
        ('<path d="M 1 2 \nL 3 4 \nL 5 \n"/>', True),
        ('<path d=""/>', True),
        ("<path/>", True),
        (f'{MARKED}<path marker-mid="url(#dot)" d="{STAR}"/>', True),
        (f'{MARKED}<g marker-end="url(#dot)"><path d="{STAR}"/></g>', True),
    ],
)
def test_all_else_is_left_to_the_engine(drawing: str, by_the_engine: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = engine.engine().svg
    asked: list[Any] = []
    monkeypatch.setitem(svg.TAGS, "path", straight(lambda *given: asked.append(given)))
    painted(drawing)
    assert bool(asked) == by_the_engine
