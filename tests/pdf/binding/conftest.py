"""What binds hundreds of small files."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def _no_garbage_is_looked_for() -> Iterator[None]:
    """Before each volume the program would look through whatever tests have made, for longer than it binds them."""
    gc.disable()
    yield
    gc.enable()
