"""Input files in a run: read once, and watched where others open them by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mgi_report.errors import Kind, ReportError
from mgi_report.workspace.cache import Cache, file_hash
from mgi_report.workspace.inputs import demand_unchanged, one_run, read, watch


def test_a_file_stays_as_it_was_first_read_until_the_run_is_over(tmp_path: Path) -> None:
    file = tmp_path / "city.yaml"
    file.write_bytes(b"one")
    with one_run():
        before = file_hash([file])
        file.write_bytes(b"two")
        with one_run():  # a part of the same run
            assert read(file) == b"one"
        assert (read(file, 2), file_hash([file])) == (b"on", before)
    assert read(file) == b"two"
    assert file_hash([file]) != before


def test_of_a_long_file_no_more_is_read_than_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_bytes(b"abcdef")
    with one_run():
        assert read(file, 3) == b"abc"
        assert read(file) == b"abcdef"


def test_nothing_is_kept_that_was_made_while_a_watched_file_changed(tmp_path: Path) -> None:
    font, cache = tmp_path / "font.ttf", Cache(tmp_path / "cache")
    font.write_bytes(b"one")

    def draw() -> bytes:
        status = font.stat()
        font.write_bytes(b"two")
        os.utime(font, ns=(status.st_atime_ns, status.st_mtime_ns))
        return b"drawn"

    with one_run():
        watch([font])
        demand_unchanged()
        with pytest.raises(ReportError) as stopped:
            cache.drawing("wheel", draw)
    assert [problem.kind for problem in stopped.value.problems] == [Kind.INPUT_CHANGED]
    assert not cache.has_drawing("wheel")
    demand_unchanged()
