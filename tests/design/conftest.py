"""What ``check`` finds by reading, without the pages that it tries beside that."""

from __future__ import annotations

import pytest

from mgi_report.build import rehearsal
from mgi_report.build.plan import Result


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is made by ``check``: for tests of what is read in templates and style sheets."""
    monkeypatch.setattr(rehearsal, "build", lambda plan: Result())
