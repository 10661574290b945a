"""A snapshot that was refused, to be looked at: marked on every page, and without any claim to a standard."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from markupsafe import escape

from ..design.editions import Edition
from ..errors import Kind, Problem, Severity
from ..studio.jobs import DRAFT
from ..studio.studio import Studio
from ..text.reader import Reader
from ..typeset.documents import Composed
from ..typeset.finish import crop
from ..typeset.twins import paint_in
from ..workspace.cache import write_atomically
from ..workspace.places import shown
from .view import SnapshotView

_LABEL = (
    "position: fixed; bottom: -4.6mm; left: 0; width: 180mm; padding: .5mm 0; text-align: center; line-height: 1.2;"
    "font-family: {font}; font-size: 8pt; font-weight: 700; color: {ground}; background: {ink}"
)
_CLAIMS_NOTHING = ""
"""No variant of PDF."""


def keep_draft(studio: Studio, document: Composed, view: SnapshotView, name: str, edition: Edition) -> Problem:
    """Write a refused snapshot into the folder of drafts of a workspace; returns what is told of it."""
    assert studio.drafts
    theme, say = studio.theme, Reader(view.language).say
    style = _LABEL.format(font=theme.fonts.text[0], ground=theme.rgb("paper"), ink=theme.rgb("ink"))
    words = escape(say("Draft: this file was refused and must not be passed on"))
    label = f'<div style="{style}">{words}</div></body>'
    marked = replace(document, html=document.html.replace("</body>", label, 1))
    shown_so = partial(paint_in, inks=document.inks) if edition.for_press else crop
    made = studio.typesetter.typeset(marked, shown_so, (), _CLAIMS_NOTHING)
    code = view.language.code
    file = studio.drafts / code / f"{name}-{code}{edition.suffix}{DRAFT}.pdf"
    write_atomically(file, made.pdf)
    message, hint = "the refused file, marked on every page", "look at it, and delete it"
    where = shown(file, studio.workspace.root)
    return Problem(where, message=message, hint=hint, severity=Severity.WARNING, kind=Kind.DRAFT)
