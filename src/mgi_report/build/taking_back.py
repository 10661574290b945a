"""Our own PDFs → the profiles that are attached to them, into the folder of profiles again, byte for byte."""

from __future__ import annotations

from pathlib import Path

from ..data.model import Framework, Text
from ..data.profile_files import load_framework, profile_of
from ..data.tree import Tree
from ..data.yaml_tree import parse_tree
from ..errors import Kind, Problem, ReportError, errors_of
from ..pdf.guard import Guard, read_pdf
from ..portal.draft import Draft
from ..portal.importer import Imported, Progress
from ..portal.shelf import ImportPlan, Shelf
from ..workspace.cache import write_atomically


def is_pdf(file: Path) -> bool:
    """Whether a file begins as PDFs do."""
    with file.open("rb") as stream:
        return stream.read(5) == b"%PDF-"


def take_back(plan: ImportPlan, progress: Progress | None = None) -> list[Imported]:
    """What became of the profiles in the PDFs of a plan; one with errors is not written.

    Raises :class:`ReportError` only where nothing can be taken at all, because the framework is broken.
    """
    framework, shelf, results = load_framework(plan.framework), Shelf(plan), []
    seen: set[bytes] = set()
    with Guard() as guard:
        for done, page in enumerate(plan.pages, 1):
            found: list[tuple[str, bytes]] = []
            try:
                found = _found(page, guard)
            except ReportError as error:
                results.append(Imported(page, problems=list(error.problems)))
            # The snapshots of a city in several languages carry the same profile.
            results += [_taken(page, name, raw, shelf, framework) for name, raw in found if raw not in seen]
            seen |= {raw for _, raw in found}
            if progress:
                progress(str(page), done, len(plan.pages))
    return results


def _found(page: Path, guard: Guard) -> list[tuple[str, bytes]]:
    pdf = read_pdf(page)
    found = guard.call("mgi_report.pdf.profiles:look", pdf, files=[str(page)], size=len(pdf))
    if isinstance(found, str) or not found:
        message = found if isinstance(found, str) else "no profile is attached to this PDF"
        hint = "our own snapshots carry theirs; of a page of the portal save the page itself, as text or HTML"
        raise ReportError([Problem(str(page), message=message, hint=hint, kind=Kind.PAGE_FAULT)])
    return list(found)


def _taken(page: Path, name: str, raw: bytes, shelf: Shelf, framework: Framework) -> Imported:
    problems: list[Problem] = []
    profile = profile_of(parse_tree(raw, Tree(file=f"{page}: {name}")), framework, problems)
    result = Imported(page, problems=[*errors_of(problems)])
    if profile:
        place, source = profile.place, profile.source
        draft = Draft(
            city=profile.city,
            edition=profile.edition,
            code=profile.code,
            level=profile.level,
            name=_one(place.name, source.language),
            official=_one(place.official or "", source.language),
            country=place.country,
            title=source.title,
            language=source.language,
            url=str(source.url or ""),
        )
        file, against = shelf.place(draft, page, sound=not result.failed)
        result.file, result.draft = file, draft
        result.problems += against
        if not result.failed and not shelf.plan.dry_run:
            write_atomically(file, raw)
            result.written = True
    return result


def _one(text: Text, language: str) -> str:
    """A text in the language of the source, or the first there is."""
    return text if isinstance(text, str) else text.get(language) or next(iter(text.values()))
