"""Saved pages → files: every page is read and checked on its own, and written last, whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..data.glyphs import Coverage, check_glyphs
from ..data.identity import slug_of
from ..data.model import KINDS, Framework
from ..data.profile_files import LIMITS, load_framework, profile_of
from ..data.tree import Tree
from ..data.yaml_tree import parse_tree
from ..errors import ExitCode, Problem, ReportError, errors_of
from ..text.markup import escape
from ..text.printable import visible
from ..workspace.cache import write_atomically
from .domains import cut_off, settle
from .draft import Draft, DraftFinding, as_yaml
from .facts import Facts, read_facts
from .items import Item
from .labels import Kind
from .lines import Apart, doubt, fault
from .oddities import oddities
from .page import Page, read_page
from .parts import Block, Role
from .shelf import ImportPlan, Shelf
from .structure import Structure
from .topics import propose


@dataclass(frozen=True)
class Found:
    """How many findings the lists of one domain have, and the lines of the page where they stand."""

    developed: int
    potential: int
    first: int
    last: int


@dataclass
class Imported:
    """What became of one page. ``draft`` is none where it could not be taken over; ``written`` tells the rest."""

    page: Path
    file: Path | None = None
    draft: Draft | None = None
    domains: Mapping[str, Found] = field(default_factory=dict)
    roles: Mapping[Role, list[tuple[int, int]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    written: bool = False

    @property
    def failed(self) -> bool:
        """Whether anything stands against taking the page over."""
        return bool(errors_of(self.problems))


Progress = Callable[[str, int, int], None]
"""Told the name of a page that was read, how many were and how many there are."""


def import_pages(plan: ImportPlan, progress: Progress | None = None) -> tuple[list[Imported], ExitCode]:
    """Import every page of a plan; a page that fails does not stop the others.

    Raises :class:`ReportError` only where nothing can be imported at all, because the framework is broken.
    """
    framework = load_framework(plan.framework)
    shelf = Shelf(plan)
    results = []
    for done, page in enumerate(plan.pages, 1):
        result = Imported(page)
        results.append(result)
        try:
            _import_page(plan, result, framework, shelf)
        except ReportError as error:
            result.problems += error.problems
        if progress:
            progress(str(page), done, len(plan.pages))
    return results, ExitCode.DATA if any(result.failed for result in results) else ExitCode.DONE


def _import_page(plan: ImportPlan, result: Imported, framework: Framework, shelf: Shelf) -> None:
    page = read_page(result.page)
    structure, blocks, problems = _profile_in(page)
    result.problems += [*page.doubts, *structure.doubts, *problems]
    result.domains = {slug: _found(block) for slug, block in blocks.items()}
    if not blocks:
        return
    facts = read_facts(structure, country=plan.country, edition=plan.edition, language=plan.language)
    if structure.ends_in_list and not facts.place and not facts.edition:
        result.problems.append(cut_off(structure))
        return
    result.problems += [*facts.problems, *oddities(page, structure)]
    result.roles = _by_role(structure)
    if result.failed or facts.place is None:
        return
    result.draft = _draft(page, facts, blocks, framework, result, shelf)
    if result.draft:
        schema = Path(os.path.relpath(plan.schema, plan.folder)).as_posix() if plan.schema.is_file() else ""
        raw = as_yaml(result.draft, visible(schema)).encode()
        result.problems += _check(raw, result.draft, plan, str(result.page), framework)
        result.file, found = shelf.place(result.draft, result.page, sound=not result.failed)
        result.problems += found
        if not result.failed and not plan.dry_run and result.file:
            write_atomically(result.file, raw)
            result.written = True


def _profile_in(page: Page) -> tuple[Structure, Mapping[str, Block], list[Problem]]:
    """The parts of a page and its domains; what the page hides is read where nothing whole stands without it."""
    structure = Structure(page)
    blocks, problems = settle(structure)
    hidden = [line for line in page.lines if line.apart == Apart.HIDDEN]
    if hidden and errors_of(problems):
        unfolded = Structure(page, folded=True)
        found, doubts = settle(unfolded)
        if not errors_of(doubts):
            message = "the page hides parts of the profile until they are clicked; they were read, from this line on"
            return unfolded, found, [*doubts, doubt(page.file, hidden[0].number, message)]
    return structure, blocks, problems


def _draft(
    page: Page, facts: Facts, blocks: Mapping[str, Block], framework: Framework, result: Imported, shelf: Shelf
) -> Draft | None:
    assert facts.place is not None
    city = shelf.plan.city or slug_of(facts.place.name)
    if not city:
        message = f"no slug can be made of the name “{facts.place.name}”"
        result.problems.append(fault(page.file, 0, message, hint="give one with --city, in letters a-z"))
        return None
    return Draft(
        city=city,
        edition=facts.edition,
        code=shelf.code(city, facts.edition, facts.country),
        level="national" if facts.place.national else "local",
        name=facts.place.name,
        official=facts.official,
        country=facts.country,
        title=facts.title,
        language=facts.language,
        url=page.address,
        introduction=_introduction(page, facts, result),
        findings={
            slug: {
                kind: [_finding(item, slug, framework, facts.language) for item in block.parts[Kind(kind)].items]
                for kind in KINDS
            }
            for slug, block in blocks.items()
        },
    )


def _finding(item: Item, slug: str, framework: Framework, language: str) -> DraftFinding:
    return DraftFinding(item.words, tuple(propose(item.words, slug, framework, language)), item.first)


def _introduction(page: Page, facts: Facts, result: Imported) -> str:
    """The paragraphs of the introduction, as many as the first page has room for."""
    limit = LIMITS[("introduction",)]
    kept: list[str] = []
    for paragraph in facts.introduction:
        if len(escape(" ".join([*kept, paragraph]))) > limit:
            message = f"the introduction has no room for this paragraph, at most {limit:,} characters; not taken over"
            result.problems.append(doubt(page.file, facts.introduction_line, message, paragraph))
            break
        kept.append(paragraph)
    if not facts.introduction:
        message = "no introduction was found; the profile has none"
        result.problems.append(doubt(page.file, 0, message, hint="write one, if you like, as “introduction: …”"))
    return " ".join(kept)


def _check(raw: bytes, draft: Draft, plan: ImportPlan, page: str, framework: Framework) -> list[Problem]:
    """What `mgi-report check` would say of the profile, apart from what the importer says itself."""
    problems: list[Problem] = []
    tree = parse_tree(raw, Tree(file=page))
    profile_of(tree, framework, problems)
    return [
        fault(page, 0, f"{problem.message} ({problem.path})", problem.value.strip("“”"), problem.hint)
        for problem in errors_of(problems)
    ] + _not_shown(tree, draft, plan.coverage)


def _not_shown(tree: Tree, draft: Draft, coverage: Coverage | None) -> list[Problem]:
    """Characters that no font of the theme has: the page says them, but nothing can be built of the profile."""
    found = sorted(check_glyphs(tree, coverage), key=lambda problem: (problem.line, problem.column))
    if not found:
        return []
    more = f", and {len(found) - 1} more texts have such characters" if len(found) > 1 else ""
    line = re.fullmatch(r"findings\.([\w-]+)\.(\w+)\[(\d+)\].*", found[0].path)
    number = draft.findings[line[1]][line[2]][int(line[3]) - 1].line if line else 0  # told from 1
    message = f"{found[0].message}{more}; nothing is built until they are mended"
    return [doubt(tree.file, number, message, found[0].value.strip("“”"), found[0].hint)]


def _found(block: Block) -> Found:
    counts = {kind: len(block.parts[Kind(kind)].items) if Kind(kind) in block.parts else 0 for kind in KINDS}
    lasts = [item.last for part in block.parts.values() for item in part.items]
    return Found(counts["developed"], counts["potential"], block.first.number, max(lasts, default=block.first.last))


def _by_role(structure: Structure) -> dict[Role, list[tuple[int, int]]]:
    """For every role the ranges of lines that have it; lines that follow each other are one range."""
    ranges: dict[Role, list[tuple[int, int]]] = {}
    before: Role | None = None
    for line in sorted(structure.roles, key=lambda line: line.number):
        role = structure.roles[line]
        found = ranges.setdefault(role, [])
        if found and role is before:
            found[-1] = (found[-1][0], max(line.last, found[-1][1]))
        else:
            found.append((line.number, line.last))
        before = role
    return ranges
