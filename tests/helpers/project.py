"""Where the files of the project and of its tests lie, and what must be installed to look at them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
BAD = TESTS / "bad"
FONTS = TESTS / "fonts"
FOREIGN = TESTS / "foreign"
REFERENCES = TESTS / "references"
RESULTS = TESTS / "results"


def needs(tool: str) -> None:
    """Skip where an independent witness is not installed; on a build server its absence is a failure."""
    if shutil.which(tool) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{tool} must be installed on a build server")
        pytest.skip(f"{tool} is not installed")
