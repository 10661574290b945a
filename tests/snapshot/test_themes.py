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


def test_whole_domains_go_on_in_no_other_column() -> None:
    domains = [[40.0, 20.0, 20.0], [40.0] * 4, [30.0], [50.0] * 7, [30.0], [90.0, 60.0]]
    (level,), (whole,) = fill(domains, ROOM), fill(domains, ROOM, whole=True)
    parts = [part for column in whole.columns for part in column]
    assert [(part.domain, part.start, part.stop) for part in parts] == [(i, 0, len(d)) for i, d in enumerate(domains)]
    assert len([part for column in level.columns for part in column]) > len(parts)
    assert level.height < whole.height <= ROOM


def test_a_domain_higher_than_the_page_is_parted_all_the_same() -> None:
    pages = fill([[60.0] * 30], ROOM, whole=True)
    assert all(page.height <= ROOM for page in pages)
