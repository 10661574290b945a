"""The columns of the table of themes: of a like height, and nothing of a domain is left alone at the head of one."""

from __future__ import annotations

import pytest

from mgi_report.snapshot.plan.themes import fill

ROOM = 500.0


@pytest.mark.parametrize("counts", [(9, 9, 9, 9, 9, 9), (1, 14, 2, 30, 3, 7), (40, 1, 1, 1, 1, 1), (2,), (300,)])
def test_the_end_of_a_domain_stands_below_something_of_it(counts: tuple[int, ...]) -> None:
    pages = fill([[30.0, *[12.0] * (count - 2), 25.0][:count] for count in counts], ROOM)
    parts = [part for page in pages for column in page.columns for part in column]
    for domain, count in enumerate(counts):
        own = [part for part in parts if part.domain == domain]
        assert [number for part in own for number in range(part.start, part.stop)] == [*range(count)]
        assert own[-1].stop - own[-1].start > 1 or count == 1
    assert all(page.height <= ROOM and len(page.columns) <= 3 for page in pages)


def test_an_entry_that_fills_a_column_stands_alone() -> None:
    pages = fill([[ROOM, ROOM]], ROOM)
    assert [len(page.columns) for page in pages] == [2]
