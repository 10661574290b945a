"""Who reads the files that are bound: this process, or one with limits as people have it."""

from __future__ import annotations

import pytest

from helpers.guarding import read_here


@pytest.fixture
def apart() -> None:
    """For a test in which files of somebody else are read by the process with limits, which takes time to start."""


@pytest.fixture(autouse=True)
def _read_here_or_apart(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "apart" not in request.fixturenames:
        read_here(monkeypatch)
