"""What goes to the print shop with a press file: the report on it, and its pages imposed where asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..design.editions import PRESS, SCREEN
from ..errors import ExitCode, ReportError
from ..pdf import screen as preflight
from ..pdf.proof import Expected, Proof
from ..pdf.xmp import Metadata
from ..press.imposition import impose_booklet
from ..press.proof import prove_press
from ..press.report import Subject, compose_report, report_title
from ..text.languages import Language
from .jobs import MadeFile

if TYPE_CHECKING:
    from .studio import Studio


def companions_of(
    studio: Studio, pdf: bytes, proof: Proof, expected: Expected, language: Language, metadata: Metadata
) -> tuple[MadeFile, ...]:
    """The files that accompany a press file that was proved.

    Raises :class:`ReportError` when one of them does not pass its own proof.
    """
    return tuple(_companions(studio, pdf, proof, expected, language, metadata))


def _companions(
    studio: Studio, pdf: bytes, proof: Proof, expected: Expected, language: Language, metadata: Metadata
) -> Iterator[MadeFile]:
    name = f"{metadata.identifier}{PRESS.suffix}.pdf"
    subject = Subject(name, len(pdf), hashlib.sha256(pdf).hexdigest(), metadata.created)
    yield press_report(studio, proof, subject, language)
    if studio.options.imposition:
        mirrored = language.direction == "rtl"
        sheets = impose_booklet(pdf, with_marks=studio.options.marks, right_to_left=mirrored)
        suffix = f"-{studio.options.imposition}"
        imposed = prove_press(
            sheets, replace(expected, pages=None, said=None), f"{metadata.identifier}{suffix}"
        ).demand()
        yield MadeFile(suffix, sheets, imposed.pages, imposed.verdict)


def press_report(
    studio: Studio, proof: Proof, subject: Subject, language: Language, suffix: str = "-preflight"
) -> MadeFile:
    """The printable report on a press file that was proved, itself an accessible screen file.

    ``suffix`` is what its name ends in.
    """
    composed = compose_report(studio.composer, language, studio.theme, subject, proof)
    title = report_title(language, str(proof.values.get("title") or subject.name))
    metadata = Metadata(
        title=title,
        description=title,
        creator="mgi_report",
        publisher="mgi_report",
        languages=(language.code,),
        identifier=f"{Path(subject.name).stem}{suffix}",
        source=subject.name,
        rights="",
        coverage="",
        keywords=("PDF/X-4",),
        created=subject.created,
    )
    made = studio.typesetter.typeset(composed, studio.finisher(SCREEN, metadata))
    if made.problems:
        raise ReportError(made.problems, ExitCode.TEMPLATE)
    expected = Expected(fonts=studio.theme.fonts.all, said=made.said(metadata))
    own = preflight.prove(made.pdf, expected, subject.name).demand()
    return MadeFile(suffix, made.pdf, own.pages, own.verdict)
