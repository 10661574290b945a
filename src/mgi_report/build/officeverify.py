"""Proofs of finished Word files, from the PDF that lies beside them; one that came by mail is proved for itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..data.language_files import language_of
from ..errors import Problem, ReportError
from ..pdf.proof import Proof
from ..snapshot.same import differences, told_by_pdf, told_by_word
from ..snapshot.since import same as of_editions
from ..studio.office import prove_word, same_words
from ..text.languages import Language
from ..typeset.office.reading import WordFile
from ..workspace.places import Workspace


def beside(file: Path) -> list[Path]:
    """The PDF of the same publication, if it is there."""
    other = file.with_suffix(".pdf")
    return [other] if other.is_file() else []


def prove_page(data: bytes, file: str, workspace: Workspace) -> Proof:
    """Prove a Word file, which lies where ``file`` says.

    Findings of a snapshot are compared one by one; of other publications all words are. Raises :class:`ReportError` for
    languages of the workspace that are not sound.
    """
    others = beside(Path(file))
    if not others:
        return prove_word(data, file)
    return prove_word(data, file, partial(_differing, file, others[0], workspace), others[0].name)


def _differing(file: str, other: Path, workspace: Workspace, said: WordFile) -> Iterator[Problem]:
    pdf = other.read_bytes()
    language = _language(workspace, said.language)
    if not said.items:
        yield from same_words(file, other.name, language)(said, pdf)
        return
    told, letters = told_by_word(said, language), language.direction == "rtl"
    found, words = told_by_pdf(pdf, told, language)
    yield from differences(told, file, found, other.name, letters=letters)
    if not letters:
        yield from of_editions.differences(said, file, pdf, words, other.name)


def _language(workspace: Workspace, code: str) -> Language:
    try:
        return language_of(workspace, code)
    except ReportError:
        return language_of(workspace, "en")
