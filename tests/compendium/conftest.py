"""The volume of three invented cities, opened once for all tests of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.books import Book
from helpers.volumes import view_of
from mgi_report.compendium.view import VolumeView


@pytest.fixture(scope="session")
def book(volume: Path) -> Book:
    return Book(volume)


@pytest.fixture(scope="session")
def view() -> VolumeView:
    """What that volume says."""
    return view_of("en")
