"""A process that lives on gets back what its documents took."""

from __future__ import annotations

from types import SimpleNamespace

from helpers.command import python
from helpers.project import ROOT
from mgi_report.typeset.attributes import freeing

SKETCHES = """
import resource, sys
from pathlib import Path
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.garbage import tidy
from mgi_report.workspace.places import open_workspace

workspace = open_workspace(Path(sys.argv[1]))
use_fonts(workspace.font_files(), workspace.cache)
style = "<style>@page{size:A4}body{font:9pt 'Open Sans';font-variant-numeric:lining-nums}</style>"
body = "".join(f"<p>Some words of paragraph <b>{n}</b> that <i>end</i> here.</p>" for n in range(200))
page = Composed(f"<!DOCTYPE html><html lang=en><title>T</title>{style}{body}</html>", {})
for times in (8, 24):
    for _ in range(times):
        engine.sketch(page)
        tidy()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak // 1024 if sys.platform == "darwin" else peak)
"""


def test_the_attributes_of_text_are_freed_with_it() -> None:
    first, last = map(int, python(SKETCHES, str(ROOT)).split())
    assert last - first < 2000, "kilobytes; 290 for each page before they were freed"


def test_an_engine_that_frees_them_itself_is_left_alone() -> None:
    pango = SimpleNamespace(pango_attr_list_unref=lambda _: None)

    def setup(layout: object) -> None:
        pango.pango_attr_list_unref(layout)

    assert freeing(setup, None, None) is setup
