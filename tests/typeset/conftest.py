"""The fonts of the house, for all that is typeset here."""

from __future__ import annotations

import pytest

from helpers.project import ROOT
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace


@pytest.fixture(scope="module", autouse=True)
def _house_fonts() -> None:
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
