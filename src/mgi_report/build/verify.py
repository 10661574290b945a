"""Proofs of finished files, by the rules of the edition that a file says it is."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from ..design.editions import ARCHIVE, DOCX, HTML, PRESS, editions_named
from ..errors import ExitCode, Kind, Problem, ReportError
from ..pdf.conformance import STANDARDS
from ..pdf.guard import Guard, read_pdf
from ..pdf.proof import Proof
from ..pdf.xmp import MAKER, claims_of
from ..press.facts import is_press
from ..workspace.cache import write_atomically
from ..workspace.keeping import working_cache
from ..workspace.places import Workspace, builtin
from .outdated import REPORT
from .plan import BESIDE, PAGES


def verify(file: Path, edition: str = "", workspace: Workspace | None = None) -> Proof:
    """Prove a finished PDF, by the rules of an edition or by those of the one that it says it is; or a web page or a
    Word file, with what a workspace knows of languages and wordings, by default with what is built in.

    Raises :class:`ReportError` (usage) for a file that cannot be read, and for an edition that there is not; one (data)
    for a file that takes more memory or time than it may.
    """
    ending = file.suffix.lower()
    own = HTML if ending in PAGES else DOCX if ending in BESIDE else ""
    if edition:
        editions_named([edition])
        if own and edition != own:
            what = {HTML: "a web page", DOCX: "a Word file"}[own]
            hint = "leave the edition out"
            raise ReportError(f"{what} is of no other edition than {own}", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    try:
        pdf = read_pdf(file)
    except OSError as error:
        hint = "name the files in it" if file.is_dir() else "look at its name and its folder"
        problem = Problem(str(file), message=f"cannot read it ({error.strerror})", hint=hint, kind=Kind.UNREADABLE)
        raise ReportError([problem], ExitCode.USAGE) from error
    with Guard() as guard:
        if own:
            from . import officeverify, webverify

            module = webverify if own == HTML else officeverify
            known, others = workspace or Workspace(builtin(), builtin()), module.beside(file)
            size = len(pdf) + sum(item.stat().st_size for item in others)
            names = [str(file), *map(str, others)]
            beside: Proof = guard.call(f"{module.__name__}:prove_page", pdf, str(file), known, files=names, size=size)
            return beside
        proof: Proof = guard.call(f"{__name__}:prove_any", pdf, str(file), edition, files=[str(file)], size=len(pdf))
    return proof


def prove_any(pdf: bytes, file: str, edition: str = "") -> Proof:
    """Check a file by the rules of an edition; by default by those of the edition that it says it is, and a file
    of somebody else by those of the screen."""
    if edition == PRESS.name or (not edition and is_press(pdf)):
        from ..press.proof import prove_press

        return prove_press(pdf, file=file, measured=True, ours=is_ours(pdf))
    from ..pdf.screen import prove

    return prove(pdf, file=file, standards=standards_of(pdf, edition), ours=is_ours(pdf))


def standards_of(pdf: bytes, edition: str = "") -> tuple[str, ...]:
    """By what a file for readers is judged: by all standards of an edition, which is that of ``edition`` or of what a
    publication of ours claims; a file of somebody else, and one with annexes, by those it claims."""
    from ..pdf.binding.glance import said_by

    maker, claims = said_by(pdf)
    ours = maker.startswith(MAKER)
    if edition == ARCHIVE.name or (ours and not edition and "PDF/UA-2" in claims):
        return claims_of(ARCHIVE.variant, attached="PDF/A-4" not in claims)
    alone = ours and not _has_annexes(pdf)
    return tuple(name for name in STANDARDS if alone or name in claims)


def is_ours(pdf: bytes) -> bool:
    """Whether a file says that it is a publication of ours, and not one that others are bound to."""
    from ..pdf.binding.glance import said_by

    return said_by(pdf)[0].startswith(MAKER) and not _has_annexes(pdf)


def _has_annexes(pdf: bytes) -> bool:
    from ..pdf.navigation import has_annexes
    from ..pdf.reading import DamagedError, open_pdf

    try:
        document = open_pdf(pdf)
    except DamagedError:
        return False
    with closing(document):
        return has_annexes(document)


def write_report(workspace: Workspace, proof: Proof, language: str) -> Path:
    """Write the report for the print shop next to a press file that was proved; returns where it is.

    It has a name of its own. The report that the build wrote is listed in the manifest with its checksum, and does not
    depend on what the machine can measure.
    """
    from ..data.profile_files import load_framework
    from ..press.facts import created_on
    from ..press.report import Subject
    from ..studio.companions import press_report
    from ..studio.studio import Studio

    file = Path(proof.file)
    pdf = file.read_bytes()
    subject = Subject(file.name, len(pdf), hashlib.sha256(pdf).hexdigest(), created_on(pdf))
    target = file.with_name(f"{file.stem}{REPORT}.pdf")
    with working_cache(workspace) as (usable, _):
        studio = Studio(usable, load_framework(workspace.framework))
        report = press_report(studio, proof, subject, studio.language(language), REPORT).pdf
    write_atomically(target, report)
    return target
