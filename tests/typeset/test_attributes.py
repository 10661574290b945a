"""A process that lives on gets back what its documents took."""

from __future__ import annotations

import resource
import sys
from types import SimpleNamespace

from helpers.project import ROOT
from mgi_report.typeset import engine
from mgi_report.typeset.attributes import freeing
from mgi_report.typeset.documents import Composed
from mgi_report.workspace.places import open_workspace

PARAGRAPH = "<p>Some words of a paragraph <b>{}</b> that <i>end</i> here, so that there is something to lay out.</p>"
STYLE = "@page{size:A4}body{font:9pt 'Open Sans';font-variant-numeric:lining-nums}"


def test_the_attributes_of_text_are_freed_with_it() -> None:
    workspace = open_workspace(ROOT)
    engine.use_fonts(workspace.font_files(), workspace.cache)
    body = "".join(map(PARAGRAPH.format, range(150)))
    page = Composed(f"<!DOCTYPE html><html lang=en><title>T</title><style>{STYLE}</style>{body}</html>", {})
    peaks = []
    for times in (8, 24):
        for _ in range(times):
            engine.sketch(page)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peaks.append(peak / 1024 if sys.platform == "darwin" else peak)
    assert peaks[1] - peaks[0] < 2000, "kilobytes; 290 for each page before they were freed"


def test_an_engine_that_frees_them_itself_is_left_alone() -> None:
    pango = SimpleNamespace(pango_attr_list_unref=lambda _: None)

    def setup(layout: object) -> None:
        pango.pango_attr_list_unref(layout)

    assert freeing(setup, None, None) is setup
