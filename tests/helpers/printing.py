"""Lines of text printed by the typesetter alone; with the fonts of the tests in a process of its own, as fonts are read
once in each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from helpers.command import python
from helpers.project import FONTS, ROOT
from mgi_report.typeset import clusters
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

Job = tuple[str, str, str, str, bool]
"""A line as HTML, its language, its family, its width, and whether the engine draws it as it would by itself."""


def printed(
    lines: list[str], language: str = "en", family: str = "Open Sans", width: str = "28mm", css: str = ""
) -> bytes:
    font = f"font:10pt/14pt '{family}','Open Sans';hyphens:auto;hyphenate-character:'-'"
    style = f"@page{{size:210mm 800mm}}p{{margin:0 0 9mm;width:{width};{font};{css}}}"
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<!DOCTYPE html><html lang={language}><title>T</title><style>{style}</style><body>{body}</html>"
    made = typeset.typeset(Composed(html, {}), lambda pdf: None, variant="pdf/ua-1")
    assert made.problems == ()
    return made.pdf


def printed_apart(jobs: list[Job], folder: Path) -> dict[Job, bytes]:
    """The file of each job."""
    python("import helpers.printing as h; h.run()", str(folder), json.dumps(jobs))
    return {job: (folder / f"{number}.pdf").read_bytes() for number, job in enumerate(jobs)}


def run() -> None:
    """What the other process does."""
    folder, jobs = Path(sys.argv[1]), json.loads(sys.argv[2])
    workspace = open_workspace(ROOT)
    use_fonts([*workspace.font_files(), *FONTS.glob("Noto*Regular.ttf")], workspace.cache)
    draw = clusters.Line.draw
    for number, (line, language, family, width, by_itself) in enumerate(jobs):
        clusters.Line.draw = (lambda _, draw, __: draw()) if by_itself else draw  # type: ignore[method-assign]
        (folder / f"{number}.pdf").write_bytes(printed([line], language, family, width))
