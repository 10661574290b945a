"""Whether a Word file tells two editions as its profiles and its PDF do: states, editions, references and words.

A cell is known by what its heads say: a state, which stands in square brackets, and an edition. A PDF has one cell for
both editions where both say the same, a Word file two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...errors import Kind, Problem, excerpt
from ...pdf.reading import open_pdf
from ...pdf.tables import read_cells
from ...text.turned import holds
from ...typeset.office.reading import WordFile
from .proof import bare, head_of, promised
from .view import SinceView

_REFERENCE = re.compile(r"\b[A-Z]\d+\b")


class _Cell(NamedTuple):
    """What the heads of a cell say, its words, those of its paragraphs and pictures, and the references in it."""

    heads: frozenset[str]
    words: str
    pieces: tuple[str, ...]
    references: frozenset[str]


def told_amiss(said: WordFile, view: SinceView, file: str) -> Iterator[Problem]:
    """The findings that do not stand in their state and under their edition; of those that stay as they are the
    reference stands there, and their words among the findings of the snapshot."""
    cells = _of_word(said)
    for domain in view.domains:
        for standing in domain.standings:
            for item, heads in promised(standing, view, whole=False):
                text = bare(item.text.plain)
                if not any(heads <= cell.heads and (text in cell.words or holds(cell.words, text)) for cell in cells):
                    message = f"the finding {item.reference} does not stand under {excerpt(standing.words)}"
                    yield Problem(file, message=message, kind=Kind.CELL)
            if standing.kept and standing.newer:
                state, local = head_of(standing.words), standing.newer.local
                if not any(state in cell.heads and local in cell.references for cell in cells):
                    message = f"{standing.newer.reference} does not stand under {excerpt(standing.words)}"
                    yield Problem(file, message=message, kind=Kind.CELL)


def differences(said: WordFile, file: str, pdf: bytes, words: str, other: str) -> Iterator[Problem]:
    """Where a Word file and a PDF tell two editions differently; ``words`` are all that the PDF says."""
    cells, paper = _of_word(said), [*_of_pdf(pdf)]
    everything = bare(words) + "".join(piece for cell in paper for piece in cell.pieces)
    for one in paper:
        theirs = [cell for cell in cells if cell.heads <= one.heads]
        known = frozenset().union(*(cell.references for cell in theirs))
        together = len(one.heads) > len(next((cell.heads for cell in theirs), one.heads))
        if not any(one.words in cell.words or holds(cell.words, one.words) for cell in theirs) and not (
            together and one.references <= known
        ):
            message, value = f"{other} tells more of two editions than this file", excerpt(one.words)
            yield Problem(file, message=message, value=value, kind=Kind.DIFFERS)
    for cell in cells:
        theirs = [one for one in paper if cell.heads <= one.heads]
        known = frozenset().union(*(one.references for one in theirs))
        lacking = (piece for piece in cell.pieces if piece not in everything)
        turned = (piece for piece in lacking if not any(holds(one.words, piece) for one in theirs))
        amiss = [*sorted(cell.references - known), *turned]
        if amiss or not theirs:
            message, value = f"{other} does not say this of two editions", excerpt(next(iter(amiss), cell.words))
            yield Problem(file, message=message, value=value, kind=Kind.DIFFERS)


def _of_word(said: WordFile) -> Sequence[_Cell]:
    told = ((cell.heads, cell.paragraphs, "·".join(cell.paragraphs).split("·")) for cell in said.cells)
    return [*_in_states((heads, " ".join(words), pieces) for heads, words, pieces in told)]


def _of_pdf(pdf: bytes) -> Iterator[_Cell]:
    document = open_pdf(pdf)
    found = read_cells((index, document) for index in range(len(document)))
    return _in_states((cell.heads, cell.words, cell.pictures) for cell in found)


def _in_states(cells: Iterator[tuple[frozenset[str], str, Sequence[str]]]) -> Iterator[_Cell]:
    """The cells that have a state for a head."""
    for heads, words, pieces in cells:
        if any(re.fullmatch(r"\s*\[.+\]\s*", head, re.S) for head in heads) and bare(words):
            reduced = tuple(filter(None, map(bare, pieces)))
            yield _Cell(frozenset(map(head_of, heads)), bare(words), reduced, frozenset(_REFERENCE.findall(words)))
