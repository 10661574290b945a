"""The proof of a brief: what is proved of every file, and that its tables hold what was to stand in them."""

from __future__ import annotations

from collections.abc import Iterator

from ...design.editions import Edition
from ...pdf.proof import Expected, Proof
from ...pdf.xmp import Metadata, claims_of
from ...studio.studio import Studio
from ...text.spoken import speaking
from ...typeset.documents import Typeset
from .. import words
from ..cells import PromisedCell, finding_cells, sign_cells, talk_cells
from ..proof import tables_read
from .view import BriefView


def prove_brief(made: Typeset, view: BriefView, studio: Studio, file: str, about: Metadata, edition: Edition) -> Proof:
    """Prove a finished brief by the rules of its edition; raises :class:`ReportError` (preflight) where it fails."""
    findings = tuple((entry.full, text or gist) for entry in view.findings for gist, text in [view.words_of(entry)])
    said = made.said(about, (), for_press=edition.for_press)
    expected = Expected(findings, None, studio.theme.fonts.all, 1, said, speaks=speaking(view.volume.language))
    if edition.for_press:
        from ...press.proof import prove_press

        return prove_press(made.pdf, expected, file).demand()
    from ...pdf.screen import prove

    tables = tables_read(made.pdf, tuple(cells_of(view)), file)
    return prove(made.pdf, expected, file, tables, claims_of(edition.variant, attached=False)).demand()


def cells_of(view: BriefView) -> Iterator[PromisedCell]:
    """The cells that the tables of a brief hold, with their heads."""
    if view.is_domain:
        yield from sign_cells(view.volume, view.tables)
    yield from finding_cells(view.volume, view.rows, words.list_titles(view.volume), view.words_of)
    yield from talk_cells(view.volume, view.cards, by_theme=view.is_domain)
