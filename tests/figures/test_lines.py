"""Lines of text in figures."""

from __future__ import annotations

import pytest

from helpers.project import ROOT
from mgi_report.figures.frame import Type
from mgi_report.text.widths import metrics

FONTS = ROOT / "assets" / "fonts"
TYPE = Type(metrics(FONTS / "OpenSans-Regular.ttf"), metrics(FONTS / "OpenSans-Bold.ttf"))


@pytest.mark.parametrize("name", ["25 de Mayo", "Villa de los Montes 11", "Norway, 2021", "Aurora 1 2 Sur", "7"])
def test_no_number_stands_alone_on_a_line(name: str) -> None:
    for measure in range(1, 60):
        lines = TYPE.wrap(name, 9, measure)
        assert " ".join(lines) == name
        assert name.isdigit() or not any(line.replace(" ", "").isdigit() for line in lines)
    assert TYPE.wrap(name, 9, 60) == [name]
