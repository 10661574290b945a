"""What is of unequal width at both sides is told by where a line begins and ends, not by left and right: pages whose
lines run to the left have it the other way round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2

from helpers.project import ROOT

SHEETS = sorted((ROOT / "templates").glob("*/*.css"))
SIDES = re.compile(r"(margin|padding|border)-(left|right)\Z|(left|right)\Z")


def told_by_side(css: str) -> list[str]:
    """Declarations that name a side, or give both sides another width, outside of rules for one direction."""
    found = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        selector = tinycss2.serialize(rule.prelude)
        if rule.type != "qualified-rule" or "[dir=" in selector:
            continue
        for item in tinycss2.parse_blocks_contents(rule.content):
            if item.type != "declaration":
                continue
            values = [tinycss2.serialize([part]) for part in item.value if part.type not in ("whitespace", "comment")]
            unlike = item.name in ("margin", "padding") and len(values) == 4 and values[1] != values[3]
            if unlike or SIDES.match(item.name):
                found.append(f"{selector.strip()} {{ {item.name}: {' '.join(values)} }}")
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parent.name}/{sheet.name}")
def test_no_style_sheet_tells_left_from_right(sheet: Path) -> None:
    assert told_by_side(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("css", ["a { padding: 1mm 4mm 0 19mm }", "a { left: 0 }", "a { margin-right: 1mm }"])
def test_sides_are_seen(css: str) -> None:
    assert len(told_by_side(css)) == 1
    assert told_by_side(f"[dir=rtl] {css}") == []
