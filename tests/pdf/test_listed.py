"""Pieces of lines as they are read, whatever the direction in which they are painted."""

from __future__ import annotations

import pytest

from mgi_report.pdf.tags import in_order

AR = "لجميع السكان"
MORE = "في المدينة"


@pytest.mark.parametrize(
    ("painted", "read"),
    [
        (["One ", "line"], "One line"),
        ([f".{11}", AR], f"{AR}.11"),
        ([MORE, " ", AR], f"{AR} {MORE}"),
        ([MORE, "Open ", "Doors", AR], f"{AR}Open Doors{MORE}"),
        (["2021", MORE, AR], f"{AR}{MORE}2021"),
    ],
)
def test_pieces_of_a_line_are_read_in_their_direction(painted: list[str], read: str) -> None:
    assert in_order(painted) == read
